"""A class by its sessions: when it is held, who came to each, what the tests gave, which certificates follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from cooperatives.access.training import TrainingPerm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.training import LearnerKind
from cooperatives.legal import training as legal
from cooperatives.models import Attendance, ClassSession, Learner, TrainingClass
from cooperatives.rules.training import identity_of, passes_test
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.parameters import value
from lmhtx.jobs.locks import wait_for
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.workflow import Refused

TOLD, BATCH = 5, 1000
CERTIFICATES = "cooperatives.certificates"


@transaction.atomic
def set_session(*, session: ClassSession, by: Actor | User) -> ClassSession:
    """A session is on record within the days of its class, or put right; the counts follow the ticks from now on."""
    training = _held(session.training, by)
    if not training.starts_on <= session.held_on <= training.ends_on:
        raise Refused(f"Buổi học phải trong thời gian của lớp: {_days(training)}.")
    same = ClassSession.objects.filter(training=training, held_on=session.held_on, part=session.part)
    if same.exclude(pk=session.pk).exists():
        raise Refused("Buổi này của lớp đã có.")
    is_first = session.pk is None and not training.sessions.exists()
    if is_first and training.learners.filter(session_count__gt=0).exists():
        raise Refused(
            "Lớp này đã ghi tổng số buổi của từng học viên, không chia theo buổi được nữa. "
            "Muốn điểm danh theo buổi, hãy đưa số buổi của mọi học viên về 0 trước."
        )
    session.created_by = session.created_by or rights_of(by)
    session.save()
    record("cooperatives.class.session_set", training, by=by, session=str(session))
    return session


@transaction.atomic
def drop_session(*, session: ClassSession, by: Actor | User) -> TrainingClass:
    """A session that nobody came to is gone."""
    training, told = _held(session.training, by), str(session)
    if session.attendances.exists():
        raise Refused("Buổi này đã có người điểm danh; hãy bỏ điểm danh trước.")
    session.delete()
    record("cooperatives.class.session_dropped", training, by=by, session=told)
    return training


@transaction.atomic
def tick_attendance(
    *,
    training: TrainingClass,
    by: Actor | User,
    learners: Collection[int],
    ticks: Mapping[int, Collection[int]],
    scores: Mapping[int, Decimal | None] | None = None,
) -> int:
    """Of these learners exactly those ticked came to each of these sessions; counts, results and scores follow.

    Gives how many learners changed. `ticks` is by session; other learners and other sessions stay as they are.
    """
    training = _held(training, by)
    rows = {one.pk: one for one in training.learners.filter(pk__in=learners)}
    known = set(training.sessions.values_list("pk", flat=True))
    wanted = {
        (session, learner) for session in known & set(ticks) for learner in rows.keys() & set(ticks[session])
    }
    held = Attendance.objects.filter(session__in=known & set(ticks), learner__in=rows)
    there = {(session, learner): pk for pk, session, learner in held.values_list("pk", "session", "learner")}
    Attendance.objects.filter(pk__in=[pk for key, pk in there.items() if key not in wanted]).delete()
    Attendance.objects.bulk_create(
        (
            Attendance(session_id=session, learner_id=learner)
            for session, learner in sorted(wanted - there.keys())
        ),
        batch_size=BATCH,
    )
    changed = _recount(training, rows.values(), scores or {})
    record("cooperatives.class.attendance_ticked", training, by=by, count=changed)
    return changed


def _recount(training: TrainingClass, rows: Iterable[Learner], scores: Mapping[int, Decimal | None]) -> int:
    """Counts from the ticks where there are sessions; who counts for the first time is on record from today on."""
    rows, has_sessions = list(rows), training.sessions.exists()
    came = Counter(Attendance.objects.filter(learner__in=rows).values_list("learner", flat=True))
    changed, faults = [], []
    for one in rows:
        before = one.session_count, one.score, one.passed
        one.session_count = came[one.pk] if has_sessions else one.session_count
        one.score = scores.get(one.pk, one.score)
        if one.score is not None and not 0 <= one.score <= training.top_mark:
            raise Refused(f"Điểm của {one} phải từ 0 đến {training.top_mark.normalize() + 0:n}.")
        if training.passing_mark is not None and one.score is not None:
            one.passed = passes_test(
                one.score, passing_mark=training.passing_mark, sessions=one.session_count
            )
        elif training.passing_mark is not None and one.pk in scores:
            one.passed = None
        if (one.passed and not one.session_count) or (one.certificate_number and not one.passed):
            faults.append(str(one))
        after = one.session_count, one.score, one.passed
        if before != after:
            changed.append(one)
            if not before[0] or before[2] != after[2]:
                one.recorded_on = clock.today()
    if faults:
        told = ", ".join(faults[:TOLD])
        raise Refused(
            f"Đã đạt, đã cấp chứng nhận mà không còn buổi nào hoặc không còn đạt: {told}. Hãy xem lại."
        )
    fields = ["session_count", "score", "passed", "recorded_on"]
    Learner.objects.bulk_update(changed, fields, batch_size=BATCH)
    return len(changed)


@transaction.atomic
def add_staff(*, training: TrainingClass, by: Actor | User, people: Iterable[User]) -> int:
    """People of the house join the class as learners, each once; gives how many are new."""
    training = _held(training, by)
    made = [
        Learner(
            training=training,
            staff=person,
            kind=LearnerKind.STAFF,
            full_name=person.full_name,
            identity=identity_of(
                mark="", cooperative=None, name=person.full_name, birth_year=None, staff=person.pk
            ),
            recorded_on=clock.today(),
            created_by=rights_of(by),
        )
        for person in people
    ]
    there = set(training.learners.values_list("identity", flat=True))
    new = [one for one in made if one.identity not in there]
    Learner.objects.bulk_create(new)
    record("cooperatives.class.staff_added", training, by=by, count=len(new))
    return len(new)


@transaction.atomic
def give_certificates(*, training: TrainingClass, by: Actor | User) -> int:
    """Whoever has passed and has no certificate gets the next number of the year, in the order of names."""
    training = _held(training, by)
    if training.ends_on > clock.today():
        raise Refused("Lớp chưa kết thúc, chưa cấp chứng nhận.")
    rows = list(training.learners.filter(passed=True, certificate="").order_by("full_name", "id"))
    if not rows:
        raise Refused("Không có học viên nào đã đạt mà chưa có số chứng nhận.")
    today = clock.today()
    wait_for(CERTIFICATES)
    taken = Learner.objects.filter(certificate_year=today.year)
    last = taken.aggregate(last=Max("certificate_number"))["last"] or 0
    mark = str(value(legal.CERTIFICATE_MARK.key, on=today))
    for number, one in enumerate(rows, last + 1):
        one.certificate_year, one.certificate_number, one.certified_on = today.year, number, today
        one.certificate = f"{number:03}/{today.year}/{mark}"
    fields = ["certificate", "certificate_year", "certificate_number", "certified_on"]
    Learner.objects.bulk_update(rows, fields, batch_size=BATCH)
    record("cooperatives.class.certified", training, by=by, count=len(rows), first=rows[0].certificate)
    return len(rows)


def _held(training: TrainingClass, by: Actor | User) -> TrainingClass:
    refuse_unless(TrainingPerm.KEEP_TRAINING, by)
    return TrainingClass.objects.select_for_update(of=("self",)).get(pk=training.pk)


def _days(training: TrainingClass) -> str:
    return f"{training.starts_on:%d/%m/%Y} – {training.ends_on:%d/%m/%Y}"
