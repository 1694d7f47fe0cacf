"""The state of a cooperative as lists write it, under the labels of the register's statuses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cooperatives.workbooks.outcome import NOTHING, Found, Mend, Trouble
from cooperatives.workbooks.texts import cleaned, formula_error, is_nothing, lost_letters
from lmhtx.vn.text import search_words

ACTIVE = "Đang hoạt động"
SUSPENDED = "Tạm ngừng kinh doanh"
STOPPED = "Ngừng hoạt động chờ giải thể"
DISSOLVING = "Đang làm thủ tục giải thể"
DISSOLVED_FREELY = "Đã giải thể (tự nguyện)"
DISSOLVED_BY_FORCE = "Đã giải thể (bắt buộc)"
REVOKED = "Bị thu hồi Giấy chứng nhận"
CONVERTED, ABSORBED, CONSOLIDATED, SPLIT = "Đã chuyển đổi", "Đã sáp nhập", "Đã hợp nhất", "Đã chia"
GOING_BANKRUPT, BANKRUPT = "Đang làm thủ tục phá sản", "Đã phá sản"
LABELS = (
    ACTIVE, SUSPENDED, STOPPED, DISSOLVING, DISSOLVED_FREELY, DISSOLVED_BY_FORCE, REVOKED, CONVERTED, ABSORBED,
    CONSOLIDATED, SPLIT, GOING_BANKRUPT, BANKRUPT,
)  # fmt: skip
DISSOLVED = "giải thể"
HOW_IT_GOES = r"(?:binh thuong|tot|kha|on dinh|hieu qua|hieu qua cao|trung binh|yeu|kem|cam chung)"
END = r"(?:giai the|gt)"
# In this order: the first that fits decides.
PATTERNS = tuple(
    (re.compile(pattern), label)
    for pattern, label in (
        (rf"(?:dang|lam) (?:lam |tien hanh |thuc hien )?(?:thu tuc |tt )?(?:xin )?{END}", DISSOLVING),
        (rf"(?:thu tuc|tt) {END}", DISSOLVING),
        (rf"(?:cho|chuan bi|sap) {END}|{END} thuc te", STOPPED),
        (rf"{END}.*tu nguyen", DISSOLVED_FREELY),
        (rf"{END}.*bat buoc|bat buoc {END}", DISSOLVED_BY_FORCE),
        (rf"^(?:da |d)?{END}\b", DISSOLVED),
        (r"thu hoi", REVOKED),
        (r"(?:dang|lam thu tuc|mo thu tuc).*pha san", GOING_BANKRUPT),
        (r"pha san", BANKRUPT),
        (r"^(?:da )?(?:bi )?sap nhap", ABSORBED),
        (r"^(?:da )?hop nhat", CONSOLIDATED),
        (r"^(?:da )?chia(?: tach)?$|^da chia", SPLIT),
        (r"^(?:da )?chuyen doi(?: (?:sang|thanh|loai hinh|mo hinh).*)?$", CONVERTED),
        (r"^(?:dang |da )?tam (?:thoi )?(?:ngung|dung|nghi)", SUSPENDED),
        (
            r"^(?:da |dang )?(?:ngung|dung|nghi|khong con|khong) ?(?:hoat dong|hd|san xuat|kinh doanh|sxkd)?$",
            STOPPED,
        ),
        (r"^(?:da )?(?:ngung|khong|khong con) (?:hoat dong|hd)", STOPPED),
        (
            rf"^(?:(?:dang|con|van|co|dang con) )?(?:hoat dong|hd)(?: {HOW_IT_GOES})?$",
            ACTIVE,
        ),
        (r"^(?:dhd|binh thuong|dang hoat dong.*|moi thanh lap|moi tl)$", ACTIVE),
    )
)


def read_status(raw: Any, what: str) -> Found:
    """The label, or what is asked; "đã giải thể" alone does not say of its own will or by force."""
    words, _mend = cleaned(raw)
    if not words or is_nothing(words):
        return Found(None, Mend.NOTHING) if words else NOTHING
    if trouble := formula_error(words, what) or lost_letters(words, what):
        return Found(None, None, trouble)
    found = _read(words, what)
    return Found(found.value) if found.value == raw else found


@lru_cache(maxsize=2000)
def _read(words: str, what: str) -> Found:
    plain = search_words(words)
    exact = next((label for label in LABELS if search_words(label) == plain), None)
    label = exact or next((label for pattern, label in PATTERNS if pattern.search(plain)), None)
    if label is None:
        return Found(
            None,
            None,
            Trouble(
                "unknown_status", f"{what} “{words}” chưa rõ là gì.", f"Ghi một trong: {'; '.join(LABELS)}."
            ),
        )
    if label == DISSOLVED:
        return Found(
            None,
            None,
            Trouble(
                "dissolved_how",
                f"{what} “{words}” chưa rõ giải thể tự nguyện hay bắt buộc.",
                f"Ghi “{DISSOLVED_FREELY}” hoặc “{DISSOLVED_BY_FORCE}”.",
            ),
        )
    return Found(label, Mend.STATUS_LABEL)
