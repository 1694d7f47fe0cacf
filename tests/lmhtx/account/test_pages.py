"""Every page of people and directory, for those who may and those who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lmhtx.directory.actions import note_unknown_names
from lmhtx.directory.models import (
    Agency,
    AgencyAlias,
    Commune,
    GroupMember,
    OrganizationProfile,
    ParameterValue,
    Province,
    SpecialDay,
    UnknownName,
)
from lmhtx.legal import PARAMETERS
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(officer: User) -> dict[str, list[object]]:
    """One of everything the pages are about."""
    note_unknown_names(["Hội Chim cảnh"], seen_in="Kế hoạch thử")
    ParameterValue.objects.create(
        key="plans.DUE_SOON_DAYS", value=5, valid_from=date(2026, 9, 1), source="Quyết định thử"
    )
    return {
        "user": [officer.pk],
        "posting": [Posting.objects.get(user=officer).pk],
        "agency": [Agency.objects.get(code="finance").pk],
        "group": [Agency.objects.get(code="departments").pk],
        "member": [GroupMember.objects.first().pk],
        "alias": [AgencyAlias.objects.first().pk],
        "name": [UnknownName.objects.get().pk],
        "old_commune": [Commune.objects.filter(valid_to__isnull=False).first().pk],
        "commune": [Commune.objects.get(name="An Lộc", valid_to=None).pk],
        "province": [Province.objects.first().pk],
        "year": [2027],
        "day": [SpecialDay.objects.first().pk],
        "key": ["fund.ACCOUNT_NUMBERS"],
        "known_key": ["plans.DUE_SOON_DAYS"],
        "value": [ParameterValue.objects.get().pk],
        "profile": [OrganizationProfile.objects.first().pk],
        "": [],
    }


OWN = [("profile", ""), ("account_change_password", ""), ("account_logout", "")]
READ = [
    ("agency_list", ""),
    ("agency_detail", "agency"),
    ("agency_detail", "group"),
    ("commune_list", ""),
    ("commune_detail", "commune"),
    ("commune_detail", "old_commune"),
    ("province_list", ""),
    ("day_list", "year"),
    ("letterhead_list", ""),
]
STAFF_READ = [
    ("user_list", ""),
    ("user_detail", "user"),
    ("rights", ""),
    ("parameter_list", ""),
    ("parameter_detail", "key"),
    ("parameter_detail", "known_key"),
]
KEEP = [
    ("user_create", ""),
    ("user_update", "user"),
    ("user_slip", "user"),
    ("user_leave", "user"),
    ("posting_create", "user"),
    ("posting_end", "posting"),
    ("agency_create", ""),
    ("agency_update", "agency"),
    ("agency_rename", "agency"),
    ("agency_replace", "agency"),
    ("alias_add", "agency"),
    ("member_add", "group"),
    ("member_end", "member"),
    ("unknown_name_list", ""),
    ("unknown_name_map", "name"),
    ("commune_update", "commune"),
    ("province_update", "province"),
    ("day_create", "year"),
    ("day_update", "day"),
    ("year_settle", "year"),
    ("parameter_enter", "key"),
    ("parameter_enter", "known_key"),
    ("letterhead_change", ""),
    ("letterhead_mend", "profile"),
]
POSTED = [
    ("user_password", "user"),
    ("user_return", "user"),
    ("alias_drop", "alias"),
    ("unknown_name_set_aside", "name"),
    ("unknown_name_ask_again", "name"),
    ("day_drop", "day"),
    ("parameter_withdraw", "value"),
]


def answers(browser, things, pages, *, post: bool = False) -> dict[tuple[str, str], int]:
    """The status each page gives to the browser's person."""
    act = browser.post if post else browser.get
    return {(name, thing): act(reverse(name, args=things[thing])).status_code for name, thing in pages}


@pytest.mark.parametrize("keeper", ["office_chief", "admin"])
def test_keepers_open_every_page(as_, request, things, keeper: str) -> None:
    pages = OWN + READ + STAFF_READ + KEEP

    assert answers(as_(request.getfixturevalue(keeper)), things, pages) == dict.fromkeys(pages, 200)


def test_staff_read(as_, officer, things) -> None:
    pages = OWN + READ + STAFF_READ

    assert answers(as_(officer), things, pages) == dict.fromkeys(pages, 200)


def test_an_officer_changes_nothing(as_, officer, things) -> None:
    looked_at = [("unknown_name_list", ""), ("user_slip", "user")]
    pages = [page for page in KEEP if page not in looked_at] + POSTED

    assert answers(as_(officer), things, looked_at) == dict.fromkeys(looked_at, 403)
    assert answers(as_(officer), things, pages, post=True) == dict.fromkeys(pages, 403)


def test_people_of_outside_agencies_read_the_directory_and_no_more(as_, partner, things) -> None:
    browser = as_(partner)

    assert answers(browser, things, OWN + READ) == dict.fromkeys(OWN + READ, 200)
    assert answers(browser, things, STAFF_READ + KEEP) == dict.fromkeys(STAFF_READ + KEEP, 403)


def test_an_outsider_gets_in_nowhere(as_, outsider, things) -> None:
    pages = READ + STAFF_READ + KEEP

    assert answers(as_(outsider), things, pages) == dict.fromkeys(pages, 403)


def test_nobody_is_sent_to_sign_in(client, things) -> None:
    for name, thing in OWN[:2] + READ + STAFF_READ + KEEP + POSTED:
        address = reverse(name, args=things[thing])

        assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_acts_answer_no_get(as_, office_chief, things) -> None:
    assert answers(as_(office_chief), things, POSTED) == dict.fromkeys(POSTED, 405)


@pytest.mark.parametrize(
    "name",
    ["user_detail", "agency_detail", "commune_detail", "unknown_name_map", "day_update", "letterhead_mend"],
)
def test_an_unknown_id_is_404(as_, office_chief, name: str) -> None:
    assert as_(office_chief).get(reverse(name, args=[987654])).status_code == 404


def test_an_unknown_parameter_is_404(as_, office_chief) -> None:
    assert as_(office_chief).get(reverse("parameter_detail", args=["KHONG_CO"])).status_code == 404


@pytest.mark.parametrize(
    "name", ["user_list", "agency_list", "commune_list", "province_list", "unknown_name_list"]
)
def test_a_list_costs_the_same_for_one_row_and_for_many(as_, office_chief, name: str, things) -> None:
    browser = as_(office_chief)
    browser.get(reverse(name))
    counts = []
    for query in ({"q": "khong co dong nao het"}, {}):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(name), query).status_code == 200
        counts.append(len(queries))

    # An empty list needs no second look at what its rows are tied to.
    assert 0 <= counts[1] - counts[0] <= 1


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("user_list", "hanh", "Nguyễn Thị Hạnh"),
        ("agency_list", "so tai chinh", "Sở Tài chính"),
        ("commune_list", "trang dai", "Trảng Dài"),
        ("province_list", "dong nai", "Đồng Nai"),
    ],
)
def test_lists_are_searched_without_accents(as_, office_chief, name: str, typed: str, found: str) -> None:
    response = as_(office_chief).get(reverse(name), {"q": typed})

    assert found in response.content.decode()


@pytest.mark.parametrize(
    ("name", "query", "there", "gone"),
    [
        ("user_list", {"role": "clerk"}, "Đỗ Thị Lan", "Nguyễn Văn Thành"),
        ("agency_list", {"kind": "unit"}, "Quỹ Hỗ trợ phát triển hợp tác xã", "Sở Tài chính"),
        ("agency_list", {"state": "past", "kind": "outside"}, "Sở Kế hoạch và Đầu tư", "Sở Xây dựng"),
        ("commune_list", {"state": "past", "q": "an"}, "Thị xã Bình Long", "25336"),
        ("province_list", {"state": "past"}, "Bình Phước", "Hà Nội"),
        ("unknown_name_list", {"state": "waiting"}, "Hội Chim cảnh", "Không có dòng nào"),
        ("unknown_name_list", {"state": "known"}, "Không có dòng nào", "Hội Chim cảnh"),
    ],
)
def test_filters_narrow_the_list(as_, office_chief, things, name: str, query, there: str, gone: str) -> None:
    page = as_(office_chief).get(reverse(name), query).content.decode()
    rows = page[page.index('id="rows"') :]

    assert there in rows
    assert gone not in rows


def test_people_are_filtered_by_unit(as_, office_chief) -> None:
    unit = Agency.objects.get(code="fund")

    page = as_(office_chief).get(reverse("user_list"), {"unit": unit.pk}).content.decode()

    assert "Hoàng Thị Mai" in page
    assert "Bùi Ngọc Lan" not in page


def test_the_page_of_days_opens_at_this_year(as_, officer) -> None:
    assert as_(officer).get(reverse("day_home"))["Location"] == reverse("day_list", args=[2026])


def test_a_year_without_notice_says_so(as_, officer, at_day) -> None:
    assert "Chưa chốt." in as_(officer).get(reverse("day_list", args=[2027])).content.decode()
    assert "Đã chốt." in as_(officer).get(reverse("day_list", args=[2026])).content.decode()
    at_day(date(2026, 11, 2))
    assert (
        "Văn phòng cần nhập và chốt ngày nghỉ"
        in as_(officer).get(reverse("day_home"), follow=True).content.decode()
    )


def test_the_page_of_values_says_what_each_missing_one_blocks(as_, officer) -> None:
    page = as_(officer).get(reverse("parameter_list")).content.decode()

    missing = [parameter for parameter in PARAMETERS.values() if not parameter.values]
    assert missing
    assert all(f"Khi chưa nhập: {parameter.blocks}." in page for parameter in missing)


def test_the_table_of_rights_names_every_role(as_, officer) -> None:
    page = as_(officer).get(reverse("rights")).content.decode()

    assert all(role.label in page for role in Role)
    assert "Sửa ngày nghỉ, ngày làm bù" in page
