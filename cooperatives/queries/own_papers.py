"""The legal file of a person's own cooperatives: what is missing, what runs out, and what has been sent in for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cooperatives.enums.papers import PaperKind, PaperState
from cooperatives.enums.petitions import ON_THE_WAY, PetitionKind, PetitionState
from cooperatives.enums.register import Kind
from cooperatives.models import Cooperative, CooperativePaper, Petition
from cooperatives.queries.papers import missing_of, paper_terms_on
from lmhtx.base import clock

RUNNING_OUT = (PaperState.SOON, PaperState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A paper that must be in the file and does not count: where it stands, and what has been sent in for it."""

    kind: PaperKind
    held: CooperativePaper | None
    petition: Petition | None


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A cooperative with its papers, what is lacking among them, and how many of the asked ones count."""

    cooperative: Cooperative
    papers: list[Any]
    lacking: list[Lacking]
    running_out: list[Any]
    asked: int
    there: int


def own_files(user: Any) -> list[OwnFile]:
    """The files of the person's cooperatives; the same few questions for any many."""
    day = clock.today()
    terms = paper_terms_on(day)
    mine = list(Cooperative.objects.visible_to(user).select_related("commune").order_by("name", "pk"))
    papers: dict[int, list[Any]] = {one.pk: [] for one in mine}
    for row in CooperativePaper.objects.filter(cooperative__in=mine).in_file(day).with_state(day):
        papers[row.cooperative_id].append(row)
    sent = _sent_for(mine)
    found = []
    for one in mine:
        rows = papers[one.pk]
        missing = missing_of(one, rows, terms)
        asked = terms.of(Kind(one.kind), one.first_registered_on)
        held = {PaperKind(row.kind): row for row in reversed(rows)}
        found.append(
            OwnFile(
                cooperative=one,
                papers=rows,
                lacking=[Lacking(kind, held.get(kind), sent.get((one.pk, kind.value))) for kind in missing],
                running_out=[
                    row for row in rows if row.state in RUNNING_OUT and PaperKind(row.kind) not in missing
                ],
                asked=len(asked),
                there=len(asked) - len(missing),
            )
        )
    return found


def _sent_for(cooperatives: list[Cooperative]) -> dict[tuple[int, str], Petition]:
    """The newest petition that brings a paper of a kind and is not answered yet."""
    rows = Petition.objects.filter(
        cooperative__in=cooperatives,
        kind=PetitionKind.PAPER,
        state__in=[*ON_THE_WAY, PetitionState.DRAFT],
    )
    return {(row.cooperative_id, str(row.typed.get("kind", ""))): row for row in rows.order_by("pk")}
