"""The law: every rule and every value names its text, every rule has worked cases and is told in prose."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lmhtx.legal import PARAMETERS, RULES, Citation, Rule, Source
from tests.house.sources import ROOT, text

TESTS = ROOT / "tests"
FEWEST_CASES = 3


def worked_cases(path: Path) -> int:
    """Rows of a table of cases; a table that is not there has none."""
    if not path.exists():
        return 0
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _row in csv.DictReader(file))


def is_citable(citation: Citation) -> bool:
    """Whether a citation names its text by number and title, its first day and the place."""
    source = citation.source
    return bool(source.number and source.title and citation.place) and isinstance(source.effective, date)


def rule_named(rule: Rule) -> str:
    return rule.name


def test_a_place_without_a_number_is_no_citation():
    text_of_law = Source(number="45/2021/NĐ-CP", title="Quỹ", effective=date(2021, 5, 15))

    assert is_citable(text_of_law.at("Điều 23 khoản 2"))
    assert not is_citable(text_of_law.at(""))
    assert not is_citable(Source(number="", title="Quỹ", effective=date(2021, 5, 15)).at("Điều 1"))


def test_a_table_that_is_missing_has_no_cases(tmp_path):
    table = tmp_path / "cases.csv"
    assert worked_cases(table) == 0

    table.write_text("due_on,expected\n2026-10-01,yes\n", encoding="utf-8")
    assert worked_cases(table) == 1


def test_there_are_rules():
    assert RULES


@pytest.mark.parametrize("rule", RULES, ids=rule_named)
def test_every_rule_names_its_article_and_says_what_it_gives(rule):
    assert is_citable(rule.citation)
    assert rule.summary


@pytest.mark.parametrize("rule", RULES, ids=rule_named)
def test_every_rule_has_worked_cases_that_its_test_reads(rule):
    app = rule.function.__module__.split(".")[0]

    assert worked_cases(rule.cases_path(TESTS)) >= FEWEST_CASES
    assert f'"{rule.cases}"' in text(TESTS / app / "test_rules.py")


@pytest.mark.parametrize("rule", RULES, ids=rule_named)
def test_every_rule_is_told_in_prose(rule):
    app, function = rule.name.split(".")

    assert f"`{function}`" in text(ROOT / "docs" / "rules" / f"{app}.md")


@pytest.mark.parametrize("key", sorted(PARAMETERS))
def test_every_value_says_what_it_is_where_it_comes_from_or_what_waits_for_it(key):
    parameter = PARAMETERS[key]

    assert parameter.label
    assert parameter.unit
    assert all(is_citable(citation) for _day, _value, citation in parameter.values)
    assert parameter.values or (parameter.doubt and parameter.blocks)


def test_values_keep_to_their_room():
    rooms = {key.split(".")[0] for key in PARAMETERS if "." in key}

    assert {room for room in rooms if not any((ROOT / room).glob("legal*"))} == set()
