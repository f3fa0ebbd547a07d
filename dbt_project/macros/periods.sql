{#
  The name of a span of days: 2021, 2021-H1, 2021-Q3, 2021-07, or both days where it is none of these.
  Takes two dates that are not null.
#}
{% macro period_id(first_day, last_day) -%}
    case {{ period_kind(first_day, last_day) }}
        when 'year' then strftime({{ first_day }}, '%Y')
        when 'half' then strftime({{ first_day }}, '%Y-H') || if(month({{ first_day }}) = 1, '1', '2')
        when 'quarter' then strftime({{ first_day }}, '%Y-Q') || quarter({{ first_day }})
        when 'month' then strftime({{ first_day }}, '%Y-%m')
        else strftime({{ first_day }}, '%Y-%m-%d') || '/' || strftime({{ last_day }}, '%Y-%m-%d')
    end
{%- endmacro %}

{# year, half, quarter or month where the days are exactly those of one of the calendar, else other. #}
{% macro period_kind(first_day, last_day) -%}
    case
        when day({{ first_day }}) <> 1 or last_day({{ last_day }}) <> {{ last_day }} then 'other'
        when month({{ first_day }}) = 1 and {{ last_day }} = last_day({{ first_day }} + interval 11 month) then 'year'
        when month({{ first_day }}) in (1, 7) and {{ last_day }} = last_day({{ first_day }} + interval 5 month) then 'half'
        when month({{ first_day }}) in (1, 4, 7, 10) and {{ last_day }} = last_day({{ first_day }} + interval 2 month)
            then 'quarter'
        when {{ last_day }} = last_day({{ first_day }}) then 'month'
        else 'other'
    end
{%- endmacro %}
