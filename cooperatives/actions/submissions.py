"""A cooperative's form is begun, saved as it is typed, handed in, and judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from cooperatives.access.forms import FormPerm
from cooperatives.actions.cooperatives import record_figures
from cooperatives.enums.forms import OPEN_TO_FILL, FormSource, FormState
from cooperatives.models import Cooperative, Period, PeriodFigure, Submission
from cooperatives.queries.before import before_of
from cooperatives.queries.forms import doubts_of, reading_of
from cooperatives.workflow import FORMS
from cooperatives.year_form import Answer
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.base.models import Stale
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

LOCKED = (
    "Đợt thu số liệu này đã khóa nên chưa nộp được. Những gì đã điền vẫn còn nguyên; hãy gọi phòng giữ sổ hợp tác xã "
    "của Liên minh để được mở lại."
)

SHUT = "Đợt thu số liệu đã khóa. Hãy mở lại đợt, ghi lý do, rồi xem xét phiếu này."


@transaction.atomic
def begin_form(*, period: Period, cooperative: Cooperative, by: User) -> Submission:
    """The one form of the cooperative in the period, begun from the last verified figures like those."""
    if not by.has_perm(FormPerm.FILL_FORM, cooperative):
        raise Refused("Anh/chị không khai thay được cho hợp tác xã này.")
    submission, is_new = Submission.objects.get_or_create(
        period=period,
        cooperative=cooperative,
        defaults={"created_by": by, "typed": _from_last(period, cooperative)},
    )
    if is_new:
        _refuse_when_locked(period)
        record("cooperatives.form.begun", submission, by=by)
    elif submission.state == FormState.REFUSED:
        submission = move(FORMS, submission, "begin_anew", by=by)
        record("cooperatives.form.begun", submission, by=by)
    return submission


def _from_last(period: Period, cooperative: Cooperative) -> dict[str, str]:
    last = before_of(period, cooperative.pk)
    return {one.key: words for one, words in last.said(period.figures_for(cooperative.kind))}


@transaction.atomic
def save_form(
    *, submission: Submission, by: User, typed: Mapping[str, str], notes: Mapping[str, str], version: int
) -> Submission:
    """What was typed is kept, readable or not, even while the period is locked.

    Raises Stale where another device or person has saved since, and then nothing is overwritten.
    """
    submission = _held(submission)
    if not by.has_perm(FormPerm.FILL_FORM, submission):
        raise Refused("Anh/chị không khai thay được cho hợp tác xã này.")
    if submission.state not in OPEN_TO_FILL:
        raise Refused("Phiếu này đã nộp nên không sửa được nữa; muốn sửa hãy gọi phòng giữ sổ hợp tác xã.")
    if submission.version != version:
        raise Stale
    submission.typed = {key: words for key, words in typed.items() if words.strip()}
    submission.notes = {key: words for key, words in notes.items() if words.strip()}
    submission.version += 1
    submission.save(update_fields=["typed", "notes", "version"])
    return submission


@transaction.atomic
def submit_form(
    *, submission: Submission, by: User, declared_by: str, version: int, ground: str = ""
) -> Submission:
    """The form is handed in; what its figures mean is kept beside what was typed.

    Staff hand in on behalf of those who cannot and say on which paper or call they rest.
    """
    period = Period.objects.select_for_update(of=("self",)).get(pk=submission.period_id)
    submission = _held(submission)
    _refuse_when_locked(period)
    if submission.version != version:
        raise Refused("Phiếu vừa được sửa ở máy khác. Hãy tải lại trang, xem lại số liệu rồi nộp.")
    is_own = by.has_role(Role.COOPERATIVE)
    if not is_own and not ground.strip():
        raise Refused("Nhập hộ phải ghi căn cứ: gọi cho ai, lúc nào, hoặc bản giấy nào.")
    values = values_of(submission)
    _refuse_unexplained(submission, values)
    now = clock.now()
    if submission.asked_at is not None and submission.state == FormState.CORRECTING:
        submission.paused_seconds += int((now - submission.asked_at).total_seconds())
    submission.values, submission.declared_by = values, declared_by.strip() or str(by)
    submission.source = FormSource.SELF if is_own else FormSource.ON_BEHALF
    submission.ground, submission.submitted_at, submission.submitted_by = ground.strip(), now, by
    submission.first_submitted_at = submission.first_submitted_at or now
    submission.save()
    step = "resubmit" if submission.state == FormState.CORRECTING else "submit"
    submission = move(FORMS, submission, step, by=by)
    record("cooperatives.form.submitted", submission, by=by, source=submission.source)
    return submission


def values_of(submission: Submission) -> dict[str, Answer]:
    """What the typed figures mean; refuses a form with one that means nothing or cannot be."""
    reading = reading_of(submission)
    if reading.faults:
        raise Refused(" ".join(reading.faults.values()))
    if not reading.values:
        raise Refused("Phiếu chưa có số liệu nào.")
    return reading.values


def _refuse_unexplained(submission: Submission, values: Mapping[str, Any]) -> None:
    bare = [doubt.sentence for doubt in doubts_of(submission, values) if doubt.key not in submission.notes]
    if bare:
        raise Refused(f"{' '.join(bare)} Hãy sửa lại, ghi lý do, hoặc chọn “Chưa rõ”.")


@transaction.atomic
def ask_correction(*, submission: Submission, by: User, asks: Mapping[str, str], note: str) -> Submission:
    """The cooperative is asked to put these figures right; the clock of the review stands still until it answers."""
    submission = _held(submission)
    if not submission.period.is_open:
        raise Refused(SHUT)
    known = {one.key for one in submission.figures}
    asked = {key: words.strip() for key, words in asks.items() if key in known and words.strip()}
    submission = move(FORMS, submission, "ask", by=by, note=note or "; ".join(asked.values()))
    submission.asks, submission.judge_note, submission.asked_at = asked, note, clock.now()
    submission.save(update_fields=["asks", "judge_note", "asked_at"])
    record("cooperatives.form.asked", submission, by=by, note=note, figures=sorted(asked))
    return submission


@transaction.atomic
def refuse_form(*, submission: Submission, by: User, note: str) -> Submission:
    """The form counts for nothing; the cooperative may begin it anew."""
    submission = _judged(submission, by, note)
    submission = move(FORMS, submission, "refuse", by=by, note=note)
    record("cooperatives.form.refused", submission, by=by, note=note)
    return submission


@transaction.atomic
def apply_form(*, submission: Submission, by: User, keys: Collection[str], note: str = "") -> Submission:
    """The chosen figures become verified ones, all of them or none; the others stay what they were.

    Those of a year become the year's; those of another time stay with their period and touch no year.
    """
    submission = _judged(submission, by, note)
    chosen = {key: value for key, value in submission.values.items() if key in keys}
    if not chosen:
        raise Refused("Hãy chọn ít nhất một số để áp dụng; không số nào đúng thì chọn “Không chấp nhận”.")
    submission.applied, submission.asks = sorted(chosen), {}
    submission.save(update_fields=["applied", "asks"])
    submission = move(FORMS, submission, "accept", by=by)
    if submission.period.is_yearly:
        source = f"Phiếu {submission.period}, {submission.get_source_display().lower()}"
        year = submission.period.year
        record_figures(cooperative=submission.cooperative, by=by, year=year, source=source[:200], **chosen)
    else:
        _keep_with_period(submission, chosen)
    record("cooperatives.form.applied", submission, by=by, note=note, figures=submission.applied)
    return submission


def _keep_with_period(submission: Submission, chosen: Mapping[str, Answer]) -> None:
    of = {"cooperative": submission.cooperative, "period": submission.period}
    by_key = {one.key: one for one in submission.figures}
    PeriodFigure.objects.bulk_create(
        [PeriodFigure.saying(by_key[key], value, **of) for key, value in chosen.items()],
        update_conflicts=True,
        unique_fields=["cooperative", "period", "key"],
        update_fields=["amount", "words"],
    )


def _judged(submission: Submission, by: User, note: str) -> Submission:
    submission = _held(submission)
    if not submission.period.is_open:
        raise Refused(SHUT)
    submission.judged_at, submission.judged_by, submission.judge_note = clock.now(), by, note
    submission.save(update_fields=["judged_at", "judged_by", "judge_note"])
    return submission


def _held(submission: Submission) -> Submission:
    """The form as it stands now, until the act is over."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("period", "cooperative")
    return rows.get(pk=submission.pk)


def _refuse_when_locked(period: Period) -> None:
    if not period.is_open:
        raise Refused(LOCKED)
