"""What a Vietnamese syllable may look like: onset, rhyme and tone, without any list of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
SHARP_AND_HEAVY = {"\u0301", "\u0323"}

ONSETS_WRITTEN = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RHYMES_WRITTEN = """
    a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc
    e eo em en eng ep et ec ê êu êm ên ênh êp êt êch
    i iu im in inh ip it ich ia iêu iêm iên iêng iêp iêt iêc
    o oi om on ong op ot oc oa oai oao oay oam oan oang oanh oap oat oac oach
    oăm oăn oăng oăt oăc oe oeo oen oet oong ooc ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt
    u ui um un ung up ut uc ua uôi uôm uôn uông uôt uôc uê uên uênh uêch uêu uơ
    uy uya uych uyn uynh uyt uyp uyu uyên uyêt uân uâng uât uây
    ư ưi ưu ưm ưn ưng ưt ưc ưa ươi ươu ươm ươn ương ươp ươt ươc
    y yêu yêm yên yêng yêt
"""
ONSETS = frozenset(ONSETS_WRITTEN.split())
RHYMES = frozenset(RHYMES_WRITTEN.split())
AFTER_GI = frozenset({"", "êng", "ê"})
AFTER_QU = frozenset({"ynh", "yt", "ych", "yn"})
FRONT = "iyeê"
WRITTEN_WITH_Q = {("c", "uy"), ("c", "uê"), ("c", "uâ"), ("c", "uơ")}
LETTERS = frozenset("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def split_tone(syllable: str) -> tuple[str, str]:
    """The syllable (lower case, NFC) without its tone, and the tone mark; "" for the level tone."""
    tone = ""
    letters = []
    for sign in unicodedata.normalize("NFD", syllable):
        if sign in TONE_MARKS:
            tone += sign
        else:
            letters.append(sign)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Could the word, in any case, be a Vietnamese syllable? Foreign names and abbreviations are not."""
    bare, tone = split_tone(unicodedata.normalize("NFC", word).lower())
    if len(tone) > 1 or not bare or not set(bare) <= LETTERS:
        return False
    if re.search(r"(?:p|t|c|ch)$", bare) and tone not in SHARP_AND_HEAVY and len(bare) > 1:
        return False
    return any(_fits(bare[:cut], bare[cut:]) for cut in range(4))


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "gi":
        return rhyme in RHYMES | AFTER_GI
    if onset == "qu":
        return rhyme in AFTER_QU or (rhyme in RHYMES and rhyme[0] not in "uư")
    if rhyme not in RHYMES:
        return False
    if onset in {"k", "gh", "ngh"}:
        return rhyme[0] in FRONT
    if onset in {"c", "ng"}:
        return rhyme[0] not in FRONT and (onset, rhyme[:2]) not in WRITTEN_WITH_Q
    return onset == "" or onset in ONSETS
