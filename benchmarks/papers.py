"""Fills a database with papers of any number: incoming and outgoing by halves over ten years, with their routing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command

from benchmarks.copying import run_sql, without_history
from benchmarks.register import PLACES, TRADES
from documents.enums.numbers import Direction
from documents.models import DocumentType, Incoming, Outgoing, Series
from lmhtx.directory.models import Agency
from lmhtx.people.demo import make_people
from lmhtx.people.models import User

FIRST_YEAR, YEARS, BATCH = 2017, 10, 5_000
TRIGGERED = (
    "documents_incoming",
    "documents_outgoing",
    "documents_documentnumber",
    "documents_directive",
)
ISSUERS = ("Ủy ban nhân dân tỉnh Đồng Nai", "Sở Tài chính", "Sở Nội vụ", "Liên minh Hợp tác xã Việt Nam")
# Each by one statement over the incoming papers with greater numbers than {after}: about five rows a paper of ours.
ROUTES = {
    "arrivals": """
        INSERT INTO documents_arrival (incoming_id, channel, at, by_id, note)
        SELECT id, (ARRAY['paper', 'axis', 'mail'])[1 + id % 3], arrived_at, registered_by_id, ''
        FROM documents_incoming WHERE id > {after}
    """,
    "directives": """
        INSERT INTO documents_directive
            (created_at, changed_at, incoming_id, level, said_by_id, said_at, text, due_on, source)
        SELECT now(), now(), id, level, registered_by_id, arrived_at, 'Nghiên cứu, tham mưu.', due_on, 'portal'
        FROM documents_incoming, unnest(ARRAY['agency', 'unit', 'officer']) AS level WHERE id > {after}
    """,
    "parties": """
        INSERT INTO documents_directiveparty (directive_id, part, unit_id, due_on)
        SELECT directive.id, CASE WHEN number = 1 THEN 'lead' ELSE 'partner' END,
            (SELECT (array_agg(id ORDER BY id))[1 + (directive.id + number) % count(*)]
             FROM directory_agency WHERE kind = 'unit'), directive.due_on
        FROM documents_directive AS directive, generate_series(1, 2) AS number
        WHERE directive.incoming_id > {after}
    """,
}


def papers_of(size: int) -> None:
    """Make the office hold so many papers at least; what is there already stays."""
    if not User.objects.exists():
        call_command("seed_directory", verbosity=0)
        make_people()
    half, there = size // 2, Incoming.objects.count()
    if there < half:
        after = Incoming.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with without_history(TRIGGERED):
            _incoming(range(there, half))
            _outgoing(range(there, half))
            for statement in ROUTES.values():
                run_sql(statement.format(after=after))
    run_sql("VACUUM ANALYZE")


def _words(number: int) -> str:
    return f"V/v phát triển {TRADES[number % len(TRADES)].lower()} ở {PLACES[number * 7 % len(PLACES)]} lần {number}"


def _day(number: int) -> date:
    """Spread over ten years, the last ones around now."""
    return date(FIRST_YEAR, 1, 4) + timedelta(days=number * 3_540 // max(number + 1, 100_000))


def _incoming(numbers: range) -> None:
    series = Series.objects.get(direction=Direction.INCOMING, body__abbreviation="LM")
    kind, clerk = DocumentType.objects.get(code="cv"), User.objects.get(username="vanthu")
    units = list(Agency.objects.units().values_list("pk", flat=True))
    officer = User.objects.get(username="chuyenvien")

    def made(number: int) -> Incoming:
        day = _day(number)
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        is_open = number % 50 == 0
        return Incoming(
            series=series,
            year=FIRST_YEAR + number * YEARS // 100_000 % YEARS,
            arrival_number=1 + number,
            arrived_at=moment,
            registered_at=moment,
            registered_by=clerk,
            type=kind,
            number=str(1 + number % 5_000),
            symbol="STC-NS",
            issued_on=day,
            issuer_written=ISSUERS[number % len(ISSUERS)],
            subject=_words(number),
            state="in_progress" if is_open else "completed",
            closing="" if is_open else "answered",
            answer="" if is_open else "12/LM-VP",
            ended_at=None if is_open else moment,
            ended_by=None if is_open else clerk,
            due_on=day + timedelta(days=10),
            lead_unit_id=units[number % len(units)],
            lead_person=officer if number % 20 == 0 else None,
            units=[units[number % len(units)]],
            people=[officer.pk] if number % 20 == 0 else [],
            content=f"{_words(number)} {_words(number + 1)} {_words(number + 2)}",
            created_by=clerk,
        )

    Incoming.objects.bulk_create((made(number) for number in numbers), batch_size=BATCH)


def _outgoing(numbers: range) -> None:
    book = Series.objects.get(direction=Direction.OUTGOING, body__abbreviation="LM")
    kind, officer = DocumentType.objects.get(code="kh"), User.objects.get(username="chuyenvien")
    unit, leader = Agency.objects.get(code="policy"), User.objects.get(username="chutich")

    def made(number: int) -> Outgoing:
        day = _day(number)
        moment = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        return Outgoing(
            body_id=book.body_id,
            type=kind,
            subject=_words(number),
            unit=unit,
            drafter=officer,
            signer=leader,
            state="filed",
            reference=f"{1 + number}/KH-LM",
            dated_on=day,
            signed_on=day,
            signed_way="wet",
            sealed_way="wet",
            **{f"{one}_at": moment for one in ("signed", "numbered", "sealed", "issued", "filed", "scanned")},
            **{
                f"{one}_by": officer for one in ("signed", "numbered", "sealed", "issued", "filed", "scanned")
            },
            units=[unit.pk],
            people=[officer.pk, leader.pk],
            created_by=officer,
        )

    Outgoing.objects.bulk_create((made(number) for number in numbers), batch_size=BATCH)
