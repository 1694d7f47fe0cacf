"""Names of cooperatives and of the people at their head, and the form under which names are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Kind, Mend, Trouble
from cooperatives.workbooks.texts import LOST, cleaned, formula_error, is_nothing, lost_letters
from lmhtx.vn.names import without_honorific
from lmhtx.vn.text import search_words

KINDS = (
    (re.compile(r"(?:LH\s*HTX|Liên hiệp\s+HTX|LHHTX)\b[.:]?\s*", re.IGNORECASE), "Liên hiệp hợp tác xã "),
    (re.compile(r"(?:QTDND|Quỹ\s+TDND|QTD\s+ND|QTD)\b[.:]?\s*", re.IGNORECASE), "Quỹ tín dụng nhân dân "),
    (re.compile(r"(?:HTX\s?NN|H\.T\.X\s?NN)\b[.:]?\s*", re.IGNORECASE), "Hợp tác xã Nông nghiệp "),
    (re.compile(r"(?:HTX|H\.T\.X)\b[.:]?\s*", re.IGNORECASE), "Hợp tác xã "),
    (re.compile(r"THT\b[.:]?\s*", re.IGNORECASE), "Tổ hợp tác "),
)
LOOKS = re.compile(
    r"(?:hop tac xa|htx\w*|lien hiep|lh ?htx|quy tin dung|qtdnd|qtd|quy tdnd|to hop tac|tht|hop tac)\b"
)
SHORT = {
    "htx": "hop tac xa", "htxnn": "hop tac xa nong nghiep", "lhhtx": "lien hiep hop tac xa", "lh": "lien hiep",
    "qtdnd": "quy tin dung nhan dan", "qtd": "quy tin dung", "tdnd": "tin dung nhan dan", "tht": "to hop tac",
    "nn": "nong nghiep", "dv": "dich vu", "tm": "thuong mai", "sx": "san xuat", "kd": "kinh doanh",
    "vt": "van tai", "xd": "xay dung", "ttcn": "tieu thu cong nghiep", "ts": "thuy san", "cb": "che bien",
    "dvnn": "dich vu nong nghiep", "nndv": "nong nghiep dich vu", "tmdv": "thuong mai dich vu",
    "dvtm": "dich vu thuong mai", "sxtm": "san xuat thuong mai", "sxtmdv": "san xuat thuong mai dich vu",
    "sxdv": "san xuat dich vu", "sxkd": "san xuat kinh doanh", "ns": "nong san", "cn": "cong nghiep",
    "va": "", "cu": "",
}  # fmt: skip
OLD = re.compile(r"\s*\((?:cũ|cu|mới|moi)\)\s*", re.IGNORECASE)
TITLE_BEHIND = re.compile(
    r"\s*[-–,(]\s*(?:chủ tịch|ct|giám đốc|gđ|p?\.?\s?gđ|tổng giám đốc|tgđ|tổ trưởng|người đại diện|hđqt)\b.*$",
    re.IGNORECASE,
)
TITLE_BEFORE = re.compile(
    r"^(?:chủ tịch(?:\s+(?:hđqt|hội đồng quản trị))?|ct\s+hđqt|giám đốc|gđ|tổng giám đốc)\s*[:.\-–]?\s*",
    re.IGNORECASE,
)
PHONE_BEHIND = re.compile(
    r"\s*[-–,;(]?\s*(?:đt|sđt|điện thoại|tel)?\s*[:.]?\s*\+?0?\d[\d.\s]{7,}\)?$", re.IGNORECASE
)
SEVERAL = re.compile(r"\s*[;/\n]\s*")


def read_name(raw: Any, what: str) -> Found:
    """The name with its kind written out."""
    words, mend = cleaned(raw)
    if not words or is_nothing(words):
        return Found(
            None,
            None,
            Trouble("missing_name", "Dòng này chưa có tên hợp tác xã.", "Ghi tên hợp tác xã.", Kind.BLOCK),
        )
    if trouble := formula_error(words, what) or lost_letters(words, what):
        return Found(None, None, trouble)
    for pattern, full in KINDS:
        if (match := pattern.match(words)) and words[match.end() :]:
            return Found(f"{full}{words[match.end() :]}", mend or Mend.WRITTEN_OUT)
    return Found(words, mend)


def looks_like_one(words: str) -> bool:
    """Whether a name begins as names of such organisations do."""
    return LOOKS.match(search_words(words)) is not None


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The form under which names are compared: folded words, abbreviations written out, lost letters as "?"."""
    marked = LOST.sub("zqz", OLD.sub(" ", name))
    words = [SHORT.get(word, word) for word in search_words(marked).split()]
    return " ".join(" ".join(words).split()).replace("zqz", "?")


def read_head(raw: Any, what: str) -> Found:
    """The person's name without title, post and number; of several the first, the others kept behind it."""
    lines = raw.strip() if isinstance(raw, str) else raw
    people = [one for one in SEVERAL.split(lines) if one.strip()] if isinstance(lines, str) else [lines]
    words, mend = cleaned(people[0] if people else None)
    if not words or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what) or lost_letters(words, what):
        return Found(None, None, trouble)
    name = _bare(words)
    if not re.search(r"[^\W\d_]", name):
        return Found(
            None,
            None,
            Trouble("bad_person", f"{what} “{words}” không phải tên người.", "Ghi họ và tên đầy đủ."),
        )
    others = tuple(_bare(cleaned(one)[0]) for one in people[1:])
    if others:
        return Found(name, Mend.FIRST_OF_SEVERAL, None, others)
    if name != words:
        is_case_alone = name.lower() == words.lower()
        return Found(name, Mend.CAPITALS if is_case_alone else Mend.HONORIFIC)
    return Found(name, mend or (Mend.SPACES if name != raw else None))


def _bare(words: str) -> str:
    bare = TITLE_BEHIND.sub("", PHONE_BEHIND.sub("", words))
    name = without_honorific(TITLE_BEFORE.sub("", bare)).strip(" ,;-–")
    return " ".join(f"{word[:1].upper()}{word[1:]}" for word in name.split(" "))
