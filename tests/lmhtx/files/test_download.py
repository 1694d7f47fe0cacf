"""Fetching files: rights by the owner, names by RFC 5987, nothing runs in the browser."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from lmhtx.files.actions import remove

pytestmark = pytest.mark.usefixtures("_officers_see_agencies")


def test_only_who_sees_the_owner_gets_the_file(as_, put, officer, chairman, outsider, client):
    address = put(b"%PDF-1.7").get_absolute_url()

    assert [as_(person).get(address).status_code for person in (officer, chairman, outsider)] == [
        200,
        404,
        404,
    ]
    assert client.get(address).status_code == 302


def test_a_vietnamese_name_travels_whole(as_, put, officer):
    response = as_(officer).get(put(b"PK\x03\x04", "Kế hoạch số 245.docx").get_absolute_url())

    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%20245.docx"
    )
    assert (response["X-Content-Type-Options"], b"".join(response.streaming_content)) == (
        "nosniff",
        b"PK\x03\x04",
    )


@pytest.mark.parametrize(
    ("body", "name", "mime", "is_shown"),
    [
        (b"%PDF-1.7", "a.pdf", "application/pdf", True),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png", True),
        (b"<html><script>alert(1)</script>", "a.html", "application/octet-stream", False),
        (b"<svg onload=alert(1)>", "a.svg", "application/octet-stream", False),
    ],
)
def test_only_papers_and_pictures_are_shown_in_place(as_, put, officer, body, name, mime, is_shown):
    response = as_(officer).get(put(body, name).view_url)

    assert response["Content-Type"] == mime
    assert response["Content-Disposition"].startswith("inline") is is_shown
    response.close()


def test_a_removed_or_lost_file_is_not_found(as_, put, officer):
    removed, lost = put(b"%PDF-1"), put(b"%PDF-2")
    remove(attachment=removed, by=officer)
    default_storage.delete(lost.blob.stored_name)

    codes = [as_(officer).get(file.get_absolute_url()).status_code for file in (removed, lost)]

    assert codes == [404, 404]
