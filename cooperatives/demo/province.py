"""Invented sendings to the province: most were taken, a few refused, the newest changes wait."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cooperatives.enums.province import DeliveryState
from cooperatives.models import Delivery

SHARE_TAKEN, SHARE_REFUSED = 0.9, 0.03
MOST_DAYS_BACK = 40
REFUSED = '{"loi": "maXa không có trong danh mục của tỉnh"}'
COLUMNS = (
    "state",
    "attempts",
    "answer_status",
    "answer_text",
    "answered_at",
    "acknowledgement",
    "acknowledged_at",
    "created_at",
)


def write_deliveries(day: date) -> None:
    """The first sending of each cooperative, some weeks ago; what has changed since is not taken yet."""
    dice = random.Random(13)  # noqa: S311 - invention, not secrets
    rows = list(Delivery.objects.filter(number=1).order_by("pk"))
    for number, row in enumerate(rows, 1):
        began = day - timedelta(days=dice.randrange(2, MOST_DAYS_BACK))
        row.created_at = timezone.make_aware(datetime.combine(began, time(9, dice.randrange(60))))
        luck = dice.random()
        if luck < SHARE_TAKEN:
            _take(row, f"DN-{began:%y%m%d}-{number:05}")
        elif luck < SHARE_TAKEN + SHARE_REFUSED:
            _refuse(row)
    Delivery.objects.bulk_update(rows, COLUMNS, batch_size=500)


def _take(row: Delivery, receipt: str) -> None:
    moment = row.created_at + timedelta(minutes=1)
    row.state, row.attempts, row.answer_status = DeliveryState.ACKNOWLEDGED, 1, 200
    row.answer_text = f'{{"soBienNhan": "{receipt}"}}'
    row.acknowledgement, row.acknowledged_at, row.answered_at = receipt, moment, moment


def _refuse(row: Delivery) -> None:
    row.state, row.attempts, row.answer_status = DeliveryState.DEAD, 1, 422
    row.answer_text, row.answered_at = REFUSED, row.created_at + timedelta(minutes=1)
