{# A number as a person writes it: no zeros behind the last decimal. Takes a DECIMAL with at least one decimal. #}
{% macro plain(amount) -%}
    rtrim(rtrim(cast({{ amount }} as varchar), '0'), '.')
{%- endmacro %}

{# What an amount may be: 207, 2000–2999 where the wording leaves room, ≥ or ≤ where one side has no end. #}
{% macro plain_range(low, high) -%}
    case
        when {{ low }} = {{ high }} then {{ plain(low) }}
        when {{ high }} is null then '≥ ' || {{ plain(low) }}
        when {{ low }} is null then '≤ ' || {{ plain(high) }}
        else {{ plain(low) }} || '–' || {{ plain(high) }}
    end
{%- endmacro %}

{# The words between two offsets, which count code points from 0; end exclusive. #}
{% macro slice(text, char_start, char_end) -%}
    substr({{ text }}, {{ char_start }} + 1, {{ char_end }} - {{ char_start }})
{%- endmacro %}
