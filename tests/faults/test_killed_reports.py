"""A worker killed outright while it builds a report or its files: no half of either stays, and each is made once."""

from __future__ import annotations

import uuid
from datetime import date
from io import BytesIO

import openpyxl
from django.db import connection, transaction

from lmhtx.audit.models import Entry
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import later
from lmhtx.reports.actions import life
from lmhtx.reports.actions.building import Wish, build_run
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import CountedRecord, ReportRun
from lmhtx.reports.tasks import plain_wish
from tests.factories import plans as make
from tests.faults.office import until
from tests.faults.test_killed_sheets import is_held_up
from tests.faults.test_killed_workers import rescued, state_of
from tests.lmhtx.reports.papers import kept, pages_of

HALF_YEAR = Wish(report="plans.progress", span=Span.HALF, window=Window.DECREE, year=2026, number=1)


def killed_before_writing(table, start_worker):
    """Let nobody write into a table, let a worker come up to it, kill it there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        killed = start_worker()
        until(is_held_up)
        killed.kill()


def test_a_report_is_built_once_after_its_worker_was_killed(start_worker, person):
    officer = person("chuyenvien")
    for number in range(3):
        make.task(text=f"Việc {number}", plan=make.plan(), due_on=date(2026, 6, 1))
    job = later(
        "reports.build",
        by=officer,
        user_id=officer.pk,
        wish=plain_wish(HALF_YEAR),
        ticket=uuid.uuid4().hex,
    )
    killed_before_writing("reports_countedrecord", start_worker)
    assert (ReportRun.objects.count(), CountedRecord.objects.count()) == (0, 0)

    rescued(job)
    start_worker()
    until(lambda: state_of(job) == JobState.DONE)

    run = ReportRun.objects.get()
    assert Job.objects.get(pk=job.pk).attempts == 2
    assert Entry.objects.of(run).filter(verb="reports.run.built").count() == 1
    assert (run.figures["lists"], run.texts["context"]) != ([], "")


def test_the_files_of_a_report_are_made_once_after_their_worker_was_killed(start_worker, person):
    officer, chief, deputy = (person(name) for name in ("chuyenvien", "chanhvanphong", "phochutich"))
    run = life.submit_run(run=build_run(wish=HALF_YEAR, by=officer), by=officer)
    run = life.check_run(run=run, by=chief)
    run = life.issue_run(run=run, by=deputy, paper=life.Paper(number="118", signed_on=date(2026, 6, 18)))
    job = Job.objects.get(name="reports.render")
    killed_before_writing("files_attachment", start_worker)
    assert Attachment.objects.of(run).count() == 0

    rescued(job)
    start_worker()
    until(lambda: state_of(job) == JobState.DONE, seconds=120)

    files = {one.kind: kept(one) for one in Attachment.objects.of(run)}
    assert (sorted(files), Attachment.objects.count()) == (["excel", "pdf", "word"], 3)
    assert pages_of(files["pdf"])
    assert openpyxl.load_workbook(BytesIO(files["excel"])).sheetnames[0] == "Báo cáo"
