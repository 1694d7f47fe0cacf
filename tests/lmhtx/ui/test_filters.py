"""Queries of lists, and what a person's keepsakes cost in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import QueryDict

from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.ui import actions
from lmhtx.ui.filters import plain_query
from lmhtx.ui.models import ActKey, Draft, SavedView
from lmhtx.workflow import Refused


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("", ""),
        ("page=3&q=&kind=a", "kind=a"),
        ("sort=-name&kind=b&kind=a", "kind=b&kind=a&sort=-name"),
        ("q=a+b", "q=a+b"),
    ],
)
def test_equal_views_have_equal_queries(query: str, plain: str) -> None:
    assert plain_query(QueryDict(query)) == plain


def test_a_view_of_the_same_name_takes_the_place_of_the_first(clerk: User) -> None:
    for query in ("a=1", "a=2"):
        actions.save_view(page="x", name="Của tôi", query=query, by=clerk)

    assert [view.query for view in SavedView.objects.visible_to(clerk)] == ["a=2"]


def test_a_list_keeps_twenty_views(clerk: User) -> None:
    for number in range(20):
        actions.save_view(page="x", name=f"Thẻ {number}", query="", by=clerk)

    with pytest.raises(Refused, match="Mỗi danh sách giữ được 20 cách xem"):
        actions.save_view(page="x", name="Thẻ thứ hai mốt", query="", by=clerk)


def test_what_has_served_is_forgotten(clerk: User) -> None:
    now = clock.now()
    for days, key in ((8, "0" * 32), (6, "1" * 32)):
        ActKey.objects.create(user=clerk, path="/x/", key=key, digest="", at=now - timedelta(days=days))
    for days in (31, 29):
        Draft.objects.create(user=clerk, form=f"/{days}/", at=now - timedelta(days=days))

    actions.forget_old()

    assert [str(key) for key in ActKey.objects.all()] == ["11111111-1111-1111-1111-111111111111"]
    assert [draft.form for draft in Draft.objects.all()] == ["/29/"]


def test_keepsakes_are_seen_by_their_owner_alone(clerk: User, officer: User) -> None:
    Draft.objects.create(user=clerk, form="/x/")

    assert Draft.objects.visible_to(clerk).count() == 1
    assert Draft.objects.visible_to(officer).count() == 0
