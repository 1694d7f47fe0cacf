"""What people do with a paper before it becomes tasks: hand it in, go on with its draft, drop it, map its names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.base.models import Stale
from lmhtx.directory.actions import map_unknown_name, note_unknown_names
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.names import safe_name
from lmhtx.jobs.queue import later
from lmhtx.people.models import User
from lmhtx.reading.safety import UnsafeFile, check_upload
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move
from plans.drafts import BadDraft, checked_draft
from plans.models import Plan, Reading
from plans.models.reading import ReadingState
from plans.queries.source_files import SOURCE
from plans.workflow import READINGS

PHOTOS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".heic"}
MOST_FILES = 60
LONGEST_PASTE = 5_000_000


@transaction.atomic
def start_reading(
    *,
    by: User,
    files: Sequence[Any] = (),
    pasted: str = "",
    year: int | None = None,
    plan: Plan | None = None,
) -> Reading:
    """The paper is checked, kept and queued to be read; nothing is kept of one that fails its checks."""
    if not files and not pasted.strip():
        raise Refused("Hãy chọn tệp, hoặc dán bảng vào ô bên dưới.")
    if len(pasted) > LONGEST_PASTE:
        raise Refused("Bảng dán vào quá lớn. Hãy lưu thành tệp Word hoặc Excel rồi tải tệp lên.")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        copies = _checked_copies(files, folder)
        name = copies[0][1] if copies else "Bảng dán vào"
        if len(copies) > 1:
            name = f"{name} và {len(copies) - 1} ảnh khác"
        reading = Reading.objects.create(
            name=name[:250], pasted="" if copies else pasted, year=year, plan=plan, created_by=by
        )
        for path, original in copies:
            store(path, owner=reading, kind=SOURCE, by=by, name=original)
    _queue(reading, by=by)
    record("plans.reading.started", reading, by=by)
    return reading


def _checked_copies(files: Sequence[Any], folder: Path) -> list[tuple[Path, str]]:
    """Each upload on disk under a name of ours, checked; several files are only taken as photos of one paper."""
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần chỉ nhận nhiều nhất {MOST_FILES} ảnh. Hãy chia thành nhiều lần đọc.")
    copies = []
    for place, file in enumerate(files):
        original = safe_name(file.name)
        suffix = Path(original).suffix.lower()
        if len(files) > 1 and suffix not in PHOTOS:
            raise Refused(
                "Chỉ ảnh chụp các trang của cùng một văn bản mới được chọn nhiều tệp. Hãy chọn từng tệp một."
            )
        path = folder / f"{place:03}{suffix}"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        try:
            check_upload(path, original, max_bytes=settings.UPLOAD_MAX_BYTES)
        except UnsafeFile as unfit:
            raise Refused(str(unfit)) from unfit
        copies.append((path, original))
    return copies


def _queue(reading: Reading, *, by: User) -> None:
    reading.job = later("plans.read_paper", by=by, reading_id=reading.pk)
    reading.save(update_fields=["job"])


@transaction.atomic
def read_again(*, reading: Reading, by: User) -> Reading:
    """A paper that could not be read waits to be read once more."""
    move(READINGS, reading, "retry", by=by)
    reading.failure = ""
    reading.save(update_fields=["failure"])
    _queue(reading, by=by)
    return reading


@transaction.atomic
def save_draft(*, reading: Reading, by: User, posted: Any, seen_version: int) -> Reading:
    """The grid as it stands is kept; Stale when somebody saved another one since, unless it is the very same."""
    del by
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.state != ReadingState.READY:
        raise Refused(
            f"Lần đọc này đang ở trạng thái “{ReadingState(locked.state).label.lower()}”, không sửa được nữa."
        )
    try:
        draft = checked_draft(posted)
    except BadDraft as bad:
        raise Refused(str(bad)) from bad
    if locked.draft == draft:
        # The answer to the first sending was lost on the way.
        return locked
    if locked.version != seen_version:
        raise Stale
    locked.claim_version(seen_version)
    locked.draft = draft
    locked.save(update_fields=["draft"])
    return locked


@transaction.atomic
def choose_plan(*, reading: Reading, by: User, plan: Plan | None) -> Reading:
    """The paper is a new version of that plan, or of none."""
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.state != ReadingState.READY:
        raise Refused("Lần đọc này đã ghi hoặc đã bỏ, không đổi được kế hoạch.")
    locked.plan = plan
    locked.save(update_fields=["plan"])
    record("plans.reading.plan_chosen", locked, by=by, plan=plan.pk if plan else None)
    return locked


@transaction.atomic
def discard_reading(*, reading: Reading, by: User) -> Reading:
    """The paper is out of the list; what was read stays for the trail."""
    move(READINGS, reading, "discard", by=by)
    record("plans.reading.discarded", reading, by=by)
    return reading


@transaction.atomic
def map_name(*, written: str, agency: Agency, by: User, seen_in: Reading) -> Agency:
    """From now on the written name means the agency, in this paper and in every other."""
    queued = note_unknown_names([written], seen_in=str(seen_in))
    if not queued:
        raise Refused("Tên này trống, không ghép được với cơ quan nào.")
    try:
        map_unknown_name(name=queued[0], agency=agency)
    except ValueError as taken:
        raise Refused(f"Tên này đã được ghép với {taken}. Hãy sửa ở trang Danh bạ nếu chưa đúng.") from taken
    record("plans.reading.name_mapped", seen_in, by=by, written=written[:200], agency=str(agency))
    return agency
