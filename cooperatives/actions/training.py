"""Classes are opened, learners come in by the thousand, results are put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from cooperatives.access.training import TrainingPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.training import LearnerKind
from cooperatives.models import Cooperative, Learner, Member, Person, TrainingClass
from cooperatives.rules.training import MOST_LINES, BadLine, Line, identity_of, learner_line, passes_test
from lmhtx.audit.actions import record
from lmhtx.base import clock, personal
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused

TOLD = 10
BATCH = 1000


@transaction.atomic
def open_class(*, training: TrainingClass, by: Actor | User) -> TrainingClass:
    """A class is on record."""
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    training.created_by = rights_of(by)
    training.save()
    record("cooperatives.class.opened", training, by=by)
    return training


@transaction.atomic
def edit_class(*, training: TrainingClass, by: Actor | User) -> TrainingClass:
    """What the form has set is saved."""
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    training.save()
    record("cooperatives.class.edited", training, by=by)
    return training


@transaction.atomic
def add_learners(
    *, training: TrainingClass, by: Actor | User, pasted: str, kind: str = LearnerKind.COOPERATIVE
) -> tuple[int, int]:
    """All lines join the class or none does; who is there already is brought up to date. Gives (new, known)."""
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    TrainingClass.objects.select_for_update(of=("self",)).get(pk=training.pk)
    lines = _lines(pasted)
    made = {one.identity: one for one in _learners(training, lines, by)}
    has_sessions = training.sessions.exists()
    for one in made.values():
        one.kind = kind or LearnerKind.COOPERATIVE
        if has_sessions and one.session_count:
            raise Refused("Lớp này điểm danh theo buổi; hãy để trống cột số buổi, kết quả rồi điểm danh.")
    known = {one.identity: one for one in training.learners.filter(identity__in=list(made))}
    for identity, one in known.items():
        new = made.pop(identity)
        one.session_count = max(one.session_count, new.session_count)
        one.passed = new.passed if new.passed is not None else one.passed
        one.certificate = new.certificate or one.certificate
    changed = ["session_count", "passed", "certificate"]
    Learner.objects.bulk_update(known.values(), changed, batch_size=BATCH)
    Learner.objects.bulk_create(made.values(), batch_size=BATCH)
    record("cooperatives.class.learners_added", training, by=by, count=len(made), known=len(known))
    return len(made), len(known)


@transaction.atomic
def set_result(
    *,
    learner: Learner,
    by: Actor | User,
    session_count: int | None,
    passed: bool | None,
    certificate: str,
    score: Decimal | None = None,
) -> Learner:
    """How often a learner came, whether the test was passed, the certificate; it counts from today on.

    Where the class has sessions the count is that of the ticks, where it has a mark the result is that of the score.
    """
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    training = learner.training
    if session_count is None or training.sessions.exists():
        session_count = learner.attended.count() if training.sessions.exists() else learner.session_count
    if score is not None and score > training.top_mark:
        raise Refused(f"Điểm không được quá {training.top_mark.normalize() + 0:n}.")
    if training.passing_mark is not None:
        passed = passes_test(score, passing_mark=training.passing_mark, sessions=session_count)
    if passed and not session_count:
        raise Refused("Đạt bài kiểm tra thì phải có buổi học.")
    _keep_certificate(learner, passed=passed, certificate=certificate)
    learner.session_count, learner.passed, learner.score = session_count, passed, score
    learner.recorded_on = clock.today()
    learner.save(update_fields=["session_count", "passed", "score", "certificate", "recorded_on"])
    record("cooperatives.class.result_set", learner.training, by=by, learner=str(learner))
    return learner


def _keep_certificate(learner: Learner, *, passed: bool | None, certificate: str) -> None:
    """A number that the house has given in its sequence is neither changed nor left with somebody who failed."""
    if learner.certificate_number is not None and (certificate != learner.certificate or not passed):
        raise Refused(
            f"{learner} đã được cấp chứng nhận số {learner.certificate}; số đã cấp không đổi, kết quả phải là đạt."
        )
    learner.certificate = certificate


def _lines(pasted: str) -> list[Line]:
    written = [(place, line) for place, line in enumerate(pasted.splitlines(), 1) if line.strip()]
    if len(written) > MOST_LINES:
        raise Refused(
            f"Danh sách có {len(written):n} dòng; mỗi lần dán nhiều nhất {MOST_LINES:n} dòng. Hãy chia thành nhiều lần."
        )
    if not written:
        raise Refused("Chưa dán dòng nào.")
    lines, faults = [], []
    for place, line in written:
        try:
            lines.append(learner_line(line))
        except BadLine as bad:
            faults.append(f"dòng {place}: {bad}")
    _refuse(faults)
    return lines


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        more = f"; và {len(faults) - TOLD} dòng khác" if len(faults) > TOLD else ""
        raise Refused(f"Chưa nhập dòng nào vì còn lỗi: {'; '.join(faults[:TOLD])}{more}.")


def _learners(training: TrainingClass, lines: Sequence[Line], by: Actor | User) -> Iterable[Learner]:
    """The learners of the lines, tied to the register where it knows them; two lines of one person are one."""
    codes = {line.code for line in lines if line.code}
    farms: dict[str, int] = dict(
        Cooperative.objects.filter(code__in=codes, merged_into__isnull=True).values_list("code", "pk")
    )
    _refuse([f"mã số {code} không có trong sổ" for code in sorted(codes - farms.keys())])
    people, members = _known(farms.values())
    for line in lines:
        farm, mark, name = farms.get(line.code), personal.mark(line.citizen), fold(line.full_name)
        yield Learner(
            training=training,
            cooperative_id=farm,
            person_id=people.get((farm, mark)) or people.get((farm, f"{name}:{line.birth_year}")),
            member_id=members.get((farm, name)),
            full_name=line.full_name,
            birth_year=line.birth_year,
            citizen_mark=mark,
            identity=identity_of(
                mark=mark, cooperative=farm, name=line.full_name, birth_year=line.birth_year
            ),
            session_count=line.session_count,
            passed=line.passed,
            certificate=line.certificate,
            recorded_on=clock.today(),
            created_by=rights_of(by),
        )


def _known(farms: Iterable[int]) -> tuple[dict[Any, int], dict[Any, int]]:
    """People by mark or by name and year, members by a name that only one of them has, within these cooperatives."""
    within = list(farms)
    people: dict[Any, int] = {}
    for person in Person.objects.filter(cooperative__in=within):
        year = person.birth_year or (person.born_on.year if person.born_on else None)
        if year is not None:
            people[person.cooperative_id, f"{person.folded}:{year}"] = person.pk
        if person.citizen_mark:
            people[person.cooperative_id, person.citizen_mark] = person.pk
    members: dict[Any, int] = {}
    twice = set()
    for pk, farm, name in (
        Member.objects.on().filter(cooperative__in=within).values_list("pk", "cooperative", "name")
    ):
        key = farm, fold(name)
        if key in members:
            twice.add(key)
        members[key] = pk
    return people, {key: pk for key, pk in members.items() if key not in twice}
