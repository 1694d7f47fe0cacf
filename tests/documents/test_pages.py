"""Pages of papers: each person's way through them, who sees what, how many queries they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.enums.incoming import IncomingState
from documents.models import Incoming, SeriesStart
from documents.queries.incoming import leaders_words
from lmhtx.decisions.actions.carrying_out import carry_out
from lmhtx.decisions.models import Decision
from lmhtx.jobs.models import Job
from lmhtx.reading.pdf_text import read_pdf
from lmhtx.signatures.tasks import check
from tests.factories import documents as make
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_scan_comes_in_is_shown_as_read_and_goes_into_the_book(as_, clerk):
    browser = as_(clerk)
    letter = make.letter_pdf(
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 222/TB-UBND",
        "Đồng Nai, ngày 14 tháng 9 năm 2026",
        "<b>THÔNG BÁO</b>",
        "<b>Kết luận cuộc họp</b>",
    )
    sent = {"series": make.series().pk, "files": letter, "channel": "paper"}

    brought = browser.post(reverse("incoming_bring"), sent)

    paper = Incoming.objects.get()
    assert brought["Location"] == reverse("incoming_register", args=[paper.pk])
    shown = browser.get(brought["Location"]).content.decode()
    assert 'value="222/TB-UBND"' in shown
    assert 'value="14/09/2026"' in shown
    told = {
        "reference": "222/TB-UBND",
        "issued_on": "14/09/2026",
        "issuer_written": "UBND tỉnh Đồng Nai",
        "subject": "Kết luận cuộc họp",
        "urgency": "ordinary",
        "circulation": "none",
    }
    kept = browser.post(brought["Location"], told)
    assert kept["Location"] == paper.get_absolute_url()
    assert Incoming.objects.get().arrival_number == 1
    again = browser.get(reverse("incoming_register", args=[paper.pk]))
    assert again.status_code == 302


def test_a_secret_is_stopped_with_an_instruction(as_, clerk):
    browser = as_(clerk)
    sent = {"series": make.series().pk, "channel": "paper"}

    stamped = browser.post(
        reverse("incoming_bring"), {**sent, "files": make.letter_pdf("TỐI MẬT", "Số: 1/CAT")}
    )
    ticked = browser.post(
        reverse("incoming_bring"), {**sent, "files": make.letter_pdf("Số: 2/CAT"), "is_secret": "on"}
    )
    asked = browser.post(
        reverse("incoming_bring"), {**sent, "files": make.letter_pdf("Tối mật", "Số: 3/CAT")}
    )

    for response in (stamped, ticked):
        assert "sổ văn bản mật (bản giấy)" in response.content.decode()
    assert (asked.status_code, "Tôi đã xem, không phải văn bản mật" in asked.content.decode()) == (422, True)
    assert Incoming.objects.count() == 0
    typed = {
        "series": make.series().pk,
        "reference": "9/CAT",
        "issuer_written": "Công an tỉnh",
        "subject": "x",
        "urgency": "ordinary",
        "circulation": "none",
        "channel": "paper",
        "is_secret": "on",
    }
    assert "sổ văn bản mật" in browser.post(reverse("incoming_create"), typed).content.decode()
    assert Incoming.objects.count() == 0


def test_a_waiting_paper_that_is_secret_leaves_nothing(as_, clerk):
    browser = as_(clerk)
    sent = {"series": make.series().pk, "channel": "paper", "files": make.letter_pdf("Số: 1/CAT-PV")}
    browser.post(reverse("incoming_bring"), sent)
    paper = Incoming.objects.get()
    told = {"issuer_written": "Công an", "subject": "x", "urgency": "ordinary", "circulation": "none"}

    response = browser.post(reverse("incoming_register", args=[paper.pk]), {**told, "is_secret": "on"})

    assert "sổ văn bản mật" in response.content.decode()
    assert Incoming.objects.get().state == IncomingState.DROPPED


def test_a_twin_is_shown_and_its_way_is_added(as_, clerk):
    browser = as_(clerk)
    first = make.incoming(by=clerk)
    typed = {
        "series": first.series_id,
        "reference": "222/TB-UBND",
        "issued_on": "14/9/2026",
        "issuer_written": "Ủy ban nhân dân tỉnh Đồng Nai",
        "subject": "Kết luận cuộc họp",
        "urgency": "ordinary",
        "circulation": "none",
        "channel": "axis",
    }

    alarm = browser.post(reverse("incoming_create"), typed)

    assert (alarm.status_code, "có thể đã vào sổ" in alarm.content.decode()) == (422, True)
    assert Incoming.objects.count() == 1
    browser.post(reverse("incoming_arrival", args=[first.pk]), {"channel": "axis"})
    assert first.arrivals.count() == 2
    browser.post(
        reverse("incoming_create"), {**typed, "twin_reason": "Cấp trùng số", "arrived_on": "14/9/2026"}
    )
    assert Incoming.objects.latest("pk").arrival_text == "02"
    future = browser.post(
        reverse("incoming_create"), {**typed, "arrived_on": "16/9/2026", "issued_on": "16/9/2026"}
    )
    assert "không được sau hôm nay" in future.content.decode()
    assert "sau hôm nay; hãy xem lại" in future.content.decode()


def test_a_paper_goes_through_all_hands_in_the_browser(as_, clerk, deputy, unit_head, officer):
    paper = make.incoming(by=clerk)
    pages = [
        (clerk, "incoming_present", {"to": deputy.pk}),
        (
            deputy,
            "incoming_direct",
            {"lead": f"unit-{make.unit().pk}", "due_on": "25/9/2026", "text": "Tham mưu."},
        ),
        (unit_head, "incoming_assign", {"person": officer.pk}),
        (officer, "incoming_propose", {"text": "Đề nghị phúc đáp."}),
        (officer, "incoming_answer", {"answer": "312/LM-VP"}),
    ]

    for person, name, sent in pages:
        address = reverse(name, args=[paper.pk])
        assert as_(person).get(address).status_code == 200
        assert as_(person).post(address, sent)["Location"] == paper.get_absolute_url()

    kept = Incoming.objects.get()
    assert (kept.state, kept.answer, kept.due_on) == (IncomingState.COMPLETED, "312/LM-VP", date(2026, 9, 25))
    shown = as_(clerk).get(paper.get_absolute_url()).content.decode()
    for words in ("Tham mưu.", "Đề nghị phúc đáp.", "312/LM-VP"):
        assert words in shown


def test_the_leader_answers_in_the_queue_by_taps(as_, clerk, deputy):
    paper = make.presented(by=clerk, to=deputy)
    address = reverse("decision_make", args=["documents.direct", paper.pk])
    shown = as_(deputy).get(reverse("decision_queue")).content.decode()
    assert "Chủ trì" in shown
    sent = {"verdict": "direct", "phrase": "Nghiên cứu, tham mưu thực hiện."}

    missing = as_(deputy).post(address, sent)
    assert (missing.status_code, Decision.objects.count()) == (302, 0)
    as_(deputy).post(address, {**sent, "lead": make.unit().pk, "due_on": "2026-09-18"})
    decision = Decision.objects.get()
    Decision.objects.update(due_at="2026-01-01T00:00+07:00")
    carry_out(decision_id=decision.pk)

    assert decision.details == {"lead": str(make.unit().pk), "partners": [], "due_on": "2026-09-18"}
    kept = Incoming.objects.get()
    assert (kept.state, kept.due_on) == (IncomingState.DIRECTED, date(2026, 9, 18))
    assert leaders_words(kept).text == "Nghiên cứu, tham mưu thực hiện."


def test_words_on_paper_are_entered_in_the_browser_and_changed_by_the_leader(as_, clerk, deputy):
    paper = make.presented(by=clerk, to=deputy)
    photo = SimpleUploadedFile("but-phe.jpg", b"\xff\xd8\xff\xe0" + b"0" * 100, "image/jpeg")
    sent = {"said_by": deputy.pk, "photo": photo, "lead": f"unit-{make.unit().pk}", "text": "Giao phòng."}

    as_(clerk).post(reverse("incoming_enter", args=[paper.pk]), sent)
    changed = {"lead": f"unit-{make.unit('office').pk}", "text": "Giao Văn phòng."}
    as_(deputy).post(reverse("incoming_direct", args=[paper.pk]), changed)

    assert leaders_words(paper).text == "Giao Văn phòng."
    shown = as_(clerk).get(paper.get_absolute_url()).content.decode()
    assert "theo bút phê giấy, người nhập" in shown
    assert "đã được thay bằng ý kiến sau" in shown


@pytest.mark.parametrize(
    ("name", "sent", "state"),
    [
        ("incoming_return", {"reason": "wrong_place", "words": "Gửi Sở Tài chính"}, "returned"),
        ("incoming_recall", {"reason": "Thu hồi"}, "recalled"),
    ],
)
def test_papers_go_back_and_are_recalled(as_, clerk, name, sent, state):
    paper = make.incoming(by=clerk)
    address = reverse(name, args=[paper.pk])
    assert as_(clerk).get(address).status_code == 200

    as_(clerk).post(address, sent)

    assert Incoming.objects.get().state == state
    assert as_(clerk).get(paper.get_absolute_url()).status_code == 200


def test_dropped_closed_taken_up_and_mended(as_, clerk, deputy, unit_head, officer):
    waiting = Incoming.objects.create(series=make.series(), created_by=clerk)
    as_(clerk).post(reverse("incoming_drop", args=[waiting.pk]), {"reason": "Quảng cáo"})
    assert Incoming.objects.get().state == IncomingState.DROPPED
    paper = make.directed(by=clerk, leader=deputy, lead=officer)

    as_(officer).post(reverse("incoming_take_up", args=[paper.pk]))
    assert Incoming.objects.get(pk=paper.pk).state == IncomingState.IN_PROGRESS
    told = {
        "reference": "222/TB-UBND",
        "issuer_written": "UBND",
        "subject": "Mới",
        "urgency": "urgent",
        "circulation": "internal",
    }
    as_(clerk).post(reverse("incoming_update", args=[paper.pk]), {**told, "reason": "Gõ nhầm"})
    as_(unit_head).post(reverse("incoming_close", args=[paper.pk]), {"reason": "Để biết"})

    kept = Incoming.objects.get(pk=paper.pk)
    assert (kept.subject, kept.circulation, kept.closing_reason) == ("Mới", "internal", "Để biết")


def test_another_units_paper_does_not_exist(as_, clerk, deputy, officer, officer_of_other_unit, outsider):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)

    for person, status in ((officer_of_other_unit, 404), (outsider, 403), (officer, 200)):
        assert as_(person).get(paper.get_absolute_url()).status_code == status
    assert as_(deputy).get(reverse("incoming_propose", args=[paper.pk])).status_code == 403
    assert as_(officer_of_other_unit).get(reverse("incoming_slip", args=[paper.pk])).status_code == 404


def test_the_slip_says_who_said_what(as_, clerk, deputy, officer, tmp_path):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)

    response = as_(clerk).get(reverse("incoming_slip", args=[paper.pk]))

    file = tmp_path / "phieu.pdf"
    file.write_bytes(b"".join(response) if response.streaming else response.content)
    text = " ".join(" ".join(getattr(block, "text", "").split()) for block in read_pdf(file).blocks)
    for words in (
        "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN",
        "Tham mưu trả lời.",
        f"Chủ trì: {officer}",
        "(Chưa có ý kiến)",
    ):
        assert words in text


@pytest.mark.parametrize("name", ["incoming_list", "home"])
def test_a_list_costs_the_same_for_one_paper_and_for_many(name, as_, clerk):
    make.incoming(by=clerk)
    one = queries_of(as_(clerk), reverse(name))
    for number in range(4):
        make.incoming(by=clerk, number=str(300 + number))

    assert queries_of(as_(clerk), reverse(name)) == one


def test_the_page_and_the_book_cost_the_same_however_much_was_said(as_, clerk, deputy, officer):
    paper = make.directed(by=clerk, leader=deputy, lead=officer)
    addresses = (paper.get_absolute_url(), reverse("book_detail", args=[make.series().pk]))
    first = [queries_of(as_(clerk), address) for address in addresses]
    for number in range(3):
        as_(officer).post(reverse("incoming_propose", args=[paper.pk]), {"text": f"Ý {number}"})
        make.incoming(by=clerk, number=str(300 + number))

    assert [queries_of(as_(clerk), address) for address in addresses] == first


def test_the_list_is_searched_without_accents_and_filtered(as_, clerk):
    make.incoming(by=clerk, subject="Kết luận về mật ong")
    make.incoming(by=clerk, number="9", subject="Báo cáo quý", urgency="flash", demanded_on=date(2026, 9, 1))
    address = reverse("incoming_list")

    def shown(**asked) -> list[bool]:
        text = as_(clerk).get(address, asked).content.decode()
        return ["mật ong" in text, "Báo cáo quý" in text]

    assert shown(q="mat ong") == [True, False]
    assert shown(late="true") == [False, True]
    assert shown(late="false") == [True, False]
    assert shown(channel="paper") == [True, True]
    assert shown(channel="axis") == [False, False]


def test_the_search_box_finds_papers_by_words_and_by_content(as_, clerk, officer):
    make.incoming(by=clerk, subject="Kết luận về mật ong")
    paper = make.incoming(by=clerk, number="9", subject="Khác")
    paper.content = "hợp tác xã nuôi dế"
    paper.save()

    found = [
        as_(person).get(reverse("search"), {"q": words}).content.decode()
        for person, words in ((clerk, "mat ong"), (clerk, "nuoi de"), (officer, "mat ong"))
    ]

    assert ["Kết luận về mật ong" in found[0], "Khác" in found[1], "Kết luận về mật ong" in found[2]] == [
        True,
        True,
        False,
    ]


def test_books_are_opened_begun_closed_and_types_mended(as_, clerk, office_chief, at_day):
    browser = as_(clerk)
    body = make.body()
    sent = {
        "name": "Sổ quyết định của Hội đồng",
        "direction": "out",
        "body": body.pk,
        "numbers_from": "portal",
        "directives_from": "portal",
        "valid_from": "1/1/2026",
    }
    opened = browser.post(reverse("book_create"), sent)
    book = body.series.get()
    assert opened["Location"] == reverse("book_detail", args=[book.pk])
    browser.post(
        reverse("book_start", args=[book.pk]),
        {"last_number": 12, "last_dated_on": "1/9/2026", "ground": "Sổ giấy"},
    )
    start = SeriesStart.objects.get()
    assert "Đang chờ người thứ hai" in browser.get(opened["Location"]).content.decode()
    as_(office_chief).post(reverse("book_start_confirm", args=[start.pk]))
    assert "Số kế tiếp: <b>13</b>" in browser.get(opened["Location"]).content.decode()
    changed = browser.post(reverse("book_update", args=[book.pk]), {**sent, "direction": "in", "version": 1})
    assert "không đổi được chiều" in changed.content.decode()
    kind = make.kind("kh")
    typed = {
        "name": "Kế hoạch",
        "abbreviation": "KH",
        "group": "admin",
        "resolve_days": 5,
        "is_active": "on",
        "version": 1,
    }
    assert browser.post(reverse("document_type_update", args=[kind.pk]), typed).status_code == 302
    assert make.kind("kh").resolve_days == 5
    at_day(date(2027, 1, 4))
    browser.post(reverse("book_close", args=[book.pk, 2026]))
    assert "Sổ đã khóa" in browser.get(f"{opened['Location']}?nam=2026").content.decode()
    assert browser.get(f"{opened['Location']}?nam=abc").status_code == 404
    late = browser.post(
        reverse("book_start", args=[book.pk]), {"last_number": 1, "last_dated_on": "5/1/2027", "ground": "x"}
    )
    assert "không được sau hôm nay" in late.content.decode()


def test_papers_stand_on_the_pages_of_cooperatives_and_tasks(as_, clerk, deputy, officer):
    farm = cooperative()
    browser = as_(clerk)
    typed = {
        "series": make.series().pk,
        "issuer_written": "Sở Tài chính",
        "subject": "Rà soát hợp tác xã",
        "urgency": "ordinary",
        "circulation": "none",
        "channel": "paper",
    }
    unknown = browser.post(reverse("incoming_create"), {**typed, "cooperatives": f"{farm.code}, 999"})
    assert "Sổ không có hợp tác xã mã số 999." in unknown.content.decode()

    browser.post(reverse("incoming_create"), {**typed, "cooperatives": farm.code})

    paper = Incoming.objects.get()
    assert "Rà soát hợp tác xã" in browser.get(farm.get_absolute_url()).content.decode()
    assert str(farm) in browser.get(paper.get_absolute_url()).content.decode()
    edited = {**typed, "subject": "Rà soát lại", "reason": "Ghi thiếu chữ"}
    browser.post(reverse("incoming_update", args=[paper.pk]), edited)
    assert list(paper.cooperatives.all()) == []
    directed = make.directed(by=clerk, leader=deputy, lead=officer)
    assert "Văn bản" in as_(officer).get(directed.task.get_absolute_url()).content.decode()


def test_what_the_signatures_of_a_file_came_to_stands_beside_it(as_, clerk):
    browser = as_(clerk)
    sent = {"series": make.series().pk, "channel": "axis", "files": make.letter_pdf("Số: 9/STC-DN")}
    browser.post(reverse("incoming_bring"), sent)
    (job,) = Job.objects.filter(name="signatures.check")
    paper = Incoming.objects.get()
    assert "Không có chữ ký" not in browser.get(paper.get_absolute_url()).content.decode()

    check(**job.arguments)

    assert "Không có chữ ký" in browser.get(paper.get_absolute_url()).content.decode()
