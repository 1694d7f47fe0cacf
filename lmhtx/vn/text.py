"""Vietnamese letters: folding accents for search, sameness of spelling, order in the dictionary."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

# Old fonts and keyboards often give the Icelandic eth or the African d for đ; on paper they look alike.
D_WITH_STROKE = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
LOOKALIKES = str.maketrans({"ð": "đ", "ɖ": "đ", "Ð": "Đ", "Ɖ": "Đ"})
INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
VOWEL_MARKS = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}
NOT_A_WORD = re.compile(r"[\W_]+")
WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f][^\W_]*)*")


def squeeze(text: str) -> str:
    """The text in NFC with invisible characters gone and every run of white space made one space."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def fold(text: str) -> str:
    """What search compares: lower case, no accents, đ as d, single spaces; "Hoà" and "hòa" give "hoa"."""
    decomposed = unicodedata.normalize("NFD", text.translate(INVISIBLE).lower())
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return " ".join(bare.translate(D_WITH_STROKE).split())


def search_words(text: str) -> str:
    """The folded words alone, punctuation made spaces: "245/KH-LM" and "245 kh lm" give the same."""
    return " ".join(NOT_A_WORD.sub(" ", fold(text)).split())


def letters(text: str) -> str:
    """The spelling with each word's tone put behind it, so that "hoà" and "hòa", "thuý" and "thúy" agree."""
    decomposed = unicodedata.normalize("NFD", squeeze(text).translate(LOOKALIKES).lower())
    return WORD.sub(_tone_last, decomposed)


def _tone_last(word: re.Match[str]) -> str:
    tones = [letter for letter in word.group() if letter in TONES]
    rest = "".join(letter for letter in word.group() if letter not in TONES)
    return unicodedata.normalize("NFC", rest) + "".join(TONES[tone] for tone in tones)


def same_letters(one: str, other: str) -> bool:
    """Whether two texts are the same words, whatever case, spacing, NFC or NFD and place of the tone."""
    return letters(one) == letters(other)


def same_without_accents(one: str, other: str) -> bool:
    """Whether two texts are the same once accents are left out."""
    return fold(one) == fold(other)


class Closeness(IntEnum):
    """How well a text answers a search; sort upwards."""

    SAME_LETTERS = 0
    SAME_WITHOUT_ACCENTS = 1
    OTHER_CONSONANT = 2
    NO_MATCH = 3


def closeness(sought: str, text: str) -> Closeness:
    """How near a text is to what was typed: "đường" finds "Đường" first and "Dương" last.

    Who types without accents gets d and đ alike; who types đ or an accent is taken at his word.
    """
    if search_words(sought) not in search_words(text):
        return Closeness.NO_MATCH
    if f" {_words(sought)} " in f" {_words(text)} ":
        return Closeness.SAME_LETTERS
    if has_accents(sought) and _without_marks(sought) not in _without_marks(text):
        return Closeness.OTHER_CONSONANT
    return Closeness.SAME_WITHOUT_ACCENTS


def _words(text: str) -> str:
    return " ".join(NOT_A_WORD.sub(" ", letters(text)).split())


def has_accents(text: str) -> bool:
    """Whether any letter of the text carries a Vietnamese accent or is đ."""
    return fold(text) != squeeze(text).lower()


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", squeeze(text).translate(LOOKALIKES).lower())
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return " ".join(NOT_A_WORD.sub(" ", bare).split())


def dictionary_key(text: str) -> tuple[tuple[str, str], ...]:
    """Sort key of the dictionary, word by word: a ă â … d đ …, then ngang huyền hỏi ngã sắc nặng."""
    return tuple(_word_key(word) for word in squeeze(text).translate(LOOKALIKES).lower().split(" "))


def _word_key(word: str) -> tuple[str, str]:
    spelling: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in TONES:
            tones.append(TONES[letter])
        elif letter in VOWEL_MARKS:
            spelling[-1:] = [spelling[-1][0] + VOWEL_MARKS[letter]] if spelling else []
        else:
            spelling.append("d1" if letter == "đ" else letter + "0")
    return "".join(spelling), "".join(tones)
