"""The first words of a progress report, made from its figures; people write on from here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lmhtx.reports.rules import on_paper
from lmhtx.vn.numbers import decimal_comma, grouped
from plans.models import Plan


def texts(run: Any) -> dict[str, str]:
    """Each part of the report's words; a part that nobody can know from figures starts empty."""
    sections = {section["key"]: section for section in run.figures["sections"]}
    lists = {one["key"]: one for one in run.figures["lists"]}
    summary = {row["key"]: row["cells"] for row in sections["summary"]["rows"]}
    flows = {row["key"]: row["cells"]["now"]["v"] for row in sections["flows"]["rows"]}
    return {
        "context": _context(run),
        "results": "\n".join(_results(run, summary, flows)),
        "limits": "\n".join(_limits(summary, sections["by_agency"])),
        "causes": "",
        "directions": _directions(lists["coming"]),
        "proposals": "",
    }


def _context(run: Any) -> str:
    plan = Plan.objects.filter(pk=run.subject_id).first()
    paper = f"Thực hiện {plan}" if plan else "Thực hiện các kế hoạch, chương trình đang theo dõi"
    return (
        f"{paper}, Liên minh Hợp tác xã tổng hợp tình hình thực hiện nhiệm vụ {run.lower_label}. "
        f"Số liệu từ ngày {on_paper(run.first_on)}, tính đến ngày {on_paper(run.last_on)}."
    )


def _results(run: Any, summary: dict[str, Any], flows: dict[str, int]) -> list[str]:
    now = {key: cells["now"]["v"] for key, cells in summary.items()}
    done = now["done_on_time"] + now["done_late"]
    standing = (
        f"Đến ngày {on_paper(run.last_on)}, tổng số nhiệm vụ được giao là {grouped(now['total'])}. "
        f"Đã hoàn thành {grouped(done)} nhiệm vụ, trong đó đúng hạn {grouped(now['done_on_time'])}, "
        f"quá hạn {grouped(now['done_late'])}; chờ xác nhận kết quả {grouped(now['awaiting'])}."
    )
    moved = (
        f"Trong kỳ, giao mới {grouped(flows['new'])} nhiệm vụ, đến hạn {grouped(flows['due_in'])}, "
        f"hoàn thành {grouped(flows['done_in'])}, được gia hạn hoặc đổi hạn {grouped(flows['moved_in'])}."
    )
    said = [standing, moved]
    if now["share"] is not None:
        first = summary["share"]["first"]["v"]
        said.append(
            f"Tỷ lệ hoàn thành đúng hạn đạt {_percent(now['share'])}; tính theo hạn gốc đạt {_percent(first)}."
        )
    return said


def _limits(summary: dict[str, Any], agencies: dict[str, Any]) -> list[str]:
    overdue = summary["overdue"]["now"]["v"]
    if not overdue:
        return ["Không có nhiệm vụ quá hạn tại ngày chốt số liệu."]
    late = sorted(
        ((row["cells"]["overdue"]["v"], row["label"]) for row in agencies["rows"]), key=lambda one: -one[0]
    )
    named = "; ".join(f"{name} ({grouped(number)})" for number, name in late[:5] if number)
    said = [f"Còn {grouped(overdue)} nhiệm vụ chưa hoàn thành, đã quá hạn."]
    return [*said, f"Cơ quan, đơn vị chủ trì có nhiều nhiệm vụ quá hạn: {named}."] if named else said


def _directions(coming: dict[str, Any]) -> str:
    number = coming["total"]["v"]
    if not number:
        return "Tiếp tục theo dõi, đôn đốc thực hiện các nhiệm vụ theo tiến độ."
    return (
        f"Tập trung thực hiện {grouped(number)} nhiệm vụ đến hạn trong 30 ngày sau ngày chốt số liệu; "
        "đôn đốc các nhiệm vụ đã quá hạn."
    )


def _percent(share: str | None) -> str:
    return "–" if share is None else f"{decimal_comma(Decimal(share))}%"
