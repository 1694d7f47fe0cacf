"""Who may sign in whose name, how an issued paper is mended, and until when a signed sheet is scanned."""

from __future__ import annotations

from datetime import date

from documents.enums.numbers import BodyKind
from documents.enums.outgoing import Amending, AuthorityFault, Fault, Prefix
from documents.legal import outgoing as legal
from lmhtx.legal import rule
from lmhtx.vn.working_days import Calendar

LETTER = "cv"


@rule(legal.AMENDING, cases="amendment.csv")
def amendment_of(*, fault: Fault, type_code: str) -> tuple[Amending, str]:
    """What mends an issued paper, and of which type: a công văn for its form, a paper of the same type for content."""
    if fault == Fault.FORM:
        return Amending.CORRECTS, LETTER
    return Amending.REPLACES, type_code


@rule(legal.SIGNING, cases="authority.csv")
def authority_fault(
    *,
    prefix: Prefix,
    body: BodyKind,
    is_head: bool,
    is_deputy: bool,
    heads_unit: bool,
    is_at_work: bool,
    has_authority: bool,
    is_limited: bool,
) -> AuthorityFault | None:
    """Why the person may not sign with the prefix on the day; None where he may.

    The head signs by his post alone. A deputy signs KT. by his post, within what was written down for him where
    anything was (`is_limited`). TL. is for heads of units, TL., KT. for their deputies; these, like TM., Q. and TUQ.,
    need an authority that is written down and holds on the day.
    """
    if not is_at_work:
        return AuthorityFault.NOT_AT_WORK
    if body == BodyKind.COLLECTIVE and prefix == Prefix.NONE:
        return AuthorityFault.COLLECTIVE
    if body != BodyKind.COLLECTIVE and prefix == Prefix.TM:
        return AuthorityFault.NOT_COLLECTIVE
    if prefix == Prefix.NONE:
        return None if is_head else AuthorityFault.NOT_HEAD
    if prefix == Prefix.KT and body != BodyKind.COLLECTIVE and not is_deputy:
        return AuthorityFault.NOT_DEPUTY
    if prefix == Prefix.TL and not heads_unit:
        return AuthorityFault.NOT_OF_UNIT
    by_post = prefix == Prefix.KT and body != BodyKind.COLLECTIVE and not is_limited
    return None if by_post or has_authority else AuthorityFault.NO_AUTHORITY


@rule(legal.SIGNING, cases="signature_lines.csv")
def signature_lines(
    *, prefix: Prefix, body: str, head: str, post: str, unit_head: str = "", collective: str = ""
) -> tuple[str, ...]:
    """The lines over a signature, in capitals: in whose name, then the post of the one who signs.

    Who signs for the head of a collective names the collective first (`collective`).
    """
    lines = {
        Prefix.NONE: (post,),
        Prefix.TM: (f"TM. {body}", post),
        Prefix.Q: (f"Q. {head}",),
        Prefix.KT: (*((f"TM. {collective}",) if collective else ()), f"KT. {head}", post),
        Prefix.TL: (f"TL. {head}", post),
        Prefix.TL_KT: (f"TL. {head}", f"KT. {unit_head}", post),
        Prefix.TUQ: (f"TUQ. {head}", post),
    }
    return tuple(line.upper() for line in lines[prefix])


@rule(legal.SCANS, cases="scan_by.csv")
def scan_by(*, sealed_on: date, days: int, calendar: Calendar) -> date:
    """The last day on which the sheet that was signed and stamped by hand is scanned into the portal."""
    return calendar.add_working_days(sealed_on, days)
