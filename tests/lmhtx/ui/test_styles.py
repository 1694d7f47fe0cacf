"""What the browser gets: nothing Chrome 109 lacks, nothing the policy blocks, no form without its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
OURS = sorted((ROOT / "static" / "css").glob("*.css"))
SERVED = [*OURS, ROOT / "node_modules" / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Each came to Chrome after version 109, by the tables of caniuse.com.
TOO_NEW_CSS = (
    "color-mix(", "light-dark(", "oklch(", "oklab(", "lab(", "lch(", "@scope", "@starting-style",
    "@position-try",
    "text-wrap:", "field-sizing", "subgrid", "anchor(", "anchor-name", "position-anchor", ":user-valid",
    ":user-invalid", ":popover-open", "transition-behavior", "interpolate-size", "animation-timeline",
    "view-transition", ":state(", "round(", "mod(", "sin(", "cos(", "if(", "text-box", "line-clamp:",
)  # fmt: skip
TOO_NEW_JS = (
    ".toSorted(", ".toReversed(", ".toSpliced(", ".with(", "Object.groupBy", "Map.groupBy",
    "Promise.withResolvers",
    "Promise.try", "Array.fromAsync", ".isWellFormed(", "new Set().union", ".showPopover", ".togglePopover",
    "startViewTransition", "AbortSignal.any", "URL.canParse", "URL.parse(", "scheduler.yield",
    "checkVisibility",
    "setHTMLUnsafe", "RegExp.escape", "Iterator.from", "structuredClone(new",
)  # fmt: skip
NESTED = re.compile(r"\{[^{}]*;\s*&|\{\s*&[\s:.\[>+~]")
STYLE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE)
POST = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)
# Signing out is sent by the browser itself; a notice or a link opened twice, a job queued twice change nothing.
HAND_OFF = ("data-lmhtx-native", "scheduled_run", "notice_open", "link_open")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", SERVED, ids=names(SERVED))
def test_served_css_is_known_to_chrome_109(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    found = [feature for feature in TOO_NEW_CSS if re.search(rf"(?<![\w-]){re.escape(feature)}", css)]

    assert found == []
    assert NESTED.search(css) is None


@pytest.mark.parametrize("path", SCRIPTS, ids=names(SCRIPTS))
def test_served_scripts_are_known_to_chrome_109_and_short(path: Path) -> None:
    script = path.read_text(encoding="utf-8")

    assert [feature for feature in TOO_NEW_JS if feature in script] == []
    assert "eval(" not in script
    assert len(script.splitlines()) <= 300


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_pages_have_no_inline_style_or_script(path: Path) -> None:
    if "print" in path.parts:
        return

    page = path.read_text(encoding="utf-8")

    assert STYLE.findall(page) == []
    assert INLINE_SCRIPT.findall(page) == []


def test_the_checks_find_what_they_look_for() -> None:
    assert NESTED.search(".a{color:red;&:hover{color:blue}}")
    assert STYLE.search('<p style="color:red">')
    assert INLINE_SCRIPT.search("<script>alert(1)</script>")
    assert not INLINE_SCRIPT.search('<script src="/static/js/say.js" defer></script>')


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_every_form_that_acts_carries_a_key(path: Path) -> None:
    forms = POST.findall(path.read_text(encoding="utf-8"))
    acting = [form for form in forms if not any(mark in form for mark in HAND_OFF)]

    without = [form[:120] for form in acting if "{% act_key" not in form or "{% csrf_token %}" not in form]

    assert without == []


def test_letters_and_colours_come_from_our_own_server() -> None:
    for path in OURS:
        assert re.findall(r"https?://", path.read_text(encoding="utf-8")) == []


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens(theme: str) -> dict[str, str]:
    css = (ROOT / "static" / "css" / "house.css").read_text(encoding="utf-8")
    block = css.split(f'[data-bs-theme="{theme}"] {{', 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("tblr-body-color", "tblr-body-bg"),
        ("quiet", "surface"),
        ("quiet", "surface-soft"),
        ("quiet", "tblr-body-bg"),
        ("tblr-primary-fg", "tblr-primary"),
        ("tblr-primary", "tblr-primary-lt"),
        ("tblr-link-color", "surface"),
        *[(tone, f"{tone}-bg") for tone in ("done", "info", "soon", "danger", "grey")],
        *[(tone, "surface") for tone in ("done", "info", "soon", "danger")],
    ],
)
def test_words_stand_out_from_their_ground(theme: str, words: str, ground: str) -> None:
    colours = tokens(theme)

    assert contrast(colours[words], colours[ground]) >= 4.5
