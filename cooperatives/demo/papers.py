"""Invented papers and certificates: some files whole, most with something missing, some papers running out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from cooperatives.enums.papers import ANNUAL, CopyKind, PaperKind
from cooperatives.enums.register import ENDED, Kind, Sector
from cooperatives.models import Cooperative, CooperativePaper
from cooperatives.queries.papers import paper_terms_on
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.vn.dates import add_months

# Of every so many cooperatives: how many papers at the end of its list are not there, how many wait for a person.
ABSENT = (0, 3, 1, 0, 5, 9, 2)
WAITING = (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0)
# Which certificates farming cooperatives have, for how many months, and days since their issue.
CERTIFIED = (
    (PaperKind.VIETGAP, 36, 1085),
    (PaperKind.TRACING, 0, 200),
    (PaperKind.GROWING_CODE, 0, 410),
    (PaperKind.VIETGAP, 36, 300),
    (PaperKind.HACCP, 36, 1110),
    (PaperKind.ORGANIC, 12, 345),
    (PaperKind.GLOBALGAP, 12, 350),
)
GIVERS = {
    PaperKind.TRACING: "Cổng truy xuất nguồn gốc của tỉnh",
    PaperKind.GROWING_CODE: "Sở Nông nghiệp và Môi trường",
}
EVERY = 3
DIGITISING_DAYS = 420
SAMPLE = "Tệp mẫu của văn phòng trình diễn, không phải giấy tờ thật.\n"
NAME = "ban-quet-mau.txt"


def write_papers(cooperatives: Sequence[Cooperative], day: date) -> None:
    """The papers in one statement, then their files, which all have the same content."""
    officer = User.objects.filter(username="chuyenvien").first()
    going = [one for one in cooperatives if one.status not in ENDED]
    rows = [row for place, one in enumerate(going) for row in _file(one, place, day, officer)]
    rows += [row for place, one in enumerate(going) for row in _certificates(one, place, day)]
    made = CooperativePaper.objects.bulk_create(rows)
    with_copy = [paper for paper in made if paper.page_count]
    if not with_copy:
        return
    first = store(BytesIO(SAMPLE.encode()), owner=with_copy[0], kind="evidence", by=officer, name=NAME)
    Attachment.objects.bulk_create(
        Attachment(
            blob=first.blob,
            owner_kind=first.owner_kind,
            owner_id=paper.pk,
            kind=first.kind,
            name=NAME,
            added_by=officer,
        )
        for paper in with_copy[1:]
    )


def _file(one: Cooperative, place: int, day: date, officer: User | None) -> Iterator[CooperativePaper]:
    terms = paper_terms_on(day)
    founded = one.first_registered_on or date(day.year - 3, 3, 1)
    asked = [kind for kind in PaperKind if kind in terms.of(Kind(one.kind), founded)]
    there = asked[: max(0, len(asked) - ABSENT[place % len(ABSENT)])]
    waiting = WAITING[place % len(WAITING)]
    for number, kind in enumerate(there):
        issued = max(founded, date(terms.year + 1, 3, 31)) if kind in ANNUAL else founded
        is_waiting = number >= len(there) - waiting
        looked_at = max(issued, day - timedelta(days=(place * 37 + number) % DIGITISING_DAYS))
        is_digital = officer is not None and not is_waiting
        yield CooperativePaper(
            cooperative=one,
            kind=kind,
            year=terms.year if kind in ANNUAL else None,
            number=_number(one, kind, place),
            issuer=one.registered_by_written or "Ủy ban nhân dân huyện"
            if kind == PaperKind.REGISTRATION
            else "",
            issued_on=issued,
            page_count=1 + (place + number) % 12,
            created_by=officer,
            copy_kind=CopyKind.CERTIFIED if is_digital else "",
            digitised_on=looked_at if is_digital else None,
            digitised_by=officer if is_digital else None,
        )


def _number(one: Cooperative, kind: PaperKind, place: int) -> str:
    if kind == PaperKind.REGISTRATION:
        return one.code or f"{4700 + place}/GCN"
    return f"{place % 40 + 1:02}/NQ-ĐH" if kind == PaperKind.RESOLUTION else ""


def _certificates(one: Cooperative, place: int, day: date) -> Iterator[CooperativePaper]:
    if one.sector != Sector.FARMING or place % EVERY:
        return
    kind, months, ago = CERTIFIED[place // EVERY % len(CERTIFIED)]
    issued = day - timedelta(days=ago + place % 25)
    facts: dict[str, Any] = {"area_ha": 5 + place % 60} if kind != PaperKind.HACCP else {}
    yield CooperativePaper(
        cooperative=one,
        kind=kind,
        number=f"{kind.name}-{75000 + place}",
        title="Vùng trồng của thành viên" if facts else "Cơ sở sơ chế, đóng gói",
        issuer=GIVERS.get(kind, "Tổ chức chứng nhận được chỉ định"),
        issued_on=issued,
        through_on=add_months(issued, months) if months else None,
        **facts,
    )
