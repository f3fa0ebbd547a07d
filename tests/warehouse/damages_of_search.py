"""Damage done to the tables of search, each with the data tests that must notice it."""

from __future__ import annotations

from damage import Damage

ADD_UP = "terms_add_up_to_the_length"

DAMAGES_OF_SEARCH = [
    Damage(
        "terms are there twice",
        "insert into marts.fct_term select * from marts.fct_term",
        ("fct_term_one_row_a_term", ADD_UP),
    ),
    Damage("terms are missing", "delete from marts.fct_term where term = '投诉'", (ADD_UP,)),
    Damage(
        "lengths are there twice",
        "insert into marts.fct_text_length select * from marts.fct_text_length",
        ("fct_text_length_one_row_a_report",),
    ),
    Damage(
        "a length is missing",
        "delete from marts.fct_text_length where report_id = (select min(report_id) from marts.fct_text_length)",
        (ADD_UP,),
    ),
    Damage("a text has no terms", "delete from marts.fct_term", (ADD_UP,)),
]
