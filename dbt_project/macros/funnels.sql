{# The stages of a case, in their order: what comes in, what is done with it, what is left. #}
{% macro funnel_stages() -%}
    {{ return([
        'received', 'accepted', 'collected', 'filed', 'referred', 'handled', 'closed', 'replied', 'pending', 'overdue',
    ]) }}
{%- endmacro %}

{# The rates that are stated of cases. #}
{% macro funnel_rates() -%}
    {{ return(['closing_rate', 'handling_rate', 'reply_rate', 'on_time_rate']) }}
{%- endmacro %}
