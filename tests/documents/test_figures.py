"""How incoming papers were dealt with: figures by unit and person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.actions.resolving import answer_incoming, close_incoming
from documents.models import Incoming
from documents.queries.figures import Handled, handled_by_person, handled_by_unit, in_all
from lmhtx.reading.pdf_text import read_pdf
from tests.factories import documents as make

pytestmark = pytest.mark.django_db
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def five(clerk, deputy, unit_head, officer):
    """One answered in time, one late, one closed, one open past its day, one in nobody's hands."""
    papers = [
        make.directed(by=clerk, leader=deputy, lead=officer, number=str(number)) for number in range(1, 5)
    ]
    answer_incoming(incoming=papers[0], answer="1/LM-VP", by=officer)
    answer_incoming(incoming=papers[1], answer="2/LM-VP", by=officer)
    Incoming.objects.filter(pk=papers[1].pk).update(due_on=date(2026, 9, 10))
    close_incoming(incoming=papers[2], reason="Để biết", by=unit_head)
    Incoming.objects.filter(pk=papers[3].pk).update(due_on=date(2026, 9, 10))
    papers.append(make.incoming(by=clerk, number="5"))
    return papers


def test_figures_by_unit_and_person(five, clerk, officer):
    units, people = handled_by_unit(clerk, *YEAR), handled_by_person(clerk, *YEAR)

    policy, nobody = units
    assert (policy.total, policy.on_time, policy.late, policy.no_answer) == (4, 2, 1, 1)
    assert (policy.open_in_time, policy.open_late, policy.share_on_time) == (0, 1, Decimal("66.6"))
    assert (nobody.name, nobody.total, nobody.open_in_time, nobody.share_on_time) == (
        "Chưa giao đơn vị",
        1,
        1,
        None,
    )
    assert [(row.key, row.total) for row in people] == [(officer.pk, 4)]
    assert in_all(units) == Handled(
        name="Tổng cộng", key=None, total=5, on_time=2, late=1, open_in_time=1, open_late=1, no_answer=1
    )


def test_only_what_the_person_sees_is_counted(five, officer, officer_of_other_unit):
    assert [row.total for row in handled_by_unit(officer, *YEAR)] == [4]
    assert handled_by_unit(officer_of_other_unit, *YEAR) == []


def test_days_outside_are_not_counted(five, clerk):
    assert handled_by_unit(clerk, date(2025, 1, 1), date(2025, 12, 31)) == []


def test_the_page_the_paper_and_word_say_the_same(as_, five, clerk, officer, tmp_path):
    browser = as_(clerk)
    shown = browser.get(
        reverse("incoming_figures"), {"first": "1/9/2026", "last": "30/9/2026"}
    ).content.decode()
    pdf, word = (browser.get(reverse(f"incoming_figures_{kind}")) for kind in ("pdf", "word"))

    assert "66,6" in shown
    assert officer.full_name in shown
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(b"".join(pdf) if pdf.streaming else pdf.content)
    cells = [cell.text for block in read_pdf(file).blocks for cell in getattr(block, "cells", [])]
    assert "66,6" in cells
    assert word["Content-Type"].endswith("wordprocessingml.document")


def test_days_in_the_wrong_order_are_told(as_, clerk, officer):
    shown = (
        as_(clerk)
        .get(reverse("incoming_figures"), {"first": "2/9/2026", "last": "1/9/2026"})
        .content.decode()
    )

    assert "Ngày cuối phải từ ngày đầu trở đi." in shown
    assert as_(officer).get(reverse("incoming_figures")).status_code == 403
