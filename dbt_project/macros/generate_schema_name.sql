{# The schema as it is configured, without the target's name in front: raw, staging and marts are a contract. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
