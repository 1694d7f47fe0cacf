"""What went out by type, how far each month was electronic, and why the rest was not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.actions import resolving
from documents.actions.issuing import begin_amendment, revoke_outgoing
from documents.enums.incoming import Channel
from documents.enums.outgoing import Fault
from documents.enums.outgoing import OutgoingState as State
from documents.models import Outgoing
from documents.queries.outgoing_figures import Issued, electronic_by_month, in_all, issued_by_type
from tests.documents.test_electronic import looked_at, sealed
from tests.factories import documents as make
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def papers(clerk, chairman):
    """A plan signed well, one out late and taken back, a decision whose signatures nobody looked at, one void."""
    good = sealed(out.outgoing(State.ISSUED))
    looked_at(good, "valid")
    late = out.outgoing(State.ISSUED, subject="Muộn")
    Outgoing.objects.filter(pk=late.pk).update(signed_on=TODAY - timedelta(days=6))
    late.refresh_from_db()
    revoke_outgoing(outgoing=late, reason="Sai", by=chairman)
    sealed(out.outgoing(State.ISSUED, type=make.kind("qd"), subject="Chưa kiểm tra"))
    out.outgoing(State.NUMBERED, subject="Chưa phát hành")
    return good


def test_by_type(papers, chairman):
    plan, decision = issued_by_type(chairman, *YEAR)

    assert (decision.name, decision.total, decision.signed, decision.on_time) == (
        "Quyết định (cá biệt)",
        1,
        0,
        1,
    )
    assert plan == Issued("Kế hoạch", total=2, signed=1, on_time=1, revoked=1)
    assert in_all([plan, decision]) == Issued("Tổng cộng", total=3, signed=1, on_time=2, revoked=1)
    assert plan.share_on_time == Decimal("50.0")
    assert issued_by_type(chairman, date(2025, 1, 1), date(2025, 12, 31)) == []


def test_a_correction_counts_when_it_is_out(papers, chairman, officer):
    begin_amendment(outgoing=papers, fault=Fault.FORM, subject="", by=officer)
    assert sum(row.corrected for row in issued_by_type(chairman, *YEAR)) == 0

    Outgoing.objects.filter(amends=papers).update(state=State.ISSUED)
    assert [
        (row.corrected, row.replaced) for row in issued_by_type(chairman, *YEAR) if row.name == "Kế hoạch"
    ] == [(1, 0)]


def test_by_month(papers, clerk, chairman):
    make.incoming(by=clerk, number="1", channel=Channel.AXIS)
    done = make.directed(by=clerk, leader=chairman, number="2")
    resolving.answer_incoming(incoming=done, answer="1/LM", by=out.person("truongphong"))

    (month,) = electronic_by_month(chairman, *YEAR)

    assert (month.first_on, month.out, month.signed, month.share_signed) == (
        date(2026, 9, 1),
        3,
        1,
        Decimal("33.3"),
    )
    assert (month.came_electronic, month.came_on_paper, month.share_ended) == (1, 1, Decimal("50.0"))
    assert month.why_not == "chữ ký chưa được xác nhận hợp lệ: 1; ký giấy: 1"


def test_page_paper_and_word(papers, chairman, officer, as_):
    client = as_(chairman)

    shown = client.get(reverse("outgoing_figures")).content.decode()
    assert "Kế hoạch" in shown
    assert "09/2026" in shown
    assert client.get(reverse("outgoing_figures_pdf")).headers["Content-Type"] == "application/pdf"
    assert "wordprocessingml" in client.get(reverse("outgoing_figures_word")).headers["Content-Type"]
    assert as_(officer).get(reverse("outgoing_figures")).status_code == 403
