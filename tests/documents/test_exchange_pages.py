"""Pages of the exchange, and the transport that sends and fetches."""

from __future__ import annotations

import http.server
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.actions import exchange_outbox, exchange_sending
from documents.edxml.messages import RECALL
from documents.edxml.writing import written
from documents.enums.exchange import MessageState
from documents.enums.incoming import IncomingState
from documents.models import ExchangeMessage, Incoming, OrganCode
from documents.tasks import exchange_messages
from documents.transports import Address, Folder, transport_from
from lmhtx.directory.models import Agency
from lmhtx.files.actions import destroy
from lmhtx.files.models import Attachment
from lmhtx.notices.models import Notice
from tests.documents.test_exchange import ready
from tests.factories import exchange as ex
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders(settings, tmp_path):
    """A transport by two folders."""
    told = {"out": str(tmp_path / "di"), "into": str(tmp_path / "den"), "url": "", "token": ""}
    (tmp_path / "den").mkdir()
    settings.EXCHANGE = told
    return tmp_path / "di", tmp_path / "den"


def upload(message, name: str = "van-ban.edxml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, written(message), "application/xml")


def test_files_come_in_by_the_page_one_fault_keeps_no_other_out(as_, clerk, tmp_path):
    browser = as_(clerk)
    good = upload(ex.message(files=(ex.enclosed(tmp_path),)))
    bad = SimpleUploadedFile("x.xml", b"<a/>", "application/xml")
    odd = SimpleUploadedFile("x.pdf", b"%PDF", "application/pdf")
    doubtful = upload(
        ex.message(files=(ex.enclosed(tmp_path, *ex.HEAD, "Tối mật", name="b.pdf"),), document_id="b")
    )

    shown = browser.post(reverse("exchange_receive"), {"files": [good, bad, odd, doubtful]})

    page = shown.content.decode()
    assert shown.status_code == 200
    assert "văn bản đang chờ đăng ký" in page
    assert "không phải thông điệp edXML" in page
    assert "Chỉ nhận tệp .edxml hoặc .xml" in page
    assert "Tôi đã xem, không phải văn bản mật" in page
    paper = Incoming.objects.get()
    assert "01 Đã đến" in browser.get(paper.get_absolute_url()).content.decode()
    register = browser.get(reverse("incoming_register", args=[paper.pk])).content.decode()
    assert 'value="05/TTr-STC"' in register


def test_a_request_is_answered_on_its_page(as_, clerk, tmp_path):
    ex.take(tmp_path, ex.message(files=(ex.enclosed(tmp_path),)), by=clerk)
    asked = ex.take(tmp_path, ex.message(business=ex.business(RECALL, reason="Sai")), by=clerk).message
    other = ex.take(
        tmp_path, ex.status("13", sender=ex.FINANCE, document_id=ex.DOCUMENT_ID), by=clerk
    ).message
    browser = as_(clerk)
    assert "Bên gửi yêu cầu" in browser.get(asked.incoming.get_absolute_url()).content.decode()
    assert "Đồng ý" in browser.get(asked.get_absolute_url()).content.decode()
    decline = reverse("exchange_decline", args=[other.pk])
    assert browser.get(decline).status_code == 200
    browser.post(decline, {"reason": "Đang xử lý"})
    other.refresh_from_db()
    assert other.state == MessageState.DECLINED

    browser.post(reverse("exchange_accept", args=[asked.pk]))

    paper = Incoming.objects.get()
    assert paper.state == IncomingState.RECALLED
    first = paper.messages.earliest("pk")
    assert "tệp không còn tải được" in browser.get(first.get_absolute_url()).content.decode()
    held = Attachment.objects.of(first).get()
    assert browser.get(held.get_absolute_url()).status_code == 404


def test_a_paper_goes_out_by_hand(as_, clerk):
    paper = ready(clerk)
    browser = as_(clerk)
    message = paper.messages.get()
    assert "Thông điệp" in browser.get(message.get_absolute_url()).content.decode()
    file = Attachment.objects.of(message).get()
    assert b"".join(browser.get(file.get_absolute_url()).streaming_content).startswith(b"<?xml")

    browser.post(reverse("exchange_hand_over", args=[message.pk]))
    browser.post(reverse("outgoing_axis_send", args=[paper.pk]))

    assert [one.kind for one in paper.messages.order_by("pk")] == ["new", "update"]
    whole = browser.get(reverse("outgoing_edxml", args=[paper.pk]))
    assert whole["Content-Disposition"] == "attachment; filename*=UTF-8''01-KH-LM.edxml"
    assert b"<edXML:Bussiness>" in whole.content
    assert browser.get(reverse("outgoing_edxml", args=[out.outgoing().pk])).status_code == 404
    page = browser.get(paper.get_absolute_url()).content.decode()
    assert "Cập nhật: chờ gửi" in page
    assert "không có mã định danh" in page


def test_what_could_not_be_sent_is_ticked_and_sent_again(as_, clerk):
    message = ready(clerk).messages.get()
    ExchangeMessage.objects.filter(pk=message.pk).update(state=MessageState.DEAD, error="hết giờ")
    browser = as_(clerk)
    assert "hết giờ" in browser.get(f"{reverse('exchange_list')}?state=dead").content.decode()
    assert browser.get(message.get_absolute_url()).status_code == 200

    browser.post(reverse("exchange_resend"), {"ids": [message.pk, "x"]})
    browser.post(reverse("exchange_resend"), {"ids": [message.pk]})

    message.refresh_from_db()
    assert message.state == MessageState.QUEUED


def test_codes_are_written_down(as_, clerk):
    browser = as_(clerk)
    agency = Agency.objects.get(name="Sở Tài chính")
    told = {
        "agency": agency.pk,
        "scheme": "qcvn102",
        "code": "000.00.15.H19",
        "valid_from": "01/07/2025",
        "source": "Danh sách",
    }

    browser.post(reverse("organ_code_create"), told)
    code = OrganCode.objects.get()
    browser.post(
        reverse("organ_code_update", args=[code.pk]), {**told, "valid_to": "31/12/2026", "version": 1}
    )

    code.refresh_from_db()
    assert (str(code), f"{code.valid_to:%d/%m/%Y}") == ("000.00.15.H19 – Sở Tài chính", "31/12/2026")
    assert "000.00.15.H19" in browser.get(reverse("organ_code_list")).content.decode()
    bad = browser.post(reverse("organ_code_create"), {**told, "code": "mã lạ"})
    assert "Mã chỉ gồm chữ in không dấu" in bad.content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(as_, clerk, tmp_path):
    browser = as_(clerk)
    ex.take(tmp_path, ex.message(), by=clerk)
    address = reverse("exchange_list")
    browser.get(address)
    counts = []
    for number in ("a", "b"):
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        counts.append(len(caught))
        ex.take(tmp_path, ex.message(document_id=number), by=clerk)

    assert counts[0] == counts[1]


# The transport


def test_messages_leave_and_come_by_folders(folders, clerk, tmp_path):
    outside, inside = folders
    message = ready(clerk).messages.get()
    (inside / "a.edxml").write_bytes(written(ex.message(files=(ex.enclosed(tmp_path),))))
    (inside / "b.edxml").write_bytes(b"<a/>")
    (inside / "c.xml").write_bytes(
        written(ex.message(files=(ex.enclosed(tmp_path, "TỐI MẬT", name="m.pdf"),), document_id="c"))
    )
    (inside / "d.part").write_bytes(b"")

    told = exchange_messages()

    assert told == "Đã gửi 1, nhận 1 thông điệp."
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    sent = list(outside.iterdir())
    assert [one.read_bytes()[:5] for one in sent] == [b"<?xml"]
    assert sent[0].name.startswith(f"lmhtx-{message.pk}-{message.sha256[:12]}-")
    paper = Incoming.objects.get()
    assert (paper.created_by, paper.state) == (None, IncomingState.RECEIVED)
    assert sorted(one.name for one in (inside / "da-nhan").iterdir()) == ["a.edxml"]
    assert sorted(one.name for one in (inside / "loi").iterdir()) == ["b.edxml", "b.edxml.txt"]
    assert sorted(one.name for one in inside.iterdir()) == ["d.part", "da-nhan", "loi"]
    assert Notice.objects.filter(person=clerk, line__startswith="Một thông điệp").count() == 2
    assert exchange_messages() == "Đã gửi 1, nhận 0 thông điệp."
    assert exchange_messages() == ""


def test_without_a_transport_nothing_leaves_by_itself(settings, clerk):
    settings.EXCHANGE = {"out": "", "into": "", "url": "", "token": ""}
    message = ready(clerk).messages.get()

    assert exchange_messages() == ""
    message.refresh_from_db()
    assert message.state == MessageState.QUEUED


def test_a_folder_that_is_away_is_tried_again_and_given_up(settings, clerk, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    settings.EXCHANGE = {"out": str(tmp_path / "file" / "x"), "into": str(tmp_path), "url": "", "token": ""}
    message = ready(clerk).messages.get()

    assert exchange_sending.send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 1)
    assert "NotADirectoryError" in message.error
    ExchangeMessage.objects.filter(pk=message.pk).update(attempts=7, not_before="2020-01-01T00:00:00Z")
    assert exchange_sending.send_due() == 0

    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.DEAD, 8)


def test_a_message_whose_file_is_gone_or_whose_sender_was_killed(folders, clerk):
    message = ready(clerk).messages.get()
    ExchangeMessage.objects.filter(pk=message.pk).update(
        state=MessageState.SENDING, settled_at="2020-01-01T00:00:00Z"
    )
    held = Attachment.objects.of(message).get()
    Attachment.objects.filter(pk=held.pk).update(removed_at=held.added_at, removed_by=clerk)
    destroy(blob=held.blob)

    assert exchange_sending.send_due() == 0

    message.refresh_from_db()
    assert (message.state, message.error) == (MessageState.DEAD, "Tệp của thông điệp không còn trong kho.")


@pytest.fixture
def server():
    """A server that answers as it is told."""
    answers, heard = [], []

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.headers["Authorization"], self.headers["Content-Type"], body))
            self.send_response(answers.pop(0))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/", answers, heard
    running.shutdown()
    thread.join()
    running.server_close()


def test_messages_leave_by_an_address(server, settings, clerk):
    url, answers, heard = server
    settings.EXCHANGE = {"out": "", "into": "", "url": url, "token": "bi-mat"}
    message = ready(clerk).messages.get()
    answers.extend([503, 200])
    assert exchange_sending.send_due() == 0
    ExchangeMessage.objects.filter(pk=message.pk).update(not_before="2020-01-01T00:00:00Z")

    assert exchange_sending.send_due() == 1

    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert heard[0][:2] == ("Bearer bi-mat", "application/xml; charset=utf-8")
    assert heard[0][2] == heard[1][2]
    answers.append(422)
    again = exchange_outbox.send_out(outgoing=message.outgoing, by=clerk)[0]
    assert exchange_sending.send_due() == 0
    again.refresh_from_db()
    assert (again.state, again.error) == (MessageState.DEAD, "422 Unprocessable Entity")
    assert exchange_sending.fetch_waiting() == 0
    Address("http://x").settle(None)


def test_the_plug_is_what_the_operator_sets(tmp_path):
    assert transport_from({}) is None
    assert transport_from({"out": "a", "into": ""}) is None
    assert isinstance(transport_from({"out": "a", "into": "b"}), Folder)
    assert isinstance(transport_from({"url": "http://x"}), Address)
    assert list(Folder(tmp_path / "a", tmp_path / "b").waiting()) == []


def test_the_todo_list_shows_requests(as_, clerk, tmp_path):
    ex.take(tmp_path, ex.message(), by=clerk)
    ex.take(tmp_path, ex.message(business=ex.business(RECALL, reason="Sai")), by=clerk)

    page = as_(clerk).get(reverse("todo_section", args=["exchange_requests"])).content.decode()

    assert "Thu hồi:" in page
