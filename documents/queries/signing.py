"""Whether somebody may sign a paper on a day, by his posts and by what was written down, and how it is printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from documents.enums.numbers import BodyKind
from documents.enums.outgoing import AuthorityFault, Prefix
from documents.models import SigningAuthority
from documents.queries.powers import Powers
from documents.rules.outgoing import signature_lines
from lmhtx.people.models import Posting
from lmhtx.people.roles import HEADS, STAFF, Role
from lmhtx.reports.letterhead import Signature

if TYPE_CHECKING:
    from documents.models import Outgoing

MEND = {
    AuthorityFault.NO_AUTHORITY: "Hãy ghi thẩm quyền ký ở mục “Thẩm quyền ký”, hoặc chọn người ký, quyền hạn ký khác.",
}
CHOOSE = "Hãy chọn người ký hoặc quyền hạn ký khác."


def postings_of(person: Any, on: date) -> list[Posting]:
    """What the person holds in the Alliance on the day, the higher post first."""
    held = Posting.objects.on(on).filter(user=person, role__in=STAFF).select_related("post", "unit")
    return sorted(held, key=lambda one: one.post.rank if one.post else 1000)


def authorities_for(outgoing: Outgoing, on: date) -> Any:
    """What was written down by which the signer may sign this paper so on the day."""
    return SigningAuthority.objects.covering(
        person=outgoing.signer, body=outgoing.body, prefix=outgoing.prefix, kind=outgoing.type, on=on
    ).order_by("pk")


def why_not_signed(outgoing: Outgoing, *, on: date) -> str:
    """Why the person named may not sign the paper on the day; "" where he may."""
    if outgoing.signer is None:
        return "Chưa chọn người ký; hãy sửa dự thảo và chọn người ký."
    fault = Powers([outgoing.signer.pk]).fault(outgoing, on)
    if fault is None:
        return ""
    return f"{fault.label}: {outgoing.signer}, ngày {on:%d/%m/%Y}. {MEND.get(fault, CHOOSE)}"


def signature_for(outgoing: Outgoing, *, on: date) -> Signature | None:
    """The block under the paper: prefix and post as they hold on the day, and the name without titles."""
    if outgoing.signer is None:
        return None
    held = postings_of(outgoing.signer, on)
    written = authorities_for(outgoing, on).first()
    own = next((one.post.name for one in held if one.post), "")
    head = "Giám đốc" if outgoing.body.kind == BodyKind.OWN_SEAL else "Chủ tịch"
    unit = next((one.unit for one in held if one.unit), None)
    unit_head = _post_of_head(unit, on) if outgoing.prefix == Prefix.TL_KT else ""
    lines = signature_lines(
        prefix=Prefix(outgoing.prefix),
        body=outgoing.body.name,
        head=head,
        post=(written.post if written else "") or own,
        unit_head=unit_head,
        collective=outgoing.body.name if outgoing.body.kind == BodyKind.COLLECTIVE else "",
    )
    return Signature(lines, outgoing.signer.full_name)


def _post_of_head(unit: Any, on: date) -> str:
    held = Posting.objects.on(on).filter(unit=unit, role__in=HEADS).select_related("post").first()
    return held.post.name if held is not None and held.post is not None else "Trưởng đơn vị"


def why_not_delegated(authority: SigningAuthority) -> str:
    """Why a TUQ. may not be given so: who was authorised himself hands nothing on."""
    giver = authority.given_by_head
    if authority.prefix != Prefix.TUQ or giver is None:
        return ""
    is_head = any(one.role in {Role.CHAIRMAN, *HEADS} for one in postings_of(giver, authority.valid_from))
    if is_head:
        return ""
    handed = SigningAuthority.objects.on(authority.valid_from).filter(person=giver, prefix=Prefix.TUQ)
    if handed.exists():
        return f"{giver} đang ký thừa ủy quyền nên không được ủy quyền lại; người ủy quyền phải là người đứng đầu."
    return f"{giver} không phải người đứng đầu vào ngày {authority.valid_from:%d/%m/%Y} nên không ủy quyền ký được."
