"""What is asked of outgoing papers: their version, who answered for it, their symbol, why an act is closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from documents.enums.numbers import Direction
from documents.enums.outgoing import OUT, ApprovalKind, OutgoingState
from documents.models import Approval, Outgoing, OutgoingVersion, SeriesYear, abbreviation_of
from documents.queries.books import series_for
from documents.queries.signing import why_not_signed
from documents.rules.numbers import number_text, symbol
from lmhtx.base import clock
from lmhtx.files.models import Attachment
from lmhtx.workflow import Refused

if TYPE_CHECKING:
    from lmhtx.people.models import User

FROM_PROVINCE = (
    "Số của “{series}” do Đồng Nai-S cấp; hãy lấy số ở đó rồi bấm “Nhập số của Đồng Nai-S”, "
    "cổng này không cấp thêm một số khác."
)
NOT_SIGNED = (
    "Văn bản chưa có chữ ký của người có thẩm quyền. Thứ tự bắt buộc: ký, cấp số, đóng dấu hoặc ký số cơ quan, "
    "phát hành (Nghị định 30/2020/NĐ-CP, Điều 14, Điều 32)."
)
NOT_NUMBERED = "Văn bản chưa có số; cấp số trước rồi mới đóng dấu, ký số của cơ quan."
NOT_SEALED = "Văn bản chưa đóng dấu, ký số của cơ quan nên chưa phát hành được."
NO_RECIPIENT = "Chưa có nơi nhận; hãy ghi nơi nhận trước khi phát hành."
BEFORE_NUMBER = (OutgoingState.PENDING_SIGN, OutgoingState.SIGNED)


def version_of(outgoing: Outgoing) -> OutgoingVersion | None:
    """The version that counts."""
    return outgoing.versions.filter(replaced_at__isnull=True).select_related("made_by").first()


def approvals_of(outgoing: Outgoing) -> dict[ApprovalKind, Approval]:
    """Who answers for the content and for the form of the version that counts."""
    rows = Approval.objects.filter(
        version__outgoing=outgoing, version__replaced_at__isnull=True, withdrawn_at__isnull=True
    )
    return {ApprovalKind(one.kind): one for one in rows.select_related("given_by", "given_for")}


def draft_files(outgoing: Outgoing) -> list[Attachment]:
    """The files of the version that counts."""
    version = version_of(outgoing)
    return list(Attachment.objects.of(version)) if version is not None else []


def symbol_of(outgoing: Outgoing, on: date) -> str:
    """The symbol that the paper bears when it is numbered on the day; Refused where a unit has none yet."""
    unit = ""
    if not outgoing.type.abbreviation:
        unit = abbreviation_of(outgoing.unit, on)
        if not unit:
            raise Refused(
                f"{outgoing.unit} chưa có ký hiệu ngày {on:%d/%m/%Y}; hãy ghi ở mục “Ký hiệu đơn vị” trước khi cấp số."
            )
    return symbol(type_abbreviation=outgoing.type.abbreviation, body=outgoing.body.abbreviation, unit=unit)


def next_number(outgoing: Outgoing, *, on: date | None = None) -> str:
    """Number and symbol that "Cấp số" would give now: "245/KH-LM"; Refused where it would give none."""
    on = on or clock.today()
    series = series_for(body=outgoing.body, direction=Direction.OUTGOING, kind=outgoing.type, on=on)
    held = (
        SeriesYear.objects.filter(series=series, year=on.year).values_list("last_number", flat=True).first()
    )
    if not series.is_ours:
        raise Refused(FROM_PROVINCE.format(series=series))
    return f"{number_text((held or 0) + 1)}/{symbol_of(outgoing, on)}"


def takes_number_elsewhere(outgoing: Outgoing) -> bool:
    """Whether the paper is signed and its number comes from the province's system."""
    if outgoing.state != OutgoingState.SIGNED:
        return False
    try:
        book = series_for(
            body=outgoing.body, direction=Direction.OUTGOING, kind=outgoing.type, on=clock.today()
        )
    except Refused:
        return False
    return not book.is_ours


def why_not_submitted(outgoing: Outgoing) -> str:
    """What a draft still lacks before it goes to the head of the unit; "" where nothing."""
    version = version_of(outgoing)
    if version is None or not (version.text.strip() or Attachment.objects.of(version).exists()):
        return "Dự thảo chưa có nội dung; hãy soạn hoặc tải tệp lên trước khi trình."
    if outgoing.signer is None:
        return "Chưa chọn người ký; hãy sửa dự thảo và chọn người ký."
    return ""


def why_not_approved(outgoing: Outgoing, kind: ApprovalKind, *, by: User) -> str:
    """Why the person may not answer for this part: he has answered for the other; "" where he may."""
    others = [one for other, one in approvals_of(outgoing).items() if other != kind]
    for one in others:
        if by.hands & {one.given_by_id, one.given_for_id}:
            return (
                f"Anh/chị đã duyệt {one.get_kind_display().lower()} của phiên bản này; "
                "người duyệt nội dung và người kiểm tra thể thức phải là hai người khác nhau."
            )
    return ""


def why_not_ready(outgoing: Outgoing, *, on: date) -> str:
    """Why the paper may not be signed on the day: not approved by two, or not by this signer; "" where it may."""
    if approvals_of(outgoing).keys() != set(ApprovalKind):
        return "Phiên bản hiện hành chưa được duyệt đủ nội dung và thể thức."
    return why_not_signed(outgoing, on=on)


def why_not_sealed(outgoing: Outgoing) -> str:
    """Why the seal may not be put on it; "" where it may."""
    if outgoing.signed_at is None:
        return NOT_SIGNED
    return NOT_NUMBERED if outgoing.number_id is None else ""


def why_not_issued(outgoing: Outgoing) -> str:
    """Why it may not go out; "" where it may."""
    if outgoing.sealed_at is None:
        return why_not_sealed(outgoing) or NOT_SEALED
    return "" if outgoing.recipients.exists() else NO_RECIPIENT


def why_not_numbered(outgoing: Outgoing, *, on: date | None = None) -> str:
    """Why no number may be given; "" where it may."""
    if outgoing.signed_at is None:
        return NOT_SIGNED
    try:
        next_number(outgoing, on=on)
    except Refused as refused:
        return str(refused)
    return ""


def marks_of(outgoing: Outgoing) -> list[Outgoing]:
    """The papers that have gone out and mend this one, oldest first."""
    return list(outgoing.amendments.filter(state__in=OUT).order_by("pk"))
