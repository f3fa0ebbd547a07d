{#
  What grows with the corpus is made of what changed. A build of what changed (without --full-refresh) sees in staging's views
  the reports of audit.changed_document alone, which Python fills before; so what is compared within a report costs what is new.
  What is compared across reports is made anew for the agencies that these reports are of, or were; restatements, of which an agency
  may have many, only where the one report changed or what the other is held against. There are five grains:

    report        rows of the changed reports
    agency        rows of their agencies, now and before
    check         contradictions and counts of checks: of both, since a check is within a report or between an agency's years
    topic         first statements of topics of which the first is another, or says something else
    restatement   rows of the changed reports, and those that are held against a first statement of such a topic's reports

  An incremental model of strategy by_GRAIN is given the rows of its grain, and loses all that it had of the grain before, whether
  new ones come or none. Data tests look at the rows of the grain too; of a full build they look at
  all. The tables of the scope are named, not referred to: in a full build a model needs neither.
#}

{# The condition of a grain: true for what this build makes. #}
{% macro is_made_now(grain) -%}
    {%- set is_changed -%}
        document_id in (select changed.document_id from audit.changed_document as changed)
    {%- endset -%}
    {%- set is_of_a_touched_agency -%}
        agency_id in (select touched.agency_id from staging.int_agencies_touched as touched)
    {%- endset -%}
    {%- if grain == 'report' -%}
        {{ is_changed }}
    {%- elif grain == 'agency' -%}
        {{ is_of_a_touched_agency }}
    {%- elif grain == 'topic' -%}
        topic in (select changed.topic from staging.int_first_statements_changed as changed)
    {%- elif grain == 'restatement' -%}
        ({{ is_changed }} or first_document_id in ({{ first_documents_changed() }}))
    {%- else -%}
        (
            {{ is_changed }}
            or (
                kind in ('{{ checks() | selectattr('is_across', 'defined') | map(attribute='kind') | join("', '") }}')
                and document_id in (
                    select identified.document_id
                    from staging.int_agencies_identified as identified
                    where {{ is_of_a_touched_agency }}
                )
            )
        )
    {%- endif -%}
{%- endmacro %}

{# The documents that came or went as the first of a topic, or are that still and changed. #}
{% macro first_documents_changed() -%}
    select unnest([changed.document_id, changed.former_document_id])
    from staging.int_first_statements_changed as changed
{%- endmacro %}

{#
  The same for a model or test that reads rows of all builds; a full build makes all of them. With the table that is read (`of`) it
  says besides what follows from it: new rows come at a table's end, so those before the first one need not be looked at.
#}
{% macro of_this_build(grain, of=none) -%}
    {%- if flags.FULL_REFRESH -%}
        true
    {%- elif of is none -%}
        {{ is_made_now(grain) }}
    {%- else -%}
        {{ is_made_now(grain) }} and rowid >= {{ first_row_made(of) }}
    {%- endif -%}
{%- endmacro %}

{#
  A row number that no row of this build is below: how many rows lie before its first one, which holds however rows are numbered
  after deletions. It must be one query that gives a BIGINT: compared with anything else a scan skips nothing.
#}
{% macro first_row_made(of) -%}
    (select coalesce(min(made.first_row), 0) from audit.made_anew as made where made.relation = '{{ of.identifier }}')
{%- endmacro %}

{% macro get_incremental_by_report_sql(arg_dict) -%}
    {{ return(made_anew(arg_dict, 'report')) }}
{%- endmacro %}

{% macro get_incremental_by_agency_sql(arg_dict) -%}
    {{ return(made_anew(arg_dict, 'agency')) }}
{%- endmacro %}

{% macro get_incremental_by_check_sql(arg_dict) -%}
    {{ return(made_anew(arg_dict, 'check')) }}
{%- endmacro %}

{% macro get_incremental_by_topic_sql(arg_dict) -%}
    {{ return(made_anew(arg_dict, 'topic')) }}
{%- endmacro %}

{% macro get_incremental_by_restatement_sql(arg_dict) -%}
    {{ return(made_anew(arg_dict, 'restatement')) }}
{%- endmacro %}

{% macro made_anew(arg_dict, grain) -%}
    {%- set columns = arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') -%}
    delete from {{ arg_dict['target_relation'] }} where {{ is_made_now(grain) }};
    insert into audit.made_anew
    select '{{ arg_dict['target_relation'].identifier }}' as relation, count(*) as first_row from {{ arg_dict['target_relation'] }};
    insert into {{ arg_dict['target_relation'] }} ({{ columns }}) select {{ columns }} from {{ arg_dict['temp_relation'] }};
{%- endmacro %}

{#
  What a generic test looks at; dbt calls this. Besides the test's own `where`, in a build of what changed, the rows that it made.
  A test that keeps what it finds says what there is to find, so it looks at all.
#}
{% macro get_where_subquery(relation) -%}
    {%- set conditions = [] -%}
    {%- if config.get('where') -%}
        {%- do conditions.append('(' ~ config.get('where') ~ ')') -%}
    {%- endif -%}
    {%- if execute and not flags.FULL_REFRESH and not config.get('store_failures_as') and grain_of(relation) -%}
        {%- do conditions.append(of_this_build(grain_of(relation), relation)) -%}
    {%- endif -%}
    {%- if conditions -%}
        {%- do return('(select * from ' ~ relation ~ ' where ' ~ conditions | join(' and ') ~ ')') -%}
    {%- endif -%}
    {%- do return(relation) -%}
{%- endmacro %}

{# The grain by which a relation is made; none where it is made anew each time. What reading gave hangs on its document. #}
{% macro grain_of(relation) -%}
    {%- if relation.identifier.startswith('ext_') -%}
        {%- do return('report') -%}
    {%- endif -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name == relation.identifier -%}
        {%- set strategy = node.config.incremental_strategy or '' -%}
        {%- if strategy.startswith('by_') -%}
            {%- do return(strategy[3:]) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
