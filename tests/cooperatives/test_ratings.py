"""Rubrics, rounds and ratings: acts with every refusal, who may, pages, what the database keeps out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.access.ratings import RatingPerm
from cooperatives.actions import ratings as acts
from cooperatives.actions import rubrics
from cooperatives.enums.ratings import Band, RatingState, Unrated
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, Criterion, Rating, RatingRound, Rubric, Score, StatusEvent
from cooperatives.queries import ratings as queries
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency, ParameterValue
from lmhtx.files.models import Attachment
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
MISSING = {10: 8, 11: 12, 12: 6, 13: 4, 14: 6, 15: 4}


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


@pytest.fixture
def rubric() -> Rubric:
    """The rubric of the circular, its gaps filled."""
    made = Rubric.objects.get(key="TT01_2020")
    for number, points in MISSING.items():
        made.criteria.filter(number=number).update(max_points=points)
    return made


@pytest.fixture
def year(farm, rubric, officer) -> RatingRound:
    return acts.open_round(round=a_round(rubric), by=officer)


def a_round(rubric: Rubric, year: int = 2026) -> RatingRound:
    return RatingRound(year=year, rubric=rubric, closes_on=date(year, 12, 15))


@pytest.fixture
def sheet(year, farm) -> Rating:
    return Rating.objects.get(cooperative=farm)


def points_of(rating: Rating, **changed: object) -> dict[int, Decimal]:
    """Full points, save those named by their number: `n3=4`."""
    return {
        one.pk: Decimal(str(changed.get(f"n{one.number}", one.max_points)))
        for one in rating.round.rubric.criteria.all()
    }


def submitted(rating: Rating, by: User, **changed: object) -> Rating:
    acts.enter_self_scores(rating=rating, by=by, points=points_of(rating, **changed))
    return acts.submit_rating(rating=rating, by=by)


def appraised(rating: Rating, by: User, **changed: object) -> Rating:
    submitted(rating, by, **changed)
    return acts.appraise_rating(rating=rating, by=by, points=points_of(rating, **changed), reasons={})


def approved(rating: Rating, by: User, leader: User, **changed: object) -> Rating:
    return acts.approve_rating(rating=appraised(rating, by, **changed), by=leader)


def test_the_rubric_of_the_circular_waits_for_what_was_not_found(officer):
    known = Rubric.objects.get(key="TT01_2020")

    assert known.criteria.count() == 15
    assert sum(one.max_points or 0 for one in known.criteria.all()) == 60
    with pytest.raises(Refused, match="tiêu chí 10, 11, 12, 13, 14, 15"):
        acts.open_round(round=a_round(known), by=officer)


def test_a_rubric_of_99_cannot_open(rubric, officer):
    rubric.criteria.filter(number=15).update(max_points=3)

    with pytest.raises(Refused, match="Tổng điểm tối đa là 99"):
        acts.open_round(round=a_round(rubric), by=officer)
    assert not RatingRound.objects.exists()


def test_points_are_filled_in_until_a_round_rests_on_them(rubric, officer, admin, chairman, farm):
    first = rubric.criteria.get(number=1)
    for who in (officer, admin):
        rubrics.set_max_points(criterion=first, by=who, max_points=Decimal(7), title="Vốn")
    with pytest.raises(Refused, match="người quản trị"):
        rubrics.set_max_points(criterion=first, by=chairman, max_points=Decimal(7), title="Vốn")
    acts.open_round(round=a_round(rubric), by=officer)

    with pytest.raises(Refused, match="hãy lập lần mới"):
        rubrics.set_max_points(criterion=first, by=officer, max_points=Decimal(8), title="Vốn")
    with pytest.raises(DatabaseError), transaction.atomic():
        rubric.criteria.update(max_points=1)

    newer = rubrics.add_edition(rubric=rubric, by=officer)
    assert (newer.edition, newer.criteria.count()) == (2, 15)
    rubrics.set_max_points(
        criterion=newer.criteria.get(number=1), by=officer, max_points=Decimal(8), title="Vốn"
    )
    assert rubric.criteria.get(number=1).max_points == 7
    assert str(newer) == "TT01_2020, lần 2"
    assert str(first) == "1. Vốn"


def test_a_round_gives_a_sheet_to_all_at_work_and_says_who_is_not_rated(rubric, officer, farm):
    young = cooperative(name="HTX trẻ", first_registered_on=date(2026, 3, 15))
    stopped = cooperative(name="HTX ngừng")
    StatusEvent.objects.create(cooperative=stopped, status=Status.STOPPED, effective_on=date(2026, 2, 1))
    cooperative(name="Quỹ tín dụng", kind=Kind.CREDIT_FUND)
    cooperative(name="Đã giải thể", status=Status.DISSOLVED_FREELY)
    Cooperative.objects.filter(name="Đã giải thể").update(status=Status.DISSOLVED_FREELY)

    made = acts.open_round(round=a_round(rubric), by=officer)

    grounds = dict(Rating.objects.values_list("cooperative__name", "unrated"))
    assert grounds == {
        "Hợp tác xã Xuân Lộc": "",
        "HTX trẻ": Unrated.TOO_YOUNG,
        "HTX ngừng": Unrated.STOPPED,
    }
    with pytest.raises(Refused, match=r"dưới 12 tháng"):
        acts.submit_rating(rating=Rating.objects.get(cooperative=young), by=officer)
    with pytest.raises(Refused, match="đã có đợt"):
        acts.open_round(round=a_round(rubric), by=officer)
    assert str(made) == "Đợt đánh giá năm 2026"
    assert list(Entry.objects.of(made).values_list("verb", flat=True)) == ["cooperatives.round.opened"]


def test_a_closed_round_takes_no_more_self_scores(sheet, year, officer):
    acts.close_round(round=year, by=officer)

    with pytest.raises(Refused, match="đã đóng"):
        acts.close_round(round=year, by=officer)
    with pytest.raises(Refused, match="không nhận điểm tự chấm"):
        acts.enter_self_scores(rating=sheet, by=officer, points=points_of(sheet))


def test_scenario_of_79_9_is_fair(sheet, officer, unit_head, chairman):
    # I 24,5 of 30; II 23,0 of 30; III and IV 32,4 of 40.
    given = {"n3": 5.5, "n5": 1, "n11": 4.4}
    with pytest.raises(Refused, match="theo bước 0,5"):
        acts.enter_self_scores(rating=sheet, by=officer, points=points_of(sheet, **given))
    ParameterValue.objects.create(
        key="cooperatives.RATING_STEP", value="0.1", valid_from=date(2026, 1, 1), source="Quyết định nội bộ"
    )

    done = approved(sheet, officer, chairman, **given)

    assert (done.total, done.band) == (Decimal("79.9"), Band.FAIR)
    assert done.approved_by == chairman


def test_missing_criterion_is_not_nought(sheet, officer):
    given = points_of(sheet)
    last = max(given)
    acts.enter_self_scores(rating=sheet, by=officer, points={**given, last: None})

    with pytest.raises(Refused, match="Chưa chấm tiêu chí 15"):
        acts.submit_rating(rating=sheet, by=officer)
    with pytest.raises(Refused, match="phải từ 0 đến"):
        acts.enter_self_scores(rating=sheet, by=officer, points={**given, last: Decimal(99)})
    acts.enter_self_scores(rating=sheet, by=officer, points=given)
    acts.submit_rating(rating=sheet, by=officer)
    with pytest.raises(Refused, match="Chưa chấm tiêu chí 15"):
        acts.appraise_rating(rating=sheet, by=officer, points={**given, last: None}, reasons={})


def test_points_that_differ_need_a_reason_and_the_rest_follows(sheet, officer, unit_head, deputy):
    submitted(sheet, officer)
    lower = points_of(sheet, n3=1)
    third = Criterion.objects.get(rubric=sheet.round.rubric, number=3).pk
    with pytest.raises(Refused, match="Tiêu chí 3: điểm khác"):
        acts.appraise_rating(rating=sheet, by=unit_head, points=lower, reasons={third: " "})

    assert list(queries.to_appraise(unit_head)) == [sheet]
    done = acts.appraise_rating(rating=sheet, by=unit_head, points=lower, reasons={third: "Sai doanh thu"})

    assert (done.total, done.band, done.state) == (90, Band.GOOD, RatingState.APPRAISED)
    assert list(queries.to_approve(deputy)) == [sheet]
    assert not queries.to_approve(unit_head)
    assert not queries.to_appraise(deputy)


def test_sheets_go_back_and_forth_with_reasons(sheet, officer, unit_head, chairman):
    submitted(sheet, officer)
    with pytest.raises(Refused, match="lý do"):
        acts.send_back_rating(rating=sheet, by=unit_head)
    acts.send_back_rating(rating=sheet, by=unit_head, note="Thiếu dấu")
    appraised(sheet, officer)
    acts.return_appraisal(rating=sheet, by=chairman, note="Xem lại tiêu chí 5")
    sheet.refresh_from_db()

    assert sheet.state == RatingState.SUBMITTED
    with pytest.raises(Refused, match="Chờ thẩm định"):
        acts.enter_self_scores(rating=sheet, by=officer, points={})
    with pytest.raises(Refused, match="Không thể"):
        acts.approve_rating(rating=sheet, by=chairman)


def test_what_is_approved_is_locked_and_changed_by_a_new_edition(sheet, officer, unit_head, chairman):
    done = approved(sheet, officer, chairman)
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.filter(pk=done.pk).update(total=1)
    with pytest.raises(Refused, match="Không thể"):
        acts.approve_rating(rating=done, by=chairman)
    with pytest.raises(Refused, match="lý do"):
        acts.reopen_rating(rating=done, by=officer)

    newer = acts.reopen_rating(rating=done, by=officer, note="Quyết toán năm")

    assert (newer.edition, newer.is_estimate, newer.scores.count()) == (2, False, 15)
    assert [one.pk for one in queries.rating_rows(officer)] == [newer.pk]
    with pytest.raises(Refused, match="gần nhất"):
        acts.reopen_rating(rating=done, by=officer, note="Lần nữa")
    acts.close_round(round=newer.round, by=officer)
    again = approved(newer, officer, chairman, n1=1)
    assert (again.total, Rating.objects.get(pk=done.pk).total) == (94, 100)
    assert str(again) == "Hợp tác xã Xuân Lộc, đánh giá năm 2026 (lần 2)"
    assert "1. " in str(again.scores.first())


def test_who_may_do_what(sheet, officer, chairman, admin):
    office = User.objects.get(username="chuyenvienvp")
    inside = {
        RatingPerm.OPEN_ROUND,
        RatingPerm.ENTER_RATING,
        RatingPerm.APPRAISE_RATING,
        RatingPerm.EDIT_RUBRIC,
    }
    for permission in inside:
        assert officer.has_perm(permission, sheet)
        assert not office.has_perm(permission, sheet)
        assert not chairman.has_perm(permission, sheet)
    assert chairman.has_perm(RatingPerm.APPROVE_RATING, sheet)
    assert not officer.has_perm(RatingPerm.APPROVE_RATING, sheet)
    assert admin.has_perm(RatingPerm.EDIT_RUBRIC, sheet.round.rubric)
    for act in (acts.submit_rating, acts.reopen_rating):
        with pytest.raises(Refused):
            act(rating=sheet, by=office)


def test_people_of_a_commune_see_no_drafts(sheet, officer, chairman, outsider):
    villager = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    agency = Agency.objects.create(kind="outside", name="Ủy ban nhân dân xã Một", commune=commune())
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))

    assert not Rating.objects.visible_to(villager)
    approved(sheet, officer, chairman)
    assert Rating.objects.visible_to(villager).count() == 1
    assert Score.objects.visible_to(villager).count() == 15
    assert not Score.objects.visible_to(outsider)
    assert not Rubric.objects.visible_to(villager)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": RatingState.APPROVED},
        {"unrated": Unrated.TOO_YOUNG, "band": Band.GOOD},
        {"edition": 2},
    ],
)
def test_the_database_keeps_half_ratings_out(facts, year):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(round=year, cooperative=cooperative(), **facts)


def test_pages_lead_from_the_rubric_to_approval(farm, officer, chairman, admin, as_):
    known = Rubric.objects.get(key="TT01_2020")
    browser, leader, keeper = as_(officer), as_(chairman), as_(admin)
    assert "Chưa mở được đợt đánh giá" in keeper.get(known.get_absolute_url()).content.decode()
    for criterion in known.criteria.filter(max_points=None):
        keeper.post(
            reverse("criterion_update", args=[criterion.pk]),
            {"title": criterion.title, "max_points": str(MISSING[criterion.number])},
        )
    browser.post(reverse("round_open"), {"year": 2026, "rubric": known.pk, "closes_on": "15/12/2026"})
    sheet = Rating.objects.get()

    typed = {f"points_{one.pk}": str(one.max_points) for one in known.criteria.all()}
    paper = SimpleUploadedFile("phieu.txt", "Phiếu".encode())
    browser.post(reverse("rating_score", args=[sheet.pk]), {**typed, "file": paper})
    browser.post(reverse("rating_move", args=[sheet.pk, "nop"]), {"note": ""})
    assert browser.get(reverse("rating_appraise", args=[sheet.pk])).status_code == HTTPStatus.OK
    browser.post(reverse("rating_appraise", args=[sheet.pk]), typed)
    leader.post(reverse("rating_move", args=[sheet.pk, "duyet"]), {"note": ""})
    sheet.refresh_from_db()

    assert (sheet.state, sheet.total) == (RatingState.APPROVED, 100)
    assert [one.name for one in Attachment.objects.of(sheet)] == ["phieu.txt"]
    browser.post(reverse("rating_move", args=[sheet.pk, "lan-moi"]), {"note": "Quyết toán"})
    newer = Rating.objects.get(edition=2)
    assert "Lý do lập lần mới: Quyết toán" in browser.get(newer.get_absolute_url()).content.decode()
    assert "Tốt" in browser.get(sheet.get_absolute_url()).content.decode().replace("tốt", "Tốt")
    assert "Đang tự chấm" in browser.get(farm.get_absolute_url()).content.decode()
    browser.post(reverse("round_close", args=[sheet.round_id]))
    assert RatingRound.objects.get().closed_on
    browser.post(reverse("rubric_edition", args=[known.pk]))
    assert Rubric.objects.count() == 2
    assert (
        browser.get(reverse("rating_move", args=[sheet.pk, "khong-co"])).status_code == HTTPStatus.NOT_FOUND
    )
    assert (
        leader.get(reverse("criterion_update", args=[known.criteria.first().pk])).status_code
        == HTTPStatus.FORBIDDEN
    )
    assert leader.get(reverse("rating_score", args=[sheet.pk])).status_code == HTTPStatus.FORBIDDEN


def test_keepers_of_other_units_may_not_open_a_round_or_edit_a_rubric(as_, rubric, farm, sheet):
    browser = as_(User.objects.get(username="chuyenvienvp"))

    assert browser.get(reverse("round_open")).status_code == HTTPStatus.FORBIDDEN
    first = rubric.criteria.first()
    assert browser.get(reverse("criterion_update", args=[first.pk])).status_code == HTTPStatus.FORBIDDEN
    assert browser.get(reverse("rating_score", args=[sheet.pk])).status_code == HTTPStatus.FORBIDDEN


def test_bad_points_are_told_in_the_form(sheet, officer, as_, rubric, admin):
    browser = as_(officer)
    answer = browser.post(
        reverse("rating_score", args=[sheet.pk]),
        {f"points_{one.pk}": "99" for one in sheet.round.rubric.criteria.all()},
    )
    nought = as_(admin).post(
        reverse("criterion_update", args=[rubric.criteria.first().pk]), {"title": "Vốn", "max_points": "0"}
    )

    assert "phải từ 0 đến" in answer.content.decode()
    assert "Điểm tối đa phải trên 0." in nought.content.decode()


@pytest.mark.parametrize("name", ["rating_list", "round_list", "rubric_list"])
def test_a_list_of_three_costs_as_much_as_a_list_of_one(name, year, officer, as_, rubric):
    browser = as_(officer)

    def cost() -> int:
        browser.get(reverse(name))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse(name)).status_code == HTTPStatus.OK
        return len(seen)

    before = cost()
    for place in (1, 2):
        Rating.objects.create(round=year, cooperative=cooperative(name=f"HTX {place}"))
        rubrics.add_edition(rubric=rubric, by=officer)
        RatingRound.objects.create(
            year=2026 + place,
            rubric=rubric,
            opened_on=date(2026, 9, 1),
            closes_on=date(2026, 12, 15),
            closed_on=date(2026, 12, 16),
        )

    assert cost() == before


def test_lists_are_sieved_and_leave_as_excel(sheet, officer, as_, year):
    submitted(sheet, officer)
    browser = as_(officer)

    for query, is_there in (
        ("state=submitted", True),
        ("state=approved", False),
        (f"round={year.pk}&q=xuan", True),
    ):
        seen = browser.get(f"{reverse('rating_list')}?{query}").content.decode()
        assert ("Hợp tác xã Xuân Lộc" in seen) == is_there
    for name in ("rating_list", "round_list", "rubric_list"):
        assert browser.get(f"{reverse(name)}?xuat=xlsx").status_code == HTTPStatus.OK
