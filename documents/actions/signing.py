"""A paper is signed, numbered and sealed, in that order and no other."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from documents.actions.drafting import locked
from documents.actions.numbers import cancel_number, give_number, take_held_number
from documents.actions.signed_files import fill_number
from documents.actions.telling import tell_of, with_role
from documents.enums.numbers import Direction
from documents.enums.outgoing import SEALED_FILE, SIGNED_FILE, SignWay
from documents.models import DocumentNumber, Outgoing
from documents.queries.books import series_for
from documents.queries.outgoing import symbol_of, why_not_numbered, why_not_ready, why_not_sealed
from documents.rules.outgoing import scan_by
from documents.workflow import OUTGOING
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.directory.calendar import calendar_for
from lmhtx.directory.parameters import value
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

SCAN_DAYS = "documents.SCAN_WORKING_DAYS"


@transaction.atomic
def record_wet_signature(*, outgoing: Outgoing, signed_on: date, by: User) -> Outgoing:
    """The person named has signed the printed sheet on the day, as the registry writes down."""
    outgoing = locked(outgoing)
    if signed_on > clock.today():
        raise Refused("Ngày ký không được sau hôm nay.")
    if outgoing.submitted_at is not None and signed_on < clock.local(outgoing.submitted_at).date():
        raise Refused(f"Ngày ký không được trước ngày trình ({clock.local(outgoing.submitted_at):%d/%m/%Y}).")
    return _signed(outgoing, SignWay.WET, signed_on, by=by)


@transaction.atomic
def record_digital_signature(*, outgoing: Outgoing, attachment: Attachment, by: User) -> Outgoing:
    """The person named has signed the file, which the signing room has checked and hung on the paper.

    `attachment` is a file of this paper of the kind SIGNED_FILE; `by` is the signer himself.
    """
    outgoing = locked(outgoing)
    _refuse_stranger(outgoing, attachment, SIGNED_FILE)
    return _signed(outgoing, SignWay.DIGITAL, clock.today(), by=by)


def _signed(outgoing: Outgoing, way: SignWay, signed_on: date, *, by: User) -> Outgoing:
    step = "sign_wet" if way == SignWay.WET else "sign_digital"
    outgoing = move(OUTGOING, outgoing, step, by=by)
    if reason := why_not_ready(outgoing, on=signed_on):
        raise Refused(reason)
    outgoing.signed_way, outgoing.signed_on = way, signed_on
    outgoing.signed_at, outgoing.signed_by = clock.now(), by
    outgoing.save(update_fields=["signed_way", "signed_on", "signed_at", "signed_by"])
    verb = (
        "documents.outgoing.signed_on_paper" if way == SignWay.WET else "documents.outgoing.signed_digitally"
    )
    record(verb, outgoing, by=by, note=f"{outgoing.signer}, ngày {signed_on:%d/%m/%Y}")
    tell_of(outgoing, with_role(Role.CLERK), line="Đã ký, chờ cấp số", by=by)
    return outgoing


def _refuse_stranger(outgoing: Outgoing, attachment: Attachment, kind: str) -> None:
    mine = Attachment.objects.of(outgoing).filter(kind=kind, pk=attachment.pk)
    if not mine.exists():
        raise Refused("Tệp đã ký không thuộc văn bản này; hãy ký lại từ trang của văn bản.")


@transaction.atomic
def number_outgoing(
    *, outgoing: Outgoing, by: User, dated_on: date | None = None, held: DocumentNumber | None = None
) -> Outgoing:
    """The paper has the next number of its book and bears the day, today where none is said; or one held for it.

    Refuses before it is signed, for a day before the signature or the last number, and where its book is not ours.
    """
    outgoing = locked(outgoing)
    day = held.dated_on if held is not None else dated_on or clock.today()
    if outgoing.signed_at is None and (reason := why_not_numbered(outgoing)):
        raise Refused(reason)
    outgoing = move(OUTGOING, outgoing, "number", by=by)
    if outgoing.signed_on is not None and day < outgoing.signed_on:
        raise Refused(f"Ngày văn bản không được trước ngày ký ({outgoing.signed_on:%d/%m/%Y}).")
    series = series_for(body=outgoing.body, direction=Direction.OUTGOING, kind=outgoing.type, on=day)
    mark = symbol_of(outgoing, day)
    if held is None:
        held = give_number(series=series, symbol=mark, dated_on=day, by=by, kind=outgoing.type)
    elif held.series_year.series_id != series.pk:
        raise Refused(f"Số {held} giữ ở sổ khác; văn bản này lấy số ở “{series}”.")
    else:
        held = take_held_number(number=held, symbol=mark, by=by)
    bear(outgoing, held, by=by)
    if outgoing.signed_way == SignWay.DIGITAL:
        fill_number(outgoing, held, by=by)
    record("documents.outgoing.numbered", outgoing, by=by, note=outgoing.reference)
    tell_of(outgoing, [outgoing.drafter], line="Đã cấp số", by=by)
    return outgoing


def bear(outgoing: Outgoing, given: DocumentNumber, *, by: User) -> None:
    """The paper bears the number and its day."""
    outgoing.number, outgoing.reference, outgoing.dated_on = given, str(given), given.dated_on
    outgoing.numbered_at, outgoing.numbered_by = clock.now(), by
    outgoing.save(update_fields=["number", "reference", "dated_on", "numbered_at", "numbered_by", "folded"])


@transaction.atomic
def void_outgoing(*, outgoing: Outgoing, reason: str, by: User) -> Outgoing:
    """A numbered paper does not go out; its number is void for ever and stays in the book with the reason."""
    outgoing = move(OUTGOING, locked(outgoing), "void", by=by, note=reason)
    if outgoing.number is not None:
        cancel_number(number=outgoing.number, reason=reason, by=by)
    outgoing.ended_at, outgoing.ended_by = clock.now(), by
    outgoing.save(update_fields=["ended_at", "ended_by"])
    record("documents.outgoing.voided", outgoing, by=by, note=reason)
    return outgoing


@transaction.atomic
def seal_outgoing(*, outgoing: Outgoing, by: User) -> Outgoing:
    """The printed sheet bears the stamp; one signed by hand must be scanned within the days that the house allows."""
    if outgoing.signed_way == SignWay.DIGITAL:
        raise Refused(
            "Văn bản ký số thì cơ quan ký số lên tệp; bản in đóng dấu là bản chính giấy in từ tệp ấy."
        )
    outgoing = _sealed(locked(outgoing), SignWay.WET, by=by)
    if outgoing.signed_way == SignWay.WET:
        today = clock.today()
        days = int(str(value(SCAN_DAYS)))
        outgoing.scan_due_on = scan_by(sealed_on=today, days=days, calendar=calendar_for(today))
        outgoing.save(update_fields=["scan_due_on"])
    return outgoing


@transaction.atomic
def record_digital_seal(*, outgoing: Outgoing, attachment: Attachment, by: User) -> Outgoing:
    """The agency has signed the file, which the signing room has checked and hung on the paper as SEALED_FILE."""
    outgoing = locked(outgoing)
    _refuse_stranger(outgoing, attachment, SEALED_FILE)
    if outgoing.signed_way == SignWay.WET:
        raise Refused("Văn bản ký giấy thì đóng dấu giấy; bản điện tử của nó là bản sao y.")
    return _sealed(outgoing, SignWay.DIGITAL, by=by)


def _sealed(outgoing: Outgoing, way: SignWay, *, by: User) -> Outgoing:
    if reason := why_not_sealed(outgoing):
        raise Refused(reason)
    outgoing = move(OUTGOING, outgoing, "seal", by=by)
    outgoing.sealed_way, outgoing.sealed_at, outgoing.sealed_by = way, clock.now(), by
    outgoing.save(update_fields=["sealed_way", "sealed_at", "sealed_by"])
    record("documents.outgoing.sealed", outgoing, by=by, note=way.label)
    return outgoing
