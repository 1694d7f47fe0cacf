"""A cache that may be away: the page is slower then, never broken."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("lmhtx.cache")


class ForgivingRedisCache(RedisCache):
    """Redis as cache; while it is away nothing is found and nothing is kept."""

    def _forgive(self, name: str, otherwise: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("Redis không trả lời (%s): %s", name, error)
            return otherwise

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("add", otherwise=True, args=args, kwargs=kwargs)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._forgive("get", default, (key,), {"default": default, "version": version})

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("set", None, args, kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("touch", otherwise=False, args=args, kwargs=kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("delete", otherwise=False, args=args, kwargs=kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("get_many", {}, args, kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("set_many", [], args, kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("delete_many", None, args, kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("incr", 1, args, kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._forgive("has_key", otherwise=False, args=args, kwargs=kwargs)

    def clear(self) -> Any:
        return self._forgive("clear", otherwise=False, args=(), kwargs={})
