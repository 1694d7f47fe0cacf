"""Pages of outgoing papers."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.enums.numbers import Direction
from documents.enums.outgoing import OutgoingState as State
from documents.forms.outgoing import places_of
from documents.models import Outgoing, UnitAbbreviation
from lmhtx.directory.models import Agency
from tests.factories import documents as make
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def test_those_who_get_it_are_read_line_by_line():
    found = places_of("- Như trên;\n- Sở Tài chính; 02 bản;\n- Các hợp tác xã.\n- Lưu: VT.\n")

    assert [(one.name, one.copies) for one in found] == [("Sở Tài chính", 2), ("Các hợp tác xã", 1)]
    assert found[0].agency == Agency.objects.get(name="Sở Tài chính")


def form(**facts):
    given = out.draft().facts
    return {
        "type": given["type"].pk,
        "subject": "Kế hoạch thử",
        "unit": given["unit"].pk,
        "text": "Một dòng.",
        "places": "Sở Tài chính",
        "body": given["body"].pk,
        "signer": given["signer"].pk,
        "prefix": "none",
        "urgency": "ordinary",
        "circulation": "none",
        **facts,
    }


def test_a_paper_goes_its_whole_road_by_pages(as_, officer, unit_head, office_chief, clerk):
    made = as_(officer).post(reverse("outgoing_create"), form())
    paper = Outgoing.objects.get()
    assert (made.status_code, made.url) == (HTTPStatus.FOUND, paper.get_absolute_url())
    as_(officer).post(reverse("outgoing_update", args=[paper.pk]), form(text="Một dòng.\nHai dòng."))

    road = (
        (officer, "outgoing_submit", {}),
        (unit_head, "outgoing_approve", {"note": ""}),
        (office_chief, "outgoing_check", {"note": "Đúng"}),
        (clerk, "outgoing_sign", {"signed_on": "15/09/2026"}),
        (clerk, "outgoing_number", {"dated_on": "15/09/2026"}),
        (clerk, "outgoing_seal", {}),
        (clerk, "outgoing_issue", {"way": "mail"}),
        (clerk, "outgoing_scan", {"file": make.letter_pdf("Hai dòng")}),
        (clerk, "outgoing_file", {"kept_at": "Văn thư"}),
    )
    for person, name, told in road:
        answer = as_(person).post(reverse(name, args=[paper.pk]), told)
        assert (name, answer.status_code) == (name, HTTPStatus.FOUND)

    paper.refresh_from_db()
    assert (paper.state, paper.reference, paper.versions.count()) == (State.FILED, "01/KH-LM", 2)


def test_the_page_offers_the_number_and_closes_what_is_not_due(as_, clerk):
    waiting = out.outgoing(State.PENDING_SIGN)
    page = text(as_(clerk).get(waiting.get_absolute_url()))
    assert page.count("Văn bản chưa có chữ ký của người có thẩm quyền") == 3
    signed = out.outgoing(State.SIGNED)

    asked = text(as_(clerk).get(reverse("outgoing_number", args=[signed.pk])))

    assert "Số sẽ cấp: 01/KH-LM" in asked


def test_others_do_not_find_it(as_, officer_of_other_unit, outsider):
    paper = out.outgoing()

    assert as_(officer_of_other_unit).get(paper.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert as_(outsider).get(paper.get_absolute_url()).status_code == HTTPStatus.FORBIDDEN


def test_a_colleague_may_not_change_it(as_):
    paper = out.outgoing()
    colleague = as_(out.person("chuyenvien2"))

    assert colleague.get(paper.get_absolute_url()).status_code == HTTPStatus.OK
    assert colleague.get(reverse("outgoing_update", args=[paper.pk])).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", ["outgoing_list", "outgoing_book"])
def test_one_row_and_three_rows_ask_the_same(as_, clerk, name, django_assert_num_queries):
    series = make.series(Direction.OUTGOING)
    address = reverse(name, args=[series.pk] if name == "outgoing_book" else [])
    browser = as_(clerk)
    out.outgoing(State.ISSUED)
    browser.get(address)
    with CaptureQueriesContext(connection) as first:
        browser.get(address)
    out.outgoing(State.ISSUED)
    out.outgoing(State.ISSUED)

    with django_assert_num_queries(len(first)):
        assert browser.get(address).status_code == HTTPStatus.OK


def test_papers_leave_as_pdf_word_and_excel(as_, clerk):
    paper = out.outgoing(State.ISSUED)
    series = make.series(Direction.OUTGOING)
    browser = as_(clerk)

    kinds = [
        browser.get(address).headers["Content-Type"].rpartition(".")[2].rpartition("/")[2]
        for address in (
            reverse("outgoing_print", args=[paper.pk]),
            reverse("outgoing_word", args=[paper.pk]),
            reverse("outgoing_book", args=[series.pk]) + "?xuat=xlsx",
            reverse("outgoing_list") + "?xuat=xlsx",
        )
    ]

    assert kinds == ["pdf", "document", "sheet", "sheet"]


def test_who_may_sign_and_short_names_are_written_down(as_, office_chief, deputy, officer):
    browser = as_(office_chief)
    given = {
        "person": officer.pk,
        "body": out.draft().facts["body"].pk,
        "prefix": "tuq",
        "scope": "Giấy mời",
        "given_by_head": deputy.pk,
        "valid_from": "01/09/2026",
        "valid_to": "31/12/2026",
        "document": "12/GUQ-LM",
    }
    assert "không phải người đứng đầu" in text(browser.post(reverse("authority_create"), given))
    allowed = {**given, "given_by_head": out.person("chutich").pk}
    assert browser.post(reverse("authority_create"), allowed).status_code == HTTPStatus.FOUND
    chain = {**given, "person": deputy.pk, "given_by_head": officer.pk}
    assert "không được ủy quyền lại" in text(browser.post(reverse("authority_create"), chain))

    unit = out.draft().facts["unit"]
    told = {"unit": unit.pk, "abbreviation": "TTKHHT", "valid_from": "01/07/2025"}
    browser.post(reverse("abbreviation_create"), told)

    kept = UnitAbbreviation.objects.get()
    browser.post(reverse("abbreviation_update", args=[kept.pk]), {**told, "abbreviation": "KH"})
    kept.refresh_from_db()
    assert kept.abbreviation == "KH"
