"""Those who have not handed in are reminded, behind the page."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from cooperatives.access.forms import FormPerm
from cooperatives.models import Period, Representative
from cooperatives.queries.forms import missing_in
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.jobs.queue import later
from lmhtx.outbox.actions import Mail, queue_mails
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def ask_to_remind(*, period: Period, by: User) -> Period:
    """The letters leave behind the page; nobody waits for them."""
    if not by.has_perm(FormPerm.OPEN_PERIOD, period):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã nhắc được.")
    if not period.is_open:
        raise Refused("Đợt đã khóa, không nhắc nữa.")
    later("cooperatives.remind_missing", by=by, period_id=period.pk, person_id=by.pk)
    return period


@transaction.atomic
def remind_missing(*, period: Period, by: User) -> int:
    """One letter a day at most to each person of those from which nothing has come, and to nobody else."""
    missing = missing_in(period, by).order_by().values("pk")
    people = (
        Representative.objects.on(clock.today())
        .filter(cooperative__in=missing)
        .select_related("user", "cooperative")
    )
    mails = [
        Mail(
            person=one.user,
            subject=f"Nhắc nộp {period.title}",
            text=(
                f"{one.cooperative.name} chưa nộp phiếu “{period.title}”; hạn nộp {period.due_on:%d/%m/%Y}. "
                "Phiếu đã điền sẵn số kỳ trước, chỉ cần sửa chỗ thay đổi rồi nộp."
            ),
            link=reverse("my_forms"),
            dedupe_key=f"cooperatives.remind:{period.pk}:{one.pk}:{clock.today()}",
        )
        for one in people
    ]
    queue_mails(mails)
    record(
        "cooperatives.period.reminded",
        period,
        by=by,
        cooperatives=len({one.cooperative_id for one in people}),
    )
    return len(mails)
