"""The morning's reminders of 200 000 tasks for 2 000 people, beside the minute that they may take."""

from __future__ import annotations

import time

from benchmarks import measuring

measuring.start()

from django.db import connection  # noqa: E402 - Django must be awake before its models are named

from benchmarks.generator import office_of  # noqa: E402
from lmhtx.base import clock  # noqa: E402
from lmhtx.notices import reminders  # noqa: E402
from lmhtx.notices.models import Digest, Notice  # noqa: E402

TASKS, ALLOWED_SECONDS = 200_000, 60


def main() -> None:
    """A first morning, on which everything is told; and the same run again, which tells nothing."""
    results = measuring.Results()
    office_of(TASKS)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE notices_notice, notices_digest, notices_dailyrun, outbox_message CASCADE")
    first = timed()
    told = Notice.objects.count(), Digest.objects.count()
    print(f"{told[0]} lời nhắc, {told[1]} bản tin")
    second = timed()
    assert (Notice.objects.count(), Digest.objects.count()) == told  # noqa: S101 - told twice is a fault, not a figure
    results.add("nhắc việc buổi sáng, lần đầu", value=first, baseline=ALLOWED_SECONDS, limit=1)
    results.add("chạy lại cùng ngày, so với lần đầu", value=second, baseline=first, limit=1)
    results.end()


def timed() -> float:
    """Seconds of one morning."""
    began = time.perf_counter()
    print(reminders.run(clock.today()))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
