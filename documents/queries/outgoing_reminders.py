"""Messages of the day about outgoing papers: scans owed past their day, signed papers without number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from documents.enums.outgoing import OutgoingState
from documents.models import Outgoing
from documents.rules.numbers import issue_by
from lmhtx.contributions import DueNotice
from lmhtx.directory.calendar import calendar_for
from lmhtx.people.models import Posting
from lmhtx.people.roles import Role


def due_scans(day: date) -> Iterator[DueNotice]:
    """To the clerks: each sheet signed by hand of which the scan is not here by its day, every day after it."""
    clerks = _clerks(day)
    for one in Outgoing.objects.owing_scan().filter(scan_due_on__lt=day):
        if one.scan_due_on is not None:
            yield from _told(one, clerks, stage="scan", due_on=one.scan_due_on, words="Nợ bản quét quá hạn")


def due_numbers(day: date) -> Iterator[DueNotice]:
    """To the clerks: each signed paper that should have been numbered and issued by the day before."""
    calendar, clerks = calendar_for(day), _clerks(day)
    states = (OutgoingState.SIGNED, OutgoingState.NUMBERED, OutgoingState.SEALED)
    for one in Outgoing.objects.in_state(*states).filter(signed_on__lt=day):
        if one.signed_on is not None and (due := issue_by(signed_on=one.signed_on, calendar=calendar)) < day:
            yield from _told(one, clerks, stage="late", due_on=due, words="Đã ký mà chưa phát hành")


def _clerks(day: date) -> list[int]:
    return list(Posting.objects.on(day).filter(role=Role.CLERK).values_list("user", flat=True).distinct())


def _told(one: Outgoing, clerks: list[int], *, stage: str, due_on: date, words: str) -> Iterator[DueNotice]:
    for person in clerks:
        yield DueNotice(
            stage=stage,
            subject_id=one.pk,
            person_id=person,
            due_on=due_on,
            line=f"{words} (hạn {due_on:%d/%m/%Y}): {one}"[:300],
            url=one.get_absolute_url(),
        )
