"""Communes as lists write them: of today, abbreviated or bare, or of the past with or without their district."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cooperatives.workbooks.facts import Facts, FormerPlace, Place
from cooperatives.workbooks.outcome import Found, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing, lost_letters
from lmhtx.sheets.cells import closest
from lmhtx.vn.text import fold, has_accents, letters

KINDS = (
    ("phường", re.compile(r"(?:phường|phuong|p\s*\.|p(?=\s+[^\W\d_])|(?-i:P(?=[A-ZĐ])))\s*", re.IGNORECASE)),
    ("thị trấn", re.compile(r"(?:thị\s*trấn|thi tran|t\.?\s?tr?\s*\.|t\.?t(?=\s))\s*", re.IGNORECASE)),
    ("xã", re.compile(r"(?:xã|xa(?=\s)|x\s*\.|x(?=\s+[^\W\d_]))\s*", re.IGNORECASE)),
)
DISTRICT = re.compile(
    r"(?:huyện|huyen|thị\s*xã|thi xa|thành\s*phố|thanh pho|quận|quan(?=\s)|h\s*\.|t\.?x\s*\.?|t\.?p\s*\.?|q\s*\.)\s*",
    re.IGNORECASE,
)
NOW = re.compile(r"\b(?:nay (?:là|thuộc)|hiện nay là)\s*:?\s*", re.IGNORECASE)
BEFORE = re.compile(r"\s*\(?\b(?:cũ|trước đây|trước sáp nhập)\)?\s*$", re.IGNORECASE)
PARTS = re.compile(r"\s*[,;()]\s*|\s+[-–]\s+")
HOW = "Ghi tên xã, phường hiện nay, ví dụ “Phường Trấn Biên”."
MOST_ADVICE = 200
# What people write where a district is asked for, since there are none.
PROVINCES = {"dong nai", "binh phuoc", "tinh dong nai", "tinh binh phuoc"}


def split_kind(words: str) -> tuple[str, str]:
    """Kind and name: "P. Trấn Biên" as ("phường", "Trấn Biên"); without a word for it the kind is ""."""
    for kind, pattern in KINDS:
        if match := pattern.match(words):
            return kind, words[match.end() :].strip()
    return "", words


def district_key(words: str) -> str:
    """A district's name without its kind, folded: "H. Xuân Lộc" and "huyện Xuân Lộc" give the same."""
    return fold(BEFORE.sub("", DISTRICT.sub("", words.strip(), count=1)))


class CommuneBook:
    """All communes by their spelling; ask it as often as needed, the answers are kept."""

    def __init__(self, facts: Facts) -> None:
        """Sort the names once."""
        self.today: dict[str, list[Place]] = {}
        self.former: dict[str, list[FormerPlace]] = {}
        for place in facts.places:
            self._learn(self.today, place)
        for old in facts.former:
            self._learn(self.former, old)
        self.districts = {district_key(old.district) for old in facts.former if old.district}
        self._labels = [place.full for place in facts.places]
        self._answers: dict[tuple[Any, str], Found] = {}
        self._advised = 0

    @staticmethod
    def _learn(names: dict[str, list[Any]], place: Place | FormerPlace) -> None:
        for key in {letters(place.name), f"~{fold(place.name)}"}:
            names.setdefault(key, []).append(place)

    def find(self, raw: Any, *, district: str = "", what: str = "Xã, phường") -> Found:
        """The commune of today by its full name, or what is asked."""
        asked = (raw, district)
        if asked not in self._answers:
            self._answers[asked] = self._read(raw, district, what)
        return self._answers[asked]

    def knows(self, words: str) -> bool:
        """Whether the words are the name of a commune of today or before."""
        _kind, name = split_kind(words)
        return bool(self._named(self.today, name) or self._named(self.former, name))

    def _read(self, raw: Any, district: str, what: str) -> Found:
        words, mend = cleaned(raw)
        if not words or is_nothing(words):
            return Found(None, None, missing_commune())
        if trouble := formula_error(words, what) or lost_letters(words, what):
            return Found(None, None, trouble)
        told = NOW.split(words)[-1].strip(" ().")
        is_former = bool(BEFORE.search(told))
        parts = [part for part in PARTS.split(BEFORE.sub("", told)) if part]
        name = next((part for part in parts if split_kind(part)[0]), parts[0] if parts else told)
        behind = parts[parts.index(name) + 1 :] if name in parts else []
        district = next((part for part in behind if district_key(part) in self.districts), district)
        key = district_key(district) if district else ""
        if key and key not in self.districts and key not in PROVINCES:
            return Found(None, None, _elsewhere(words, district))
        found = self._find(name, "" if key in PROVINCES else key, is_former=is_former)
        if isinstance(found, Trouble):
            return Found(None, None, found)
        full, rule = found
        return Found(full, None if full == raw else mend if full == words and mend else rule)

    def _find(self, words: str, district: str, *, is_former: bool) -> tuple[str, Mend] | Trouble:
        kind, name = split_kind(words)
        today = [one for one in self._named(self.today, name) if kind in {"", one.kind}]
        former = [one for one in self._named(self.former, name) if kind in {"", one.kind}]
        if district:
            of_it = [one for one in former if district_key(one.district) == district]
            former = of_it or ([] if today else former)
        if len(today) == 1 and not (former and (district or is_former)):
            return today[0].full, Mend.COMMUNE_NAME
        heirs = {heir for one in former for heir in one.became}
        if len(heirs) == 1:
            return heirs.pop(), Mend.OLD_COMMUNE
        if heirs:
            return _several(words, former)
        return self._by_name_alone(words, kind, name)

    def _by_name_alone(self, words: str, kind: str, name: str) -> tuple[str, Mend] | Trouble:
        """The kind may be wrong ("Xã" of what is a ward today): taken where only one commune can be meant."""
        today, former = self._named(self.today, name), self._named(self.former, name)
        heirs = {one.full for one in today} | {heir for one in former for heir in one.became}
        if kind and len(heirs) == 1 and today:
            return heirs.pop(), Mend.COMMUNE_NAME
        return Trouble(
            "unknown_commune", f"Không có xã, phường nào tên “{words}” trong danh mục.", self._advice(words)
        )

    def _named(self, names: dict[str, list[Any]], name: str) -> list[Any]:
        """By spelling; a name typed without any accent by its letters alone."""
        exact = names.get(letters(name), [])
        return exact or ([] if has_accents(name) else names.get(f"~{fold(name)}", []))

    def _advice(self, words: str) -> str:
        if self._advised >= MOST_ADVICE:
            return HOW
        self._advised += 1
        return closest(words, self._labels) or HOW


def missing_commune() -> Trouble:
    """What is asked of a row without commune."""
    return Trouble("missing_commune", "Chưa có xã, phường.", HOW)


def _elsewhere(words: str, district: str) -> Trouble:
    return Trouble(
        "other_place",
        f"“{words}”: trong danh mục không có huyện, thành phố “{district}” cũ.",
        f"Kiểm tra lại địa chỉ. {HOW}",
    )


def _several(words: str, former: Iterable[FormerPlace]) -> Trouble:
    old = list(former)
    choices = sorted({heir for one in old for heir in one.became})
    if len(old) == 1:
        message = f"“{words}” ({old[0].district} cũ) đã chia vào nhiều xã, phường."
    else:
        where = ", ".join(sorted({one.district for one in old}))
        message = f"Có {len(old)} xã, phường cũ tên “{words}” ({where})."
    return Trouble("several_communes", message, f"Chọn một: {'; '.join(choices)}.")
