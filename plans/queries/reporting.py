"""Whether a report can be sent of a task now, in words fit for the one who asks."""

from __future__ import annotations

from plans.enums import ReportKind, TaskHold
from plans.models import Task


def why_no_report(task: Task, kind: str, *, is_waiting: bool, children_left: int) -> str:
    """Why nothing can be reported of the task now; "" where it can."""
    if task.accepted_at is not None:
        return "Nhiệm vụ đã được xác nhận hoàn thành."
    if task.hold != TaskHold.NONE:
        return f"Nhiệm vụ đang ở tình trạng “{TaskHold(task.hold).label.lower()}”, chưa báo cáo được."
    if is_waiting:
        return "Đã có một báo cáo đang chờ xem xét; hãy chờ kết quả trước khi gửi báo cáo mới."
    if kind == ReportKind.COMPLETION and children_left:
        return (
            f"Còn {children_left} nhiệm vụ con chưa hoàn thành; nhiệm vụ cha chỉ hoàn thành sau khi các nhiệm vụ "
            "con xong."
        )
    return ""


def open_children(task: Task) -> int:
    """How many children still stand in the way of the parent's end."""
    return task.children.filter(accepted_at__isnull=True).exclude(hold=TaskHold.CANCELLED).count()
