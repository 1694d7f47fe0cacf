"""How lists of work files and of the archive are shown."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.enums.archive import CatalogueState, DestructionState, HandoverState, WorkFileState
from documents.models import (
    ArchiveHandover,
    ArchiveLoan,
    Destruction,
    FileCatalogue,
    RetentionRule,
    WorkFile,
)
from documents.queries.loans import reference_of, subject_of
from documents.rules.archive import retention_text
from lmhtx.base import clock
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell
from lmhtx.ui.tables import DateColumn, HouseTable, MomentColumn, NumberColumn, StateColumn

FILE_TONES: dict[str, str] = {
    WorkFileState.OPEN: "info",
    WorkFileState.CLOSED: "soon",
    WorkFileState.HANDED_OVER: "soon",
    WorkFileState.ARCHIVED: "done",
    WorkFileState.DESTROYED: "grey",
}
CATALOGUE_TONES: dict[str, str] = {
    CatalogueState.DRAFT: "grey",
    CatalogueState.SUBMITTED: "soon",
    CatalogueState.ISSUED: "done",
}
HANDOVER_TONES: dict[str, str] = {
    HandoverState.PROPOSED: "soon",
    HandoverState.RECEIVED: "done",
    HandoverState.REFUSED: "danger",
}
DESTRUCTION_TONES: dict[str, str] = {
    DestructionState.PROPOSED: "soon",
    DestructionState.AGREED: "info",
    DestructionState.DONE: "done",
    DestructionState.DROPPED: "grey",
}


class WorkFileTable(HouseTable):
    """Work files."""

    code = tables.Column(verbose_name="Số, ký hiệu", linkify=True)
    title = tables.Column(verbose_name="Tiêu đề hồ sơ", attrs={"td": {"class": "wordy"}})
    years = tables.Column(verbose_name="Thời hạn", empty_values=())
    maker = tables.Column(verbose_name="Người lập", order_by="maker__sort_name")
    papers = NumberColumn(verbose_name="Văn bản", accessor="paper_count", default="0")
    due_on = DateColumn(verbose_name="Hạn nộp lưu")
    state = StateColumn(verbose_name="Tình trạng", tones=FILE_TONES)

    in_sheet: ClassVar[Any] = {
        "code": (SheetCell(of="year", heading="Năm", width=8), SheetCell(of="code", width=16)),
        "title": SheetCell(of="title", width=70),
        "years": SheetCell(of="years", turn=retention_text),
        "maker": (
            SheetCell(of="maker__full_name", heading="Người lập"),
            SheetCell(of="unit__name", heading="Đơn vị lập", width=40),
        ),
        "papers": SheetCell(of="paper_count", look=Look.WHOLE, width=10),
    }

    class Meta(HouseTable.Meta):
        model = WorkFile
        fields: ClassVar[tuple[str, ...]] = ("code", "title", "years", "maker", "papers", "due_on", "state")

    def row_tone(self, record: WorkFile) -> str | None:
        """Only what should be in the archive is coloured."""
        is_late = record.state == WorkFileState.CLOSED and record.due_on and record.due_on < clock.today()
        return "danger" if is_late else None

    def render_code(self, record: WorkFile) -> SafeString:
        """The code over the year."""
        return format_html('{}<span class="sub">{}</span>', record.code, record.year)

    def render_years(self, record: WorkFile) -> str:
        """As the lists write it."""
        return record.retention

    def render_maker(self, record: WorkFile) -> SafeString:
        """The person over the unit."""
        unit = record.unit.short_name or record.unit.name
        return format_html('{}<span class="sub">{}</span>', record.maker, unit)


class RetentionTable(HouseTable):
    """How long files are kept."""

    title = tables.Column(verbose_name="Loại hồ sơ, tài liệu", linkify=True, attrs={"td": {"class": "wordy"}})
    group = tables.Column(verbose_name="Nhóm")
    years = tables.Column(verbose_name="Thời hạn", empty_values=())
    source = tables.Column(verbose_name="Căn cứ")
    is_doubtful = tables.BooleanColumn(verbose_name="Chưa kiểm chứng", yesno="chưa,đã đối chiếu")

    in_sheet: ClassVar[Any] = {"years": SheetCell(of="years", turn=retention_text)}

    class Meta(HouseTable.Meta):
        model = RetentionRule
        fields: ClassVar[tuple[str, ...]] = ("title", "group", "years", "source", "is_doubtful")

    def render_years(self, record: RetentionRule) -> str:
        """As the lists write it."""
        return record.text


class CatalogueTable(HouseTable):
    """Lists of files by year."""

    year = tables.Column(verbose_name="Năm", linkify=True)
    numbering = tables.Column(verbose_name="Cách đánh số")
    lines = NumberColumn(verbose_name="Hồ sơ dự kiến", accessor="line_count", default="0")
    document = tables.Column(verbose_name="Ban hành kèm theo", default="")
    state = StateColumn(verbose_name="Tình trạng", tones=CATALOGUE_TONES)

    class Meta(HouseTable.Meta):
        model = FileCatalogue
        fields: ClassVar[tuple[str, ...]] = ("year", "numbering", "lines", "document", "state")


class ArchiveHandoverTable(HouseTable):
    """Hand-overs to the archive."""

    block = tables.Column(verbose_name="Khối hồ sơ, tài liệu", linkify=True, attrs={"td": {"class": "wordy"}})
    unit = tables.Column(verbose_name="Đơn vị giao")
    files = NumberColumn(verbose_name="Hồ sơ", accessor="file_count", default="0")
    created_at = MomentColumn(verbose_name="Giao lúc")
    ended_at = MomentColumn(verbose_name="Lưu trữ trả lời")
    state = StateColumn(verbose_name="Tình trạng", tones=HANDOVER_TONES)

    class Meta(HouseTable.Meta):
        model = ArchiveHandover
        fields: ClassVar[tuple[str, ...]] = ("block", "unit", "files", "created_at", "ended_at", "state")


class DestructionTable(HouseTable):
    """Destructions."""

    title = tables.Column(verbose_name="Đợt hủy", linkify=True)
    files = NumberColumn(verbose_name="Hồ sơ", accessor="file_count", default="0")
    decision = tables.Column(verbose_name="Quyết định", default="")
    created_at = MomentColumn(verbose_name="Lập lúc")
    state = StateColumn(verbose_name="Tình trạng", tones=DESTRUCTION_TONES)

    class Meta(HouseTable.Meta):
        model = Destruction
        fields: ClassVar[tuple[str, ...]] = ("title", "files", "decision", "created_at", "state")


class LoanTable(HouseTable):
    """The book of kept originals in use, in the columns of the decree."""

    lent_on = DateColumn(verbose_name="Ngày tháng")
    borrower_written = tables.Column(verbose_name="Họ tên người sử dụng", linkify=True)
    reference = tables.Column(verbose_name="Số, ký hiệu, ngày văn bản", empty_values=(), orderable=False)
    subject = tables.Column(
        verbose_name="Tên loại và trích yếu",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "wordy"}},
    )
    work_file = tables.Column(verbose_name="Số và ký hiệu hồ sơ", accessor="work_file__code", default="")
    due_on = DateColumn(verbose_name="Hạn trả")
    returned_on = DateColumn(verbose_name="Ngày trả")
    allowed_by = tables.Column(verbose_name="Người cho phép sử dụng")
    note = tables.Column(verbose_name="Ghi chú", default="")

    class Meta(HouseTable.Meta):
        model = ArchiveLoan
        fields: ClassVar[tuple[str, ...]] = (
            "lent_on",
            "borrower_written",
            "reference",
            "subject",
            "work_file",
            "due_on",
            "returned_on",
            "allowed_by",
            "note",
        )

    def row_tone(self, record: ArchiveLoan) -> str | None:
        """What should be back is coloured."""
        return "danger" if record.returned_on is None and record.due_on < clock.today() else None

    def render_reference(self, record: ArchiveLoan) -> str:
        """Number, symbol, day of the paper."""
        return reference_of(record)

    def render_subject(self, record: ArchiveLoan) -> str:
        """Type and subject of the paper; the title of a whole file."""
        return subject_of(record)
