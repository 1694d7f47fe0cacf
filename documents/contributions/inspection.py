"""What inspections give to the house."""

from __future__ import annotations

from documents.access.inspection import InspectPerm
from lmhtx.contributions import AuditVerb, NavItem, contribute

VERBS = {
    "documents.inspection.opened": "mở đợt kiểm tra {subject}",
    "documents.inspection.edited": "sửa đợt kiểm tra {subject}",
}

contribute(
    NavItem(
        group="Văn bản",
        label="Kiểm tra công tác văn thư",
        url_name="inspection_faults",
        permission=InspectPerm.VIEW_FAULTS,
        icon="clipboard-check",
        order=140,
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)
