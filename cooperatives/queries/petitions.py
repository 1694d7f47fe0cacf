"""What a petition is compared with: the register as it stands, field by field, and what is wrong or waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cooperatives import vsic
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.register import Status
from cooperatives.models import Cooperative, Petition, SupportPolicy
from cooperatives.petition_contents import FIELDS, PICKED, Field, Sort, items_of
from cooperatives.petition_readings import BadContent, read_content
from cooperatives.queries.form_papers import Paper
from cooperatives.queries.petition_standing import standing_of
from cooperatives.queries.places import communes_today
from cooperatives.rules.petitions import petition_faults, petition_refusal
from lmhtx.base import clock, personal
from lmhtx.files.models import Attachment
from lmhtx.vn.dates import short
from lmhtx.vn.numbers import grouped

Choices = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the typed words mean so far, and which of them mean nothing or cannot be."""

    values: dict[str, Any]
    faults: dict[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a petition: as typed, as it is told, what the register says, and what is asked about it."""

    field: Field
    typed: str
    value: Any
    told: str
    before: str
    fault: str
    ask: str
    is_applied: bool
    is_head: bool
    choices: list[tuple[str, str]]
    papers: list[Paper]

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than the register."""
        return self.value is not None and self.told != self.before

    @property
    def chosen(self) -> list[str]:
        """Of a field that takes several: which ones."""
        return self.typed.split(",")


def refusal_for(cooperative: Cooperative, kind: PetitionKind) -> str:
    """Why the cooperative cannot send a petition of the kind today; "" where it can."""
    return petition_refusal(kind, status=Status(cooperative.status), is_member=cooperative.is_member)


def choices_of(kind: PetitionKind, cooperative: Cooperative) -> Choices:
    """What may be picked for each field that is picked, as key → (value → words)."""
    found: Choices = {}
    for one in FIELDS[kind]:
        if one.sort in PICKED:
            found[one.key] = _rows_of(one, cooperative)
        elif one.choices:
            found[one.key] = dict(one.choices)
    return found


def _rows_of(one: Field, cooperative: Cooperative) -> dict[str, str]:
    if one.sort == Sort.COMMUNE:
        return {str(place.pk): str(place) for place in communes_today()}
    if one.sort == Sort.POLICY:
        rows = SupportPolicy.objects.on(clock.today()).order_by("group", "name", "id")
        return {str(policy.pk): str(policy) for policy in rows}
    return {str(line.pk): str(line) for line in cooperative.activities.filter(is_main=False)}


def reading_of(petition: Petition, choices: Choices) -> Reading:
    """Every field that can be read; one that is still being typed is never refused."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for one in petition.fields:
        try:
            value = read_content(one, str(petition.typed.get(one.key, "")), choices.get(one.key, {}))
        except BadContent as bad:
            faults[one.key] = str(bad)
        else:
            values |= {} if value is None else {one.key: value}
    found = petition_faults(
        PetitionKind(petition.kind), values, status=Status(petition.cooperative.status), day=clock.today()
    )
    return Reading(values, {fault.key: fault.sentence for fault in found} | faults)


def missing_of(petition: Petition, values: dict[str, Any]) -> list[str]:
    """Which fields must still be filled in."""
    return [one.label for one in petition.fields if one.is_required and one.key not in values]


def told(one: Field, value: Any, choices: Choices, kept: dict[str, str] | None = None) -> str:
    """A value in the words of the page; a choice that is no longer offered as it was kept when sent."""
    if value is None:
        return ""
    if one.sort == Sort.DAY:
        return short(date.fromisoformat(value))
    if one.sort == Sort.MONEY:
        return f"{grouped(value)} đồng"
    if one.sort == Sort.COUNT:
        return grouped(value)
    if one.sort == Sort.LINE:
        return f"{value} – {vsic.name_of(vsic.version_on(clock.today()).key, value)}".removesuffix(" – ")
    if one.sort == Sort.LINES:
        return "; ".join(_word(one, each, choices, kept) for each in value.split(",") if each)
    return _word(one, str(value), choices, kept)


def _word(one: Field, value: str, choices: Choices, kept: dict[str, str] | None) -> str:
    known = (kept or {}).get(f"{one.key}:{value}")
    return known or choices.get(one.key, {}).get(value, value)


def words_kept(petition: Petition, values: dict[str, Any], choices: Choices) -> dict[str, str]:
    """The words of what was picked, so that the petition reads the same when the lists have changed."""
    kept = {}
    for one in petition.fields:
        if one.sort in PICKED and one.key in values:
            for each in str(values[one.key]).split(","):
                kept[f"{one.key}:{each}"] = choices.get(one.key, {}).get(each, each)
    return kept


def lines_of(petition: Petition, reading: Reading, choices: Choices, user: Any = None) -> list[Line]:
    """All fields with what stands beside them; what is personal is masked for whoever only looks on."""
    standing = petition.before.get("told") or {}
    if petition.is_open_to_write or petition.waits:
        standing = standing_of(petition, reading.values)
    papers, kept = papers_of(petition), petition.before.get("words") or {}
    seen: set[str] = set()
    found = []
    for one in petition.fields:
        words = told(one, reading.values.get(one.key), choices, kept)
        found.append(
            Line(
                field=one,
                typed=str(petition.typed.get(one.key, "")),
                value=reading.values.get(one.key),
                told=personal.masked(words) if user is not None and one.is_personal else words,
                before=standing.get(one.key, ""),
                fault=reading.faults.get(one.key, ""),
                ask=petition.asks.get(one.key, ""),
                is_applied=one.item in petition.applied,
                is_head=one.item not in seen,
                choices=list(choices.get(one.key, {}).items()),
                papers=[paper for paper in papers if paper.file.kind == one.key],
            )
        )
        seen.add(one.item)
    return found


def papers_of(petition: Petition) -> list[Paper]:
    """The files of a petition, oldest first, each with the field that it stands behind."""
    labels = {one.key: one.label for one in petition.fields}
    return [Paper(one, labels.get(one.kind, "Cả đề nghị")) for one in Attachment.objects.of(petition)]


def items_sent(petition: Petition) -> list[str]:
    """What of the petition can be accepted by itself: the parts of which something was written."""
    written = {one.item for one in petition.fields if one.key in petition.values}
    return [item for item in items_of(PetitionKind(petition.kind)) if item in written]
