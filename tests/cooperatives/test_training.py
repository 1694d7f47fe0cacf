"""Classes and learners: pasted lists, persons against attendances, K5 on past days, pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.access.training import TrainingPerm
from cooperatives.actions import training as acts
from cooperatives.enums.register import Post
from cooperatives.enums.training import Topic
from cooperatives.models import Cooperative, Learner, Member, Office, Person, TrainingClass
from cooperatives.queries import training as queries
from cooperatives.rules.training import MOST_LINES
from lmhtx.audit.models import Entry
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
NUMBER = "075080001234"


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc", code="3600123457")


def a_class(**facts) -> TrainingClass:
    given = {
        "title": "Bình dân học vụ số",
        "starts_on": date(2026, 8, 3),
        "ends_on": date(2026, 8, 7),
        **facts,
    }
    return TrainingClass.objects.create(**given)


@pytest.fixture
def lesson() -> TrainingClass:
    return a_class()


def person(farm: Cooperative, name: str = "Nguyễn Văn An", number: str = "", **facts) -> Person:
    made = Person(cooperative=farm, full_name=name, **facts)
    made.set_citizen(number)
    made.save()
    return made


def row(*cells: object) -> str:
    return "\t".join(map(str, cells))


def test_a_list_joins_the_class_and_the_same_person_once(lesson, farm, officer):
    known = person(farm, number=NUMBER)
    by_year = person(farm, name="Lê Cư", born_on=date(1975, 3, 2))
    member = Member.objects.create(cooperative=farm, name="Trần Thị Bé")
    pasted = "\n".join(
        [
            row("Nguyễn Văn An", "", NUMBER, "3600123457", 4, "Đạt", "BD-01"),
            row("NGUYỄN VĂN AN", "", NUMBER, "3600123457", 2),
            row("Lê Cư", 1975, "", "3600123457", 3),
            "",
            row("Trần Thị Bé", 1990, "", "3600123457", 1),
            row("Người ngoài", 1999, "", "", 1),
        ]
    )

    assert acts.add_learners(training=lesson, by=officer, pasted=pasted) == (4, 0)
    assert acts.add_learners(
        training=lesson, by=officer, pasted=row("Lê Cư", 1975, "", "3600123457", 4, "Đạt")
    ) == (0, 1)
    found = {one.full_name: one for one in lesson.learners.all()}
    assert found["Lê Cư"].person == by_year
    assert (found["Lê Cư"].session_count, found["Lê Cư"].passed) == (4, True)
    assert found["Trần Thị Bé"].member == member
    assert found["Người ngoài"].cooperative is None
    assert {one.person_id for one in found.values()} >= {known.pk, by_year.pk}
    assert NUMBER not in "".join(str(vars(one)) for one in found.values())
    assert Entry.objects.of(lesson).count() == 2


def test_two_members_of_one_name_are_not_guessed_at(lesson, farm, officer):
    for _place in range(2):
        Member.objects.create(cooperative=farm, name="Trần Thị Bé")
    acts.add_learners(training=lesson, by=officer, pasted=row("Trần Thị Bé", 1990, "", "3600123457", 1))

    assert lesson.learners.get().member is None


def test_one_bad_line_keeps_the_whole_list_out_and_says_which(lesson, officer):
    bad = "\n".join([row("An", 1980), *[row("", 1980)] * 12])
    with pytest.raises(Refused, match=r"dòng 2: thiếu họ và tên.*và 2 dòng khác"):
        acts.add_learners(training=lesson, by=officer, pasted=bad)
    with pytest.raises(Refused, match="mã số 3600999999 không có trong sổ"):
        acts.add_learners(training=lesson, by=officer, pasted=row("An", 1980, "", "3600999999"))
    with pytest.raises(Refused, match="phải có số buổi"):
        acts.add_learners(training=lesson, by=officer, pasted=row("An", 1980, "", "", 0, "Đạt"))
    with pytest.raises(Refused, match="Chưa dán dòng nào"):
        acts.add_learners(training=lesson, by=officer, pasted=" \n ")
    with pytest.raises(Refused, match="nhiều nhất 5000 dòng"):
        acts.add_learners(training=lesson, by=officer, pasted="An\n" * 50_000)
    assert not Learner.objects.exists()


def test_a_full_paste_costs_a_constant_number_of_statements(lesson, officer):
    def cost(count: int, start: int) -> int:
        pasted = "\n".join(row(f"Người {start + place}", 1980, "", "", 1) for place in range(count))
        with CaptureQueriesContext(connection) as seen:
            acts.add_learners(training=lesson, by=officer, pasted=pasted)
        return len(seen)

    few = cost(2, 0)
    assert cost(MOST_LINES, 10) <= few + 10
    assert Learner.objects.counts()["persons"] == MOST_LINES + 2


def test_attendances_are_not_persons(lesson, officer):
    other = a_class(title="Lớp hai")
    for training in (lesson, other):
        acts.add_learners(training=training, by=officer, pasted=row("An", 1980, "", "", 3, "Đạt"))

    assert Learner.objects.counts() == {"enrolled": 2, "attendances": 6, "persons": 1, "passed": 1}
    assert Learner.objects.none().counts() == {"enrolled": 0, "attendances": 0, "persons": 0, "passed": 0}


def shares(day: date = TODAY) -> list[tuple[int, int]]:
    return [(one.numerator, one.denominator) for one in standing_of(BY_KEY["K5"], day).figures]


def test_k5_counts_managers_who_passed_and_members_who_came(farm, lesson, officer, at_day):
    other = cooperative(name="HTX Hai")
    first, second = person(farm, number=NUMBER), person(farm, name="Lê Cư", birth_year=1975)
    same = person(other, number=NUMBER)
    for one in (first, second, same):
        Office.objects.create(person=one, post=Post.DIRECTOR, valid_from=date(2024, 1, 1))
    for name, linked in (("Nguyễn Văn An", first), ("Trần Thị Bé", None), ("Phạm Dậu", None)):
        Member.objects.create(cooperative=farm, name=name, person=linked)
    Member.objects.create(cooperative=farm, name="Công ty Minh Phát", form="legal_person")

    assert shares() == [(0, 2), (0, 3)]
    pasted = [
        row("Nguyễn Văn An", "", NUMBER, "3600123457", 4, "Đạt"),
        row("Lê Cư", 1975, "", "3600123457", 4, "Không đạt"),
        row("Trần Thị Bé", 1990, "", "3600123457", 1),
    ]
    acts.add_learners(training=lesson, by=officer, pasted="\n".join(pasted))
    acts.add_learners(
        training=a_class(topic=Topic.LAW), by=officer, pasted=row("Phạm Dậu", 1990, "", "3600123457", 1)
    )

    assert shares() == [(1, 2), (2, 3)]
    assert shares(date(2026, 8, 31)) == [(0, 2), (0, 3)]
    assert standing_of(BY_KEY["K5"], TODAY).figures[0].share == Decimal("50.0")


def test_a_result_is_put_right(lesson, officer, chairman):
    acts.add_learners(training=lesson, by=officer, pasted=row("An", 1980))
    one = lesson.learners.get()
    with pytest.raises(Refused, match="phải có buổi học"):
        acts.set_result(learner=one, by=officer, session_count=0, passed=True, certificate="")
    acts.set_result(learner=one, by=officer, session_count=2, passed=True, certificate="BD-02")
    with pytest.raises(Refused):
        acts.set_result(learner=one, by=chairman, session_count=2, passed=None, certificate="")

    assert (str(lesson.learners.get(passed=True)), str(lesson)) == ("An", "Bình dân học vụ số")
    with pytest.raises(IntegrityError), transaction.atomic():
        lesson.learners.update(session_count=0)


def test_who_sees_and_keeps(lesson, officer, chairman, outsider):
    office = User.objects.get(username="chuyenvienvp")

    assert officer.has_perm(TrainingPerm.KEEP_TRAINING, lesson)
    assert not office.has_perm(TrainingPerm.KEEP_TRAINING, lesson)
    assert not chairman.has_perm(TrainingPerm.KEEP_TRAINING, lesson)
    assert TrainingClass.objects.visible_to(chairman).exists()
    assert not TrainingClass.objects.visible_to(outsider).exists()


def test_pages_open_fill_and_show_a_class(officer, as_, farm):
    browser = as_(officer)
    facts = {
        "topic": "digital",
        "title": "Lớp thử",
        "form": "online",
        "starts_on": "1/9/2026",
        "ends_on": "2/9/2026",
    }
    browser.post(reverse("training_create"), facts)
    made = TrainingClass.objects.get()
    browser.post(
        reverse("training_update", args=[made.pk]), {**facts, "title": "Lớp sửa", "version": made.version}
    )
    browser.post(
        reverse("training_learners", args=[made.pk]), {"pasted": row("An", 1980, "", "3600123457", 2)}
    )
    learner = Learner.objects.get()
    assert browser.get(reverse("learner_result", args=[learner.pk])).status_code == HTTPStatus.OK
    browser.post(
        reverse("learner_result", args=[learner.pk]),
        {"session_count": 3, "passed": "true", "certificate": "B1"},
    )

    shown = browser.get(made.get_absolute_url()).content.decode()
    assert "Lớp sửa" in shown
    assert "1 người · 3 lượt buổi học · 1 người đạt" in shown
    assert "Lớp sửa" in browser.get(farm.get_absolute_url()).content.decode()
    for name in ("training_list", "learner_list"):
        assert browser.get(f"{reverse(name)}?xuat=xlsx").status_code == HTTPStatus.OK
    seen = browser.get(f"{reverse('learner_list')}?training={made.pk}&passed=true&q=an").content.decode()
    assert "Đạt" in seen
    browser.post(
        reverse("learner_result", args=[learner.pk]), {"session_count": 1, "passed": "", "certificate": ""}
    )
    assert Learner.objects.get().passed is None


def test_keepers_of_other_units_only_look(as_, lesson, officer):
    acts.add_learners(training=lesson, by=officer, pasted=row("An", 1980))
    browser = as_(User.objects.get(username="chuyenvienvp"))
    pages = (
        reverse("training_create"),
        reverse("training_learners", args=[lesson.pk]),
        reverse("learner_result", args=[lesson.learners.get().pk]),
    )

    assert [browser.get(page).status_code for page in pages] == [HTTPStatus.FORBIDDEN] * 3


@pytest.mark.parametrize("name", ["training_list", "learner_list"])
def test_a_list_of_three_costs_as_much_as_a_list_of_one(name, lesson, officer, as_):
    browser = as_(officer)

    def cost() -> int:
        browser.get(reverse(name))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse(name)).status_code == HTTPStatus.OK
        return len(seen)

    acts.add_learners(training=lesson, by=officer, pasted=row("An", 1980))
    before = cost()
    for place in range(2):
        acts.add_learners(training=a_class(title=f"Lớp {place}"), by=officer, pasted=row("Bé", 1980))

    assert cost() == before
    assert queries.class_case(lesson, officer)["may_keep"]
