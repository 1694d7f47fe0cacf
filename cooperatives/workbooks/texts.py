"""Words in cells made clean: letters composed, blanks single, code pages mended, lost letters seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from cooperatives.workbooks.outcome import Found, Mend, Trouble
from lmhtx.sheets.cells import EXCEL_ERRORS, plain, words_of
from lmhtx.vn.text import squeeze

MOJIBAKE = re.compile(r"[ÃÂÄÆ][\x80-\xbf\u0152-\u2122]|á[º»][\x80-\xbf\u0152-\u2122¡-¿]|Ä[\u2018\x91]")
LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?+(?=[^\W\d_])")
NOTHING_WORDS = {
    "không",
    "không có",
    "chưa có",
    "chưa rõ",
    "không rõ",
    "chưa cập nhật",
    "trống",
    "đang cập nhật",
}
DASHES = {"-", "--", "---", "–", "—", "_", ".", "…", "...", "/", "n/a", "null", "none"} | NOTHING_WORDS


def cleaned(raw: Any) -> tuple[str, Mend | None]:
    """The words of a cell and how they were mended; None when they stood so."""
    if not isinstance(raw, str):
        return words_of(plain(raw)), None
    return _cleaned(raw)


@lru_cache(maxsize=20_000)
def _cleaned(raw: str) -> tuple[str, Mend | None]:
    words, mend = raw, None
    if MOJIBAKE.search(words) and (better := _from_mojibake(words)):
        words, mend = better, Mend.MOJIBAKE
    composed = unicodedata.normalize("NFC", words)
    if composed != words:
        mend = mend or Mend.UNICODE
    squeezed = squeeze(composed)
    if squeezed != composed:
        mend = mend or Mend.SPACES
    return squeezed, mend


def _from_mojibake(words: str) -> str:
    """UTF-8 that was read as Windows-1252, whose five gaps stand for themselves; "" when it was not."""
    try:
        return b"".join(map(_byte, words)).decode("utf-8")
    except UnicodeError:
        return ""


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def is_nothing(words: str) -> bool:
    """Whether the words say that there is nothing: a dash, "không có"."""
    return words.lower() in DASHES


def lost_letters(words: str, what: str) -> Trouble | None:
    """The trouble of words whose letters were lost on the way ("H\ufffdp tác xã"), which nobody can give back."""
    if LOST.search(words):
        return Trouble(
            "lost_letters",
            f"{what} bị mất chữ: “{words}”.",
            "Gõ lại nội dung đúng vào ô (tệp đã bị lưu sai bảng mã, không khôi phục được chữ đã mất).",
        )
    return None


def formula_error(words: str, what: str) -> Trouble | None:
    """The trouble of a cell that shows an error of Excel."""
    if words.startswith(EXCEL_ERRORS):
        return Trouble(
            "formula_error",
            f"{what}: ô có lỗi công thức {words}.",
            "Sửa công thức, hoặc gõ thẳng nội dung vào ô.",
        )
    return None


def read_words(raw: Any, what: str) -> Found:
    """Free words."""
    words, mend = cleaned(raw)
    if not words:
        return Found()
    if is_nothing(words):
        return Found(None, Mend.NOTHING)
    return Found(words, mend, formula_error(words, what) or lost_letters(words, what))
