"""What inspections give to the house."""

from __future__ import annotations

from documents.access.inspection import InspectPerm
from documents.queries import readings
from lmhtx.contributions import AuditVerb, NavItem, Panel, contribute
from lmhtx.read_pages import ReadPage

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
    NavItem(
        group="Văn bản",
        label="Tự đánh giá (Phụ lục VI)",
        url_name="self_check",
        permission=InspectPerm.VIEW_SELF_CHECK,
        icon="list-checks",
        order=141,
    ),
    ReadPage(url_name="incoming_detail", subject=readings.paper_in),
    ReadPage(url_name="outgoing_detail", subject=readings.paper_out),
    ReadPage(url_name="attachment_download", subject=readings.paper_of_file, is_file=True),
    *(
        Panel(
            on=kind,
            key=f"readers_of_{kind}",
            title="Lượt xem",
            template="documents/_readers.html",
            context=readings.readers_panel,
            permission=InspectPerm.VIEW_READINGS,
            order=95,
        )
        for kind in ("documents.Incoming", "documents.Outgoing")
    ),
    *(AuditVerb(key=key, label=label) for key, label in VERBS.items()),
)
