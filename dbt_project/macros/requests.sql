{# Everything that the balance of requests holds, in the order of the forms. #}
{% macro request_items() -%}
    {{ return([
        'received', 'carried_in', 'granted', 'partially_granted', 'not_disclosed', 'not_available', 'not_processed',
        'other_outcome', 'replied', 'closed', 'carried_out',
    ]) }}
{%- endmacro %}

{# The remedies, and what became of them. #}
{% macro remedy_items() -%}
    {{ return([
        'review_filed', 'review_upheld', 'review_corrected', 'review_other', 'review_pending',
        'litigation_filed', 'litigation_upheld', 'litigation_corrected', 'litigation_other', 'litigation_pending',
    ]) }}
{%- endmacro %}

{# What reports hold besides requests, one number each. #}
{% macro other_items() -%}
    {{ return([
        'published', 'normative_issued', 'licences_decided', 'penalties_decided', 'enforcement_decided', 'fees_collected',
    ]) }}
{%- endmacro %}

{# pass where nothing is left over, fail where something is, cannot_tell where a summand is missing or not exact. #}
{% macro sum_verdict(left_over, is_exact) -%}
    case
        when {{ left_over }} is null or not {{ is_exact }} then 'cannot_tell'
        when {{ left_over }} = 0 then 'pass'
        else 'fail'
    end
{%- endmacro %}

{# 100 × part ÷ total in DECIMAL, rounded half up to six decimals; null where the total is 0 or either is missing. #}
{% macro share_pct(part, total) -%}
    {{ displayed_percentage(whole_units('(' ~ part ~ ')'), whole_units('(' ~ total ~ ')')) }}
{%- endmacro %}
