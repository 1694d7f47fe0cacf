"""Whose a brought page is, whether it is wanted, and the pages of a cooperative beside their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cooperatives import paper_form as place
from cooperatives.enums.forms import NOT_RECEIVED
from cooperatives.enums.scans import KNOWN, TO_ENTER, ScanState
from cooperatives.models import Cooperative, Period, ScanBatch, ScanPage, Submission
from cooperatives.queries.before import before_of
from cooperatives.queries.paper_forms import edition_for, keys
from lmhtx.files.models import Attachment

UNREAD = "Chụp lại cho rõ cả mã vuông và bốn góc, hoặc khớp bằng tay."


@dataclass(frozen=True, slots=True)
class Finding:
    """What the square of a page says of it; `note` why it is not wanted."""

    state: ScanState
    note: str = ""
    cooperative: Cooperative | None = None
    form_page: int = 0
    rows: tuple[place.Row, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Whether the page is one of ours, of this call and edition, within reach."""
        return self.state == ScanState.MATCHED


def judge(batch: ScanBatch, words: str) -> Finding:
    """Whose the page is by what its square says, within the reach of whoever brought it."""
    if not words:
        return Finding(ScanState.UNREADABLE, UNREAD)
    try:
        code = place.read_code(words, keys())
    except place.ForeignCode as foreign:
        return Finding(ScanState.FOREIGN, str(foreign))
    if code.period != batch.period_id:
        other = Period.objects.filter(pk=code.period).first()
        return Finding(ScanState.PERIOD, f"Phiếu này của đợt “{other}”; hãy nhập ở đợt đó."[:300])
    within: Any = Cooperative.objects.visible_to(batch.owner).select_related("commune")
    cooperative = within.filter(pk=_kept(code.cooperative)).first()
    if cooperative is None:
        return Finding(ScanState.OUT, "Hợp tác xã của phiếu này không thuộc phạm vi của người nhập.")
    if code.edition != edition_for(batch.period, cooperative):
        told = f"{cooperative.name}: phiếu in theo mẫu cũ; hãy in phiếu mới, hoặc khớp bằng tay."
        return Finding(ScanState.EDITION, told[:300])
    pages = place.pages_of(batch.period.figures_for(cooperative.kind))
    return Finding(
        ScanState.MATCHED, cooperative=cooperative, form_page=code.page, rows=tuple(pages[code.page - 1])
    )


def _kept(number: int) -> int:
    """The file that is kept, where the one on the paper was found to be its double meanwhile."""
    merged = Cooperative.objects.filter(pk=number).values_list("merged_into", flat=True).first()
    return merged or number


def standing_of(period: Period, finding: Finding) -> tuple[ScanState, str]:
    """The state in which a page is kept: one that is known may have come before."""
    if not finding.is_matched:
        return finding.state, finding.note
    same = ScanPage.objects.filter(
        period=period, cooperative=finding.cooperative, form_page=finding.form_page
    )
    if earlier := same.filter(state__in=TO_ENTER).select_related("batch").first():
        return ScanState.DUPLICATE, f"Trang này của {finding.cooperative} đã có, chờ nhập: {earlier}."[:300]
    came = Submission.objects.exclude(state__in=NOT_RECEIVED)
    if came.filter(period=period, cooperative=finding.cooperative).exists():
        return ScanState.DUPLICATE, f"{finding.cooperative} đã có phiếu trong đợt; không nhập lần nữa."[:300]
    return ScanState.MATCHED, ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A cooperative of a delivery with its pages that wait to be entered."""

    cooperative: Cooperative
    pages: list[ScanPage]


def waiting_in(batch: ScanBatch) -> list[Waiting]:
    """The cooperatives of a delivery whose pages wait, in the order of their names."""
    rows = batch.pages.filter(state__in=TO_ENTER).select_related("cooperative__commune")
    found: dict[int, Waiting] = {}
    for page in rows.order_by("cooperative__name", "cooperative_id", "form_page"):
        found.setdefault(page.cooperative_id, Waiting(page.cooperative, [])).pages.append(page)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Beside:
    """A question beside its boxes: the part of the page, what was read there, and the figure of the time before."""

    row: place.Row
    read: str
    before: str

    @property
    def view(self) -> str:
        """The part of the page that is shown, as a drawing says it."""
        around = self.row.around
        return f"{around.left:g} {around.top:g} {around.width:g} {around.height:g}"


@dataclass(frozen=True, slots=True)
class PageBeside:
    """A page with its questions; `picture` is where it is shown."""

    page: ScanPage
    picture: Attachment | None
    lines: list[Beside]


def beside(batch: ScanBatch, cooperative: Cooperative) -> tuple[list[PageBeside], str]:
    """The waiting pages of a cooperative with their questions, and what the time before is called."""
    figures = batch.period.figures_for(cooperative.kind)
    sheets, before = place.pages_of(figures), before_of(batch.period, cooperative.pk)
    pages = list(batch.pages.filter(cooperative=cooperative, state__in=TO_ENTER).order_by("form_page", "pk"))
    pictures = Attachment.objects.of_each(pages)
    shown = [
        PageBeside(
            page,
            next(iter(pictures.get(page.pk, [])), None),
            [
                Beside(
                    row, place.typed_from(row, page.read), row.figure.told(before.values.get(row.figure.key))
                )
                for row in sheets[page.form_page - 1]
            ],
        )
        for page in pages
        if page.form_page <= len(sheets)
    ]
    return shown, before.since


def left_over(batch: ScanBatch) -> list[ScanPage]:
    """The pages of which nobody knows yet whose they are, or that are not wanted."""
    return list(batch.pages.exclude(state__in=KNOWN))
