"""Work behind the page: papers are read whole, so that their words can be searched."""

from __future__ import annotations

from documents.actions.alarms import alarm_unpresented
from documents.actions.exchange_sending import fetch_waiting, send_due
from documents.actions.issuing import compare_scan
from documents.actions.packing import pack_handover
from documents.actions.printing import print_volume
from documents.actions.reading import read_incoming_files
from lmhtx.jobs.running import job, scheduled


@job("documents.read_incoming", label="Đọc chữ trong văn bản đến", seconds=30)
def read_incoming(*, incoming_id: int) -> None:
    """Read the files of one paper."""
    read_incoming_files(incoming_id=incoming_id)


@scheduled("documents.alarm_unpresented", label="Báo văn bản đến quá giờ trình", seconds=5)
def unpresented() -> str:
    """Alarm for papers past the moment of being presented."""
    count = alarm_unpresented()
    return f"Đã báo {count} văn bản." if count else ""


@job("documents.compare_scan", label="So bản quét với bản đã duyệt", seconds=60)
def compare_scanned(*, outgoing_id: int) -> None:
    """Compare the scan of one paper with its approved text."""
    compare_scan(outgoing_id=outgoing_id)


@job("documents.print_volume", label="Dựng quyển sổ văn bản đi", seconds=60)
def print_book_volume(*, print_id: int) -> dict[str, str] | None:
    """Set one volume of the book."""
    made = print_volume(print_id=print_id)
    return {"url": made.get_absolute_url()} if made is not None else None


@scheduled("documents.exchange_messages", label="Gửi, nhận thông điệp liên thông", seconds=30)
def exchange_messages() -> str:
    """Send what is due and take what has come by the transport."""
    sent, taken = send_due(), fetch_waiting()
    return f"Đã gửi {sent}, nhận {taken} thông điệp." if sent or taken else ""


@job("documents.pack_handover", label="Đóng gói hồ sơ nộp lưu", seconds=120)
def pack_archived_files(*, handover_id: int) -> dict[str, str] | None:
    """Make the packages of one hand-over."""
    made = pack_handover(handover_id=handover_id)
    return {"url": made.get_absolute_url()} if made is not None else None
