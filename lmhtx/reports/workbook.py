"""A report as one workbook: a sheet for each part, true numbers, heads that stay in sight."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from lmhtx.reports.models import ReportRun
from lmhtx.reports.rules import on_paper
from lmhtx.reports.showing import as_number

FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
SHEET_NAME, WIDEST = 31, 60
HEAD_ROW = 3


def workbook_of(run: ReportRun) -> bytes:
    """The workbook of the frozen figures."""
    from openpyxl import Workbook  # noqa: PLC0415 slow to load

    book = Workbook()
    about = book.active
    about.title = "Báo cáo"
    for line in _about(run):
        about.append(line)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 90
    for section in run.figures["sections"]:
        columns = section["columns"]
        rows = [
            [row["label"], *(as_number(row["cells"].get(one["key"])) for one in columns)]
            for row in section["rows"]
        ]
        _sheet(book, section["title"], run, ["Nội dung", *(one["label"] for one in columns)], rows)
    for one in run.figures["lists"]:
        rows = [[place, *row["cells"]] for place, row in enumerate(one["rows"], 1)]
        _sheet(book, one["title"], run, ["TT", *(column["label"] for column in one["columns"])], rows)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _about(run: ReportRun) -> list[list[str]]:
    return [
        ["Tên báo cáo", run.title],
        ["Kỳ báo cáo", run.period_label],
        ["Phạm vi", run.subject_label or "Tất cả kế hoạch đang theo dõi"],
        ["Số liệu từ ngày", on_paper(run.first_on)],
        ["Số liệu tính đến", on_paper(run.last_on)],
        ["Cách chốt số liệu", run.get_window_display()],
        ["Phiên bản", str(run.edition)],
        ["Tình trạng", run.get_state_display()],
    ]


def _sheet(book: Any, title: str, run: ReportRun, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 slow to load

    sheet = book.create_sheet(title.translate(FORBIDDEN)[:SHEET_NAME].strip())
    sheet.append([title])
    sheet.append([f"{run.period_label}. Số liệu tính đến {on_paper(run.last_on)}."])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[HEAD_ROW]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for cells in sheet.iter_rows(min_row=HEAD_ROW + 1):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # What somebody typed is a text even where it begins like a formula.
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = f"B{HEAD_ROW + 1}"
    for place, name in enumerate(head):
        longest = max((len(str(row[place])) for row in rows if place < len(row)), default=0)
        letter = sheet.cell(row=HEAD_ROW, column=place + 1).column_letter
        sheet.column_dimensions[letter].width = min(WIDEST, max(14, longest + 2, len(name) // 2 + 2))
