"""Reports that wait for a person's verdict, accepted many at once."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from lmhtx.access.decorators import needs
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.htmx import done, page
from lmhtx.workflow import Refused
from plans.access import Perm
from plans.actions.reports import accept_reports
from plans.models import Report
from plans.queries.todo import to_accept


@reads
@needs(Perm.JUDGE_REPORT)
def reports_waiting(request: HttpRequest) -> HttpResponse:
    """Báo cáo chờ xác nhận."""
    reports = list(
        to_accept(request.user).select_related("task__plan", "created_by", "agency", "batch")[:200]
    )
    context = {
        "title": "Báo cáo chờ anh/chị xác nhận",
        "reports": reports,
        "may_judge": {report.pk for report in reports},
    }
    return page(request, "plans/reports_waiting.html", context)


@writes(post_only=True)
@needs(Perm.JUDGE_REPORT)
def reports_accept(request: HttpRequest) -> HttpResponse:
    """Xác nhận các báo cáo đã chọn."""
    ids = [int(word) for word in request.POST.getlist("ids") if word.isdecimal() and len(word) < 19][:500]
    rows = Report.objects.visible_to(request.user).select_related("task__plan__keeper").filter(pk__in=ids)
    reports = list(rows.order_by("task"))
    if not reports:
        raise Refused("Hãy chọn ít nhất một báo cáo.")
    if not all(judges(request, report) for report in reports):
        raise Http404
    accept_reports(reports=reports, by=request.user, note=request.POST.get("note", "")[:4000])
    batch = reports[0].batch if all(one.batch_id == reports[0].batch_id for one in reports) else None
    return done(request, batch or "reports_waiting", f"Đã xác nhận {len(reports)} báo cáo.")


def judges(request: HttpRequest, report: Report) -> bool:
    return bool(request.user.has_perm(Perm.JUDGE_REPORT, report))
