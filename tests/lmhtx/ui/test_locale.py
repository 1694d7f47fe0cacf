"""The packages' messages that a page can show have Vietnamese words."""

from __future__ import annotations

import ast
from pathlib import Path

import allauth
import django_filters
import django_tables2
import import_export
import pytest
from django.conf import settings
from django.utils.translation import gettext, override, pgettext

NAMES = {"_", "gettext", "gettext_lazy", "pgettext", "pgettext_lazy"}
ROOMS = {
    "allauth": Path(allauth.__file__).parent / "account",
    "allauth.mfa": Path(allauth.__file__).parent / "mfa",
    "allauth.socialaccount": Path(allauth.__file__).parent / "socialaccount",
    "django_filters": Path(django_filters.__file__).parent,
    "django_tables2": Path(django_tables2.__file__).parent,
    "import_export": Path(import_export.__file__).parent,
}
# Shown in Django's admin alone, or words that are the same in both languages.
UNSEEN = ("admin", "tests", "management", "migrations")


def messages_of(folder: Path) -> set[tuple[str, ...]]:
    """The literal messages of a package's code, with their context where they have one."""
    found = set()
    for path in folder.rglob("*.py"):
        if any(part.startswith(UNSEEN) for part in path.relative_to(folder).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES:
                literals = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if literals and len(literals) == len(node.args):
                    found.add(tuple(literals))
    return found


@pytest.mark.parametrize("package", ROOMS)
def test_no_message_is_left_in_english(package: str) -> None:
    asked = messages_of(ROOMS[package])

    with override("vi"):
        left = sorted(
            words[-1]
            for words in asked
            if (pgettext(*words) if len(words) == 2 else gettext(*words)) == words[-1]
        )

    assert left == []


def test_the_words_of_the_house_come_first() -> None:
    assert [str(path) for path in settings.LOCALE_PATHS] == [str(settings.ROOT / "lmhtx" / "locale")]
    with override("vi"):
        assert gettext("Incorrect password.") == "Mật khẩu chưa đúng."
