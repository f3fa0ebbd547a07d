"""docs/cookbook.md: every query runs on the published sample file and gives what is printed below it.

Where rules of reading change, so may an answer. Then read the new table that the failure prints, hold it against the
reports in raw/, and only then put it into the cookbook.
"""

from __future__ import annotations

import duckdb
import pytest
from command_support import Sample
from cookbook import COOKBOOK, Question, answer, as_table, questions

QUESTIONS = questions()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_the_query_gives_the_printed_answer(sample: Sample, question: Question) -> None:
    with duckdb.connect(str(sample.published), read_only=True) as connection:
        given = answer(connection, question.query)

    assert given == question.answer, f"now it gives\n{as_table(given)}"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_the_answer_is_no_empty_table(question: Question) -> None:
    assert len(question.answer) > 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.title)
def test_the_order_of_rows_is_asked_for(question: Question) -> None:
    assert len(question.answer) == 2 or "\norder by " in question.query


def test_every_query_is_a_question_with_an_answer() -> None:
    assert len(QUESTIONS) == COOKBOOK.read_text(encoding="utf-8").count("```sql") >= 25
