"""How policies, cooperatives by a policy, and support are listed."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cooperatives.enums.register import Kind
from cooperatives.enums.support import Money, PolicyGroup, SupportState, Verdict
from cooperatives.looks import SUPPORT_TONES, VERDICT_TONES
from cooperatives.models import Cooperative, SupportPolicy, SupportRecord
from cooperatives.rules.support import Judgement
from lmhtx.sheets.writing import Look
from lmhtx.ui.listing import SheetCell, yes_or_no
from lmhtx.ui.tables import DateColumn, HouseTable, MoneyColumn, NumberColumn
from lmhtx.ui.templatetags.ui import badge

OF_COOPERATIVE = (
    SheetCell(of="cooperative__name", heading="Hợp tác xã", width=50),
    SheetCell(of="cooperative__code", heading="Mã số", width=14),
    SheetCell(of="cooperative__commune__name", heading="Xã, phường"),
)


def _label(words: Any) -> Any:
    return lambda value: words(value).label if value else ""


class PolicyTable(HouseTable):
    """Policies with their days."""

    name = tables.Column(verbose_name="Chính sách", order_by=("name", "-valid_from", "id"))
    group = tables.Column(verbose_name="Nhóm")
    valid_from = DateColumn(verbose_name="Từ ngày", order_by=("valid_from", "id"))
    valid_to = DateColumn(verbose_name="Đến hết ngày", order_by=("valid_to", "id"))
    condition_count = NumberColumn(verbose_name="Điều kiện")
    record_count = NumberColumn(verbose_name="Khoản hỗ trợ")
    is_verified = tables.Column(verbose_name="Đối chiếu")

    in_sheet: ClassVar[Any] = {
        "name": (
            SheetCell(of="name", width=60),
            SheetCell(of="key", heading="Ký hiệu", width=16),
            SheetCell(of="legal_basis", heading="Căn cứ", width=60),
        ),
        "group": SheetCell(of="group", turn=_label(PolicyGroup), width=40),
        "condition_count": SheetCell(of="condition_count", look=Look.WHOLE),
        "record_count": SheetCell(of="record_count", look=Look.WHOLE),
        "is_verified": SheetCell(of="is_verified", turn=yes_or_no, width=10),
    }

    class Meta(HouseTable.Meta):
        model = SupportPolicy
        fields: ClassVar[tuple[str, ...]] = (
            "name",
            "group",
            "valid_from",
            "valid_to",
            "condition_count",
            "record_count",
            "is_verified",
        )

    def render_name(self, record: SupportPolicy) -> SafeString:
        """The name as a link, its ground under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            record.get_absolute_url(),
            record.name,
            record.legal_basis,
        )

    def render_is_verified(self, value: bool) -> str:  # noqa: FBT001 - the table's signature
        """Whether somebody has compared it with its text."""
        return badge("Đã đối chiếu", "done") if value else badge("Chưa đối chiếu", "soon")


class EligibleTable(HouseTable):
    """Cooperatives with how they stand to a policy, and why."""

    name = tables.Column(verbose_name="Hợp tác xã", order_by=("name", "id"))
    verdict = tables.Column(verbose_name="Điều kiện", order_by=("verdict", "name", "id"))
    reasons = tables.Column(verbose_name="Lý do", empty_values=(), orderable=False)

    in_sheet: ClassVar[Any] = {
        "name": (
            SheetCell(of="name", width=50),
            SheetCell(of="code", heading="Mã số", width=14),
            SheetCell(of="kind", heading="Loại hình", turn=_label(Kind)),
            SheetCell(of="commune__name", heading="Xã, phường"),
            SheetCell(of="representative", heading="Người đại diện"),
            SheetCell(of="phone", heading="Điện thoại", width=14),
        ),
        "verdict": SheetCell(of="verdict", turn=_label(Verdict)),
    }

    class Meta(HouseTable.Meta):
        model = Cooperative
        fields: ClassVar[tuple[str, ...]] = ("name", "verdict", "reasons")

    def __init__(self, *args: Any, judged: dict[int, Judgement], **options: Any) -> None:
        """`judged` says of each row how it stands and why."""
        self.judged = judged
        super().__init__(*args, **options)

    def _address(self, record: Any) -> str:
        return reverse("eligibility", args=[record.pk])

    def render_name(self, record: Cooperative) -> SafeString:
        """The name as a link to all its conditions, the commune under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            self._address(record),
            record.name,
            record.commune or "",
        )

    def render_verdict(self, value: str) -> str:
        """Colour, drawing and word."""
        return badge(Verdict(value).label, VERDICT_TONES[Verdict(value)])

    def render_reasons(self, record: Cooperative) -> str:
        """What decides."""
        return "; ".join(self.judged[record.pk].reasons)


class SupportTable(HouseTable):
    """Support with its cooperative and policy."""

    content = tables.Column(verbose_name="Nội dung", order_by=("content", "id"))
    cooperative = tables.Column(
        verbose_name="Hợp tác xã", order_by=("cooperative__name", "id"), attrs={"td": {"class": "wordy"}}
    )
    amount_vnd = MoneyColumn(verbose_name="Số tiền")
    given_vnd = MoneyColumn(verbose_name="Đã hỗ trợ")
    starts_on = DateColumn(verbose_name="Từ ngày", order_by=("starts_on", "id"))
    state = tables.Column(verbose_name="Trạng thái")
    verdict = tables.Column(verbose_name="Điều kiện")

    in_sheet: ClassVar[Any] = {
        "content": (
            SheetCell(of="content", width=50),
            SheetCell(of="policy__name", heading="Chính sách", width=50),
            SheetCell(of="money", heading="Nguồn kinh phí", turn=_label(Money)),
            SheetCell(of="giver", heading="Cơ quan, đơn vị hỗ trợ", width=40),
            SheetCell(of="decision", heading="Số quyết định", width=18),
            SheetCell(of="decided_on", heading="Ngày quyết định", look=Look.DAY),
        ),
        "cooperative": OF_COOPERATIVE,
        "amount_vnd": SheetCell(of="amount_vnd", heading="Số tiền hỗ trợ (đồng)", look=Look.WHOLE, width=18),
        "given_vnd": (
            SheetCell(of="given_vnd", heading="Đã hỗ trợ (đồng)", look=Look.WHOLE, width=18),
            SheetCell(of="given_on", heading="Hỗ trợ ngày", look=Look.DAY),
        ),
        "starts_on": (
            SheetCell(of="starts_on", look=Look.DAY),
            SheetCell(of="ends_on", heading="Đến hết ngày", look=Look.DAY),
        ),
        "state": SheetCell(of="state", turn=_label(SupportState)),
        "verdict": (
            SheetCell(of="verdict", heading="Điều kiện khi quyết định", turn=_label(Verdict)),
            SheetCell(of="exception", heading="Vì sao vẫn hỗ trợ", width=40),
            SheetCell(of="end_note", heading="Kết quả, lý do", width=40),
        ),
    }

    class Meta(HouseTable.Meta):
        model = SupportRecord
        fields: ClassVar[tuple[str, ...]] = (
            "content",
            "cooperative",
            "amount_vnd",
            "given_vnd",
            "starts_on",
            "state",
            "verdict",
        )

    def render_content(self, record: SupportRecord) -> SafeString:
        """What is given as a link, by which policy under it."""
        return format_html(
            '<a href="{}">{}</a> <span class="sub">{}</span>',
            record.get_absolute_url(),
            record.content,
            record.policy.name,
        )

    def render_cooperative(self, value: Any) -> SafeString:
        """Name, commune under it."""
        return format_html('{} <span class="sub">{}</span>', value.name, value.commune or "")

    def render_state(self, value: Any, record: SupportRecord) -> str:
        """Colour, drawing and word."""
        del value
        state = SupportState(record.state)
        return badge(state.label, SUPPORT_TONES.get(state, "grey"))

    def render_verdict(self, value: Any, record: SupportRecord) -> str:
        """How it stood on the day of the decision."""
        del value
        verdict = Verdict(record.verdict)
        return badge(verdict.label, VERDICT_TONES[verdict])
