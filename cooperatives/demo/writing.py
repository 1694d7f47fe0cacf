"""Writes invented cooperatives into the tables, each table in one statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cooperatives import vsic
from cooperatives.demo.inventing import Invented
from cooperatives.enums.register import OtherNumber, Post
from cooperatives.models import (
    Activity,
    AllianceMembership,
    Capital,
    Cooperative,
    CooperativeAddress,
    CooperativeName,
    Member,
    MemberCapital,
    Office,
    OtherCode,
    Person,
    StatusEvent,
    YearFigures,
)
from lmhtx.vn.dates import add_months

TERM_MONTHS = 60
Pairs = list[tuple[Cooperative, Invented]]


def write(invented: list[Invented]) -> list[Cooperative]:
    """The rows of all of them, what repeats dated rows still to be refreshed."""
    cooperatives = Cooperative.objects.bulk_create(Cooperative(**one.facts) for one in invented)
    pairs = list(zip(cooperatives, invented, strict=True))
    _facts(pairs)
    _people(pairs)
    return cooperatives


def _facts(pairs: Pairs) -> None:
    CooperativeName.objects.bulk_create(
        CooperativeName(cooperative=one, name=one.name, valid_from=one.first_registered_on)
        for one, _made in pairs
    )
    CooperativeAddress.objects.bulk_create(
        CooperativeAddress(cooperative=one, valid_from=one.first_registered_on, **made.place)
        for one, made in pairs
    )
    Capital.objects.bulk_create(
        Capital(
            cooperative=one,
            valid_from=made.facts["first_registered_on"],
            charter_vnd=made.charter_vnd,
            contributed_vnd=made.charter_vnd * 9 // 10,
        )
        for one, made in pairs
    )
    Activity.objects.bulk_create(row for one, made in pairs for row in _lines(one, made))
    YearFigures.objects.bulk_create(
        YearFigures(cooperative=one, **figures) for one, made in pairs for figures in made.figures
    )
    StatusEvent.objects.bulk_create(
        StatusEvent(cooperative=one, **event) for one, made in pairs for event in made.events
    )
    OtherCode.objects.bulk_create(
        OtherCode(cooperative=one, kind=OtherNumber.CERTIFICATE, number=made.old_number)
        for one, made in pairs
        if made.old_number
    )
    AllianceMembership.objects.bulk_create(
        AllianceMembership(cooperative=one, admitted_on=made.admitted_on, decision=f"{number}/QĐ-LM")
        for number, (one, made) in enumerate(pairs, 1)
        if made.admitted_on
    )


def _lines(one: Cooperative, made: Invented) -> Iterator[Activity]:
    founded = made.facts["first_registered_on"]
    version = vsic.version_on(founded).key
    for place, code in enumerate(made.lines):
        yield Activity(cooperative=one, version=version, code=code, is_main=place == 0, added_on=founded)


def _people(pairs: Pairs) -> None:
    told = [(one, person) for one, made in pairs for person in made.people]
    people = Person.objects.bulk_create(_person(one, person) for one, person in told)
    Office.objects.bulk_create(
        Office(
            person=person,
            post=Post(post),
            valid_from=facts["since"],
            term_ends_on=add_months(facts["since"], TERM_MONTHS),
        )
        for person, (_one, facts) in zip(people, told, strict=True)
        for post in facts["posts"]
    )
    marks = (facts["citizen"] for _one, facts in told)
    _members(pairs, {(one.cooperative_id, mark): one for one, mark in zip(people, marks, strict=True)})


def _members(pairs: Pairs, known: dict[tuple[int, str], Person]) -> None:
    rows = [
        (one, {name: value for name, value in member.items() if name != "capital_vnd"})
        for one, made in pairs
        for member in made.members
    ]
    sums = [
        (made.facts["first_registered_on"], member["capital_vnd"])
        for _one, made in pairs
        for member in made.members
    ]
    members = Member.objects.bulk_create(
        Member(
            cooperative=one,
            person=known.get((one.pk, member.pop("citizen", ""))),
            valid_from=one.first_registered_on,
            **member,
        )
        for one, member in rows
    )
    MemberCapital.objects.bulk_create(
        MemberCapital(member=member, valid_from=since, capital_vnd=capital)
        for member, (since, capital) in zip(members, sums, strict=True)
        if capital
    )


def _person(one: Cooperative, facts: dict[str, Any]) -> Person:
    columns = {name: value for name, value in facts.items() if name not in {"posts", "since", "citizen"}}
    person = Person(cooperative=one, **columns)
    person.set_citizen(facts["citizen"])
    return person
