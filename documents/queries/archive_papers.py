"""Papers of work files and the archive: lists of files and of papers, certificates, minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from documents.models import ArchiveHandover, Destruction, FileCatalogue, WorkFile
from documents.queries.archive import days_of_papers, files_in, totals_of
from lmhtx.base import clock
from lmhtx.people.roles import Role
from lmhtx.reports.letterhead import Signature, letterhead_on, signature_of
from lmhtx.reports.paper import Align, Annex, Block, Column, Heading, Paper, Paragraph, Row, Table
from lmhtx.vn.dates import in_words

if TYPE_CHECKING:
    from documents.models import CatalogueHeading, CatalogueLine

OF_CATALOGUE = (
    Column("Số và ký hiệu hồ sơ", 15, Align.CENTER),
    Column("Tên đề mục và tiêu đề hồ sơ", 43),
    Column("Thời hạn bảo quản", 13, Align.CENTER),
    Column("Người lập hồ sơ", 17),
    Column("Ghi chú", 12),
)
OF_FILES = (
    Column("Số TT", 6, Align.CENTER),
    Column("Số, ký hiệu hồ sơ", 12, Align.CENTER),
    Column("Tiêu đề hồ sơ", 38),
    Column("Thời gian tài liệu", 16, Align.CENTER),
    Column("Thời hạn bảo quản", 10, Align.CENTER),
    Column("Số tờ/Số trang", 9, Align.CENTER),
    Column("Ghi chú", 9),
)
OF_PAPERS = (
    Column("STT", 7, Align.CENTER),
    Column("Số, ký hiệu văn bản", 15),
    Column("Ngày tháng năm văn bản", 15, Align.CENTER),
    Column("Tên loại và trích yếu nội dung văn bản", 31),
    Column("Tác giả văn bản", 16),
    Column("Tờ số/Trang số", 8, Align.CENTER),
    Column("Ghi chú", 8),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def _paper(*, kind: str, subject: str, blocks: Sequence[Block], **more: object) -> Paper:
    day = clock.today()
    facts = {"symbol": "", "year": day.year, "dated_on": day, **more}
    return Paper(letterhead=letterhead_on(day), kind=kind, subject=subject, blocks=blocks, **facts)  # type: ignore[arg-type]


def catalogue_paper(catalogue: FileCatalogue, headings: Sequence[CatalogueHeading]) -> Paper:
    """The list of files of a year in its five columns."""
    lines = list(catalogue.lines.select_related("unit", "maker"))
    rows = list(_catalogue_rows(headings, lines))
    forever = sum(line.years is None for line in lines)
    closing = (
        f"Bản danh mục này có {len(lines)} hồ sơ, bao gồm: {forever} hồ sơ bảo quản vĩnh viễn; "
        f"{len(lines) - forever} hồ sơ bảo quản có thời hạn."
    )
    issued = f"Kèm theo {catalogue.document}." if catalogue.document else ""
    blocks: list[Block] = [
        *([Paragraph(issued)] if issued else []),
        Table(OF_CATALOGUE, rows),
        Paragraph(closing),
    ]
    return _paper(
        kind="DANH MỤC HỒ SƠ",
        subject=f"Năm {catalogue.year}",
        blocks=blocks,
        signature=signature_of(Role.CHAIRMAN, clock.today()),
    )


def _catalogue_rows(headings: Sequence[CatalogueHeading], lines: Sequence[CatalogueLine]) -> Iterator[Row]:
    big = small = 0
    for heading in headings:
        if heading.parent_id is None:
            big, small = big + 1, 0
            yield Row(
                (f"{ROMAN[big - 1] if big <= len(ROMAN) else big}. {heading.title.upper()}",), is_bold=True
            )
        else:
            small += 1
            yield Row((f"{small}. {heading.title}",), is_bold=True)
        for line in (one for one in lines if one.heading_id == heading.pk):
            yield Row((line.code, line.title, line.retention, str(line.maker or line.unit), line.note))


def span(work_file: WorkFile) -> str:
    """From which day to which the papers of the file are."""
    first, last = days_of_papers(work_file)
    if first is None or last is None:
        return ""
    return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} - {last:%d/%m/%Y}"


def _size(work_file: WorkFile) -> str:
    pages = sum(row.page_count or 0 for row in work_file.papers.dressed())
    return f"{work_file.sheets} tờ" if work_file.sheets else f"{pages} trang" if pages else ""


def file_rows(files: Sequence[WorkFile]) -> list[Row]:
    """A line for each file, in the seven columns."""
    return [
        Row((str(place), one.code, one.title, span(one), one.retention, _size(one), one.note))
        for place, one in enumerate(files, start=1)
    ]


def list_of_papers(work_file: WorkFile) -> Paper:
    """What lies in a file, in seven columns."""
    rows = [
        Row(
            (
                str(row.ordinal),
                row.reference,
                f"{row.day:%d/%m/%Y}" if row.day else "",
                row.subject,
                row.author_name,
                str(row.page_count or ""),
                row.note,
            )
        )
        for row in work_file.papers.dressed()
    ]
    return _paper(
        kind="MỤC LỤC VĂN BẢN, TÀI LIỆU",
        subject=f"Hồ sơ số {work_file.code} năm {work_file.year}: {work_file.title}",
        blocks=[Table(OF_PAPERS, rows), Paragraph(f"Hồ sơ này có {len(rows)} văn bản, tài liệu.")],
    )


def certificate(work_file: WorkFile) -> Paper:
    """The closing certificate: how many papers, pages and sheets the file has, who made it, when it was closed."""
    totals = totals_of([work_file])
    sheets = (
        f"Tài liệu giấy được đánh số từ tờ 01 đến tờ {totals.sheets:02d}."
        if totals.sheets
        else "Hồ sơ không có tài liệu giấy."
    )
    ended = f"{work_file.ended_on:%d/%m/%Y}" if work_file.ended_on else "…"
    blocks = [
        Paragraph(f"Số và ký hiệu hồ sơ: {work_file.code}; năm {work_file.year}."),
        Paragraph(f"Tiêu đề: {work_file.title}."),
        Paragraph(f"Thời hạn bảo quản: {work_file.retention}."),
        Paragraph(
            f"Hồ sơ có {totals.papers} văn bản, tài liệu, {totals.contents} tệp tin, {totals.pages} trang."
        ),
        Paragraph(sheets),
        Paragraph(f"Thời gian của tài liệu: {span(work_file) or 'chưa ghi'}."),
        Paragraph(f"Ngày bắt đầu: {work_file.started_on:%d/%m/%Y}; ngày kết thúc công việc: {ended}."),
        Paragraph("Đã loại bản trùng, bản nháp; đã rà lại thời hạn bảo quản, tiêu đề, số và ký hiệu hồ sơ."),
    ]
    return _paper(
        kind="CHỨNG TỪ KẾT THÚC",
        subject=f"Hồ sơ {work_file.code} năm {work_file.year}",
        blocks=blocks,
        signature=Signature(("NGƯỜI LẬP HỒ SƠ",), str(work_file.maker)),
    )


def minutes_of(handover: ArchiveHandover) -> Paper:
    """Biên bản giao nhận with the list of the files behind it; both count the same files, in two copies."""
    files = files_in(handover)
    day = clock.day_of(handover.ended_at or handover.created_at)
    spans = [one for work_file in files for one in days_of_papers(work_file) if one is not None]
    return _paper(
        kind="BIÊN BẢN",
        subject="Giao nhận hồ sơ, tài liệu",
        dated_on=day,
        year=day.year,
        blocks=list(_minutes_blocks(handover, files, day, spans)),
        parties=(
            Signature(("ĐẠI DIỆN BÊN GIAO",), str(handover.created_by or "")),
            Signature(("ĐẠI DIỆN BÊN NHẬN",), str(handover.ended_by or "")),
        ),
        annexes=[
            Annex(
                name="MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU",
                title=f"Năm {day.year}: {handover.block}",
                blocks=[Table(OF_FILES, file_rows(files)), Paragraph(list_closing(files))],
                is_landscape=True,
            )
        ],
    )


def list_closing(files: Sequence[WorkFile]) -> str:
    """The line under the list of files."""
    forever = sum(one.years is None for one in files)
    return (
        f"Mục lục này gồm {len(files)} hồ sơ (đơn vị bảo quản), trong đó {forever} hồ sơ bảo quản vĩnh viễn, "
        f"{len(files) - forever} hồ sơ bảo quản có thời hạn."
    )


def _minutes_blocks(
    handover: ArchiveHandover, files: Sequence[WorkFile], day: date, days: Sequence[date]
) -> Iterator[Block]:
    totals = totals_of(files)
    yield Paragraph(f"Hôm nay, {in_words(day)}, chúng tôi gồm:")
    yield Paragraph(f"Bên giao: {handover.unit}, đại diện: ông (bà) {handover.created_by or ''}.")
    taker = f"ông (bà) {handover.ended_by}" if handover.ended_by else "…………………………"
    yield Paragraph(f"Bên nhận: Lưu trữ cơ quan, đại diện: {taker}.")
    yield Paragraph("Thống nhất lập biên bản giao nhận hồ sơ, tài liệu với những nội dung sau:")
    yield Heading("1. Tên khối hồ sơ, tài liệu", level=2)
    yield Paragraph(f"{handover.block}.")
    yield Heading("2. Thời gian của hồ sơ, tài liệu", level=2)
    yield Paragraph(f"Từ ngày {min(days):%d/%m/%Y} đến ngày {max(days):%d/%m/%Y}." if days else "Chưa ghi.")
    yield Heading("3. Số lượng hồ sơ, tài liệu", level=2)
    metres = f"{handover.metres:f}".replace(".", ",")
    yield Paragraph(
        f"a) Hồ sơ, tài liệu giấy: {handover.boxes} hộp (cặp); {totals.files if handover.boxes else 0} hồ sơ; "
        f"{totals.sheets} tờ; {metres} mét giá."
    )
    yield Paragraph(
        f"b) Hồ sơ, tài liệu điện tử: {totals.files} hồ sơ; {totals.papers} văn bản, tài liệu; "
        f"{totals.contents} tệp tin."
    )
    yield Heading("4. Tình trạng hồ sơ, tài liệu giao nộp", level=2)
    yield Paragraph(f"{handover.condition}.")
    yield Heading("5. Mục lục hồ sơ, tài liệu nộp lưu", level=2)
    yield Paragraph(f"Kèm theo biên bản này, gồm {totals.files} hồ sơ.")
    yield Paragraph("Biên bản này được lập thành 02 bản, mỗi bên giữ 01 bản có giá trị như nhau./.")


def destruction_paper(destruction: Destruction) -> Paper:
    """The list of papers that have had their time, with the grounds and what became of it."""
    files = list(destruction.files.order_by("year", "code"))
    blocks: list[Block] = [
        Heading("1. Thuyết minh", level=2),
        *(Paragraph(line) for line in destruction.grounds.splitlines() if line.strip()),
        Heading("2. Danh mục hồ sơ hết giá trị", level=2),
        Table(OF_FILES, file_rows(files)),
        Paragraph(list_closing(files)),
    ]
    if destruction.council:
        blocks += [
            Heading("3. Xét hủy", level=2),
            Paragraph(f"Hội đồng: {destruction.council}."),
            Paragraph(f"Quyết định hủy: {destruction.decision}."),
        ]
    if destruction.minutes:
        blocks += [Heading("4. Biên bản hủy", level=2), Paragraph(f"{destruction.minutes}.")]
    return _paper(
        kind="DANH MỤC HỒ SƠ, TÀI LIỆU HẾT GIÁ TRỊ",
        subject=destruction.title,
        blocks=blocks,
        parties=(
            Signature(("NGƯỜI LẬP",), str(destruction.created_by or "")),
            Signature(("NGƯỜI THÔNG QUA",), str(destruction.agreed_by or "")),
        ),
    )
