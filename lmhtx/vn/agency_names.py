"""Names of agencies as papers write them, brought to one normal form and compared exactly, never guessed."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from lmhtx.vn.text import fold, letters

Key = TypeVar("Key", bound=Hashable)

AMPERSAND = re.compile(r"\s*[&+]\s*")
NOT_A_WORD = re.compile(r"[\W_]+")

# Only abbreviations that mean one thing wherever they stand. KH, TT, CN and TC have several meanings: they
# are written out inside the pair that makes them plain, else left to the aliases of the directory.
ABBREVIATIONS = tuple(
    (re.compile(rf"\b(?:{short})\b"), full)
    for short, full in (
        (r"kh ?(?:va )?cn", "khoa hoc va cong nghe"),
        (r"kh ?(?:va )?dt", "ke hoach va dau tu"),
        (r"(?:nn|nong nghiep) ?(?:va )?mt", "nong nghiep va moi truong"),
        (r"(?:nn|nong nghiep) ?(?:va )?ptnt", "nong nghiep va phat trien nong thon"),
        (r"tn ?(?:va )?mt", "tai nguyen va moi truong"),
        (r"gd ?(?:va )?dt", "giao duc va dao tao"),
        (r"tt va tt|tttt", "thong tin va truyen thong"),
        (r"vh ?tt ?(?:va )?dl", "van hoa the thao va du lich"),
        (r"ld ?tb ?(?:va )?xh", "lao dong thuong binh va xa hoi"),
        (r"gtvt", "giao thong van tai"),
        (r"lm ?htx", "lien minh hop tac xa"),
        (r"lh ?htx", "lien hiep hop tac xa"),
        (r"htx", "hop tac xa"),
        (r"tht", "to hop tac"),
        (r"ubnd", "uy ban nhan dan"),
        (r"hdnd", "hoi dong nhan dan"),
        (
            r"(?:(?:ub|uy ban) ?)?(?:mttq|mat tran to quoc)(?: ?vn| viet nam)?",
            "uy ban mat tran to quoc viet nam",
        ),
        (r"(?:nhnn|ngan hang nha nuoc)(?: ?vn| viet nam)?", "ngan hang nha nuoc"),
        (r"ngan hang nha nuoc cn", "ngan hang nha nuoc chi nhanh"),
        (r"kv ?(\d+)", r"khu vuc \1"),
        (r"khu vuc ii", "khu vuc 2"),
        (r"lhpn", "lien hiep phu nu"),
        (r"ldld", "lien doan lao dong"),
        (r"ccb", "cuu chien binh"),
        (r"tncs ?(?:hcm|ho chi minh)", "thanh nien cong san ho chi minh"),
        (r"bhxh", "bao hiem xa hoi"),
        (r"bcd", "ban chi dao"),
        (r"kttt", "kinh te tap the"),
        (r"vp", "van phong"),
        (r"tp", "thanh pho"),
    )
)
# Papers of one year say "tỉnh", of the next "thành phố", most say neither: it tells no agency from another.
OWN_PLACE = re.compile(
    r"(?<!huyen)(?<!thi xa) (?:(?:tren dia ban |cua )?(?:tinh|thanh pho)(?: dong nai)?)$"
    r"|(?<=^)(?P<body>(?:so|uy ban|hoi|ban|lien minh|quy|thong ke|van phong|cong an|chi cuc)\b.*) dong nai$"
)


def normal_name(written: str) -> str:
    """The form under which names are compared: folded, abbreviations written out, without our own place.

    "Sở NN&MT", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai" and "SO NN VA MT" give the same; two names with
    one normal form are taken for one agency, so everything that could mean two is left as written.
    """
    name = NOT_A_WORD.sub(" ", AMPERSAND.sub(" va ", fold(written))).strip()
    for short, full in ABBREVIATIONS:
        name = short.sub(full, name)
    return _without_own_place(name)


def _without_own_place(name: str) -> str:
    while match := OWN_PLACE.search(name):
        name = match["body"] or name[: match.start()]
    return name


class NameBook(Generic[Key]):
    """Written names and what they mean; a name that could mean two things finds nothing.

    "Xã Lộc Thành" and "xã Lộc Thạnh" fold alike: there the accents as written decide, or nothing does.
    """

    def __init__(self, names: Iterable[tuple[str, Key]]) -> None:
        """Take (written name, key) pairs; the same name may stand twice for one key."""
        self._spellings: dict[str, dict[Key, set[str]]] = {}
        for written, key in names:
            self._spellings.setdefault(normal_name(written), {}).setdefault(key, set()).add(letters(written))

    def find(self, written: str) -> Key | None:
        """The key whose name this is, exactly in normal form; None when unknown or in conflict."""
        keys = self._spellings.get(normal_name(written), {})
        if len(keys) > 1:
            keys = {key: spellings for key, spellings in keys.items() if letters(written) in spellings}
        return next(iter(keys)) if len(keys) == 1 else None

    def conflicts(self) -> dict[str, set[Key]]:
        """Normal names that stand for more than one key."""
        return {name: set(keys) for name, keys in self._spellings.items() if len(keys) > 1}
