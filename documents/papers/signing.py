"""Box 7b and the lines about those who get a paper: names without degrees, who keeps it, how many copies."""

from __future__ import annotations

from lmhtx.reports.letterhead import Signature

ARCHIVE = "Lưu: VT"


def signature(lines: tuple[str, ...], name: str) -> Signature:
    """Boxes 7a and 7b: the name without degrees and titles, which the decree leaves out."""
    return Signature(lines, plain_name(name))


# What stands before a name: họ và tên alone is printed (Phụ lục I, phần I, mục II.7c).
TITLES = (
    "gs", "pgs", "ts", "ths", "cn", "ks", "bs", "ls", "tskh", "nsnd", "nsưt", "nsut", "ngnd", "ngưt", "ngut", "ahlđ",
    "giáo sư", "phó giáo sư", "tiến sĩ", "thạc sĩ", "cử nhân", "kỹ sư", "bác sĩ", "luật sư", "ông", "bà",
)  # fmt: skip


def plain_name(name: str) -> str:
    """The name without what stands before it: "PGS.TS. Nguyễn Văn Thành" gives "Nguyễn Văn Thành"."""
    words = " ".join(name.replace(".", ". ").split())
    while True:
        found = next((one for one in TITLES if _starts(words, one)), None)
        if found is None:
            return words
        words = words[len(found) :].lstrip(" .")


def _starts(words: str, title: str) -> bool:
    """Whether a title stands before the name; a short one only with its dot, for "Bà" is no name and "An" is one."""
    lower = words.lower()
    if len(title) > 4 or title in {"ông", "bà"}:
        return lower.startswith(f"{title} ")
    return lower.startswith((f"{title}.", f"{title} ")) and (
        words[len(title)] == "." or words[: len(title)].isupper()
    )


def archive_line(*, unit: str = "", initials: str = "", copies: int | None = None) -> str:
    """The last of those who get a paper: "Lưu: VT, VP. MH", "Lưu: VT, VP (05b)"."""
    kept = f"{ARCHIVE}, {unit}" if unit else ARCHIVE
    told = f"{kept}. {initials}" if initials else kept
    return f"{told} ({copies:02d}b)" if copies else told


def copies_mark(*, initials: str, copies: int) -> str:
    """Box 12: who wrote the paper and how many copies are made, "PL.(300)"."""
    return f"{initials}.({copies})"
