"""What came back from a program that signs elsewhere, compared with what was sent: one new signature, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.errors import SignatureValidationError

from lmhtx.signatures.outcomes import Outcome
from lmhtx.signatures.pdf.changes import FIELD_RULES
from lmhtx.signatures.pdf.integrity import integrity_of
from lmhtx.signatures.pdf.names import certificate_facts
from lmhtx.signatures.pdf.opened import MALFORMED, opened, raw_bytes, signatures_in

# The first signature also raises the form's own flag that there is one.
FIRST_SIGNED = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(
        FIELD_RULES, ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"}
    ),
)
UNPREPARED = "Văn bản gửi đi chưa được chuẩn bị ô ký nên không đối chiếu được tệp nhận về."
REWRITTEN = "Tệp nhận về không giữ nguyên văn bản đã gửi đi ký."
NOT_SIGNED = "Tệp nhận về không có thêm chữ ký nào."
TOO_MANY = "Tệp nhận về có thêm {count} chữ ký; chỉ được thêm đúng một."
BROKEN = "Chữ ký mới trong tệp nhận về không khớp với văn bản."
CHANGED = "Ngoài chữ ký mới, tệp nhận về còn bị sửa nội dung khác."


def compare(sent: Path, returned: Path) -> dict[str, Any]:
    """The new signature's facts, or the fault for which the file must not be taken. Runs in the child."""
    before, after = sent.read_bytes(), returned.read_bytes()
    if not after.startswith(before):
        return {"fault": REWRITTEN}
    if len(after) == len(before):
        return {"fault": NOT_SIGNED}
    with opened(sent) as old:
        known = {found.pkcs7_content for found in signatures_in(old)[0]}
        revisions = old.xrefs.total_revisions
        if "/AcroForm" not in old.root:
            return {"fault": UNPREPARED}
    with opened(returned) as reader:
        fresh = [found for found in signatures_in(reader)[0] if found.pkcs7_content not in known]
        if len(fresh) != 1:
            return {"fault": TOO_MANY.format(count=len(fresh)) if fresh else NOT_SIGNED}
        if integrity_of(fresh[0], raw_bytes(reader)).outcome != Outcome.PASS:
            return {"fault": BROKEN}
        if not _only_signed(reader, revisions - 1):
            return {"fault": CHANGED}
        return {"fault": "", "field": str(fresh[0].field_name), **certificate_facts(fresh[0].signer_cert)}


def _only_signed(reader: Any, revision: int) -> bool:
    """Whether nothing but signatures and evidence was added since the revision."""
    try:
        result = FIRST_SIGNED.review_file(reader, revision)
    except (SignatureValidationError, *MALFORMED):
        return False
    if not isinstance(result, DiffResult) or result.modification_level >= ModificationLevel.ANNOTATIONS:
        return False
    return bool(result.changed_form_fields <= {name for name, *_ in enumerate_sig_fields(reader)})
