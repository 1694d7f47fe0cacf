"""A dirty workbook of an invented office with its key: what each cell must become, and what must be asked."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from stdnum.vn import mst

from lmhtx.reading.legacy_fonts import TCVN3_CAPITALS, TCVN3_ROWS, TONES

ASK = object()
COLUMNS = (
    "TT", "Mã số thuế", "Tên đơn vị", "Tổng số", "Trong đó nữ", "Số LĐ", "Ngày thành lập", "Thôn, ấp", "Xã (phường)",
    "Huyện cũ", "Vốn ĐL", "Doanh thu", "Mã ngành", "Ngành nghề", "Họ tên", "SĐT", "Hiện trạng",
)  # fmt: skip
FIELDS = {
    "tax_code": 1, "name": 2, "members": 3, "workers": 5, "founded": 6, "hamlet": 7, "ward": 8, "capital": 10,
    "revenue": 11, "vsic": 12, "trade": 13, "head": 14, "phone": 15, "status": 16,
}  # fmt: skip
ABOVE = {3: "Thành viên", 4: "Thành viên", 14: "Người đại diện", 15: "Người đại diện"}
KINDS = ("Nông nghiệp", "Dịch vụ Nông nghiệp", "Vận tải", "Chăn nuôi", "Thương mại - Dịch vụ", "Thủy sản")
PLACES = ("Tân Lập", "Rạng Đông", "Sông Bé", "Hòa Thuận", "Long Điền", "Mỹ Phước", "Quang Trung", "Bàu Hàm")
PEOPLE = ("Lý Thị Mận", "Châu Văn Út", "Tô Ngọc Ẩn", "Lâm Thị Ngân", "Mai Đình Quý", "Quách Hữu Nghĩa")
TRADES = (
    ("0119", "Trồng cây hàng năm khác"),
    ("0146", "Chăn nuôi gia cầm"),
    ("4933", "Vận tải hàng hóa bằng đường bộ"),
)
STATUSES = (
    ("Đang hoạt động", "hoạt động tốt"),
    ("Tạm ngừng kinh doanh", "tạm dừng"),
    ("Đang làm thủ tục giải thể", "đang làm thủ tục GT"),
)
WARDS = (
    "Phường Trấn Biên",
    "Xã Trảng Bom",
    "Phường Bình Lộc",
    "Xã Xuân Hòa",
    "Phường Chơn Thành",
    "Xã Bù Đăng",
)
ASKED_WARDS = ("Xã Hoa Mai Trắng", "xã Xuân Tâm", "Tân Bình", None)


def typed_for_an_old_font(words: str) -> str:
    """The words as someone with a TCVN3 keyboard typed them."""
    codes = {letter: code for code, letter in TCVN3_CAPITALS.items()}
    for base, signs in TCVN3_ROWS:
        codes |= {
            unicodedata.normalize("NFC", base + tone): sign for sign, tone in zip(signs, TONES, strict=True)
        }
    return "".join(codes.get(sign, sign) for sign in words)


@dataclass
class Office:
    """The workbook being made: rows of cells and, for each, what must come of it."""

    seed: int
    size: int
    key: dict[int, dict[str, Any]] = field(default_factory=dict)
    noise: list[int] = field(default_factory=list)
    twins: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.book = Workbook()
        self.sheet = self.book.active
        self.sheet.title = "Biểu 02-HTX"
        self.at = 0

    def write(self, path: Path) -> Path:
        """Make everything and save it."""
        self._top()
        rows = [self._true(number) for number in range(self.size)]
        for number, values in enumerate(rows):
            if number % 40 == 20:
                self._noise([None, None, f"Nhóm {number}"])
            self._row(values)
        first = min(self.key)
        for values in self.chance.sample(rows, max(2, self.size // 25)):
            first = next(row for row, want in self.key.items() if want["of"] == values["of"])
            self._row({**values, "tax_code": None}, said=values["name"].replace("Hợp tác xã", "HTX").upper())
            self.twins.append((first, self.at))
        self._noise([None, None, "Tổng cộng", 12_345])
        self._noise([None] * 10 + ["Người lập biểu"])
        old = self.book.create_sheet("Bản cũ")
        old.sheet_state = "hidden"
        old.append(["Tên HTX", "MST", "Địa chỉ"])
        self.book.create_sheet("Cách ghi").append(["Ghi tên HTX đầy đủ", "Không bỏ trống"])
        self.book.save(path)
        return path

    def _noise(self, cells: list[Any]) -> None:
        self.at += 1
        self.noise.append(self.at)
        for column, cell in enumerate(cells, start=1):
            self.sheet.cell(self.at, column, cell)

    def _top(self) -> None:
        self._noise(["PHÒNG KINH TẾ HẠ TẦNG"])
        self._noise(["BIỂU KÊ KHAI HỢP TÁC XÃ"])
        self.sheet.merge_cells("A2:Q2")
        self._noise([None] * 9 + ["Đơn vị tính: triệu đồng"])
        self._noise([ABOVE.get(at, name) for at, name in enumerate(COLUMNS)])
        self._noise([name if at in ABOVE else None for at, name in enumerate(COLUMNS)])
        for left, right in (("D4", "E4"), ("O4", "P4")):
            self.sheet.merge_cells(f"{left}:{right}")
        self._noise([f"({at})" for at in range(1, len(COLUMNS) + 1)])

    def _true(self, number: int) -> dict[str, Any]:
        pick = self.chance.choice
        while (check := mst.calc_check_digit(body := f"3797{self.chance.randrange(10**5):05d}")) == "10":
            pass
        code, trade = pick(TRADES)
        status, _spelled = pick(STATUSES)
        return {
            "of": number, "tax_code": body + check, "name": f"Hợp tác xã {pick(KINDS)} {pick(PLACES)} {number}",
            "members": self.chance.randrange(7, 1900), "workers": self.chance.randrange(3, 90),
            "founded": date(1997, 1, 1) + timedelta(days=self.chance.randrange(10_000)),
            "hamlet": f"Thôn {self.chance.randrange(1, 20)}", "ward": pick(WARDS),
            "capital": self.chance.randrange(300, 9000) * 10**6, "revenue": self.chance.randrange(400, 9000) * 10**6,
            "vsic": code, "trade": trade, "head": pick(PEOPLE), "phone": f"09{self.chance.randrange(10**8):08d}",
            "status": status,
        }  # fmt: skip

    def _row(self, values: dict[str, Any], *, said: str = "") -> None:
        """A row with its dirt; `said` is what stands for the name instead."""
        self.at += 1
        self.key[self.at] = want = {"of": values["of"]}
        self.sheet.cell(self.at, 1, len(self.key))
        for name, column in FIELDS.items():
            value = values[name]
            cell, want[name] = self._plain(name, value)
            ways = DIRT.get(name, ())
            if name == "name" and said:
                cell, want[name] = said, said.replace("HTX", "Hợp tác xã")
            elif value is not None and ways and self.chance.random() < 0.35:
                cell, want[name] = self.chance.choice(ways)(value, self.chance)
            elif value is None:
                want[name] = ASK
            made = self.sheet.cell(self.at, column + 1, cell)
            if isinstance(cell, str) and any("\xa1" <= sign <= "\xff" for sign in cell) and name == "name":
                made.font = Font(name=".VnTime")

    @staticmethod
    def _plain(name: str, value: Any) -> tuple[Any, Any]:
        if name in {"capital", "revenue"}:
            return value // 10**6, value
        return (datetime(value.year, value.month, value.day) if isinstance(value, date) else value), value


def millions(value: int) -> int:
    return value // 10**6


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


Dirt = Callable[[Any, random.Random], tuple[Any, Any]]
DIRT: dict[str, tuple[Dirt, ...]] = {
    "tax_code": (
        lambda v, _r: (int(v), v),
        lambda v, _r: (f" {v[:3]} {v[3:6]}-{v[6:]}", v),
        lambda v, _r: (v.replace("0", "O"), v),
        lambda v, _r: (f"MST: {v}", v),
        lambda v, _r: (f"{v}.0", v),
        lambda v, _r: (v[:9] + str((int(v[9]) + 3) % 10), ASK),
        lambda v, _r: (v[:8], ASK),
        lambda _v, _r: (None, ASK),
    ),
    "name": (
        lambda v, _r: (unicodedata.normalize("NFD", v), v),
        lambda v, _r: (v.replace(" ", "\u00a0 "), v),
        lambda v, _r: (v.replace("Hợp tác xã", "HTX"), v),
        lambda v, _r: (typed_for_an_old_font(v), v),
        lambda v, _r: (v.replace("ợ", "\ufffd"), ASK),
    ),
    "founded": (
        lambda v, _r: (f"{v:%d/%m/%Y}", v),
        lambda v, _r: (f"{v.day}.{v.month}.{v.year % 100:02d}", v),
        lambda v, _r: ((v - date(1899, 12, 30)).days, v),
        lambda v, _r: (f"ngày {v.day} tháng {v.month} năm {v.year}", v),
        lambda v, _r: (v.isoformat(), v),
        lambda v, _r: (v.year, ASK),
        lambda v, _r: (f"{v.month}/{v.year}", ASK),
        lambda v, _r: (f"30/02/{v.year}", ASK),
    ),
    "ward": (
        lambda v, _r: (v.split(" ", 1)[1], v),
        lambda v, _r: (v.replace("Phường ", "P.").replace("Xã ", "X. "), v),
        lambda v, _r: (v.upper(), v),
        lambda v, _r: (unicodedata.normalize("NFD", v).encode("ascii", "ignore").decode() if "Đ" not in v else v, v),
        lambda _v, _r: ("TT. Đức Phong", "Xã Bù Đăng"),
        lambda _v, r: (r.choice(ASKED_WARDS), ASK),
    ),
    "capital": (
        lambda v, _r: (dotted(millions(v)), v),
        lambda v, _r: (f"{v / 10**9:g} tỷ".replace(".", ","), v),
        lambda v, _r: (f"{dotted(v)} đồng", v),
        lambda _v, _r: ("-", None),
        lambda v, _r: (v, ASK),
    ),
    "revenue": (lambda v, _r: (f"{millions(v)},0", v), lambda _v, _r: ("chưa có", None), lambda _v, _r: ("nhiều", ASK)),
    "members": (lambda v, _r: (f"{dotted(v)} TV", v), lambda v, _r: (-v, ASK)),
    "workers": (lambda v, _r: (f"{v} người", v), lambda v, _r: (v + 0.5, ASK)),
    "vsic": (lambda v, _r: (int(v), v), lambda _v, _r: (None, None), lambda v, _r: (f"{v}; 4690", v)),
    "head": (lambda v, _r: (f"Bà {v}", v), lambda v, _r: (f"{v} - Giám đốc", v), lambda v, _r: (f"{v} ", v)),
    "phone": (
        lambda v, _r: (int(v), v),
        lambda v, _r: (float(v), v),
        lambda v, _r: (f"{v[:4]}.{v[4:7]}.{v[7:]}", v),
        lambda v, _r: (f"(+84) {v[1:]}", v),
        lambda v, _r: (f"{v} - 0251 3822 345", v),
        lambda _v, _r: ("01687654321", "0387654321"),
        lambda _v, _r: ("123", ASK),
    ),
    "status": (
        lambda v, _r: (dict(STATUSES)[v], v),
        lambda _v, _r: ("đã giải thể", ASK),
        lambda _v, _r: ("xem lại", ASK),
    ),
}  # fmt: skip
