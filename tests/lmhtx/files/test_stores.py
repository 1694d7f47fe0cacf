"""The two stores: whole files or none, privately, and in words when there is no room or nobody answers."""

from __future__ import annotations

import errno
import resource
import socket
import subprocess
import sys
import threading
from io import BytesIO

import boto3
import pytest
from botocore.config import Config
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.urls import reverse
from moto.server import ThreadedMotoServer

from lmhtx.files import bucket as bucket_module
from lmhtx.files import stores
from lmhtx.files.inspection import inspect
from lmhtx.files.models import Attachment, Blob
from lmhtx.settings import store as store_named
from lmhtx.workflow import Refused

pytestmark = pytest.mark.usefixtures("_officers_see_agencies")


@pytest.fixture(scope="module")
def s3():
    """A store of the kind that offices rent, on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


def bucket_at(place: str, settings) -> None:
    """Files go there from now on."""
    settings.STORAGES = settings.STORAGES | {"default": store_named(f"http://khoa:bi-mat@{place}/lmhtx")}


@pytest.fixture
def bucket(s3, settings):
    """An empty bucket that the portal uses; a client of its own looks into it."""
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{s3}",
        aws_access_key_id="khoa",
        aws_secret_access_key="bi-mat",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="lmhtx")
    bucket_at(s3, settings)
    yield client
    for held in client.list_objects_v2(Bucket="lmhtx").get("Contents", ()):
        client.delete_object(Bucket="lmhtx", Key=held["Key"])
    client.delete_bucket(Bucket="lmhtx")


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits twenty seconds in a test."""
    short = Config(connect_timeout=0.5, read_timeout=0.5, retries={"total_max_attempts": 1})
    monkeypatch.setattr(bucket_module, "PATIENCE", bucket_module.PATIENCE.merge(short))


@pytest.fixture
def silent():
    """A server that takes the call and never says a word."""
    listening = socket.create_server(("127.0.0.1", 0))
    held: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                held.append(listening.accept()[0])
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield f"127.0.0.1:{listening.getsockname()[1]}"
    listening.close()
    for line in held:
        line.close()


def test_the_setting_names_bucket_region_and_secret():
    told = store_named("https://kh%2Foa:b%40i@kho.vidu.vn:9000/lmhtx?region=hcm")

    assert told["OPTIONS"] == {
        "bucket_name": "lmhtx",
        "endpoint_url": "https://kho.vidu.vn:9000",
        "access_key": "kh/oa",
        "secret_key": "b@i",
        "region_name": "hcm",
    }
    assert store_named("")["BACKEND"].endswith("DiskStore")


def test_a_content_goes_into_the_bucket_and_out_by_the_checked_door(bucket, put, as_, officer, clerk):
    first, second = put(b"%PDF-1.7 mot"), put(b"%PDF-1.7 mot", "khac.pdf")

    held = bucket.list_objects_v2(Bucket="lmhtx")["Contents"]
    path = reverse("attachment_download", args=[first.pk])
    fetched = as_(officer).get(path)

    assert [one["Key"] for one in held] == [first.blob.stored_name]
    assert (second.blob, b"".join(fetched.streaming_content)) == (first.blob, b"%PDF-1.7 mot")
    assert as_(clerk).get(path).status_code == 404


def test_a_bucket_gives_no_addresses_away(bucket):
    with pytest.raises(ValueError, match="no public address"):
        default_storage.url("ab/cd")


def test_the_nightly_look_and_the_burial_know_the_bucket(bucket, put):
    kept, lost = put(b"%PDF-1").blob, put(b"%PDF-2").blob
    default_storage.delete(lost.stored_name)

    assert inspect().missing == (lost.sha256,)
    assert default_storage.exists(kept.stored_name)
    assert default_storage.size(kept.stored_name) == kept.size_bytes


def test_a_bucket_that_refuses_is_told_in_words_and_leaves_no_row(put, settings, impatient):
    with socket.create_server(("127.0.0.1", 0)) as unheard:
        place = f"127.0.0.1:{unheard.getsockname()[1]}"
    bucket_at(place, settings)

    with pytest.raises(Refused, match="Kho tệp tạm thời không trả lời"):
        put(b"%PDF-1")

    assert (Blob.objects.count(), Attachment.objects.count()) == (0, 0)


def test_a_bucket_that_hangs_is_given_up_and_used_again_when_it_is_back(
    s3, silent, bucket, put, settings, impatient, as_, officer
):
    attachment = put(b"%PDF-1")
    path = reverse("attachment_download", args=[attachment.pk])
    bucket_at(silent, settings)

    with pytest.raises(Refused, match="Kho tệp tạm thời không trả lời"):
        put(b"%PDF-2")
    away = as_(officer).get(path)
    bucket_at(s3, settings)
    again = put(b"%PDF-2")

    assert (away.status_code, "Hãy thử lại sau ít phút" in away.content.decode()) == (503, True)
    assert b"".join(as_(officer).get(path).streaming_content) == b"%PDF-1"
    assert default_storage.exists(again.blob.stored_name)


def test_a_refused_listing_is_told_as_a_store_that_is_away(bucket, s3):
    bucket.create_bucket(Bucket="khac")
    strange = storages.create_storage(store_named(f"http://khoa:bi-mat@{s3}/khong-co"))

    with pytest.raises(stores.StoreAway):
        strange.listdir("")
    with pytest.raises(FileNotFoundError):
        strange.open("khong-co").read()


FULL_DISK = """
import resource, sys
from io import BytesIO
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from django.core.files.base import ContentFile
from lmhtx.files.stores import DiskStore, told_in_words
from lmhtx.workflow import Refused
disk = DiskStore(location=sys.argv[1])
try:
    with told_in_words():
        disk.save("ab/cd/lon", ContentFile(b"x" * 300_000))
except Refused as refused:
    print(refused)
disk.save("ab/cd/nho", ContentFile(b"x" * 50_000))
"""


def test_a_full_disk_is_told_in_words_and_leaves_no_half_file(tmp_path):
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FULL_DISK, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert told.stdout.strip() == stores.FULL
    assert [path.name for path in (tmp_path / "ab" / "cd").iterdir()] == ["nho"]


def test_an_upload_onto_a_full_disk_leaves_no_row(put, monkeypatch):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(Refused, match="Kho tệp đã đầy"):
            put(b"%PDF-1" + b"x" * 400_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert (Blob.objects.count(), Attachment.objects.count()) == (0, 0)
    assert put(b"%PDF-1" + b"x" * 400_000).blob.size_bytes == 400_006


def test_another_failure_of_the_disk_is_no_full_disk():
    with pytest.raises(OSError, match="hỏng"), stores.told_in_words():
        raise OSError(errno.EIO, "hỏng")


def test_a_half_file_of_older_times_is_written_anew(put):
    whole = b"%PDF-1" + b"x" * 1000
    name = put(whole).blob.stored_name
    Attachment.objects.all().delete()
    Blob.objects.all().delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole[:500]))

    blob = put(whole).blob

    assert (blob.stored_name, default_storage.size(name)) == (name, len(whole))
    with default_storage.open(name) as body:
        assert BytesIO(whole).read() == body.read()
