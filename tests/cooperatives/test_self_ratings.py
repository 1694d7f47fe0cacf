"""A cooperative scores itself: saved, handed in until the last day, its own sheet only, no result before its time."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from cooperatives.actions import ratings as staff
from cooperatives.actions import self_ratings as acts
from cooperatives.enums.forms import FormSource
from cooperatives.enums.ratings import Band, RatingState
from cooperatives.models import Rating, RatingRound
from cooperatives.queries.self_ratings import note_key, own_ratings, points_key, read_points
from lmhtx.base.models import Stale
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.cooperatives.test_petitions import scan
from tests.cooperatives.test_ratings import farm, points_of, rubric, sheet, year  # noqa: F401 - fixtures
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(sheet) -> User:  # noqa: F811 - the fixture
    return representative(sheet.cooperative).user


@pytest.fixture
def stranger() -> User:
    return representative(cooperative(name="HTX Hai", commune=commune(1)), "htxhai").user


def full(rating: Rating, **changed: str) -> dict[str, str]:
    """Full points typed for each criterion, with a word of evidence for the first."""
    criteria = list(rating.round.rubric.criteria.all())
    typed = {points_key(one): str(changed.get(f"n{one.number}", one.max_points)) for one in criteria}
    return {**typed, note_key(criteria[0]): "Bảng cân đối 2026"}


def handed_in(rating: Rating, own: User, **changed: str) -> Rating:
    saved = acts.save_self_scores(
        rating=rating, by=own, typed=full(rating, **changed), version=rating.version
    )
    return acts.submit_self_rating(rating=saved, by=own, version=saved.version)


@pytest.mark.parametrize(
    ("typed", "points"), [("7,5", "7.5"), ("7.5", "7.5"), ("0", "0"), (" 6 ", "6"), ("", None)]
)
def test_points_are_read_as_written(typed, points):
    found = read_points(typed)

    assert (None if found is None else str(found)) == points


@pytest.mark.parametrize("typed", ["bảy", "1e3", "NaN", "٧", "7,555", "inf", "--1"])
def test_what_is_no_number_is_told(typed):
    if typed == "1e3":
        assert read_points(typed) == 1000
        return
    with pytest.raises(ValueError, match=r".*"):
        read_points(typed)


def test_a_sheet_is_kept_as_typed_and_becomes_points_when_handed_in(sheet, own):  # noqa: F811
    first = sheet.round.rubric.criteria.first()
    saved = acts.save_self_scores(rating=sheet, by=own, typed={points_key(first): "sáu"}, version=1)
    assert (saved.typed, saved.scores.count()) == ({points_key(first): "sáu"}, 0)
    with pytest.raises(Refused, match="Chưa chấm tiêu chí"):
        acts.submit_self_rating(rating=saved, by=own, version=saved.version)

    done = handed_in(saved, own, n1="6,5")

    score = done.scores.get(criterion=first)
    assert (done.state, done.source) == (RatingState.SUBMITTED, FormSource.SELF)
    assert (str(score.self_points), score.note) == ("6.50", "Bảng cân đối 2026")


def test_faults_are_named_by_their_criterion(sheet, own):  # noqa: F811
    saved = acts.save_self_scores(rating=sheet, by=own, typed=full(sheet, n1="99", n2="x"), version=1)

    with pytest.raises(Refused, match=r"Tiêu chí 1: .*Tiêu chí 2: Điểm phải là số"):
        acts.submit_self_rating(rating=saved, by=own, version=saved.version)


def test_after_the_last_day_nothing_more_is_taken_and_what_was_scored_stays(sheet, own, officer):  # noqa: F811
    saved = acts.save_self_scores(rating=sheet, by=own, typed=full(sheet), version=1)
    RatingRound.objects.update(closes_on=date(2026, 9, 14))

    with pytest.raises(Refused, match="Hạn tự chấm là hết ngày 14/09/2026"):
        acts.submit_self_rating(rating=saved, by=own, version=saved.version)
    with pytest.raises(Refused, match="Hạn tự chấm"):
        acts.save_self_scores(rating=saved, by=own, typed={}, version=saved.version)
    sheet.refresh_from_db()
    assert sheet.typed
    staff.enter_self_scores(rating=sheet, by=officer, points=points_of(sheet))
    assert staff.submit_rating(rating=sheet, by=officer).state == RatingState.SUBMITTED


def test_staff_go_on_from_what_the_cooperative_handed_in(sheet, own, officer, chairman):  # noqa: F811
    done = handed_in(sheet, own)
    staff.appraise_rating(rating=done, by=officer, points=points_of(done, n1=5), reasons=_why(done))
    assert own_ratings(own)[0].state == RatingState.APPRAISED

    staff.approve_rating(rating=Rating.objects.get(), by=chairman)

    assert own_ratings(own)[0].band == Band.GOOD


def _why(rating: Rating) -> dict[int, str]:
    return {rating.round.rubric.criteria.get(number=1).pk: "Thiếu chứng từ"}


def test_entry_on_behalf_tells_the_other_device(sheet, own, officer):  # noqa: F811
    saved = acts.save_self_scores(rating=sheet, by=own, typed=full(sheet), version=1)

    entered = staff.enter_self_scores(rating=saved, by=officer, points=points_of(saved, n1=3))

    first = sheet.round.rubric.criteria.get(number=1)
    assert (entered.source, entered.typed[points_key(first)]) == (FormSource.ON_BEHALF, "3")
    with pytest.raises(Stale):
        acts.save_self_scores(rating=saved, by=own, typed={}, version=saved.version)


def test_nobody_else_scores_it(sheet, own, stranger, officer):  # noqa: F811
    for who in (stranger, officer):
        with pytest.raises(Refused):
            acts.save_self_scores(rating=sheet, by=who, typed={}, version=1)
        with pytest.raises(Refused):
            acts.add_evidence(rating=sheet, by=who, file=scan())
    assert not Rating.objects.visible_to(stranger).filter(pk=sheet.pk).exists()


def test_the_pages_from_the_first_point_to_the_sending(client, sheet, own):  # noqa: F811
    client.force_login(own)
    assert "Tự đánh giá năm" not in client.get(reverse("my_ratings")).content.decode()
    page = reverse("self_rating", args=[sheet.pk])
    assert 'name="nop"' in client.get(page).content.decode()
    first = sheet.round.rubric.criteria.get(number=1)

    told = client.post(reverse("self_rating_save", args=[sheet.pk]), {points_key(first): "99", "version": 1})
    lines = told.json()["lines"]
    assert "phải từ 0 đến" in lines[points_key(first)]["fault"]
    add = reverse("self_rating_paper_add", args=[sheet.pk])
    added = client.post(add, {"paper": scan(), "figure": str(first.pk)}, headers={"HX-Request": "true"})
    assert "nghi-quyet.png" in added.content.decode()
    kept = Attachment.objects.of(sheet).get()
    stale = client.post(page, {**full(sheet), "version": 1})
    assert stale.status_code == HTTPStatus.CONFLICT
    early = client.post(page, {points_key(first): "5", "version": 2, "nop": "1"})
    assert early.status_code == HTTPStatus.FOUND
    sheet.refresh_from_db()
    done = client.post(page, {**full(sheet), "version": sheet.version, "nop": "1"})

    assert done.url == reverse("my_ratings")
    sheet.refresh_from_db()
    assert sheet.state == RatingState.SUBMITTED
    shown = client.get(page).content.decode()
    assert ('name="nop"' in shown, kept.view_url in shown) == (False, True)
    assert client.get(kept.view_url).status_code == HTTPStatus.OK


def test_what_was_found_is_not_shown_before_it_is_approved(client, sheet, own, officer, chairman):  # noqa: F811
    done = handed_in(sheet, own)
    staff.appraise_rating(rating=done, by=officer, points=points_of(done, n1=5), reasons=_why(done))
    client.force_login(own)
    page = reverse("self_rating", args=[sheet.pk])
    for address in (page, reverse("my_ratings")):
        shown = client.get(address).content.decode()
        assert ("Thiếu chứng từ" in shown, "98 điểm" in shown) == (False, False)

    staff.approve_rating(rating=Rating.objects.get(), by=chairman)

    assert "Thiếu chứng từ" in client.get(page).content.decode()
    assert "98 điểm" in client.get(reverse("my_ratings")).content.decode()


@pytest.mark.parametrize(
    "name", ["self_rating", "self_rating_save", "self_rating_paper_add", "rating_detail"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_ones_sheet_is_not_there(name, method, client, sheet, own, stranger):  # noqa: F811
    client.force_login(stranger)

    answer = getattr(client, method)(reverse(name, args=[sheet.pk]))

    assert answer.status_code in {
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.FORBIDDEN,
    }
    if name == "self_rating":
        assert answer.status_code == HTTPStatus.NOT_FOUND


def test_another_ones_evidence_is_not_there(client, sheet, own, stranger):  # noqa: F811
    kept = acts.add_evidence(rating=sheet, by=own, file=scan())
    client.force_login(stranger)

    assert client.get(kept.view_url).status_code == HTTPStatus.NOT_FOUND
    drop = client.post(reverse("self_rating_paper_drop", args=[sheet.pk, kept.pk]))
    assert drop.status_code == HTTPStatus.NOT_FOUND
    assert sheet.cooperative.name not in client.get(reverse("my_ratings")).content.decode()


def test_nothing_typed_makes_the_page_fail(client, sheet, own):  # noqa: F811
    client.force_login(own)
    save = reverse("self_rating_save", args=[sheet.pk])
    for words in ("\x00", "9" * 500, "<b>", "NaN", "-1", "٣", "1e99", ",", "."):
        sheet.refresh_from_db()
        keys = [points_key(one) for one in sheet.round.rubric.criteria.all()]
        data = dict.fromkeys(keys, words) | {"version": sheet.version}
        assert client.post(save, data).status_code == HTTPStatus.OK
        assert client.get(reverse("self_rating", args=[sheet.pk])).status_code == HTTPStatus.OK


def test_who_is_not_rated_is_told_why(client, own, sheet):  # noqa: F811
    Rating.objects.update(unrated="too_young")
    client.force_login(own)

    assert "dưới 12 tháng" in client.get(reverse("my_ratings")).content.decode()
    assert 'name="nop"' not in client.get(reverse("self_rating", args=[sheet.pk])).content.decode()
