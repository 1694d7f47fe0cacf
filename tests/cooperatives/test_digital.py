"""Evidence of digital tools: the rule said of all at once, K4 on past days, acts, pages, what is told by itself."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.access.digital import DigitalPerm
from cooperatives.actions import digital as acts
from cooperatives.enums.digital import DigitalItem, ProofState
from cooperatives.enums.register import Kind, Status
from cooperatives.models import AllianceMembership, Cooperative, DigitalEvidence, StatusEvent
from cooperatives.queries import digital
from cooperatives.rules.digital import proof_state, uses_digital
from lmhtx.audit.models import Entry
from lmhtx.directory.models import ParameterValue
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.cooperatives.test_rules import CASES
from tests.factories.cooperatives import cooperative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc")


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(CASES) / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def proof(one: Cooperative, item: str, evidenced_on: str, verified_on: str = "", **facts) -> DigitalEvidence:
    return DigitalEvidence.objects.create(
        cooperative=one,
        item=item,
        evidenced_on=date.fromisoformat(evidenced_on),
        note="Ảnh",
        verified_on=date.fromisoformat(verified_on) if verified_on else None,
        verified_by=User.objects.get(username="truongphong") if verified_on else None,
        **facts,
    )


def set_value(key: str, value: object) -> None:
    ParameterValue.objects.create(
        key=f"cooperatives.{key}", value=value, valid_from=date(2022, 1, 1), source="Quyết định nội bộ"
    )


@pytest.mark.parametrize("needs_both", [True, False])
@pytest.mark.parametrize("leaves_out", [True, False])
@pytest.mark.parametrize("on", [TODAY, date(2026, 9, 16), date(2026, 1, 31), date(2021, 12, 13)])
def test_the_statement_over_all_says_what_the_rule_says_of_each(needs_both, leaves_out, on):
    set_value("DIGITAL_NEEDS_BOTH", needs_both)
    set_value("DIGITAL_LEAVES_OUT_MANDATORY", leaves_out)
    for place, row in enumerate(rows_of("digital.csv")):
        one = cooperative(name=f"HTX {place}")
        for words in filter(None, row["proofs"].split("; ")):
            proof(one, *words.split())
    taken_back = cooperative(name="HTX rút")
    for item in ("A1", "B1"):
        proof(taken_back, item, "2026-01-15", "2026-01-20", withdrawn_on=TODAY, withdrawn_reason="Sai")

    found = set(digital.digital_on(on))

    terms = digital.terms_on(on)
    expected = {
        one
        for one in Cooperative.objects.all()
        if uses_digital([row.facts for row in one.digital_evidence.all()], day=on, terms=terms)
    }
    assert found == expected
    assert bool(found) == (on != date(2021, 12, 13))


def test_states_of_all_are_those_of_each(farm):
    for row in rows_of("proof_state.csv"):
        withdrawn = (
            {"withdrawn_on": row["withdrawn_on"], "withdrawn_reason": "Sai"} if row["withdrawn_on"] else {}
        )
        proof(cooperative(), "A1", row["evidenced_on"], row["verified_on"], **withdrawn)

    for state in ProofState:
        found = set(DigitalEvidence.objects.in_state(state, TODAY, 12))
        assert found == {
            one
            for one in DigitalEvidence.objects.all()
            if proof_state(one.facts, day=TODAY, months=12) == state
        }
        assert found


def admitted(**facts) -> Cooperative:
    made = cooperative(**facts)
    AllianceMembership.objects.create(cooperative=made, admitted_on=date(2024, 1, 1), decision="1/QĐ-LM")
    return made


def digital_one(**facts) -> Cooperative:
    made = admitted(**facts)
    for item in ("A1", "B3"):
        proof(made, item, "2026-05-01", "2026-05-10")
    return made


def figure(day: date = TODAY) -> tuple[int, int, Decimal | None]:
    one = standing_of(BY_KEY["K4"], day).figures[0]
    return one.numerator, one.denominator, one.share


def test_k4_counts_members_at_work_on_the_day_and_only_what_was_verified_by_then():
    first, second = digital_one(), digital_one()
    declared = admitted()
    proof(declared, "A1", "2026-05-01")
    proof(declared, "B3", "2026-05-01")
    gone = digital_one()
    StatusEvent.objects.create(
        cooperative=gone, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 6, 10), has_debts=False
    )
    digital_one(kind=Kind.CREDIT_FUND)
    digital_one(kind=Kind.GROUP)
    cooperative(name="HTX ngoài Liên minh")

    assert figure() == (2, 3, Decimal("66.6"))
    assert figure(date(2026, 5, 31)) == (3, 4, Decimal("75.0"))
    assert figure(date(2026, 4, 30)) == (0, 4, Decimal(0))
    assert figure(date(2020, 1, 31)) == (0, 0, None)
    assert {first, second} == set(digital.digital_on(TODAY)) & set(digital.asked_on(TODAY))
    assert gone in set(digital.left_out_on(TODAY))
    set_value("DIGITAL_COUNTS_CREDIT_FUNDS", value=True)
    assert figure() == (3, 4, Decimal("75.0"))
    AllianceMembership.objects.filter(cooperative=first).update(
        left_on=date(2026, 9, 1), left_decision="2/QĐ"
    )
    assert figure() == (2, 3, Decimal("66.6"))
    assert figure(date(2026, 8, 31)) == (3, 4, Decimal("75.0"))


def test_evidence_is_recorded_verified_and_withdrawn(farm, officer, unit_head, at_day):
    made = acts.record_evidence(
        cooperative=farm, by=officer, item=DigitalItem.ACCOUNTS, evidenced_on=date(2026, 9, 1), note="Sổ"
    )
    with pytest.raises(Refused, match="đã có minh chứng"):
        acts.record_evidence(
            cooperative=farm, by=officer, item=DigitalItem.ACCOUNTS, evidenced_on=date(2026, 9, 1), note="Sổ"
        )
    with pytest.raises(Refused, match="sau hôm nay"):
        acts.record_evidence(
            cooperative=farm, by=officer, item=DigitalItem.ACCOUNTS, evidenced_on=date(2026, 9, 16), note="Sổ"
        )
    assert list(digital.waiting_for(unit_head)) == [made]

    made = acts.verify_evidence(evidence=made, by=unit_head)
    assert (made.verified_on, made.verified_by) == (TODAY, unit_head)
    with pytest.raises(Refused, match="đã được xác minh"):
        acts.verify_evidence(evidence=made, by=unit_head)
    with pytest.raises(Refused, match="lý do"):
        acts.withdraw_evidence(evidence=made, by=unit_head, reason=" ")
    made = acts.withdraw_evidence(evidence=made, by=unit_head, reason="Ảnh của HTX khác")
    with pytest.raises(Refused, match="đã rút"):
        acts.verify_evidence(evidence=made, by=unit_head)
    assert list(Entry.objects.of(made).order_by("pk").values_list("verb", flat=True)) == [
        "cooperatives.evidence.recorded",
        "cooperatives.evidence.verified",
        "cooperatives.evidence.withdrawn",
    ]
    assert str(made) == "A1. Phần mềm kế toán (01/09/2026)"


def test_only_the_unit_that_keeps_the_register_acts(farm, officer, officer_of_other_unit, chairman):
    made = proof(farm, "A1", "2026-09-01")
    for permission in DigitalPerm:
        assert officer.has_perm(permission, farm)
        assert not chairman.has_perm(permission, farm)
        assert not User.objects.get(username="chuyenvienvp").has_perm(permission, farm)
    with pytest.raises(Refused):
        acts.verify_evidence(evidence=made, by=chairman)
    assert not digital.waiting_for(chairman).exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"verified_on": TODAY},
        {"withdrawn_on": TODAY},
        {"withdrawn_reason": "Sai"},
    ],
)
def test_the_database_keeps_halves_out(facts, farm):
    with pytest.raises(IntegrityError), transaction.atomic():
        DigitalEvidence.objects.create(cooperative=farm, item="A1", evidenced_on=TODAY, note="Ảnh", **facts)


def test_evidence_about_to_run_out_is_told_once_and_not_when_there_is_newer(farm, officer):
    proof(farm, "A1", "2025-10-15", "2025-10-20")
    proof(farm, "B1", "2025-10-15", "2025-10-20")
    proof(farm, "B1", "2026-03-01")
    proof(farm, "A3", "2025-10-16", "2025-10-20")
    proof(farm, "A4", "2025-09-15", "2025-09-20")

    told = [one for one in digital.running_out(TODAY) if one.person_id == officer.pk]

    assert [one.line for one in told] == [
        "Hợp tác xã Xuân Lộc: minh chứng A1. Phần mềm kế toán hết giá trị sau 15/10/2026."
    ]


def test_pages_record_verify_withdraw_and_list(farm, officer, as_):
    browser = as_(officer)
    answer = browser.post(
        reverse("digital_record", args=[farm.pk]),
        {
            "item": "A1",
            "evidenced_on": "1/9/2026",
            "note": "Phần mềm",
            "file": SimpleUploadedFile("anh.txt", "Sổ cái".encode()),
        },
    )
    made = DigitalEvidence.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert [one.name for one in Attachment.objects.of(made)] == ["anh.txt"]

    browser.post(reverse("digital_verify", args=[made.pk]))
    shown = browser.get(farm.get_absolute_url()).content.decode()
    assert "A1. Phần mềm kế toán" in shown
    assert "Chưa đạt" in shown
    for query, count in (("stands=counts", 1), ("stands=waiting", 0), ("item=A1&q=xuan+loc", 1)):
        seen = browser.get(f"{reverse('digital_list')}?{query}").content.decode()
        assert ("Hợp tác xã Xuân Lộc" in seen) == bool(count)
    assert browser.get(f"{reverse('digital_list')}?xuat=xlsx").status_code == HTTPStatus.OK

    browser.post(reverse("digital_withdraw", args=[made.pk]), {"reason": "Nhầm"})
    made.refresh_from_db()
    assert made.withdrawn_reason == "Nhầm"


def test_bad_input_is_told_in_the_form(farm, officer, as_):
    browser, address = as_(officer), reverse("digital_record", args=[farm.pk])
    future = browser.post(address, {"item": "A1", "evidenced_on": "16/9/2026", "note": "x"})
    unfit = browser.post(
        address,
        {
            "item": "A1",
            "evidenced_on": "1/9/2026",
            "note": "x",
            "file": SimpleUploadedFile("anh.exe", b"MZ\x90\x00"),
        },
    )

    assert "không được sau hôm nay" in future.content.decode()
    assert unfit.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not DigitalEvidence.objects.exists()


def test_a_list_and_a_file_cost_the_same_with_more_in_them(farm, officer, as_):
    browser = as_(officer)
    addresses = (reverse("digital_list"), farm.get_absolute_url())

    def costs() -> list[int]:
        found = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as seen:
                browser.get(address)
            found.append(len(seen))
        return found

    proof(farm, "A1", "2026-09-01")
    before = costs()
    proof(farm, "A3", "2026-09-01", "2026-09-02")
    proof(cooperative(), "B1", "2026-09-01", "2026-09-02")

    assert costs() == before
