"""Digital maturity: declared by its people, verified by staff, both kept apart; the rubric by editions; pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import maturity as acts
from cooperatives.actions import maturity_rubrics as rubrics
from cooperatives.demo import load
from cooperatives.enums.maturity import MaturityState
from cooperatives.models import (
    Cooperative,
    DigitalEvidence,
    MaturityAssessment,
    MaturityItem,
    MaturityLevel,
    MaturityPillar,
    MaturityRubric,
)
from cooperatives.queries import maturity
from lmhtx.audit.models import Entry
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


def item(number: str) -> MaturityItem:
    pillar, place = number.split(".")
    return MaturityItem.objects.get(pillar__rubric__edition=1, pillar__number=pillar, number=place)


def items(*numbers: str) -> set[int]:
    return {item(number).pk for number in numbers}


def declared(farm: Cooperative, by: User, *numbers: str, on: date = TODAY) -> MaturityAssessment:
    return acts.declare_maturity(
        cooperative=farm, by=by, assessed_on=on, held=items(*numbers), declared_by="Ông An"
    )


def own_person(farm: Cooperative, name: str = "htxmot") -> User:
    return representative(farm, name).user


def test_what_is_declared_and_what_is_found_stand_apart(farm, unit_head, at_day):
    person = own_person(farm)
    made = declared(farm, person, "1.1", "3.1", "3.2", "4.2")
    assert (made.is_own, made.declared_points, made.declared_level) == (True, Decimal(24), 1)
    assert made.points is None
    assert list(maturity.waiting_for(unit_head)) == [made]
    assert maturity.levels_among(Cooperative.objects.all()) == {}

    made = acts.redeclare_maturity(
        assessment=made, by=person, held=items("1.1", "3.1", "3.2", "4.2", "5.1"), declared_by="Bà Bé"
    )
    assert (made.declared_points, made.declared_level) == (Decimal(31), 2)
    made = acts.verify_maturity(
        assessment=made,
        by=unit_head,
        found=items("1.1", "3.1"),
        seen={item("1.1").pk: "NQ 1", item("3.1").pk: "Sổ"},
    )

    assert (made.declared_points, made.points, made.level) == (Decimal(31), Decimal(13), 1)
    assert sum(score.points for score in made.scores.all()) == made.points
    assert sum(score.declared_points for score in made.scores.all()) == made.declared_points
    assert maturity.levels_among(Cooperative.objects.all()) == {1: 1}
    with pytest.raises(Refused, match="Đã xác minh"):
        acts.redeclare_maturity(assessment=made, by=person, held=set(), declared_by="x")
    verbs = Entry.objects.of(made).order_by("pk").values_list("verb", flat=True)
    assert [verb.rsplit(".", 1)[1] for verb in verbs] == ["declared", "redeclared", "verified"]


def test_an_item_that_asks_for_evidence_is_not_found_without(farm, officer):
    made = declared(farm, officer, "3.1", "2.1")
    with pytest.raises(Refused, match="cần minh chứng: Ảnh màn hình sổ kế toán"):
        acts.verify_maturity(assessment=made, by=officer, found=items("3.1"), seen={})
    DigitalEvidence.objects.create(
        cooperative=farm,
        item="A1",
        evidenced_on=date(2026, 5, 1),
        note="x",
        verified_on=TODAY,
        verified_by=officer,
    )
    made = acts.verify_maturity(assessment=made, by=officer, found=items("3.1", "2.1"), seen={})

    assert made.answers.get(item=item("3.1")).seen == "Minh chứng A1. Phần mềm kế toán (01/05/2026)"
    assert made.points == Decimal(12)


def test_who_may_do_what(farm, officer, chairman, outsider):
    other = own_person(cooperative(name="HTX khác"), "htxhai")
    made = declared(farm, officer, "1.1")
    assert not made.is_own
    for person in (other, chairman, outsider):
        with pytest.raises(Refused):
            declared(farm, person, "1.1", on=date(2026, 9, 1))
    for person in (own_person(farm), other, chairman):
        with pytest.raises(Refused):
            acts.verify_maturity(assessment=made, by=person, found=set(), seen={})
        assert not maturity.waiting_for(person).exists()
    assert not MaturityAssessment.objects.visible_to(other).exists()


def test_a_day_has_one_sheet_none_is_of_the_future_and_a_withdrawn_one_makes_room(farm, officer):
    made = declared(farm, officer, "1.1")
    with pytest.raises(Refused, match="đã có phiếu"):
        declared(farm, officer, "1.2")
    with pytest.raises(Refused, match="sau hôm nay"):
        declared(farm, officer, "1.2", on=date(2026, 9, 16))
    with pytest.raises(Refused, match="Chưa có bộ tiêu chí"):
        declared(farm, officer, "1.2", on=date(2020, 9, 16))
    with pytest.raises(Refused, match="lý do"):
        acts.withdraw_maturity(assessment=made, by=officer, reason=" ")
    made = acts.verify_maturity(assessment=made, by=officer, found=set(), seen={})
    made = acts.withdraw_maturity(assessment=made, by=officer, reason="Nhầm hợp tác xã")
    with pytest.raises(Refused, match="đã rút"):
        acts.withdraw_maturity(assessment=made, by=officer, reason="x")
    assert declared(farm, officer, "1.2").state == MaturityState.DECLARED
    assert maturity.levels_among(Cooperative.objects.all()) == {}


def test_the_last_one_verified_gives_the_level_and_history_stays(farm, officer):
    for on, numbers in ((date(2025, 9, 1), ("2.1", "2.4", "3.5", "6.1", "6.2")), (TODAY, ("2.1",))):
        made = declared(farm, officer, *numbers, on=on)
        acts.verify_maturity(assessment=made, by=officer, found=items(*numbers), seen={})
    declared(farm, officer, "2.1", "2.4", on=date(2026, 9, 10))

    assert maturity.levels_among(Cooperative.objects.all()) == {0: 1}
    rows = MaturityAssessment.objects
    assert [one.level for one in rows.newest_verified(date(2026, 1, 1))] == [1]
    assert [one.level for one in rows.newest_verified(TODAY)] == [0]
    assert len(maturity.maturity_panel(officer, farm)["years"]) == 2


def test_the_database_keeps_what_was_verified(farm, officer):
    made = declared(farm, officer, "2.1")
    made = acts.verify_maturity(assessment=made, by=officer, found=items("2.1"), seen={})
    for change in (
        {"points": 50},
        {"declared_points": 50},
        {"level": 3},
        {"withdrawn_reason": "", "state": "withdrawn"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            MaturityAssessment.objects.filter(pk=made.pk).update(**change)
    for thing in (MaturityItem, MaturityPillar, MaturityLevel, MaturityRubric):
        with pytest.raises(DatabaseError), transaction.atomic():
            thing.objects.order_by("pk")[:1].get().delete()


def test_a_new_edition_is_changed_issued_and_holds_from_its_day(farm, officer, chairman):
    first = MaturityRubric.objects.get()
    with pytest.raises(Refused, match="đã ban hành"):
        rubrics.set_maturity_line(line=item("1.1"), by=officer, points=Decimal(9))
    with pytest.raises(Refused, match="người quản trị"):
        rubrics.add_maturity_edition(rubric=first, by=chairman)
    made = rubrics.add_maturity_edition(rubric=first, by=officer)
    assert MaturityItem.objects.filter(pillar__rubric=made).count() == len(maturity.items_of(first))
    pillar = made.pillars.get(number=1)
    rubrics.set_maturity_line(line=pillar, by=officer, weight=Decimal(14))
    with pytest.raises(Refused, match="cộng lại là 99"):
        rubrics.issue_maturity_rubric(rubric=made, by=officer)
    rubrics.set_maturity_line(line=pillar, by=officer, weight=Decimal(15))
    line = MaturityItem(pillar=pillar)
    with pytest.raises(Refused, match="đã có mục số 2"):
        rubrics.set_maturity_line(line=line, by=officer, number=2, title="Mới", points=Decimal(1))
    rubrics.drop_maturity_item(item=pillar.items.get(number=1), by=officer)
    head = {"title": "Bộ mới", "legal_basis": "QĐ 1", "doubt": "", "valid_from": date(2026, 9, 10)}
    rubrics.set_maturity_head(rubric=made, by=officer, **head)
    made = rubrics.issue_maturity_rubric(rubric=made, by=officer)

    assert maturity.rubric_on(TODAY) == made
    assert maturity.rubric_on(date(2026, 9, 9)) == first
    with pytest.raises(Refused, match="lần khác của bộ tiêu chí"):
        declared(farm, officer, "1.1")
    assert declared(farm, officer, "1.1", on=date(2026, 9, 1)).rubric == first
    second = rubrics.add_maturity_edition(rubric=first, by=officer)
    rubrics.set_maturity_head(rubric=second, by=officer, **head)
    with pytest.raises(Refused, match="sau ngày đó"):
        rubrics.issue_maturity_rubric(rubric=second, by=officer)


def test_its_own_people_declare_on_their_page(farm, as_):
    browser = as_(own_person(farm))
    assert "Khai mức độ số" in browser.get(reverse("my_maturity")).content.decode()
    form = browser.get(reverse("maturity_declare", args=[farm.pk])).content.decode()
    assert "3.1. Dùng phần mềm kế toán" in form
    answer = browser.post(
        reverse("maturity_declare", args=[farm.pk]),
        {
            "assessed_on": "15/9/2026",
            "declared_by": "Ông An",
            f"item_{item('3.1').pk}": "on",
            "file": SimpleUploadedFile("anh.txt", "Sổ".encode()),
        },
    )
    made = MaturityAssessment.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    shown = browser.get(made.get_absolute_url()).content.decode()
    assert "hợp tác xã tự khai" in shown
    assert "anh.txt" in shown
    browser.post(reverse("maturity_redeclare", args=[made.pk]), {"declared_by": "Bà Bé"})
    made.refresh_from_db()
    assert (made.declared_by, made.declared_points) == ("Bà Bé", 0)
    assert "tự khai, chưa xác minh" in browser.get(reverse("my_maturity")).content.decode()
    other = cooperative(name="HTX khác")
    assert browser.get(reverse("maturity_declare", args=[other.pk])).status_code == HTTPStatus.NOT_FOUND
    assert browser.get(reverse("maturity_verify", args=[made.pk])).status_code == HTTPStatus.FORBIDDEN
    assert browser.get(reverse("maturity_list")).status_code == HTTPStatus.FORBIDDEN


def test_staff_verify_list_filter_and_export(farm, officer, as_):
    browser, made = as_(officer), declared(farm, officer, "3.1", "2.1")
    form = browser.get(reverse("maturity_verify", args=[made.pk])).content.decode()
    assert "Tự khai: có." in form
    bad = browser.post(reverse("maturity_verify", args=[made.pk]), {f"found_{item('3.1').pk}": "on"})
    assert "cần minh chứng" in bad.content.decode()
    browser.post(
        reverse("maturity_verify", args=[made.pk]),
        {f"found_{item('3.1').pk}": "on", f"seen_{item('3.1').pk}": "Sổ cái"},
    )
    made.refresh_from_db()
    assert (made.points, made.level) == (8, 0)
    shown = browser.get(farm.get_absolute_url()).content.decode()
    assert "Mức 0. Chưa chuyển đổi số" in shown
    assert "pillar-bar" in shown
    for query, is_there in (
        ("level=0&is_newest=true&going=true", True),
        ("level=1", False),
        ("weak=3", True),
        ("weak=9", True),
        ("state=declared", False),
        ("q=xuan+loc", True),
        ("is_newest=false", False),
        ("going=false", False),
    ):
        seen = browser.get(f"{reverse('maturity_list')}?{query}").content.decode()
        assert ("Hợp tác xã Xuân Lộc" in seen) == is_there, query
        assert "8,00" not in seen
    assert browser.get(f"{reverse('maturity_list')}?xuat=xlsx").status_code == HTTPStatus.OK
    assert "Mức 0. Chưa chuyển đổi số" in browser.get(reverse("register_board")).content.decode()
    browser.post(reverse("maturity_withdraw", args=[made.pk]), {"reason": "Nhầm"})
    made.refresh_from_db()
    assert made.state == MaturityState.WITHDRAWN


def test_the_rubric_is_edited_by_pages(officer, as_):
    browser, first = as_(officer), MaturityRubric.objects.get()
    browser.post(reverse("maturity_rubric_edition", args=[first.pk]))
    made = MaturityRubric.objects.get(edition=2)
    pillar = made.pillars.get(number=6)
    browser.post(reverse("maturity_pillar", args=[pillar.pk]), {"name": "Dữ liệu", "weight": "5"})
    facts = {"number": 9, "title": "Mục mới", "points": "1", "evidence": "", "proof_item": ""}
    browser.post(reverse("maturity_rubric_item", args=[made.pk, 6]), facts)
    new = pillar.items.get(number=9)
    twice = browser.post(reverse("maturity_rubric_item", args=[made.pk, 6]), facts)
    assert "đã có mục số 9" in twice.content.decode()
    browser.post(reverse("maturity_item", args=[new.pk]), {**facts, "points": "2"})
    level = made.levels.get(level=5)
    browser.post(reverse("maturity_level", args=[level.pk]), {"name": "Dẫn đầu", "least_points": "95"})
    head = {"title": "Bộ mới", "legal_basis": "QĐ 1", "doubt": "", "valid_from": "1/9/2026"}
    browser.post(reverse("maturity_rubric_update", args=[made.pk]), head)
    shown = browser.get(made.get_absolute_url()).content.decode()
    assert "6.9. Mục mới" in shown
    assert "Dẫn đầu: từ 95 điểm" in shown
    browser.post(reverse("maturity_item_drop", args=[new.pk]))
    browser.post(reverse("maturity_rubric_issue", args=[made.pk]))
    made.refresh_from_db()
    assert made.issued_on == TODAY
    assert "Bộ mới" in browser.get(reverse("maturity_rubric_list")).content.decode()
    shown = browser.get(made.get_absolute_url()).content.decode()
    assert "Sửa trụ cột" not in shown


def test_pages_cost_the_same_with_more_in_them(farm, officer, as_):
    browser = as_(officer)
    addresses = (reverse("maturity_list"), farm.get_absolute_url(), reverse("register_board"))

    def costs() -> list[int]:
        found = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                browser.get(address)
            found.append(len(seen))
        return found

    def one(farm: Cooperative, on: date) -> None:
        made = declared(farm, officer, "2.1", on=on)
        acts.verify_maturity(assessment=made, by=officer, found=items("2.1"), seen={})

    one(farm, TODAY)
    before = costs()
    one(farm, date(2026, 9, 1))
    one(cooperative(name="HTX hai"), TODAY)

    assert costs() == before


def test_the_demonstration_office_has_levels_to_show():
    load(TODAY)

    assert set(MaturityAssessment.objects.values_list("state", flat=True)) == {"declared", "verified"}
    assert len(maturity.levels_among(Cooperative.objects.all())) > 3
    for one in MaturityAssessment.objects.verified()[:20]:
        assert sum(score.points for score in one.scores.all()) == one.points
