"""What was added to a paper after a signature, and whether the signature allows it."""

from __future__ import annotations

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FieldMDPRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError

from lmhtx.signatures.outcomes import Item, ItemKey, Outcome
from lmhtx.signatures.pdf import form
from lmhtx.signatures.pdf.integrity import is_whole_file
from lmhtx.signatures.pdf.opened import MALFORMED

# As pyHanko's own, but a filled field gets a new picture and never one written over the old: else every filled field
# counts as touched by whatever comes later, evidence included, and a locked one as broken.
FIELD_RULES: list[FieldMDPRule] = [
    SigFieldCreationRule(),
    SigFieldModificationRule(),
    GenericFieldModificationRule(allow_in_place_appearance_stream_changes=False),
]
POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules, form_rule=FormUpdatingRule(FIELD_RULES)
)
NOTHING = "Không có gì được thêm vào sau chữ ký này."
SIGNED_ON = "Sau chữ ký này chỉ có thêm chữ ký, dấu thời gian hoặc bằng chứng kiểm tra."
NUMBERED = "Sau chữ ký này chỉ có số, ngày tháng năm được điền vào ô chừa sẵn, và chữ ký sau."
CHANGED = "Văn bản đã bị sửa sau khi ký: có nội dung thêm vào hoặc thay thế mà chữ ký không cho phép."
FORM_CHANGED = "Văn bản đã bị sửa sau khi ký: ô biểu mẫu ngoài số, ngày tháng năm bị điền hoặc sửa."
RENUMBERED = "Văn bản đã bị sửa sau khi ký: số hoặc ngày đã điền bị sửa lại."
OVERLAID = "Văn bản đã bị sửa sau khi ký: ô số, ngày rộng bất thường, có thể che nội dung khác."
LOCKED = "Văn bản đã bị sửa sau khi ký: chữ ký này khóa văn bản nhưng vẫn có nội dung thêm vào."


def changes_after(found: EmbeddedPdfSignature, reader: PdfFileReader, *, may_be_numbered: bool) -> Item:
    """Later signatures, evidence and time stamps are allowed, and once the number and the day where it was agreed."""
    if is_whole_file(found, reader):
        return _item(NOTHING)
    try:
        result = POLICY.review_file(
            reader, found.signed_revision, field_mdp_spec=found.fieldmdp, doc_mdp=found.docmdp_level
        )
    except (SignatureValidationError, *MALFORMED):
        return _item(CHANGED, is_bad=True)
    if not isinstance(result, DiffResult) or result.modification_level >= ModificationLevel.ANNOTATIONS:
        return _item(CHANGED, is_bad=True)
    if found.docmdp_level is MDPPerm.NO_CHANGES and result.modification_level > ModificationLevel.LTA_UPDATES:
        return _item(LOCKED, is_bad=True)
    signing = {name for name, *_ in enumerate_sig_fields(reader)}
    filled = result.changed_form_fields - signing
    if not filled:
        return _item(SIGNED_ON)
    if not may_be_numbered or not filled <= set(form.NUMBER_FIELDS):
        return _item(FORM_CHANGED, is_bad=True)
    return _of_number(reader, found.signed_revision)


def is_open_to_numbers(found: EmbeddedPdfSignature, certified: EmbeddedPdfSignature | None) -> bool:
    """Whether the paper's first signature lets the number be filled in after this one too."""
    if found.docmdp_level is not None:
        return bool(found.docmdp_level is MDPPerm.FILL_FORMS)
    return certified is not None and certified.docmdp_level is MDPPerm.FILL_FORMS


def _of_number(reader: PdfFileReader, signed_revision: int) -> Item:
    """The number and the day are filled in once, into fields of their size."""
    seen: dict[str, str] = {}
    for revision in range(signed_revision, reader.xrefs.total_revisions):
        fields = form.text_fields(reader.get_historical_resolver(revision))
        for name, field in fields.items():
            width, height = form.size_of(field)
            if width > form.WIDEST_PT or height > form.HIGHEST_PT:
                return _item(OVERLAID, is_bad=True)
            value = form.value_of(field)
            if seen.get(name) and value != seen[name]:
                return _item(RENUMBERED, is_bad=True)
            seen[name] = value
    return _item(NUMBERED)


def _item(sentence: str, *, is_bad: bool = False) -> Item:
    outcome = Outcome.FAIL if is_bad else Outcome.PASS
    return Item(key=ItemKey.CHANGES, outcome=outcome, sentence=sentence, alters=is_bad)
