"""Outside agencies and our own units from Excel, with the other ways in which papers write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lmhtx.account.access import DirectoryPerm
from lmhtx.account.actions.agencies import add_alias, drop_alias, save_agencies, save_agency
from lmhtx.base import clock
from lmhtx.contributions import Exchange
from lmhtx.directory.matching import normal
from lmhtx.directory.models import Agency, AgencyAlias, Commune
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.sheets import cells
from lmhtx.sheets.columns import RowFault, SheetColumn, SheetRow
from lmhtx.sheets.names import Names
from lmhtx.sheets.writing import Look
from lmhtx.workflow import Refused

PLAIN = ("name", "short_name", "parent", "commune", "valid_from", "phone", "email", "is_notified", "note")


@dataclass(slots=True)
class Book:
    """What cells are compared with, read once."""

    by: User
    kind: AgencyKind
    agencies: dict[int, Agency]
    parents: Names
    communes: Names
    # Normal form of a way of writing → the agency that has it.
    taken: dict[str, int]
    aliases: dict[int, list[AgencyAlias]] = field(default_factory=dict)


def open_book(kind: AgencyKind, by: User, _place: Any) -> Book:
    """The directory as it stands today."""
    today = clock.today()
    standing = Agency.objects.valid_on(today).order_by("name")
    communes = Commune.objects.filter(valid_to__isnull=True).select_related("province").order_by("name")
    aliases: dict[int, list[AgencyAlias]] = {}
    for alias in AgencyAlias.objects.order_by("pk"):
        aliases.setdefault(alias.agency_id, []).append(alias)
    return Book(
        by=by,
        kind=kind,
        agencies={
            one.pk: one for one in standing.filter(kind=kind).select_related("parent", "commune__province")
        },
        parents=Names("cơ quan, đơn vị", _parents(standing)),
        communes=Names("xã, phường", ((place_name(one), one) for one in communes)),
        taken={alias.normal: alias.agency_id for some in aliases.values() for alias in some},
        aliases=aliases,
    )


def _parents(standing: Any) -> Iterator[tuple[str, Agency]]:
    for one in standing.exclude(kind=AgencyKind.GROUP):
        yield one.name, one
        yield one.short_name, one


def place_name(place: Commune) -> str:
    """A commune as a cell names it: namesakes stand in other provinces."""
    return f"{place}, {place.province}"


def standing_rows(book: Book) -> Mapping[str, Mapping[str, Any]]:
    """What a workbook would say of each agency now."""
    return {str(pk): _row(agency, book) for pk, agency in book.agencies.items()}


def _row(agency: Agency, book: Book) -> dict[str, Any]:
    return {
        "name": agency.name,
        "short_name": agency.short_name,
        "parent": agency.parent.name if agency.parent else None,
        "commune": place_name(agency.commune) if agency.commune else None,
        "valid_from": agency.valid_from,
        "phone": agency.phone,
        "email": agency.email,
        "is_notified": cells.words_of(agency.is_notified),
        "aliases": "; ".join(alias.alias for alias in book.aliases.get(agency.pk, ())),
        "note": agency.note,
    }


def check(row: SheetRow, book: Book) -> Iterator[RowFault]:
    """An alias means one agency only; nobody stands above himself; a new name is not yet somebody's."""
    own = int(row.id) if row.id else None
    for alias in row.values.get("aliases") or ():
        if book.taken.get(normal(alias), own) != own:
            yield RowFault(
                "aliases", f"Cách viết “{alias}” đã là của cơ quan khác.", "Bỏ cách viết này khỏi ô."
            )
    parent = row.values.get("parent")
    if parent is not None and parent.pk == own:
        yield RowFault("parent", "Một cơ quan không thể trực thuộc chính nó.", "Chọn cơ quan cấp trên.")
    for alias in row.values.get("aliases") or ():
        book.taken.setdefault(normal(alias), own if own is not None else -row.number)


def save(rows: Sequence[SheetRow], book: Book) -> None:
    """New agencies are written together, changed ones one by one, each in the trail."""
    new = [row for row in rows if not row.id]
    made = save_agencies(
        agencies=[Agency(kind=book.kind, **_plain(row)) for row in new],
        aliases=[list(row.values["aliases"] or ()) for row in new],
        by=book.by,
    )
    if len(made) != len(new):
        raise Refused("Chưa ghi được đủ các cơ quan mới.")
    for row in rows:
        if row.id:
            _change(book.agencies[int(row.id)], row, book)


def _plain(row: SheetRow) -> dict[str, Any]:
    return {name: row.values[name] for name in PLAIN if name in row.values}


def _change(agency: Agency, row: SheetRow, book: Book) -> None:
    facts = _plain(row)
    if facts:
        agency.claim_version(agency.version)
        for name, value in facts.items():
            setattr(agency, name, value)
        save_agency(agency=agency, by=book.by)
    if "aliases" in row.values:
        _change_aliases(agency, row.values["aliases"] or (), book)


def _change_aliases(agency: Agency, wanted: Sequence[str], book: Book) -> None:
    there = {alias.normal: alias for alias in book.aliases.get(agency.pk, ())}
    asked = {normal(alias): alias for alias in wanted}
    for key, alias in there.items():
        if key not in asked:
            drop_alias(alias=alias, by=book.by)
    for key, words in asked.items():
        if key not in there:
            add_alias(agency=agency, alias=words, by=book.by)


def _columns(*, is_ours: bool) -> tuple[SheetColumn, ...]:
    column = SheetColumn
    notified = column(
        heading="Nhắc tự động", field="is_notified", read=cells.yes_or_no, nothing=False, example="Không",
        help="Có hoặc Không. Có thì cơ quan nhận nhắc việc tự động.", choices=lambda _: ("Có", "Không"), width=14,
    )  # fmt: skip
    commune = column(
        heading="Xã, phường", field="commune", read=lambda cell, book: book.communes.find(cell), nothing=None,
        help="Chọn trong trang Danh mục.", choices=lambda book: book.communes.labels, width=32,
    )  # fmt: skip
    return (
        column(
            heading="Tên", field="name", read=cells.text(most=250), is_required=True, width=48,
            help="Tên đầy đủ hiện nay. Đổi tên từ một ngày thì làm ở trang của cơ quan để văn bản cũ giữ tên cũ.",
            example="Phòng Kinh tế" if is_ours else "Sở Nội vụ",
        ),
        column(heading="Tên ngắn", field="short_name", read=cells.text(most=80), help="Tên gọi tắt, nếu có."),
        column(
            heading="Trực thuộc", field="parent", read=lambda cell, book: book.parents.find(cell), nothing=None,
            help="Tên cơ quan cấp trên như trong danh bạ.", width=36,
            choices=lambda book: book.parents.labels,
        ),
        *(() if is_ours else (commune,)),
        column(
            heading="Từ ngày", field="valid_from", read=cells.day, nothing=None, look=Look.DAY, width=14,
            help="Ngày bắt đầu hoạt động, nếu biết.", example="01/07/2025",
        ),
        column(heading="Điện thoại", field="phone", read=cells.text(most=30), width=18, example="0251 3822 501"),
        column(heading="Thư điện tử", field="email", read=cells.mail, width=30, example="sonoivu@dongnai.gov.vn"),
        *(() if is_ours else (notified,)),
        column(
            heading="Cách viết khác", field="aliases", read=cells.many(cells.text(most=250)), nothing=(), width=40,
            help="Các cách văn bản hay viết tên cơ quan, cách nhau bằng dấu chấm phẩy.", example="SNV; Sở NV",
        ),
        column(heading="Ghi chú", field="note", read=cells.text(most=4000), width=40),
    )  # fmt: skip


def _register(key: str, label: str, kind: AgencyKind, order: int, *, is_ours: bool) -> Exchange:
    opened: Callable[[Any, Any], Book] = partial(open_book, kind)
    return Exchange(
        key=key,
        label=label,
        permission=DirectoryPerm.EDIT_DIRECTORY.value,
        list_url_name="agency_list",
        columns=_columns(is_ours=is_ours),
        natural_key=("name",),
        open=opened,
        rows=standing_rows,
        check=check,
        save=save,
        help=("Không có mã thì dòng được nhận ra theo tên.",),
        icon="building-2",
        order=order,
    )


AGENCIES = _register("agencies", "cơ quan ngoài", AgencyKind.OUTSIDE, 20, is_ours=False)
UNITS = _register("units", "phòng, đơn vị", AgencyKind.UNIT, 30, is_ours=True)
