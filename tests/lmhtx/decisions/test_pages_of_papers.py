"""Pictures of pages: made once behind the page, light, seen by whoever sees the file, gone with it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.decisions import queries
from lmhtx.decisions.actions import pages
from lmhtx.decisions.tasks import draw_pages
from lmhtx.files.actions import keep_page_copies, remove, store
from lmhtx.files.inspection import bury_forsaken
from lmhtx.files.models import Attachment, Blob, PageCopy
from lmhtx.jobs.models import Job
from lmhtx.reading.page_copies import HEAVIEST_BYTES, page_copies
from plans.actions.evidence import attach_evidence

pytestmark = pytest.mark.django_db


def pdf(count: int) -> bytes:
    """A PDF of empty A4 pages."""
    document, body = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(count):
        document.new_page(595, 842)
    document.save(body)
    return body.getvalue()


def attach(report, by, body: bytes, name: str) -> Attachment:
    """Evidence as it comes in."""
    attach_evidence(report=report, by=by, files=[SimpleUploadedFile(name, body)], max_bytes=10**7)
    return Attachment.objects.of(report).last()


def paper(attachment: Attachment) -> queries.Paper:
    """The file as the queue shows it."""
    return queries.papers_of([attachment])[0]


def test_pages_are_drawn_behind_the_page_and_once(report, officer) -> None:
    body = pdf(2)
    held = attach(report, officer, body, "ket-qua.pdf")
    (job,) = Job.objects.filter(name="decisions.draw_pages")
    assert (job.arguments, paper(held).pages, paper(held).is_coming) == ({"blob_id": held.blob_id}, [], True)

    draw_pages(**job.arguments)
    draw_pages(**job.arguments)
    attach(report, officer, body, "ban-sao.pdf")

    drawn = paper(held)
    assert [number for number, _address in drawn.pages] == [1, 2]
    assert (drawn.left, drawn.fault, drawn.is_coming) == (0, "", False)
    assert (PageCopy.objects.count(), Job.objects.filter(name="decisions.draw_pages").count()) == (2, 1)
    assert str(PageCopy.objects.first()) == "trang 1/2"


def test_of_a_long_paper_the_first_pages_are_drawn(report, officer) -> None:
    held = attach(report, officer, pdf(14), "dai.pdf")

    pages.draw_pages(blob_id=held.blob_id)

    assert (len(paper(held).pages), paper(held).left) == (12, 2)


def test_a_paper_that_cannot_be_drawn_says_so(report, officer) -> None:
    held = store(SimpleUploadedFile("hong.pdf", b"%PDF-1.7\nhong"), owner=report, kind="evidence", by=officer)

    pages.draw_pages(blob_id=held.blob_id)

    shown = paper(held)
    assert (shown.pages, shown.left, shown.is_coming) == ([], 0, False)
    assert shown.fault


def test_what_is_no_paper_is_only_a_link(report, officer) -> None:
    held = store(SimpleUploadedFile("so-lieu.xlsx", b"PK\x03\x04"), owner=report, kind="evidence", by=officer)

    pages.ask_for_pages(attachment=held, by=officer)

    assert (paper(held).is_coming, Job.objects.filter(name="decisions.draw_pages").exists()) == (False, False)


def test_a_content_that_is_gone_is_let_go() -> None:
    pages.draw_pages(blob_id=0)

    assert not PageCopy.objects.exists()


def test_no_picture_is_heavier_than_a_slow_line_bears(tmp_path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (3000, 2100), dtype=np.uint8)
    photo = tmp_path / "nhieu.png"
    photo.write_bytes(cv2.imencode(".png", noise)[1].tobytes())

    drawn = page_copies(photo, most=12)

    assert (drawn["count"], len(drawn["pages"])) == (1, 1)
    assert len(drawn["pages"][0]) <= HEAVIEST_BYTES


def test_only_who_sees_the_file_sees_its_pages(
    report, officer, deputy, outsider, partner, as_, client
) -> None:
    held = attach(report, officer, pdf(1), "ket-qua.pdf")
    pages.draw_pages(blob_id=held.blob_id)
    ((_number, address),) = paper(held).pages

    response = as_(deputy).get(address)

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Content-Disposition"].startswith("inline")
    assert (response["Cache-Control"], b"".join(response.streaming_content)[8:12]) == (
        "private, no-store",
        b"WEBP",
    )
    assert [as_(who).get(address).status_code for who in (outsider, partner)] == [404, 404]
    assert as_(deputy).get(reverse("attachment_page", args=[held.pk, 2])).status_code == 404
    assert client.get(address).status_code == 302
    assert list(PageCopy.objects.visible_to(outsider)) == []
    assert PageCopy.objects.visible_to(deputy).count() == 1
    remove(attachment=held, by=officer)
    assert as_(deputy).get(address).status_code == 404


def test_pictures_live_as_long_as_what_they_show(report, officer) -> None:
    held = attach(report, officer, pdf(1), "ket-qua.pdf")
    pages.draw_pages(blob_id=held.blob_id)
    Blob.objects.update(created_at=clock.now() - timedelta(days=40))
    assert bury_forsaken() == 0

    remove(attachment=held, by=officer)
    Attachment.objects.update(removed_at=clock.now() - timedelta(days=31))

    assert [bury_forsaken(), bury_forsaken(), bury_forsaken()] == [1, 1, 0]
    assert (Blob.objects.count(), PageCopy.objects.count()) == (0, 0)


def test_two_workers_keep_one_set(report, officer) -> None:
    held = attach(report, officer, pdf(1), "ket-qua.pdf")

    for _ in range(2):
        keep_page_copies(source=held.blob, pictures=[b"RIFF0000WEBP"], page_count=1)

    assert PageCopy.objects.count() == 1
