"""What the database refuses, and what one row answers."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from cooperatives.enums.register import Status
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Capital,
    Cooperative,
    CooperativeName,
    Member,
    MemberCapital,
    Office,
    OtherCode,
    Person,
    StatusEvent,
    YearFigures,
)
from lmhtx.base import personal
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


@pytest.mark.parametrize("code", ["3600123457", "3602987614", "3800456125", "0100047516"])
def test_a_right_code_passes_wherever_it_was_given(code):
    Cooperative(name="HTX", code=code).clean_fields()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("3600123458", "Mã số thuế không hợp lệ (số kiểm tra phải là 7)."),
        ("360012345", "Mã số thuế gồm 10 chữ số"),
        ("3600000110", "dãy số này không bao giờ được cấp"),
    ],
)
def test_a_wrong_code_is_told_what_it_should_be(code, told):
    with pytest.raises(ValidationError) as wrong:
        Cooperative(name="HTX", code=code).clean_fields()

    assert told in str(wrong.value)


def test_a_branch_has_no_file_of_its_own():
    branch = Cooperative(name="HTX", code="3600123457-001")

    with pytest.raises(ValidationError):
        branch.clean_fields()


def test_a_code_is_never_changed_and_a_file_never_deleted():
    farm = cooperative(code="3600123457")
    farm.code = "3602987614"

    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        farm.save()
    farm.deliveries.all().delete()
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        Cooperative.objects.filter(pk=farm.pk).delete()

    without = cooperative(code=None)
    without.code = "3602987614"
    without.save()
    assert Cooperative.objects.get(pk=without.pk).code == "3602987614"


REFUSED = [
    ("cooperative_code_ten_figures", lambda _farm: Cooperative.objects.create(name="HTX", code="12")),
    ("cooperative_has_name", lambda farm: Cooperative.objects.filter(pk=farm.pk).update(name="")),
    (
        "cooperative_size_by_hand_has_ground",
        lambda farm: Cooperative.objects.filter(pk=farm.pk).update(size_by_hand="small"),
    ),
    (
        "cooperative_suspended_until",
        lambda farm: Cooperative.objects.filter(pk=farm.pk).update(suspended_until_on=DAY),
    ),
    (
        "cooperative_no_double_of_itself",
        lambda farm: Cooperative.objects.filter(pk=farm.pk).update(merged_into=farm.pk),
    ),
    ("cooperative_name_one_open", lambda farm: CooperativeName.objects.create(cooperative=farm, name="Khác")),
    (
        "activity_one_main",
        lambda farm: [
            Activity.objects.create(cooperative=farm, version="2025", code=code, is_main=True)
            for code in ("0111", "0112")
        ],
    ),
    (
        "activity_code_of_figures",
        lambda farm: Activity.objects.create(cooperative=farm, version="2025", code="A"),
    ),
    (
        "alliance_membership_one_open",
        lambda farm: [
            AllianceMembership.objects.create(cooperative=farm, admitted_on=DAY, decision=f"{n}/QĐ-LM")
            for n in (1, 2)
        ],
    ),
    (
        "alliance_membership_left_by_decision",
        lambda farm: AllianceMembership.objects.create(
            cooperative=farm, admitted_on=DAY, decision="1/QĐ", left_on=DAY
        ),
    ),
    (
        "capital_once_a_day",
        lambda farm: [
            Capital.objects.create(cooperative=farm, valid_from=DAY, charter_vnd=1) for _ in range(2)
        ],
    ),
    (
        "year_figures_once",
        lambda farm: [YearFigures.objects.create(cooperative=farm, year=2025) for _ in range(2)],
    ),
    (
        "status_event_until_when_suspended",
        lambda farm: StatusEvent.objects.create(cooperative=farm, status="suspended", effective_on=DAY),
    ),
    (
        "status_event_in_order",
        lambda farm: StatusEvent.objects.create(
            cooperative=farm, status="suspended", effective_on=DAY, until_on=date(2026, 6, 9)
        ),
    ),
    (
        "status_event_dissolved_says_debts",
        lambda farm: StatusEvent.objects.create(
            cooperative=farm, status="dissolved_freely", effective_on=DAY
        ),
    ),
]


@pytest.mark.parametrize(("name", "write"), REFUSED, ids=[name for name, _write in REFUSED])
def test_the_database_refuses(name, write):
    farm = cooperative()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write(farm)


def test_a_correction_needs_a_reason_and_comes_once():
    farm = cooperative()
    wrong = StatusEvent.objects.create(cooperative=farm, status="stopped", effective_on=DAY)
    common = {"cooperative": farm, "status": "active", "effective_on": DAY, "corrects": wrong}

    with pytest.raises(IntegrityError, match="correction_has_reason"), transaction.atomic():
        StatusEvent.objects.create(**common)
    StatusEvent.objects.create(**common, reason="Ghi nhầm")
    with pytest.raises(IntegrityError, match="corrected_once"), transaction.atomic():
        StatusEvent.objects.create(**common, reason="Ghi nhầm")


def test_a_citizen_number_is_sealed_masked_and_known_again():
    person = Person(cooperative=cooperative(), full_name="Nguyễn Văn An")
    person.set_citizen("075080001234")
    person.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM cooperatives_person p")
        kept = "".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT row_to_json(p)::text FROM cooperatives_personevent p")
        history = "".join(row[0] for row in cursor.fetchall())

    assert "075080001234" not in kept + history
    assert "citizen" not in history
    assert person.citizen_masked == "•••••••••234"
    assert person.citizen_number() == "075080001234"
    assert person.citizen_mark == personal.mark("075080001234") != personal.mark("075080001235")
    other = Person(cooperative=person.cooperative, full_name="Nguyễn An")
    other.set_citizen("075080001234")
    with pytest.raises(IntegrityError, match="person_once"), transaction.atomic():
        other.save()
    person.set_citizen("")
    assert (person.citizen_masked, person.citizen_mark, person.citizen_number()) == ("", "", "")


def test_a_replaced_key_still_opens_and_a_lost_one_does_not(settings):
    settings.PERSONAL_KEYS = ["cũ"]
    sealed = personal.seal("075080001234")

    settings.PERSONAL_KEYS = ["mới", "cũ"]
    assert personal.unseal(sealed) == "075080001234"
    settings.PERSONAL_KEYS = ["mới"]
    assert personal.unseal(sealed) == ""


def test_rows_tell_themselves_in_words():
    farm = cooperative(name="HTX Tân Tiến", code="3600123457")
    person = Person(cooperative=farm, full_name="Lê Thị Mai")
    member = Member(cooperative=farm, name="Lê Thị Mai")
    told = [
        str(OtherCode(cooperative=farm, number="47N0001")),
        str(AllianceMembership(cooperative=farm, admitted_on=DAY)),
        str(farm.names.get()),
        str(farm.addresses.get()),
        str(Capital(charter_vnd=5, valid_from=DAY)),
        str(YearFigures(year=2025)),
        str(Activity(version="2025", code="0111")),
        str(Activity(version="2018", code="4784")),
        str(StatusEvent(status=Status.STOPPED, effective_on=DAY)),
        str(person),
        str(Office(person=person, post="director")),
        str(member),
        str(MemberCapital(member=member, capital_vnd=7)),
    ]

    assert told == [
        "47N0001",
        "HTX Tân Tiến: từ 10/06/2026",
        "HTX Tân Tiến",
        "Ấp 1",
        "5 đồng từ 10/06/2026",
        "Năm 2025",
        "0111 – Trồng lúa",
        "4784 – chưa có tên trong danh mục",
        "Ngừng hoạt động chờ giải thể từ 10/06/2026",
        "Lê Thị Mai",
        "Giám đốc (Tổng giám đốc): Lê Thị Mai",
        "Lê Thị Mai",
        "Lê Thị Mai: 7 đồng",
    ]
    assert farm.picker_label == f"HTX Tân Tiến · {farm.commune} · 3600123457"
    assert not farm.is_ended
