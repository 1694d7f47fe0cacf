"""Annex VI: every function has its row, its page opens, its test exists; what is met stays met."""

from __future__ import annotations

import ast
from collections import Counter
from http import HTTPStatus

import pytest
from django.conf import settings
from django.urls import reverse

from documents.annex_six import PARTS, Standing, functions

# Of the annex: 53 functions of the system, 9 of its administration, 6 papers that it gives.
ASKED = {
    "III.1": 14,
    "III.2": 3,
    "III.3": 3,
    "III.4": 7,
    "III.5": 7,
    "III.6": 11,
    "III.7": 5,
    "III.8": 3,
    "IV": 9,
    "V": 6,
}
MOST_NOT_MET, MOST_IN_PART = 1, 7


def names_in(path: str) -> set[str]:
    tree = ast.parse((settings.ROOT / path).read_text(encoding="utf-8"))
    return {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_function_of_the_annex_has_its_row():
    assert Counter(one.part for one in functions()) == ASKED
    assert len({one.code for one in functions()}) == sum(ASKED.values()) == 68
    assert set(PARTS) == set(ASKED)


@pytest.mark.parametrize("function", functions(), ids=lambda one: one.code)
def test_what_is_met_has_a_page_and_a_test(function):
    if function.standing == Standing.NOT_MET:
        assert (function.url_name, function.test) == ("", "")
        return
    assert reverse(function.url_name)
    path, name = function.test.split("::")
    assert name in names_in(path)


def test_no_function_falls_back():
    """A function that was met stays met: these numbers only ever get better."""
    counted = Counter(one.standing for one in functions())
    assert counted[Standing.NOT_MET] <= MOST_NOT_MET
    assert counted[Standing.IN_PART] <= MOST_IN_PART


@pytest.mark.django_db
def test_the_page(as_, office_chief, officer):
    shown = as_(office_chief).get(reverse("self_check")).content.decode()

    assert all(one.code in shown for one in functions())
    assert as_(officer).get(reverse("self_check")).status_code == HTTPStatus.FORBIDDEN
