"""The book of kept originals in use, in the nine columns of the decree."""

from __future__ import annotations

from typing import Any

from documents.models import ArchiveLoan
from lmhtx.base import clock
from lmhtx.reports.letterhead import letterhead_on

COLUMNS = (
    "Ngày tháng",
    "Họ và tên người sử dụng",
    "Số, ký hiệu, ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Số và ký hiệu HS",
    "Ký nhận",
    "Ngày trả",
    "Người cho phép sử dụng",
    "Ghi chú",
)


def reference_of(loan: ArchiveLoan) -> str:
    """Number, symbol and day of the paper lent."""
    day = loan.incoming.issued_on if loan.incoming else loan.outgoing.dated_on if loan.outgoing else None
    reference = loan.paper.reference if loan.paper else ""
    return f"{reference} ngày {day:%d/%m/%Y}" if day else reference


def subject_of(loan: ArchiveLoan) -> str:
    """Type and subject of the paper lent, or the title of the file."""
    if loan.paper is None:
        return f"Cả hồ sơ: {loan.work_file.title}" if loan.work_file else ""
    return f"{loan.paper.type or ''} {loan.paper.subject}".strip()


def book_context(year: int) -> dict[str, Any]:
    """What the printed book of a year is made of."""
    loans = list(
        ArchiveLoan.objects.filter(lent_on__year=year)
        .select_related("incoming__type", "outgoing__type", "outgoing__number", "work_file", "allowed_by")
        .defer("incoming__content", "incoming__content_folded", "incoming__proposal")
        .order_by("lent_on", "pk")
    )
    return {
        "title": f"Sổ sử dụng bản lưu năm {year}",
        "year": year,
        "columns": COLUMNS,
        "rows": [_row(loan) for loan in loans],
        "first": loans[0].lent_on if loans else None,
        "last": loans[-1].lent_on if loans else None,
        "letterhead": letterhead_on(clock.today()),
        "at": clock.now(),
    }


def _row(loan: ArchiveLoan) -> tuple[str, ...]:
    return (
        f"{loan.lent_on:%d/%m/%Y}",
        loan.borrower_written,
        reference_of(loan),
        subject_of(loan),
        loan.work_file.code if loan.work_file else "",
        "",
        f"{loan.returned_on:%d/%m/%Y}" if loan.returned_on else "",
        str(loan.allowed_by),
        loan.note,
    )
