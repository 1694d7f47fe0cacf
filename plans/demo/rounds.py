"""What comes again and again in the demonstration office: a process on its way, two repeating tasks."""

from __future__ import annotations

from datetime import date

from lmhtx.directory.calendar import calendar_for
from plans.actions.process_seeding import bring_templates
from plans.actions.processes import Start, start_process
from plans.actions.series import make_due_tasks
from plans.actions.tasks import put_in_charge
from plans.demo.office import Office, at, tell
from plans.enums import DayRule, Rhythm
from plans.models import ProcessTemplate, TaskSeries


def live_processes(office: Office) -> None:
    """The office brought its templates in and began this year's awards at the start of September."""
    chief = office.chanhvanphong
    with at(date(2026, 8, 24), 8, by=chief):
        bring_templates(by=chief)
    with at(date(2026, 9, 3), 8, by=chief):
        template = ProcessTemplate.objects.get(title="Xét khen thưởng năm")
        start = Start(
            title="Xét khen thưởng năm 2026", started_on=date(2026, 9, 3), person=office.chuyenvienvp
        )
        process = start_process(template=template, by=chief, start=start)
        first = process.steps.get(number=1).task
        put_in_charge(task=first, by=chief, person=office.chuyenvienvp)
    text = "Đã ban hành công văn hướng dẫn và gửi các phòng, đơn vị."
    tell(first, office.chuyenvienvp, date(2026, 9, 7), text, judge=chief, paper="312/LM-VP")


def live_series(office: Office) -> None:
    """The monthly report of the office and the quarterly one of the policy unit."""
    rows = (
        (
            "Báo cáo công tác tháng gửi Thường trực",
            "office",
            office.chuyenvienvp,
            Rhythm.MONTH,
            DayRule.DAY,
            25,
        ),
        (
            "Báo cáo tình hình kinh tế tập thể gửi Liên minh HTX Việt Nam",
            "policy",
            office.chuyenvien2,
            Rhythm.QUARTER,
            DayRule.AFTER_WINDOW,
            2,
        ),
    )
    with at(date(2026, 9, 1), 8, by=office.chanhvanphong):
        for text, unit, person, rhythm, day_rule, number in rows:
            series = TaskSeries.objects.create(
                text=text,
                unit=office.agencies[unit],
                person=person,
                rhythm=rhythm,
                day_rule=day_rule,
                number=number,
                ahead_days=30,
                starts_on=date(2026, 9, 1),
                created_by=office.chanhvanphong,
            )
            make_due_tasks(series_id=series.pk, today=date(2026, 9, 1), calendar=calendar_for())
