{#
  The checks of what reports say, one intermediate model each; two may be of one kind. Every such model has one row a
  comparison with the columns comparison_id, severity, document_id, char_start, char_end, other_document_id, other_char_start,
  other_char_end, expected, found, explanation_zh, explanation_en and verdict; findings and coverage are made from this list.
#}
{% macro checks() -%}
    {{ return([
        {'kind': 'rate_mismatch', 'model': 'int_rates_checked'},
        {'kind': 'parts_mismatch', 'model': 'int_parts_checked'},
        {'kind': 'repeat_conflict', 'model': 'int_repeats_checked'},
        {'kind': 'repeat_conflict', 'model': 'int_narratives_checked'},
        {'kind': 'funnel_inversion', 'model': 'int_funnels_checked'},
        {'kind': 'statutory_identity', 'model': 'int_identities_checked'},
        {'kind': 'cross_year_break', 'model': 'int_years_checked', 'is_across': true},
    ]) }}
{%- endmacro %}
