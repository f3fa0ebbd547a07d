{# A number as a person writes it: no zeros behind the last decimal. Takes a DECIMAL with at least one decimal. #}
{% macro plain(amount) -%}
    rtrim(rtrim(cast({{ amount }} as varchar), '0'), '.')
{%- endmacro %}

{# What an amount may be: 207, 2000–2999 where the wording leaves room, ≥ or ≤ where one side has no end. #}
{% macro plain_range(low, high) -%}
    case
        when {{ low }} = {{ high }} then {{ plain(low) }}
        when {{ high }} is null then '≥ ' || {{ plain(low) }}
        when {{ low }} is null then '≤ ' || {{ plain(high) }}
        else {{ plain(low) }} || '–' || {{ plain(high) }}
    end
{%- endmacro %}

{# The words between two offsets, which count code points from 0; end exclusive. #}
{% macro slice(text, char_start, char_end) -%}
    substr({{ text }}, {{ char_start }} + 1, {{ char_end }} - {{ char_start }})
{%- endmacro %}

{#
  The rows of a relation, one struct each (`told`), beside the text of their document. Texts stream past the rows, which are held in memory
  by document; a join that holds the texts needs as much memory as the corpus has text. The planner holds the side that it takes for
  smaller: `having` is true of every group, and makes it reckon with a fifth of them. Slice `told` before anything else is joined, so
  that no text is carried on. `documents` is a relation: a CTE that is named twice would be held whole as well.
#}
{% macro beside_text(rows, columns, documents) -%}
    select
        document.document_id,
        document.raw_text,
        unnest(of_document.rows_told) as told
    from {{ documents }} as document
    inner join (
        select
            document_id,
            list({ {%- for column in columns %}'{{ column }}': {{ column }}{{ ', ' if not loop.last }}{% endfor -%} }) as rows_told
        from {{ rows }}
        group by document_id
        having count(*) > 0
    ) as of_document
        on document.document_id = of_document.document_id
{%- endmacro %}
