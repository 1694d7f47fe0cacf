"""The signs of health: each a colour, a fact and what to do about it, in a fixed number of queries."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Now
from django.utils import timezone

from lmhtx.audit.models import Entry, Seal, SealedEntry
from lmhtx.base import clock
from lmhtx.jobs.beat import is_beating
from lmhtx.jobs.models import Job, JobState
from lmhtx.outbox.models import WAITING, Message, MessageState
from lmhtx.upkeep.backup import code_version
from lmhtx.upkeep.certificate import ends_at
from lmhtx.upkeep.models import Backup
from lmhtx.upkeep.readiness import AWAY, missing_migrations, readiness
from lmhtx.upkeep.rules import LATE_AFTER, TRIAL_LATE_AFTER

GOOD, SOON, BAD = "done", "soon", "danger"
WORDS = {GOOD: "Tốt", SOON: "Cần để ý", BAD: "Phải xử lý"}
RECENT = timedelta(days=7)
SILENT_AFTER = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the page."""

    title: str
    tone: str
    fact: str
    todo: str = ""

    @property
    def word(self) -> str:
        """The colour in a word."""
        return WORDS[self.tone]


def signs() -> list[Sign]:
    """All signs, the worst first."""
    asked: tuple[Callable[[], list[Sign]], ...] = (
        _parts, _pulses, _queue, _mail, _backups, _disks, _database, _certificate, _seals, _versions,
    )  # fmt: skip
    found = [sign for ask in asked for sign in ask()]
    return sorted(found, key=lambda sign: (BAD, SOON, GOOD).index(sign.tone))


def worst_lines() -> list[str]:
    """What is not well, one sentence each."""
    return [f"{sign.title}: {sign.fact}" for sign in signs() if sign.tone != GOOD]


def tone_of(value: float, *, soon: float, bad: float) -> str:
    """Green below `soon`, amber below `bad`, else red."""
    if value >= bad:
        return BAD
    return SOON if value >= soon else GOOD


def _parts() -> list[Sign]:
    """Redis and the store; the database answers, or nobody would read this."""
    parts = readiness()
    queue = Sign("Hàng đợi Redis", GOOD, "Đang trả lời.")
    if parts["queue"] == AWAY:
        queue = Sign(
            "Hàng đợi Redis",
            BAD,
            "Không trả lời; trang vẫn chạy, việc nền đứng chờ.",
            "Bật lại Redis. Việc nền tự được xếp lại trong hai phút.",
        )
    store = Sign("Kho tệp", GOOD, "Đang trả lời.")
    if parts["storage"] == AWAY:
        store = Sign(
            "Kho tệp", BAD, "Không trả lời: chưa tải tệp lên, xuống được.", "Kiểm tra ổ đĩa hoặc máy chủ S3."
        )
    return [queue, store]


def _pulses() -> list[Sign]:
    beats = is_beating()
    beat = Sign("Bộ hẹn giờ", GOOD, "Đang giữ lịch.")
    if not beats:
        beat = Sign(
            "Bộ hẹn giờ", BAD, "Không chạy: không nhắc việc, không gửi thư, không sao lưu.", "Bật lại beat."
        )
    last = Job.objects.aggregate(at=Max("claimed_at"))["at"]
    worker = Sign("Bộ xử lý nền", GOOD, f"Nhận việc gần nhất lúc {_moment(last)}.")
    if last is None or timezone.now() - last > SILENT_AFTER:
        worker = Sign(
            "Bộ xử lý nền",
            BAD if beats else SOON,
            f"Nhận việc gần nhất lúc {_moment(last)}." if last else "Chưa nhận việc nào.",
            "Bật lại worker; nếu bộ hẹn giờ không chạy thì bật bộ hẹn giờ trước.",
        )
    return [beat, worker]


def _queue() -> list[Sign]:
    due = Q(state=JobState.QUEUED, run_after_at__lte=Now())
    failed = Q(state=JobState.FAILED, ended_at__gt=Now() - RECENT)
    told = Job.objects.aggregate(
        waiting=Count("pk", filter=due),
        oldest=Min("run_after_at", filter=due),
        failed=Count("pk", filter=failed),
    )
    waited = (timezone.now() - told["oldest"]).total_seconds() if told["oldest"] else 0
    fact = f"{told['waiting']} việc đang chờ" + (f", lâu nhất {_span(waited)}." if told["waiting"] else ".")
    tone = tone_of(waited, soon=300, bad=1800)
    todo = "" if tone == GOOD else "Xem bộ xử lý nền có chạy không; nếu chạy mà vẫn ứ, bật thêm một worker."
    broken = told["failed"]
    return [
        Sign("Việc đang chờ", tone, fact, todo),
        Sign(
            "Việc hỏng trong 7 ngày",
            SOON if broken else GOOD,
            f"{broken} việc.",
            "Mở trang Việc chạy nền xem lỗi, chạy lại việc cần." if broken else "",
        ),
    ]


def _mail() -> list[Sign]:
    told = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)),
        oldest=Min("not_before", filter=Q(state=MessageState.QUEUED)),
        failed=Count("pk", filter=Q(state=MessageState.FAILED, settled_at__gt=Now() - RECENT)),
    )
    waited = max(0.0, (timezone.now() - told["oldest"]).total_seconds()) if told["oldest"] else 0
    tone = BAD if told["failed"] else tone_of(waited, soon=1800, bad=7200)
    fact = f"{told['waiting']} tin chờ gửi, {told['failed']} tin gửi không được trong 7 ngày."
    todo = "" if tone == GOOD else "Kiểm tra máy chủ thư (EMAIL_URL) và dịch vụ tin nhắn; tin chờ tự gửi lại."
    return [Sign("Thư và tin gửi đi", tone, fact, todo)]


def _backups() -> list[Sign]:
    last, tried = Backup.objects.first(), Backup.objects.exclude(tried_at=None).order_by("-tried_at").first()
    late = last is None or timezone.now() - last.taken_at > LATE_AFTER
    told = _told(last) if last else "Chưa có bản nào."
    missing = last is not None and last.missing_count > 0
    newest = Sign(
        "Sao lưu",
        BAD if late else SOON if missing else GOOD,
        told,
        "Xem việc “Sao lưu hằng đêm” ở trang Việc chạy nền, hoặc chạy bin/backup trên máy chủ."
        if late
        else "",
    )
    if tried is None:
        trial = Sign(
            "Thử khôi phục",
            SOON,
            "Chưa thử lần nào.",
            "Chạy tay việc “Thử khôi phục bản sao lưu hằng tháng”.",
        )
    elif not tried.is_trial_good:
        trial = Sign(
            "Thử khôi phục",
            BAD,
            f"Không đạt: {tried.trial_note}",
            "Làm theo mục Khôi phục của sổ tay vận hành.",
        )
    else:
        old = timezone.now() - tried.tried_at > TRIAL_LATE_AFTER if tried.tried_at else True
        fact = f"Đạt, lúc {_moment(tried.tried_at)}: {tried.trial_note}"
        trial = Sign(
            "Thử khôi phục", SOON if old else GOOD, fact, "Đã quá một tháng: chạy tay một lần." if old else ""
        )
    return [newest, trial]


def _told(backup: Backup) -> str:
    facts = [f"{backup.row_count} dòng", f"{backup.file_count} tệp", _size(backup.size_bytes)]
    facts += ["đã mã hóa"] if backup.is_encrypted else []
    facts += [f"thiếu {backup.missing_count} tệp"] if backup.missing_count else []
    return f"Bản mới nhất {_moment(backup.taken_at)}: {', '.join(facts)}."


def _disks() -> list[Sign]:
    found = []
    places = {"Ổ đĩa dữ liệu": settings.VAR, "Ổ đĩa sao lưu": settings.BACKUP_ROOT}
    for title, place in places.items():
        if not Path(place).exists():
            continue
        usage = shutil.disk_usage(place)
        percent = 100 * usage.used / (usage.used + usage.free)
        tone = tone_of(percent, soon=80, bad=92)
        todo = "" if tone == GOOD else "Mở rộng ổ đĩa hoặc dời bản sao lưu cũ sang nơi khác."
        found.append(Sign(title, tone, f"Đã dùng {percent:.0f} %, còn {_size(usage.free)}.", todo))
    return found


def _database() -> list[Sign]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_database_size(current_database()), current_setting('server_version'),"
            " current_setting('max_connections')::int, (SELECT count(*) FROM pg_stat_activity)"
        )
        size, version, most, used = cursor.fetchone()
    tone = tone_of(used / most, soon=0.7, bad=0.9)
    todo = "" if tone == GOOD else "Tăng max_connections hoặc bớt tiến trình."
    return [Sign("Cơ sở dữ liệu", tone, f"{_size(size)}, PostgreSQL {version}, {used}/{most} kết nối.", todo)]


def _certificate() -> list[Sign]:
    if not settings.SITE_ADDRESS.startswith("https://"):
        return []
    title = "Chứng thư HTTPS"
    ends = ends_at(settings.SITE_ADDRESS)
    if ends is None:
        return [
            Sign(
                title,
                SOON,
                f"Không hỏi được {settings.SITE_ADDRESS}.",
                "Kiểm tra máy chủ trung gian (proxy).",
            )
        ]
    days = (ends - timezone.now()).days
    tone = tone_of(-days, soon=-21, bad=-7)
    todo = "" if tone == GOOD else "Gia hạn chứng thư và nạp lại proxy."
    return [Sign(title, tone, f"Còn {days} ngày (đến {clock.local(ends):%d/%m/%Y}).", todo)]


def _seals() -> list[Sign]:
    last = Seal.objects.order_by("-number").first()
    newest = SealedEntry.objects.aggregate(pk=Max("entry_id"))["pk"] or 0
    open_since = Entry.objects.filter(pk__gt=newest).aggregate(at=Min("at"))["at"]
    # A demonstration's entries carry its own fixed day: only their being there counts.
    late = (
        open_since is not None and not settings.FIXED_TODAY and timezone.now() - open_since > 5 * SILENT_AFTER
    )
    fact = f"Dấu số {last.number}." if last else "Chưa có dấu nào."
    if open_since is not None:
        fact += " Có việc chưa niêm phong."
    todo = "Xem việc niêm phong nhật ký ở trang Việc chạy nền." if late else ""
    return [Sign("Niêm phong nhật ký", BAD if late else GOOD, fact, todo)]


def _versions() -> list[Sign]:
    missing = missing_migrations()
    if missing:
        what = f"Thiếu {len(missing)} bước: {', '.join(missing[:3])}."
        return [Sign("Phiên bản", BAD, what, "Chạy bin/upgrade trên máy chủ.")]
    code = code_version() or "không rõ"
    return [
        Sign(
            "Phiên bản",
            GOOD,
            f"Cổng {code}, Python {platform.python_version()}, Django {django.__version__}.",
        )
    ]


def _moment(at: datetime | None) -> str:
    return f"{clock.local(at):%H:%M %d/%m/%Y}" if at else "–"


def _span(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes // 60} giờ {minutes % 60} phút" if minutes >= 60 else f"{minutes} phút"


def _size(size_bytes: float) -> str:
    for unit in ("byte", "kB", "MB", "GB"):
        if size_bytes < 1000:
            return (
                f"{size_bytes:.0f} {unit}"
                if unit in {"byte", "kB"}
                else f"{size_bytes:.1f} {unit}".replace(".", ",")
            )
        size_bytes /= 1000
    return f"{size_bytes:.1f} TB".replace(".", ",")
