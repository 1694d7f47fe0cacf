"""The mails of a demonstration, read back from the folder into which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# How Django's file backend parts the mails of one file.
RULE = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True, slots=True)
class ShownMail:
    """A written mail."""

    to: str
    subject: str
    text: str
    at: datetime


def newest_mails(limit: int) -> list[ShownMail]:
    """The newest mails, newest first."""
    found: list[ShownMail] = []
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    for file in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
        found += reversed(list(_mails_in(file)))
        if len(found) >= limit:
            break
    return found[:limit]


def _mails_in(file: Path) -> Iterator[ShownMail]:
    at = datetime.fromtimestamp(file.stat().st_mtime, tz=timezone.get_current_timezone())
    for raw in file.read_bytes().split(RULE):
        if raw.strip():
            mail = message_from_bytes(raw, policy=policy.default)
            body = mail.get_body(("plain",))
            text = body.get_content() if body else ""
            yield ShownMail(str(mail["To"]), str(mail["Subject"]), text, at)
