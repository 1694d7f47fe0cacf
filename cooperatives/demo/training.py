"""Invented classes of the last two years, with managers of the invented cooperatives in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from cooperatives.enums.training import ClassForm, DayPart, LearnerKind, Topic
from cooperatives.models import Attendance, ClassSession, Cooperative, Learner, Office, TrainingClass
from cooperatives.rules.training import identity_of
from lmhtx.people.models import User

CLASSES = (
    (Topic.DIGITAL, "Bình dân học vụ số cho cán bộ hợp tác xã, lớp 1", ClassForm.ON_SITE, 300),
    (Topic.DIGITAL, "Bình dân học vụ số cho cán bộ hợp tác xã, lớp 2", ClassForm.MIXED, 150),
    (Topic.MANAGING, "Luật Hợp tác xã 2023 và quản trị hợp tác xã", ClassForm.ON_SITE, 210),
    (Topic.ACCOUNTING, "Kế toán hợp tác xã theo Thông tư 71/2024/TT-BTC", ClassForm.ONLINE, 90),
)
SESSIONS = 4


def write_training(cooperatives: Sequence[Cooperative], day: date) -> list[TrainingClass]:
    """Each class takes every fourth person in a post, each person once; three in four pass. Gives the classes."""
    made = TrainingClass.objects.bulk_create(
        TrainingClass(
            topic=topic,
            title=title,
            form=form,
            starts_on=day - timedelta(days=ago),
            ends_on=day - timedelta(days=ago - SESSIONS),
            place="Hội trường Liên minh",
            decision=f"{40 + number}/QĐ-LM",
            budget_vnd=18_000_000 + number * 3_500_000,
        )
        for number, (topic, title, form, ago) in enumerate(CLASSES)
    )
    offices = Office.objects.filter(person__cooperative__in=[one.pk for one in cooperatives])
    people = {office.person_id: office.person for office in offices.select_related("person").order_by("pk")}
    Learner.objects.bulk_create(
        Learner(
            training=made[place % len(made)],
            cooperative_id=person.cooperative_id,
            person=person,
            full_name=person.full_name,
            birth_year=person.birth_year,
            citizen_mark=person.citizen_mark,
            identity=identity_of(
                mark=person.citizen_mark,
                cooperative=person.cooperative_id,
                name=f"{person.full_name} {person.pk}",
                birth_year=person.birth_year,
            ),
            session_count=SESSIONS - place % 3,
            passed=place % 4 != 3 if place % 5 else None,
            recorded_on=made[place % len(made)].ends_on,
        )
        for place, person in enumerate(people.values())
        if place % 3
    )
    return made


def write_sessions(written: Sequence[TrainingClass]) -> None:
    """Some of them by their days, with ticks that give the counts written above; staff learned in one of them."""
    classes = [lesson for lesson in written if lesson.topic == Topic.DIGITAL]
    sessions = ClassSession.objects.bulk_create(
        ClassSession(
            training=lesson,
            held_on=lesson.starts_on + timedelta(days=number),
            part=DayPart.MORNING,
            topic=f"Chuyên đề {number + 1}",
            minutes=180,
        )
        for lesson in classes
        for number in range(SESSIONS)
    )
    held: dict[int, list[ClassSession]] = defaultdict(list)
    for session in sessions:
        held[session.training_id].append(session)
    learners = Learner.objects.filter(training__in=classes)
    Attendance.objects.bulk_create(
        Attendance(session=session, learner=one)
        for one in learners
        for session in held[one.training_id][: one.session_count]
    )
    staff = User.objects.filter(username__in=("chuyenvien", "vanthu", "truongphong")).order_by("pk")
    Learner.objects.bulk_create(
        Learner(
            training=classes[-1],
            staff=person,
            kind=LearnerKind.STAFF,
            full_name=person.full_name,
            identity=identity_of(
                mark="", cooperative=None, name=person.full_name, birth_year=None, staff=person.pk
            ),
            recorded_on=classes[-1].ends_on,
        )
        for person in staff
    )
