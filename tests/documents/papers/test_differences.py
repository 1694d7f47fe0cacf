"""What changed between two versions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.papers import differences as module
from documents.papers.differences import Change, Piece, changed_only, differences

KEPT, ADDED, REMOVED, CHANGED = Change.KEPT, Change.ADDED, Change.REMOVED, Change.CHANGED
WORDS = st.lists(
    st.sampled_from(["Hỗ", "trợ", "15", "hợp", "tác", "xã", "năm", "2026", ",", "  "]), max_size=6
)
TEXT = st.lists(WORDS.map(" ".join), max_size=6).map("\n".join)


def test_a_word_changed_within_a_paragraph():
    changes = differences(
        "I. MỤC TIÊU\nHỗ trợ 15 hợp tác xã trong năm 2026.",
        "I. MỤC TIÊU\nHỗ trợ 18 hợp tác xã trong năm 2026.",
    )

    assert [(one.change, one.old, one.new) for one in changes] == [(KEPT, 1, 1), (CHANGED, 2, 2)]
    assert changes[1].pieces == (
        Piece(KEPT, "Hỗ trợ "),
        Piece(REMOVED, "15"),
        Piece(ADDED, "18"),
        Piece(KEPT, " hợp tác xã trong năm 2026."),
    )


def test_paragraphs_that_came_and_went():
    changes = differences("A một hai ba\nB bốn năm sáu\nC", "A một hai ba\nD bảy tám\nC\nE")

    assert [(one.change, one.new_text or one.old_text) for one in changed_only(changes)] == [
        (ADDED, "D bảy tám"), (REMOVED, "B bốn năm sáu"), (ADDED, "E")
    ]  # fmt: skip


def test_a_changed_paragraph_is_found_behind_one_that_went():
    changes = differences("Bỏ hẳn đoạn này\nHỗ trợ 15 hợp tác xã", "Hỗ trợ 18 hợp tác xã")

    assert [(one.change, one.old, one.new) for one in changes] == [(REMOVED, 1, None), (CHANGED, 2, 1)]


def test_words_stay_words_for_a_template_to_escape():
    assert differences("", "<b>A</b>")[0].pieces == (Piece(ADDED, "<b>A</b>"),)


def test_a_paragraph_as_long_as_a_book_is_shown_whole(monkeypatch):
    monkeypatch.setattr(module, "MOST_WORD_PAIRS", 3)

    assert differences("một hai ba bốn", "một hai ba năm")[0].pieces == (
        Piece(REMOVED, "một hai ba bốn"), Piece(ADDED, "một hai ba năm")
    )  # fmt: skip


def test_very_many_paragraphs_are_paired_in_their_order(monkeypatch):
    monkeypatch.setattr(module, "MOST_PAIRS", 1)

    assert [one.change for one in differences("a b c\nd e f", "d e g\na b d")] == [
        ADDED, CHANGED, REMOVED
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_both_texts_can_be_put_together_again(old, new):
    changes = differences(old, new)

    assert [one.old_text for one in changes if one.old is not None] == old.splitlines()
    assert [one.new_text for one in changes if one.new is not None] == new.splitlines()
    assert [one.old for one in changes if one.old is not None] == list(range(1, len(old.splitlines()) + 1))
    assert [one.new for one in changes if one.new is not None] == list(range(1, len(new.splitlines()) + 1))


@settings(max_examples=50, deadline=None)
@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    assert changed_only(differences(text, text)) == []
