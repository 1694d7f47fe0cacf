"""Which fact a column holds, by its heading and the heading above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lmhtx.vn.text import search_words

STT, OLD_NUMBER, DISTRICT, ADDRESS, NOTE, MAIL = "stt", "old_number", "district", "address", "note", "mail"
# What stands beside a fact and is not the fact: "trong đó nữ", "chức vụ", the accountant's telephone.
ASIDE = re.compile(
    r"\bnu\b|trong do|chuc vu|ngay sinh|nam sinh|cccd|cmnd|can cuoc|trinh do|gioi tinh|dan toc|ke toan|kiem soat|"
    r"pho giam doc|pho chu tich|fax|website|bhxh|bao hiem|thu nhap|luong|tang giam|ty le|binh quan|\bmoi\b(?! truong)"
)
KINDS = r"(?:lien hiep )?(?:htx|hop tac xa|qtdnd|quy tin dung nhan dan|tht|to hop tac|lhhtx)"
PATTERNS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (name, score, re.compile(pattern))
    for name, score, pattern in (
        (STT, 3, r"^(?:stt|tt|so tt|so thu tu|no)$"),
        (NOTE, 3, r"^ghi chu|^luu y"),
        (MAIL, 3, r"e ?mail|thu dien tu"),
        ("phone", 3, r"dien thoai|\bsdt\b|so dt|di dong|hotline|\bphone\b|\btel\b"),
        ("phone", 1, r"lien he|lien lac"),
        ("founded", 4, r"(?:ngay|nam|thang|thoi gian|thoi diem).*(?:thanh lap|\btl\b)|^thanh lap"),
        ("founded", 3, r"(?:ngay|nam).*(?:cap lan dau|dang ky lan dau|dang ky|cap (?:gcn|giay|dkkd))"),
        ("founded", 2, r"^ngay cap|(?:gcn|giay|dkkd|dang ky).* ngay(?: cap)?$"),
        ("vsic", 3, r"ma (?:so )?nganh|vsic|ma nn\b"),
        ("tax_code", 4, r"\bmst\b|ma so thue|^ms thue"),
        (
            "tax_code",
            3,
            r"^ma so (?:htx|hop tac xa|doanh nghiep|dn|dang ky|dkkd|dk|don vi|to chuc)|^ma (?:htx|hop tac xa)",
        ),
        ("tax_code", 2, r"^(?:ma so|ms|msdn|ma)$|tax code"),
        (OLD_NUMBER, 3, r"gcn|giay chung nhan|giay cn|giay dang ky|dkkd|\bcndk|gpkd|giay phep|so dang ky"),
        ("capital", 4, r"von (?:dieu le|dl)\b|\bvdl\b"),
        ("capital", 2, r"^von (?:dang ky|gop|dk)|^von$|^tong (?:so )?von (?:gop|dieu)"),
        ("capital", 1, r"^von(?: trieu| dong| ty| \d|$)"),
        ("revenue", 3, r"doanh thu"),
        ("members", 4, r"(?:tong )?(?:so|sl) (?:luong )?(?:thanh vien|tv|xa vien)(?! lien (?:ket|minh))"),
        ("members", 3, r"^(?:tong (?:so )?)?(?:thanh vien|xa vien|tv)(?! lien (?:ket|minh))"),
        ("workers", 3, r"(?<!nguoi )lao dong(?! la)|^so ld|^ld$|nguoi lao dong$|nhan cong"),
        ("status", 3, r"tinh trang|trang thai|hien trang|tinh hinh (?:hoat dong|hd)\b"),
        ("status", 1, r"^tinh hinh$"),
        ("head", 6, r"dai dien (?:theo )?phap luat|ddpl|\bdai dien pl"),
        ("head", 5, r"chu tich.*(?:giam doc|gd)\b"),
        ("head", 4, r"chu tich|nguoi dai dien|nguoi dung dau"),
        ("head", 3, r"giam doc|thu truong|chu nhiem|lanh dao|to truong"),
        ("head", 1, r"^ho (?:va )?ten|^dai dien"),
        ("trade", 4, r"nganh nghe.*chinh|nganh.*chinh$|hoat dong chinh"),
        ("trade", 3, r"nganh nghe|nganh hang|^nganh|noi dung hoat dong"),
        ("trade", 2, r"linh vuc|loai hinh (?:hoat dong|sxkd|san xuat)"),
        (
            "ward",
            4,
            r"^(?:ten )?(?:xa|phuong|cap xa)(?: (?:phuong|xa|p|tt|thi tran|moi|hien nay|sau sap nhap))*$",
        ),
        ("ward", 2, r"^(?:ten )?(?:don vi hanh chinh|dvhc|dia ban)(?: .*)?$"),
        (DISTRICT, 3, r"^(?:ten )?(?:huyen|quan|thi xa|thanh pho|tp|tx|cap huyen)\b(?! .*dia chi)"),
        ("hamlet", 3, r"^(?:ap|khu pho|kp|thon|xom|to|so nha|duong|dia chi chi tiet)\b(?! hop tac)"),
        (ADDRESS, 3, r"dia chi|tru so|noi dat"),
        ("name", 5, r"^ten.*(?:htx|hop tac xa|hop tac|qtd|quy tin dung|don vi|to chuc|lien hiep|co so)"),
        ("name", 4, r"^ten(?: goi| day du| tieng viet| nguyen van| dang ky)*$"),
        ("name", 3, rf"^(?:don vi|ten|{KINDS}(?: (?:va )?{KINDS})*)$"),
    )
)
LONGEST = 100
NOT_NAMES = re.compile(
    r"ten (?:viet tat|nuoc ngoai|tieng anh|giao dich|san pham|nguoi|chu tich|giam doc|tat)"
)
YEAR = re.compile(r"\b(20\d\d)\b")
UNITS = (
    (10**9, re.compile(r"\b(?:tỷ|tỉ)\b", re.IGNORECASE)),
    (10**6, re.compile(r"\b(?:triệu|tr\.?\s?đ|trđ|tr)\b|1[.,]000[.,]000", re.IGNORECASE)),
    (10**3, re.compile(r"\b(?:nghìn|ngàn|1000\s?đ|ngđ|nđ)|1[.,]000\s?(?:đ|đồng)", re.IGNORECASE)),
    (1, re.compile(r"\b(?:đồng|vnđ|vnd|đ)\b", re.IGNORECASE)),
)
NUMBER_BEHIND = re.compile(r"\s*[(\[]?\d{1,2}[)\]]?\s*$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fact a heading tells of and how surely; the year it names, 0 for none."""

    name: str
    score: int
    year: int = 0


@lru_cache(maxsize=20_000)
def meaning(heading: str, above: str = "") -> Meaning | None:
    """What a column holds: by its own heading, else by the one above and its own together."""
    own = _meaning(_words(heading))
    joined = _words(f"{above} {heading}")
    if ASIDE.search(joined) and not (
        own and own.name in {STT, "trade", "status", "name", "tax_code", "ward"}
    ):
        return None
    year = max((int(found) for found in YEAR.findall(f"{above} {heading}")), default=0)
    if own is not None and not (own.name == "phone" and own.score == 1):
        return Meaning(own.name, own.score, year)
    found = _meaning(joined) or (_meaning(_words(above)) if _is_generic(heading) else None)
    found = found or own
    return Meaning(found.name, max(1, found.score - 1), year) if found else None


def _is_generic(heading: str) -> bool:
    return bool(re.fullmatch(r"(?:nam )?20\d\d|tong(?: so| cong)?|so luong|gia tri|so|", _words(heading)))


def _words(heading: str) -> str:
    words = search_words(heading.replace("/", " "))
    # "ĐT" is a telephone and "DT" a turnover: only the stroke tells.
    if re.search(r"\bĐT", heading):
        return re.sub(r"\bdt\b", "dien thoai", words)
    return (
        re.sub(r"\bdt(?= (?:nam )?\d{4}|$)", "doanh thu", words) if re.search(r"\bDT\b", heading) else words
    )


@lru_cache(maxsize=4000)
def _meaning(words: str) -> Meaning | None:
    if not words or len(words) > LONGEST:
        return None
    is_other_name = NOT_NAMES.search(words) is not None
    found = [
        (score, name)
        for name, score, pattern in PATTERNS
        if pattern.search(words) and not (name == "name" and is_other_name)
    ]
    # The order of the table decides among equals: the telephone of the head is a telephone.
    first = next(iter(found), None)
    if first is None:
        return None
    name = first[1]
    return Meaning(name, max(score for score, other in found if other == name))


def unit_of(heading: str) -> int | None:
    """The unit of money that a heading or a line above the table names, in đồng."""
    return next((unit for unit, pattern in UNITS if pattern.search(heading)), None)
