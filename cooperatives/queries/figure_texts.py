"""The first words of the official report on cooperatives, made from its figures; people write on from here."""

from __future__ import annotations

from typing import Any

from lmhtx.reports.rules import on_paper
from lmhtx.reports.showing import NOTHING, shown


def texts(run: Any) -> dict[str, str]:
    """Each part of the report's words; a part that nobody can know from figures starts empty."""
    table = next(one for one in run.figures["sections"] if one["key"] == "table")
    cells = {row["key"]: row["cells"] for row in table["rows"]}

    def now(code: str) -> str:
        return shown(cells[code]["now"], "count")

    return {
        "context": (
            "Liên minh Hợp tác xã tổng hợp tình hình phát triển kinh tế tập thể, hợp tác xã trên địa bàn "
            f"{run.lower_label}. Số liệu từ ngày {on_paper(run.first_on)}, tính đến ngày {on_paper(run.last_on)}."
        ),
        "results": "\n".join(_results(now, cells)),
        "limits": "\n".join(_limits(now)),
        "causes": "",
        "directions": "",
        "proposals": "",
    }


def _results(now: Any, cells: dict[str, Any]) -> list[str]:
    standing = (
        f"Đến ngày chốt số liệu có {now('1')} hợp tác xã (đang hoạt động {now('2')}), {now('30a')} liên hiệp, "
        f"{now('33a')} tổ hợp tác. Trong kỳ thành lập mới {now('5')} hợp tác xã, giải thể tự nguyện {now('6a')}, "
        f"bắt buộc {now('6b')}{_planned(cells['5'])}."
    )
    said = [standing]
    if now("13") != NOTHING:
        said.append(f"Tổng số thành viên {now('13')} người; lao động thường xuyên {now('17')} người.")
    if now("25") != NOTHING:
        said.append(
            f"Doanh thu bình quân một hợp tác xã {now('25')} triệu đồng/năm; thu nhập bình quân của lao động "
            f"thường xuyên {now('28')} triệu đồng/năm."
        )
    said.append(
        f"Có {now('38a')} sản phẩm OCOP còn hiệu lực; {now('40a')} hợp tác xã ứng dụng công nghệ số "
        f"({now('40b')}%); {now('42a')} đơn vị là thành viên Liên minh, kết nạp mới {now('42b')}."
    )
    return said


def _planned(cells: dict[str, Any]) -> str:
    """How far the year's plan is reached by what was founded."""
    done = cells["done"]["v"]
    if done is None:
        return ""
    reached = shown(cells["year"], "count")
    percent = shown({"v": done}, "percent")
    return f"; lũy kế từ đầu năm thành lập mới {reached}, đạt {percent}% kế hoạch"


def _limits(now: Any) -> list[str]:
    waiting = now("4")
    if waiting == shown({"v": 0}, "count"):
        return []
    return [f"Còn {waiting} hợp tác xã ngừng hoạt động, chờ giải thể hoặc đang làm thủ tục giải thể."]
