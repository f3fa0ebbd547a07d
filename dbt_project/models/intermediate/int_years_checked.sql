-- depends_on: {{ ref('int_agencies_touched') }}
with
-- only where one report of the agency stands for the year
report as (
    select
        filed.document_id,
        agency.agency_id,
        filed.report_year
    from {{ ref('int_reports') }} as filed
    inner join {{ ref('int_agencies_identified') }} as agency on filed.document_id = agency.document_id
    where filed.report_year is not null and {{ of_this_build('agency') }}
    qualify count(*) over (partition by agency.agency_id, filed.report_year) = 1
),

-- only where one table of the form stands for the report
cell as (
    select
        *,
        case when table_code like 't3_%' then 'requests' else table_code end as form
    from {{ ref('fct_statutory_table') }}
    where coverage = 'own' and document_id in (select report.document_id from report)
    qualify min(table_no) over (partition by document_id, form) = max(table_no) over (partition by document_id, form)
),

row_name as (
    select * from {{ ref('statutory_row') }}
),

years as (
    select
        later.document_id,
        earlier.document_id as other_document_id,
        later.report_year
    from report as later
    inner join report as earlier
        on later.agency_id = earlier.agency_id and later.report_year = earlier.report_year + 1
),

-- X1: 上年结转 is what the year before carried out
carried as (
    select
        'X1' as identity_code,
        years.*,
        later.table_code,
        later.row_code,
        later.column_code,
        later.value,
        later.char_start,
        later.char_end,
        earlier.char_start as other_char_start,
        earlier.char_end as other_char_end,
        earlier.value as expected_value,
        '' as arithmetic
    from years
    inner join cell as later
        on years.document_id = later.document_id and later.form = 'requests' and later.row_code = 'carried_in'
    inner join cell as earlier
        on
            years.other_document_id = earlier.document_id
            and earlier.form = 'requests'
            and earlier.row_code = 'carried_out'
            and later.column_code = earlier.column_code
    where later.column_code = 'total'
),

-- X2: 现行有效 is what was in force the year before, with 制发 and without 废止
in_force as (
    select
        'X2' as identity_code,
        years.*,
        later.table_code,
        later.row_code,
        later.column_code,
        later.value,
        later.char_start,
        later.char_end,
        earlier.char_start as other_char_start,
        earlier.char_end as other_char_end,
        earlier.value + issued.value - repealed.value as expected_value,
        {{ plain('earlier.value') }} || ' + ' || {{ plain('issued.value') }} || ' − ' || {{ plain('repealed.value') }}
        || ' = ' as arithmetic
    from years
    inner join cell as later
        on years.document_id = later.document_id and later.form = 't2_2021' and later.column_code = 'in_force'
    inner join cell as earlier
        on
            years.other_document_id = earlier.document_id
            and earlier.form = 't2_2021'
            and later.row_code = earlier.row_code
            and later.column_code = earlier.column_code
    inner join cell as issued
        on
            later.document_id = issued.document_id
            and issued.form = 't2_2021'
            and later.row_code = issued.row_code
            and issued.column_code = 'issued'
    inner join cell as repealed
        on
            later.document_id = repealed.document_id
            and repealed.form = 't2_2021'
            and later.row_code = repealed.row_code
            and repealed.column_code = 'repealed'
),

-- X3: 上一年项目数量 is that of the year before with its 本年增/减
items as (
    select
        'X3' as identity_code,
        years.*,
        later.table_code,
        later.row_code,
        later.column_code,
        later.value,
        later.char_start,
        later.char_end,
        earlier.char_start as other_char_start,
        earlier.char_end as other_char_end,
        earlier.value + changed.value as expected_value,
        {{ plain('earlier.value') }} || ' + ' || {{ plain('changed.value') }} || ' = ' as arithmetic
    from years
    inner join cell as later
        on years.document_id = later.document_id and later.form = 't2_2019' and later.column_code = 'prior_items'
    inner join cell as earlier
        on
            years.other_document_id = earlier.document_id
            and earlier.form = 't2_2019'
            and later.row_code = earlier.row_code
            and later.column_code = earlier.column_code
    inner join cell as changed
        on
            earlier.document_id = changed.document_id
            and changed.form = 't2_2019'
            and earlier.row_code = changed.row_code
            and changed.column_code = 'change'
),

compared as (
    select * from carried
    union all
    select * from in_force
    union all
    select * from items
)

select
    concat_ws('|', compared.identity_code, compared.other_document_id, compared.row_code, compared.column_code)
        as comparison_id,
    -- corrections and reorganisations between two years need not be said
    'soft' as severity,
    compared.document_id,
    compared.char_start,
    compared.char_end,
    compared.other_document_id,
    compared.other_char_start,
    compared.other_char_end,
    {{ plain('compared.expected_value') }} as expected,
    {{ plain('compared.value') }} as found,
    compared.report_year || ' 年' || row_name.name_zh || '写作 ' || found || ',按上一年度报告应为 '
    || compared.arithmetic || expected || '(' || compared.identity_code || ')。' as explanation_zh,
    row_name.name_en || ' of ' || compared.report_year || ' is ' || found
    || ', by the report of the year before it should be ' || compared.arithmetic || expected
    || ' (' || compared.identity_code || ').' as explanation_en,
    case
        when compared.value is null or compared.expected_value is null then 'cannot_tell'
        when compared.value = compared.expected_value then 'pass'
        else 'fail'
    end as verdict
from compared
inner join row_name on compared.table_code = row_name.table_code and compared.row_code = row_name.row_code
