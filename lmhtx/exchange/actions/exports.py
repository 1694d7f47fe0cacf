"""Long lists asked for and made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from lmhtx.exchange.models import Export
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.jobs.queue import later
from lmhtx.notices.actions import tell
from lmhtx.people.models import User
from lmhtx.ui.exports import NoList, listing_at, tell_trail, written
from lmhtx.workflow import Refused

FILE = "list"
NOTICE = "exchange.export"
LONGEST_ADDRESS = 2000
NO_LIST = "Danh sách này không mở được nữa. Hãy quay lại danh sách rồi xuất lần nữa."


@transaction.atomic
def ask_export(*, address: str, by: User) -> Export:
    """The list is put down to be made behind the page, and the trail knows that it leaves the house."""
    if len(address) > LONGEST_ADDRESS:
        raise Refused("Bộ lọc quá dài. Hãy bỏ bớt điều kiện rồi xuất lại.")
    try:
        listing = listing_at(address, by)
    except NoList as none:
        raise Refused(NO_LIST) from none
    total = listing.count()
    export = Export.objects.create(title=listing.title[:200], address=address, row_count=total, created_by=by)
    export.job = later("exchange.make_export", by=by, export_id=export.pk)
    export.save(update_fields=["job"])
    tell_trail(listing, total, by=by)
    return export


def make_export(*, export: Export, told: Callable[[int], None]) -> Attachment:
    """The workbook is made, kept, and its person told; one that is there already is not made again.

    Raises NoList when the person may no longer open the list, NoRoom or OSError when the disk is full.
    """
    by = export.created_by
    if by is None or not by.is_active:
        raise NoList
    there = Attachment.objects.of(export).filter(kind=FILE).first()
    if there is not None:
        return there
    listing = listing_at(export.address, by)
    with written(listing, export.row_count, by=by, told=told) as path:
        return _keep(export, path, by)


@transaction.atomic
def _keep(export: Export, path: Path, by: User) -> Attachment:
    # Two workers on the same export: the second finds what the first has kept.
    Export.objects.select_for_update().get(pk=export.pk)
    there = Attachment.objects.of(export).filter(kind=FILE).first()
    if there is not None:
        return there
    kept = store(path, owner=export, kind=FILE, by=by)
    tell(
        by,
        key=NOTICE,
        line=f"Đã xuất xong Excel: {export.title}",
        url=export.get_absolute_url(),
        dedupe=f"export {export.pk}",
        by_mail_now=False,
    )
    return kept
