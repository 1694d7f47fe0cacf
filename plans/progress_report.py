"""What plans give to periodic reports: the progress report, and on a task's page the reports that counted it."""

from __future__ import annotations

from typing import Any

from lmhtx.contributions import Panel, PeriodicReport
from lmhtx.reports.access import Perm
from lmhtx.reports.queries.lineage import issued_reports_of
from plans.models import Plan, Task
from plans.queries.progress_figures import figures
from plans.queries.progress_reasons import reasons, told
from plans.queries.progress_records import records
from plans.queries.progress_texts import texts
from plans.queries.tasks import tasks_of

PROGRESS = "plans.progress"


def _counted_in(user: Any, task: Task) -> dict[str, Any] | None:
    """The issued reports in which the task was counted; nothing where there is none."""
    found = list(issued_reports_of(user, task.pk, report=PROGRESS))
    return {"reports": found} if found else None


PROGRESS_ITEMS = (
    Panel(
        on="plans.Task",
        key="task_counted_in",
        title="Báo cáo đã tính nhiệm vụ này",
        template="reports/_counted_in.html",
        context=_counted_in,
        permission=Perm.VIEW_RUN,
        order=50,
    ),
    PeriodicReport(
        key=PROGRESS,
        title="Báo cáo tình hình thực hiện nhiệm vụ",
        subjects=Plan.objects.visible_to,
        subject_label=lambda pk: str(Plan.objects.get(pk=pk)),
        records=records,
        figures=figures,
        texts=texts,
        rows=tasks_of,
        row_template="plans/_task_row.html",
        told=told,
        reasons=reasons,
    ),
)
