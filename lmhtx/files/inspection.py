"""The nightly look through the store: strangers, gaps, and what has had its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from lmhtx.base import clock
from lmhtx.files.actions import destroy
from lmhtx.files.models import Blob

KEPT_AFTER_REMOVAL = timedelta(days=30)
LISTED = 20


@dataclass(frozen=True, slots=True)
class Findings:
    """Names in the store without a row, and contents whose file is gone."""

    strangers: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What an administrator should know, or nothing."""
        told = []
        if self.missing:
            told.append(f"Thiếu {len(self.missing)} tệp trong kho: {_some(self.missing)}.")
        if self.strangers:
            told.append(f"Có {len(self.strangers)} tệp lạ trong kho: {_some(self.strangers)}.")
        return " ".join(told)


def inspect() -> Findings:
    """Compare the store with the rows; a file of the last hour is no stranger, its row may be on the way."""
    lying = set(_names(""))
    known = dict(Blob.objects.values_list("stored_name", "sha256"))
    strangers = sorted(name for name in lying - known.keys() if _is_old(name))
    missing = sorted(known[name] for name in known.keys() - lying if not default_storage.exists(name))
    return Findings(tuple(strangers), tuple(missing))


def bury_forsaken() -> int:
    """Destroy contents thirty days after their last attachment was removed; returns how many."""
    forsaken = list(Blob.objects.forsaken_since(clock.now() - KEPT_AFTER_REMOVAL))
    for blob in forsaken:
        destroy(blob=blob)
    return len(forsaken)


def _names(folder: str) -> Iterator[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored yet, so there is no folder
        return
    for name in names:
        yield f"{folder}{name}"
    for inner in folders:
        yield from _names(f"{folder}{inner}/")


def _is_old(name: str) -> bool:
    # The store's clock is the machine's, not the office's.
    return timezone.now() - default_storage.get_modified_time(name) > timedelta(hours=1)


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")
