{#
  The macro that readers search with: marts.search_reports('投诉 办结') gives the reports in which one of the words occurs,
  best first, by Okapi BM25 (k1 1.2, b 0.75; the weight of a word is never negative). Words stand with blanks between, as jieba
  cuts them. Plain SQL, so that a reader needs no extension; columns are named in its grouping, since clients of DuckDB 1.3
  and 1.4 cannot read a stored `group by all`. Its tables are named without a catalog: a reader's is called after the file.
#}
{% macro search_reports(schema) %}
create or replace macro {{ schema }}.search_reports(words) as table (
    with
    asked as (
        select distinct word.term
        from (select unnest(string_split_regex(words, '\s+')) as term) as word
        where word.term <> ''
    ),

    corpus as (
        select
            count(*) as reports,
            avg(text_length.term_total) as average_length
        from {{ schema }}.fct_text_length as text_length
    ),

    matched as (
        select
            term.report_id,
            term.term,
            term.occurrences
        from {{ schema }}.fct_term as term
        inner join asked on term.term = asked.term
    ),

    weighed as (
        select
            matched.term,
            ln(1 + (corpus.reports - count(*) + 0.5) / (count(*) + 0.5)) as weight
        from matched
        cross join corpus
        group by matched.term, corpus.reports
    ),

    scored as (
        select
            matched.report_id,
            count(*) as words_found,
            sum(
                weighed.weight * matched.occurrences * 2.2
                / (matched.occurrences + 1.2 * (0.25 + 0.75 * text_length.term_total / corpus.average_length))
            ) as score
        from matched
        inner join weighed on matched.term = weighed.term
        inner join {{ schema }}.fct_text_length as text_length on matched.report_id = text_length.report_id
        cross join corpus
        group by matched.report_id
    )

    select
        report.report_id,
        report.document_id,
        report.source_name,
        report.title,
        report.agency_name,
        report.region_code,
        report.report_year,
        scored.words_found,
        scored.score
    from scored
    inner join {{ schema }}.dim_report as report on scored.report_id = report.report_id
    order by scored.score desc, report.source_name
);
comment on macro table {{ schema }}.search_reports is
'One row a report in which one of the words occurs, best first (BM25); words as jieba cuts them, blanks between. '
'一行一份含所查词的报告,按相关度排序;词间空格。'
{% endmacro %}
