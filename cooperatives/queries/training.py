"""Who has been trained by a day, among managers and members of cooperatives."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from cooperatives.access.training import TrainingPerm
from cooperatives.enums.register import Kind, MemberForm, Status
from cooperatives.enums.training import LearnerKind, Topic
from cooperatives.models import Cooperative, Learner, Member, Office, Person, TrainingClass
from cooperatives.queries.files import status_as_of
from cooperatives.queries.sessions import sessions_of
from lmhtx.people.models import User

SHOWN = 200


def at_work_on(day: date) -> QuerySet[Cooperative]:
    """Cooperatives, unions and credit funds at work at the end of the day."""
    at_work = Q(status_then=Status.ACTIVE) | Q(status_then__isnull=True)
    return status_as_of(day).filter(at_work).exclude(kind=Kind.GROUP)


def managers_on(day: date) -> QuerySet[Person]:
    """Whoever holds a post in them on the day; a person of two cooperatives, known by the mark, counts once."""
    held = Office.objects.on(day).filter(person=OuterRef("pk"))
    rows = Person.objects.filter(Exists(held), cooperative__in=at_work_on(day).values("pk"))
    posts = Office.objects.on(day).filter(person__cooperative__in=at_work_on(day).values("pk"))
    before = posts.filter(person__citizen_mark=OuterRef("citizen_mark"), person__lt=OuterRef("pk"))
    return rows.filter(Q(citizen_mark="") | ~Exists(before))


def _of_person(rows: Any, person: str, mark: str) -> Q:
    """Learners that are this person, by link or by mark."""
    known = Q(Exists(rows.filter(person=OuterRef(person))))
    return known | Q(Exists(rows.filter(citizen_mark=OuterRef(mark)).exclude(citizen_mark="")))


def passed_managers(day: date) -> QuerySet[Person]:
    """Persons who have passed the test of a class in digital skills by the end of the day."""
    rows: Any = Learner.objects.passed_by(day, Topic.DIGITAL)
    return Person.objects.filter(_of_person(rows, "pk", "citizen_mark"))


def members_of(day: date) -> QuerySet[Member]:
    """The persons who are members on the day of cooperatives at work."""
    rows = Member.objects.on(day).filter(form=MemberForm.PERSON)
    return rows.filter(cooperative__in=at_work_on(day).values("pk"))


def trained_members(day: date) -> QuerySet[Member]:
    """Members who have come to a class in digital skills by the end of the day."""
    rows: Any = Learner.objects.trained_by(day, Topic.DIGITAL)
    linked = Q(Exists(rows.filter(member=OuterRef("pk"))))
    by_person = Q(person__isnull=False) & _of_person(rows, "person", "person__citizen_mark")
    return Member.objects.filter(linked | by_person)


def class_rows(user: User) -> Any:
    """Classes within reach, with their counts."""
    rows: Any = TrainingClass.objects.visible_to(user).select_related("commune")
    return rows.annotate(
        enrolled=Count("learners"),
        attendances=Sum("learners__session_count"),
        passed_count=Count("learners", filter=Q(learners__passed=True)),
    )


def learner_rows(user: User) -> Any:
    """Learners within reach, with class and cooperative."""
    rows: Any = Learner.objects.visible_to(user)
    return rows.select_related("training", "cooperative")


def class_case(training: TrainingClass, user: User) -> dict[str, Any]:
    """All that a class's page shows."""
    rows: Any = training.learners.select_related("cooperative")
    return {
        "counts": Learner.objects.filter(training=training).counts(),
        "learners": list(rows[:SHOWN]),
        "sessions": sessions_of(training),
        "kinds": _kinds(training),
        "may_keep": user.has_perm(TrainingPerm.KEEP_TRAINING, training),
    }


def _kinds(training: TrainingClass) -> list[tuple[str, int]]:
    """How many distinct persons of each kind, where there is more than one kind."""
    rows = training.learners.order_by().values_list("kind").annotate(n=Count("identity", distinct=True))
    found = dict(rows)
    return [(one.label, found[one]) for one in LearnerKind if one in found] if len(found) > 1 else []


def training_panel(user: User, cooperative: Cooperative) -> dict[str, Any] | None:
    """How often people of one cooperative have been to which class."""
    del user
    rows = Learner.objects.filter(cooperative=cooperative).order_by().values("training", "training__title")
    counted = rows.annotate(
        ends_on=F("training__ends_on"), people=Count("pk"), passed_count=Count("pk", filter=Q(passed=True))
    )
    return {"rows": list(counted.order_by("-ends_on")[:20])}
