"""Invented classes of the last two years, with managers of the invented cooperatives in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cooperatives.enums.training import ClassForm, Topic
from cooperatives.models import Cooperative, Learner, Office, TrainingClass
from cooperatives.rules.training import identity_of

CLASSES = (
    (Topic.DIGITAL, "Bình dân học vụ số cho cán bộ hợp tác xã, lớp 1", ClassForm.ON_SITE, 300),
    (Topic.DIGITAL, "Bình dân học vụ số cho cán bộ hợp tác xã, lớp 2", ClassForm.MIXED, 150),
    (Topic.MANAGING, "Luật Hợp tác xã 2023 và quản trị hợp tác xã", ClassForm.ON_SITE, 210),
    (Topic.ACCOUNTING, "Kế toán hợp tác xã theo Thông tư 71/2024/TT-BTC", ClassForm.ONLINE, 90),
)
SESSIONS = 4


def write_training(cooperatives: Sequence[Cooperative], day: date) -> None:
    """Each class takes every fourth person in a post, each person once; three in four pass."""
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
