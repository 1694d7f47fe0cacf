"""Pages of outgoing papers."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.actions import approving, drafting, printing, signing
from documents.contributions.outgoing import CONTENT
from documents.enums.numbers import Direction
from documents.enums.outgoing import OutgoingState as State
from documents.forms.outgoing import places_of
from documents.models import Outgoing, UnitAbbreviation
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
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
    assert "Lưu dự thảo" in text(as_(officer).get(reverse("outgoing_create")))
    made = as_(officer).post(reverse("outgoing_create"), form())
    paper = Outgoing.objects.get()
    assert (made.status_code, made.url) == (HTTPStatus.FOUND, paper.get_absolute_url())
    assert "Kế hoạch thử" in text(as_(officer).get(reverse("outgoing_update", args=[paper.pk])))
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


@pytest.mark.parametrize("name", ["outgoing_list", "book_register"])
def test_one_row_and_three_rows_ask_the_same(as_, clerk, name, django_assert_num_queries):
    series = make.series(Direction.OUTGOING)
    address = reverse(name, args=[series.pk] if name == "book_register" else [])
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
            reverse("book_register", args=[series.pk]) + "?xuat=xlsx",
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


def test_the_head_finds_the_draft_among_what_he_decides(as_, unit_head):
    paper = out.outgoing(State.UNIT_REVIEW)

    shown = text(as_(unit_head).get(reverse("decision_item", args=["documents.content", paper.pk])))

    assert "Hỗ trợ 1.200.000 đồng cho mỗi hợp tác xã." in shown
    assert "Nguyễn Thị Hạnh soạn" in shown


def test_a_verdict_of_the_queue_is_the_act_itself(unit_head):
    approved, returned = out.outgoing(State.UNIT_REVIEW), out.outgoing(State.UNIT_REVIEW)

    CONTENT.verdict("approve").act(approved, unit_head, "Đồng ý")
    CONTENT.verdict("return").act(returned, unit_head, "Rà lại số liệu.")

    states = Outgoing.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.FORMAT_CHECK, State.DRAFT]


def ended(state):
    clerk = out.person("vanthu")
    if state == State.VOID:
        return signing.void_outgoing(outgoing=out.outgoing(State.NUMBERED), reason="rút", by=clerk)
    if state == State.CANCELLED:
        return approving.cancel_outgoing(outgoing=out.outgoing(State.SIGNED), reason="rút", by=clerk)
    paper = out.outgoing(State.UNIT_REVIEW)
    units = [make.unit("office")]
    return drafting.consult_units(outgoing=paper, units=units, question="", by=out.person("truongphong"))


@pytest.mark.parametrize("state", [*out.ROAD, State.CONSULT, State.CANCELLED, State.VOID])
def test_the_page_stands_in_every_state_for_everybody(as_, state):
    paper = out.outgoing(state) if state in out.ROAD else ended(state)

    for name in ("chutich", "chanhvanphong", "vanthu", "truongphong", "chuyenvien", "kiemsoat"):
        shown = as_(out.person(name)).get(paper.get_absolute_url())
        assert (shown.status_code, paper.get_state_display() in text(shown)) == (HTTPStatus.OK, True)


def test_acts_by_pages_of_a_draft_in_review(as_, unit_head, office_chief, officer):
    paper = out.outgoing(State.UNIT_REVIEW)
    office = make.unit("office")
    as_(unit_head).post(reverse("outgoing_consult", args=[paper.pk]), {"units": [office.pk], "question": "Ý"})
    asked = paper.consultations.get()
    assert "Trả lời" in text(as_(office_chief).get(paper.get_absolute_url()))
    as_(office_chief).post(reverse("consultation_answer", args=[asked.pk]), {"answer": "Thống nhất"})
    as_(unit_head).post(reverse("outgoing_consult", args=[paper.pk]), {"units": [office.pk]})
    as_(unit_head).post(reverse("outgoing_end_consult", args=[paper.pk]), {"reason": "gấp"})
    as_(office_chief).post(reverse("outgoing_comment", args=[paper.pk]), {"text": "Bổ sung căn cứ"})
    as_(office_chief).post(reverse("outgoing_checker", args=[paper.pk]), {"person": officer.pk})
    as_(unit_head).post(reverse("outgoing_approve", args=[paper.pk]), {"note": ""})
    paper.refresh_from_db()
    assert (paper.state, paper.form_checker, paper.comments.count()) == (State.FORMAT_CHECK, officer, 1)

    as_(officer).post(reverse("outgoing_return", args=[paper.pk]), {"reason": "Sai thể thức"})
    as_(officer).post(reverse("outgoing_cancel", args=[paper.pk]), {"reason": "Thôi"})

    paper.refresh_from_db()
    assert paper.state == State.CANCELLED


def test_acts_by_pages_of_a_paper_that_is_out(as_, chairman, officer, clerk):
    paper = out.outgoing(State.ISSUED)
    place = paper.recipients.get()
    as_(clerk).post(
        reverse("recipient_receipt", args=[place.pk]), {"received_on": "15/09/2026", "words": "Bình"}
    )
    as_(officer).post(reverse("outgoing_amend", args=[paper.pk]), {"fault": "form", "subject": ""})
    as_(chairman).post(reverse("outgoing_revoke", args=[paper.pk]), {"reason": "Sai thẩm quyền"})
    void = out.outgoing(State.NUMBERED)
    as_(clerk).post(reverse("outgoing_void", args=[void.pk]), {"reason": "Rút"})
    back = out.outgoing(State.PENDING_SIGN)
    as_(clerk).post(reverse("outgoing_return_paper", args=[back.pk]), {"reason": "Sửa lại"})

    paper.refresh_from_db()
    place.refresh_from_db()
    assert (place.received_note, paper.revoked_by, paper.amendments.count()) == ("Bình", chairman, 1)
    states = Outgoing.objects.filter(pk__in=[void.pk, back.pk]).order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.VOID, State.DRAFT]


def test_a_volume_is_asked_for_on_the_page_of_the_book(as_, clerk):
    out.outgoing(State.ISSUED)
    series = make.series(Direction.OUTGOING)
    address = reverse("book_print", args=[series.pk])
    assert 'value="1"' in text(as_(clerk).get(address))

    told = {"volume": 1, "first_number": 1, "last_number": 1}
    assert as_(clerk).post(address, told).status_code == HTTPStatus.FOUND

    assert "đang dựng" in text(as_(clerk).get(reverse("book_register", args=[series.pk])))


def test_a_printed_volume_is_had_by_those_who_may_see_the_books(clerk, officer):
    out.outgoing(State.ISSUED)
    ask = {"series": make.series(Direction.OUTGOING), "year": 2026, "volume": 1, "by": clerk}
    asked = printing.ask_for_volume(first_number=1, last_number=1, **ask)
    file = store(make.letter_pdf("Sổ"), owner=asked, kind=printing.VOLUME_FILE, by=clerk)

    assert [file in Attachment.objects.visible_to(person) for person in (clerk, officer)] == [True, False]
