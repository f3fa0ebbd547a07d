{#
  Every row whose columns are found in no row of the parent; a NULL is found nowhere, so a column that may be NULL needs a
  `where` in the test's config. The same test the other way round says that no row was lost between two models.
#}
{% test not_orphan(model, columns, parent, parent_columns=none) %}
with
child as (
    select * from {{ model }}
)

select *
from child
where not exists (
    select 1
    from {{ parent }} as parent
    where
        {% for column in columns -%}
        parent.{{ (parent_columns or columns)[loop.index0] }} = child.{{ column }}
        {% if not loop.last %}and {% endif %}
        {%- endfor %}
)
{% endtest %}
