"""Keeping and removing: once per content, the store before the row, thirty days of grace."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from lmhtx.base import clock
from lmhtx.files.actions import remove, store
from lmhtx.files.inspection import bury_forsaken, inspect
from lmhtx.files.models import Attachment, Blob
from lmhtx.files.tasks import inspect_store
from lmhtx.workflow import Refused

PDF = b"%PDF-1.7\n" + b"x" * 3_000_000


def test_a_content_is_kept_once_for_many_attachments(put):
    first, second = put(PDF, "a.pdf"), put(PDF, "b.pdf")

    assert first.blob == second.blob
    assert (first.blob.sha256, first.blob.size_bytes) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    with default_storage.open(first.blob.stored_name) as body:
        assert body.read() == PDF


def test_a_file_on_this_machine_is_kept_with_its_name(agency, officer, tmp_path):
    path = tmp_path / "Kế hoạch.docx"
    path.write_bytes(b"PK\x03\x04")

    attachment = store(path, owner=agency, kind="paper", by=officer)

    assert (attachment.name, list(Attachment.objects.of(agency))) == ("Kế hoạch.docx", [attachment])


def test_a_refused_file_leaves_nothing(put):
    def refuse(path, name):
        assert path.read_bytes() == PDF
        raise Refused(f"Tệp {name} có mật khẩu.")

    with pytest.raises(Refused, match=r"Tệp ke-hoach\.pdf có mật khẩu"):
        put(PDF, check=refuse)

    assert (Blob.objects.count(), default_storage.exists(hashlib.sha256(PDF).hexdigest()[:2])) == (0, False)


def test_a_content_whose_file_was_lost_is_mended_by_the_next_upload(put):
    blob = put(PDF).blob
    default_storage.delete(blob.stored_name)

    again = put(PDF).blob

    assert (again, default_storage.exists(again.stored_name)) == (blob, True)


def test_an_undone_act_leaves_a_stranger_and_no_row(put):
    with transaction.atomic():
        name = put(PDF).blob.stored_name
        transaction.set_rollback(True)

    assert (Blob.objects.count(), default_storage.exists(name)) == (0, True)
    assert put(PDF).blob.stored_name == name


def test_a_removed_attachment_is_gone_and_its_content_stays_thirty_days(put, officer, at_day):
    attachment = put(PDF)
    remove(attachment=attachment, by=officer)

    assert not Attachment.objects.held().exists()
    at_day(clock.today() + timedelta(days=29))
    assert bury_forsaken() == 0
    at_day(clock.today() + timedelta(days=2))
    assert bury_forsaken() == 1
    assert (Blob.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not default_storage.exists(attachment.blob.stored_name)


def test_a_content_that_is_held_elsewhere_never_dies(put, officer, at_day):
    remove(attachment=put(PDF, "a.pdf"), by=officer)
    put(PDF, "b.pdf")
    at_day(clock.today() + timedelta(days=400))

    assert bury_forsaken() == 0


def test_a_store_without_its_folder_is_empty(db, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "chua-co")

    assert inspect().sentence == ""


def test_the_nightly_look_names_strangers_and_gaps(put, tmp_path, settings):
    kept, lost = put(PDF).blob, put(b"%PDF-2").blob
    default_storage.delete(lost.stored_name)
    stranger = tmp_path / "ab" / "la.bin"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"?")
    os.utime(stranger, (0, 0))

    found = inspect()

    assert (found.strangers, found.missing) == (("ab/la.bin",), (lost.sha256,))
    assert inspect_store() == (f"Thiếu 1 tệp trong kho: {lost.sha256}. Có 1 tệp lạ trong kho: ab/la.bin.")
    assert default_storage.exists(kept.stored_name)
