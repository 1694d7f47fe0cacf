"""Looking at a PDF in two steps: the child reads, this process asks the services, the child judges."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from lmhtx.base import clock
from lmhtx.reading.child import run_parser
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.signatures.asking import fetch_answers
from lmhtx.signatures.models import TrustAnchor
from lmhtx.signatures.outcomes import Item, Outcome, Verdict

SECONDS = 60
LOOK_AT = "lmhtx.signatures.pdf.judging:look_at"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """One signature as it was found: who, over what, when, and what was looked at."""

    number: int
    field: str
    name: str
    organization: str
    title: str
    serial: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_to: datetime
    covered_bytes: int
    is_whole_file: bool
    is_certifying: bool
    is_locking: bool
    page: int | None
    box: tuple[float, ...] | None
    claimed_at: datetime | None
    proven_at: datetime | None
    items: tuple[Item, ...]
    verdict: Verdict

    def outcome(self, key: str) -> Outcome:
        """What one item came to; UNKNOWN where nobody looked."""
        return next((item.outcome for item in self.items if item.key == key), Outcome.UNKNOWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a PDF says of its signatures, judged at a moment by an engine."""

    verdict: Verdict
    engine: str
    moment: datetime
    fault: str = ""
    signatures: tuple[Signature, ...] = ()
    # What the services have answered, as evidence to be kept with the paper.
    answers: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def is_open(self) -> bool:
        """Whether a later look may come to more."""
        return any(item.is_open for signature in self.signatures for item in signature.items)


def look(path: Path, *, moment: datetime | None = None, asks: bool = True) -> Reading:
    """What the PDF says as of the moment (now by default); without `asks` nobody is called.

    Raises UnreadableFile for what is no readable PDF.
    """
    moment = moment or clock.now()
    anchors = [{"kind": anchor.kind, "pem": anchor.pem} for anchor in TrustAnchor.objects.in_force()]
    told = _told(path, anchors, [], moment)
    answers = fetch_answers(told["services"]) if asks else []
    if answers:
        told = _told(path, anchors, answers, moment)
    return Reading(
        verdict=Verdict(told["verdict"]),
        engine=told["engine"],
        moment=moment,
        fault=told["fault"],
        signatures=tuple(_signature(one) for one in told["signatures"]),
        answers=tuple(answers),
    )


def look_at_bytes(body: bytes, *, moment: datetime | None = None, asks: bool = True) -> Reading:
    """The same for bytes at hand."""
    with on_disk(body) as path:
        return look(path, moment=moment, asks=asks)


def unreadable(fault: UnreadableFile, *, moment: datetime | None = None) -> Reading:
    """What is said of a file that could not be read."""
    return Reading(verdict=Verdict.UNKNOWN, engine="", moment=moment or clock.now(), fault=str(fault))


@contextmanager
def on_disk(body: bytes) -> Iterator[Path]:
    """The bytes as a file for as long as the block lasts."""
    with NamedTemporaryFile(prefix="lmhtx-", suffix=".pdf") as copy:
        copy.write(body)
        copy.flush()
        yield Path(copy.name)


def _told(
    path: Path, anchors: list[dict[str, str]], answers: list[dict[str, Any]], moment: datetime
) -> dict[str, Any]:
    told: dict[str, Any] = run_parser(
        LOOK_AT,
        path,
        anchors=anchors,
        answers=answers,
        moment=moment.isoformat(),
        seconds=SECONDS,
        is_pure=True,
    )
    return told


def _signature(told: dict[str, Any]) -> Signature:
    moments = {
        name: datetime.fromisoformat(told[name]) if told[name] else None
        for name in ("valid_from", "valid_to", "claimed_at", "proven_at")
    }
    plain = {**told, **moments, "verdict": Verdict(told["verdict"])}
    plain["items"] = tuple(Item.told(item) for item in told["items"])
    plain["box"] = tuple(told["box"]) if told["box"] else None
    return Signature(**plain)
