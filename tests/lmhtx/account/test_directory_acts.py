"""Acts on agencies, names, days, values and the letterhead."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from lmhtx.account.actions import agencies, days, names, values
from lmhtx.audit.models import Entry
from lmhtx.audit.queries import history_of
from lmhtx.contributions import NameUser, TodoSection, collected, temporarily
from lmhtx.directory.actions import note_unknown_names
from lmhtx.directory.matching import find_agency
from lmhtx.directory.models import (
    Agency,
    AgencyAlias,
    Commune,
    DayNotice,
    GroupMember,
    OrganizationProfile,
    ParameterValue,
    Province,
    SpecialDay,
    UnknownName,
)
from lmhtx.directory.models.day import Certainty, DayKind
from lmhtx.directory.parameters import value
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(db: None) -> Agency:
    return Agency.objects.get(code="finance")


# Agencies


def test_an_agency_is_added_and_found(as_, office_chief) -> None:
    form = {"kind": "outside", "name": "Hội Làm vườn thành phố", "short_name": "", "is_notified": "on"}

    response = as_(office_chief).post(reverse("agency_create"), form)

    agency = Agency.objects.get(name="Hội Làm vườn thành phố")
    assert response["Location"] == agency.get_absolute_url()
    assert agency.is_notified
    assert find_agency("Hoi lam vuon") == agency
    assert Entry.objects.filter(verb="directory.agency.added", subject_id=agency.pk).count() == 1


def test_a_stale_form_shows_both_texts(as_, office_chief, finance) -> None:
    form = {"kind": "outside", "name": "Sở Tài chính", "short_name": "STC", "phone": "0251 1", "version": 1}
    browser = as_(office_chief)
    browser.post(reverse("agency_update", args=[finance.pk]), form)

    response = browser.post(reverse("agency_update", args=[finance.pk]), {**form, "phone": "0251 2"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "0251 1" in page
    assert "0251 2" in page


def test_a_renamed_agency_keeps_its_old_name_for_old_papers(as_, office_chief, finance) -> None:
    form = {"name": "Sở Tài chính – Kế hoạch", "short_name": "STCKH", "since": "1/10/2026", "source": "NQ 1"}

    as_(office_chief).post(reverse("agency_rename", args=[finance.pk]), form)

    finance.refresh_from_db()
    assert finance.name == "Sở Tài chính – Kế hoạch"
    assert finance.name_on(date(2026, 9, 30)) == "Sở Tài chính"
    assert finance.name_on(date(2026, 10, 1)) == "Sở Tài chính – Kế hoạch"
    assert find_agency("Sở Tài chính") == finance


def test_a_second_name_comes_after_the_first(office_chief, finance) -> None:
    new = {"short_name": "", "source": "NQ", "by": office_chief}
    agencies.rename_agency(agency=finance, name="Tên Hai", since=date(2026, 10, 1), **new)

    with pytest.raises(Refused, match="Tên “Tên Hai” đã áp dụng từ ngày 01/10/2026"):
        agencies.rename_agency(agency=finance, name="Tên Ba", since=date(2026, 9, 1), **new)

    agencies.rename_agency(agency=finance, name="Tên Bốn", since=date(2027, 1, 1), **new)
    assert [finance.name_on(day) for day in (date(2026, 9, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        "Sở Tài chính",
        "Tên Hai",
        "Tên Bốn",
    ]


def test_an_ended_agency_leads_to_its_successor_and_leaves_its_groups(as_, office_chief, finance) -> None:
    justice = Agency.objects.get(code="justice")
    GroupMember.objects.create(group=Agency.objects.get(code="committee-members"), member=justice)

    as_(office_chief).post(
        reverse("agency_replace", args=[justice.pk]), {"last_day": "31/8/2026", "successor": finance.pk}
    )

    assert find_agency("Sở Tư pháp") == finance
    assert not justice.groups.filter(valid_to__isnull=True).exists()


def test_successors_never_form_a_circle(office_chief, finance) -> None:
    planning = Agency.objects.get(code="planning")

    with pytest.raises(Refused, match="không thể nối vòng"):
        agencies.replace_agency(
            agency=finance, successor=planning, last_day=date(2026, 9, 1), by=office_chief
        )


def test_the_alliance_itself_does_not_end(office_chief) -> None:
    alliance = Agency.objects.get(code="alliance")

    with pytest.raises(Refused, match="Không kết thúc được chính Liên minh"):
        agencies.replace_agency(agency=alliance, successor=None, last_day=date(2026, 9, 1), by=office_chief)


def test_an_alias_is_added_once_and_can_be_dropped(as_, office_chief, finance) -> None:
    browser = as_(office_chief)
    browser.post(reverse("alias_add", args=[finance.pk]), {"alias": "Tài chính tỉnh nhà"})
    assert find_agency("tai chinh tinh nha") == finance

    again = browser.post(reverse("alias_add", args=[finance.pk]), {"alias": "TÀI CHÍNH TỈNH NHÀ"})
    assert again.status_code == 422
    assert "Cách viết này đã là của “Sở Tài chính”." in again.content.decode()

    browser.post(reverse("alias_drop", args=[AgencyAlias.objects.get(alias="Tài chính tỉnh nhà").pk]))
    assert find_agency("tai chinh tinh nha") is None


def test_members_come_and_go_by_day(as_, office_chief, finance) -> None:
    group, browser = Agency.objects.get(code="committee-members"), as_(office_chief)
    GroupMember.objects.filter(group=group).delete()
    form = {"member": finance.pk, "valid_from": "1/9/2026"}

    assert browser.post(reverse("member_add", args=[group.pk]), form)["Location"] == group.get_absolute_url()
    twice = browser.post(reverse("member_add", args=[group.pk]), form | {"valid_from": "2/9/2026"})
    assert "đang là thành viên của nhóm này" in twice.content.decode()

    member = group.memberships.get()
    early = browser.post(reverse("member_end", args=[member.pk]), {"last_day": "1/8/2026"})
    assert "Ngày cuối phải từ ngày vào nhóm trở đi." in early.content.decode()
    browser.post(reverse("member_end", args=[member.pk]), {"last_day": "10/9/2026"})
    member.refresh_from_db()
    assert member.valid_to == date(2026, 9, 10)


def test_a_group_is_no_member_of_itself(office_chief) -> None:
    group = Agency.objects.get(code="departments")

    with pytest.raises(Refused, match="thành viên của chính nó"):
        agencies.add_member(member=GroupMember(group=group, member=group), by=office_chief)


# Unknown names


def test_a_name_met_twice_waits_once() -> None:
    note_unknown_names(["Hội Chim cảnh", "hội chim cảnh", ""], seen_in="Kế hoạch A")
    note_unknown_names(["HỘI CHIM CẢNH"], seen_in="Kế hoạch B")

    name = UnknownName.objects.get()
    assert (name.seen_count, name.seen_in) == (2, "Kế hoạch A")


def test_mapping_a_name_once_fills_the_places_that_wait(as_, clerk, finance) -> None:
    (name,) = note_unknown_names(["Nhà tài chính"], seen_in="Kế hoạch A")
    filled = []
    waiting = NameUser(key="thử", apply=lambda found, agency: filled.append((found.written, agency)) or 3)

    with temporarily(waiting):
        response = as_(clerk).post(
            reverse("unknown_name_map", args=[name.pk]), {"agency": finance.pk}, follow=True
        )

    assert filled == [("Nhà tài chính", finance)]
    assert "Đã điền vào 3 chỗ đang chờ." in response.content.decode()
    assert find_agency("nha tai chinh") == finance


def test_a_way_of_writing_that_is_taken_is_refused(office_chief, finance) -> None:
    (name,) = note_unknown_names(["Nhà tài chính"], seen_in="")
    AgencyAlias.objects.create(agency=Agency.objects.get(code="justice"), alias="Nhà tài chính")

    with pytest.raises(Refused, match="Cách viết này đã là của “Sở Tư pháp”"):
        names.map_name(name=name, agency=finance, by=office_chief)


def test_words_that_are_no_agency_are_set_aside_and_can_come_back(as_, clerk) -> None:
    (name,) = note_unknown_names(["theo phân công"], seen_in="")
    browser = as_(clerk)

    browser.post(reverse("unknown_name_set_aside", args=[name.pk]))
    note_unknown_names(["theo phân công"], seen_in="")
    name.refresh_from_db()
    assert (name.is_set_aside, name.seen_count) == (True, 2)

    browser.post(reverse("unknown_name_ask_again", args=[name.pk]))
    name.refresh_from_db()
    assert not name.is_set_aside


# Days


def test_a_late_swap_is_entered(as_, office_chief) -> None:
    form = {"day": "19/9/2026", "kind": "work", "name": "Làm bù", "certainty": "settled", "source": "TB 5"}

    response = as_(office_chief).post(reverse("day_create", args=[2026]), form)

    assert response["Location"] == reverse("day_list", args=[2026])
    assert SpecialDay.objects.get(day=date(2026, 9, 19)).kind == DayKind.WORK


def test_a_day_of_another_year_opens_that_year(as_, office_chief) -> None:
    form = {"day": "3/1/2028", "kind": "rest", "name": "Nghỉ bù", "certainty": "expected", "source": ""}

    response = as_(office_chief).post(reverse("day_create", args=[2027]), form)

    assert response["Location"] == reverse("day_list", args=[2028])
    assert not DayNotice.objects.get(year=2028).is_settled


def test_a_weekday_needs_no_make_up(office_chief) -> None:
    day = SpecialDay(day=date(2026, 9, 16), kind=DayKind.WORK, name="Làm bù")

    with pytest.raises(Refused, match="vốn là ngày làm việc"):
        days.save_day(day=day, by=office_chief)


def test_a_day_is_in_the_table_once(as_, office_chief) -> None:
    form = {"day": "2/9/2026", "kind": "rest", "name": "Quốc khánh", "certainty": "settled", "source": ""}

    page = as_(office_chief).post(reverse("day_create", args=[2026]), form).content.decode()

    assert "Ngày này đã có trong bảng; hãy sửa dòng đang có." in page


def test_a_day_is_mended_and_dropped(as_, office_chief) -> None:
    day, browser = SpecialDay.objects.get(day=date(2026, 9, 1)), as_(office_chief)
    form = {
        "day": "1/9/2026",
        "kind": "rest",
        "name": "Quốc khánh (thêm)",
        "certainty": "settled",
        "source": "",
    }

    browser.post(reverse("day_update", args=[day.pk]), form)
    day.refresh_from_db()
    assert day.name == "Quốc khánh (thêm)"

    browser.post(reverse("day_drop", args=[day.pk]))
    assert not SpecialDay.objects.filter(pk=day.pk).exists()


def test_settling_a_year_settles_what_was_expected_and_opens_the_next(as_, office_chief) -> None:
    as_(office_chief).post(reverse("year_settle", args=[2027]), {"source": "Thông báo 9999/TB"})

    assert DayNotice.objects.get(year=2027).is_settled
    assert not DayNotice.objects.get(year=2028).is_settled
    sure = set(SpecialDay.objects.filter(day__year=2027).values_list("certainty", flat=True))
    assert sure == {Certainty.SETTLED, Certainty.PENDING}


# Values and letterhead


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("plans.DUE_SOON_DAYS", "5", 5),
        ("plans.BEFORE_IS_EXCLUSIVE", "0", False),
        ("fund.SINGLE_BORROWER_PERCENT", "12,5", None),
    ],
)
def test_a_value_is_entered_from_a_day(as_, office_chief, key: str, typed: str, kept: object) -> None:
    form = {"value": typed, "valid_from": "1/9/2026", "source": "Quyết định 7"}

    response = as_(office_chief).post(reverse("parameter_enter", args=[key]), form)

    assert response["Location"] == reverse("parameter_detail", args=[key])
    found = value(key, on=date(2026, 9, 15))
    assert str(found) == "12.5" if kept is None else found == kept


def test_a_value_of_the_wrong_kind_is_refused(as_, office_chief) -> None:
    form = {"value": "nhiều", "valid_from": "1/9/2026", "source": "Quyết định 7"}

    assert (
        as_(office_chief).post(reverse("parameter_enter", args=["plans.DUE_SOON_DAYS"]), form).status_code
        == 422
    )


def test_one_day_has_one_value_and_a_mistake_can_be_withdrawn(as_, office_chief) -> None:
    row = ParameterValue(key="plans.DUE_SOON_DAYS", value=5, valid_from=date(2026, 9, 1), source="QĐ")
    values.enter_value(row=row, by=office_chief)
    again = ParameterValue(key="plans.DUE_SOON_DAYS", value=6, valid_from=date(2026, 9, 1), source="QĐ")
    with pytest.raises(Refused, match="đã có giá trị nhập từ ngày 01/09/2026"):
        values.enter_value(row=again, by=office_chief)

    as_(office_chief).post(reverse("parameter_withdraw", args=[row.pk]))

    assert value("plans.DUE_SOON_DAYS", on=date(2026, 9, 15)) == 7


def test_a_new_letterhead_ends_the_one_before(as_, office_chief) -> None:
    form = {
        "name": "Liên minh Hợp tác xã Đồng Nai",
        "superior": "Ủy ban nhân dân thành phố",
        "place": "Đồng Nai",
        "address": "Số 2, đường A, phường Trấn Biên",
        "valid_from": "1/1/2027",
        "source": "NQ",
    }
    browser = as_(office_chief)
    assert 'value="lmhtx.dongnai.gov.vn"' in browser.get(reverse("letterhead_change")).content.decode()

    browser.post(reverse("letterhead_change"), form)

    on = OrganizationProfile.objects.on
    assert (on(date(2027, 1, 1)).address, on(date(2026, 12, 31)).address) == (form["address"], "")
    assert form["address"] in browser.get(reverse("letterhead_list")).content.decode()
    assert on(date(2026, 12, 31)).name == "Liên minh Hợp tác xã thành phố Đồng Nai"
    assert on(date(2027, 1, 1)).name == "Liên minh Hợp tác xã Đồng Nai"
    assert on(date(2025, 10, 24)).name == "Liên minh Hợp tác xã tỉnh Đồng Nai"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(None, "Hãy ghi ngày bắt đầu áp dụng."), (date(2025, 1, 1), "Đã có tên áp dụng từ ngày")],
)
def test_a_letterhead_needs_a_day_after_the_last(office_chief, day: date | None, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        values.change_letterhead(
            profile=OrganizationProfile(name="X", place="Y", valid_from=day), by=office_chief
        )


def test_words_of_a_letterhead_are_mended(as_, office_chief) -> None:
    profile = OrganizationProfile.objects.on(date(2026, 9, 15))
    form = {"name": profile.name, "superior": "UBND thành phố Đồng Nai", "place": "Biên Hòa", "source": ""}

    as_(office_chief).post(reverse("letterhead_mend", args=[profile.pk]), form)

    profile.refresh_from_db()
    assert (profile.place, profile.valid_from) == ("Biên Hòa", date(2026, 4, 30))


def test_kinds_and_names_of_places_are_editable(as_, office_chief) -> None:
    commune, province = (
        Commune.objects.get(name="Bình An", valid_to=None),
        Province.objects.get(name="Đồng Nai"),
    )
    browser = as_(office_chief)

    browser.post(
        reverse("commune_update", args=[commune.pk]),
        {"kind": "phường", "name": "Bình An", "code": commune.code, "valid_from": "1/7/2025"},
    )
    browser.post(reverse("province_update", args=[province.pk]), {"kind": "thành phố", "name": "Đồng Nai"})

    commune.refresh_from_db()
    province.refresh_from_db()
    assert (str(commune), str(province)) == ("phường Bình An", "thành phố Đồng Nai")


# What waits and what is told


def test_waiting_names_stand_in_the_work_of_who_may_map_them(clerk, officer) -> None:
    note_unknown_names(["Hội Chim cảnh"], seen_in="Kế hoạch A")
    (section,) = [item for item in collected(TodoSection) if item.key == "unknown_names"]

    assert [str(row) for row in section.rows(clerk)] == ["Hội Chim cảnh"]
    assert not section.rows(officer).exists()


def test_the_office_is_asked_to_settle_the_coming_year_from_november(office_chief, clerk, at_day) -> None:
    (section,) = [item for item in collected(TodoSection) if item.key == "years_to_settle"]
    assert not section.rows(office_chief).exists()

    at_day(date(2026, 11, 2))

    assert [row.year for row in section.rows(office_chief)] == [2027]
    assert not section.rows(clerk).exists()


def test_the_trail_tells_an_act_in_words(office_chief, finance) -> None:
    agencies.add_alias(agency=finance, alias="Nhà tài chính", by=office_chief)

    line = history_of(finance)[0]
    assert (line.who, line.sentence) == (office_chief, "thêm cách viết khác của cơ quan, đơn vị này")
