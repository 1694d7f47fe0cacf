"""Old browsers: nothing that is served needs more than Chrome 109, the last one for Windows 7."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.house.sources import ROOT, STATIC, name, templates, text

# What Chrome 109 does not know and what would break a page; harmless wishes such as text-wrap are not on the list.
STYLES_TOO_NEW = (
    "color-mix(", "light-dark(", "oklch(", "oklab(", "lch(", "lab(", "@scope", "@starting-style", "subgrid",
    "field-sizing", "anchor-name", "position-anchor", "interpolate-size", "linear(", ":popover-open", ":user-invalid",
    ":user-valid", "animation-timeline", "view-transition-name",
)  # fmt: skip
SCRIPTS_TOO_NEW = (
    ".toSorted(", ".toReversed(", ".toSpliced(", "Object.groupBy(", "Map.groupBy(", "Promise.withResolvers(",
    "Promise.try(", "Array.fromAsync(", "URL.canParse(", "URL.parse(", ".showPopover(", ".togglePopover(",
    ".startViewTransition(", ".setHTMLUnsafe(", "scheduler.yield(", ".isSubsetOf(", ".symmetricDifference(",
    "Iterator.from(", ".moveBefore(",
)  # fmt: skip
MARKUP_TOO_NEW = (" popovertarget=", " popover>", ' popover="', " commandfor=", " closedby=")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
WORD_BEFORE = re.compile(r"[\w-]$")


def styles_too_new(css: str) -> list[str]:
    """The features of a style sheet that Chrome 109 lacks, rules inside rules among them."""
    css = COMMENT.sub("", css)
    found = [feature for feature in STYLES_TOO_NEW if _stands_alone(css, feature)]
    return [*found, "nesting"] if _has_nested_rule(css) else found


def _stands_alone(css: str, feature: str) -> bool:
    """Whether the feature stands there, and not as the end of a longer word ("repeating-linear(" is another)."""
    places = [match.start() for match in re.finditer(re.escape(feature), css)]
    return any(not WORD_BEFORE.search(css[max(0, place - 1) : place]) for place in places)


def _has_nested_rule(css: str) -> bool:
    """Whether a rule opens inside a rule that is no @media, @supports, @keyframes and the like."""
    open_rules: list[bool] = []
    words = ""
    for letter in re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)", "", css):
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


def scripts_too_new(script: str) -> list[str]:
    """The calls of a script that Chrome 109 does not know."""
    return [call for call in SCRIPTS_TOO_NEW if call in script]


def served_styles() -> list[Path]:
    """Every style sheet that a template asks for, ours and the packages'."""
    asked = {name for path in templates() for name in re.findall(r"\{% static '([^']+\.css)' %\}", text(path))}
    return [Path(finders.find(name)) for name in sorted(asked)]


def test_a_rule_inside_a_rule_is_seen_and_inside_a_media_query_is_not():
    assert styles_too_new("a { b { color: red } }") == ["nesting"]
    assert styles_too_new("@media print { a { color: red } } @keyframes x { from { top: 0 } }") == []


def test_new_colours_are_seen_and_old_gradients_are_not():
    assert styles_too_new("a { color: color-mix(in srgb, red, blue) }") == ["color-mix("]
    assert styles_too_new("a { background: repeating-linear-gradient(red, blue) } /* color-mix( */") == []


def test_new_calls_are_seen():
    assert scripts_too_new("rows.toSorted()") == [".toSorted("]
    assert scripts_too_new("[...rows].sort()") == []


def test_served_styles_are_understood():
    assert served_styles()
    assert {str(path): new for path in served_styles() if (new := styles_too_new(text(path)))} == {}


def test_our_styles_are_all_asked_for():
    ours = {path for path in STATIC.rglob("*.css")}

    assert ours - set(served_styles()) == set()


def test_our_scripts_are_understood():
    assert {name(path): new for path in STATIC.rglob("*.js") if (new := scripts_too_new(text(path)))} == {}


def test_our_scripts_are_all_asked_for():
    pages = "\n".join(text(path) for path in templates())

    assert [name(path) for path in STATIC.rglob("*.js") if f"'js/{path.name}'" not in pages] == []


def test_templates_use_no_new_markup():
    assert {name(path): new for path in templates() for new in MARKUP_TOO_NEW if new in text(path)} == {}


def test_the_kit_is_the_last_one_that_chrome_109_understands():
    wished = json.loads(text(ROOT / "package.json"))["dependencies"]["@tabler/core"]
    locked = json.loads(text(ROOT / "package-lock.json"))["packages"]["node_modules/@tabler/core"]["version"]

    assert (wished, locked) == ("1.0.0", "1.0.0")
