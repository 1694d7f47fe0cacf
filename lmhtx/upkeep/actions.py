"""Acts of upkeep: the nightly backup, its trial, the alarm."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lmhtx.base import clock
from lmhtx.jobs.running import GaveUp
from lmhtx.notices.actions import tell_all
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.upkeep.backup import newest, prune, take
from lmhtx.upkeep.models import Backup, Occasion
from lmhtx.upkeep.postgres import Failed
from lmhtx.upkeep.restoring import try_out
from lmhtx.upkeep.rules import LATE_AFTER

ALARM = "upkeep.alarm"
NOTE_LENGTH = 500


def back_up_nightly() -> str:
    """A backup of tonight lies in the folder and old ones are gone; GaveUp where this machine cannot."""
    root = settings.BACKUP_ROOT
    try:
        made = take(root, occasion=Occasion.NIGHTLY)
    except Failed as failed:
        raise GaveUp(str(failed)) from failed
    gone = prune(root, daily=settings.BACKUP_DAILY, monthly=settings.BACKUP_MONTHLY)
    missing = f" Thiếu {made.missing_count} tệp trong kho." if made.missing_count else ""
    removed = f" Xóa {gone} bản cũ." if gone else ""
    return f"{made.row_count} dòng, {made.file_count} tệp, {made.size_bytes / 1e6:.1f} MB.{missing}{removed}"


def tried(*, folder: Path) -> tuple[bool, str]:
    """The backup was restored into a scratch database; whether it went well, and what is to be said of it."""
    try:
        manifest = try_out(folder)
    except Failed as failed:
        is_good, note = False, str(failed)
    else:
        is_good, note = True, f"{manifest.row_count} dòng, {len(manifest.files)} tệp, đều khớp."
    mine = Backup.objects.filter(name=folder.name)
    mine.update(tried_at=timezone.now(), is_trial_good=is_good, trial_note=note[:NOTE_LENGTH])
    return is_good, note


def try_newest() -> str:
    """The monthly trial; a failed one is told to the administrators at once."""
    folder = newest(settings.BACKUP_ROOT)
    if folder is None:
        raise GaveUp("Chưa có bản sao lưu nào để thử.")
    is_good, note = tried(folder=folder)
    if not is_good:
        _alarm(f"Thử khôi phục bản sao lưu {folder.name} không đạt: {note}", dedupe=f"trial {folder.name}")
    return f"{folder.name}: {note}"


def watch_backups() -> str:
    """The administrators are told, once a day, when the newest backup is over 26 hours old."""
    last = Backup.objects.first()
    if last is not None and timezone.now() - last.taken_at <= LATE_AFTER:
        return ""
    since = (
        f"Bản mới nhất chụp lúc {clock.local(last.taken_at):%H:%M %d/%m/%Y}." if last else "Chưa có bản nào."
    )
    _alarm(f"Đã quá 26 giờ chưa có bản sao lưu mới. {since}", dedupe=f"late {timezone.localdate()}")
    return since


def administrators() -> list[User]:
    """Who looks after the machine today."""
    held = Posting.objects.on(clock.today()).filter(role=Role.ADMIN)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True))


def _alarm(line: str, *, dedupe: str) -> None:
    tell_all(administrators(), key=ALARM, line=line, url=reverse("system_health"), dedupe=dedupe)
