"""The day's catch-up: register and files dropped together and matched; what is here already comes in no second time."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction

from documents.actions.bringing import stop_of, turn_secret_away
from documents.catch_up_sheets import FIELDS, SheetRead, fingerprint_of
from documents.enums.catch_up import CatchUpState
from documents.letters import LetterRead
from documents.models import CatchUp, Series, SheetLayout
from documents.queries.catch_up import (
    is_register,
    judged,
    known_contents,
    matched,
    register_read,
    try_register,
)
from documents.queries.letters import letter_read
from documents.workflow_registers import CATCH_UPS
from lmhtx.audit.actions import record
from lmhtx.files.actions import at_hand, remove, store
from lmhtx.files.models import Attachment
from lmhtx.files.names import safe_name
from lmhtx.people.models import User
from lmhtx.reading.child import run_parser
from lmhtx.reading.safety import FileKind, UnsafeFile, check_upload
from lmhtx.reading.unreadable import UnreadableFile
from lmhtx.workflow import Refused
from lmhtx.workflow.actions import move

REGISTER, WAITING_FILE = "register", "catch_up"
MOST_FILES = 200
UNPACK_SECONDS = 120
AT_ONCE = 2
# Below the sixty seconds after which the web server gives a request up.
LOOK_SECONDS = 40
LATE = "Chưa kịp đọc trong lần này nên chưa nhận; lưu xong hãy thả lại tệp này."
NOTHING = "Hãy thả sổ xuất từ Đồng Nai-S (Excel) và các tệp đã tải về."


@dataclass(slots=True)
class _Brought:
    """A file of the drop, unpacked: its name, where it lies, what its first page says or why it is not taken."""

    name: str
    path: Path
    read: LetterRead | None = None
    fault: str = ""
    is_secret: bool = False


@transaction.atomic
def bring_catch_up(*, series: Series, files: Sequence[Any], by: User, is_seen_open: bool = False) -> CatchUp:
    """Register and files wait in one grid, matched; of a secret nothing is kept, not even its name.

    The first workbook that tells numbers and subjects is the register, other ones are annexes of papers.
    """
    if not files:
        raise Refused(NOTHING)
    with TemporaryDirectory(prefix="lmhtx-") as folder:
        brought = list(_opened(files, Path(folder)))
        if len(brought) > MOST_FILES:
            raise Refused(f"Một lần nhận nhiều nhất {MOST_FILES} tệp; hãy chia thành nhiều lần.")
        register, read = _register_among(brought)
        letters = [one for one in brought if one is not register]
        _look(letters, series, by=by, is_seen_open=is_seen_open)
        catch_up = CatchUp.objects.create(
            series=series,
            name=register.name if register is not None else "",
            headings=[{"heading": one, "field": read.columns.get(one, "")} for one in read.headings],
            rows=judged(series, read.rows),
            created_by=by,
        )
        if register is not None:
            store(register.path, owner=catch_up, kind=REGISTER, by=by, name=register.name)
        catch_up.files = _kept(catch_up, letters, by=by)
    catch_up.files = matched(catch_up.rows, catch_up.files)
    catch_up.save(update_fields=["files"])
    record("documents.catch_up.brought", catch_up, by=by)
    return catch_up


def _opened(files: Sequence[Any], folder: Path) -> Iterator[_Brought]:
    """Each file as a safe copy, archives unpacked; what may not be opened says why."""
    for place, file in enumerate(files):
        name = safe_name(file.name)
        path = folder / f"{place:03}{Path(name).suffix.lower()}"
        with path.open("wb") as copy:
            for piece in file.chunks():
                copy.write(piece)
        yield from _unpacked(name, path)


def _unpacked(name: str, path: Path) -> Iterator[_Brought]:
    try:
        kind = check_upload(path, name, max_bytes=settings.UPLOAD_MAX_BYTES)
    except UnsafeFile as unfit:
        yield _Brought(name, path, fault=str(unfit))
        return
    if kind != FileKind.ZIP:
        yield _Brought(name, path)
        return
    inside = path.with_suffix("")
    inside.mkdir()
    try:
        told = run_parser(
            "documents.catch_up_unpacking:unpack", path, inside, seconds=UNPACK_SECONDS, is_pure=True
        )
    except UnreadableFile as bad:
        yield _Brought(name, path, fault=str(bad))
        return
    for one in told:
        yield from _unpacked(one["name"], inside / one["path"])


def _register_among(brought: Sequence[_Brought]) -> tuple[_Brought | None, SheetRead]:
    """The register and what it says; a workbook that nobody can tell is taken where there is no better one."""
    first: tuple[_Brought, SheetRead] | None = None
    for one in brought:
        read = try_register(one.path) if not one.fault else None
        if read is not None and is_register(read):
            return one, read
        if read is not None and read.headings and first is None:
            first = one, read
    return first or (None, SheetRead())


def _look(letters: Sequence[_Brought], series: Series, *, by: User, is_seen_open: bool) -> None:
    """First pages are read two at a time; what bears a stamp, or may, is not taken, nor what could not be read in time.

    A person waits, and the web server with him: scans that are left over are dropped once more.
    """
    pool = ThreadPoolExecutor(AT_ONCE)
    end = time.monotonic() + LOOK_SECONDS
    waiting = [(one, pool.submit(_read, one)) for one in letters]
    for one, reading in waiting:
        try:
            one.read = reading.result(timeout=max(0.0, end - time.monotonic()))
        except TimeoutError:
            one.fault = LATE
    pool.shutdown(wait=False, cancel_futures=True)
    for one in letters:
        stop = stop_of(one.read, one.name, is_seen_open=is_seen_open) if one.read is not None else None
        if stop is None:
            continue
        one.fault, one.is_secret = stop.words, stop.is_secret
        if stop.is_secret:
            turn_secret_away(series=series, by=by)


def _read(one: _Brought) -> LetterRead | None:
    if one.fault:
        return None
    try:
        return letter_read(one.path)
    except UnreadableFile:
        return None


def _kept(catch_up: CatchUp, letters: Sequence[_Brought], *, by: User) -> list[dict[str, Any]]:
    """The files as they wait; one that came twice in the drop waits once, one that hangs on a paper not at all."""
    shas = {id(one): hashlib.sha256(one.path.read_bytes()).hexdigest() for one in letters}
    known = known_contents(catch_up.series, list(shas.values()))
    told, met = [], set()
    for one in letters:
        sha = shas[id(one)]
        if not one.fault and (sha in known or sha in met):
            one.fault = "Tệp này đã có, không nhận lần nữa."
        met.add(sha)
        # The very name of a secret paper may be what must not be kept.
        facts: dict[str, Any] = {
            "name": "" if one.is_secret else one.name,
            "fault": _fault(one),
            "attachment": None,
        }
        if not one.fault:
            held = store(one.path, owner=catch_up, kind=WAITING_FILE, by=by, name=one.name)
            facts["attachment"] = held.pk
        told.append({**facts, **_said(one.read if not one.fault else None)})
    return told


def _fault(one: _Brought) -> str:
    if one.is_secret:
        return "Một tệp có dấu mật: không nhập vào hệ thống, không giữ lại gì. Hãy đăng ký ở sổ văn bản mật (bản giấy)."
    return one.fault


def _said(read: LetterRead | None) -> dict[str, str]:
    fields = read.fields if read is not None else {}
    return {
        name: fields[source].value if source in fields else ""
        for name, source in (("reference", "reference"), ("dated_on", "issued_on"), ("subject", "subject"))
    }


@transaction.atomic
def choose_columns(*, catch_up: CatchUp, columns: Mapping[str, str], by: User) -> CatchUp:
    """What the headings mean is told once and remembered; the register is read anew."""
    held = open_catch_up(catch_up)
    told = {heading: name for heading, name in columns.items() if name in FIELDS}
    if len(set(told.values())) != len(told):
        raise Refused("Hai cột không thể cùng là một mục; hãy chọn lại.")
    headings = [one["heading"] for one in held.headings]
    SheetLayout.objects.update_or_create(
        fingerprint=fingerprint_of(headings), defaults={"headings": told, "created_by": by}
    )
    with _register_at_hand(held) as path:
        read = register_read(path)
    held.rows = judged(held.series, read.rows)
    held.headings = [{"heading": one, "field": read.columns.get(one, "")} for one in read.headings]
    held.files = matched(held.rows, held.files)
    held.save(update_fields=["rows", "headings", "files"])
    record("documents.catch_up.columns_chosen", held, by=by)
    return held


@contextmanager
def _register_at_hand(catch_up: CatchUp) -> Iterator[Path]:
    held = Attachment.objects.of(catch_up).filter(kind=REGISTER).first()
    if held is None:
        raise Refused("Đợt nhập bù này không có tệp sổ.")
    with at_hand(held.blob) as here, TemporaryDirectory(prefix="lmhtx-") as folder:
        path = Path(folder) / f"so{Path(held.name).suffix.lower()}"
        path.write_bytes(here.read_bytes())
        yield path


def open_catch_up(catch_up: CatchUp) -> CatchUp:
    """The catch-up while it waits, under a lock until the act is done."""
    held = CatchUp.objects.select_for_update(of=("self",)).select_related("series").get(pk=catch_up.pk)
    if held.state != CatchUpState.OPEN:
        raise Refused("Đợt nhập bù này đã lưu hoặc đã bỏ; hãy tải lại trang.")
    return held


@transaction.atomic
def drop_catch_up(*, catch_up: CatchUp, by: User) -> CatchUp:
    """The drop is not wanted; its files go."""
    held = open_catch_up(catch_up)
    for attachment in Attachment.objects.of(held):
        remove(attachment=attachment, by=by)
    move(CATCH_UPS, held, "drop", by=by)
    record("documents.catch_up.dropped", held, by=by)
    return held
