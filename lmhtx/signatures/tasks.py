"""Looking at signatures behind the page."""

from __future__ import annotations

from lmhtx.files.models import Blob
from lmhtx.jobs.running import job, scheduled
from lmhtx.signatures import actions


@job("signatures.check", label="Kiểm tra chữ ký số", seconds=15)
def check(blob_id: int) -> str:
    """Look at one content; it may have been destroyed meanwhile."""
    blob = Blob.objects.filter(pk=blob_id).first()
    return str(actions.check_blob(blob=blob)) if blob is not None else ""


@job("signatures.recheck_open", label="Kiểm tra lại chữ ký sau khi thêm chứng thư gốc", seconds=15)
def recheck_open() -> str:
    """Queue every content whose last look might come to more."""
    return f"Kiểm tra lại {actions.recheck(is_every_verdict=True)} tệp."


@scheduled("signatures.recheck", label="Kiểm tra lại chữ ký chưa xác định", seconds=30)
def recheck() -> str:
    """Queue the contents whose last look came to no end."""
    count = actions.recheck()
    return f"Kiểm tra lại {count} tệp." if count else ""
