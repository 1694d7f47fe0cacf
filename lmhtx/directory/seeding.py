"""Furnishes the directory from the dated tables in `data/`; what is there already stays as people left it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from lmhtx.directory.models import (
    Agency,
    AgencyAlias,
    AgencyName,
    Commune,
    CommuneChange,
    DayNotice,
    GroupMember,
    OrganizationProfile,
    Post,
    Province,
    SpecialDay,
)

DATA = Path(__file__).parent / "data"
OWN_PROVINCE = "75"
LAST_DAY_OF_OLD_COMMUNES = date(2025, 6, 30)
POSTS = (
    "Chủ tịch",
    "Phó Chủ tịch",
    "Chánh Văn phòng",
    "Phó Chánh Văn phòng",
    "Trưởng phòng",
    "Phó Trưởng phòng",
    "Giám đốc Quỹ",
    "Phó Giám đốc Quỹ",
    "Kế toán Quỹ",
    "Kiểm soát viên",
    "Chuyên viên",
    "Cán bộ thẩm định",
    "Văn thư",
    "Chuyên viên đầu mối",
    "Quản trị hệ thống",
)
Rows = list[dict[str, str]]


@transaction.atomic
def seed_directory() -> dict[str, int]:
    """Add what is missing, change nothing that exists; gives how many rows came, by Vietnamese name."""
    return {
        "tỉnh, thành phố": _provinces(_rows("provinces")),
        "xã, phường": _communes(_rows("communes")),
        "sắp xếp xã, phường": _commune_changes(_rows("commune_changes")),
        "cơ quan, đơn vị": _agencies(),
        "ngày nghỉ, ngày làm bù": _days(_rows("working_days")),
        "năm": _years(_rows("working_years")),
        "tên Liên minh": _profiles(_rows("organization_profile")),
        "chức vụ": _posts(),
    }


def _rows(name: str) -> Rows:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _provinces(rows: Rows) -> int:
    known = set(Province.objects.values_list("code", flat=True))
    new = [row for row in rows if row["code"] not in known]
    for row in new:
        Province.objects.create(
            code=row["code"], kind=row["kind"], name=row["name"], valid_to=_day(row["valid_to"])
        )
    ids = dict(Province.objects.values_list("code", "pk"))
    for row in new:
        if row["successor_code"]:
            Province.objects.filter(code=row["code"]).update(successor=ids[row["successor_code"]])
    return len(new)


def _communes(rows: Rows) -> int:
    known = set(Commune.objects.exclude(code="").values_list("code", flat=True))
    own = Province.objects.get(code=OWN_PROVINCE)
    new = [row for row in rows if row["code"] not in known]
    Commune.objects.bulk_create(
        Commune(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            province=own,
            valid_from=_day(row["valid_from"]),
        )
        for row in new
    )
    return len(new)


def _commune_changes(rows: Rows) -> int:
    """The old communes with their districts, and what became of them; only into a table that is still empty."""
    if CommuneChange.objects.exists():
        return 0
    provinces = {province.name: province for province in Province.objects.all()}
    communes = dict(Commune.objects.exclude(code="").values_list("code", "pk"))
    old: dict[tuple[str, ...], Commune] = {}
    for row in rows:
        key = (row["old_kind"], row["old_name"], row["old_district"], row["old_province"])
        if key not in old:
            old[key] = Commune(
                kind=row["old_kind"],
                name=row["old_name"],
                old_district=row["old_district"],
                province=provinces[row["old_province"]],
                valid_to=LAST_DAY_OF_OLD_COMMUNES,
            )
    Commune.objects.bulk_create(old.values())
    CommuneChange.objects.bulk_create(
        CommuneChange(
            old=old[row["old_kind"], row["old_name"], row["old_district"], row["old_province"]],
            new_id=communes[row["new_code"]],
            is_part=row["is_split"] == "yes",
            is_default=row["is_main_part"] != "no",
        )
        for row in rows
    )
    return len(rows)


def _agencies() -> int:
    rows = [*_rows("agencies"), *_rows("units"), *_rows("agency_groups")]
    known = set(Agency.objects.exclude(code=None).values_list("code", flat=True))
    new = [row for row in rows if row["key"] not in known]
    communes = dict(Commune.objects.exclude(code="").values_list("code", "pk"))
    for row in new:
        Agency.objects.create(
            code=row["key"],
            kind=row["kind"],
            name=row["name"],
            short_name=row["short_name"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            commune_id=communes.get(row.get("commune_code", "")),
            note=f"Nguồn: {row['source']}."
            if row["certainty"] == "confirmed"
            else f"Chưa kiểm chứng. {row['source']}.",
        )
    codes = {row["key"] for row in new}
    _tie(new)
    _names(row for row in _rows("agency_names") if row["key"] in codes)
    _aliases(row for row in _rows("agency_aliases") if row["key"] in codes)
    _members(row for row in _rows("group_members") if row["group"] in codes)
    return len(new)


def _ids() -> dict[str, int]:
    return {str(code): pk for code, pk in Agency.objects.exclude(code=None).values_list("code", "pk")}


def _tie(rows: Rows) -> None:
    """Superiors and successors, once all agencies stand."""
    ids = _ids()
    for row in rows:
        if row["parent"] or row["successor"]:
            Agency.objects.filter(code=row["key"]).update(
                parent=ids.get(row["parent"]), successor=ids.get(row["successor"])
            )


def _names(rows: Iterable[dict[str, str]]) -> None:
    ids = _ids()
    AgencyName.objects.bulk_create(
        AgencyName(
            agency_id=ids[row["key"]],
            name=row["name"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=row["source"],
            is_doubtful=row["certainty"] != "confirmed",
        )
        for row in rows
    )


def _aliases(rows: Iterable[dict[str, str]]) -> None:
    ids = _ids()
    for row in rows:
        AgencyAlias.objects.create(agency_id=ids[row["key"]], alias=row["alias"])


def _members(rows: Iterable[dict[str, str]]) -> None:
    ids = _ids()
    GroupMember.objects.bulk_create(
        GroupMember(
            group_id=ids[row["group"]],
            member_id=ids[row["member"]],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows
    )


def _days(rows: Rows) -> int:
    """Days of years that nobody has touched yet."""
    known = {day.year for day in SpecialDay.objects.values_list("day", flat=True)}
    new = [row for row in rows if int(row["day"][:4]) not in known]
    SpecialDay.objects.bulk_create(
        SpecialDay(
            day=date.fromisoformat(row["day"]),
            kind=row["kind"],
            name=row["name"],
            certainty=row["certainty"],
            source=row["source"],
        )
        for row in new
    )
    return len(new)


def _years(rows: Rows) -> int:
    known = set(DayNotice.objects.values_list("year", flat=True))
    new = [row for row in rows if int(row["year"]) not in known]
    DayNotice.objects.bulk_create(
        DayNotice(year=int(row["year"]), is_settled=row["status"] == "settled", source=row["source"])
        for row in new
    )
    return len(new)


def _profiles(rows: Rows) -> int:
    if OrganizationProfile.objects.exists():
        return 0
    OrganizationProfile.objects.bulk_create(
        OrganizationProfile(
            name=row["name"],
            superior=row["parent"],
            place=row["place"],
            **{name: row[name] for name in ("address", "email", "website", "phone")},
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=row["source"],
            is_doubtful=row["certainty"] != "confirmed",
        )
        for row in rows
    )
    return len(rows)


def _posts() -> int:
    known = set(Post.objects.values_list("name", flat=True))
    new = [(rank, name) for rank, name in enumerate(POSTS) if name not in known]
    Post.objects.bulk_create(Post(name=name, rank=10 + rank) for rank, name in new)
    return len(new)
