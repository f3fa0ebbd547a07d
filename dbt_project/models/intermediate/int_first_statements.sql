with
statement as (
    select * from {{ ref('int_statements_by_year') }}
    where years_back = 0
),

first_now as (
    select * from {{ ref('int_first_statements_changed') }}
    where document_id is not null
)

select
    statement.topic,
    statement.document_id,
    statement.stated_on,
    statement.value,
    statement.value_low,
    statement.value_high,
    statement.char_start,
    statement.char_end,
    statement.quote
from statement
inner join first_now on statement.document_id = first_now.document_id and statement.topic = first_now.topic
