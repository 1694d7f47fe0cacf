"""Redis or PostgreSQL goes away and comes back while people work."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.rescue import rescue_lost
from plans.models import Reading
from plans.models.reading import ReadingState
from tests.factories import plans as make
from tests.faults.office import Browser, until

PASTED = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tMở lớp tập huấn\tVăn phòng\tQuý II/2026\n"
SOON_SECONDS = 10


def test_pages_and_acts_do_without_redis_and_the_work_follows(services, web, start_worker, person):
    officer, clerk = person("chuyenvien"), person("vanthu")
    task = make.task(person=officer, assigner=person("truongphong"))
    as_officer, as_clerk = Browser(web.port, officer), Browser(web.port, clerk)
    report, read = reverse("report_submit", args=[task.pk]), reverse("reading_create")

    with services.without("redis"):
        pages = [as_officer.get(path) for path in ("/", reverse("task_list"), task.get_absolute_url())]
        sent = as_officer.form(report) | {"kind": "progress", "text": "Đã làm một nửa", "percent": "50"}
        reported = as_officer.post(report, sent)
        handed_in = as_clerk.post(read, as_clerk.form(read) | {"pasted": PASTED})
    start_worker()
    # The rescue of each minute publishes what nobody has taken for two.
    Job.objects.update(run_after_at=Now() - timedelta(minutes=3))
    assert rescue_lost() >= 1

    assert [page.status for page in pages] == [200, 200, 200]
    assert max(answer.seconds for answer in [*pages, reported, handed_in]) < SOON_SECONDS
    assert (reported.status, task.reports.count()) == (302, 1)
    assert handed_in.status == 302
    until(lambda: Reading.objects.get().state == ReadingState.READY)
    until(lambda: Job.objects.get(pk=Reading.objects.get().job_id).state == JobState.DONE)


def test_pages_answer_again_after_postgres_was_restarted(services, web, person):
    browser = Browser(web.port, person("vanthu"))
    before = browser.get("/")
    connection.close()

    with services.without("postgres"):
        away = browser.get("/")
    again = [browser.get("/"), browser.get(reverse("task_list"))]

    assert (before.status, [page.status for page in again]) == (200, [200, 200])
    assert (away.status, "Traceback" in away.text) == (500, False)
    assert "Máy chủ gặp lỗi" in away.text
    assert away.seconds < SOON_SECONDS
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"] is True
