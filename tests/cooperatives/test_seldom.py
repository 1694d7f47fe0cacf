"""What seldom happens in the rooms where cooperatives write themselves: wrong files, stale pages, odd choices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cooperatives.actions import maturity, self_ratings
from cooperatives.actions import petitions as acts
from cooperatives.actions.applying import Extra, apply
from cooperatives.actions.attendance_sheets import bring_attendance
from cooperatives.actions.form_sheets import fill_from_sheet
from cooperatives.actions.petition_papers import add_petition_paper
from cooperatives.actions.submissions import begin_form
from cooperatives.actions.training import set_result
from cooperatives.enums.petitions import PetitionKind, PetitionState
from cooperatives.forms.petitions import AnswerForm
from cooperatives.models import Activity, Cooperative, Learner, TrainingClass
from cooperatives.petition_contents import FIELDS, Sort
from cooperatives.queries.petition_queue import waiting_widget
from cooperatives.queries.petitions import Line, told
from cooperatives.queries.self_ratings import note_key, typed_of
from cooperatives.queries.support import find_support
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.cooperatives.test_petitions import scan
from tests.cooperatives.test_ratings import farm, rubric, sheet, year  # noqa: F401 - fixtures
from tests.cooperatives.test_self_ratings import handed_in
from tests.cooperatives.test_self_ratings import own as scorer  # noqa: F401 - the fixture
from tests.factories.cooperatives import cooperative
from tests.factories.forms import period, representative
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def coop() -> Cooperative:
    return cooperative(name="HTX Seldom")


@pytest.fixture
def own(coop) -> User:
    return representative(coop, "htxseldom").user


def words(name: str = "bang.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"a,b\n1,2\n", "text/csv")


def test_a_known_line_becomes_the_main_one(coop, own, officer):
    known = Activity.objects.create(
        cooperative=coop, version="2025", code="0119", is_main=False, added_on=date(2026, 1, 1)
    )
    sent = petition(coop, by=own, kind=PetitionKind.ACTIVITIES, values={"main": "0119"})

    apply(sent, by=officer, items=["main"], extra=Extra())

    known.refresh_from_db()
    assert known.is_main
    assert Activity.objects.count() == 1


def test_members_without_a_number_are_refused(coop, own, officer):
    sent = petition(coop, by=own, kind=PetitionKind.MEMBERS, values={"year": 2026})

    with pytest.raises(Refused, match="Hãy chọn số thành viên"):
        apply(sent, by=officer, items=["year"], extra=Extra())


def test_a_file_behind_a_field_that_is_not_asked_is_refused(coop, own):
    draft = acts.begin_petition(cooperative=coop, kind=PetitionKind.CONTACT, by=own)

    with pytest.raises(Refused, match="không có mục này"):
        add_petition_paper(petition=draft, by=own, file=scan(), about="cao")


def test_what_has_become_impossible_meanwhile_is_not_sent(coop, own):
    draft = petition(
        coop, by=own, kind=PetitionKind.JOIN, state=PetitionState.DRAFT, values={"reason": "Được tư vấn"}
    )
    Cooperative.objects.filter(pk=coop.pk).update(is_member=True)

    with pytest.raises(Refused):
        acts.send_petition(petition=draft, by=own, declared_by="Lan", version=draft.version)


def test_the_dashboard_says_which_petitions_wait_and_until_when(coop, own, unit_head):
    sent = petition(coop, by=own)

    found = waiting_widget(unit_head)

    assert (found["count"], found["rows"]) == (1, [sent])
    assert found["rows"][0].answer_on > TODAY
    assert not found["rows"][0].is_late


@pytest.mark.parametrize(
    ("sort", "value", "expected"), [(Sort.COUNT, 1250, "1.250"), (Sort.LINE, "0119", "0119 – ")]
)
def test_values_are_told_in_words(sort, value, expected):
    field = next(one for fields in FIELDS.values() for one in fields if one.sort == sort)

    assert told(field, value, {}).startswith(expected)


def test_a_field_of_several_gives_each(coop):
    field = next(one for one in FIELDS[PetitionKind.ACTIVITIES] if one.sort == Sort.LINES)
    line = Line(field, "3,5", None, "", "", "", "", False, False, [], [])

    assert line.chosen == ["3", "5"]


def test_support_is_not_found_by_whoever_may_not_see_it():
    assert not find_support(User.objects.get(username="quantri"), "may").exists()


def test_only_workbooks_come_back(coop, own, officer):
    form = begin_form(period=period(), cooperative=coop, by=own)
    lesson = TrainingClass.objects.create(title="Lớp", starts_on=TODAY, ends_on=TODAY)

    with pytest.raises(Refused, match=r"Chỉ nhận tệp \.xlsx"):
        fill_from_sheet(submission=form, by=own, file=words())
    with pytest.raises(Refused, match=r"Chỉ nhận tệp \.xlsx"):
        bring_attendance(training=lesson, by=officer, file=words())


def test_a_score_above_the_top_is_refused(officer):
    lesson = TrainingClass.objects.create(title="Lớp", starts_on=TODAY, ends_on=TODAY)
    learner = Learner.objects.create(training=lesson, full_name="Lan", identity="lan", recorded_on=TODAY)

    with pytest.raises(Refused, match="không được quá 10"):
        set_result(
            learner=learner, by=officer, session_count=1, passed=None, certificate="", score=Decimal(11)
        )


def test_a_maturity_sheet_takes_a_paper_when_it_is_put_right(coop, own):
    made = maturity.declare_maturity(
        cooperative=coop, by=own, assessed_on=TODAY, held=set(), declared_by="Lan"
    )

    maturity.redeclare_maturity(assessment=made, by=own, held=set(), declared_by="Lan", file=scan())

    assert Attachment.objects.of(made).count() == 1


def test_a_sheet_of_points_keeps_its_evidence(sheet, scorer):  # noqa: F811 - the fixtures
    with pytest.raises(Refused, match="sửa ở máy khác"):
        self_ratings.submit_self_rating(rating=sheet, by=scorer, version=99)
    with pytest.raises(Refused, match="không có tiêu chí này"):
        self_ratings.add_evidence(rating=sheet, by=scorer, file=scan(), about="0")
    kept = self_ratings.add_evidence(rating=sheet, by=scorer, file=scan())
    self_ratings.drop_evidence(rating=sheet, by=scorer, paper=kept)
    assert not Attachment.objects.of(sheet).exists()

    done = handed_in(sheet, scorer)

    first = done.round.rubric.criteria.first()
    assert typed_of(done)[note_key(first)] == "Bảng cân đối 2026"


@pytest.mark.parametrize(("kind", "name"), [(PetitionKind.SUPPORT, "money"), (PetitionKind.JOIN, "decision")])
def test_what_is_asked_beside_wears_the_looks_of_the_house(coop, own, kind, name):
    form = AnswerForm(petition=petition(coop, by=own, kind=kind, values={}))

    assert "form-" in form.fields[name].widget.attrs["class"]
