"""The five pages of a register, tried on the register of agencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.contributions import Panel, temporarily
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from lmhtx.ui import tables
from lmhtx.ui.models import Draft, SavedView
from tests.lmhtx.ui import site

Sign = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(as_: Sign, clerk: User) -> Client:
    return as_(clerk)


@pytest.fixture
def farms(db: None) -> list[Agency]:
    """Three agencies found by one word."""
    return [Agency.objects.create(name=f"Hợp tác xã Đường Sáng {n}", kind="outside") for n in "ABC"]


def page(browser: Client, query: str = "", **headers: str) -> str:
    return browser.get(reverse("sample_list") + query, headers=headers or None).content.decode()


def test_the_search_needs_no_accents(browser: Client, farms: list[Agency]) -> None:
    found = page(browser, "?q=duong+SANG+b")

    assert "Đường Sáng B" in found
    assert "Đường Sáng A" not in found
    assert "<b>1</b> dòng" in found


def test_htmx_gets_the_rows_alone(browser: Client, farms: list[Agency]) -> None:
    rows = page(browser, "?q=duong+sang", **HTMX)

    assert "Đường Sáng A" in rows
    assert "<html" not in rows


def test_a_boosted_request_gets_the_whole_page(browser: Client) -> None:
    assert "<html" in page(browser, **HTMX, **{"HX-Boosted": "true"})


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ([], "pk"),
        (["kind"], "pk"),
        (["-kind"], "-pk"),
        (["name", "-kind"], "-pk"),
        (["kind", "-pk"], None),
        (["id"], None),
    ],
)
def test_rows_alike_in_order_are_told_apart_by_their_number(asked: list[str], then: str | None) -> None:
    order = tables.told_apart(Agency.objects.order_by(*asked)).query.order_by

    usual = asked or [*Agency._meta.ordering]
    assert [*order] == [*usual, *([then] if then else [])]


def test_a_sorted_list_shows_every_row_once(browser: Client, farms: list[Agency]) -> None:
    """All are of one kind, which alone would leave their order to chance."""
    with CaptureQueriesContext(connection) as asked:
        page(browser, "?sort=-kind")

    assert any('"kind" DESC' in one["sql"] and '"id" DESC' in one["sql"] for one in asked)


def test_the_number_of_queries_does_not_grow_with_the_rows(browser: Client, farms: list[Agency]) -> None:
    page(browser)
    counts = []
    for query in ("?q=duong+sang+a", "?q=duong+sang"):
        with CaptureQueriesContext(connection) as asked:
            page(browser, query)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_chips_name_the_filters_and_take_them_off(browser: Client, farms: list[Agency]) -> None:
    found = page(browser, "?q=duong&kind=outside&sort=-name")

    assert "Tìm: <b>“duong”</b>" in found
    assert "Loại: <b>cơ quan ngoài</b>" in found
    assert 'href="?q=duong&amp;sort=-name"' in found


def test_rows_sort_by_their_heading(browser: Client, farms: list[Agency]) -> None:
    rows = page(browser, "?q=duong+sang&sort=-name", **HTMX)

    assert rows.index("Sáng C") < rows.index("Sáng A")
    assert 'aria-sort="descending"' in rows


def test_an_unknown_order_is_no_error(browser: Client) -> None:
    assert browser.get(reverse("sample_list") + "?sort=khong_co&page=abc").status_code == 200


def test_a_page_behind_the_end_shows_the_last(browser: Client, farms: list[Agency]) -> None:
    assert "Đường Sáng A" in page(browser, "?q=duong+sang&page=99", **HTMX)


def test_fifty_rows_make_a_page(browser: Client) -> None:
    Agency.objects.bulk_create(Agency(name=f"Tổ riêng {n:03}", kind="outside") for n in range(51))

    first, second = (page(browser, f"?q=to+rieng&page={n}", **HTMX) for n in (1, 2))

    assert first.count('data-label="Tên hiện nay"') == 50
    assert "1–50 trong 51" in first
    assert "51–51 trong 51" in second


def test_nothing_found_says_what_to_do(browser: Client) -> None:
    assert "Không có dòng nào hợp điều kiện" in page(browser, "?q=zzzzzz")


def test_an_empty_register_explains_itself(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.AgencyList, "queryset", lambda _page: Agency.objects.none())

    empty = page(browser)

    assert "Danh sách chưa có dòng nào." in empty
    assert "Bấm “Thêm cơ quan” để bắt đầu." in empty


def test_rows_can_be_ticked_for_the_acts_of_the_bar(browser: Client, farms: list[Agency]) -> None:
    rows = page(browser, "?q=duong+sang+a", **HTMX)

    assert f'name="ids" form="bulk-form" value="{farms[0].pk}"' in rows
    assert 'id="bulk-form"' in rows


def test_the_primary_act_is_shown_to_who_may(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        site.AgencyList, "button", site.Button("Thêm cơ quan", "sample_create", "x.nobody_may")
    )

    assert "Thêm cơ quan" not in page(browser)


def test_who_may_not_is_refused(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.AgencyList, "permission", "x.nobody_may")

    response = browser.get(reverse("sample_list"))

    assert response.status_code == 403
    assert "Anh/chị không có quyền" in response.content.decode()


def test_a_row_out_of_sight_is_not_found(
    browser: Client, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.AgencyDetail, "queryset", lambda _page: Agency.objects.none())

    assert browser.get(reverse("sample_detail", args=[agency.pk])).status_code == 404


def test_saved_views_are_tabs_of_their_owner(browser: Client, as_: Sign, officer: User, key: Any) -> None:
    sent = {"page": "sample_list", "name": "Ngoài", "query": "kind=outside", "back": reverse("sample_list")}

    response = browser.post(reverse("saved_view_add"), {**sent, "act_key": key()})

    assert response["Location"] == "/mau/co-quan/?kind=outside"
    assert "Ngoài" in page(browser)
    assert 'aria-current="true"' in page(browser, "?kind=outside").split("Ngoài")[0].rsplit("<a", 1)[1]
    assert "Ngoài" not in page(as_(officer))


def test_a_saved_view_needs_a_name(browser: Client, key: Any) -> None:
    browser.post(reverse("saved_view_add"), {"page": "sample_list", "name": " ", "act_key": key()})

    assert not SavedView.objects.exists()


def test_a_saved_view_goes_only_with_its_owner(browser: Client, clerk: User, officer: User, key: Any) -> None:
    own = SavedView.objects.create(user=clerk, page="sample_list", name="Của tôi")
    other = SavedView.objects.create(user=officer, page="sample_list", name="Của người khác")

    answers = [
        browser.post(reverse("saved_view_delete", args=[view.pk]), {"act_key": key()}).status_code
        for view in (own, other)
    ]

    assert answers == [302, 404]
    assert list(SavedView.objects.all()) == [other]


def test_a_detail_page_carries_the_panels_of_others(browser: Client, agency: Agency) -> None:
    def panel(name: str, context: dict[str, Any] | None, permission: str = "") -> Panel:
        return Panel(
            on="directory.Agency",
            key=name,
            title=name,
            template="ui/skeleton.html",
            context=lambda _user, _thing: context,
            permission=permission,
        )

    with temporarily(panel("hien", {}), panel("vang", None), panel("cam", {}, "x.nobody_may")):
        shown = browser.get(reverse("sample_detail", args=[agency.pk])).content.decode()

    assert [name in shown for name in ('id="hien"', 'id="vang"', 'id="cam"')] == [True, False, False]


def test_a_new_thing_is_made_and_shown(browser: Client, key: Any) -> None:
    sent = {"name": "Cơ quan mới", "kind": "outside", "valid_from": "5/9/26", "act_key": key()}

    response = browser.post(reverse("sample_create"), sent)

    made = Agency.objects.get(name="Cơ quan mới")
    assert response["Location"] == reverse("sample_detail", args=[made.pk])
    assert f"{made.valid_from:%d/%m/%Y}" == "05/09/2026"


def test_a_faulty_form_links_to_its_fields(browser: Client, key: Any) -> None:
    sent = {"name": "", "kind": "outside", "valid_from": "31/2/2026", "act_key": key()}

    response = browser.post(reverse("sample_create"), sent)

    shown = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_name">Tên hiện nay: Hãy điền mục này.</a>' in shown
    assert 'value="31/2/2026"' in shown


def test_an_update_takes_the_next_version(browser: Client, agency: Agency, key: Any) -> None:
    sent = {"name": "Tên mới", "kind": "outside", "version": agency.version, "act_key": key()}

    browser.post(reverse("sample_update", args=[agency.pk]), sent)

    saved = Agency.objects.get(pk=agency.pk)
    assert (saved.name, saved.version) == ("Tên mới", agency.version + 1)


def test_a_stale_update_shows_both_texts(browser: Client, agency: Agency, key: Any) -> None:
    seen = agency.version
    agency.claim_version(seen)
    Agency.objects.filter(pk=agency.pk).update(name="Tên của người kia")
    sent = {"name": "Tên của tôi", "kind": "outside", "version": seen, "act_key": key()}
    address = reverse("sample_update", args=[agency.pk])

    stale = browser.post(address, sent)
    again = browser.post(address, {**sent, "version": seen + 1})

    shown = stale.content.decode()
    assert stale.status_code == 409
    assert "Có người vừa sửa trước anh/chị" in shown
    assert "<td>Tên của người kia</td><td>Tên của tôi</td>" in shown
    assert f'name="version" value="{seen + 1}"' in shown
    assert again.status_code == 302
    assert Agency.objects.get(pk=agency.pk).name == "Tên của tôi"


def test_a_draft_comes_back_into_the_form(browser: Client, clerk: User) -> None:
    address = reverse("sample_create")
    saved = browser.post(
        reverse("draft_save"), {"draft_key": address, "name": "Đang gõ", "csrfmiddlewaretoken": "x"}
    )

    shown = browser.get(address).content.decode()

    assert saved.content.decode().startswith("Bản nháp lúc ")
    assert Draft.objects.get(user=clerk).values == {"name": ["Đang gõ"]}
    assert 'value="Đang gõ"' in shown
    assert "Bỏ bản nháp" in shown


def test_a_draft_can_be_dropped(browser: Client, clerk: User, key: Any) -> None:
    address = reverse("sample_create")
    Draft.objects.create(user=clerk, form=address, values={"name": ["x"]})

    response = browser.post(reverse("draft_drop"), {"draft_key": address, "act_key": key()})

    assert response["Location"] == address
    assert not Draft.objects.exists()


def test_a_draft_without_a_form_is_refused(browser: Client) -> None:
    assert browser.post(reverse("draft_save"), {"name": "x"}).status_code == 400


def test_deleting_asks_first(browser: Client, agency: Agency, key: Any) -> None:
    address = reverse("sample_delete", args=[agency.pk])

    asked = browser.get(address).content.decode()
    response = browser.post(address, {"act_key": key()})

    assert "Xóa rồi thì không lấy lại được." in asked
    assert response["Location"] == reverse("sample_list")
    assert not Agency.objects.filter(pk=agency.pk).exists()


def test_what_others_lean_on_is_kept(browser: Client, agency: Agency, key: Any) -> None:
    Agency.objects.create(name="Phòng trực thuộc", kind="outside", parent=agency)

    response = browser.post(reverse("sample_delete", args=[agency.pk]), {"act_key": key()}, follow=True)

    assert "Chưa xóa được vì còn dữ liệu liên quan: cơ quan, đơn vị." in response.content.decode()
    assert Agency.objects.filter(pk=agency.pk).exists()


def test_money_is_said_back_in_words(browser: Client) -> None:
    said = [
        browser.get(reverse("money_words"), {"so-tien": typed}).content.decode()
        for typed in ("1,2 tỷ", "", "ba đồng")
    ]

    assert said[:2] == ["Một tỷ hai trăm triệu đồng", ""]
    assert said[2].startswith("Chưa hiểu số tiền")
