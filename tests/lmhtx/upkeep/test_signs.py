"""The page "Sức khỏe hệ thống": each sign in its colours, the same number of queries always, told on Mondays."""

from __future__ import annotations

import ssl
import subprocess
import threading
import uuid
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lmhtx.audit.models import Entry
from lmhtx.jobs.models import Job, JobState
from lmhtx.outbox.models import Message, MessageState
from lmhtx.upkeep import signs as page
from lmhtx.upkeep.certificate import ends_at
from lmhtx.upkeep.contributions import alarms
from lmhtx.upkeep.models import Backup


def sign(title: str) -> page.Sign:
    return next(one for one in page.signs() if one.title == title)


def backup(**facts) -> Backup:
    made = {
        "taken_at": timezone.now(),
        "size_bytes": 1_234_567,
        "row_count": 900,
        "file_count": 2,
        "name": "a",
    }
    return Backup.objects.create(**(made | facts))


def test_the_worst_stands_first_and_says_what_to_do(admin, as_):
    found = page.signs()
    shown = as_(admin).get(reverse("system_health")).content.decode()

    assert [one.tone for one in found] == sorted(
        (one.tone for one in found), key=("danger", "soon", "done").index
    )
    assert all(one.todo for one in found if one.tone != page.GOOD)
    assert sign("Sao lưu").tone == page.BAD
    assert "Chưa có bản nào." in shown
    assert "bin/backup" in shown


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("office_chief", 200), ("clerk", 403)])
def test_who_may_look(who, status, request, as_):
    assert as_(request.getfixturevalue(who)).get(reverse("system_health")).status_code == status


def test_the_queries_stay_the_same_whatever_there_is(admin, as_, clerk):
    browser, asked = as_(admin), []
    browser.get(reverse("system_health"))
    for times in (1, 3):
        for number in range(times):
            backup(name=f"{times}-{number}")
            Job.objects.create(name="jobs.prune", state=JobState.FAILED)
        with CaptureQueriesContext(connection) as counted:
            browser.get(reverse("system_health"))
        asked.append(len(counted))

    assert asked[0] == asked[1]


def test_backups_and_their_trial(db):
    mine = backup(is_encrypted=True, missing_count=1)
    assert sign("Sao lưu").tone == page.SOON
    assert "900 dòng, 2 tệp, 1,2 MB, đã mã hóa, thiếu 1 tệp" in sign("Sao lưu").fact
    assert sign("Thử khôi phục").fact == "Chưa thử lần nào."

    def tried(**facts):
        Backup.objects.filter(pk=mine.pk).update(**facts)
        return sign("Thử khôi phục").tone

    now = timezone.now()
    assert tried(tried_at=now, is_trial_good=False, trial_note="hỏng") == page.BAD
    assert tried(tried_at=now, is_trial_good=True, missing_count=0) == page.GOOD
    assert tried(tried_at=now - timedelta(days=40)) == page.SOON
    assert sign("Sao lưu").tone == page.GOOD
    assert tried(taken_at=now - timedelta(hours=27)) == page.SOON
    assert sign("Sao lưu").tone == page.BAD
    assert str(mine) == "a"


def test_work_that_waits_and_fails(db):
    assert sign("Việc đang chờ").fact == "0 việc đang chờ."
    job = Job.objects.create(name="jobs.prune")
    for minutes, tone in ((10, page.SOON), (90, page.BAD)):
        Job.objects.filter(pk=job.pk).update(run_after_at=timezone.now() - timedelta(minutes=minutes))
        assert sign("Việc đang chờ").tone == tone
    assert "lâu nhất 1 giờ 30 phút" in sign("Việc đang chờ").fact
    Job.objects.create(name="jobs.prune", state=JobState.FAILED, ended_at=timezone.now())
    assert sign("Việc hỏng trong 7 ngày").fact == "1 việc."


def test_beat_and_worker(db, monkeypatch):
    assert (sign("Bộ hẹn giờ").tone, sign("Bộ xử lý nền").tone) == (page.BAD, page.SOON)
    Job.objects.create(name="jobs.rescue", state=JobState.DONE, claimed_at=timezone.now())
    monkeypatch.setattr(page, "is_beating", lambda: True)

    assert (sign("Bộ hẹn giờ").tone, sign("Bộ xử lý nền").tone) == (page.GOOD, page.GOOD)


def test_services_that_are_away(db, monkeypatch):
    monkeypatch.setattr(page, "readiness", lambda: {"queue": "away", "storage": "away"})

    assert (sign("Hàng đợi Redis").tone, sign("Kho tệp").tone) == (page.BAD, page.BAD)


def test_mail_that_does_not_leave(clerk):
    facts = {"person": clerk, "address": "a@b.vn", "subject": "x", "text": "x"}
    Message.objects.create(dedupe_key="1", not_before=timezone.now() - timedelta(hours=1), **facts)
    assert sign("Thư và tin gửi đi").tone == page.SOON
    Message.objects.create(dedupe_key="2", state=MessageState.FAILED, **facts)
    assert sign("Thư và tin gửi đi").tone == page.BAD


def test_missing_migrations(db, monkeypatch):
    monkeypatch.setattr(page, "missing_migrations", lambda: ["plans.0099_x"])

    assert (sign("Phiên bản").tone, sign("Phiên bản").todo) == (page.BAD, "Chạy bin/upgrade trên máy chủ.")


def test_entries_without_a_seal(clerk, settings):
    old = timezone.now() - timedelta(hours=1)
    facts = {"subject_kind": "people.user", "subject_id": clerk.pk, "by": clerk, "request_id": uuid.uuid4()}
    Entry.objects.create(verb="x", at=old, **facts)
    settings.FIXED_TODAY = ""

    found = sign("Niêm phong nhật ký")

    assert (found.tone, found.fact) == (page.BAD, "Chưa có dấu nào. Có việc chưa niêm phong.")


class Quiet(BaseHTTPRequestHandler):
    """Nobody asks it anything after the handshake."""


def test_the_certificate_of_the_own_address(db, tmp_path, settings):
    key, certificate = tmp_path / "k.pem", tmp_path / "c.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "10",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    server = HTTPServer(("127.0.0.1", 0), Quiet)
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(certificate, key)
    server.socket = shown.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SITE_ADDRESS = f"https://localhost:{server.server_port}"

    first = sign("Chứng thư HTTPS")
    server.shutdown()
    server.server_close()
    again = sign("Chứng thư HTTPS")

    assert (first.tone, again, "Còn 9 ngày" in first.fact) == (page.SOON, first, True)
    assert ends_at("https://localhost:1") is None
    settings.SITE_ADDRESS = "https://localhost:1"
    assert "Không hỏi được" in sign("Chứng thư HTTPS").fact


def test_on_mondays_the_administrator_reads_what_is_not_well(admin):
    monday = date(2026, 9, 14)

    (told,) = alarms(monday)

    assert (told.person_id, told.url) == (admin.pk, reverse("system_health"))
    assert "Sao lưu: Chưa có bản nào." in told.line
    assert list(alarms(monday + timedelta(days=1))) == []


def test_a_well_house_has_no_line_on_monday(admin, monkeypatch):
    monkeypatch.setattr("lmhtx.upkeep.contributions.worst_lines", list)

    assert list(alarms(date(2026, 9, 14))) == []


def test_sizes_are_told_in_the_unit_that_fits():
    assert [page._size(value) for value in (12, 4_500, 7_200_000, 3e9, 5e12)] == [
        "12 byte", "4 kB", "7,2 MB", "3,0 GB", "5,0 TB",
    ]  # fmt: skip
