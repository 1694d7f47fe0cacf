"""The whole register as one workbook: a sheet for each kind of fact, as far as the person may see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.text import capfirst

from cooperatives.access.ratings import RatingPerm
from cooperatives.access.register import Perm
from cooperatives.enums.register import Education, MemberKind, Post, Sex
from cooperatives.models import (
    AllianceMembership,
    Cooperative,
    Member,
    OcopCertificate,
    Office,
    StatusEvent,
    YearFigures,
)
from cooperatives.queries.papers import paper_rows
from cooperatives.queries.ratings import rating_rows
from cooperatives.tables.papers import PaperTable
from cooperatives.tables.products import CertificateTable
from cooperatives.tables.ratings import RatingTable
from cooperatives.tables.register import CooperativeTable
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.books import Book, book_of
from lmhtx.ui.listing import Listing, SheetCell, cell_of_field, listing_of, yes_or_no

TITLE = "Cả sổ hợp tác xã"
MASKED = "•" * 9
NOT_FIGURES = ("id", "cooperative", "year", "source")


def register_book(rows: Any, user: Any, filters: Sequence[tuple[str, str]]) -> Book:
    """The cooperatives of `rows` with all that hangs on them; sheets that the person may not see are left out."""
    parts = [_cooperatives(rows), _events(rows, user), _alliance(rows, user), _figures(rows, user)]
    if user.has_perm(Perm.VIEW_PERSON):
        parts += [_offices(rows, user), _members(rows, user)]
    parts += [_papers(rows, user), _products(rows, user)]
    if user.has_perm(RatingPerm.VIEW_RATING):
        parts.append(_ratings(rows, user))
    return book_of(TITLE, parts, filters=filters)


def _whose(path: str = "cooperative__") -> tuple[SheetCell, ...]:
    """Of which cooperative a row tells; code and name lead from sheet to sheet."""
    return (
        SheetCell(of=f"{path}code", heading="Mã số", width=14),
        SheetCell(of=f"{path}name", heading="Hợp tác xã", width=50),
        SheetCell(of=f"{path}commune__name", heading="Xã, phường", width=22),
    )


def _fields(model: Any, names: Sequence[str], path: str = "") -> tuple[SheetCell, ...]:
    """Plain fields under their own names."""
    cells = []
    for name in names:
        found = model._meta.get_field(name)
        cell = cell_of_field(f"{path}{name}", found)
        assert cell is not None  # noqa: S101 - a field of a kind that every sheet can hold
        heading = capfirst(str(found.verbose_name))
        cells.append(SheetCell(of=cell.of, heading=heading, turn=cell.turn, look=cell.look))
    return tuple(cells)


def _of(rows: Any, path: str = "cooperative") -> dict[str, Any]:
    return {f"{path}__in": rows.order_by().values("pk")}


def _cooperatives(rows: Any) -> Listing:
    return listing_of(CooperativeTable(rows.order_by("name", "id")), title="Hợp tác xã", filters=())


def _events(rows: Any, user: Any) -> Listing:
    found = StatusEvent.objects.visible_to(user).counting().filter(**_of(rows))
    names = ("status", "effective_on", "until_on", "document_number", "document_on", "issuer", "reason")
    return Listing(
        title="Quá trình hoạt động",
        cells=(*_whose(), *_fields(StatusEvent, names)),
        rows=found.order_by("cooperative__name", "cooperative", "effective_on", "id"),
    )


def _alliance(rows: Any, user: Any) -> Listing:
    found = AllianceMembership.objects.visible_to(user).filter(**_of(rows))
    names = ("admitted_on", "decision", "left_on", "left_decision", "left_reason")
    return Listing(
        title="Thành viên Liên minh",
        cells=(*_whose(), *_fields(AllianceMembership, names)),
        rows=found.order_by("cooperative__name", "cooperative", "admitted_on", "id"),
    )


def _figures(rows: Any, user: Any) -> Listing:
    found = YearFigures.objects.visible_to(user).filter(**_of(rows))
    names = [one.name for one in YearFigures._meta.concrete_fields if one.name not in NOT_FIGURES]
    year = SheetCell(of="year", heading="Năm", width=8)
    return Listing(
        title="Số liệu năm",
        cells=(*_whose(), year, *_fields(YearFigures, [*names, "source"])),
        rows=found.order_by("cooperative__name", "cooperative", "-year"),
    )


def _offices(rows: Any, user: Any) -> Listing:
    """Who holds which post today; of the citizen number the last figures only."""
    found = Office.objects.visible_to(user).on(clock.today()).filter(**_of(rows, "person__cooperative"))
    labels = {enum: dict(enum.choices()).get for enum in (Post, Sex, Education)}
    cells = (
        *_whose("person__cooperative__"),
        SheetCell(of="person__full_name", heading="Họ và tên"),
        SheetCell(of="post", heading="Chức danh", turn=labels[Post]),
        SheetCell(of="valid_from", heading="Từ ngày", look=Look.DAY),
        SheetCell(of="term_ends_on", heading="Hết nhiệm kỳ", look=Look.DAY),
        SheetCell(of="person__sex", heading="Giới tính", turn=labels[Sex], width=10),
        SheetCell(
            of=Coalesce(ExtractYear("person__born_on"), F("person__birth_year"), output_field=IntegerField()),
            heading="Năm sinh",
            width=10,
        ),
        SheetCell(of="person__phone", heading="Điện thoại", width=14),
        SheetCell(of="person__education", heading="Trình độ", turn=labels[Education]),
        SheetCell(of="person__is_trained", heading="Đã qua bồi dưỡng", turn=yes_or_no, width=12),
        SheetCell(of="person__citizen_end", heading="Số định danh (che)", turn=masked, width=16),
    )
    order = ("person__cooperative__name", "person__cooperative", "post", "id")
    return Listing(title="Người giữ chức danh", cells=cells, rows=found.order_by(*order))


def masked(end: str) -> str:
    """A citizen number as lists show it."""
    return f"{MASKED}{end}" if end else ""


def _members(rows: Any, user: Any) -> Listing:
    """How many members of each kind there are today; their names stay in the files."""
    seen = Member.objects.visible_to(user).on(clock.today()).filter(cooperative=OuterRef("pk")).order_by()

    def counted(kind: MemberKind) -> Coalesce:
        of_kind = seen.filter(kind=kind).values("cooperative").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(of_kind, output_field=IntegerField()), 0)

    held = Cooperative.objects.visible_to(user).filter(
        pk__in=rows.order_by().values("pk"), members__isnull=False
    )
    cells = [
        SheetCell(of=counted(kind), heading=kind.label, look=Look.WHOLE, width=18) for kind in MemberKind
    ]
    return Listing(
        title="Thành viên (tổng số)",
        cells=(*_whose(""), *cells),
        rows=held.distinct().order_by("name", "id"),
    )


def _papers(rows: Any, user: Any) -> Listing:
    found = paper_rows(user).filter(**_of(rows)).order_by("cooperative__name", "cooperative", "kind", "id")
    return listing_of(PaperTable(found), title="Giấy tờ, chứng nhận", filters=())


def _products(rows: Any, user: Any) -> Listing:
    found = OcopCertificate.objects.visible_to(user).filter(**_of(rows, "product__cooperative"))
    found = found.with_state(clock.today()).order_by("product__cooperative__name", "product__name", "id")
    return listing_of(CertificateTable(found), title="Sản phẩm OCOP", filters=())


def _ratings(rows: Any, user: Any) -> Listing:
    found = rating_rows(user).filter(**_of(rows)).order_by("cooperative__name", "-round__year", "id")
    return listing_of(RatingTable(found), title="Đánh giá, xếp loại", filters=())
