"""What a person decides where the national registration system differs; the pages of it; two at the same moment."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from io import BytesIO
from threading import Barrier, Thread

import openpyxl
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cooperatives.actions.cooperatives import move_cooperative, record_capital, rename_cooperative
from cooperatives.actions.differences import add_newcomers, leave_newcomers, report_theirs, take_theirs
from cooperatives.actions.people import add_person, give_office
from cooperatives.actions.petitions import accept_petition
from cooperatives.actions.projecting import refresh
from cooperatives.actions.statuses import Happening, record_status
from cooperatives.enums.national import Legal, NewcomerState, Origin, Standing
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.register import Kind, Post, Status
from cooperatives.models import Activity, Cooperative, LegalFact, NationalExport, Newcomer
from cooperatives.petition_contents import items_of
from cooperatives.queries.national import differences, waiting_differences, waiting_newcomers
from lmhtx.audit.models import Entry
from lmhtx.base import clock
from lmhtx.workflow import Refused
from tests.factories.cooperatives import code, commune, cooperative
from tests.factories.forms import representative
from tests.factories.national import brought, said_of, text, written
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 31)
LATER = date(2026, 9, 10)


def fact(one: Cooperative, which: Legal) -> LegalFact:
    return LegalFact.objects.select_related("cooperative").get(cooperative=one, fact=which)


def take(*rows: LegalFact, by, seen=None):
    return take_theirs(rows=rows, seen=seen or timezone.now(), by=by)


def report(*rows: LegalFact, by, reason="Đang làm thủ tục", seen=None):
    return report_theirs(rows=rows, reason=reason, seen=seen or timezone.now(), by=by)


@pytest.fixture
def farm(officer) -> Cooperative:
    """One of which the national system says another name, capital, head, main line, lines."""
    one = cooperative(name="Hợp tác xã Cũ")
    record_capital(
        cooperative=one, by=officer, valid_from=date(2026, 3, 1), charter_vnd=10**9, contributed_vnd=5 * 10**8
    )
    head = add_person(cooperative=one, by=officer, full_name="Lê Văn Tám")
    give_office(person=head, by=officer, post=Post.REPRESENTATIVE, valid_from=date(2024, 1, 1))
    for at, line in enumerate(("0118", "0119")):
        Activity.objects.create(cooperative=one, version="2018", code=line, is_main=not at)
    refresh([one.pk])
    written(
        said_of(
            one, name="Hợp tác xã Mới", capital="1.500.000.000", head="Trần Thị Hoa", main="0121", lines="0121;0118",
            address="Số 5", status="Bị thu hồi", registered="05/03/2020", number="47A",
        ),
        by=officer,
    )  # fmt: skip
    return one


def test_each_kind_of_fact_is_taken_over_by_the_registers_own_acts(farm, officer):
    rows = list(differences(officer))
    assert len(rows) == 8

    decided = take(*sorted(rows, key=lambda row: list(Legal).index(row.fact)), by=officer)

    assert (decided.done, decided.left, decided.told) == (8, [], "")
    farm.refresh_from_db()
    assert (farm.name, farm.representative, farm.address, farm.status) == (
        "Hợp tác xã Mới", "Trần Thị Hoa", "Số 5", Status.REVOKED,
    )  # fmt: skip
    assert (farm.charter_vnd, farm.contributed_vnd) == (1_500_000_000, 500_000_000)
    assert [(line.code, line.is_main) for line in farm.activities.all()] == [("0121", True), ("0118", False)]
    assert {row.standing for row in LegalFact.objects.filter(cooperative=farm)} == {Standing.AGREED}
    charter = fact(farm, Legal.CHARTER)
    assert (charter.origin, charter.stands_on, charter.decided_by) == (Origin.NATIONAL, AUGUST, officer)
    assert farm.addresses.get(valid_to=None).commune == commune()
    taken = Entry.objects.filter(verb="cooperatives.legal_fact.taken", subject_id=farm.pk)
    assert taken.count() == 8
    assert not waiting_differences(officer).exists()


def test_a_main_line_that_goes_gives_way_first(officer):
    one = cooperative()
    for at, line in enumerate(("0118", "0119")):
        Activity.objects.create(cooperative=one, version="2018", code=line, is_main=not at)
    refresh([one.pk])
    written(said_of(one, lines="0119"), by=officer)

    take(*differences(officer).filter(fact=Legal.ACTIVITIES), by=officer)

    assert [(line.code, line.is_main) for line in one.activities.all()] == [("0119", True)]
    written(said_of(one, lines="0119", main="0119"), by=officer, stands_on=LATER)
    assert fact(one, Legal.MAIN_ACTIVITY).standing == Standing.AGREED


def test_a_line_we_know_becomes_the_main_one(officer):
    one = cooperative()
    for at, line in enumerate(("0118", "0119")):
        Activity.objects.create(cooperative=one, version="2018", code=line, is_main=not at)
    refresh([one.pk])
    written(said_of(one, lines="0118;0119", main="0119"), by=officer)

    take(*differences(officer).filter(fact=Legal.MAIN_ACTIVITY), by=officer)

    assert {(line.code, line.is_main) for line in one.activities.all()} == {("0118", False), ("0119", True)}


def test_the_head_of_a_group_and_a_namesake(officer):
    group = cooperative(name="Tổ hợp tác Đồng Tâm", kind=Kind.GROUP)
    known = add_person(cooperative=group, by=officer, full_name="Trần Thị Hoa")
    written(said_of(group, head="TRẦN THỊ HOA"), by=officer)

    office = known.offices.get()
    assert (office.post, office.valid_from) == (Post.GROUP_LEADER, AUGUST)
    add_person(cooperative=group, by=officer, full_name="Lê Văn Tám")
    add_person(cooperative=group, by=officer, full_name="Lê Văn Tám")
    headless = cooperative(name="Tổ hợp tác Bình Minh", kind=Kind.GROUP)
    for _ in range(2):
        add_person(cooperative=headless, by=officer, full_name="Lê Văn Tám")
    told = [said_of(one, head="Lê Văn Tám") for one in (group, headless)]
    written(*told, by=officer, stands_on=LATER)
    assert fact(headless, Legal.REPRESENTATIVE).value is None
    assert "có 2 người tên Lê Văn Tám" in fact(headless, Legal.REPRESENTATIVE).hindrance
    assert "có 2 người tên Lê Văn Tám" in fact(group, Legal.REPRESENTATIVE).hindrance


def test_what_we_recorded_later_than_today_stands(officer):
    one = cooperative()
    written(said_of(one, name="Hợp tác xã Khác"), by=officer)
    rename_cooperative(
        cooperative=one, by=officer, valid_from=clock.today() + timedelta(days=1), name="Hợp tác xã Ngày Mai"
    )

    with pytest.raises(Refused, match=r"Sổ đã ghi tên từ ngày 16/09/2026, sau ngày của số liệu"):
        take(fact(one, Legal.NAME), by=officer)


def test_an_ended_one_is_not_brought_back(officer):
    one = cooperative()
    happening = Happening(
        status=Status.DISSOLVED_FREELY, effective_on=date(2026, 7, 1), document_number="1/QĐ", has_debts=False
    )
    record_status(cooperative=one, by=officer, happening=happening, knows_warnings=True)
    written(said_of(one, name="Hợp tác xã Khác"), by=officer)

    decided = take(*differences(officer), by=officer)

    assert (decided.done, len(decided.left)) == (1, 1)
    assert "Chưa ghi được 1: Tình trạng của" in decided.told
    assert "đã kết thúc" in decided.told


def test_what_is_reported_stays_and_opens_again_only_when_theirs_changes(farm, officer):
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        report(fact(farm, Legal.NAME), by=officer, reason=" ")

    report(fact(farm, Legal.NAME), by=officer)

    name = fact(farm, Legal.NAME)
    assert (name.standing, name.reason, name.decided_by) == (Standing.REPORTED, "Đang làm thủ tục", officer)
    written(said_of(farm, name="Hợp tác xã Mới"), by=officer, stands_on=LATER)
    name = fact(farm, Legal.NAME)
    assert (name.standing, name.theirs_on, name.reason) == (Standing.REPORTED, LATER, "Đang làm thủ tục")
    written(said_of(farm, name="Hợp tác xã Mới Nữa"), by=officer, stands_on=date(2026, 9, 12))
    assert (fact(farm, Legal.NAME).standing, fact(farm, Legal.NAME).reason) == (Standing.OPEN, "")
    assert Entry.objects.get(verb="cooperatives.legal_fact.reported").note == "Đang làm thủ tục"


def test_who_comes_second_is_told_who_was_first(farm, officer, unit_head):
    seen = timezone.now()
    rows = {which: fact(farm, which) for which in (Legal.NAME, Legal.CHARTER)}
    take(rows[Legal.NAME], by=officer, seen=seen)
    report(rows[Legal.CHARTER], by=officer, seen=seen)

    for which, words in ((Legal.NAME, "khớp"), (Legal.CHARTER, "đã báo cơ quan đăng ký")):
        with pytest.raises(Refused, match=f"{officer} đã quyết mục này trước, lúc .*: {words}"):
            take(rows[which], by=unit_head, seen=seen)
    # Who has seen that it was reported may take theirs all the same.
    assert take(rows[Legal.CHARTER], by=unit_head).done == 1


def test_what_was_settled_by_itself_or_never_compared_has_nothing_to_decide(farm, officer, clerk):
    name = fact(farm, Legal.NAME)
    rename_cooperative(cooperative=farm, by=officer, valid_from=clock.today(), name="Hợp tác xã Mới")

    with pytest.raises(Refused, match="không còn gì để quyết"):
        take(name, by=officer)
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        take(name, by=clerk)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_decide_once(farm, officer, unit_head):
    row, seen, start = fact(farm, Legal.CHARTER), timezone.now(), Barrier(2)
    told: list[str] = []

    def decide(person) -> None:
        start.wait()
        try:
            take(row, by=person, seen=seen)
        except Refused as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    people = [Thread(target=decide, args=(person,)) for person in (officer, unit_head)]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert len(told) == 1
    assert "đã quyết mục này trước" in told[0]
    assert farm.capitals.filter(charter_vnd=1_500_000_000).count() == 1


@pytest.fixture
def stranger(officer) -> Newcomer:
    """One that only the national system knows."""
    told = {
        "maSo": code(), "ten": "HTX Ca cao Định Quán", "tinhTrang": "Tạm ngừng", "tamNgungDenNgay": "31/12/2026",
        "diaChi": "Ấp 2", "xaPhuong": str(commune()), "nguoiDaiDien": "Trần Thị Hoa", "vonDieuLe": "900000000",
        "nganhChinh": "0121", "ngayDangKy": "15/03/2026",
    }  # fmt: skip
    written(told, by=officer)
    return Newcomer.objects.get()


def test_a_newcomer_comes_in_with_all_that_is_told_of_it(stranger, officer):
    assert add_newcomers(rows=[stranger], by=officer).done == 1

    stranger.refresh_from_db()
    one = stranger.cooperative
    assert (stranger.state, stranger.decided_by) == (NewcomerState.ADDED, officer)
    assert (one.name, one.code, one.kind) == ("Hợp tác xã Ca cao Định Quán", stranger.code, Kind.COOPERATIVE)
    assert (one.commune, one.address, one.charter_vnd) == (commune(), "Ấp 2", 900_000_000)
    assert (one.representative, one.status, one.first_registered_on) == (
        "Trần Thị Hoa", Status.SUSPENDED, date(2026, 3, 15),
    )  # fmt: skip
    rows = LegalFact.objects.filter(cooperative=one).exclude(fact=Legal.ACTIVITIES)
    assert {(row.origin, row.standing) for row in rows} == {(Origin.NATIONAL, Standing.AGREED)}
    with pytest.raises(Refused, match=r"đã quyết mục này trước, lúc .*: đã thêm vào sổ"):
        leave_newcomers(rows=[stranger], by=officer)


def test_a_newcomer_that_is_at_work_has_no_event_and_one_without_a_name_has_its_code(officer):
    number = code()
    written({"maSo": number, "tinhTrang": "Đang hoạt động"}, by=officer)

    add_newcomers(rows=Newcomer.objects.all(), by=officer)

    one = Cooperative.objects.get(code=number)
    assert (one.name, one.status_events.count()) == (f"Hợp tác xã mã số {number}", 0)


def test_a_newcomer_is_not_added_beside_its_own_file(stranger, officer):
    same = cooperative(name="Hợp tác xã Ca cao Định Quán", code=None)
    with pytest.raises(Refused, match="Sổ đã có Hợp tác xã Ca cao Định Quán chưa có mã số"):
        add_newcomers(rows=[stranger], by=officer)

    same.code = stranger.code
    same.save()

    assert not waiting_newcomers(officer).exists()
    with pytest.raises(Refused, match="Mã số này đã có trong sổ"):
        add_newcomers(rows=[stranger], by=officer)


def test_one_that_has_ended_is_not_added_and_one_that_was_left_is_not_asked_again(stranger, officer):
    ended = {"maSo": code(), "ten": "HTX Đã Tan", "tinhTrang": "Đã giải thể"}
    written(ended, by=officer, stands_on=LATER)
    gone = Newcomer.objects.get(code=ended["maSo"])
    with pytest.raises(Refused, match="Đăng ký quốc gia ghi “Đã giải thể"):
        add_newcomers(rows=[gone], by=officer)

    assert leave_newcomers(rows=[gone, stranger], by=officer).done == 2

    written({**ended, "ten": "HTX Đã Tan Rồi"}, by=officer, stands_on=date(2026, 9, 12))
    assert not waiting_newcomers(officer).exists()
    assert Entry.objects.filter(verb="cooperatives.newcomer.left").count() == 2


def test_a_petition_and_a_workbook_are_named_as_the_source(officer):
    one = cooperative()
    person = representative(one).user
    asked = petition(
        one,
        by=person,
        kind=PetitionKind.CHARTER,
        values={"charter_vnd": 7 * 10**8, "valid_from": "2026-09-01", "decision": ""},
    )

    accept_petition(petition=asked, by=officer, items=items_of(PetitionKind.CHARTER))

    row = fact(one, Legal.CHARTER)
    assert (row.origin, row.told) == (Origin.PETITION, asked.told)


def test_the_pages_show_what_waits_and_act_on_it(farm, stranger, officer, as_):
    client = as_(officer)
    shown = client.get(reverse("difference_list"), {"q": "hop tac xa cu", "standing": "open", "fact": "name"})
    assert "Hợp tác xã Mới" in shown.content.decode()
    assert "Lần đầu đối chiếu" in shown.content.decode()
    seen = shown.context["seen"]

    sent = {"ids": [fact(farm, Legal.NAME).pk], "seen": seen}
    client.post(reverse("difference_take"), sent)
    sent = {"ids": [fact(farm, Legal.CHARTER).pk], "seen": seen, "reason": "Chờ"}
    client.post(reverse("difference_report"), sent)
    client.post(reverse("newcomer_add"), {"ids": [stranger.pk]})

    farm.refresh_from_db()
    assert farm.name == "Hợp tác xã Mới"
    assert fact(farm, Legal.CHARTER).standing == Standing.REPORTED
    assert Cooperative.objects.filter(code=stranger.code).exists()
    reported = client.get(reverse("difference_list"), {"standing": "reported"}).content.decode()
    assert "Chờ" in reported
    detail = client.get(farm.get_absolute_url()).content.decode()
    assert "Nguồn của số liệu" in detail
    assert "số liệu đến 31/08/2026" in detail
    assert "giữ số của Liên minh vì: Chờ" in detail


def test_newcomers_and_those_they_do_not_know_are_listed(stranger, officer, as_):
    cooperative(name="Hợp tác xã Ca cao Định Quán", code=None)
    cooperative(name="HTX Riêng Ta")
    client = as_(officer)

    page = client.get(reverse("newcomer_list")).content.decode()
    assert "Trần Thị Hoa · 900.000.000 đồng · 0121" in page
    assert "chưa có mã số" in page
    assert "HTX Riêng Ta" in client.get(reverse("absent_list")).content.decode()
    head = client.get(reverse("national_list")).content.decode()
    assert "1 chưa có trong sổ" in head
    client.post(reverse("newcomer_leave"), {"ids": [stranger.pk]})
    stranger.refresh_from_db()
    assert stranger.state == NewcomerState.LEFT
    assert client.post(reverse("newcomer_add"), {"ids": ["0"]}).status_code == HTTPStatus.NOT_FOUND


def test_the_lists_leave_as_workbooks(farm, stranger, officer, as_):
    for name, words in (("difference_list", "Hợp tác xã Mới"), ("newcomer_list", "Ca cao")):
        answer = as_(officer).get(reverse(name), {"xuat": "xlsx"})
        body = b"".join(answer)
        cells = [str(cell.value) for row in openpyxl.load_workbook(BytesIO(body)).active for cell in row]
        assert any(words in cell for cell in cells)


def test_an_export_is_brought_seen_confirmed_and_dropped_on_pages(officer, as_):
    one, client = cooperative(), as_(officer)
    row = said_of(one, name="Hợp tác xã Mới", head="Trần Thị Hoa")
    file = text([row, {"maSo": "12"}])
    client.post(reverse("national_list"), {"file": file, "stands_on": "31/08/2026", "source": ""})
    export = NationalExport.objects.get()
    assert "Tiến độ" in client.get(export.get_absolute_url()).content.decode()
    assert "Hãy điền mục này" in client.post(reverse("national_list"), {}).content.decode()

    export = brought(text([row, {"maSo": "12"}]), by=officer)
    page = client.get(export.get_absolute_url()).content.decode()
    for words in ("Đọc thử, chưa ghi gì", "thiếu chữ số", "Trần Thị Hoa", "Người quyết định", "Bỏ qua 1 chỗ"):
        assert words in page
    client.post(reverse("national_confirm", args=[export.pk]), {})
    export.refresh_from_db()
    assert export.state == "checked"
    client.post(reverse("national_confirm", args=[export.pk]), {"knows_faults": "on"})
    export.refresh_from_db()
    assert export.state == "writing"
    other = brought(text([row]), by=officer)
    client.post(reverse("national_drop", args=[other.pk]), {})
    assert "đã bỏ" in client.get(other.get_absolute_url()).content.decode()


def test_only_the_keepers_of_the_register_see_any_of_it(
    farm, officer, clerk, officer_of_other_unit, admin, as_
):
    export = NationalExport.objects.get()
    pages = [reverse(name) for name in ("national_list", "difference_list", "newcomer_list", "absent_list")]
    for person in (clerk, officer_of_other_unit, admin):
        client = as_(person)
        assert {client.get(page).status_code for page in pages} == {HTTPStatus.FORBIDDEN}
        assert client.get(export.get_absolute_url()).status_code in {
            HTTPStatus.FORBIDDEN,
            HTTPStatus.NOT_FOUND,
        }
        assert not waiting_differences(person).exists()
        assert not waiting_newcomers(person).exists()
    assert as_(officer).get(export.get_absolute_url()).status_code == HTTPStatus.OK
    # Whence a fact came everybody sees who sees the file.
    assert "Nguồn của số liệu" in as_(clerk).get(farm.get_absolute_url()).content.decode()
    answer = as_(officer).post(reverse("difference_take"), {"ids": []}, follow=True)
    assert "Hãy đánh dấu ít nhất một dòng" in answer.content.decode()
    long = {"ids": [1], "reason": "x" * 301}
    answer = as_(officer).post(reverse("difference_report"), long, follow=True)
    assert "dài quá 300 ký tự" in answer.content.decode()


def test_one_row_or_many_the_pages_ask_the_database_the_same(officer, as_):
    client = as_(officer)

    def questions() -> list[int]:
        counts = []
        for name in ("difference_list", "newcomer_list", "absent_list", "national_list"):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(name))
            counts.append(len(asked))
        return counts

    def more(day: date) -> None:
        one = cooperative()
        cooperative()
        written(said_of(one, name="HTX Khác"), {"maSo": code(), "ten": "HTX Lạ"}, by=officer, stands_on=day)

    more(AUGUST)
    questions()
    few = questions()
    for at in range(3):
        more(AUGUST + timedelta(days=at + 1))
    assert questions() == few


def test_an_address_of_theirs_without_a_commune_keeps_ours(officer):
    one = cooperative()
    written(said_of(one, address="Ấp 1", commune=""), by=officer)
    LegalFact.objects.update(stands_on=date(2026, 8, 1))
    written(said_of(one, address="Ấp 9", commune=""), by=officer, stands_on=LATER)

    one.refresh_from_db()
    assert (one.address, one.commune) == ("Ấp 9", commune())
    move_cooperative(cooperative=one, by=officer, valid_from=clock.today(), text="Ấp 3", commune=commune(1))
    assert fact(one, Legal.ADDRESS).standing == Standing.SILENT
