"""Workbooks that have had their time: gone with their contents, not only put aside."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lmhtx.base import clock
from lmhtx.exchange.models import Export, Import
from lmhtx.files.actions import destroy
from lmhtx.files.models import Attachment, Blob

EXPORTS_KEPT = timedelta(days=7)
IMPORTS_KEPT = timedelta(days=30)


def forget_old() -> tuple[int, int]:
    """Remove exports after a week and brought workbooks after thirty days; how many of each.

    What an import has changed stays in the trail; its file, its faults and its preview may hold personal data.
    """
    now = clock.now()
    exports = Export.objects.filter(created_at__lt=now - EXPORTS_KEPT)
    imports = Import.objects.filter(created_at__lt=now - IMPORTS_KEPT)
    return sum(map(_forget, exports)), sum(map(_forget, imports))


@transaction.atomic
def _forget(old: Export | Import) -> int:
    kind, pk = old._meta.label_lower, old.pk
    held = Attachment.objects.filter(owner_kind=kind, owner_id=pk)
    blobs = list(Blob.objects.filter(attachments__in=held).distinct())
    held.delete()
    old.delete()
    for blob in blobs:
        if not blob.attachments.exists():
            destroy(blob=blob)
    return 1
