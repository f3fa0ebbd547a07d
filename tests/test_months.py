"""Months that a clause names are held against those of the bulletin."""

import pytest

from disclosure.linking.months import names_earlier_months, names_later_months


@pytest.mark.parametrize(
    ("clause", "is_later"),
    [
        ("四季度再培育企业不少于", True),
        ("第四季度计划培育企业", True),
        ("10月份力争培育企业", True),
        ("四季度培育企业", False),  # nothing says that it is meant
        ("三季度培育企业不少于", False),
        ("上半年培育企业不少于", False),
        ("在四季度前培育企业不少于", False),
    ],
)
def test_what_is_meant_for_months_to_come(clause: str, is_later: bool) -> None:
    assert names_later_months(clause, 0, len(clause), last_month=9) is is_later


@pytest.mark.parametrize(
    ("stretch", "is_earlier"),
    [
        ("二季度受理", True),
        ("6月受理", True),
        ("上半年受理", True),
        ("三季度受理", False),
        ("较二季度多", False),
        ("二季度受理,目前办结", False),
    ],
)
def test_what_was_done_in_months_before(stretch: str, is_earlier: bool) -> None:
    assert names_earlier_months(stretch, 0, len(stretch), first_month=7) is is_earlier
