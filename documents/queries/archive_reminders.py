"""Messages of the day about files that are due for the archive and originals that should be back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from documents.enums.archive import WorkFileState
from documents.models import WorkFile
from documents.queries.archive import loans_out
from documents.queries.work_files import ArchiveValues, Deadlines
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import Posting
from lmhtx.people.roles import Role
from lmhtx.vn.working_days import Calendar

if TYPE_CHECKING:
    from documents.models import ArchiveLoan


def due_files(day: date) -> Iterator[DueNotice]:
    """To the maker, from thirty days before the earlier reading on; when that is a rest day, the working day before.

    A file that may stay longer is told of thirty days before that day instead.
    """
    values, calendar = ArchiveValues(day), calendar_for(day)
    least = values.whole("HANDOVER_LEAST_YEARS")
    rows = WorkFile.objects.filter(state=WorkFileState.CLOSED, ended_on__isnull=False).that_must_go(least)
    for one in rows.order_by("pk").iterator(2000):
        if (days := values.of(one)) is not None:
            yield from _of_file(one, days, day, calendar)


def _of_file(one: WorkFile, days: Deadlines, day: date, calendar: Calendar) -> Iterator[DueNotice]:
    due = one.longer_on or days.earlier_on
    warned = due - (days.earlier_on - days.warned_on)
    if day < calendar.previous_working(warned):
        return
    late = (day - due).days
    words = f"quá hạn nộp lưu {late} ngày" if late > 0 else f"phải nộp lưu trước {due:%d/%m/%Y}"
    yield DueNotice(
        stage="overdue" if late > 0 else "soon",
        subject_id=one.pk,
        person_id=one.maker_id,
        due_on=due,
        line=f"Hồ sơ {words}: {one}"[:300],
        url=one.get_absolute_url(),
    )


def due_loans(day: date) -> Iterator[DueNotice]:
    """To the borrower, and to the clerks who keep the archive: originals that should be back."""
    clerks = list(Posting.objects.on(day).filter(role=Role.CLERK).values_list("user", flat=True).distinct())
    for one in loans_out(day).select_related("incoming", "outgoing", "work_file"):
        for person in dict.fromkeys([*([one.borrower_id] if one.borrower_id else []), *clerks]):
            yield _of_loan(one, person)


def _of_loan(loan: ArchiveLoan, person: int) -> DueNotice:
    return DueNotice(
        stage="overdue",
        subject_id=loan.pk,
        person_id=person,
        due_on=loan.due_on,
        line=f"Bản lưu quá hạn trả {loan.due_on:%d/%m/%Y}: {loan}"[:300],
        url=loan.get_absolute_url(),
    )
