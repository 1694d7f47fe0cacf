"""A cooperative's digital maturity is declared, looked into, and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives.access.maturity import MaturityPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.actions.digital import keep_paper
from cooperatives.enums.maturity import MaturityState
from cooperatives.models import (
    Cooperative,
    MaturityAnswer,
    MaturityAssessment,
    MaturityItem,
    MaturityRubric,
    MaturityScore,
)
from cooperatives.queries.maturity import items_of, outcome_of, proofs_on, rubric_on
from cooperatives.workflow import MATURITIES
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move


@transaction.atomic
def declare_maturity(
    *,
    cooperative: Cooperative,
    by: User,
    assessed_on: date,
    held: Collection[int],
    declared_by: str,
    file: Any = None,
) -> MaturityAssessment:
    """What a cooperative says it has on a day; points and level follow, and nothing of it counts as verified."""
    refuse_unless(MaturityPerm.DECLARE_MATURITY, by, cooperative)
    Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    rubric = _rubric(assessed_on)
    rows = MaturityAssessment.objects.filter(cooperative=cooperative, assessed_on=assessed_on)
    if rows.exclude(state=MaturityState.WITHDRAWN).exists():
        raise Refused("Hợp tác xã đã có phiếu mức độ số của ngày này; hãy sửa phiếu đó hoặc chọn ngày khác.")
    items = items_of(rubric)
    if set(held) - {item.pk for item in items}:
        raise Refused("Ngày này thuộc lần khác của bộ tiêu chí; hãy chọn ngày gần đây hơn.")
    outcome = outcome_of(rubric, held)
    made = MaturityAssessment.objects.create(
        cooperative=cooperative,
        rubric=rubric,
        assessed_on=assessed_on,
        is_own=by.has_role(Role.COOPERATIVE),
        declared_by=declared_by,
        declared_points=outcome.total,
        declared_level=outcome.level,
        created_by=rights_of(by),
    )
    _write_lines(made, items, held, outcome.by_pillar)
    if file is not None:
        keep_paper(owner=made, file=file, by=by)
    record("cooperatives.maturity.declared", made, by=by, points=str(outcome.total), level=outcome.level)
    return made


@transaction.atomic
def redeclare_maturity(
    *,
    assessment: MaturityAssessment,
    by: User,
    held: Collection[int],
    declared_by: str,
    file: Any = None,
) -> MaturityAssessment:
    """What was said is put right, as long as nobody has looked into it."""
    assessment = _open(assessment, MaturityPerm.DECLARE_MATURITY, by)
    outcome = outcome_of(assessment.rubric, held)
    assessment.declared_by, assessment.is_own = declared_by, by.has_role(Role.COOPERATIVE)
    assessment.declared_points, assessment.declared_level = outcome.total, outcome.level
    assessment.save(update_fields=["declared_by", "is_own", "declared_points", "declared_level"])
    assessment.answers.all().delete()
    assessment.scores.all().delete()
    _write_lines(assessment, items_of(assessment.rubric), held, outcome.by_pillar)
    if file is not None:
        keep_paper(owner=assessment, file=file, by=by)
    record("cooperatives.maturity.redeclared", assessment, by=by, points=str(outcome.total))
    return assessment


@transaction.atomic
def verify_maturity(
    *, assessment: MaturityAssessment, by: User, found: Collection[int], seen: Mapping[int, str]
) -> MaturityAssessment:
    """Each item has been looked into; what asks for evidence is only found where somebody says what was seen.

    Verified evidence of the digital tool stands for it where the rubric says so. What was declared stays beside it.
    """
    assessment = _open(assessment, MaturityPerm.VERIFY_MATURITY, by)
    proofs = proofs_on(assessment.cooperative, assessment.assessed_on)
    answers = list(assessment.answers.select_related("item__pillar"))
    for answer in answers:
        answer.is_found, answer.seen = answer.item_id in found, seen.get(answer.item_id, "").strip()
        if answer.is_found and not answer.seen and (proof := proofs.get(answer.item.proof_item)):
            answer.seen = f"Minh chứng {proof}"[:250]
        if answer.is_found and answer.item.evidence and not answer.seen:
            raise Refused(f"Mục “{answer.item}” cần minh chứng: {answer.item.evidence}. Hãy ghi đã xem gì.")
    MaturityAnswer.objects.bulk_update(answers, ["is_found", "seen"])
    outcome = outcome_of(assessment.rubric, found)
    scores = list(assessment.scores.all())
    for score in scores:
        score.points = outcome.by_pillar[score.pillar_id]
    MaturityScore.objects.bulk_update(scores, ["points"])
    assessment.points, assessment.level = outcome.total, outcome.level
    assessment.verified_on, assessment.verified_by = clock.today(), by
    assessment.save(update_fields=["points", "level", "verified_on", "verified_by"])
    move(MATURITIES, assessment, "verify", by=by)
    record("cooperatives.maturity.verified", assessment, by=by, points=str(outcome.total))
    return assessment


@transaction.atomic
def withdraw_maturity(*, assessment: MaturityAssessment, by: User, reason: str) -> MaturityAssessment:
    """The sheet counts no more; it stays on record with the reason."""
    refuse_unless(MaturityPerm.VERIFY_MATURITY, by, assessment.cooperative)
    assessment = _locked(assessment)
    if not reason.strip():
        raise Refused("Hãy ghi lý do rút phiếu.")
    if assessment.state == MaturityState.WITHDRAWN:
        raise Refused("Phiếu này đã rút.")
    assessment.withdrawn_reason = reason.strip()
    assessment.save(update_fields=["withdrawn_reason"])
    move(MATURITIES, assessment, "withdraw", by=by, note=reason)
    record("cooperatives.maturity.withdrawn", assessment, by=by, note=reason)
    return assessment


def _rubric(day: date) -> MaturityRubric:
    if day > clock.today():
        raise Refused("Ngày đánh giá không được sau hôm nay.")
    if (rubric := rubric_on(day)) is None:
        raise Refused(f"Chưa có bộ tiêu chí mức độ số áp dụng cho ngày {day:%d/%m/%Y}.")
    return rubric


def _locked(assessment: MaturityAssessment) -> MaturityAssessment:
    rows = MaturityAssessment.objects.select_for_update(of=("self",))
    return rows.select_related("rubric", "cooperative").get(pk=assessment.pk)


def _open(assessment: MaturityAssessment, permission: MaturityPerm, by: Actor | User) -> MaturityAssessment:
    refuse_unless(permission, by, assessment.cooperative)
    assessment = _locked(assessment)
    if assessment.state != MaturityState.DECLARED:
        raise Refused(f"Phiếu đang ở trạng thái “{assessment.get_state_display()}”; hãy tải lại trang.")
    return assessment


def _write_lines(
    assessment: MaturityAssessment,
    items: Collection[MaturityItem],
    held: Collection[int],
    by_pillar: Mapping[int, Decimal],
) -> None:
    MaturityAnswer.objects.bulk_create(
        MaturityAnswer(assessment=assessment, item=item, is_declared=item.pk in held) for item in items
    )
    MaturityScore.objects.bulk_create(
        MaturityScore(assessment=assessment, pillar_id=pk, declared_points=points)
        for pk, points in by_pillar.items()
    )
