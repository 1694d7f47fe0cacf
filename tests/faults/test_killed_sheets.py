"""A worker killed outright while Excel goes out or comes in: nothing half done is left, and the work is done once."""

from __future__ import annotations

from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from lmhtx.directory.models import Agency
from lmhtx.exchange.actions.exports import ask_export
from lmhtx.exchange.actions.imports import bring_workbook, confirm_workbook
from lmhtx.exchange.models import Export, Import, ImportState
from lmhtx.files.models import Attachment
from lmhtx.jobs.models import Job, JobState
from lmhtx.notices.models import Notice
from tests.factories import plans as make
from tests.faults.office import until
from tests.faults.test_killed_workers import rescued, state_of


def is_held_up():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


def killed_while_waiting_for(model, pk, start_worker):
    """Hold the row that the work ends with, let a worker come up to it, kill it there."""
    with transaction.atomic():
        model.objects.select_for_update().get(pk=pk)
        killed = start_worker()
        until(is_held_up)
        killed.kill()


def test_an_export_is_made_once_after_its_worker_was_killed(start_worker, person):
    clerk = person("vanthu")
    make.task(plan=make.plan())
    export = ask_export(address=reverse("task_list"), by=clerk)
    killed_while_waiting_for(Export, export.pk, start_worker)
    assert Attachment.objects.count() == 0

    rescued(export.job)
    start_worker()
    until(lambda: state_of(export.job) == JobState.DONE)

    assert Attachment.objects.of(export).count() == 1
    assert Notice.objects.filter(person=clerk, reminder="exchange.export").count() == 1


def test_an_import_is_written_once_after_its_worker_was_killed(start_worker, person):
    chief = person("chanhvanphong")
    book = openpyxl.Workbook()
    for row in (("Tên",), ("Sở Một",), ("Sở Hai",)):
        book.active.append(row)
    body = BytesIO()
    book.save(body)
    file = SimpleUploadedFile("so.xlsx", body.getvalue())
    brought = bring_workbook(kind="agencies", within=None, file=file, by=chief)
    checker = start_worker()
    until(lambda: Import.objects.get().state == ImportState.READY)
    checker.kill()
    job = confirm_workbook(brought=Import.objects.get(), by=chief).job
    killed_while_waiting_for(Import, brought.pk, start_worker)
    assert not Agency.objects.filter(name__in=("Sở Một", "Sở Hai")).exists()

    rescued(job)
    start_worker()
    until(lambda: state_of(job) == JobState.DONE)

    assert Agency.objects.filter(name__in=("Sở Một", "Sở Hai")).count() == 2
    assert (Import.objects.get().state, Job.objects.get(pk=job.pk).attempts) == (ImportState.WRITTEN, 2)
