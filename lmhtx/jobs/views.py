"""Pages about work behind the page; they stand below the room `ui` and so say GET and POST themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from lmhtx.access.decorators import needs
from lmhtx.jobs import actions
from lmhtx.jobs.access import Perm
from lmhtx.jobs.models import Job
from lmhtx.jobs.queries import failed_jobs, scheduled_jobs
from lmhtx.jobs.registry import DEFINED, label_of


@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiến độ công việc"""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    template = "jobs/_progress.html" if request.headers.get("HX-Request") else "jobs/job_detail.html"
    response = render(request, template, {"job": job, "label": label_of(job.name)})
    if not job.is_open:
        # Pages that wait for the work listen for this and load what it has made.
        response["HX-Trigger"] = "lmhtx:job-ended"
    return response


@require_safe
@needs(Perm.RUN_JOBS)
def scheduled_list(request: HttpRequest) -> HttpResponse:
    """Việc chạy nền"""
    context: dict[str, Any] = {"jobs": scheduled_jobs(), "failed": failed_jobs()}
    return render(request, "jobs/scheduled_list.html", context)


@require_POST
@needs(Perm.RUN_JOBS)
def scheduled_run(request: HttpRequest, name: str) -> HttpResponse:
    """Chạy ngay"""
    if name not in DEFINED or not DEFINED[name].is_scheduled:
        raise Http404
    actions.run_now(name=name, by=request.user)
    messages.success(request, f"Đã đưa việc “{label_of(name)}” vào hàng đợi.")
    return redirect("scheduled_list")
