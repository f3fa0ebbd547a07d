{# How the form of a report asks for a measure: the column of dim_measure that the form names. #}
{% macro asked_for(measure, form) -%}
    case {{ form }}
        when 'narrative' then {{ measure }}.in_narrative
        when 'indicator_table_2014' then {{ measure }}.in_indicator_table_2014
        when 'statutory_2019' then {{ measure }}.in_statutory_2019
        when 'statutory_2021' then {{ measure }}.in_statutory_2021
        when 'local_table' then {{ measure }}.in_local_table
        when 'bulletin' then {{ measure }}.in_bulletin
    end
{%- endmacro %}
