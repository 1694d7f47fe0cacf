"""The directory's own lists: counts, whole links, and days against an independent lunar computation."""

from __future__ import annotations

import csv
import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lmhtx.vn.text import fold
from lmhtx.vn.working_days import Calendar, DayKind

DATA = Path(__file__).parents[3] / "lmhtx" / "directory" / "data"
KINDS = {"rest": DayKind.OFF, "work": DayKind.WORKING}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def calendar() -> Calendar:
    days = rows("working_days")
    return Calendar(
        (
            date.fromisoformat(row["day"]),
            DayKind.PENDING if row["certainty"] == "pending" else KINDS[row["kind"]],
        )
        for row in days
    )


# Places ----------------------------------------------------------------------------------------------


def test_there_are_95_communes_with_codes_of_their_own() -> None:
    communes = rows("communes")

    assert (len(communes), len({row["code"] for row in communes})) == (95, 95)
    assert Counter(row["kind"] for row in communes) == {"xã": 72, "phường": 23}


def test_every_old_commune_leads_to_one_of_today_and_each_of_today_has_one() -> None:
    today = {row["code"]: (row["kind"], row["name"]) for row in rows("communes")}
    changes = rows("commune_changes")

    assert {row["new_code"]: (row["new_kind"], row["new_name"]) for row in changes} == today


def test_of_255_old_names_15_were_borne_by_several_communes() -> None:
    bearers: dict[str, set[tuple[str, str]]] = {}
    for row in rows("commune_changes"):
        name = f"{row['old_kind']} {row['old_name']}"
        bearers.setdefault(name, set()).add((row["old_province"], row["old_district"]))

    assert len(bearers) == 255
    assert len([name for name, places in bearers.items() if len(places) > 1]) == 15


def test_nine_rows_bear_a_name_of_today_and_lead_elsewhere() -> None:
    today = {(row["kind"], row["name"]) for row in rows("communes")}

    misleading = sorted(
        f"{row['old_kind']} {row['old_name']} ({row['old_district']}) → {row['new_kind']} {row['new_name']}"
        for row in rows("commune_changes")
        if (row["old_kind"], row["old_name"]) in today
        and (row["old_kind"], row["old_name"]) != (row["new_kind"], row["new_name"])
    )

    assert misleading == [
        "phường An Lộc (Thị xã Bình Long) → phường Bình Long",
        "phường Hố Nai (Thành phố Biên Hòa) → phường Long Bình",
        "xã Bình Minh (Huyện Bù Đăng) → xã Bom Bo",
        "xã Phước An (Huyện Hớn Quản) → xã Tân Quan",
        "xã Thanh Sơn (Huyện Tân Phú) → xã Phú Lâm",
        "xã Thống Nhất (Huyện Bù Đăng) → xã Phước Sơn",
        "xã Tân Hưng (Huyện Đồng Phú) → xã Tân Lợi",
        "xã Tân Lợi (Huyện Hớn Quản) → xã Tân Quan",
        "xã Tân Tiến (Huyện Đồng Phú) → xã Đồng Phú",
    ]


def test_a_divided_commune_has_one_main_part() -> None:
    split = [row for row in rows("commune_changes") if row["is_split"] == "yes"]

    assert [(row["old_name"], row["new_name"], row["is_main_part"]) for row in split] == [
        ("Xuân Tâm", "Xuân Đông", "no"),
        ("Xuân Tâm", "Xuân Hòa", "yes"),
    ]


def test_63_provinces_became_34() -> None:
    provinces = rows("provinces")
    ended = [row for row in provinces if row["valid_to"]]
    standing = {row["code"] for row in provinces if not row["valid_to"]}

    assert (len(provinces), len(standing), len({row["code"] for row in provinces})) == (63, 34, 63)
    assert {row["successor_code"] for row in ended} <= standing
    assert {row["successor_code"] for row in ended} == {
        row["code"] for row in provinces if row["enlarged_on"]
    }
    assert {row["valid_to"] for row in ended} == {"2025-06-30"}


def test_binh_phuoc_went_into_dong_nai() -> None:
    by_name = {row["name"]: row for row in rows("provinces")}

    assert by_name["Bình Phước"]["successor_code"] == by_name["Đồng Nai"]["code"]


# Agencies --------------------------------------------------------------------------------------------


def agencies() -> dict[str, dict[str, str]]:
    found = [row for name in ("agencies", "units", "agency_groups") for row in rows(name)]
    assert len(found) == len({row["key"] for row in found})
    return {row["key"]: row for row in found}


def test_every_link_between_agencies_leads_somewhere() -> None:
    known = agencies()
    links = [row[field] for row in known.values() for field in ("successor", "parent") if row[field]]
    links += [row["key"] for name in ("agency_names", "agency_aliases") for row in rows(name)]
    links += [row[field] for row in rows("group_members") for field in ("group", "member")]

    assert [link for link in links if link not in known] == []


def test_who_has_ended_has_a_successor_that_stands() -> None:
    known = agencies()
    ended = {key: row for key, row in known.items() if row["valid_to"]}

    assert {known[row["successor"]]["valid_to"] for row in ended.values()} == {""}
    assert ended["planning"]["successor"] == "finance"
    assert ended["agriculture"]["successor"] == "agriculture-environment"
    assert ended["communications"]["successor"] == "science"


def test_one_alliance_with_its_units() -> None:
    known = agencies()

    assert [key for key, row in known.items() if row["kind"] == "alliance"] == ["alliance"]
    assert {row["parent"] for row in known.values() if row["kind"] == "unit"} == {"alliance"}
    assert {row["name"] for row in rows("units")} == {
        "Thường trực Liên minh Hợp tác xã",
        "Văn phòng Liên minh Hợp tác xã",
        "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã",
        "Quỹ Hỗ trợ phát triển hợp tác xã",
    }


def test_every_commune_has_its_committee_in_the_group_of_places() -> None:
    codes = {row["code"] for row in rows("communes")}
    committees = {row["key"]: row["commune_code"] for row in rows("agencies") if row["commune_code"]}
    members = {row["member"] for row in rows("group_members") if row["group"] == "communes"}

    assert set(committees.values()) == codes
    assert members == set(committees)


def test_the_letterhead_changes_from_province_to_city_without_gap() -> None:
    province, city = rows("organization_profile")

    assert province["name"] == "Liên minh Hợp tác xã tỉnh Đồng Nai"
    assert city["name"] == "Liên minh Hợp tác xã thành phố Đồng Nai"
    assert date.fromisoformat(province["valid_to"]) + timedelta(days=1) == date.fromisoformat(
        city["valid_from"]
    )
    assert city["certainty"] == "unverified"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_list_names_its_source(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))

    assert listed
    if "alias" not in listed[0]:
        assert all(row["source"] for row in listed)
        assert "source_date" in listed[0]


# Days ------------------------------------------------------------------------------------------------


def test_the_days_of_the_notices() -> None:
    office = calendar()
    off = [
        "2026-01-02",
        *(f"2026-02-{day}" for day in range(16, 21)),
        "2026-04-27",
        "2026-08-31",
        "2026-09-01",
    ]
    off += ["2026-09-02", "2025-01-27", "2025-01-31", "2025-04-07", "2025-05-02", "2025-09-01"]
    working = ["2026-01-10", "2026-08-22", "2025-04-26", "2026-11-24"]

    assert [day for day in off if office.is_working(date.fromisoformat(day))] == []
    assert [day for day in working if not office.is_working(date.fromisoformat(day))] == []


def test_how_sure_the_days_are() -> None:
    by_year: dict[str, set[str]] = {}
    for row in rows("working_days"):
        by_year.setdefault(row["day"][:4], set()).add(row["certainty"])
    pending = [row["day"] for row in rows("working_days") if row["certainty"] == "pending"]

    assert by_year == {"2025": {"settled"}, "2026": {"settled", "pending"}, "2027": {"expected", "pending"}}
    assert pending == ["2026-11-24", "2027-11-24"]
    assert [(row["year"], row["status"]) for row in rows("working_years")] == [
        ("2025", "settled"),
        ("2026", "settled"),
        ("2027", "expected"),
    ]


def test_working_saturdays_are_saturdays_and_days_off_of_the_office_are_listed_once() -> None:
    listed = rows("working_days")
    swapped = [date.fromisoformat(row["day"]) for row in listed if row["kind"] == "work"]

    assert {day.weekday() for day in swapped} == {5}
    assert len(listed) == len({row["day"] for row in listed})


VIETNAM = timezone(timedelta(hours=7))
# Terms of the new moon after Meeus, "Astronomical Algorithms", chapter 49: amplitude in days, then the
# multiples of the sun's anomaly, the moon's anomaly and the moon's argument of latitude.
NEW_MOON_TERMS = (
    (-0.40720, 0, 1, 0),
    (0.17241, 1, 0, 0),
    (0.01608, 0, 2, 0),
    (0.01039, 0, 0, 2),
    (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0),
    (0.00208, 2, 0, 0),
    (-0.00111, 0, 1, -2),
)


def new_moon(number: int) -> date:
    """The day in Vietnam of the new moon of that number, counted from January 2000."""
    century = number / 1236.85
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number)
    latitude = math.radians(160.7108 + 390.67050284 * number)
    julian = 2451550.09766 + 29.530588861 * number + 0.00015437 * century**2
    julian += sum(size * math.sin(s * sun + m * moon + f * latitude) for size, s, m, f in NEW_MOON_TERMS)
    epoch = datetime(2000, 1, 1, 12, tzinfo=UTC)
    return (epoch + timedelta(days=julian - 2451545.0)).astimezone(VIETNAM).date()


def lunar_day(year: int, month: int, day: int) -> date:
    """A day of the first lunar months; month 11 holds the solstice, and no leap month lies between."""
    moons = [new_moon(number) for number in range((year - 2001) * 12, (year - 1999) * 13)]
    eleventh = max(index for index, moon in enumerate(moons) if moon <= date(year - 1, 12, 21))
    return moons[eleventh + 1 + month] + timedelta(days=day - 1)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_tet_and_the_day_of_the_hung_kings_agree_with_the_moon(year: int) -> None:
    tet, kings = lunar_day(year, 1, 1), lunar_day(year, 3, 10)
    listed = {row["day"]: row["name"] for row in rows("working_days")}
    office = calendar()

    assert "nguyen dan" in fold(listed[tet.isoformat()])
    assert not office.is_working(tet)
    assert not office.is_working(kings)
    assert "hung vuong" in fold(
        listed[(kings + timedelta(days=1 if kings.weekday() == 6 else 0)).isoformat()]
    )


def test_the_lunar_days_of_2027() -> None:
    assert (lunar_day(2027, 1, 1), lunar_day(2027, 3, 10)) == (date(2027, 2, 6), date(2027, 4, 16))
    assert lunar_day(2027, 1, 1) - timedelta(days=1) == date(2027, 2, 5)
