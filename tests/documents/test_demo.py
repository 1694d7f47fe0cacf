"""The invented letters of the demonstration office."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Count

from documents.demo import load
from documents.demo.meetings import hold_meetings
from documents.enums.incoming import IncomingState
from documents.enums.outgoing import OutgoingState
from documents.models import (
    ArchiveLoan,
    ExchangeMessage,
    FileCatalogue,
    Incoming,
    Meeting,
    Outgoing,
    WorkFile,
)
from documents.queries import desk
from lmhtx.base.clock import standing_at
from lmhtx.files.models import Attachment, PageCopy
from plans.models import Report
from tests.conftest import moment
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db


def test_the_demonstration_office_has_letters_in_every_hand(clerk, chairman, deputy, unit_head, officer):
    load(date(2026, 9, 15))

    states = set(Incoming.objects.values_list("state", flat=True))
    assert {"received", "registered", "presented", "directed", "completed"} <= states
    numbers = list(
        Incoming.objects.in_book().order_by("arrival_number").values_list("arrival_number", flat=True)
    )
    assert numbers == list(range(1, len(numbers) + 1))
    desks = [
        desk.to_register(clerk),
        desk.to_present(clerk),
        desk.to_assign(unit_head),
        desk.to_resolve(officer),
    ]
    assert [rows.count() for rows in desks] == [1, 1, 1, 2]
    assert [desk.to_direct(person).count() for person in (deputy, chairman)] == [2, 1]
    waiting = Incoming.objects.get(state=IncomingState.RECEIVED)
    read = waiting.proposal["fields"]
    assert (read["reference"]["value"], read["kind"]["value"]) == ("77/KV2-TH", "Công văn")
    assert read["subject"]["value"] == "Cung cấp số liệu cho vay hợp tác xã đến 31/8/2026"
    assert read["reference"]["box"] is not None
    assert PageCopy.objects.filter(source__in=Attachment.objects.of(waiting).values("blob")).exists()
    assert not Report.objects.pending().filter(text__startswith="Đã có văn bản trả lời").exists()
    assert Outgoing.objects.filter(scanned_at__isnull=False).count() == 8
    told = ExchangeMessage.objects.filter(flow="out").statuses().values_list("status_code", flat=True)
    assert (list(told), ExchangeMessage.objects.waiting().count()) == (["01", "03", "06"], 1)
    plan = Outgoing.objects.get(subject__startswith="Triển khai chuyển đổi số")
    assert (plan.reference, plan.state) == ("245/KH-LM", OutgoingState.ISSUED)
    assert {one.value for one in OutgoingState} - set(Outgoing.objects.values_list("state", flat=True)) == {
        "consult",
        "numbered",
        "filed",
        "cancelled",
        "void",
    }


def test_the_demonstration_office_keeps_files_by_the_list_of_the_year(officer, unit_head):
    load(date(2026, 9, 15))

    catalogue = FileCatalogue.objects.get()
    assert (catalogue.state, catalogue.lines.count()) == ("issued", 9)
    codes = dict(WorkFile.objects.filter(year=2026).values_list("code").annotate(Count("papers")))
    assert codes == {
        "01.TH": 1,
        "02.TH": 2,
        "03.TH": 0,
        "04.CĐS": 4,
        "05.CĐS": 1,
        "06.HT": 1,
        "07.HT": 1,
        "08.TĐKT": 0,
        "09.TĐKT": 0,
    }
    prize = WorkFile.objects.get(year=2025, code="12.TĐKT")
    assert (prize.state, prize.due_on, prize.maker) == ("closed", date(2026, 12, 15), officer)
    kept = WorkFile.objects.get(state="archived")
    assert (kept.maker, kept.contents.count()) == (unit_head, 2)
    assert ArchiveLoan.objects.filter(returned_on__isnull=True).count() == 1


def test_the_demonstration_office_meets(deputy, chairman):
    load(date(2026, 9, 15))
    hold_meetings(date(2026, 9, 15))

    held = Meeting.objects.get(attended_at__isnull=False)
    assert (Meeting.objects.count(), held.conclusions.count(), held.votes.count()) == (3, 1, 1)


def test_it_loads_beside_numbers_that_are_given_already(clerk):
    for day in (date(2025, 12, 30), date(2026, 9, 15)):
        with standing_at(moment(f"{day} 08:00")):
            out.outgoing(OutgoingState.NUMBERED, signed_on=day)

    load(date(2026, 9, 15))

    plan = Outgoing.objects.get(subject__startswith="Triển khai chuyển đổi số trong")
    assert (plan.reference, plan.dated_on) == ("02/KH-LM", date(2025, 12, 30))
    assert set(Outgoing.objects.filter(dated_on__year=2026).values_list("dated_on", flat=True)) == {
        date(2026, 9, 15)
    }
