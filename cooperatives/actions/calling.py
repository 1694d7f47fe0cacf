"""A call to a cooperative: what came of it, or the figures that were said on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from cooperatives.access.forms import FormPerm
from cooperatives.actions.submissions import begin_form, save_form, submit_form
from cooperatives.enums.calls import CallOutcome
from cooperatives.models import Call, Cooperative, Period, Submission
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import User
from lmhtx.ui.templatetags.vn_format import ngay_gio
from lmhtx.workflow import Refused


@transaction.atomic
def note_call(
    *,
    period: Period,
    cooperative: Cooperative,
    by: User,
    outcome: CallOutcome,
    again_on: date | None = None,
    note: str = "",
) -> Call:
    """A call without figures; an appointment names its day."""
    _refuse_strangers(by, cooperative)
    if outcome == CallOutcome.LATER and (again_on is None or again_on < clock.today()):
        raise Refused("Hẹn gọi lại thì ghi ngày hẹn, từ hôm nay trở đi.")
    call = Call.objects.create(
        period=period,
        cooperative=cooperative,
        outcome=outcome,
        again_on=again_on if outcome == CallOutcome.LATER else None,
        note=note.strip(),
        created_by=by,
    )
    record("cooperatives.call.noted", cooperative, by=by, outcome=outcome.label, note=call.note)
    return call


@transaction.atomic
def enter_by_phone(
    *,
    period: Period,
    cooperative: Cooperative,
    by: User,
    typed: Mapping[str, str],
    said_by: str,
    reason: str = "",
) -> Submission:
    """The figures said on a call are handed in on behalf of the cooperative, all of them or none."""
    _refuse_strangers(by, cooperative)
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)
    if Submission.objects.filter(period=period, cooperative=cooperative).exists():
        raise Refused("Hợp tác xã này đã có phiếu trong đợt; hãy mở phiếu đó, xem rồi điền tiếp.")
    if not said_by.strip():
        raise Refused("Hãy ghi ai của hợp tác xã đã nói các số này.")
    ground = f"Gọi điện cho {said_by.strip()} lúc {ngay_gio(clock.now())}"
    form = begin_form(period=period, cooperative=cooperative, by=by)
    notes = dict.fromkeys(typed, reason.strip())
    form = save_form(submission=form, by=by, typed=typed, notes=notes, version=form.version)
    form = submit_form(submission=form, by=by, declared_by=said_by, version=form.version, ground=ground[:300])
    note_call(period=period, cooperative=cooperative, by=by, outcome=CallOutcome.ANSWERED)
    return form


def _refuse_strangers(by: User, cooperative: Cooperative) -> None:
    if not by.has_perm(FormPerm.FILL_FORM, cooperative):
        raise Refused("Anh/chị không khai thay được cho hợp tác xã này.")
