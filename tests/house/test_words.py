"""Words: no message of Django comes to a page in English, and our own labels are Vietnamese."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from tests.house.sources import modules, name, tree
from tests.house.test_templates import ENGLISH

# Modules of Django whose messages our pages can show; its own Vietnamese leaves some out. Packages that ship no
# Vietnamese at all are looked through in tests/lmhtx/ui/test_locale.py.
MODULES = (
    "django.contrib.auth.password_validation",
    "django.contrib.auth.validators",
    "django.core.validators",
    "django.db.models.constraints",
    "django.db.models.fields",
    "django.db.models.fields.json",
    "django.db.models.fields.related",
    "django.forms.fields",
    "django.forms.formsets",
    "django.forms.models",
    "django.forms.utils",
    "django.forms.widgets",
    "django.utils.dates",
)
MARKS = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy",
    "npgettext_lazy",
}  # fmt: skip
SPOKEN_KEYWORDS = {
    "label",
    "title",
    "help_text",
    "message",
    "empty",
    "save_label",
    "verbose_name",
    "violation_error_message",
}


def messages(module: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Each message that a module marks for translation, as (context, one, many)."""
    kinds = {
        call
        for node in ast.walk(module)
        # The kind of a column ("Big integer") is for administrators' documents, which the portal has none of.
        if isinstance(node, ast.Assign)
        and any(getattr(one, "id", "") == "description" for one in node.targets)
        for call in ast.walk(node)
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or _called(node) not in MARKS or node in kinds:
            continue
        words = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if "npgettext" in _called(node) and len(words) > 2:
            yield words[0], words[1], words[2]
        elif "pgettext" in _called(node) and len(words) > 1:
            yield words[0], words[1], ""
        elif "ngettext" in _called(node) and len(words) > 1:
            yield "", words[0], words[1]
        elif words:
            yield "", words[0], ""


def _called(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def in_vietnamese(context: str, one: str, many: str) -> str:
    """The message as a page would say it."""
    with translation.override("vi"):
        if many:
            return (
                translation.npgettext(context, one, many, 2)
                if context
                else translation.ngettext(one, many, 2)
            )
        return translation.pgettext(context, one) if context else translation.gettext(one)


def untranslated(module: ast.Module) -> list[str]:
    """The messages of a module that stay English; those without a word (numbers, names) have nothing to say."""
    return [
        one
        for context, one, many in messages(module)
        if re.search(r"[a-z]{2}", one) and in_vietnamese(context, one, many) in {one, many}
    ]


def spoken(module: ast.Module) -> Iterator[str]:
    """The words that a module of ours gives to labels, titles, helps and messages."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in SPOKEN_KEYWORDS and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)


def test_a_message_without_vietnamese_words_is_seen():
    known = ast.parse('_("This field is required.")')
    unknown = ast.parse(
        'label = gettext_lazy("Nobody has translated this.")\nngettext("%d duck", "%d ducks", n)'
    )

    assert untranslated(known) == []
    assert untranslated(unknown) == ["Nobody has translated this.", "%d duck"]


def test_english_labels_of_ours_are_seen():
    assert [*spoken(ast.parse('Field(label="Save", name="save")'))] == ["Save"]


@pytest.mark.parametrize("module", MODULES)
def test_no_message_of_django_stays_english(module):
    path = Path(importlib.import_module(module).__file__)

    assert untranslated(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_our_own_labels_speak_no_english():
    heard = {
        name(path): words
        for path in modules()
        if (words := [said for said in spoken(tree(path)) if ENGLISH.search(said)])
    }

    assert heard == {}
