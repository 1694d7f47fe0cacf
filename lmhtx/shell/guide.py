"""The user's guide: chapters of Markdown under docs/huong-dan, told by role, shown inside the portal and searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lmhtx.people.roles import STAFF, Role
from lmhtx.vn.text import fold, search_words

GUIDE: Path = settings.ROOT / "docs" / "huong-dan"
PICTURES = GUIDE / "img"
EVERYBODY = frozenset(Role)

# The chapters in the order of the contents, and the roles whose work each tells.
CHAPTERS: dict[str, frozenset[Role]] = {
    "bat-dau": EVERYBODY,
    "thuong-truc": frozenset({Role.CHAIRMAN, Role.DEPUTY}),
    "chanh-van-phong": frozenset({Role.OFFICE_CHIEF}),
    "van-thu": frozenset({Role.CLERK}),
    "truong-phong": frozenset({Role.UNIT_HEAD, Role.FUND_DIRECTOR}),
    "chuyen-vien": frozenset({Role.OFFICER, Role.FUND_OFFICER, Role.FUND_ACCOUNTANT}),
    "kiem-soat-vien": frozenset({Role.CONTROLLER}),
    "doan-kiem-tra": frozenset({Role.INSPECTOR}),
    "co-quan-ngoai": frozenset({Role.AGENCY_OFFICER}),
    "hop-tac-xa": frozenset({Role.COOPERATIVE}),
    "quan-tri": frozenset({Role.ADMIN}),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter under a heading of the second degree."""

    slug: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, read and drawn."""

    slug: str
    title: str
    html: SafeString
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that holds the words looked for."""

    chapter: Chapter
    section: Section


@lru_cache(maxsize=len(CHAPTERS))
def chapter(slug: str) -> Chapter:
    """The chapter of that name; the text changes only with a new version of the portal."""
    tokens = _parser().parse((GUIDE / f"{slug}.md").read_text(encoding="utf-8"))
    sections = tuple(_sections(tokens))
    for token in _with_children(tokens):
        if token.type == "image":
            name = Path(str(token.attrs["src"])).name
            token.attrs.update(src=reverse("guide_picture", args=[name]), loading="lazy")
    title = next(_text(tokens, place) for place, token in enumerate(tokens) if token.tag == "h1")
    # Our own text, with HTML switched off in the parser.
    html = mark_safe(_parser().renderer.render(_body(tokens), _parser().options, {}))  # noqa: S308
    return Chapter(slug, title, html, sections)


def chapters_for(user: Any) -> list[Chapter]:
    """What the person may read, his own work first; staff and keepers read all, others what is theirs."""
    reads_all = user.has_role(*STAFF, Role.ADMIN)
    mine = [slug for slug, roles in CHAPTERS.items() if user.has_role(*roles) or slug == "bat-dau"]
    rest = [slug for slug in CHAPTERS if reads_all and slug not in mine]
    return [chapter(slug) for slug in [*mine, *rest]]


def found(user: Any, words: str) -> list[Hit]:
    """The sections in which every word stands, accents or not; those with a word in their heading first."""
    wanted = search_words(words).split()
    if not wanted:
        return []
    hits = [
        Hit(one, section)
        for one in chapters_for(user)
        for section in one.sections
        if all(word in section.words for word in wanted)
    ]
    return sorted(hits, key=lambda hit: not all(word in fold(hit.section.title) for word in wanted))


def picture(name: str) -> Path | None:
    """The picture of that name, if the guide has one."""
    place = PICTURES / name
    return place if re.fullmatch(r"[a-z0-9-]+\.png", name) and place.is_file() else None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _body(tokens: list[Token]) -> list[Token]:
    """All but the title, which the page shows itself."""
    end = next(place for place, token in enumerate(tokens) if token.type == "heading_close")
    return tokens[end + 1 :]


def _sections(tokens: list[Token]) -> Iterator[Section]:
    """The sections, giving each heading its anchor on the way."""
    starts = [
        place for place, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        title = _text(tokens, start)
        slug = "-".join(fold(title).split())
        slug = re.sub(r"[^a-z0-9-]", "", slug)
        tokens[start].attrs["id"] = slug
        words = " ".join(token.content for token in tokens[start:end] if token.type == "inline")
        yield Section(slug, title, fold(words))


def _text(tokens: list[Token], heading: int) -> str:
    return tokens[heading + 1].content


def _with_children(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
