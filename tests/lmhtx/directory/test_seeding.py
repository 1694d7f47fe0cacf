"""What the seeded directory holds, and that seeding again changes nothing."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from lmhtx.directory.models import (
    Agency,
    AgencyName,
    Commune,
    CommuneChange,
    GroupMember,
    OrganizationProfile,
    Province,
    SpecialDay,
)
from lmhtx.directory.seeding import seed_directory

pytestmark = pytest.mark.django_db


def test_dong_nai_has_its_ninety_five_communes() -> None:
    now = Commune.objects.filter(valid_to__isnull=True)

    assert now.count() == 95
    assert set(now.values_list("province__name", flat=True)) == {"Đồng Nai"}


def test_every_commune_of_today_came_from_old_ones() -> None:
    assert set(CommuneChange.objects.values_list("new", flat=True)) == set(
        Commune.objects.filter(valid_to__isnull=True).values_list("pk", flat=True)
    )


def test_an_old_commune_leads_to_that_of_today() -> None:
    old = Commune.objects.get(name="Thanh Lương", old_district="Thị xã Bình Long")

    assert [change.new.name for change in old.went_into.all()] == ["An Lộc"]
    assert old.province.name == "Bình Phước"
    assert old.valid_to == date(2025, 6, 30)


def test_each_old_commune_has_one_main_heir() -> None:
    heirs: dict[int, int] = {}
    for change in CommuneChange.objects.filter(is_default=True):
        heirs[change.old_id] = heirs.get(change.old_id, 0) + 1

    assert set(heirs.values()) == {1}
    assert len(heirs) == Commune.objects.filter(valid_to__isnull=False).count()


def test_thirty_four_provinces_are_left_and_the_others_lead_to_them() -> None:
    assert Province.objects.filter(valid_to__isnull=True).count() == 34
    assert not Province.objects.filter(valid_to__isnull=False, successor__isnull=True).exists()


def test_a_letterhead_of_2025_says_tinh_and_one_of_september_2026_says_thanh_pho() -> None:
    old = OrganizationProfile.objects.on(date(2025, 10, 24))
    new = OrganizationProfile.objects.on(date(2026, 9, 15))

    assert old is not None
    assert new is not None
    assert (old.name, new.name) == (
        "Liên minh Hợp tác xã tỉnh Đồng Nai",
        "Liên minh Hợp tác xã thành phố Đồng Nai",
    )


def test_an_agency_answers_with_the_name_of_the_day() -> None:
    alliance = Agency.objects.get(code="alliance")

    assert alliance.name_on(date(2025, 10, 24)) == "Liên minh Hợp tác xã tỉnh Đồng Nai"
    assert alliance.name_on(date(2026, 9, 15)) == "Liên minh Hợp tác xã thành phố Đồng Nai"
    assert alliance.name_on(None) == alliance.name


def test_no_outside_agency_is_notified_before_a_person_says_so() -> None:
    assert not Agency.objects.filter(is_notified=True).exists()


def test_seeding_again_adds_nothing() -> None:
    assert set(seed_directory().values()) == {0}


def test_seeding_again_leaves_what_people_have_mended() -> None:
    office = Agency.objects.get(code="office")
    office.name = "Văn phòng (đã sửa)"
    office.save()
    SpecialDay.objects.filter(day=date(2026, 9, 1)).delete()
    GroupMember.objects.all().delete()

    call_command("seed_directory", stdout=StringIO())

    office.refresh_from_db()
    assert office.name == "Văn phòng (đã sửa)"
    assert not SpecialDay.objects.filter(day=date(2026, 9, 1)).exists()
    assert not GroupMember.objects.exists()


def test_seeding_brings_back_a_missing_agency_with_its_names() -> None:
    Agency.objects.filter(code="committee-office").delete()

    call_command("seed_directory", stdout=(told := StringIO()))

    assert "1 cơ quan, đơn vị" in told.getvalue()
    assert AgencyName.objects.filter(agency__code="committee-office").count() == 2
