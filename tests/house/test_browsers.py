"""Old browsers: nothing that is served needs more than Chrome 109, the last one for Windows 7."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.house.sources import ROOT, STATIC, name, templates, text

# What styles and scripts may call is listed and looked for in tests/lmhtx/ui/test_styles.py.
MARKUP_TOO_NEW = (" popovertarget=", " popover>", ' popover="', " commandfor=", " closedby=")


def has_nested_rule(css: str) -> bool:
    """Whether a rule opens inside a rule that is no @media, @supports, @keyframes and the like."""
    open_rules: list[bool] = []
    words = ""
    for letter in re.sub(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)", "", css, flags=re.DOTALL):
        if letter == "{":
            if any(open_rules):
                return True
            open_rules.append(not words.strip().startswith("@"))
            words = ""
        elif letter == "}":
            if open_rules:
                open_rules.pop()
            words = ""
        elif letter == ";":
            words = ""
        else:
            words += letter
    return False


def served_styles() -> list[Path]:
    """Every style sheet that a template asks for, ours and the packages'."""
    asked = {
        name for path in templates() for name in re.findall(r"\{% static '([^']+\.css)' %\}", text(path))
    }
    return [Path(finders.find(name)) for name in sorted(asked)]


def test_a_rule_inside_a_rule_is_seen_and_inside_a_media_query_is_not():
    assert has_nested_rule("a { b { color: red } }")
    assert has_nested_rule("@media print { a { color: red; &:hover { color: blue } } }")
    assert not has_nested_rule("@media print { a { color: red } } @keyframes x { from { top: 0 } }")
    assert not has_nested_rule("/* a { b { */ a { content: '{' }")


def test_no_served_style_nests_its_rules():
    assert served_styles()
    assert [str(path) for path in served_styles() if has_nested_rule(text(path))] == []


def test_our_styles_are_all_asked_for():
    ours = set(STATIC.rglob("*.css"))

    assert ours - set(served_styles()) == set()


def test_our_scripts_are_all_asked_for():
    pages = "\n".join(text(path) for path in templates())

    assert [name(path) for path in STATIC.rglob("*.js") if f"'js/{path.name}'" not in pages] == []


def test_templates_use_no_new_markup():
    assert {name(path): new for path in templates() for new in MARKUP_TOO_NEW if new in text(path)} == {}


def test_the_kit_is_the_last_one_that_chrome_109_understands():
    wished = json.loads(text(ROOT / "package.json"))["dependencies"]["@tabler/core"]
    locked = json.loads(text(ROOT / "package-lock.json"))["packages"]["node_modules/@tabler/core"]["version"]

    assert (wished, locked) == ("1.0.0", "1.0.0")
