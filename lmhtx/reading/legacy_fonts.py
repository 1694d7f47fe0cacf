"""Vietnamese typed in the old fonts (.Vn… by TCVN3, VNI-… by VNI-Windows) turned into Unicode letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lmhtx.reading.quality import WORD, syllable_share
from lmhtx.reading.quality_syllables import is_syllable

LEAST_SIGNS = 2
CLEAR_GAIN = 0.25
LEAST_SHARE_AFTER = 0.7

# each base letter with its codes for the level, grave, hook, tilde, acute and heavy tone
TCVN3_ROWS = (
    ("a", "aµ¶·¸¹"),
    ("ă", "¨»¼½¾Æ"),
    ("â", "©ÇÈÉÊË"),
    ("e", "eÌÎÏÐÑ"),
    ("ê", "ªÒÓÔÕÖ"),
    ("i", "i×ØÜÝÞ"),
    ("o", "oßáâãä"),
    ("ô", "«åæçèé"),
    ("ơ", "¬êëìíî"),
    ("u", "uïñòóô"),
    ("ư", "\xadõö÷øù"),
    ("y", "yúûüýþ"),
)
TCVN3_CAPITALS = {"¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ", "®": "đ"}

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VNI_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
VNI_ROOFS = {"â": "", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}
VNI_BREVES = {"ê": "", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}
VNI_SINGLES = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}


def to_unicode(text: str, font_name: str = "") -> tuple[str, bool]:
    """The text in composed Unicode letters, and whether it was typed for an old font; good text never changes."""
    composed = unicodedata.normalize("NFC", text)
    font = font_name.strip().lower()
    if font.startswith(".vn"):
        return _from_named_font(composed, _from_tcvn3(text, is_capital_font=font.endswith("h")))
    if font.startswith("vni"):
        return _from_named_font(composed, _from_vni(text))
    if not _is_suspicious(composed):
        return composed, False
    best = max((_from_tcvn3(text), _from_vni(text)), key=_share)
    is_better = _share(best) >= max(LEAST_SHARE_AFTER, _share(composed) + CLEAR_GAIN)
    return (best, True) if is_better else (composed, False)


def _from_named_font(composed: str, converted: str) -> tuple[str, bool]:
    """A font may be named over text already in Unicode: letters that no old font can hold tell."""
    if any(ord(sign) > 0xFF and sign.isalpha() for sign in composed):
        return composed, False
    return converted, converted != composed


def _is_suspicious(text: str) -> bool:
    """Signs of the upper half of Latin-1 and no letter that only Unicode has."""
    if any(ord(sign) > 0xFF and sign.isalpha() for sign in text):
        return False
    return sum("\xa1" <= sign <= "\xff" for sign in text) >= LEAST_SIGNS


def _share(text: str) -> float:
    words = [word for word in WORD.findall(text) if not word.isdigit()]
    stray = len(re.findall("[\xa1-\xbf\xd7\xf7]", text))
    good = sum(len(word) for word in words if is_syllable(word) or (word.isascii() and word.isupper()))
    return good / (sum(map(len, words)) + stray) if words else syllable_share(text)


@cache
def _tcvn3_letters() -> dict[int, str]:
    letters = dict(TCVN3_CAPITALS)
    for base, codes in TCVN3_ROWS:
        for code, tone in zip(codes, TONES, strict=True):
            letters[code] = unicodedata.normalize("NFC", base + tone)
    return {ord(code): letter for code, letter in letters.items()}


def _from_tcvn3(text: str, *, is_capital_font: bool = False) -> str:
    """Capitals with a tone were typed as small letters; among capitals they are raised again."""
    converted = text.translate(_tcvn3_letters())
    if is_capital_font:
        return converted.upper()
    return "\n".join(map(_raised_line, converted.split("\n")))


def _raised_line(line: str) -> str:
    """Toned letters raised in words of capitals, and throughout in a line whose plain letters are all capitals."""
    plain = [sign for sign in line if sign.isascii() and sign.isalpha()]
    if len(plain) > 1 and all(sign.isupper() for sign in plain):
        return line.upper()
    return re.sub(r"[^\W\d_]{3,}", _raised_word, line)


def _raised_word(found: re.Match[str]) -> str:
    word = found.group()
    plain = [sign for sign in word if sign.isascii()]
    return word.upper() if len(plain) > 1 and all(sign.isupper() for sign in plain) else word


@cache
def _vni_pairs() -> dict[str, str]:
    pairs = dict(VNI_SINGLES)
    for base in "aeouy":
        pairs |= {base + sign: base + tone for sign, tone in VNI_TONES.items()}
    for base in "aeo":
        pairs |= {base + sign: base + "\u0302" + tone for sign, tone in VNI_ROOFS.items()}
    pairs |= {"a" + sign: "a\u0306" + tone for sign, tone in VNI_BREVES.items()}
    for code, base in (("ô", "ơ"), ("ö", "ư")):
        pairs |= {code + sign: base + tone for sign, tone in VNI_TONES.items()}
    capitals = {pair.upper(): letters.upper() for pair, letters in pairs.items()}
    mixed = {pair[0].upper() + pair[1:]: letters.upper() for pair, letters in pairs.items() if len(pair) == 2}
    return mixed | capitals | pairs


def _from_vni(text: str) -> str:
    pairs = _vni_pairs()
    return unicodedata.normalize("NFC", _vni_pattern().sub(lambda found: pairs[found.group()], text))


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _vni_pairs()), key=len, reverse=True)))
