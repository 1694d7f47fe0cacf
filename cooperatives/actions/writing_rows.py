"""Rows of a settled workbook written into the register, each kind of fact in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cooperatives import vsic
from cooperatives.actions.projecting import refresh
from cooperatives.enums.national import Origin
from cooperatives.enums.register import ENDED, Kind, OtherNumber, Post, Status
from cooperatives.models import (
    Activity,
    Capital,
    Cooperative,
    CooperativeAddress,
    CooperativeName,
    Office,
    OtherCode,
    Person,
    StatusEvent,
    YearFigures,
)
from cooperatives.provenance import Whence, coming_from
from cooperatives.queries.workbooks import communes_by_name, said_of
from lmhtx.audit.actions import record_all
from lmhtx.base import clock
from lmhtx.base.bulk import update_rows
from lmhtx.people.models import User
from lmhtx.vn.text import fold

FIGURES = {"members": "official_members", "workers": "workers", "revenue": "revenue_vnd"}
GROUND = "Sổ nhập từ Excel"
KINDS = (("lien hiep", Kind.UNION), ("to hop tac", Kind.GROUP), ("quy tin dung", Kind.CREDIT_FUND))


@dataclass(slots=True)
class Written:
    """The cooperatives that came in, those that changed, and how many already said the same."""

    new: list[Cooperative] = field(default_factory=list)
    changed: list[Cooperative] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """As the page tells them."""
        return {"new": len(self.new), "changed": len(self.changed), "same": self.same}


def write_rows(rows: Sequence[Mapping[str, Any]], *, year: int, source: str, by: User) -> Written:
    """Every row within the caller's transaction: new files with what the row says, changes where one stands."""
    writer = _Writer(year, f"{GROUND}: {source}"[:200], by)
    ids = [row["known"] for row in rows if row["known"]]
    standing = Cooperative.objects.select_for_update(of=("self",)).in_bulk(ids)
    said = said_of(ids, year)
    written = Written()
    for row in rows:
        if (known := standing.get(row["known"])) is None:
            written.new.append(writer.begin(row))
            continue
        changes = _changes(known, row["values"], said[known.pk])
        if changes or writer.is_new_number(known, row):
            writer.change(known, changes, row)
            written.changed.append(known)
        else:
            written.same += 1
    writer.save(written)
    return written


class _Writer:
    """Gathers rows of all tables and writes them at the end."""

    def __init__(self, year: int, source: str, by: User) -> None:
        self.year, self.source, self.by, self.today = year, source, by, clock.today()
        self.communes = communes_by_name()
        self.numbers = set(OtherCode.objects.values_list("cooperative", "number"))
        self.made: list[tuple[Cooperative, dict[str, Any], Mapping[str, Any], bool]] = []

    def is_new_number(self, known: Cooperative, row: Mapping[str, Any]) -> bool:
        """Whether the row names an old certificate that nobody has recorded."""
        return bool(row["old_number"]) and (known.pk, row["old_number"]) not in self.numbers

    def begin(self, row: Mapping[str, Any]) -> Cooperative:
        """A new file, saved with the others."""
        values = row["values"]
        one = Cooperative(
            kind=kind_of(values["name"]),
            name=values["name"],
            code=values.get("tax_code"),
            phone=values.get("phone") or "",
            first_registered_on=_day(values.get("founded")),
            source=self.source,
            created_by=self.by,
        )
        self.made.append(
            (one, {name: value for name, value in values.items() if value is not None}, row, True)
        )
        return one

    def change(self, known: Cooperative, changes: dict[str, Any], row: Mapping[str, Any]) -> None:
        """What the row says otherwise than the register."""
        known.code = known.code or changes.get("tax_code")
        known.phone = changes.get("phone", known.phone)
        known.first_registered_on = _day(changes.get("founded")) or known.first_registered_on
        self.made.append((known, changes, row, False))

    def save(self, written: Written) -> None:
        """All tables, then what rows repeat, then the trail."""
        Cooperative.objects.bulk_create(written.new)
        update_rows(written.changed, ["code", "phone", "first_registered_on", "note"])
        self._end_open()
        self._names_and_places()
        self._capital_and_figures()
        self._activities()
        self._heads()
        self._events()
        self._numbers()
        with coming_from(Whence(Origin.WORKBOOK, self.source)):
            refresh([one.pk for one in (*written.new, *written.changed)])
        record_all("cooperatives.cooperative.registered", written.new, by=self.by, note=self.source)
        record_all("cooperatives.cooperative.brought", written.changed, by=self.by, note=self.source)

    def _since(self, one: Cooperative, *, is_new: bool) -> date | None:
        return one.first_registered_on if is_new else self.today

    def _end_open(self) -> None:
        """What a change replaces ends yesterday; what began today is put right in place."""
        yesterday = self.today - timedelta(days=1)
        for model, names in ((CooperativeName, {"name"}), (CooperativeAddress, {"ward", "hamlet"})):
            ids = [one.pk for one, said, _row, is_new in self.made if not is_new and names & set(said)]
            rows: Any = model.objects.filter(cooperative__in=ids, valid_to__isnull=True)
            rows.filter(valid_from__gte=self.today).delete()
            rows.update(valid_to=yesterday)

    def _names_and_places(self) -> None:
        CooperativeName.objects.bulk_create(
            CooperativeName(
                cooperative=one,
                name=said["name"],
                short_name=one.short_name,
                foreign_name=one.foreign_name,
                valid_from=self._since(one, is_new=is_new),
                ground=self.source,
            )
            for one, said, _row, is_new in self.made
            if "name" in said
        )
        CooperativeAddress.objects.bulk_create(
            CooperativeAddress(
                cooperative=one,
                text=row["values"].get("hamlet") or one.address or row["values"].get("ward") or "",
                commune_id=self.communes.get(row["values"].get("ward")) or one.commune_id,
                valid_from=self._since(one, is_new=is_new),
                ground=self.source,
            )
            for one, said, row, is_new in self.made
            if {"ward", "hamlet"} & set(said)
        )

    def _capital_and_figures(self) -> None:
        Capital.objects.bulk_create(
            (
                Capital(
                    cooperative=one,
                    valid_from=self._since(one, is_new=is_new) or self.today,
                    charter_vnd=said["capital"],
                    ground=self.source,
                )
                for one, said, _row, is_new in self.made
                if "capital" in said
            ),
            update_conflicts=True,
            unique_fields=["cooperative", "valid_from"],
            update_fields=["charter_vnd", "ground"],
        )
        for name, column in FIGURES.items():
            YearFigures.objects.bulk_create(
                (
                    YearFigures(cooperative=one, year=self.year, source=self.source, **{column: said[name]})
                    for one, said, _row, _is_new in self.made
                    if name in said
                ),
                update_conflicts=True,
                unique_fields=["cooperative", "year"],
                update_fields=[column, "source"],
            )

    def _activities(self) -> None:
        """The main line as the row names it, in the edition of today or of the day of registration."""
        told = [
            (one, row["values"]) for one, said, row, _is_new in self.made if {"vsic", "trade"} & set(said)
        ]
        told = [(one, values) for one, values in told if values.get("vsic")]
        Activity.objects.filter(cooperative__in=[one.pk for one, _values in told]).update(is_main=False)
        lines = (
            Activity(
                cooperative=one,
                version=vsic.version_on(one.first_registered_on or self.today).key,
                code=values["vsic"],
                detail=(values.get("trade") or "")[:300],
                is_main=True,
                added_on=one.first_registered_on or self.today,
            )
            for one, values in told
        )
        once = ["cooperative", "version", "code"]
        Activity.objects.bulk_create(
            lines, update_conflicts=True, unique_fields=once, update_fields=["detail", "is_main"]
        )

    def _heads(self) -> None:
        """Who stands at the head now; whoever held the post before is there no longer."""
        told = [(one, said["head"], is_new) for one, said, _row, is_new in self.made if "head" in said]
        posts = (Post.REPRESENTATIVE, Post.GROUP_LEADER)
        before = Office.objects.filter(
            person__cooperative__in=[one.pk for one, _name, _is_new in told],
            post__in=posts,
            valid_to__isnull=True,
        )
        before.filter(valid_from__gte=self.today).delete()
        before.update(valid_to=self.today - timedelta(days=1))
        people = Person.objects.bulk_create(
            Person(cooperative=one, full_name=name, created_by=self.by) for one, name, _is_new in told
        )
        Office.objects.bulk_create(
            Office(
                person=person,
                post=Post.GROUP_LEADER if one.kind == Kind.GROUP else Post.REPRESENTATIVE,
                valid_from=self._since(one, is_new=is_new),
            )
            for person, (one, _name, is_new) in zip(people, told, strict=True)
        )

    def _events(self) -> None:
        """The status where a sheet can say all of it; of the others the file notes what the sheet said."""
        events, noted = [], []
        for one, said, _row, is_new in self.made:
            if "status" not in said:
                continue
            status = next(one for one in Status if one.label == said["status"])
            if _is_told_in_full(one, status):
                if not is_new or status != Status.ACTIVE:
                    events.append(self._event(one, status))
            else:
                one.note = f"{one.note}\n{self.source} ghi tình trạng {_quoted(status)}: cần ghi ngày, văn bản.".strip()
                noted.append(one)
        StatusEvent.objects.bulk_create(events)
        update_rows(noted, ["note"])

    def _event(self, one: Cooperative, status: Status) -> StatusEvent:
        return StatusEvent(
            cooperative=one, status=status, effective_on=self.today, reason=self.source, created_by=self.by
        )

    def _numbers(self) -> None:
        OtherCode.objects.bulk_create(
            (
                OtherCode(cooperative=one, kind=OtherNumber.CERTIFICATE, number=row["old_number"])
                for one, _said, row, _is_new in self.made
                if row["old_number"]
            ),
            ignore_conflicts=True,
        )


def _changes(known: Cooperative, values: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says otherwise; an empty cell keeps what stands, and what was noted once is not noted again."""
    found = {name: value for name, value in values.items() if value is not None and said.get(name) != value}
    if "trade" in found and not values.get("vsic"):
        del found["trade"]
    if "tax_code" in found and known.code:
        del found["tax_code"]
    if "status" in found:
        status = next(one for one in Status if one.label == found["status"])
        if not _is_told_in_full(known, status) and _quoted(status) in known.note:
            del found["status"]
    return found


def _is_told_in_full(one: Cooperative, status: Status) -> bool:
    """Whether the word alone makes an event: an end rests on a paper, a suspension has a last day."""
    return not (status == Status.SUSPENDED or status in ENDED or one.status in ENDED)


def _quoted(status: Status) -> str:
    return f"“{status.label}”"


def kind_of(name: str) -> Kind:
    """What an organisation is by the beginning of its name."""
    plain = fold(name)
    return next((kind for words, kind in KINDS if plain.startswith(words)), Kind.COOPERATIVE)


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
