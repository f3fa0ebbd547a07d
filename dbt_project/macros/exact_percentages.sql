{#
  Percentages compared without rounding. DECIMAL divided by DECIMAL is DOUBLE in DuckDB, and a product of a percentage and a
  count may pass 38 digits, so ratios are placed on a ruler by exact division of HUGEINT instead: an even mark 2k is k
  ten-millionths of a percent, the odd mark after it stands for everything between that and the next. Marks keep the order
  of the ratios they stand for, so comparing marks is comparing by cross-multiplication. An open bound is the mark beside it.
#}

{# An amount with four decimals as a whole number, exact up to 10^20. #}
{% macro whole_units(amount) -%}
    cast({{ amount }} * 10000 as hugeint)
{%- endmacro %}

{# The mark of 100 × numerator ÷ denominator, both whole and not negative; null where the denominator is 0. #}
{% macro ratio_mark(numerator, denominator) -%}
    (1000000000 * {{ numerator }}) // nullif({{ denominator }}, 0)
    + (1000000000 * {{ numerator }} + {{ denominator }} - 1) // nullif({{ denominator }}, 0)
{%- endmacro %}

{# The mark of a percentage with up to seven decimals. #}
{% macro percentage_mark(percentage) -%}
    2 * cast({{ percentage }} * 10000000 as hugeint)
{%- endmacro %}

{# 100 × numerator ÷ denominator in DECIMAL, rounded half up to six decimals: for display. #}
{% macro displayed_percentage(numerator, denominator) -%}
    cast(
        cast((200000000 * {{ numerator }} + {{ denominator }}) // nullif(2 * {{ denominator }}, 0) as decimal(38, 0))
        * 0.000001 as decimal(38, 6)
    )
{%- endmacro %}
