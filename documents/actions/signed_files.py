"""The files of a paper on its way to be signed: what is signed, filled and sealed is added to and never replaced."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.actions.checking import PDF, ask_for_check
from documents.enums.outgoing import DRAFT_FILE, SEALED_FILE, SIGNED_FILE
from documents.models import DocumentNumber, Outgoing, SigningCertificate
from documents.models.certificate import PICTURE_FILE
from documents.queries.outgoing import version_of
from documents.queries.outgoing_paper import paper_to_sign
from lmhtx.files.actions import at_hand, store
from lmhtx.files.models import Attachment, Blob
from lmhtx.people.models import User
from lmhtx.reading.office import converted
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.reports.pdf import PaperFailed, pdf
from lmhtx.reports.rooms import Room, Rooms, rooms_of
from lmhtx.signatures import making
from lmhtx.signatures.looking import look_at_bytes
from lmhtx.signatures.places import FormPlan, SignPlace, TextPlace
from lmhtx.workflow import Refused

NO_PLACE = (
    "Không tìm thấy chỗ ký trên văn bản: dưới chức vụ phải có họ tên người ký. "
    "Hãy trả lại người soạn để sửa, hoặc ký trên bản giấy."
)
NO_NUMBER_ROOM = (
    "Không tìm thấy chỗ trống cho số và ngày tháng trên văn bản (ví dụ “Số:      /KH-LM”). "
    "Hãy trả lại người soạn để chừa chỗ, hoặc ký trên bản giấy."
)
NO_FILE = "Văn bản chưa có tệp đã ký trên cổng."
ALTERED = (
    "Văn bản đã bị thay đổi sau khi ký; không phát hành được. Hãy báo Chánh Văn phòng và quản trị hệ thống."
)
# The person's signature and the agency's.
BOTH = 2
MANY = "Văn bản có {count} tệp dự thảo; ký số cần đúng một tệp Word hoặc PDF. Phụ lục ở tệp riêng do cơ quan ký sau."


def bytes_of(blob: Blob) -> bytes:
    """The content, read through the store."""
    with at_hand(blob) as path:
        return path.read_bytes()


def newest_file(outgoing: Outgoing, kind: str) -> Attachment | None:
    """The last file of the kind that the paper holds."""
    return Attachment.objects.of(outgoing).filter(kind=kind).last()


def prepared(outgoing: Outgoing) -> bytes:
    """The approved version as PDF with empty fields for number, day and signatures at their places.

    Raises Refused where the version cannot be set, or has no room for what is to be written on it.
    """
    body = _approved(outgoing)
    try:
        plan = _plan(rooms_of(body))
    except UnreadableFile as fault:
        raise Refused(str(fault)) from fault
    return making.prepare(pdf=body, plan=plan)


def _approved(outgoing: Outgoing) -> bytes:
    version = version_of(outgoing)
    files = list(Attachment.objects.of(version).filter(kind=DRAFT_FILE)) if version is not None else []
    if not files:
        try:
            return pdf(paper_to_sign(outgoing, version))
        except PaperFailed as failed:
            raise Refused(str(failed)) from failed
    if len(files) > 1:
        raise Refused(MANY.format(count=len(files)))
    return _as_pdf(files[0])


def _as_pdf(file: Attachment) -> bytes:
    if file.blob.mime == PDF:
        return bytes_of(file.blob)
    with at_hand(file.blob) as held, TemporaryDirectory(prefix="lmhtx-") as folder:
        named = Path(folder) / f"source{Path(file.name).suffix.lower()}"
        named.write_bytes(held.read_bytes())
        try:
            with converted(named, kind="pdf") as made:
                return made.read_bytes()
        except UnreadableFile as fault:
            raise Refused(f"Không chuyển được tệp “{file.name}” sang PDF để ký: {fault}") from fault


def _plan(rooms: Rooms) -> FormPlan:
    """The rooms of the paper as fields of the form; the day is slanted as the decree prints it."""
    if rooms.place is None:
        raise Refused(NO_PLACE)
    named = {"number": rooms.number, "day": rooms.day, "month": rooms.month, "year": rooms.year}
    texts: dict[str, TextPlace] = {}
    for name, room in named.items():
        if room is None:
            raise Refused(NO_NUMBER_ROOM)
        texts[name] = TextPlace(page=room.page, box=room.box, is_italic=name != "number")
    return FormPlan(persons=(_shown(rooms.place.signature),), agency=_shown(rooms.place.seal), texts=texts)


def _shown(room: Room) -> SignPlace:
    return SignPlace(page=room.page, box=room.box)


def picture_of(certificate: SigningCertificate) -> bytes | None:
    """The picture of the signature or seal that goes with a certificate."""
    held = Attachment.objects.of(certificate).filter(kind=PICTURE_FILE).last()
    return bytes_of(held.blob) if held is not None else None


def keep(outgoing: Outgoing, body: bytes, *, kind: str, name: str, by: User) -> Attachment:
    """The file on the paper, its signatures to be looked at behind the page."""
    kept = store(BytesIO(body), owner=outgoing, kind=kind, by=by, name=name)
    ask_for_check(attachment=kept, by=by)
    return kept


def fill_number(outgoing: Outgoing, given: DocumentNumber, *, by: User) -> Attachment:
    """Number and day in the empty fields of the signed file, as one addition that leaves the signature whole."""
    signed = newest_file(outgoing, SIGNED_FILE)
    if signed is None:
        raise Refused(NO_FILE)
    body = making.give_number(pdf=bytes_of(signed.blob), number=given.text.lower(), on=given.dated_on)
    return keep(outgoing, body, kind=SIGNED_FILE, name=f"{given.text}-{given.symbol}, da ky.pdf", by=by)


def refuse_altered(outgoing: Outgoing) -> None:
    """What goes out is what was sealed: the bytes are read again, and every signature on them must be whole."""
    sealed = newest_file(outgoing, SEALED_FILE)
    if sealed is None:
        raise Refused("Văn bản chưa có tệp đã đóng dấu số trên cổng.")
    try:
        reading = look_at_bytes(bytes_of(sealed.blob), asks=False)
    except UnreadableFile as fault:
        raise Refused(f"{ALTERED} ({fault})") from fault
    if len(reading.signatures) < BOTH or not all(map(making.is_untouched, reading.signatures)):
        raise Refused(ALTERED)
