"""Two webs and two workers on one database, one queue and one bucket: as on two machines, under load."""

from __future__ import annotations

import contextlib
import io
import threading
import time
import uuid
from pathlib import Path

import boto3
import pytest
from django.urls import reverse
from moto.server import ThreadedMotoServer

from lmhtx.files.actions import store as store_file
from lmhtx.jobs.beat import is_beating
from lmhtx.jobs.models import Job, JobState
from lmhtx.jobs.queue import later
from lmhtx.settings import store
from plans.models import Reading, Task
from plans.models.reading import ReadingState
from tests.faults.office import Browser, Process, Web, at_the_same_moment, until, worker

PASTED = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tMở lớp tập huấn\tVăn phòng\tQuý II/2026\n"
LOAD_SECONDS = 4
JOBS = 12


@pytest.fixture
def bucket(monkeypatch, settings):
    """A bucket that every process of the office is told of."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    secret = {"aws_access_key_id": "khoa", "aws_secret_access_key": "bi-mat", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", **secret).create_bucket(Bucket="lmhtx")
    address = f"http://khoa:bi-mat@{host}:{port}/lmhtx"
    monkeypatch.setenv("S3_URL", address)
    # Told through the fixture, so that a store opened by an earlier test is let go.
    settings.STORAGES = settings.STORAGES | {"default": store(address)}
    yield
    server.stop()


@pytest.fixture
def machines(furnished, var, bucket, tmp_path):
    """Two places that share no folder: a web and a worker in each."""
    started: list[Process] = []
    webs = []
    for name in ("mot", "hai"):
        place = Path(tmp_path) / name
        (place / "static").mkdir(parents=True)
        started.append(Web(place))
        webs.append(started[-1])
        started.append(worker(place))
    yield webs
    for process in started:
        process.kill()


@pytest.fixture
def load(machines, person):
    """Readers on both webs for as long as the block lasts; what they were answered."""

    @contextlib.contextmanager
    def running():
        answers: list[int] = []
        is_over = threading.Event()

        def read(browser: Browser) -> None:
            while not is_over.is_set():
                answers.append(browser.get("/").status)

        readers = [Browser(web.port, person(name)) for web in machines for name in ("vanthu", "truongphong")]
        threads = [threading.Thread(target=read, args=[reader]) for reader in readers]
        for thread in threads:
            thread.start()
        yield answers
        is_over.set()
        for thread in threads:
            thread.join(30)

    return running


def test_two_machines_are_one_office(machines, load, person, tmp_path):
    one, other = machines
    head = person("truongphong")
    here = Browser(one.port, head)
    there = Browser(other.port, head, cookies={})
    there.cookies = here.cookies
    give = reverse("task_give")
    key = str(uuid.uuid4())
    sent = {"act_key": key, "text": "Lập danh sách", "person": person("chuyenvien").pk, "due_on": "30/9/2026"}

    with load() as answers:
        end = time.monotonic() + LOAD_SECONDS
        # A session begun on one web goes on on the other, tokens included.
        tokens = [browser.form(give)["csrfmiddlewaretoken"] for browser in (here, there)]
        # The same form, sent to both at once: one act, the same answer.
        given = at_the_same_moment(
            *(
                lambda browser=browser, token=token: browser.post(give, sent | {"csrfmiddlewaretoken": token})
                for browser, token in zip((here, there), tokens, strict=True)
            )
        )
        # Handed in on one, read by whichever worker.
        clerk = Browser(one.port, person("vanthu"))
        path = reverse("reading_create")
        handed_in = clerk.post(path, clerk.form(path) | {"pasted": PASTED})
        for _ in range(JOBS):
            later("jobs.prune")
        until(lambda: Reading.objects.filter(state=ReadingState.READY).exists())
        until(lambda: not Job.objects.still_open().exists())
        time.sleep(max(0.0, end - time.monotonic()))

    task = Task.objects.get()
    reading, owner = Reading.objects.get(), person("vanthu")
    paper = store_file(
        io.BytesIO("Danh sách".encode()), owner=reading, kind="source", by=owner, name="ds.txt"
    )
    fetched = [Browser(web.port, owner).get(paper.get_absolute_url()) for web in machines]
    assert [answer.status for answer in given] == [302, 302]
    assert {answer.location for answer in given} == {task.get_absolute_url()}
    assert handed_in.status == 302
    assert [(answer.status, answer.text) for answer in fetched] == [(200, "Danh sách")] * 2
    assert not list(tmp_path.rglob(paper.blob.sha256))
    assert set(answers) == {200}
    assert len(answers) > 8
    ran = Job.objects.filter(name="jobs.prune")
    assert (ran.count(), ran.filter(state=JobState.DONE, attempts=1).count()) == (JOBS, JOBS)


def test_of_two_beats_one_speaks_and_the_other_takes_over(furnished, var, tmp_path):
    beats = []
    for name in ("mot", "hai"):
        place = Path(tmp_path) / name
        place.mkdir()
        beats.append(Process(place, "celery", "-A", "lmhtx", "beat", "--loglevel", "info", "--pidfile="))
    speaks = "bắt đầu giữ lịch"
    try:
        until(lambda: any(speaks in beat.log.read_text() for beat in beats))
        first = next(beat for beat in beats if speaks in beat.log.read_text())
        second = next(beat for beat in beats if beat is not first)
        until(lambda: "beat: Starting" in second.log.read_text())
        was_silent = speaks not in second.log.read_text()
        first.kill()
        until(lambda: speaks in second.log.read_text())
        assert (was_silent, is_beating()) == (True, True)
    finally:
        for beat in beats:
            beat.kill()
    until(lambda: not is_beating())
