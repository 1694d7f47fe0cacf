"""The Celery app and the schedule of the house, by name."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmhtx.settings")

app = Celery("lmhtx")
app.config_from_object("django.conf:settings", namespace="CELERY")

# Hours are Vietnam's. A message older than its `expires` (seconds) is dropped: after an outage each job
# runs once, not once per missed minute.
app.conf.beat_schedule = {
    # Places of sign-in not used for a year, when nobody signs in.
    "account.forget_old": {
        "task": "account.forget_old",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3600},
    },
    # Entries of finished transactions get their seal within a minute.
    "audit.seal_entries": {
        "task": "audit.seal_entries",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # Soon after midnight: what a day begins or ends holds from its first hour.
    "cooperatives.catch_up": {
        "task": "cooperatives.catch_up",
        "schedule": crontab(hour=0, minute=20),
        "options": {"expires": 7200},
    },
    # Before the store is inspected: what has had its time goes first.
    "cooperatives.forget_brought": {
        "task": "cooperatives.forget_brought",
        "schedule": crontab(hour=1, minute=50),
        "options": {"expires": 3600},
    },
    # As above: files with codes in them lie no longer than is needed to hand them out.
    "cooperatives.forget_codes": {
        "task": "cooperatives.forget_codes",
        "schedule": crontab(hour=1, minute=52),
        "options": {"expires": 3600},
    },
    # What has changed in the register is with the province within minutes.
    "cooperatives.send_deliveries": {
        "task": "cooperatives.send_deliveries",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # What the job of its own has missed because a worker or Redis was away holds within a minute more.
    "decisions.carry_out_due": {
        "task": "decisions.carry_out_due",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # An urgent paper that nobody has been shown is told of within the minute.
    "documents.alarm_unpresented": {
        "task": "documents.alarm_unpresented",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # What others wait to hear of a paper leaves within a minute, and what has come is taken.
    "documents.exchange_messages": {
        "task": "documents.exchange_messages",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # Before the store is inspected: what has had its time goes first.
    "exchange.forget_old": {
        "task": "exchange.forget_old",
        "schedule": crontab(hour=1, minute=45),
        "options": {"expires": 3600},
    },
    # At night, when nobody uploads: what lies in the store without a row, and the other way round.
    "files.inspect_store": {
        "task": "files.inspect_store",
        "schedule": crontab(hour=2, minute=15),
        "options": {"expires": 3600},
    },
    # Rows older than their time go after the inspection.
    "jobs.prune": {
        "task": "jobs.prune",
        "schedule": crontab(hour=2, minute=45),
        "options": {"expires": 3600},
    },
    # A job whose message or worker was lost waits two minutes at most.
    "jobs.rescue": {
        "task": "jobs.rescue",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # A morning missed while the machine was off is made up within the hour, on the same day only.
    "notices.catch_up": {
        "task": "notices.catch_up",
        "schedule": crontab(hour="8-16", minute=5),
        "options": {"expires": 1800},
    },
    # 7:00, before the office opens; rest days are left out by the job itself.
    "notices.remind": {
        "task": "notices.remind",
        "schedule": crontab(hour=7, minute=0),
        "options": {"expires": 3600},
    },
    # What an act told to someone leaves within a minute.
    "outbox.send_messages": {
        "task": "outbox.send_messages",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    # Before the morning's reminders: what is late with outside agencies becomes a draft, never a message.
    "plans.draft_letters": {
        "task": "plans.draft_letters",
        "schedule": crontab(hour=6, minute=30),
        "options": {"expires": 3600},
    },
    # At night, when a month's last day is surely over; each night, so that a night without a run is made up.
    "plans.keep_indicators": {
        "task": "plans.keep_indicators",
        "schedule": crontab(hour=1, minute=15),
        "options": {"expires": 3600},
    },
    # Before the morning's reminders, so that they know the tasks of the new periods.
    "plans.make_series_tasks": {
        "task": "plans.make_series_tasks",
        "schedule": crontab(hour=5, minute=30),
        "options": {"expires": 3600},
    },
    # The sheet of the week lies ready when the office opens; the job itself waits for the first working day.
    "plans.week_sheets": {
        "task": "plans.week_sheets",
        "schedule": crontab(hour=6, minute=45, day_of_week="mon-sat"),
        "options": {"expires": 7200},
    },
    # The morning after a close, once what was sent until midnight is in; before the reminders tell who must look.
    "reports.draft_due": {
        "task": "reports.draft_due",
        "schedule": crontab(hour=5, minute=30),
        "options": {"expires": 3600},
    },
    # Before the office opens: what was recorded late shows in the reports it would have changed.
    "reports.watch_issued": {
        "task": "reports.watch_issued",
        "schedule": crontab(hour=5, minute=45),
        "options": {"expires": 3600},
    },
    # At night, when nobody waits: services that were silent are asked again.
    "signatures.recheck": {
        "task": "signatures.recheck",
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": 3600},
    },
    # One-time keys after a week, drafts after a month.
    "ui.forget_old": {
        "task": "ui.forget_old",
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": 3600},
    },
    # Before the store's inspection, which buries what has had its time: tonight's backup still holds it.
    "upkeep.back_up": {
        "task": "upkeep.back_up",
        "schedule": crontab(hour=1, minute=15),
        "options": {"expires": 7200},
    },
    # The first night of a month, when the nightly jobs are over.
    "upkeep.try_backup": {
        "task": "upkeep.try_backup",
        "schedule": crontab(day_of_month=1, hour=3, minute=30),
        "options": {"expires": 7200},
    },
    # Often enough that a missed night is told in the morning.
    "upkeep.watch_backups": {
        "task": "upkeep.watch_backups",
        "schedule": crontab(minute=20),
        "options": {"expires": 1800},
    },
}
