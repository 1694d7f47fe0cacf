"""The papers at hand, in every kind of file with letters, read as a careful clerk would enter them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plans.annex.scoring import score
from tests.plans.annex.making import read

SAMPLES = Path(__file__).parents[3] / "plans" / "samples"
FILES = sorted(
    path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/document.*") if path.suffix != ".json"
)
PLAN_2026 = SAMPLES / "ke-hoach-2026-bcd-kttt" / "document.docx"


@pytest.mark.parametrize("name", FILES)
def test_sample_is_read_as_a_clerk_would(name: str) -> None:
    path = SAMPLES / name
    expected = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
    shares = score(expected, read(path, year=None).as_json()["tasks"]).shares
    assert min(shares["found"], shares["real"], shares["end"]) >= 0.98
    assert min(shares.values()) >= 0.95


def test_plan_of_2026_has_47_tasks_in_five_groups_and_every_deadline_resolves() -> None:
    reading = read(PLAN_2026, year=None)
    assert len(reading.tasks) == 47
    assert [
        sum(task.group == group for task in reading.tasks)
        for group in dict.fromkeys(t.group for t in reading.tasks)
    ] == [
        6,
        13,
        16,
        3,
        9,
    ]
    assert all(task.end for task in reading.tasks)
    assert sum("Liên minh Hợp tác xã thành phố" in task.leads for task in reading.tasks) == 5


def test_blanks_of_a_draft_stay_blank() -> None:
    head = read(PLAN_2026, year=None).document
    assert (head.number, head.symbol, head.issued_on, head.year) == (None, "QĐ-BCĐKTTT", None, 2026)
    assert "năm 2026" in (head.title or "")


def test_head_of_an_issued_plan() -> None:
    head = read(SAMPLES / "ke-hoach-chuyen-doi-so-2025" / "document.docx", year=None).as_json()["document"]
    assert (head["number"], head["symbol"], head["issued_on"]) == ("245", "KH-LM", "2025-10-24")
    assert head["issuer"] == "LIÊN MINH HỢP TÁC XÃ"


def test_persons_and_quantities_are_proposed() -> None:
    tasks = read(SAMPLES / "phan-cong-hop-tac-xa-ca-mau-2025" / "document.docx", year=None).tasks
    named = next(task for task in tasks if task.leads == ["Sở Công Thương"])
    assert [(person.name, person.post) for person in named.people] == [("Dương Vũ Nam", "Phó Giám đốc")]
    assert [(target.quantity, target.unit) for target in tasks[0].targets] == [(81, "HTX")]
