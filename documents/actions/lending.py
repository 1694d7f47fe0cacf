"""Kept originals are lent and come back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from documents.models import ArchiveLoan
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def lend(*, facts: dict[str, Any], by: User) -> ArchiveLoan:
    """The original is in somebody's hands, with the leave of the one named."""
    paper = facts.get("incoming") or facts.get("outgoing")
    thing = {"incoming": facts.get("incoming"), "outgoing": facts.get("outgoing")}
    if paper is None:
        thing["work_file"] = facts.get("work_file")
    if ArchiveLoan.objects.filter(returned_on__isnull=True, **thing).exists():
        raise Refused("Bản lưu này đang có người mượn, chưa trả.")
    loan = ArchiveLoan.objects.create(created_by=by, **facts)
    record("documents.loan.made", loan, by=by)
    return loan


@transaction.atomic
def take_back_loan(*, loan: ArchiveLoan, returned_on: date, by: User) -> ArchiveLoan:
    """The original is in its place again."""
    loan = ArchiveLoan.objects.select_for_update(of=("self",)).get(pk=loan.pk)
    if loan.returned_on is not None:
        raise Refused("Bản lưu này đã trả.")
    if not loan.lent_on <= returned_on <= clock.today():
        raise Refused("Ngày trả phải từ ngày mượn đến hôm nay.")
    loan.returned_on, loan.returned_to = returned_on, by
    loan.save(update_fields=["returned_on", "returned_to"])
    record("documents.loan.returned", loan, by=by)
    return loan
