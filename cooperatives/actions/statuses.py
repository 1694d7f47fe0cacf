"""What happens to a cooperative is recorded; where it stands follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import DISSOLVED, ENDED, REORGANISED, Status
from cooperatives.models import Capital, Cooperative, CooperativeAddress, CooperativeName, Office, StatusEvent
from cooperatives.queries.files import in_the_way
from cooperatives.rules import statuses
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.models import ParameterValue
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused

# A worker may have been away for some days.
BACK_DAYS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What is to be recorded of a cooperative."""

    status: Status
    effective_on: date
    until_on: date | None = None
    document_number: str = ""
    document_on: date | None = None
    issuer: str = ""
    reason: str = ""
    is_free: bool | None = None
    has_debts: bool | None = None
    corrects: StatusEvent | None = None
    successors: tuple[Cooperative, ...] = field(default=())

    @property
    def columns(self) -> dict[str, Any]:
        """What the row keeps of it."""
        names = (
            "status", "effective_on", "until_on", "document_number", "document_on", "issuer", "reason", "is_free",
            "has_debts", "corrects",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def record_status(
    *, cooperative: Cooperative, by: Actor | User, happening: Happening, knows_warnings: bool = False
) -> StatusEvent:
    """An event joins the history; nothing before it is touched.

    An end is refused while something stands in its way that must be settled first; what only warns must be known.
    """
    refuse_unless(Perm.CHANGE_STATUS, by, cooperative)
    cooperative = Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    events = [event.facts for event in StatusEvent.objects.filter(cooperative=cooperative)]
    _refuse_incomplete(cooperative, happening)
    facts = statuses.Event(
        number=0,
        status=happening.status,
        effective_on=happening.effective_on,
        until_on=happening.until_on,
        corrects=happening.corrects.pk if happening.corrects else None,
    )
    if sentence := statuses.refusal(events, facts):
        raise Refused(sentence)
    if happening.status in ENDED:
        _refuse_obstructed(cooperative, knows_warnings=knows_warnings)
    event = StatusEvent.objects.create(
        cooperative=cooperative, created_by=rights_of(by), recorded_at=clock.now(), **happening.columns
    )
    event.successors.set(happening.successors)
    refresh([cooperative.pk])
    verb = "status_corrected" if happening.corrects else "status_recorded"
    record(f"cooperatives.cooperative.{verb}", cooperative, by=by, note=happening.reason, event=str(event))
    return event


def _refuse_incomplete(cooperative: Cooperative, happening: Happening) -> None:
    if happening.corrects is not None and not happening.reason.strip():
        raise Refused("Đính chính phải ghi lý do.")
    if happening.corrects is not None and happening.corrects.cooperative_id != cooperative.pk:
        raise Refused("Sự kiện cần đính chính thuộc hợp tác xã khác.")
    if happening.status in DISSOLVED and happening.has_debts is None:
        raise Refused("Giải thể phải ghi rõ còn hay không còn nợ, tài sản.")
    if happening.status in ENDED and not happening.document_number.strip():
        raise Refused("Kết thúc phải có số văn bản làm căn cứ.")
    if happening.status in REORGANISED and not happening.successors:
        raise Refused("Hãy chọn hợp tác xã kế tiếp.")
    if cooperative in happening.successors:
        raise Refused("Hợp tác xã không thể kế tiếp chính mình.")
    if happening.until_on is not None and happening.until_on < happening.effective_on:
        raise Refused("Ngày hết hạn tạm ngừng không được trước ngày bắt đầu.")


def _refuse_obstructed(cooperative: Cooperative, *, knows_warnings: bool) -> None:
    found = in_the_way(cooperative)
    if hard := [sentence for sentence, is_hard in found if is_hard]:
        raise Refused("Chưa ghi kết thúc được: " + " ".join(hard))
    if found and not knows_warnings:
        told = " ".join(sentence for sentence, _is_hard in found)
        raise Refused(f"{told} Nếu vẫn ghi kết thúc, hãy đánh dấu ô “đã biết”.")


@transaction.atomic
def catch_up(*, today: date) -> int:
    """Cooperatives for which something began or ended these days are brought in line, all where a size's table did."""
    since = today - timedelta(days=BACK_DAYS)
    if ParameterValue.objects.filter(key__startswith="cooperatives.SIZE_").filter(
        Q(valid_from__range=(since, today)) | Q(changed_at__date__gte=since)
    ):
        ids = set(Cooperative.objects.values_list("pk", flat=True))
    else:
        begun = Q(valid_from__range=(since, today))
        ids = set(StatusEvent.objects.effective_within(since, today).values_list("cooperative", flat=True))
        for model in (CooperativeName, CooperativeAddress, Capital):
            ids |= set(model.objects.filter(begun).values_list("cooperative", flat=True))
        posts = Office.objects.filter(begun | Q(valid_to__range=(since - timedelta(days=1), today)))
        ids |= set(posts.values_list("person__cooperative", flat=True))
    refresh(sorted(ids), day=today)
    return len(ids)
