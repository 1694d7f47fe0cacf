"""A whole form at once, as programs send it: begun, written and handed in together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from cooperatives.actions.submissions import begin_form, save_form, submit_form
from cooperatives.models import Cooperative, Period, Submission
from lmhtx.people.models import User
from lmhtx.vn.numbers import grouped
from lmhtx.workflow import Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What is declared: figures by key, why an odd one is right, by whom, and on which ground for another."""

    figures: Mapping[str, int | None]
    notes: Mapping[str, str] = field(default_factory=dict)
    declared_by: str = ""
    ground: str = ""


@transaction.atomic
def hand_in(
    *, period: Period, cooperative: Cooperative, by: User, sheet: Sheet, is_replacing: bool = False
) -> Submission:
    """The cooperative's form of the period with these figures; what somebody is writing is replaced only on demand."""
    known = {one.key for one in period.figures_for(cooperative.kind)}
    if unknown := sorted({*sheet.figures, *sheet.notes} - known):
        raise Refused(f"Mẫu phiếu năm {period.year} không có mục: {', '.join(unknown)}.")
    stands = Submission.objects.filter(period=period, cooperative=cooperative).exists()
    form = begin_form(period=period, cooperative=cooperative, by=by)
    if stands and form.is_open_to_fill and not is_replacing:
        raise Refused(
            "Đang có người điền dở phiếu này trong cổng. Muốn thay phiếu đó hãy gửi kèm replace: true."
        )
    typed = {key: grouped(value) for key, value in sheet.figures.items() if value is not None}
    form = save_form(submission=form, by=by, typed=typed, notes=sheet.notes, version=form.version)
    return submit_form(
        submission=form, by=by, declared_by=sheet.declared_by, version=form.version, ground=sheet.ground
    )
