"""What is asked of work files: their days, what lies in them, what keeps one from being closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from documents.enums.archive import OWN_FILE, HandoverReading, WorkFileState
from documents.enums.outgoing import GIVEN_UP, OUT
from documents.models import Incoming, Outgoing, WorkFile, WorkFilePaper
from documents.rules import archive as rules
from lmhtx.base import clock
from lmhtx.directory.parameters import Values
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from lmhtx.people.models import User

KEYS = (
    "documents.HANDOVER_READING",
    "documents.HANDOVER_MONTHS",
    "documents.CONSTRUCTION_MONTHS",
    "documents.HANDOVER_LEAST_YEARS",
    "documents.HANDOVER_WARNING_DAYS",
    "documents.LONGER_MONTHS",
)
# The sizes of fields as files are exchanged: more is told, never cut off.
SIZES = {"code": 20, "title": 500, "rights": 30}
MAKER_SIZE, MOST_PAPERS = 30, 999


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Both readings of the day until which a file goes to the archive, which one counts, when the maker is warned."""

    from_date: date
    from_year_end: date
    reading: HandoverReading
    warned_on: date

    @property
    def due_on(self) -> date:
        """The day by the reading of the house."""
        return self.from_date if self.reading == HandoverReading.FROM_DATE else self.from_year_end

    @property
    def earlier_on(self) -> date:
        """The earlier of the two: whoever keeps to it is right by both."""
        return min(self.from_date, self.from_year_end)


class ArchiveValues:
    """What the rules of the archive take from the dated values, read once."""

    def __init__(self, on: date | None = None) -> None:
        self._values = Values(on=on, keys=KEYS)

    def whole(self, name: str) -> int:
        """One of the numbers."""
        found = self._values.value(f"documents.{name}")
        return found if isinstance(found, int) else int(str(found))

    def reading(self) -> HandoverReading:
        """How the house counts; a word that is none of the two counts by the decree."""
        told = str(self._values.value("documents.HANDOVER_READING"))
        known = {str(one.value) for one in HandoverReading}
        return HandoverReading(told) if told in known else HandoverReading.FROM_DATE

    def must_go(self, work_file: WorkFile) -> bool:
        """Whether the file has to go to the archive."""
        least = self.whole("HANDOVER_LEAST_YEARS")
        return rules.must_go(retention_years=work_file.years, least_years=least)

    def deadlines(self, *, ended_on: date, is_construction: bool = False) -> Deadlines:
        """The days of a file whose work ended then."""
        months = self.whole("CONSTRUCTION_MONTHS" if is_construction else "HANDOVER_MONTHS")
        by_date = rules.handover_from_date(ended_on=ended_on, months=months)
        by_year = rules.handover_from_year_end(ended_on=ended_on)
        warned = rules.warned_from(due_on=min(by_date, by_year), days=self.whole("HANDOVER_WARNING_DAYS"))
        return Deadlines(by_date, by_year, self.reading(), warned)

    def of(self, work_file: WorkFile) -> Deadlines | None:
        """The days of a file; None while its work goes on, or when it need not go."""
        if work_file.ended_on is None or not self.must_go(work_file):
            return None
        return self.deadlines(ended_on=work_file.ended_on, is_construction=work_file.is_construction)

    def longest(self, work_file: WorkFile) -> date | None:
        """The last day until which the head may let the file stay."""
        days = self.of(work_file)
        if days is None:
            return None
        return rules.kept_longest(due_on=days.due_on, months=self.whole("LONGER_MONTHS"))


def makeable_files(user: User) -> QuerySet[WorkFile]:
    """Open files that the person may put papers into."""
    mine = Q(maker=user) | Q(unit__in=sorted(user.headed_ids))
    return WorkFile.objects.visible_to(user).open().filter(mine).order_by("-year", "code")


def files_of(paper: Incoming | Outgoing, user: User) -> QuerySet[WorkFilePaper]:
    """In which files of the person's sight a paper lies."""
    rows = WorkFilePaper.objects.visible_to(user).filter(**{paper._meta.model_name or "": paper})
    return rows.select_related("work_file").order_by("work_file__code")


def is_archived(paper: Incoming | Outgoing) -> bool:
    """Whether the archive holds it within a file."""
    return paper.in_files.filter(work_file__state=WorkFileState.ARCHIVED).exists()


@dataclass(frozen=True, slots=True)
class Lying:
    """A thing in a file as its page shows it; what is out of the person's sight keeps its words to itself."""

    row: WorkFilePaper
    is_seen: bool
    files: Sequence[Attachment]


def lying_in(work_file: WorkFile, user: User) -> list[Lying]:
    """What lies in the file, in its order."""
    rows = list(work_file.papers.dressed())
    seen = {
        kind: set(
            model.objects.visible_to(user).filter(in_files__work_file=work_file).values_list("pk", flat=True)
        )
        for kind, model in (("incoming", Incoming), ("outgoing", Outgoing))
    }
    files = Attachment.objects.of_each(rows)
    return [
        Lying(
            row,
            row.paper is None or row.paper.pk in seen["incoming" if row.incoming_id else "outgoing"],
            files.get(row.pk, []),
        )
        for row in rows
    ]


def why_not_closed(work_file: WorkFile) -> Iterator[str]:
    """What has to be settled before the file is closed."""
    rows = list(work_file.papers.dressed().select_related("incoming__task"))
    if not rows:
        yield "Hồ sơ chưa có tài liệu nào."
    for row in rows:
        paper = row.paper
        if isinstance(paper, Incoming):
            if paper.is_open:
                yield f"Văn bản đến chưa giải quyết xong: {paper}."
            elif paper.task is not None and paper.task.is_open:
                yield f"Nhiệm vụ của văn bản chưa xong: {paper.task}."
        elif isinstance(paper, Outgoing) and paper.state not in OUT:
            word = "đã hủy" if paper.state in GIVEN_UP else "chưa phát hành"
            yield f"Dự thảo {word}, hãy đưa ra khỏi hồ sơ: {paper}."
    yield from _doubles(rows)


def _doubles(rows: Sequence[WorkFilePaper]) -> Iterator[str]:
    """The same document twice: by number, day and author, or by the very content of its file."""
    told = Counter(
        (row.reference.casefold(), row.day, row.author_name.casefold()) for row in rows if row.reference
    )
    for (reference, _day, _author), count in told.items():
        if count > 1:
            yield f"Tài liệu có {count} bản trùng, hãy giữ một bản: {reference.upper()}."
    held = Attachment.objects.of_each(rows)
    same = Counter(one.blob_id for files in held.values() for one in files if one.kind == OWN_FILE)
    for files in held.values():
        for one in files:
            if same.get(one.blob_id, 0) > 1:
                yield f"Tệp trùng nội dung, hãy giữ một bản: {one.name}."


def size_warnings(work_file: WorkFile) -> list[str]:
    """Fields longer than the exchange of files takes; nothing is cut off."""
    labels = {"code": "Số và ký hiệu hồ sơ", "title": "Tiêu đề", "rights": "Chế độ sử dụng"}
    found = [
        f"{labels[name]} dài {len(getattr(work_file, name))} ký tự, chuẩn trao đổi nhận {most}."
        for name, most in SIZES.items()
        if len(getattr(work_file, name)) > most
    ]
    if len(str(work_file.maker)) > MAKER_SIZE:
        found.append(f"Tên người lập dài hơn {MAKER_SIZE} ký tự của chuẩn trao đổi.")
    if work_file.papers.count() > MOST_PAPERS:
        found.append(f"Hồ sơ có hơn {MOST_PAPERS} văn bản, hãy tách hồ sơ.")
    return found


def open_files_of(person: User) -> QuerySet[WorkFile]:
    """Files that are still with their maker."""
    return WorkFile.objects.in_hand().filter(maker=person)


def expired(on: date | None = None) -> QuerySet[WorkFile]:
    """Closed or archived files that have had their time: candidates for destruction, and no more than that."""
    day = on or clock.today()
    rows = WorkFile.objects.filter(
        state__in=(WorkFileState.CLOSED, WorkFileState.ARCHIVED), years__isnull=False, ended_on__isnull=False
    )
    busy = Q(destructions__state__in=("proposed", "agreed"))
    out = [
        one.pk
        for one in rows.exclude(busy).only("pk", "years", "ended_on")
        if one.kept_until_on is not None and one.kept_until_on < day
    ]
    return WorkFile.objects.filter(pk__in=out).select_related("unit", "maker").order_by("year", "code")
