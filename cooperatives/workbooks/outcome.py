"""What came of a workbook: rows with values, what was mended, what a person must settle, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from lmhtx.vn.labels import Labelled

FIELDS = (
    "name", "tax_code", "founded", "hamlet", "ward", "vsic", "trade", "capital", "members", "workers", "revenue",
    "head", "phone", "status",
)  # fmt: skip


class Field(Labelled):
    """The facts of a row under the words that messages use."""

    NAME = "name", "Tên hợp tác xã"
    TAX_CODE = "tax_code", "Mã số"
    FOUNDED = "founded", "Ngày thành lập"
    HAMLET = "hamlet", "Ấp, khu phố"
    WARD = "ward", "Xã, phường"
    VSIC = "vsic", "Mã ngành"
    TRADE = "trade", "Ngành nghề"
    CAPITAL = "capital", "Vốn điều lệ"
    MEMBERS = "members", "Số thành viên"
    WORKERS = "workers", "Số lao động"
    REVENUE = "revenue", "Doanh thu"
    HEAD = "head", "Người đứng đầu"
    PHONE = "phone", "Điện thoại"
    STATUS = "status", "Tình trạng"


class Mend(Labelled):
    """How a cell with one right reading was mended."""

    LEGACY_FONT = "legacy_font", "Đổi từ phông chữ cũ (TCVN3, VNI) sang Unicode"
    UNICODE = "unicode", "Ghép dấu theo Unicode dựng sẵn"
    MOJIBAKE = "mojibake", "Đọc lại chữ bị sai bảng mã"
    SPACES = "spaces", "Bỏ khoảng trắng và ký tự ẩn thừa"
    WRITTEN_OUT = "written_out", "Viết đầy đủ chữ tắt"
    HONORIFIC = "honorific", "Bỏ danh xưng, chức vụ, ghi chú kèm tên người"
    PUNCTUATION = "punctuation", "Bỏ dấu ngăn cách, nháy đơn và chữ thừa"
    NUMERIC_CELL = "numeric_cell", "Đổi ô số thành chữ số"
    LOST_ZERO = "lost_zero", "Thêm lại số 0 đầu bị mất"
    LETTERS_FOR_DIGITS = "letters_for_digits", "Đổi chữ O, I, l gõ nhầm thành chữ số"
    CAPITALS = "capitals", "Viết hoa chữ đầu tên người"
    SERIAL = "serial", "Đổi số thứ tự ngày của Excel thành ngày"
    DATE_TEXT = "date_text", "Đọc ngày ghi bằng chữ"
    SHORT_YEAR = "short_year", "Viết đủ bốn chữ số của năm"
    MONTH_FIRST = "month_first", "Đổi tháng/ngày/năm thành ngày/tháng/năm"
    NUMBER_TEXT = "number_text", "Đổi số ghi bằng chữ thành số"
    UNIT = "unit", "Đổi đơn vị tính ra đồng"
    NOTHING = "nothing", "Dấu gạch hoặc chữ “không có” là ô trống"
    COMMUNE_NAME = "commune_name", "Viết đầy đủ tên xã, phường"
    OLD_COMMUNE = "old_commune", "Đổi xã, phường cũ sang xã, phường hiện nay"
    FROM_ADDRESS = "from_address", "Tách từ ô địa chỉ"
    FROM_HEADING = "from_heading", "Lấy từ dòng nhóm hoặc ô gộp phía trên"
    OLD_NUMBERING = "old_numbering", "Đổi đầu số điện thoại cũ sang đầu số hiện nay"
    FIRST_OF_SEVERAL = "first_of_several", "Lấy giá trị đầu tiên, giữ các giá trị khác để tham khảo"
    STATUS_LABEL = "status_label", "Viết theo tên tình trạng của sổ"


class Kind(Labelled):
    """What a problem asks of a person."""

    BLOCK = "block", "Phải sửa"
    ASK = "ask", "Cần xác nhận"


class Action(Labelled):
    """What a row does to the register."""

    CREATE = "create", "Thêm mới"
    UPDATE = "update", "Cập nhật"
    UNCHANGED = "unchanged", "Không đổi"
    BLOCKED = "blocked", "Chưa ghi được"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What only a person can settle: a stable key, what is wrong and how to mend it, each a sentence."""

    code: str
    message: str
    suggestion: str
    kind: Kind = Kind.ASK


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader made of a cell: a value, how it was mended, or what is wrong; `more` goes with the value."""

    value: Any = None
    mend: Mend | None = None
    trouble: Trouble | None = None
    more: tuple[str, ...] = ()


NOTHING = Found()


@dataclass(frozen=True, slots=True)
class Fix:
    """A cell that had one right reading, before and after."""

    field: str
    raw: Any
    value: Any
    rule: Mend


@dataclass(frozen=True, slots=True)
class Problem:
    """A trouble at the field of a row; field "" is the row as a whole."""

    field: str
    code: str
    message: str
    suggestion: str
    kind: Kind = Kind.ASK


@dataclass(slots=True)
class ReadRow:
    """A row of data: sheet and number as Excel names them; `more` holds what the fourteen fields do not."""

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    fixes: list[Fix] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    same_as: list[int] = field(default_factory=list)
    twins: list[ReadRow] = field(default_factory=list)
    action: Action = Action.CREATE
    known: int | None = None
    more: dict[str, Any] = field(default_factory=dict)
    raws: dict[str, Any] = field(default_factory=dict)
    columns: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def take(self, name: str, raw: Any, found: Found) -> None:
        """Keep what a reader made of the cell of a field."""
        self.values[name] = found.value
        self.raws.setdefault(name, raw)
        if found.mend is not None:
            self.fixes.append(Fix(name, raw, found.value, found.mend))
        if found.trouble is not None:
            self.trouble(name, found.trouble)
        if found.more:
            self.more[name] = found.more

    def trouble(self, name: str, trouble: Trouble) -> None:
        """Add what a person must settle, once."""
        problem = Problem(name, trouble.code, trouble.message, trouble.suggestion, trouble.kind)
        if problem not in self.problems:
            self.problems.append(problem)

    def has_trouble(self, name: str) -> bool:
        """Whether something is asked at a field."""
        return any(problem.field == name for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out and why; row 0 is the sheet as a whole."""

    sheet: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column by its letter, the key and words of its heading, the fact it was read as, "" for none, some cells."""

    sheet: str
    letter: str
    key: str
    heading: str
    fact: str
    samples: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """All rows of a workbook, its columns, and all that was left out."""

    rows: list[ReadRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    columns: list[SeenColumn] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """What the page shows, in plain values."""
        return {
            "rows": [_row_json(row) for row in self.rows],
            "skipped": [{"sheet": one.sheet, "row": one.row, "why": one.why} for one in self.skipped],
        }


def _row_json(row: ReadRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "values": {name: simple(row.values.get(name)) for name in FIELDS},
        "fixes": [
            {"field": fix.field, "raw": simple(fix.raw), "value": simple(fix.value), "rule": fix.rule.value}
            for fix in row.fixes
        ],
        "problems": [
            {
                "field": problem.field,
                "kind": problem.kind.value,
                "code": problem.code,
                "message": problem.message,
                "suggestion": problem.suggestion,
            }
            for problem in row.problems
        ],
        "same_as": row.same_as,
        "action": row.action.value,
    }


def simple(value: Any) -> Any:
    """A value as JSON knows it, days as ISO."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case float() if value.is_integer():
            return int(value)
    return value
