"""Public pages are kept ready for a minute or two, and made anew as soon as what they show changes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction

from lmhtx.base import clock

STAMP = "cooperatives.public.stamp"
KEPT_SECONDS = 120


def touch_public() -> None:
    """What is kept no longer holds, once this transaction is done."""
    transaction.on_commit(lambda: cache.set(STAMP, uuid.uuid4().hex, None))


def kept(name: str, build: Callable[[], bytes]) -> tuple[bytes, str]:
    """The bytes of that name and their mark: as kept, or built now and kept."""
    key = f"cooperatives.public.{clock.today()}.{name}"
    # The stamp is read before the bytes are built: what changes meanwhile makes them old at once.
    found = cache.get_many([STAMP, key])
    stamp = found.get(STAMP, "")
    if key in found and found[key][0] == stamp:
        return found[key][1], found[key][2]
    body, mark = marked(build())
    cache.set(key, (stamp, body, mark), KEPT_SECONDS)
    return body, mark


def marked(body: bytes) -> tuple[bytes, str]:
    """Bytes with the mark by which a browser asks whether they are still the same."""
    return body, f'"{sha256(body).hexdigest()[:32]}"'
