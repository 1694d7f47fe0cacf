"""How often a token may ask in a minute; counted in the cache, and not at all while that is away."""

from __future__ import annotations

import time
from http import HTTPStatus

from django.core.cache import cache

from lmhtx.api.problems import Problem

MINUTE = 60
CALLS_PER_MINUTE = 120


def count_call(of: str) -> None:
    """One call more of this token or address; raises the refusal with the seconds to wait when it is too many."""
    now = int(time.time())
    key = f"api:{of}:{now // MINUTE}"
    cache.add(key, 0, timeout=2 * MINUTE)
    if cache.incr(key) <= CALLS_PER_MINUTE:
        return
    wait = MINUTE - now % MINUTE
    raise Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        f"Mỗi phút gọi được {CALLS_PER_MINUTE} lần; hãy gọi lại sau {wait} giây.",
        headers={"Retry-After": str(wait)},
    )
