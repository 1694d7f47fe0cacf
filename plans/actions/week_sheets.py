"""The sheet with which a week begins is built, kept and told to the heads of units."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.jobs.models import Job
from lmhtx.jobs.queue import later
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import SYSTEM, Posting, User
from lmhtx.people.roles import HEADS
from lmhtx.reports.pdf import paper_pdfs
from lmhtx.vn.dates import short
from lmhtx.workflow import Refused
from plans.models import WeekSheet
from plans.queries.week_sheets import ONE_DAY, WEEK, monday_of, unit_figures, units

KEY = "plans.week_sheet"
PRINT = "plans/print/week_sheet.html"


@transaction.atomic
def ask_week_sheets(*, week_on: date, by: User) -> Job:
    """The sheets of the week are being built behind the page; an earlier building stays as it is."""
    this_week = monday_of(clock.today())
    if not this_week - WEEK <= week_on <= this_week + WEEK:
        raise Refused("Chỉ lập được bảng việc của tuần trước, tuần này và tuần sau.")
    return later("plans.build_week_sheets", by=by, week_on=week_on.isoformat(), by_id=by.pk)


def build_week_sheets(*, week_on: date, by: User | None) -> list[WeekSheet]:
    """One sheet for the whole Alliance and one for each unit, each with its PDF; heads are told of theirs.

    The pages are set before anything is written: the transaction is short, and a worker that dies leaves nothing.
    """
    pages = [(unit, unit_figures(unit, week_on)) for unit in units()]
    told = [(None, [figures for _, figures in pages]), *((unit, [figures]) for unit, figures in pages)]
    moment = clock.now()
    contexts = [
        {
            "title": _name(week_on, unit),
            "week_on": week_on,
            "until_on": week_on + WEEK - ONE_DAY,
            "units": figures,
            "built_at": moment,
        }
        for unit, figures in told
    ]
    pdfs = paper_pdfs(PRINT, contexts)
    with transaction.atomic():
        sheets = []
        for (unit, figures), pdf in zip(told, pdfs, strict=True):
            sheet = WeekSheet.objects.create(
                week_on=week_on, unit=unit, figures={"units": figures}, created_by=by, created_at=moment
            )
            store(BytesIO(pdf), owner=sheet, kind="sheet", by=by, name=f"{_name(week_on, unit)}.pdf")
            record("plans.week_sheet.built", sheet, by=by or SYSTEM)
            sheets.append(sheet)
        for sheet in sheets[1:]:
            _tell_heads(sheet)
    return sheets


def _name(week_on: date, unit: Agency | None) -> str:
    whose = (unit.short_name or unit.name) if unit else "toàn Liên minh"
    return f"Bảng việc tuần {week_on:%d-%m-%Y} {whose}"


def _tell_heads(sheet: WeekSheet) -> None:
    posted = Posting.objects.on(clock.today()).filter(unit=sheet.unit, role__in=HEADS)
    counts = {part["key"]: part["count"] for part in sheet.figures["units"][0]["parts"]}
    tell_all(
        User.objects.filter(is_active=True, pk__in=posted.values("user")),
        key=KEY,
        line=f"Bảng việc tuần từ {short(sheet.week_on)}: {counts['late']} quá hạn, {counts['due']} đến hạn trong tuần.",
        url=sheet.get_absolute_url(),
        dedupe=f"{sheet.pk}",
        by_mail_now=False,
    )
