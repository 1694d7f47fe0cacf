"""Work of the day, dashboards and the menu, from made-up contributions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx import contributions
from lmhtx.contributions import NavItem, SearchSource, TodoSection, Widget, temporarily
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.shell import nav

Sign = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _bare_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test contributes counts here; the menu of the house stays."""
    kept = [
        item for item in contributions._shelf if not isinstance(item, TodoSection | Widget | SearchSource)
    ]
    monkeypatch.setattr(contributions, "_shelf", kept)


@pytest.fixture
def farms(db: None) -> list[Agency]:
    return [Agency.objects.create(name=f"Việc {number:02}", kind="outside") for number in range(12)]


def section(key: str, title: str, rows: Any, **more: Any) -> TodoSection:
    return TodoSection(key=key, title=title, rows=rows, template="tests/todo_row.html", **more)


def own(_user: User) -> Any:
    return Agency.objects.filter(name__startswith="Việc").order_by("name")


def nothing(_user: User) -> Any:
    return Agency.objects.none()


def impossible(_user: User) -> Any:
    return Agency.objects.filter(pk__in=[])


@pytest.fixture
def _row(settings: Any, tmp_path: Any) -> None:
    folder = tmp_path / "templates" / "tests"
    folder.mkdir(parents=True)
    (folder / "todo_row.html").write_text("<b>{{ row.name }}</b>", encoding="utf-8")
    (folder / "widget.html").write_text("<i>{{ figure }}</i>", encoding="utf-8")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder.parent]}]


@pytest.mark.usefixtures("_row")
def test_sections_with_work_are_shown_with_their_counts(as_: Sign, clerk: User, farms: list[Agency]) -> None:
    with temporarily(section("tre", "Quá hạn", own, tone="danger"), section("tra", "Bị trả lại", nothing)):
        page = as_(clerk).get(reverse("home")).content.decode()

    assert "<b>12</b> Quá hạn" in page
    assert "Xem cả 12 việc" in page
    assert page.count("<b>Việc ") == 10
    assert "Bị trả lại" not in page


def test_a_day_without_work_says_so(as_: Sign, clerk: User) -> None:
    assert "Hôm nay anh/chị không còn việc gì đến hạn" in as_(clerk).get(reverse("home")).content.decode()


@pytest.mark.usefixtures("_row")
def test_the_number_of_queries_does_not_grow_with_the_work(as_: Sign, clerk: User) -> None:
    browser, counts = as_(clerk), []
    with temporarily(section("tre", "Quá hạn", own), section("khong", "Không", impossible)):
        for number in (1, 5):
            Agency.objects.bulk_create(
                Agency(name=f"Việc {number}-{n}", kind="outside") for n in range(number)
            )
            browser.get(reverse("home"))
            with CaptureQueriesContext(connection) as asked:
                browser.get(reverse("home"))
            counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_menu_counts_what_sections_count(as_: Sign, clerk: User, farms: list[Agency]) -> None:
    with temporarily(section("tre", "Quá hạn", own), section("biet", "Để biết", own, is_counted=False)):
        counted = as_(clerk).get(reverse("todo_count")).content.decode()
    empty = as_(clerk).get(reverse("todo_count")).content.decode()

    assert (counted, empty) == ("12", "")


@pytest.mark.usefixtures("_row")
def test_a_section_has_a_page_of_its_own(as_: Sign, clerk: User, farms: list[Agency]) -> None:
    browser = as_(clerk)
    with temporarily(
        section("tre", "Quá hạn", own), section("tra", "Bị trả lại", nothing, empty="Không có gì bị trả")
    ):
        full = browser.get(reverse("todo_section", args=["tre"])).content.decode()
        empty = browser.get(reverse("todo_section", args=["tra"])).content.decode()
        missing = browser.get(reverse("todo_section", args=["khong"])).status_code

    assert full.count("<b>Việc ") == 12
    assert "Không có gì bị trả" in empty
    assert missing == 404


def widget(key: str, **more: Any) -> Widget:
    return Widget(
        key=key, title=f"Ô {key}", template="tests/widget.html", context=lambda _user: {"figure": 412}, **more
    )


@pytest.mark.usefixtures("_row")
def test_widgets_load_each_by_itself(as_: Sign, clerk: User) -> None:
    browser, address = as_(clerk), reverse("widget", args=["office", "mot"])
    with temporarily(
        widget("mot", dashboards=frozenset({"office"})),
        widget("kin", dashboards=frozenset({"office"}), permission="x.nobody_may"),
    ):
        board = browser.get(reverse("dashboard", args=["office"])).content.decode()
        piece = browser.get(address, headers={"HX-Request": "true"}).content.decode()
        whole = browser.get(address).content.decode()
        closed = browser.get(reverse("widget", args=["office", "kin"])).status_code

    assert f'hx-get="{address}"' in board
    assert "Ô kin" not in board
    assert piece.strip() == "<i>412</i>"
    assert "<html" in whole
    assert closed == 404


@pytest.mark.parametrize("name", ["khong", "office"])
def test_a_dashboard_without_widgets_is_not_found(as_: Sign, clerk: User, name: str) -> None:
    assert as_(clerk).get(reverse("dashboard", args=[name])).status_code == 404


@pytest.mark.usefixtures("_row")
def test_the_search_box_asks_every_source(as_: Sign, clerk: User, farms: list[Agency]) -> None:
    def find(user: User, words: str) -> Any:
        return Agency.objects.filter(folded__contains=words).order_by("name")

    source = SearchSource(key="thu", label="Cơ quan", find=find, template="tests/todo_row.html")
    browser = as_(clerk)
    with temporarily(source):
        found = browser.get(reverse("search"), {"q": "viec"}).content.decode()
        missed = browser.get(reverse("search"), {"q": "zzzz"}).content.decode()
        asked = browser.get(reverse("search")).content.decode()

    assert found.count("<b>Việc ") == 10
    assert "10 kết quả đầu" in found
    assert "Không tìm thấy nội dung nào" in missed
    assert "Anh/chị cần tìm gì?" in asked


def test_the_menu_shows_what_one_may_and_where_one_is(clerk: User) -> None:
    items = (
        NavItem(group="Thử", label="Tìm kiếm", url_name="search", order=1),
        NavItem(group="Khác", label="Trang đầu", url_name="home", order=2),
        NavItem(group="Thử", label="Kín", url_name="home", permission="x.nobody_may", order=3),
    )
    with temporarily(*items):
        groups = {group.label: group.items for group in nav.menu(clerk, "/tim-kiem/?q=x")}

    assert [(line.label, line.is_open) for line in groups["Thử"]] == [("Tìm kiếm", True)]
    assert [(line.label, line.is_open) for line in groups["Khác"]] == [("Trang đầu", False)]
