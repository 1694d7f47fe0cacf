"""Components raise on a typing mistake and say every state in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template, TemplateSyntaxError

from lmhtx.ui.icons import drawing
from lmhtx.ui.templatetags.ui import FRAMES, TONES
from lmhtx.ui.templatetags.vn_format import (
    bang_chu,
    con_lai,
    dem,
    dong,
    ngay,
    ngay_gio,
    phan_tram,
    sac_han,
    so,
)
from tests.conftest import moment


def shown(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


def test_a_frame_stands_around_its_content() -> None:
    card = shown('{% ui "card" title="Kế hoạch" count=3 %}<p>{{ name }}</p>{% endui %}', name="Lan & Hùng")

    assert "<h2>Kế hoạch</h2>" in card
    assert "<p>Lan &amp; Hùng</p>" in card


def test_a_frame_knows_its_own_props_alone() -> None:
    card = shown('{% ui "card" %}x{% endui %}', title="Của trang")

    assert "Của trang" not in card


@pytest.mark.parametrize("tag", ['{% ui "crad" %}', '{% ui "card" titel="x" %}'])
def test_a_typing_mistake_raises(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        shown(tag + "{% endui %}")


@pytest.mark.parametrize("component", FRAMES)
def test_every_frame_is_shown_with_its_defaults(component: str) -> None:
    props = {"menu": 'label="Thêm"', "act": 'label="Duyệt" url="/x/"', "dialog": 'id="hop" label="Mở"'}.get(
        component, ""
    )

    assert "nội dung" in shown('{% ui "' + component + '" ' + props + " %}nội dung{% endui %}")


def test_a_closed_act_gives_its_reason() -> None:
    act = shown('{% ui "act" label="Duyệt" url="/x/" reason="Chưa có báo cáo." %}{% endui %}')

    assert "disabled" in act
    assert "Chưa có báo cáo." in act
    assert "<form" not in act


def test_an_open_act_carries_a_key() -> None:
    assert 'name="act_key"' in shown('{% ui "act" label="Duyệt" url="/x/" %}{% endui %}')


@pytest.mark.parametrize("tone", TONES)
def test_a_state_is_colour_icon_and_word(tone: str) -> None:
    badge = shown('{% badge "Quá hạn" tone %}', tone=tone)

    assert f'data-tone="{tone}"' in badge
    assert "<svg" in badge
    assert "Quá hạn" in badge


def test_an_icon_is_drawn_without_speaking() -> None:
    svg = drawing("circle-check")

    assert 'aria-hidden="true"' in svg
    assert 'class="lucide' not in svg


@pytest.mark.parametrize("name", ["khong-co", "../package", "a/b"])
def test_an_unknown_icon_raises(name: str) -> None:
    with pytest.raises(LookupError):
        drawing(name)


@pytest.mark.parametrize(
    ("filtered", "words"),
    [
        (ngay(date(2026, 9, 5)), "05/09/2026"),
        (ngay(moment("2026-09-05 23:30")), "05/09/2026"),
        (ngay(None), "–"),
        (ngay_gio(moment("2026-09-05 14:05")), "14:05 ngày 05/09/2026"),
        (so(1250), "1.250"),
        (so(Decimal("1250.75")), "1.250,75"),
        (dem(10_001), "hơn 10.000"),
        (dem(10_000), "10.000"),
        (dong(1_250_000), "1.250.000\u00a0đ"),
        (dong(None), "–"),
        (phan_tram(Decimal("62.9")), "62,9\u00a0%"),
        (phan_tram(None), "–"),
        (bang_chu(1_250_000), "Một triệu hai trăm năm mươi nghìn đồng"),
        (bang_chu(None), ""),
    ],
)
def test_numbers_and_days_are_written_as_the_office_writes(filtered: str, words: str) -> None:
    assert filtered == words


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("Đủ", "Đủ"),
        ("Đúng năm", "Đúng năm"),
        ("Đúng chín!", "Đúng ch…"),
        ("<b>chữ đậm</b>", "&lt;b&gt;chữ …"),
    ],
)
def test_long_words_are_cut_and_stay_harmless(words: str, cut: str) -> None:
    assert shown("{{ words|truncatechars:8 }}", words=words) == cut


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 9, 18), "còn 3 ngày", "soon"),
        (date(2026, 9, 19), "còn 4 ngày", "grey"),
        (date(2026, 9, 15), "hôm nay", "soon"),
        (date(2026, 9, 13), "quá hạn 2 ngày", "danger"),
        (None, "không có hạn", "grey"),
    ],
)
def test_a_due_day_says_how_far_it_is(due_on: date | None, words: str, tone: str) -> None:
    assert (con_lai(due_on), sac_han(due_on)) == (words, tone)
