"""Annex VI of decree 30/2020/NĐ-CP: what it asks of a system, how the portal does it, and what tries it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lmhtx.vn.labels import Labelled

FUNCTIONS = Path(__file__).parent / "data" / "annex_vi.csv"
PARTS = {
    "III.1": "III.1. Tạo lập và theo dõi văn bản",
    "III.2": "III.2. Kết nối, liên thông",
    "III.3": "III.3. An ninh thông tin",
    "III.4": "III.4. Lập và quản lý hồ sơ",
    "III.5": "III.5. Bảo quản và lưu trữ văn bản, hồ sơ",
    "III.6": "III.6. Thống kê, tìm kiếm và sử dụng",
    "III.7": "III.7. Quản lý dữ liệu đặc tả",
    "III.8": "III.8. Thu hồi văn bản",
    "IV": "IV. Quản trị hệ thống",
    "V": "V. Thông tin đầu ra",
}


class Standing(Labelled):
    """How far the portal does what the annex asks."""

    MET = "yes", "Đáp ứng"
    IN_PART = "part", "Một phần"
    NOT_MET = "no", "Chưa có"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the annex: where it stands there, how the portal does it, the page and the test that show it."""

    code: str
    words: str
    standing: Standing
    how: str
    url_name: str
    test: str

    @property
    def part(self) -> str:
        """The part of the annex it stands in."""
        number, *rest = self.code.split(".")
        return f"{number}.{rest[0]}" if number == "III" else number


@cache
def functions() -> tuple[Function, ...]:
    """All of them in the order of the annex."""
    with FUNCTIONS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Function(
                row["code"], row["words"], Standing(row["state"]), row["how"], row["url_name"], row["test"]
            )
            for row in csv.DictReader(file)
        )
