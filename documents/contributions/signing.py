"""What signing by key gives to the house."""

from __future__ import annotations

from documents.access.outgoing import OutPerm
from documents.queries.judging import items_of
from lmhtx.contributions import AuditVerb, NavItem, SignatureJudge, contribute

VERBS = {
    "documents.certificate.added": "ghi chứng thư số {subject}",
    "documents.certificate.pictured": "đổi ảnh chữ ký của {subject}",
    "documents.certificate.ended": "ghi thôi dùng chứng thư số {subject}",
}

contribute(
    SignatureJudge(key="documents", items=items_of),
    *(
        NavItem(group="Văn bản", label=label, url_name=name, permission=permission, icon=icon)
        for label, name, permission, icon in (
            ("Ký nhiều văn bản", "signing_queue", OutPerm.SIGN_OUTGOING, "signature"),
            ("Đóng dấu số", "sealing_queue", OutPerm.SEAL_OUTGOING, "badge-check"),
            ("Chứng thư số", "certificate_list", OutPerm.KEEP_AUTHORITY, "key-round"),
        )
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)
