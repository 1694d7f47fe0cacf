"""Codes of agencies on the document axis, and what messages say of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from documents.access.exchange import ExPerm
from documents.enums.exchange import (
    BUSINESS_KINDS,
    EDXML_FILE,
    CodeScheme,
    Flow,
    MessageKind,
    MessageState,
    StatusCode,
)
from documents.enums.outgoing import OUT, SCAN_FILE, SEALED_FILE, SIGNED_FILE
from documents.models import ExchangeMessage, Incoming, OrganCode, Outgoing, Recipient
from lmhtx.base import clock
from lmhtx.directory.models import Agency, OrganizationProfile
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.files.models import Attachment

if TYPE_CHECKING:
    from django.db.models import QuerySet

WITH_PAPER = (MessageKind.NEW, MessageKind.REPLACE)
NO_OWN_CODE = (
    "Chưa ghi mã định danh của Liên minh trên trục liên thông; mã do tỉnh cấp, "
    "hãy ghi ở mục “Mã định danh cơ quan” trước."
)


def own_code(on: date | None = None) -> str:
    """The Alliance's own code on the axis on the day; "" while nobody has entered it."""
    rows = OrganCode.objects.on(on or clock.today()).filter(agency__kind=AgencyKind.ALLIANCE)
    return str(rows.filter(scheme=CodeScheme.QCVN102).values_list("code", flat=True).first() or "")


def codes_of(agencies: list[int], on: date | None = None) -> dict[int, str]:
    """The codes of agencies on the axis on the day; the older scheme, which the axis speaks, comes first."""
    rows = OrganCode.objects.on(on or clock.today()).filter(agency__in=agencies).order_by("-scheme")
    return dict(rows.values_list("agency", "code"))


def agency_of(code: str) -> Agency | None:
    """Whose code it is, or was: units of a former province still send under theirs."""
    rows = OrganCode.objects.filter(code__iexact=code).select_related("agency").order_by("-valid_from")
    today = clock.today()
    held = sorted(rows, key=lambda one: one.valid_to is not None and one.valid_to < today)
    return held[0].agency if held else None


def own_name() -> str:
    """The Alliance's name of today."""
    profile = OrganizationProfile.objects.on(clock.today())
    return profile.name if profile is not None else "Liên minh Hợp tác xã"


def source_message(incoming: Incoming) -> ExchangeMessage | None:
    """The message in which a paper came; None for one that came otherwise."""
    return incoming.messages.filter(flow=Flow.IN, kind__in=WITH_PAPER).order_by("pk").first()


def files_to_send(outgoing: Outgoing) -> list[Attachment]:
    """The files that go out: sealed, else signed, else the scan of the sheet."""
    held = list(Attachment.objects.of(outgoing))
    for kind in (SEALED_FILE, SIGNED_FILE, SCAN_FILE):
        if found := [one for one in held if one.kind == kind]:
            return found
    return []


def why_not_sent(outgoing: Outgoing) -> str:
    """What stands between an issued paper and the axis; "" where nothing does."""
    if outgoing.state not in OUT:
        return "Chỉ gửi văn bản đã phát hành."
    if outgoing.revoked_at is not None:
        return "Văn bản đã thu hồi, không gửi nữa."
    if not own_code():
        return NO_OWN_CODE
    if not files_to_send(outgoing):
        return "Văn bản chưa có tệp đã ký, đã đóng dấu hoặc bản quét để gửi; hãy đưa tệp vào trước."
    return ""


@dataclass(frozen=True, slots=True)
class PlaceOnAxis:
    """One of those who get a paper, with what was sent to it and what it answered."""

    recipient: Recipient
    code: str
    sent: ExchangeMessage | None
    told: list[ExchangeMessage]

    @property
    def last(self) -> ExchangeMessage | None:
        """What it said last."""
        return self.told[-1] if self.told else None


def places_of(outgoing: Outgoing) -> list[PlaceOnAxis]:
    """All who get the paper, with their messages."""
    recipients = list(outgoing.recipients.select_related("agency"))
    codes = codes_of([one.agency_id for one in recipients if one.agency_id is not None])
    messages = list(outgoing.messages.order_by("pk"))
    return [_place(one, codes, messages) for one in recipients]


def _place(recipient: Recipient, codes: dict[int, str], messages: list[ExchangeMessage]) -> PlaceOnAxis:
    mine = [one for one in messages if one.recipient_id == recipient.pk]
    sent = [one for one in mine if one.flow == Flow.OUT and one.kind in BUSINESS_KINDS]
    told = [one for one in mine if one.flow == Flow.IN and one.kind == MessageKind.STATUS]
    return PlaceOnAxis(recipient, codes.get(recipient.agency_id or 0, ""), sent[-1] if sent else None, told)


def exchange_of_outgoing(user: Any, outgoing: Outgoing) -> dict[str, Any] | None:
    """What stands on the page of a paper that is out: to whom it went on the axis and what came back."""
    if outgoing.state not in OUT:
        return None
    return {
        "paper": outgoing,
        "places": places_of(outgoing),
        "reason": why_not_sent(outgoing),
        "may_send": user.has_perm(ExPerm.EXCHANGE_MESSAGES),
    }


def exchange_of_incoming(user: Any, incoming: Incoming) -> dict[str, Any] | None:
    """What stands on the page of a paper that came by the axis: what was told to its sender, what he asks for."""
    messages = list(incoming.messages.order_by("pk"))
    if not messages:
        return None
    return {
        "source": messages[0],
        "told": [one for one in messages if one.flow == Flow.OUT],
        "asked": [one for one in messages if one.flow == Flow.IN][1:],
        "may_answer": user.has_perm(ExPerm.EXCHANGE_MESSAGES),
    }


def file_of(message: ExchangeMessage) -> Attachment | None:
    """The file of the message as it came or goes; none of a paper that its sender has taken back."""
    if not ExchangeMessage.objects.with_files().filter(pk=message.pk).exists():
        return None
    return Attachment.objects.of(message).filter(kind=EDXML_FILE).first()


def requests_waiting(user: Any) -> QuerySet[ExchangeMessage]:
    """Requests of senders that wait for the clerk's answer."""
    rows = ExchangeMessage.objects.visible_to(user).waiting().select_related("incoming").order_by("pk")
    return rows if user.has_perm(ExPerm.EXCHANGE_MESSAGES) else rows.none()


def has_told(incoming: Incoming, code: StatusCode) -> bool:
    """Whether the sender has been told so already."""
    rows = incoming.messages.filter(flow=Flow.OUT, kind=MessageKind.STATUS, status_code=code)
    return rows.exclude(state=MessageState.CANCELLED).exists()
