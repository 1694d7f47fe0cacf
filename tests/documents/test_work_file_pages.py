"""Pages of work files and the archive: each person's way through them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.enums.archive import CatalogueState, DestructionState, HandoverState, WorkFileState
from documents.enums.outgoing import OutgoingState
from documents.models import (
    ArchiveHandover,
    ArchiveLoan,
    CatalogueLine,
    Destruction,
    FileCatalogue,
    RetentionRule,
    WorkFile,
)
from documents.queries import archive_desk as desk
from documents.queries.loans import book_context
from documents.queries.work_file_page import work_file_facts
from lmhtx.jobs.models import Job
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import work_files as files

pytestmark = pytest.mark.django_db


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def words_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_of_a_year_is_written_approved_and_files_are_opened_by_it(as_, clerk, chairman, officer):
    browser = as_(clerk)
    browser.post(reverse("catalogue_create"), {"year": 2026, "numbering": "within"})
    catalogue = FileCatalogue.objects.get()
    heading = {"position": 1, "title": "Thi đua, khen thưởng", "abbreviation": "TĐKT"}
    browser.post(reverse("catalogue_heading_add", args=[catalogue.pk]), heading)
    big = catalogue.headings.get()
    small = {"parent": big.pk, "position": 1, "title": "Khen thưởng", "abbreviation": ""}
    browser.post(reverse("catalogue_heading_add", args=[catalogue.pk]), small)
    kind = RetentionRule.objects.get(title="Khen thưởng của thủ trưởng cơ quan")
    line = {"heading": big.pk, "title": "Hồ sơ khen thưởng năm 2026", "rule": kind.pk, "unit": make.unit().pk}
    browser.post(reverse("catalogue_line_add", args=[catalogue.pk]), line)
    line |= {"title": "Thư chúc mừng", "years": 2, "rule": "", "heading": catalogue.headings.last().pk}
    browser.post(reverse("catalogue_line_add", args=[catalogue.pk]), line)

    lines = list(CatalogueLine.objects.all())
    assert [(one.code, one.retention) for one in lines] == [("01.TĐKT", "10 năm"), ("02.TĐKT", "2 năm")]
    browser.post(reverse("catalogue_heading_update", args=[big.pk]), {**heading, "abbreviation": "KT"})
    browser.post(reverse("catalogue_line_update", args=[lines[1].pk]), {**line, "note": "Bản giấy"})
    assert CatalogueLine.objects.get(pk=lines[1].pk).code == "02.KT"
    browser.post(reverse("catalogue_submit", args=[catalogue.pk]))
    assert desk.to_issue(chairman).get() == catalogue
    leader = as_(chairman)
    leader.post(reverse("catalogue_return", args=[catalogue.pk]), {"reason": "Thiếu hồ sơ"})
    browser.post(reverse("catalogue_line_drop", args=[lines[1].pk]))
    browser.post(reverse("catalogue_submit", args=[catalogue.pk]))
    leader.post(reverse("catalogue_issue", args=[catalogue.pk]), {"document": "QĐ số 05/QĐ-LM"})

    catalogue.refresh_from_db()
    assert (catalogue.state, catalogue.issued_by) == (CatalogueState.ISSUED, chairman)
    late = browser.post(reverse("catalogue_line_add", args=[catalogue.pk]), line)
    assert "không sửa được" in late.content.decode()
    opening = f"{reverse('work_file_create')}?muc={lines[0].pk}"
    shown = words_of(as_(officer), catalogue.get_absolute_url())
    assert f"?muc={lines[0].pk}" in shown
    form = words_of(as_(officer), opening)
    assert 'value="01.KT"' in form
    told = {
        "year": 2026,
        "code": "01.KT",
        "title": "Hồ sơ khen thưởng năm 2026",
        "rule": kind.pk,
        "unit": make.unit().pk,
        "maker": officer.pk,
        "started_on": "5/1/26",
        "rights": "Nội bộ",
    }
    as_(officer).post(opening, told)
    opened = WorkFile.objects.get()
    assert (opened.line_id, opened.years, opened.created_by) == (lines[0].pk, 10, officer)


def test_a_list_copied_from_last_year_takes_its_headings_and_renames_the_year(as_, clerk):
    old = files.catalogue(year=2026)
    big = old.headings.get()
    part = old.headings.create(parent=big, position=1, title="Phong trào")
    unit = make.unit()
    for position, (where, title) in enumerate(
        ((part, "Phong trào năm 2026"), (big, "Họp Hội đồng năm 2026"))
    ):
        old.lines.create(heading=where, position=position, code="x", title=title, years=10, unit=unit)

    as_(clerk).post(reverse("catalogue_create"), {"year": 2027, "numbering": "through", "copied": old.pk})

    new = FileCatalogue.objects.get(year=2027)
    assert [(one.code, one.title) for one in new.lines.all()] == [
        ("01.TĐKT", "Họp Hội đồng năm 2027"),
        ("02.TĐKT", "Phong trào năm 2027"),
    ]
    again = as_(clerk).post(reverse("catalogue_create"), {"year": 2027, "numbering": "through"})
    assert "Năm 2027 đã có danh mục hồ sơ." in again.content.decode()
    empty = files.catalogue(year=2028)
    refused = as_(clerk).post(reverse("catalogue_submit", args=[empty.pk]), follow=True)
    assert "Danh mục chưa có hồ sơ nào." in refused.content.decode()
    for name in ("catalogue_print", "catalogue_word"):
        assert as_(clerk).get(reverse(name, args=[new.pk])).status_code == 200


def test_the_table_of_retention_is_mended_with_source_and_doubt(as_, clerk, officer):
    kind = RetentionRule.objects.get(title="Sổ đăng ký văn bản đến")
    assert (kind.text, kind.is_doubtful) == ("20 năm", True)
    told = {
        "group": kind.group,
        "title": kind.title,
        "years": 20,
        "source": "Thông tư 10/2022/TT-BNV",
        "valid_from": "15/02/2023",
        "version": kind.version,
    }

    as_(clerk).post(reverse("retention_update", args=[kind.pk]), told)
    as_(clerk).post(reverse("retention_create"), {**told, "title": "Sổ mới", "years": ""})

    kind.refresh_from_db()
    assert (kind.source, kind.is_doubtful) == ("Thông tư 10/2022/TT-BNV", False)
    assert RetentionRule.objects.get(title="Sổ mới").text == "Vĩnh viễn"
    assert "Sổ mới" in words_of(as_(officer), reverse("retention_list") + "?q=so+moi")


def test_a_file_is_opened_and_filled_by_its_pages(as_, clerk, officer):
    browser = as_(officer)
    letter = make.incoming(by=clerk, subject="Hướng dẫn khen thưởng")
    letter.people = [officer.pk]
    letter.save(update_fields=["people"])
    issued = out.outgoing(OutgoingState.ISSUED)
    told = {
        "year": 2026,
        "code": "12.TĐKT",
        "title": "Hồ sơ khen thưởng",
        "years": 10,
        "unit": make.unit().pk,
        "maker": officer.pk,
        "started_on": "01/09/2026",
        "rights": "Nội bộ",
    }
    browser.post(reverse("work_file_create"), told)
    made = WorkFile.objects.get()
    browser.post(reverse("work_file_update", args=[made.pk]), {**told, "note": "Có bản giấy"})
    found = words_of(browser, reverse("work_file_papers", args=[made.pk]) + "?tim=huong+dan")
    assert f'value="incoming-{letter.pk}"' in found
    assert f'value="outgoing-{issued.pk}"' in words_of(browser, reverse("work_file_papers", args=[made.pk]))
    nothing = browser.post(reverse("work_file_papers", args=[made.pk]), {})
    assert nothing.status_code == 422
    browser.post(reverse("work_file_papers", args=[made.pk]), {"papers": [f"incoming-{letter.pk}", "x-1"]})
    panel = words_of(browser, issued.get_absolute_url())
    assert "Chưa vào hồ sơ nào." in panel
    browser.post(reverse("outgoing_into_file", args=[issued.pk]), {"work_file": made.pk})
    browser.post(reverse("incoming_into_file", args=[letter.pk]), {"work_file": made.pk})
    assert "12.TĐKT" in words_of(browser, issued.get_absolute_url())
    document = {"title": "Danh sách", "dated_on": "03/09/2026", "file": make.letter_pdf("Danh sách")}
    browser.post(reverse("work_file_document", args=[made.pk]), document)
    browser.post(reverse("work_file_paper_out", args=[made.papers.get(incoming=letter).pk]))

    assert list(made.papers.values_list("ordinal", "outgoing")) == [(1, None), (2, issued.pk)]


def test_lists_of_papers_tell_which_lie_in_no_file(as_, clerk):
    one, other = (
        make.incoming(by=clerk),
        make.incoming(by=clerk, number="77", subject="Chưa vào hồ sơ nào hết"),
    )
    issued = out.outgoing(OutgoingState.ISSUED, subject="Kế hoạch đã vào hồ sơ")
    made = files.work_file()
    made.papers.create(incoming=one, ordinal=1)
    made.papers.create(outgoing=issued, ordinal=2)
    browser = as_(clerk)

    def shown(page: str, asked: str) -> str:
        return words_of(browser, f"{reverse(page)}?in_file={asked}")

    assert other.subject in shown("incoming_list", "false")
    assert other.subject not in shown("incoming_list", "true")
    assert one.get_absolute_url() not in shown("incoming_list", "false")
    assert issued.subject in shown("outgoing_list", "true")
    assert issued.subject not in shown("outgoing_list", "false")


def test_a_file_is_closed_and_goes_to_the_archive_by_its_pages(as_, clerk, officer, chairman):
    browser = as_(officer)
    made = files.work_file(year=2026, title="Hồ sơ khen thưởng", started_on=date(2026, 9, 1))
    files.document(made, dated_on=date(2026, 9, 3))
    assert "Không còn bản nháp" in words_of(browser, reverse("work_file_close", args=[made.pk]))
    closing = {"ended_on": "15/09/2026", "code": "12.TĐKT", "title": "Hồ sơ khen thưởng", "years": 10}
    browser.post(reverse("work_file_close", args=[made.pk]), closing)
    browser.post(reverse("work_file_reopen", args=[made.pk]), {"reason": "Thiếu biên bản"})
    browser.post(reverse("work_file_close", args=[made.pk]), closing)
    shown = words_of(browser, made.get_absolute_url())
    assert "15/09/2027" in shown
    assert "31/12/2027" in shown
    longer = {"until_on": "31/12/2027", "reason": "Đang dùng"}
    as_(chairman).post(reverse("work_file_longer", args=[made.pk]), longer)
    for name in ("work_file_index", "work_file_index_word", "work_file_certificate"):
        assert browser.get(reverse(name, args=[made.pk])).status_code == 200
    given = {"files": [made.pk], "block": "Khen thưởng", "boxes": 0, "metres": 0, "condition": "Đủ"}
    browser.post(reverse("archive_handover_create"), given)
    handover = ArchiveHandover.objects.get()
    assert desk.to_receive(clerk).get() == handover
    as_(clerk).post(reverse("archive_handover_receive", args=[handover.pk]), {"shelf": ""})

    handover.refresh_from_db()
    made.refresh_from_db()
    assert (handover.state, made.state) == (HandoverState.RECEIVED, WorkFileState.ARCHIVED)
    assert Job.objects.filter(name="documents.pack_handover", arguments={"handover_id": handover.pk}).exists()
    for name in ("archive_handover_print", "archive_handover_word"):
        assert as_(clerk).get(reverse(name, args=[handover.pk])).status_code == 200
    assert "chưa có gói" in words_of(browser, reverse("work_file_check", args=[made.pk]))
    assert "đang đóng gói" in words_of(browser, handover.get_absolute_url())


def test_a_list_sent_back_says_why_and_a_stranger_may_do_nothing(as_, clerk, officer_of_other_unit):
    shut = files.closed()
    handover = files.handover(shut)

    as_(clerk).post(reverse("archive_handover_refuse", args=[handover.pk]), {"reason": "Thiếu mục lục"})

    assert "Thiếu mục lục" in words_of(as_(shut.maker), handover.get_absolute_url())
    stranger = as_(officer_of_other_unit)
    assert stranger.get(shut.get_absolute_url()).status_code == 404
    assert stranger.get(handover.get_absolute_url()).status_code == 404
    assert stranger.get(reverse("loan_list")).status_code == 403
    assert as_(clerk).get(reverse("work_file_close", args=[shut.pk])).status_code == 403


def test_what_is_out_of_sight_keeps_its_words_within_the_file(as_, clerk, officer, unit_head):
    letter = make.incoming(by=clerk, subject="Chuyện riêng của lãnh đạo")
    made = files.work_file(maker=unit_head)
    made.papers.create(incoming=letter, ordinal=1)

    shown = words_of(as_(officer), made.get_absolute_url())

    assert "ngoài phạm vi xem" in shown
    assert "Chuyện riêng" not in shown


def test_lists_and_pages_cost_the_same_with_more_rows(as_, clerk, officer):
    made = files.work_file()
    letter = make.incoming(by=clerk)
    made.papers.create(incoming=letter, ordinal=1)
    browser = as_(clerk)
    few = (queries_of(browser, reverse("work_file_list")), queries_of(browser, made.get_absolute_url()))

    for number in range(2, 5):
        other = files.work_file(code=f"{number:02d}.VP")
        other.papers.create(incoming=letter, ordinal=1)
        more = make.incoming(by=clerk, number=str(500 + number))
        made.papers.create(incoming=more, ordinal=number)

    assert (
        queries_of(browser, reverse("work_file_list")),
        queries_of(browser, made.get_absolute_url()),
    ) == few


def test_files_are_found_by_the_search_box_and_stand_on_the_desk_when_due(at_day, officer, unit_head):
    shut = files.closed()
    assert list(desk.find_work_files(officer, "khen thuong tong ket")) == [shut]
    assert list(desk.find_work_files(officer, "kỷ luật")) == []
    assert list(desk.due_for_archive(officer)) == []
    at_day(date(2026, 11, 15))

    assert list(desk.due_for_archive(officer)) == [shut]
    assert list(desk.due_for_archive(unit_head)) == [shut]


def test_two_people_destroy_what_has_had_its_time(as_, clerk, office_chief, at_day):
    old = files.closed(date(2020, 3, 1), code="09.VP", years=5, year=2020, started_on=date(2020, 1, 2))
    files.archived(old)
    fresh = files.closed(code="10.VP")
    browser, chief = as_(clerk), as_(office_chief)
    page = words_of(browser, reverse("destruction_create"))
    assert "09.VP" in page
    assert "10.VP" not in page
    told = {"title": "Đợt 1 năm 2026", "files": [old.pk], "grounds": "Hết thời hạn 5 năm"}
    browser.post(reverse("destruction_create"), told)
    listed = Destruction.objects.get()
    words = {"council": "Hội đồng theo QĐ 7", "decision": "QĐ số 8/QĐ-LM"}
    assert browser.post(reverse("destruction_agree", args=[listed.pk]), words).status_code == 403
    early = browser.post(reverse("destruction_end", args=[listed.pk]), {"minutes": "Đã cắt nhỏ"})
    assert "Không thể" in early.content.decode()
    chief.post(reverse("destruction_agree", args=[listed.pk]), words)
    browser.post(reverse("destruction_end", args=[listed.pk]), {"minutes": "Đã cắt nhỏ ngày 15/9"})

    listed.refresh_from_db()
    old.refresh_from_db()
    assert (listed.state, listed.agreed_by) == (DestructionState.DONE, office_chief)
    assert (old.state, old.title, old.papers.count()) == (
        WorkFileState.DESTROYED,
        "Hồ sơ khen thưởng tổng kết năm 2025",
        1,
    )
    assert (old.contents.count(), fresh.state) == (0, WorkFileState.CLOSED)
    shown = words_of(browser, listed.get_absolute_url())
    assert "Đã cắt nhỏ ngày 15/9" in shown
    assert browser.get(reverse("destruction_print", args=[listed.pk])).status_code == 200
    assert "Đã hủy" in words_of(browser, old.get_absolute_url())


def test_a_destruction_may_be_given_up_and_refuses_what_still_has_time(as_, clerk, office_chief):
    old = files.closed(date(2020, 3, 1), code="09.VP", years=5, year=2020, started_on=date(2020, 1, 2))
    as_(office_chief).post(
        reverse("destruction_create"), {"title": "Đợt 1", "files": [old.pk], "grounds": "Hết hạn"}
    )
    listed = Destruction.objects.get()
    own = as_(office_chief).post(
        reverse("destruction_agree", args=[listed.pk]), {"council": "HĐ", "decision": "QĐ"}
    )
    assert "cần người thứ hai" in own.content.decode()

    as_(office_chief).post(reverse("destruction_drop", args=[listed.pk]), {"reason": "Còn cần tra cứu"})

    listed.refresh_from_db()
    old.refresh_from_db()
    assert (listed.state, old.state) == (DestructionState.DROPPED, WorkFileState.CLOSED)


def test_a_kept_original_is_lent_once_and_comes_back(as_, clerk, officer, office_chief):
    issued = out.outgoing(OutgoingState.ISSUED)
    letter = make.incoming(by=clerk)
    made = files.work_file()
    made.papers.create(outgoing=issued, ordinal=1)
    browser = as_(clerk)
    told = {"borrower": officer.pk, "allowed_by": office_chief.pk, "lent_on": "15/9/26", "due_on": "22/9/26"}
    assert 'value="22/09/2026"' in words_of(browser, reverse("outgoing_lend", args=[issued.pk]))

    browser.post(reverse("outgoing_lend", args=[issued.pk]), told)
    twice = browser.post(reverse("outgoing_lend", args=[issued.pk]), told)
    browser.post(
        reverse("incoming_lend", args=[letter.pk]), {**told, "borrower": "", "borrower_written": "Bà Lan"}
    )
    browser.post(reverse("work_file_lend", args=[made.pk]), told)
    nobody = browser.post(
        reverse("work_file_lend", args=[made.pk]), {**told, "borrower": "", "due_on": "1/9/26"}
    )

    assert "đang có người mượn" in twice.content.decode()
    assert "Hãy chọn hoặc ghi tên người mượn." in nobody.content.decode()
    late = browser.post(reverse("work_file_lend", args=[made.pk]), {**told, "due_on": "1/9/26"})
    assert "Hạn trả phải từ ngày mượn" in late.content.decode()
    rows = book_context(2026)["rows"]
    assert [row[1:5] for row in rows] == [
        (str(officer), f"{issued.reference} ngày 15/09/2026", "Kế hoạch Triển khai chuyển đổi số", "12.TĐKT"),
        ("Bà Lan", "222/TB-UBND ngày 14/09/2026", f"Thông báo {letter.subject}", ""),
        (str(officer), "", "Cả hồ sơ: Hồ sơ khen thưởng tổng kết năm 2025", "12.TĐKT"),
    ]
    assert "Bà Lan" in words_of(browser, reverse("loan_list"))
    assert browser.get(reverse("loan_book")).status_code == 200
    loan = ArchiveLoan.objects.get(outgoing=issued)
    before = browser.post(reverse("loan_return", args=[loan.pk]), {"returned_on": "14/9/26"})
    assert "Ngày trả phải từ ngày mượn" in before.content.decode()
    browser.post(reverse("loan_return", args=[loan.pk]), {"returned_on": "15/9/26"})
    loan.refresh_from_db()
    assert (loan.returned_on, loan.returned_to) == (date(2026, 9, 15), clerk)
    assert browser.get(reverse("loan_return", args=[loan.pk]))["Location"] == issued.get_absolute_url()


def test_each_person_is_offered_what_is_his_to_do(officer, chairman, clerk, controller):
    opened, shut, kept = files.work_file(), files.closed(code="13.TĐKT"), files.closed(code="14.TĐKT")
    files.archived(kept)
    kept.refresh_from_db()

    def offered(work_file, who) -> list[str]:
        told = work_file_facts(work_file, user=who)
        return [act.url_name.removeprefix("work_file_") for act in (*told["acts"], *told["more"])]

    assert offered(opened, officer) == ["papers", "document", "close", "update", "drop", "index_word"]
    assert offered(opened, clerk) == ["lend", "index_word"]
    assert offered(shut, officer) == ["reopen", "index_word", "certificate"]
    assert offered(shut, chairman) == ["longer", "index_word", "certificate"]
    assert offered(kept, clerk) == ["check", "lend", "index_word", "certificate"]
    assert not desk.due_for_archive(controller).exists()
    assert not desk.to_receive(officer).exists()
    assert not desk.to_issue(officer).exists()


def test_files_of_two_units_go_by_two_lists(as_, office_chief):
    browser = as_(office_chief)
    rows = [
        files.closed(code="01.VP", unit=make.unit("office"), maker=office_chief),
        files.closed(code="02.VP", maker=office_chief),
    ]
    told = {
        "files": [one.pk for one in rows],
        "block": "Hành chính",
        "boxes": 0,
        "metres": 0,
        "condition": "Đủ",
    }

    answer = browser.post(reverse("archive_handover_create"), told)

    assert "chỉ gồm hồ sơ của một đơn vị" in answer.content.decode()
    assert not ArchiveHandover.objects.exists()
