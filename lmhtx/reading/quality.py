"""How far a text is good Vietnamese: by its letters with marks and its syllables, not by being there at all."""

from __future__ import annotations

import re
import unicodedata

from lmhtx.reading.quality_syllables import is_syllable

GOOD_TEXT_QUALITY = 0.6
"""Below it a text layer is not to be used: the page is recognised anew."""

USUAL_MARKED_SHARE = 0.28
FULL_MARKED_SHARE = 0.20
WEIGHT_OF_USAGE = 12
"""Letters of ordinary text added to the count, so that three letters of an abbreviation condemn nothing."""

MARKED_LETTERS = frozenset("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")
WORD = re.compile(r"\w+")


def text_quality(text: str) -> float:
    """0 (unusable) to 1 (good Vietnamese); empty text is 0, figures alone speak against nothing and are 1."""
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return 0.0
    return round(syllable_share(text) ** 1.5 * min(1.0, marked_share(text) / FULL_MARKED_SHARE), 3)


def is_good_text(text: str) -> bool:
    """Is the text fit to be read as it is?"""
    return text_quality(text) >= GOOD_TEXT_QUALITY


def marked_share(text: str) -> float:
    """Share of the letters that carry a Vietnamese mark, drawn towards the usual one for very short texts."""
    letters = [sign for sign in text.lower() if sign.isalpha()]
    marked = sum(sign in MARKED_LETTERS for sign in letters)
    return (marked + WEIGHT_OF_USAGE * USUAL_MARKED_SHARE) / (len(letters) + WEIGHT_OF_USAGE)


def syllable_share(text: str) -> float:
    """Share of the words that are possible syllables, longer words weighing more; 1 without any word."""
    words = [word for word in WORD.findall(text) if not _is_neutral(word)]
    if not words:
        return 1.0 if WORD.search(text) else 0.0
    return sum(len(word) for word in words if is_syllable(word)) / sum(map(len, words))


def _is_neutral(word: str) -> bool:
    """Figures, Roman numerals and abbreviations tell nothing."""
    if word.isdigit() or re.fullmatch(r"[IVXLC]+", word):
        return True
    return word.isascii() and word.isupper() and len(word) <= 6
