"""One form as a workbook: written for one cooperative, one period, one edition, and read again by its hidden keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cooperatives.enums.forms import Unit
from cooperatives.year_form import Answer, Figure
from lmhtx.sheets.cells import EXCEL_ERRORS, asks_to_clear, words_of
from lmhtx.sheets.columns import Cell, Fault
from lmhtx.sheets.harmless import harmless
from lmhtx.sheets.headings import letter
from lmhtx.sheets.writing import HEAD_COLOUR, HEAD_FONT
from lmhtx.vn.text import fold

SHEET, MARK = "Phiếu", "PHIEU"
LABEL, UNIT, LAST, NOW, NOTE, KEY = "Mục", "Đơn vị", "Số kỳ trước", "Số kỳ này", "Ghi chú", "Mã mục"
HEADINGS = (LABEL, UNIT, LAST, NOW, NOTE, KEY)
WIDTHS = (44, 14, 22, 22, 44, 12)
HEAD_ROW = 4
NOW_AT, NOTE_AT = 4, 5
MOST_TYPED, MOST_NOTE = 60, 300
UNITS = {
    Unit.PEOPLE: "người",
    Unit.MONEY: "đồng",
    Unit.NUMBER: "số",
    Unit.WORDS: "chữ",
    Unit.YES_NO: "Có/Không",
}
HINT = (
    "Chỉ ghi vào cột “Số kỳ này” và “Ghi chú”. Ô để trống giữ nguyên số trong phiếu; muốn xóa thì ghi XÓA. "
    "Số tiền ghi 1.200.000.000 hay 1,2 tỷ đều được. Gửi lại tệp ở trang phiếu; gửi tệp chưa phải là nộp."
)
NOT_OURS = (
    "Tệp này không phải mẫu Excel của phiếu. Hãy bấm “Tải mẫu Excel” ở trang này, điền vào đó rồi gửi lại."
)
OTHER = "Tệp này là phiếu của {what} khác, không phải của phiếu đang mở. Hãy tải mẫu Excel ở trang này rồi điền lại."
OLD = "Tệp này theo bản mẫu khác với bản mẫu của đợt. Hãy tải mẫu Excel ở trang này rồi chép số sang."


class NotThisForm(ValueError):
    """The workbook belongs elsewhere; the message is a sentence for the sender."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Which form a workbook is."""

    period: int
    cooperative: int
    edition: str

    @property
    def mark(self) -> str:
        """As it stands in the hidden cell."""
        return f"{MARK}|{self.period}|{self.cooperative}|{self.edition}"

    def refuse_others(self, mark: str) -> None:
        """NotThisForm where the mark is that of another form."""
        parts = mark.split("|", 3)
        if len(parts) != len(self.mark.split("|", 3)):
            raise NotThisForm(NOT_OURS)
        _, period, cooperative, edition = parts
        if cooperative != str(self.cooperative):
            raise NotThisForm(OTHER.format(what="hợp tác xã"))
        if period != str(self.period):
            raise NotThisForm(OTHER.format(what="đợt"))
        if edition != self.edition:
            raise NotThisForm(OLD)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One row: the question, the last verified answer, what the draft says, readable or not, and its note."""

    figure: Figure
    last: Answer | None
    now: Answer | str | None
    note: str


@dataclass(slots=True)
class Filled:
    """What a workbook says, by key: as typed, its notes, where each stands, and what could not be taken."""

    typed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def write_form(path: Path, *, title: str, whose: Whose, lines: Sequence[FormLine]) -> None:
    """Write the workbook; only the two columns to be filled are unlocked."""
    from openpyxl import Workbook  # noqa: PLC0415 heavy: only where a form is written
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # noqa: PLC0415 the same

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet["A1"], sheet["A2"], sheet["F1"] = harmless(title), HINT, whose.mark
    sheet["A1"].font = Font(bold=True, size=14, color=HEAD_FONT[1:])
    sheet.merge_cells("A2:E2")
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[2].height = 48
    for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        cell = sheet.cell(HEAD_ROW, place, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=HEAD_COLOUR[1:])
        sheet.column_dimensions[letter(place - 1)].width = width
    sheet.column_dimensions[letter(len(HEADINGS) - 1)].hidden = True
    for number, line in enumerate(lines, HEAD_ROW + 1):
        _write_line(sheet, number, line)
        for place in (NOW_AT, NOTE_AT):
            sheet.cell(number, place).protection = Protection(locked=False)
    _offer(sheet, lines)
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.protection.sheet, sheet.protection.formatColumns = True, False
    book.save(path)


def _write_line(sheet: Any, number: int, line: FormLine) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 loaded already by the caller

    figure = line.figure
    told = (figure.label, UNITS[figure.unit], _cell(figure, line.last), _cell(figure, line.now), line.note)
    for place, value in enumerate((*told, figure.key), 1):
        cell = sheet.cell(number, place, harmless(value) if isinstance(value, str) else value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if place in {NOW_AT - 1, NOW_AT} and figure.is_counted:
            cell.number_format = "#,##0" if figure.unit != Unit.NUMBER else "#,##0.##"


def _cell(figure: Figure, value: Answer | None) -> Any:
    return figure.told(value) if isinstance(value, bool) or (figure.is_yes_no and value in {0, 1}) else value


def _offer(sheet: Any, lines: Sequence[FormLine]) -> None:
    """Excel warns of an odd cell; it never forbids, for "12 người" and "1,2 tỷ" are read as well."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 loaded already by the caller

    offers = {
        Unit.PEOPLE: DataValidation(type="whole", operator="between", formula1="0", formula2="200000"),
        Unit.NUMBER: DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0"),
        Unit.YES_NO: DataValidation(type="list", formula1='"Có,Không"'),
    }
    told = {
        Unit.PEOPLE: "Ghi một số nguyên, ví dụ 125.",
        Unit.NUMBER: "Ghi một số, ví dụ 12,5.",
        Unit.YES_NO: "Chọn Có hoặc Không.",
    }
    for unit, offer in offers.items():
        offer.allow_blank, offer.errorStyle, offer.showErrorMessage = True, "warning", True
        offer.errorTitle, offer.error = NOW, told[unit]
        for number, line in enumerate(lines, HEAD_ROW + 1):
            if line.figure.unit == unit:
                offer.add(f"{letter(NOW_AT - 1)}{number}")
        if offer.sqref:
            sheet.add_data_validation(offer)


def read_form(
    sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]],
    formulas: Collection[tuple[str, int, int]],
    *,
    whose: Whose,
    figures: Sequence[Figure],
) -> Filled:
    """What the workbook says, matched by the hidden keys; NotThisForm where it belongs to another form."""
    for name, rows in sheets:
        mark = next((cell for row in rows for cell in row if str(cell).startswith(f"{MARK}|")), None)
        head = next((at for at, row in enumerate(rows) if _columns(row).keys() >= {NOW, KEY}), None)
        if mark is not None and head is not None:
            whose.refuse_others(str(mark))
            return _Reader(name, rows, head, formulas, figures).filled
    raise NotThisForm(NOT_OURS)


def _columns(row: Sequence[Cell]) -> dict[str, int]:
    names = {fold(heading): heading for heading in HEADINGS}
    places = ((names.get(fold(words_of(cell))), at) for at, cell in enumerate(row))
    return {heading: at for heading, at in places if heading}


class _Reader:
    """Reads row after row, remembering where each question was met."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Sequence[Cell]],
        head: int,
        formulas: Collection[tuple[str, int, int]],
        figures: Sequence[Figure],
    ) -> None:
        self.name, self.formulas, self.filled = name, formulas, Filled()
        self.at = _columns(rows[head])
        self.by_key = {one.key: one for one in figures}
        self.by_label = {fold(one.label): one for one in figures}
        for number, row in enumerate(rows[head + 1 :], head + 1):
            self._read(number, row)

    def _read(self, number: int, row: Sequence[Cell]) -> None:
        key, label, now, note = (self._said(row, heading) for heading in (KEY, LABEL, NOW, NOTE))
        # A formula that failed, or was never computed, leaves an empty cell behind.
        is_empty_formula = now is None and (self.name, number, self.at[NOW]) in self.formulas
        if now is None and note is None and not is_empty_formula:
            return
        figure = self.by_key.get(words_of(key)) or self.by_label.get(fold(words_of(label)))
        if figure is None:
            advice = "Bỏ dòng này, hoặc ghi vào đúng dòng của mẫu."
            self._fault(number, NOW, words_of(label), now, "Dòng này không có trong phiếu.", advice)
        elif figure.key in self.filled.places:
            first = self.filled.places[figure.key][0]
            reason = f"Mục này đã ghi ở dòng {first}; cổng lấy dòng đó."
            self._fault(number, NOW, figure.label, now, reason, "Bỏ bớt một dòng.")
        else:
            self.filled.places[figure.key] = (number + 1, letter(self.at[NOW]))
            self._take(number, figure, now, note, is_empty_formula=is_empty_formula)

    def _take(self, number: int, figure: Figure, now: Cell, note: Cell, *, is_empty_formula: bool) -> None:
        if is_empty_formula:
            advice = "Mở tệp bằng Excel rồi bấm Lưu, hoặc gõ thẳng số vào ô."
            self._fault(
                number, NOW, figure.label, now, "Ô có công thức mà tệp không có kết quả dùng được.", advice
            )
        elif isinstance(now, str) and now.startswith(EXCEL_ERRORS):
            advice = "Sửa công thức, hoặc gõ thẳng số vào ô."
            self._fault(number, NOW, figure.label, now, f"Ô có lỗi công thức {now[:20]}.", advice)
        elif now is not None:
            self.filled.typed[figure.key] = _typed(figure, now)
        if note is not None:
            self.filled.notes[figure.key] = "" if asks_to_clear(note) else words_of(note)[:MOST_NOTE]

    def _said(self, row: Sequence[Cell], heading: str) -> Cell:
        at = self.at.get(heading)
        return row[at] if at is not None and at < len(row) else None

    def _fault(self, number: int, heading: str, label: str, cell: Cell, reason: str, advice: str) -> None:
        where = letter(self.at[heading])
        self.filled.faults.append(
            Fault(self.name, number + 1, where, label[:120], words_of(cell)[:60], reason, advice)
        )


def _typed(figure: Figure, cell: Cell) -> str:
    if asks_to_clear(cell):
        return ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        is_answer = figure.is_counted or (figure.is_yes_no and cell in {0, 1})
        return figure.told(cell) if is_answer else words_of(cell)
    return words_of(cell)[: MOST_NOTE if figure.unit == Unit.WORDS else MOST_TYPED]


def places_of(faults: Sequence[Fault]) -> Iterator[str]:
    """Each fault in one sentence: where, what, how to mend it."""
    for one in faults:
        said = f" ghi “{one.value}”" if one.value else ""
        yield f"Ô {one.column}{one.row}, {one.heading}{said}: {one.reason} {one.advice}".strip()
