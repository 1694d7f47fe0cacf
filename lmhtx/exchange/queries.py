"""What the pages of Excel in and out show."""

from __future__ import annotations

from typing import Any

from lmhtx.exchange.models import Export, Import
from lmhtx.files.models import Attachment

SHOWN = 20


def export_file(export: Export) -> Attachment | None:
    """The workbook of an export once it is made."""
    return Attachment.objects.of(export).first()


def import_files(brought: Import) -> dict[str, Attachment]:
    """The workbook as brought and, where it has faults, the one given back, by their kinds."""
    return {held.kind: held for held in Attachment.objects.of(brought)}


def own_workbooks(user: Any) -> tuple[list[Export], list[Import]]:
    """A person's newest exports and imports."""
    exports = Export.objects.visible_to(user).select_related("job")
    imports = Import.objects.visible_to(user).defer("faults", "changes")
    return list(exports[:SHOWN]), list(imports[:SHOWN])
