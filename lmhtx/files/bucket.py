"""A private bucket that several machines share; a module of its own, since its driver is heavy and often not needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from lmhtx.files.stores import StoreAway

# Somebody waits in front of the page: five seconds to be heard, twenty for a piece of the answer, one more try.
PATIENCE = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"total_max_attempts": 2, "mode": "standard"},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    # Older stores know neither the newer checksums nor the words that ask for them.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class BucketStore(S3Storage):
    """A bucket of an S3-compatible store: private, without addresses of its own, quick to give up."""

    def __init__(self, **options: Any) -> None:
        """Set what an operator must not be able to forget."""
        super().__init__(**{"default_acl": "private", "client_config": PATIENCE, **options})

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Nothing leaves but through the view that checks rights."""
        del args, kwargs
        message = f"{name} has no public address"
        raise ValueError(message)

    def exists(self, name: str) -> bool:
        """Whether it is there."""
        with _heard():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        """It is gone."""
        with _heard():
            super().delete(name)

    def size(self, name: str) -> int:
        """Its bytes."""
        with _heard():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        """What stands under a beginning."""
        with _heard():
            folders, names = super().listdir(name)
            return list(folders), list(names)

    def _save(self, name: str, content: File[bytes]) -> str:
        with _heard():
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _heard():
            return super()._open(name, mode)


@contextmanager
def _heard() -> Iterator[None]:
    """One kind of error for all the ways in which a far store fails."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StoreAway(str(error)) from error
