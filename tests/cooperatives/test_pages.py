"""Every page of the register, for those who may and those who may not."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import people
from cooperatives.actions.cooperatives import add_activity
from cooperatives.enums.register import Post, Status
from cooperatives.models import Cooperative, Member, Person, StatusEvent, YearFigures
from cooperatives.tasks import catch_up_cooperatives
from lmhtx.contributions import Obstacle, Panel, temporarily
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from tests.factories.cooperatives import commune, cooperative
from tests.lmhtx.reports.papers import pages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc", code="3600123457")


def body(response) -> str:
    return response.content.decode()


def queries(browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == HTTPStatus.OK
    return len(seen)


@pytest.mark.parametrize("name", ["cooperative_list", "review_list", "end_list"])
def test_a_list_of_three_costs_as_much_as_a_list_of_one(name, officer, as_):
    def one_more(place: int) -> None:
        made = cooperative(name=f"HTX {place}", commune=commune(place), code=None)
        StatusEvent.objects.create(cooperative=made, status=Status.STOPPED, effective_on=date(2025, 1, 1))

    browser = as_(officer)
    one_more(1)
    before = queries(browser, reverse(name))
    one_more(2)
    one_more(3)

    assert queries(browser, reverse(name)) == before


def test_a_file_costs_the_same_however_much_is_in_it(officer, as_, farm):
    def one_more(place: int) -> None:
        person = people.add_person(cooperative=farm, by=officer, full_name=f"Người {place}")
        people.give_office(person=person, by=officer, post=Post.BOARD_MEMBER, valid_from=date(2026, 1, place))
        people.add_member(cooperative=farm, by=officer, person=person, valid_from=date(2026, 1, 1))
        StatusEvent.objects.create(cooperative=farm, status=Status.ACTIVE, effective_on=date(2026, 1, place))

    browser = as_(officer)
    one_more(1)
    before = queries(browser, farm.get_absolute_url())
    one_more(2)
    one_more(3)

    assert queries(browser, farm.get_absolute_url()) == before


def test_the_list_is_found_in_without_accents_and_by_old_numbers(officer, as_, farm):
    cooperative(name="HTX Khác")
    browser = as_(officer)
    browser.post(reverse("fact_record", args=[farm.pk, "so-cu"]), {"number": "47N0001"})

    for words in ("xuan loc", "3600123457", "47n0001"):
        found = body(browser.get(reverse("cooperative_list"), {"q": words}))
        assert "Xuân Lộc" in found
        assert "HTX Khác" not in found


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "htx"}, 2),
        ({"status": ["active"]}, 1),
        ({"status": ["suspended"]}, 1),
        ({"run_out": "true"}, 1),
        ({"run_out": "false"}, 1),
        ({"is_member": "true"}, 0),
        ({"sector": "unknown"}, 2),
        ({"founded_from": "01/01/2021"}, 0),
    ],
)
def test_the_list_is_filtered(query, count, officer, as_, farm):
    other = cooperative(name="HTX Nghỉ")
    StatusEvent.objects.create(
        cooperative=other, status="suspended", effective_on=date(2026, 1, 1), until_on=date(2026, 9, 1)
    )
    catch = as_(officer).post(
        reverse("fact_record", args=[other.pk, "von"]), {"valid_from": "1/1/2026", "charter_vnd": "1 tỷ"}
    )
    assert catch.status_code == HTTPStatus.FOUND

    page = as_(officer).get(reverse("cooperative_list"), query)

    assert page.context["table"].paginator.count == count


def test_a_file_comes_in_by_hand(officer, as_):
    browser = as_(officer)
    assert browser.get(reverse("cooperative_create")).status_code == HTTPStatus.OK
    typed = {
        "kind": "htx",
        "code": "3600123458",
        "name": "Hợp tác xã Nông nghiệp Xuân Lộc",
        "commune": commune().pk,
        "charter_vnd": "1,2 tỷ",
        "change_number": "0",
        "phone": "0912 345 678",
    }
    refused = browser.post(reverse("cooperative_create"), typed)
    assert "Mã số thuế không hợp lệ (số kiểm tra phải là 7)." in body(refused)

    made = browser.post(reverse("cooperative_create"), {**typed, "code": "3600123457"})

    farm = Cooperative.objects.get()
    assert made.url == farm.get_absolute_url()
    assert (farm.charter_vnd, farm.commune, farm.phone) == (1_200_000_000, commune(), "0912345678")
    again = browser.post(reverse("cooperative_create"), {**typed, "code": "3600123457"})
    assert "Mã số này đã có trong sổ." in body(again)
    wrong = browser.post(reverse("cooperative_create"), {**typed, "code": "", "phone": "12"})
    assert "Số điện thoại" in body(wrong)


def test_a_code_of_the_former_province_is_taken_anywhere(officer, as_):
    typed = {
        "kind": "htx",
        "code": "3800456125",
        "name": "HTX Đồng Xoài",
        "commune": commune().pk,
        "change_number": "0",
    }

    assert as_(officer).post(reverse("cooperative_create"), typed).status_code == HTTPStatus.FOUND


def test_a_file_is_mended_and_its_code_stays(officer, as_, farm):
    browser = as_(officer)
    address = reverse("cooperative_update", args=[farm.pk])
    assert "disabled" in body(browser.get(address))

    browser.post(
        address, {"kind": "htx", "code": "3602987614", "version": "1", "change_number": "3", "note": "Đã gọi"}
    )

    farm.refresh_from_db()
    assert (farm.code, farm.change_number, farm.note) == ("3600123457", 3, "Đã gọi")


FACTS = [
    ("ten", {"valid_from": "1/1/2026", "name": "HTX Tên Mới"}, "HTX Tên Mới"),
    ("dia-chi", {"valid_from": "1/1/2026", "text": "Khu phố 9"}, "Khu phố 9"),
    ("von", {"valid_from": "1/1/2026", "charter_vnd": "500 triệu"}, "500.000.000"),
    ("so-lieu", {"year": "2025", "official_members": "60", "source": "Báo cáo năm"}, "Báo cáo năm"),
    ("so-cu", {"number": "47N9"}, "47N9"),
    ("nganh", {"line": "2025:0111"}, "Trồng lúa"),
    ("ket-nap", {"admitted_on": "1/6/2026", "decision": "15/QĐ-LM"}, "15/QĐ-LM"),
    (
        "tinh-trang",
        {"status": "suspended", "effective_on": "1/6/2026", "until_on": "1/12/2026", "reason": "Sửa xưởng"},
        "Sửa xưởng",
    ),
    (
        "nguoi",
        {
            "full_name": "Trần Thị Hoà",
            "post": "representative",
            "since": "1/1/2025",
            "citizen": "075080001234",
        },
        "Trần Thị Hoà",
    ),
    ("nguoi", {"full_name": "Lê Văn Bình", "is_trained": "true"}, "Lê Văn Bình"),
    (
        "thanh-vien",
        {"name": "Hộ ông Tư", "kind": "official", "form": "household", "valid_from": "1/1/2026"},
        "Hộ ông Tư",
    ),
]


@pytest.mark.parametrize(
    ("what", "typed", "shown"), FACTS, ids=[f"{what}-{shown}" for what, _typed, shown in FACTS]
)
def test_a_fact_is_recorded_and_shown(what, typed, shown, officer, as_, farm):
    browser = as_(officer)
    address = reverse("fact_record", args=[farm.pk, what])
    assert browser.get(address).status_code == HTTPStatus.OK
    if what == "dia-chi":
        typed = {**typed, "commune": commune(1).pk}

    done = browser.post(address, typed)

    assert done.status_code == HTTPStatus.FOUND, body(done)
    page = body(browser.get(farm.get_absolute_url()))
    assert shown in page
    assert "075080001234" not in page


@pytest.mark.parametrize(
    ("what", "typed", "told"),
    [
        ("so-lieu", {"year": "2025", "source": "x"}, "ít nhất một số liệu"),
        ("so-lieu", {"year": "2027", "official_members": "5", "source": "x"}, "Năm này chưa đến"),
        (
            "thanh-vien",
            {"kind": "official", "form": "person", "valid_from": "1/1/2026"},
            "Hãy ghi tên thành viên",
        ),
        ("nguoi", {"full_name": "An", "citizen": "12"}, "12 chữ số"),
        ("ra", {"left_on": "1/6/2026", "left_decision": "1"}, "không phải thành viên"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(what, typed, told, officer, as_, farm):
    refused = as_(officer).post(reverse("fact_record", args=[farm.pk, what]), typed)

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in body(refused)


def test_the_address_of_a_double_leads_to_the_file_that_is_kept(officer, as_, farm):
    double = cooperative(name="HTX Trùng")
    browser = as_(officer)
    address = reverse("fact_record", args=[farm.pk, "gop"])
    assert "HTX Trùng" in body(browser.get(address))

    browser.post(address, {"double": double.pk, "reason": "Nhập hai lần"})

    assert browser.get(double.get_absolute_url()).url == farm.get_absolute_url()
    assert double.code in body(browser.get(farm.get_absolute_url()))


def test_an_unknown_fact_is_not_there(officer, as_, farm):
    assert (
        as_(officer).get(reverse("fact_record", args=[farm.pk, "gi-do"])).status_code == HTTPStatus.NOT_FOUND
    )


def test_who_only_looks_finds_no_way_to_write(chairman, as_, farm):
    browser = as_(chairman)
    page = body(browser.get(farm.get_absolute_url()))
    assert "Ghi tình trạng" not in page
    for address in (
        reverse("cooperative_create"),
        reverse("cooperative_update", args=[farm.pk]),
        reverse("fact_record", args=[farm.pk, "von"]),
    ):
        assert browser.get(address).status_code == HTTPStatus.FORBIDDEN


def test_another_unit_s_officer_may_not_write(as_, farm):
    browser = as_(User.objects.get(username="chuyenvienvp"))

    assert browser.get(reverse("cooperative_create")).status_code == HTTPStatus.FORBIDDEN
    assert browser.post(reverse("fact_record", args=[farm.pk, "von"]), {}).status_code == HTTPStatus.FORBIDDEN


def test_lines_of_business_are_chosen_and_dropped(officer, as_, farm):
    add_activity(cooperative=farm, by=officer, version="2025", code="0111")
    second = add_activity(cooperative=farm, by=officer, version="2025", code="4620")
    browser = as_(officer)

    browser.post(reverse("activity_main", args=[second.pk]))
    first = farm.activities.get(code="0111")
    browser.post(reverse("activity_drop", args=[first.pk]))

    assert [(line.code, line.is_main) for line in farm.activities.all()] == [("4620", True)]


def test_people_are_mended_unmasked_and_leave_their_posts(officer, as_, farm):
    person = people.add_person(cooperative=farm, by=officer, full_name="An", citizen="075080001234")
    browser = as_(officer)

    browser.post(
        reverse("person_update", args=[person.pk]), {"full_name": "Nguyễn Văn An", "phone": "0912345678"}
    )
    browser.post(reverse("office_give", args=[person.pk]), {"post": "director", "valid_from": "1/1/2026"})
    office = person.offices.get()
    shown = body(browser.get(farm.get_absolute_url()))
    assert "Nguyễn Văn An" in shown
    assert "•••••••••234" in shown
    unmask = reverse("person_unmask", args=[person.pk])
    assert "075080001234" not in body(browser.get(unmask))
    assert "075080001234" in body(browser.post(unmask, {"reason": "Đối chiếu"}))
    browser.post(reverse("office_end", args=[office.pk]), {"valid_to": "14/9/2026"})

    assert Person.objects.get().full_name == "Nguyễn Văn An"
    assert "Người khác trong hồ sơ" in body(browser.get(farm.get_absolute_url()))


@pytest.mark.parametrize("name", ["person_update", "office_give", "person_unmask"])
def test_forms_about_a_person_open(name, officer, as_, farm):
    person = people.add_person(cooperative=farm, by=officer, full_name="An")

    assert as_(officer).get(reverse(name, args=[person.pk])).status_code == HTTPStatus.OK


def test_members_put_in_and_leave(officer, as_, farm):
    member = Member.objects.create(cooperative=farm, name="An", valid_from=date(2020, 1, 1))
    browser = as_(officer)
    capital, end = (reverse(f"cooperative_member_{what}", args=[member.pk]) for what in ("capital", "end"))
    assert {browser.get(address).status_code for address in (capital, end)} == {HTTPStatus.OK}

    browser.post(capital, {"valid_from": "1/1/2026", "capital_vnd": "10 triệu"})
    browser.post(end, {"valid_to": "1/9/2026"})

    member.refresh_from_db()
    assert (member.capitals.get().capital_vnd, member.valid_to) == (10_000_000, date(2026, 9, 1))


def test_the_form_tells_what_stands_in_the_way_of_an_end(officer, as_, farm):
    owed = Obstacle(act="cooperatives.end", find=lambda _: ["Còn dư nợ Quỹ 300.000.000 đồng."])
    address = reverse("fact_record", args=[farm.pk, "tinh-trang"])
    ended = {
        "status": "dissolved_freely",
        "effective_on": "20/6/2026",
        "document_number": "1",
        "has_debts": "false",
    }

    with temporarily(owed):
        assert "Phải xử lý trước" in body(as_(officer).get(address))
        assert "Còn dư nợ Quỹ" in body(as_(officer).get(farm.get_absolute_url()))
        refused = as_(officer).post(address, ended)

    assert "Còn dư nợ Quỹ 300.000.000 đồng." in body(refused)
    assert not StatusEvent.objects.exists()


def test_other_apps_hang_their_panels_on_a_file(officer, as_, farm):
    panel = Panel(
        on="cooperatives.Cooperative",
        key="loans",
        title="Vay vốn Quỹ",
        template="cooperatives/_hit.html",
        context=lambda _user, thing: {"row": thing},
    )

    with temporarily(panel):
        assert "Vay vốn Quỹ" in body(as_(officer).get(farm.get_absolute_url()))


def test_the_register_leaves_as_a_workbook(officer, as_, farm):
    given = as_(officer).get(reverse("cooperative_list"), {"xuat": "excel"})

    assert given.status_code in {HTTPStatus.OK, HTTPStatus.FOUND}


def test_cooperatives_are_counted_by_the_communes_of_a_day(officer, as_, farm):
    browser = as_(officer)

    assert str(farm.commune) in body(browser.get(reverse("commune_counts")))
    past = browser.get(reverse("commune_counts"), {"day": "30/6/2019", "of_today": "on"})
    assert past.context["total"] == 0
    assert "Không có hợp tác xã nào" in body(past)
    assert browser.get(reverse("commune_counts"), {"day": "abc"}).status_code == HTTPStatus.OK


def test_the_search_box_and_the_tracker_show_what_happened(officer, as_, farm):
    StatusEvent.objects.create(cooperative=farm, status="stopped", effective_on=date(2026, 1, 1))
    assert catch_up_cooperatives() == "Đã cập nhật 0 hợp tác xã."
    browser = as_(officer)

    assert "Xuân Lộc" in body(browser.get(reverse("end_list")))
    assert "Xuân Lộc" in body(browser.get(reverse("search"), {"q": "xuan loc"}))
    assert browser.get(reverse("end_list"), {"end_kind": "unsorted"}).context["table"].paginator.count == 1


def test_every_bar_of_the_board_opens_the_list_it_counts(officer, as_, farm):
    Cooperative.objects.filter(pk=farm.pk).update(first_registered_on=date(2020, 5, 4))
    cooperative(name="HTX Hai", first_registered_on=date(2021, 5, 4), commune=commune(1))
    browser = as_(officer)
    address = reverse("register_board")

    page = browser.get(address)

    pictures = [one for one in page.context["board"].pictures if one.title != "Còn trong sổ vào cuối năm"]
    for bar in [bar for picture in pictures for bar in picture.bars]:
        assert bar.address in body(page).replace("&amp;", "&")
        assert browser.get(bar.address).context["table"].paginator.count == bar.count, bar
    board = page.context["board"]
    shown = [
        browser.get(one).context["table"].paginator.count for one in (board.active_list, board.allied_list)
    ]
    assert shown == [board.active, board.allied]
    few = queries(browser, address)
    for number in range(3):
        cooperative(name=f"HTX Thêm {number}", commune=commune(number))
    assert queries(browser, address) == few


def test_a_commune_sees_the_board_of_its_own(partner, as_, farm):
    Agency.objects.filter(pk__in=partner.agency_ids).update(commune=commune(1))

    assert as_(partner).get(reverse("register_board")).context["board"].standing == 0


def test_the_brief_for_a_visit_fills_two_pages_and_names_people_to_those_who_may_see_them(
    officer, partner, clerk, as_, farm
):
    for place in range(12):
        person = people.add_person(cooperative=farm, by=officer, full_name=f"Trần Thị Thu {place}")
        people.give_office(person=person, by=officer, post=Post.BOARD_MEMBER, valid_from=date(2024, 1, 1))
    for year in range(2015, 2026):
        YearFigures.objects.create(cooperative=farm, year=year, official_members=20, revenue_vnd=10**12)
    address = reverse("cooperative_brief", args=[farm.pk])

    mine, theirs = (
        [page.extract_text() for page in pages_of(b"".join(as_(who).get(address).streaming_content))]
        for who in (officer, clerk)
    )

    assert len(mine) <= 2
    assert "Hợp tác xã Xuân Lộc" in mine[0]
    assert "Trần Thị Thu" in " ".join(mine)
    assert "Trần Thị Thu" not in " ".join(theirs)
    assert as_(partner).get(address).status_code == HTTPStatus.NOT_FOUND
