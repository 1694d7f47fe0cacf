"""The first target of 2030 over real papers: both signatures good, the incoming one dealt with, as a day stood."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.actions import issuing, resolving
from documents.actions.incoming import return_incoming
from documents.actions.numbers import hold_number
from documents.enums.incoming import SOURCE_FILE, Reason
from documents.enums.numbers import Direction
from documents.enums.outgoing import SEALED_FILE, SignWay
from documents.enums.outgoing import OutgoingState as State
from documents.models import Incoming, Outgoing, WorkFilePaper
from documents.queries import electronic
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.signatures.models import CheckedSignature, SignatureCheck
from plans.queries.indicators import standing_of
from plans.targets import BY_KEY
from tests.factories import documents as make
from tests.factories import outgoing as out
from tests.factories import work_files as files

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)


def figures(day: date = TODAY) -> list[tuple[int, int, Decimal | None]]:
    """K1a and K1b: how many, of how many, in percent."""
    return [(one.numerator, one.denominator, one.share) for one in standing_of(BY_KEY["K1"], day).figures]


def issued(**facts) -> Outgoing:
    """A paper that has gone out and is kept."""
    paper, clerk = out.outgoing(State.ISSUED, **facts), out.person("vanthu")
    Outgoing.objects.filter(pk=paper.pk).update(scanned_at=clock.now(), scanned_by=clerk)
    return issuing.file_outgoing(outgoing=paper, kept_at="Văn thư", by=clerk)


def sealed(paper: Outgoing) -> Outgoing:
    """As if both had signed by their keys: the ways of signing and the file that bears the seal."""
    Outgoing.objects.filter(pk=paper.pk).update(signed_way=SignWay.DIGITAL, sealed_way=SignWay.DIGITAL)
    store(make.letter_pdf(paper.reference), owner=paper, kind=SEALED_FILE, by=out.person("vanthu"))
    return paper


def looked_at(paper: Outgoing, verdict: str, *, signatures: int = 2, at: datetime | None = None) -> None:
    """A look at the sealed file that came to the verdict."""
    blob = Attachment.objects.of(paper).get(kind=SEALED_FILE).blob
    check = SignatureCheck.objects.create(blob=blob, verdict=verdict, checked_at=at or clock.now())
    for number in range(1, signatures + 1):
        CheckedSignature.objects.create(
            check_run=check,
            number=number,
            signer_name="Người ký",
            serial="01",
            issuer="CA thử",
            fingerprint="0" * 64,
            covered_bytes=100,
            is_whole_file=True,
            items=[],
            verdict=verdict,
        )


@pytest.mark.parametrize(
    ("verdict", "signatures", "counts"),
    [("valid", 2, 1), ("valid", 1, 0), ("unknown", 2, 0), ("altered", 2, 0), ("invalid", 2, 0)],
)
def test_a_paper_counts_when_both_signatures_are_good(at_day, verdict, signatures, counts):
    at_day(TODAY)
    looked_at(sealed(issued()), verdict, signatures=signatures)

    assert figures()[0] == (counts, 1, Decimal(100 * counts))


def test_a_sealed_file_nobody_looked_at_and_one_signed_by_hand_do_not_count(at_day):
    at_day(TODAY)
    sealed(issued())
    issued(subject="Ký giấy")

    assert figures()[0] == (0, 2, Decimal(0))


def test_the_newest_look_decides_and_past_days_keep_theirs(at_day):
    at_day(TODAY)
    paper = sealed(issued())
    looked_at(paper, "valid")
    at_day(TODAY + timedelta(days=3))
    looked_at(paper, "invalid")

    assert figures(TODAY)[0] == (1, 1, Decimal(100))
    assert figures(TODAY + timedelta(days=3))[0] == (0, 1, Decimal(0))


def test_a_paper_not_yet_kept_and_a_number_without_paper(at_day, clerk):
    at_day(TODAY)
    looked_at(sealed(out.outgoing(State.ISSUED)), "valid")
    held = hold_number(
        series=make.series(Direction.OUTGOING),
        symbol="KH-LM",
        reason="Chờ lãnh đạo",
        dated_on=TODAY,
        by=clerk,
    )

    assert figures()[0] == (0, 1, Decimal(0))
    assert list(electronic.numbers_without_paper_on(TODAY)) == [held]
    assert (
        held.get_absolute_url() == f"{reverse('book_register', args=[held.series_year.series_id])}?nam=2026"
    )


def test_last_years_numbers_are_of_last_year(at_day):
    at_day(date(2025, 12, 30))
    looked_at(sealed(issued(signed_on=date(2025, 12, 30))), "valid")

    assert figures(date(2025, 12, 31))[0] == (1, 1, Decimal(100))
    assert figures(date(2026, 1, 5))[0] == (0, 0, None)


def test_incoming_papers_count_when_they_were_due(at_day, clerk, chairman):
    at_day(TODAY)
    done = make.directed(by=clerk, leader=chairman, number="1", demanded_on=date(2026, 9, 16))
    store(make.letter_pdf("Đến"), owner=done, kind=SOURCE_FILE, by=clerk)
    resolving.answer_incoming(incoming=done, answer="12/LM-VP", by=out.person("truongphong"))
    assert figures()[1] == (0, 1, Decimal(0))
    WorkFilePaper.objects.create(work_file=files.work_file(), ordinal=1, incoming=done)
    make.directed(by=clerk, leader=chairman, number="2", demanded_on=date(2026, 9, 17))
    sent_back = make.incoming(by=clerk, number="3")
    return_incoming(incoming=sent_back, reason=Reason.WRONG_PLACE, words="Gửi nhầm", by=clerk)

    assert figures()[1] == (1, 1, Decimal(100))
    assert set(electronic.papers_not_counted_on(TODAY)) == {
        Incoming.objects.get(number="2"),
        Incoming.objects.get(number="3"),
    }
    assert figures(date(2026, 9, 18))[1] == (1, 2, Decimal("50.0"))


def test_an_incoming_paper_without_its_file_does_not_count(at_day, clerk, chairman):
    at_day(TODAY)
    done = make.directed(by=clerk, leader=chairman)
    resolving.answer_incoming(incoming=done, answer="12/LM-VP", by=out.person("truongphong"))

    assert figures()[1] == (0, 1, Decimal(0))
    assert figures(TODAY - timedelta(days=1))[1] == (0, 0, None)


def test_rows_behind_the_figure_are_shown(at_day, client):
    at_day(TODAY)
    paper = issued()
    client.force_login(out.person("chutich"))

    shown = client.get(reverse("indicator_rows", args=["K1", "K1a", "chua-dat"]))

    assert shown.status_code == 200
    assert f'href="{paper.get_absolute_url()}"' in shown.content.decode()
