"""Health for machines: live, ready, figures; no sign-in, no secret."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from lmhtx.jobs.models import Job
from lmhtx.settings import ROOT

PRODUCTION = {
    "LMHTX_TESTING": "0",
    "LMHTX_DEMO": "0",
    "LMHTX_TODAY": "",
    "SECRET_KEY": "kR9v2mQ7xT4nB8wZ1cY6uJ3pL5sD0fGhEaKiOtVrXbNqWzMy8Ue2",
    "ALLOWED_HOSTS": "dieuhanh.vidu.vn,127.0.0.1",
    "SITE_ADDRESS": "https://dieuhanh.vidu.vn",
    "CSRF_TRUSTED_ORIGINS": "https://dieuhanh.vidu.vn",
    "EMAIL_URL": "smtp+tls://a:b@mail.vidu.vn:587",
    "MAIL_FROM": "Cổng điều hành <khong-tra-loi@vidu.vn>",
    "LMHTX_HTTPS": "1",
    "S3_URL": "http://khoa:bi-mat@storage:9000/lmhtx",
}


def test_a_living_process_says_so_without_asking_anybody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("live"))

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_ready_one_names_its_parts(client, db):
    response = client.get("/suc-khoe/san-sang")

    assert response.status_code == 200
    assert response.json() == dict.fromkeys(("database", "migrations", "storage", "queue"), "ok")


def test_without_the_queue_it_is_ready_all_the_same(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get(reverse("ready"))

    assert (response.status_code, response.json()["queue"]) == (200, "away")


def test_it_is_not_ready_before_its_migrations(client, db):
    MigrationRecorder(connection).migration_qs.filter(app="plans").order_by("-pk").first().delete()

    response = client.get(reverse("ready"))

    assert (response.status_code, response.json()["migrations"]) == (503, "migrations missing")


def test_it_is_not_ready_without_its_store(client, db, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "lmhtx.files.bucket.BucketStore",
            "OPTIONS": {"bucket_name": "x", "endpoint_url": "http://127.0.0.1:1", "region_name": "x"}
            | {"access_key": "x", "secret_key": "x"},
        }
    }

    response = client.get(reverse("ready"))

    assert (response.status_code, response.json()["storage"]) == (503, "away")


# Figures


@pytest.fixture
def counting(settings):
    """Figures are given."""
    settings.METRICS = True


def test_figures_tell_the_office_to_an_inner_address(client, db, counting):
    Job.objects.create(name="jobs.prune")

    response = client.get(reverse("metrics"))

    assert (response.status_code, response.headers["Content-Type"].split(";")[0]) == (200, "text/plain")
    assert b"lmhtx_jobs_waiting 1.0" in response.content


def test_figures_of_several_processes_come_from_their_common_folder(
    client, db, counting, tmp_path, monkeypatch
):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))

    assert b"lmhtx_beat_speaks 0.0" in client.get(reverse("metrics")).content


def test_figures_are_closed_to_the_street(client, db, counting, settings):
    path = reverse("metrics")

    assert client.get(path, REMOTE_ADDR="113.160.1.1").status_code == 404
    assert client.get(path, headers={"X-Forwarded-For": "113.160.1.1"}).status_code == 404
    settings.METRICS_TOKEN = "tu-khoa"
    assert client.get(path).status_code == 404
    assert client.get(path, headers={"Authorization": "Bearer tu-khoa"}).status_code == 200
    settings.METRICS = False
    assert client.get(path, headers={"Authorization": "Bearer tu-khoa"}).status_code == 404


# Production


def asked(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """What manage.py says under the settings of production."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, **PRODUCTION, **more},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_passes_the_check_for_deployment_without_a_warning():
    told = asked("check", "--deploy", "--fail-level", "WARNING")

    assert (told.returncode, "no issues (0 silenced)" in told.stdout + told.stderr) == (0, True), told.stderr


def test_production_without_a_mail_server_is_warned_of():
    told = asked("check", "--deploy", "--fail-level", "WARNING", EMAIL_URL="")

    assert told.returncode == 1
    assert "EMAIL_URL" in told.stderr
