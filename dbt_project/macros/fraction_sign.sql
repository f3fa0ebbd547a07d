{#
  Whether 100 × numerator ÷ denominator is below (-1), at (0) or above (1) a bound in ten-millionths of a percent, by
  multiplying across. Where a product would pass 38 digits it is taken as DOUBLE. Only tests use it: models divide instead.
#}
{% macro fraction_sign(numerator, denominator, bound) -%}
    case
        when abs(cast({{ bound }} as double)) * cast({{ denominator }} as double) < 1e38
            then sign(1000000000 * {{ numerator }} - {{ bound }} * {{ denominator }})
        else sign(1e9 * cast({{ numerator }} as double) - cast({{ bound }} as double) * cast({{ denominator }} as double))
    end
{%- endmacro %}
