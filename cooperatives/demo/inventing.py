"""Invents cooperatives: names, places, capital, people and lives, all from one fixed seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from stdnum.vn import mst

from cooperatives.enums.register import Education, Governance, Kind, MemberForm, MemberKind, Post, Sex, Status
from lmhtx.directory.models import Commune, CommuneChange

SEED = 2026
# What they do: the word in the name, how often, codes of lines, and typical capital in triệu đồng.
TRADES = (
    ("Nông nghiệp", 34, ("0121", "0111", "0118", "0161"), (300, 3000)),
    ("Cây ăn quả", 14, ("0121", "4632", "1030"), (500, 5000)),
    ("Hồ tiêu – Cà phê", 8, ("0124", "0126", "1077"), (500, 8000)),
    ("Chăn nuôi", 10, ("0145", "0146", "1080"), (1000, 20000)),
    ("Thủy sản", 4, ("0322", "1020"), (500, 4000)),
    ("Vận tải", 9, ("4933", "4932", "5225"), (2000, 30000)),
    ("Xây dựng", 4, ("4212", "4299", "4390"), (2000, 25000)),
    ("Tiểu thủ công nghiệp", 5, ("1629", "3109", "2393"), (300, 3000)),
    ("Dịch vụ môi trường", 4, ("3811", "3821", "8129"), (500, 6000)),
    ("Thương mại – Dịch vụ", 6, ("4711", "4620", "5610"), (500, 8000)),
    ("Du lịch cộng đồng", 2, ("7912", "5520"), (500, 3000)),
)
WORDS = (
    "Tân Tiến", "Đồng Tâm", "Quyết Thắng", "Thành Công", "Phú Lộc", "An Bình", "Hòa Thuận", "Tân Lập", "Minh Khai",
    "Đại Thắng", "Thống Nhất", "Hưng Thịnh", "Bình Minh", "Xuân Mới", "Trường Thịnh", "Hiệp Lực", "Phước Lành",
    "Đất Đỏ", "Suối Xanh", "Rừng Vàng", "Liên Kết", "Hữu Nghị", "Tiến Phát", "Nam Việt", "Tương Lai", "Thuận Thiên",
)  # fmt: skip
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Điểu",
    "Thổ",
)
MIDDLES = {Sex.MALE: ("Văn", "Hữu", "Đức", "Quốc", "Minh"), Sex.FEMALE: ("Thị", "Ngọc", "Thu", "Kim", "Mỹ")}
GIVEN = {
    Sex.MALE: ("An", "Bình", "Cường", "Dũng", "Hải", "Hùng", "Khoa", "Long", "Nam", "Phúc", "Sơn", "Tài", "Tuấn"),
    Sex.FEMALE: ("Anh", "Chi", "Dung", "Hà", "Hạnh", "Hoa", "Hương", "Lan", "Mai", "Nga", "Phương", "Thảo", "Yến"),
}  # fmt: skip
KINDS = ((Kind.COOPERATIVE, 82), (Kind.GROUP, 12), (Kind.CREDIT_FUND, 4), (Kind.UNION, 2))
LIVES = (
    (Status.ACTIVE, 74),
    (Status.SUSPENDED, 7),
    (Status.STOPPED, 6),
    (Status.DISSOLVING, 3),
    (Status.DISSOLVED_FREELY, 5),
    (Status.DISSOLVED_BY_FORCE, 4),
    (Status.REVOKED, 1),
)


@dataclass(slots=True)
class Invented:
    """One invented cooperative: its row, and the rows around it as plain values."""

    facts: dict[str, Any]
    place: dict[str, Any]
    charter_vnd: int
    lines: list[str]
    figures: list[dict[str, Any]]
    events: list[dict[str, Any]]
    old_number: str = ""
    admitted_on: date | None = None
    people: list[dict[str, Any]] = field(default_factory=list)
    members: list[dict[str, Any]] = field(default_factory=list)


class Inventor:
    """Makes the same cooperatives on every machine."""

    def __init__(self, day: date) -> None:
        # Nothing secret comes of it.
        self.dice = random.Random(SEED)  # noqa: S311
        self.day = day
        self.communes = list(Commune.objects.filter(valid_to__isnull=True).exclude(code="").order_by("code"))
        self.came_from: dict[int, list[Commune]] = {}
        for change in CommuneChange.objects.select_related("old__province").order_by("pk"):
            self.came_from.setdefault(change.new_id, []).append(change.old)
        self.names: set[str] = set()
        self.bodies: set[str] = set()

    def invent(self, count: int) -> list[Invented]:
        """That many, at least one in each commune."""
        seats = [self.communes[place % len(self.communes)] for place in range(count)]
        self.dice.shuffle(seats)
        return [self._one(seat) for seat in seats]

    def _pick(self, table: Any) -> Any:
        return self.dice.choices([row[0] for row in table], weights=[row[1] for row in table])[0]

    def _one(self, seat: Commune) -> Invented:
        kind = self._pick(KINDS)
        trade = self.dice.choices(TRADES, weights=[row[1] for row in TRADES])[0]
        founded = date(2003, 1, 1) + timedelta(days=self.dice.randrange((self.day - date(2003, 3, 1)).days))
        lines = ["6419"] if kind == Kind.CREDIT_FUND else list(trade[2])
        least, most = trade[3]
        charter = self.dice.randrange(least, most, 50) * 1_000_000
        made = Invented(
            facts=self._facts(kind, trade[0], seat, founded),
            place=self._place(seat, founded),
            charter_vnd=charter,
            lines=lines[: self.dice.randint(1, len(lines))],
            figures=self._figures(kind, charter, founded),
            events=self._events(founded),
        )
        if founded.year < 2015 and self.dice.random() < 0.6:
            made.old_number = (
                f"{self.dice.randint(470, 479)}{self.dice.choice('ABNP')}{self.dice.randint(100, 9999):06d}"
            )
        if kind != Kind.GROUP and self.dice.random() < 0.62:
            made.admitted_on = founded + timedelta(days=self.dice.randint(60, 700))
            made.admitted_on = min(made.admitted_on, self.day - timedelta(days=30))
        self._populate(made, kind, founded)
        return made

    def _facts(self, kind: Kind, trade: str, seat: Commune, founded: date) -> dict[str, Any]:
        is_coded = kind != Kind.GROUP and self.dice.random() > 0.04
        return {
            "kind": kind,
            "name": self._name(kind, trade, seat),
            "code": self._code() if is_coded else None,
            "phone": f"0900{self.dice.randrange(10**6):06d}",
            "first_registered_on": founded,
            "change_number": self.dice.choice((0, 0, 1, 1, 2, 3)),
            "registered_by_written": f"Ủy ban nhân dân {seat}"
            if founded >= date(2025, 7, 1)
            else "Phòng Tài chính – Kế hoạch",
            "governance": "" if kind == Kind.GROUP else self.dice.choice((Governance.FULL, Governance.SHORT)),
            "last_assembly_on": self._assembly(kind, founded),
            "source": "Dữ liệu trình diễn",
        }

    def _assembly(self, kind: Kind, founded: date) -> date | None:
        if kind == Kind.GROUP or self.dice.random() < 0.25:
            return None
        months = self.dice.choices((5, 17, 29), weights=(85, 10, 5))[0]
        return max(founded, self.day - timedelta(days=30 * months + self.dice.randint(0, 60)))

    def _name(self, kind: Kind, trade: str, seat: Commune) -> str:
        head = {Kind.COOPERATIVE: "Hợp tác xã", Kind.GROUP: "Tổ hợp tác", Kind.UNION: "Liên hiệp hợp tác xã"}
        while True:
            word = self.dice.choice((*WORDS, seat.name, seat.name, seat.name))
            name = (
                f"Quỹ tín dụng nhân dân {word}"
                if kind == Kind.CREDIT_FUND
                else f"{head[kind]} {trade} {word}"
            )
            if name in self.names:
                name = f"{name} {self.dice.randint(1, 99)}"
            if name not in self.names:
                self.names.add(name)
                return name

    def _code(self) -> str:
        """A code with its right check digit, from ranges that no office has given out."""
        while True:
            body = f"{self.dice.choice(('3699', '3699', '3899'))}{self.dice.randrange(10**5):05d}"
            digit = mst.calc_check_digit(body)
            if body not in self.bodies and len(digit) == 1:
                self.bodies.add(body)
                return body + digit

    def _place(self, seat: Commune, founded: date) -> dict[str, Any]:
        hamlet = f"{self.dice.choice(('Ấp', 'Khu phố', 'Thôn'))} {self.dice.randint(1, 12)}"
        olds = self.came_from.get(seat.pk, [])
        old = self.dice.choice(olds) if olds and founded < date(2025, 7, 1) else None
        return {
            "text": hamlet,
            "commune": seat,
            "old_commune": old,
            "old_text": f"{hamlet}, {old.kind.lower()} {old.name}, {old.old_district}" if old else "",
        }

    def _figures(self, kind: Kind, charter: int, founded: date) -> list[dict[str, Any]]:
        members = self.dice.choice((5, 7, 8, 12, 15, 22, 30, 45, 60, 85, 120, 210, 320))
        members = 3 + members % 4 if kind == Kind.UNION else members
        turnover = charter * self.dice.uniform(0.4, 6)
        found = []
        for year in range(max(2023, founded.year), 2026):
            if self.dice.random() < 0.12:
                continue
            grown = self.dice.uniform(0.85, 1.25)
            found.append(
                {
                    "year": year,
                    "official_members": max(3, members + self.dice.randint(-2, 4)),
                    "revenue_vnd": int(turnover * grown) // 10**6 * 10**6,
                    "capital_vnd": int(charter * self.dice.uniform(1, 2.5)) // 10**6 * 10**6,
                    "source": f"Báo cáo năm {year}",
                }
            )
        return found

    def _events(self, founded: date) -> list[dict[str, Any]]:
        first = {"status": Status.ACTIVE, "effective_on": founded, "reason": "Đăng ký lần đầu"}
        status = self._pick(LIVES)
        since = max(founded + timedelta(days=30), self.day - timedelta(days=self.dice.randint(20, 520)))
        if status == Status.ACTIVE or since >= self.day:
            return [first]
        symbol = "NQ-ĐHTV" if status == Status.DISSOLVED_FREELY else "TB-UBND"
        event: dict[str, Any] = {
            "status": status,
            "effective_on": since,
            "document_number": f"{self.dice.randint(1, 180)}/{symbol}",
            "document_on": since - timedelta(days=self.dice.randint(0, 5)),
        }
        if status == Status.SUSPENDED:
            event["until_on"] = since + timedelta(days=self.dice.choice((180, 365)))
        if status not in (Status.SUSPENDED, Status.REVOKED):
            event["has_debts"] = self.dice.random() < 0.4
            event["is_free"] = status == Status.DISSOLVED_FREELY or (
                status != Status.DISSOLVED_BY_FORCE and self.dice.random() < 0.5
            )
        return [first, event]

    def _populate(self, made: Invented, kind: Kind, founded: date) -> None:
        posts = [Post.REPRESENTATIVE, Post.CHAIR, Post.DIRECTOR, Post.CHIEF_CONTROLLER, Post.ACCOUNTANT]
        if kind == Kind.GROUP:
            posts = [Post.GROUP_LEADER]
        elif made.facts["governance"] == Governance.SHORT:
            posts = [Post.REPRESENTATIVE, Post.DIRECTOR, Post.CONTROLLER, Post.ACCOUNTANT]
        since = max(founded, date(2024, 4, 1) - timedelta(days=self.dice.randint(0, 400)))
        head = self._person()
        for post in posts:
            person = (
                head if post in (Post.REPRESENTATIVE, Post.DIRECTOR, Post.GROUP_LEADER) else self._person()
            )
            if person is not head or not made.people:
                made.people.append({**person, "posts": [], "since": since})
            holder = next(one for one in made.people if one["citizen"] == person["citizen"])
            holder["posts"].append(post)
        left = made.charter_vnd
        for person in made.people:
            share = min(left, made.charter_vnd * self.dice.randint(5, 19) // 100)
            left -= share
            made.members.append(
                {"name": person["full_name"], "citizen": person["citizen"], "capital_vnd": share}
            )
        if kind not in (Kind.GROUP, Kind.UNION) and self.dice.random() < 0.3:
            associate = {"kind": MemberKind.ASSOCIATE_WITH_CAPITAL, "form": MemberForm.LEGAL_PERSON}
            name = f"Công ty TNHH {self.dice.choice(WORDS)}"
            made.members.append({"name": name, "capital_vnd": made.charter_vnd // 5, **associate})

    def _person(self) -> dict[str, Any]:
        sex = self.dice.choices((Sex.MALE, Sex.FEMALE), weights=(7, 3))[0]
        born = date(1960, 1, 1) + timedelta(days=self.dice.randrange(14_000))
        name = " ".join(self.dice.choice(part) for part in (FAMILIES, MIDDLES[sex], GIVEN[sex]))
        place = self.dice.choice(("075", "070"))
        century = (0 if born.year < 2000 else 2) + (sex == Sex.FEMALE)
        return {
            "full_name": name,
            "sex": sex,
            "born_on": born,
            "birth_year": born.year,
            "phone": f"0900{self.dice.randrange(10**6):06d}",
            "education": self.dice.choice(tuple(Education)),
            "is_trained": self.dice.random() < 0.5,
            "citizen": f"{place}{century}{born.year % 100:02d}{self.dice.randrange(10**6):06d}",
        }
