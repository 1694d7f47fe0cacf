"""Templates: all compile, all are used, none speaks English."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import get_template

from lmhtx.ui.templatetags.ui import FRAMES
from tests.house.sources import TEMPLATES, modules, templates, text

# Django itself asks for these.
ASKED_BY_DJANGO = {"403.html", "404.html", "500.html"}
# English words that an office never reads on a page. Words that are Vietnamese too (in, to, do, an, on, ban, the)
# are not on the list, nor are names that stay as they are (PDF, Word, Excel, OTP).
ENGLISH = re.compile(
    r"\b(?:save|cancel|delete|edit|update|create|search|submit|close|open|back|next|previous|pages?|required|error|"
    r"warning|success|loading|details?|views?|tasks?|plans?|reports?|users?|login|logout|sign in|sign out|password|"
    r"username|home|dashboard|download|upload|files?|filters?|settings?|status|please|yes|with|from|select|choose|all|"
    r"none|list|show|hide|click|draft|comment|deadline|notification|profile|export|import|email|online|offline|tab|"
    r"reset|copy|paste)\b",
    re.IGNORECASE,
)
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "label"}
TAGS = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
QUOTED_IN_TAGS = re.compile(r"\{%\s*(?:ui|badge)\b(.*?)%\}", re.DOTALL)
PROPS = re.compile(r'\b(?:title|label|link_label|confirm|reason)="([^"]*)"')


class Words(HTMLParser):
    """Collects what a reader sees or hears of a page: text between tags, and attributes that speak.

    What stands on a key of the keyboard (<kbd>) stays as it is printed there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_key = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_key = tag == "kbd"
        self.found += [value for key, value in attrs if key in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self.is_key = False

    def handle_data(self, data: str) -> None:
        if not self.is_key:
            self.found.append(data)


def english(source: str) -> list[str]:
    """The English words that a template would show."""
    reader = Words()
    reader.feed(TAGS.sub(" ", source))
    props = [words for tag in QUOTED_IN_TAGS.findall(source) for words in PROPS.findall(tag)]
    return [word for words in (*reader.found, *props) for word in ENGLISH.findall(words)]


def asked_for() -> str:
    """Everything in which a template can be named."""
    return "\n".join(text(path) for path in (*modules(), *templates()))


def short(path) -> str:
    """The name by which a template is asked for."""
    return path.relative_to(TEMPLATES).as_posix()


def test_english_is_heard_in_text_attributes_and_props():
    assert english('<p title="Save">Lưu</p>') == ["Save"]
    assert english("<p>Bấm <kbd>Delete</kbd> để xóa, không phải Delete</p>") == ["Delete"]
    assert english('{% ui "card" title="Details" %}Đóng{% endui %}') == ["Details"]
    assert (
        english('<button name="save" value="close">Lưu</button> {{ save }} {% if close %}{% endif %}') == []
    )


@pytest.mark.parametrize("path", templates(), ids=short)
def test_every_template_compiles(path):
    assert get_template(short(path))


def test_no_template_is_unused():
    asked = asked_for()
    frames = {f"ui/{name}.html" for name in FRAMES}
    known = ASKED_BY_DJANGO | frames

    assert [
        short(path) for path in templates() if short(path) not in known and f"{short(path)}" not in asked
    ] == []


def test_every_frame_has_its_template():
    assert {f"ui/{name}.html" for name in FRAMES} - {short(path) for path in templates()} == set()


def test_no_template_speaks_english():
    assert {short(path): words for path in templates() if (words := english(text(path)))} == {}
