with
figure as (
    select * from {{ ref('stg_figure') }}
),

report as (
    select * from {{ ref('int_reports') }}
)

select
    figure.activity_id,
    report.report_id,
    figure.document_id,
    report.source_name,
    report.agency_name,
    report.region_code,
    report.report_year,
    figure.section_title,
    figure.matter,
    figure.channel,
    figure.measure_code,
    figure.value,
    figure.value_low,
    figure.value_high,
    figure.unit,
    figure.unit_as_written,
    figure.qualifier,
    figure.basis,
    figure.scope,
    figure.coverage,
    figure.part_of,
    figure.char_start,
    figure.char_end,
    figure.quote,
    figure.sentence_start,
    figure.sentence_end,
    figure.rule_id,
    figure.extractor_version,
    figure.subject_key
from figure
inner join report on figure.document_id = report.document_id
