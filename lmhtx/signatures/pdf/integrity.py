"""Whether the bytes are those that were signed, and what came after."""

from __future__ import annotations

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from lmhtx.signatures.outcomes import Item, ItemKey, Outcome
from lmhtx.signatures.pdf.opened import MALFORMED

KNOWN_FORMS = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES"}


def integrity_of(found: EmbeddedPdfSignature, raw: bytes) -> Item:
    """The signed range, the digest over it and the signature over the digest."""
    form = str(found.sig_object.get("/SubFilter", ""))
    if form not in KNOWN_FORMS:
        return _item(
            Outcome.UNKNOWN, f"Kiểu chữ ký {form.lstrip('/') or 'không rõ'} chưa kiểm tra được ở cổng này."
        )
    if not _range_is_whole(found, raw):
        return _item(
            Outcome.FAIL,
            "Vùng được ký không phủ trọn văn bản: có phần nằm ngoài chữ ký, văn bản đã bị thay đổi.",
            alters=True,
        )
    try:
        is_intact, is_signed = validate_sig_integrity(
            found.signer_info, found.signer_cert, "data", found.compute_digest()
        )
    except (SignatureValidationError, *MALFORMED):
        return _item(Outcome.FAIL, "Dữ liệu chữ ký hỏng hoặc mâu thuẫn với chứng thư kèm theo.")
    if not is_intact:
        return _item(Outcome.FAIL, "Văn bản đã bị thay đổi: nội dung không còn khớp với lúc ký.", alters=True)
    if not is_signed:
        return _item(Outcome.FAIL, "Chữ ký không phải do khóa của chứng thư này tạo ra.")
    return _item(Outcome.PASS, "Nội dung được ký còn nguyên từng byte.")


def _range_is_whole(found: EmbeddedPdfSignature, raw: bytes) -> bool:
    """From the first byte to the end of the revision, but for the signature itself: nothing may hide in the gap."""
    try:
        ends = [int(number) for number in found.byte_range]
        coverage = found.evaluate_signature_coverage()
    except MALFORMED:
        return False
    if len(ends) != 4 or ends[0] != 0 or min(ends) < 0 or ends[2] + ends[3] > len(raw):
        return False
    gap = raw[ends[1] : ends[2]]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        hidden = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError:
        return False
    return hidden == found.pkcs7_content and coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def covered_length(found: EmbeddedPdfSignature) -> int:
    """Up to which byte the signature reaches."""
    ends = [int(number) for number in found.byte_range]
    return ends[2] + ends[3] if len(ends) == 4 else 0


def is_whole_file(found: EmbeddedPdfSignature, reader: PdfFileReader) -> bool:
    """Whether nothing stands after what was signed."""
    reader.stream.seek(0, 2)
    return covered_length(found) == reader.stream.tell()


def _item(outcome: Outcome, sentence: str, *, alters: bool = False) -> Item:
    return Item(key=ItemKey.INTEGRITY, outcome=outcome, sentence=sentence, alters=alters)
