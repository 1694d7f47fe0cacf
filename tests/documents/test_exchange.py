"""Papers on the document axis: what comes, what is told to its sender, what is asked, what goes out and comes back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from documents.actions import directing, exchange_outbox, exchange_requests, issuing, resolving
from documents.actions import incoming as acts
from documents.actions.directing import Words
from documents.actions.reading import read_incoming_files
from documents.edxml.messages import NEW, RECALL, REPLACE, UPDATE, Replaced
from documents.enums.exchange import MessageKind, MessageState, StatusCode
from documents.enums.incoming import Channel, IncomingState, Reason, Urgency
from documents.enums.outgoing import SCAN_FILE, Amending, OutgoingState, SendWay
from documents.models import ExchangeMessage, Incoming, Outgoing, Recipient
from documents.queries.exchange import (
    agency_of,
    file_of,
    own_code,
    places_of,
    requests_waiting,
    source_message,
)
from documents.queries.exchange_messages import message_read
from documents.queries.letters import first_values
from lmhtx.audit.models import Entry
from lmhtx.directory.models import Agency
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment, Blob
from lmhtx.notices.models import Notice
from lmhtx.workflow import Refused
from tests.factories import documents as make
from tests.factories import exchange as ex
from tests.factories import outgoing as out

pytestmark = pytest.mark.django_db


def said(act, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **facts)
    return str(refused.value)


def codes(paper) -> list[str]:
    """What was told to the sender, in order."""
    rows = paper.messages.filter(flow="out").statuses()
    return list(rows.values_list("status_code", flat=True))


def came(tmp_path, clerk, **facts) -> Incoming:
    taken = ex.take(tmp_path, ex.message(files=(ex.enclosed(tmp_path),), **facts), by=clerk)
    assert taken.incoming is not None, taken.words
    return taken.incoming


def register(paper, clerk):
    values = {
        **make.values(),
        **{k: v for k, v in first_values(paper).items() if k in {"subject", "issuer_written"}},
    }
    values |= {"number": paper.number, "symbol": paper.symbol, "issued_on": paper.issued_on}
    return acts.register_incoming(incoming=paper, values=values, by=clerk)


def test_scenario_statuses_of_a_paper_from_the_axis(tmp_path, clerk, chairman, officer):
    ex.own_code()
    paper = came(tmp_path, clerk)
    assert (paper.state, codes(paper)) == (IncomingState.RECEIVED, ["01"])
    assert source_message(paper).document_id == "000.00.00.H19,2026/05/04,05/TTr-STC"
    kept = register(paper, clerk)
    assert codes(kept) == ["01", "03"]
    directing.present_incoming(incoming=kept, to=chairman, by=clerk)
    directing.direct_incoming(
        incoming=Incoming.objects.get(pk=kept.pk),
        words=Words(lead=make.unit(), text="Tham mưu."),
        by=chairman,
    )
    assert str(make.unit()) == "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"
    assert codes(kept) == ["01", "03", "04"]
    head = out.person("truongphong")
    directing.assign_incoming(incoming=Incoming.objects.get(pk=kept.pk), person=officer, by=head)
    resolving.take_up(incoming=Incoming.objects.get(pk=kept.pk), by=officer)
    assert codes(kept) == ["01", "03", "04", "05"]
    reply = out.outgoing(OutgoingState.SEALED, answers=[Incoming.objects.get(pk=kept.pk)])

    issuing.issue_outgoing(outgoing=reply, way=SendWay.AXIS, by=clerk)

    assert Incoming.objects.get(pk=kept.pk).state == IncomingState.COMPLETED
    assert codes(kept) == ["01", "03", "04", "05", "06"]
    asked = ex.take(
        tmp_path,
        ex.message(business=ex.business(RECALL, document_id=ex.DOCUMENT_ID, reason="Gửi nhầm bản dự thảo")),
        by=clerk,
    )
    assert asked.message.state == MessageState.WAITING
    assert list(requests_waiting(clerk)) == [asked.message]
    file = Attachment.objects.of(kept).get()
    assert Attachment.objects.visible_to(officer).filter(pk=file.pk).exists()

    exchange_requests.accept_request(message=asked.message, by=clerk)

    gone = Incoming.objects.get(pk=kept.pk)
    assert (gone.state, codes(gone)) == (IncomingState.RECALLED, ["01", "03", "04", "05", "06", "15"])
    assert not Attachment.objects.visible_to(officer).filter(pk=file.pk).exists()
    assert not Attachment.objects.visible_to(clerk).filter(owner_kind="documents.exchangemessage").exists()
    assert (file_of(source_message(gone)), gone.subject != "") == (None, True)
    told = gone.messages.get(kind=MessageKind.RECALL)
    assert (told.reason, told.answered_by, told.state) == (
        "Gửi nhầm bản dự thảo",
        clerk,
        MessageState.ACCEPTED,
    )
    assert "đã được trả lời" in said(exchange_requests.accept_request, message=told, by=clerk)


def test_scenario_sending_back_needs_a_reason(tmp_path, clerk):
    paper = came(tmp_path, clerk)

    assert "ghi rõ lý do" in said(
        acts.return_incoming, incoming=paper, reason=Reason.OTHER, words=" ", by=clerk
    )
    assert codes(paper) == ["01"]
    back = acts.return_incoming(incoming=paper, reason=Reason.OTHER, words="Thiếu phụ lục 2", by=clerk)

    assert (back.state, back.arrival_number) == (IncomingState.RETURNED, None)
    assert codes(paper) == ["01", "02"]
    assert paper.messages.get(status_code="02").reason == "Lý do khác: Thiếu phụ lục 2"
    assert "ghi rõ lý do" in said(
        exchange_outbox.tell_sender,
        incoming=came(tmp_path, clerk, document_id="khác", number="06"),
        code=StatusCode.REFUSED,
        by=clerk,
    )


def test_scenario_the_same_message_twice_makes_one_record(tmp_path, clerk):
    message = ex.message(files=(ex.enclosed(tmp_path),))
    first = ex.take(tmp_path, message, by=clerk)

    again = ex.take(tmp_path, message, by=None)
    rewritten = ex.take(tmp_path, ex.message(subject="Viết khác đi"), by=clerk)

    assert Incoming.objects.count() == 1
    assert (again.incoming, rewritten.incoming) == (first.incoming, first.incoming)
    assert again.words.startswith("Thông điệp này đã nhận lúc")
    assert not again.is_new
    assert codes(first.incoming) == ["01"]
    row = first.message
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeMessage.objects.create(
            flow="in",
            kind="new",
            document_id=row.document_id,
            partner_code=row.partner_code,
            sha256="0" * 64,
            state="taken",
        )


def test_a_paper_waits_with_its_fields_and_files(tmp_path, clerk):
    ex.own_code()
    agency = Agency.objects.get(name="Sở Tài chính")
    ex.code_of(agency, ex.FINANCE)

    paper = came(tmp_path, clerk)

    values = first_values(paper)
    assert (values["reference"], values["urgency"], values["signer"]) == (
        "05/TTr-STC",
        "urgent",
        "Nguyễn Văn Bình",
    )
    assert (paper.issuer, paper.issuer_written, paper.urgency) == (agency, "Sở Tài chính", Urgency.URGENT)
    assert (paper.type.code, paper.pages, paper.copies) == ("ttr", 1, 1)
    assert f"{paper.demanded_on:%d/%m/%Y} {paper.issued_on:%d/%m/%Y}" == "30/09/2026 04/05/2026"
    assert [one.name for one in Attachment.objects.of(paper)] == ["05-TTr-STC.pdf"]
    assert list(paper.arrivals.values_list("channel", flat=True)) == [Channel.AXIS]
    assert Attachment.objects.of(source_message(paper)).get().name == "den.edxml"
    assert agency_of("x") is None


def test_nothing_of_a_secret_message_is_kept(tmp_path, clerk):
    stamped = ex.enclosed(tmp_path, "TỐI MẬT", *ex.HEAD)
    secret = ex.message(files=(stamped,))
    doubtful = ex.message(
        files=(ex.enclosed(tmp_path, *ex.HEAD, "Tối mật", name="hai.pdf"),), document_id="hai"
    )

    stopped, asked = ex.take(tmp_path, secret, by=clerk), ex.take(tmp_path, doubtful, by=clerk)

    assert (stopped.is_secret, asked.is_doubtful) == (True, True)
    assert (Incoming.objects.count(), ExchangeMessage.objects.count(), Blob.objects.count()) == (0, 0, 0)
    assert Entry.objects.filter(verb="documents.secret.turned_away").count() == 1
    assert ex.take(tmp_path, doubtful, by=clerk, is_seen_open=True).incoming is not None


def test_a_paper_without_files_waits_too(tmp_path, clerk):
    taken = ex.take(tmp_path, ex.message(), by=None)

    assert (taken.incoming.created_by, taken.incoming.subject) == (None, ex.message().subject)


def test_without_any_code_the_status_waits_until_one_is_entered(tmp_path, clerk):
    taken = ex.take(tmp_path, ex.message(receivers=()), by=clerk)
    told = taken.incoming.messages.get(status_code="01")
    assert (told.state, "mã do tỉnh cấp" in told.error) == (MessageState.DEAD, True)
    assert "mã do tỉnh cấp" in said(exchange_outbox.resend, message=told, by=clerk)

    ex.own_code()
    anew = exchange_outbox.resend(message=told, by=clerk)

    told.refresh_from_db()
    assert (told.state, anew.state, anew.status_code) == (MessageState.CANCELLED, MessageState.QUEUED, "01")


def test_the_code_of_the_letter_is_used_while_ours_is_not_entered(tmp_path, clerk):
    taken = ex.take(tmp_path, ex.message(), by=clerk)

    told = taken.incoming.messages.get(status_code="01")

    assert (own_code(), told.state, told.changes) == ("", MessageState.QUEUED, {})
    assert source_message(taken.incoming).changes == {"addressed_as": ex.OURS}


def test_the_same_paper_by_another_way_keeps_the_road_back(tmp_path, clerk):
    first = make.incoming(by=clerk, number="05", symbol="TTr-STC", issuer_written="Sở Tài chính")
    waiting = came(tmp_path, clerk)

    acts.add_arrival(incoming=first, channel=Channel.AXIS, by=clerk, waiting=waiting)

    assert codes(first) == ["01", "03"]
    assert Incoming.objects.get(pk=waiting.pk).state == IncomingState.DROPPED


def test_what_is_dropped_is_refused_to_its_sender(tmp_path, clerk):
    paper = came(tmp_path, clerk)

    acts.drop_incoming(incoming=paper, reason="Quảng cáo", by=clerk)

    assert codes(paper) == ["01", "02"]


def test_a_recall_before_the_book_and_one_declined(tmp_path, clerk):
    paper = came(tmp_path, clerk)
    asked = ex.take(
        tmp_path,
        ex.status("13", sender=ex.FINANCE, document_id=ex.DOCUMENT_ID, description="Sai số liệu"),
        by=clerk,
    )
    assert "ghi rõ lý do" in said(
        exchange_requests.decline_request, message=asked.message, reason=" ", by=clerk
    )

    exchange_requests.decline_request(message=asked.message, reason="Đã chuyển xử lý", by=clerk)

    assert codes(paper) == ["01", "16"]
    assert Incoming.objects.get(pk=paper.pk).state == IncomingState.RECEIVED
    second = ex.take(tmp_path, ex.message(business=ex.business(RECALL, reason="Lần hai")), by=clerk)
    exchange_requests.accept_request(message=second.message, by=clerk)
    assert Incoming.objects.get(pk=paper.pk).state == IncomingState.RECALLED
    third = ex.take(tmp_path, ex.message(business=ex.business(RECALL, reason="Lần ba")), by=clerk)
    exchange_requests.accept_request(message=third.message, by=clerk)
    assert codes(paper) == ["01", "16", "15", "15"]
    assert Notice.objects.filter(person=clerk, line__contains="yêu cầu thu hồi").count() == 3


def test_requests_about_unknown_papers_are_told(tmp_path, clerk):
    recall = ex.message(business=ex.business(RECALL), document_id="lạ")

    assert "không có văn bản ấy của Sở Tài chính" in said(ex.take, tmp_path, recall, by=clerk)
    about = ex.status("03", sender=ex.FINANCE, document_id="lạ")
    assert "chưa gửi văn bản ấy" in said(ex.take, tmp_path, about, by=clerk)
    odd = ex.status("99", sender=ex.FINANCE, document_id="lạ")
    assert "Mã trạng thái 99" in said(ex.take, tmp_path, odd, by=clerk)
    assert said(ex.take, tmp_path, ex.message(sender=ex.Organ(code="")), by=clerk).startswith(
        "Thông điệp không ghi"
    )


def test_an_update_changes_the_paper_when_the_clerk_agrees(tmp_path, clerk):
    paper = register(came(tmp_path, clerk), clerk)
    new = ex.message(
        subject="Về việc ban hành kế hoạch (đã sửa)",
        files=(ex.enclosed(tmp_path, *ex.HEAD, "Bản sửa", name="ban-sua.pdf"),),
        business=ex.business(UPDATE, reason="Sửa trích yếu", changes_document=True),
    )

    asked = ex.take(tmp_path, new, by=clerk)
    assert Incoming.objects.get(pk=paper.pk).subject == paper.subject
    exchange_requests.accept_request(message=asked.message, by=clerk)

    changed = Incoming.objects.get(pk=paper.pk)
    assert changed.subject == "Về việc ban hành kế hoạch (đã sửa)"
    assert [one.name for one in Attachment.objects.of(changed)] == ["05-TTr-STC.pdf", "ban-sua.pdf"]
    assert codes(changed) == ["01", "03", "15"]
    secret = ex.message(subject="x", files=(ex.enclosed(tmp_path, "TỐI MẬT"),), business=ex.business(UPDATE))
    assert ex.take(tmp_path, secret, by=clerk).is_secret
    last = ex.take(tmp_path, ex.message(subject="y", business=ex.business(UPDATE)), by=clerk)
    acts.recall_incoming(incoming=changed, reason="Thu hồi", by=clerk)
    assert "không cập nhật nữa" in said(exchange_requests.accept_request, message=last.message, by=clerk)
    ExchangeMessage.objects.filter(pk=last.message.pk).update(incoming=None)
    assert "không gắn với văn bản nào" in said(
        exchange_requests.accept_request, message=last.message, by=clerk
    )


def test_an_update_of_a_paper_that_never_came_is_a_paper(tmp_path, clerk):
    taken = ex.take(tmp_path, ex.message(business=ex.business(UPDATE)), by=clerk)

    assert (taken.incoming.state, taken.message.kind) == (IncomingState.RECEIVED, MessageKind.NEW)


def test_a_replacement_comes_and_asks_for_the_former_one(tmp_path, clerk):
    former = came(tmp_path, clerk)
    new = ex.message(
        document_id="mới",
        number="09",
        business=ex.business(
            REPLACE,
            replaced=(Replaced(document_id=ex.DOCUMENT_ID), Replaced(document_id="lạ")),
        ),
    )

    taken = ex.take(tmp_path, new, by=clerk)

    asked = former.messages.get(kind=MessageKind.RECALL)
    assert (taken.message.kind, asked.state) == (MessageKind.REPLACE, MessageState.WAITING)
    assert asked.reason.startswith("Được thay thế bởi 09/TTr-STC")
    exchange_requests.accept_request(message=asked, by=clerk)
    assert Incoming.objects.get(pk=former.pk).state == IncomingState.RECALLED
    assert Incoming.objects.get(pk=taken.incoming.pk).state == IncomingState.RECEIVED


# Out and back


def ready(clerk, state=OutgoingState.ISSUED, **facts) -> Outgoing:
    """A paper with its scan, to go to Sở Tài chính by the axis."""
    agency = Agency.objects.get(name="Sở Tài chính")
    ex.own_code()
    if not agency.organ_codes.exists():
        ex.code_of(agency, ex.FINANCE)
    places = [out.drafting.Place("Sở Tài chính", 1, agency), out.drafting.Place("Nơi chưa có mã")]
    paper = out.outgoing(OutgoingState.SEALED, places=places, **facts)
    store(make.letter_pdf("Kế hoạch đã ký"), owner=paper, kind=SCAN_FILE, by=clerk, name="da-ky.pdf")
    if state == OutgoingState.ISSUED:
        paper = issuing.issue_outgoing(outgoing=paper, way=SendWay.AXIS, by=clerk)
    return Outgoing.objects.get(pk=paper.pk)


def handed(paper, clerk) -> ExchangeMessage:
    return exchange_outbox.hand_over(message=paper.messages.filter(flow="out").latest("pk"), by=clerk)


def body_of(message, tmp_path):
    held = Attachment.objects.of(message).get()
    path = tmp_path / "gui.edxml"
    path.write_bytes(held.blob and out_bytes(held))
    return path


def out_bytes(held) -> bytes:
    from django.core.files.storage import default_storage  # noqa: PLC0415 - one helper of one test

    with default_storage.open(held.blob.stored_name) as file:
        return file.read()


def test_an_issued_paper_waits_to_leave_for_whoever_has_a_code(tmp_path, clerk):
    paper = ready(clerk)

    message = paper.messages.get()
    with message_read(body_of(message, tmp_path)) as (read, folder):
        assert (read.document_id, read.business.kind) == ("001.00.00.H19,2026/09/15,01/KH-LM", NEW)
        assert (read.number, read.symbol, read.type_name) == ("01", "KH-LM", "Kế hoạch")
        assert [one.code for one in read.receivers] == [ex.FINANCE]
        assert (folder / read.files[0].path).read_bytes().startswith(b"%PDF")
        assert read.post == "Chủ tịch"
    assert (message.state, message.recipient.name) == (MessageState.QUEUED, "Sở Tài chính")
    assert [place.code for place in places_of(paper)] == [ex.FINANCE, ""]
    assert exchange_outbox.send_out(outgoing=paper, by=clerk) == []


def test_a_reply_names_the_paper_that_it_answers(tmp_path, clerk):
    asked = register(came(tmp_path, clerk), clerk)
    typed = make.incoming(by=clerk, number="77")

    reply = ready(clerk, answers=[asked, typed])

    with message_read(body_of(reply.messages.latest("pk"), tmp_path)) as (read, _):
        told = [(one.organ_code, one.reference, one.document_id) for one in read.answers]
    assert told == [(ex.FINANCE, "05/TTr-STC", ex.DOCUMENT_ID), ("", "77/TB-UBND", "")]


def test_without_a_book_no_paper_comes_in(tmp_path, clerk):
    make.series(valid_to=date(2026, 9, 1))

    assert "hãy lập sổ trước" in said(ex.take, tmp_path, ex.message(), by=clerk)


def test_a_later_page_with_a_stamp_ends_what_came_by_itself(tmp_path):
    pages = "<div style='page-break-before: always'></div>"
    file = ex.enclosed(tmp_path, *ex.HEAD, pages, "Trang hai", pages, "TỐI MẬT")
    paper = ex.take(tmp_path, ex.message(files=(file,)), by=None).incoming

    read_incoming_files(incoming_id=paper.pk)

    ended = Incoming.objects.get(pk=paper.pk)
    assert (ended.state, ended.ended_by) == (IncomingState.DROPPED, out.person("chanhvanphong"))


def test_what_cannot_leave_says_why(clerk):
    draft = out.outgoing()
    assert said(exchange_outbox.send_out, outgoing=draft, by=clerk) == "Chỉ gửi văn bản đã phát hành."
    paper = out.outgoing(OutgoingState.ISSUED)
    assert "mã do tỉnh cấp" in said(exchange_outbox.send_out, outgoing=paper, by=clerk)
    ex.own_code()
    assert "chưa có tệp" in said(exchange_outbox.send_out, outgoing=paper, by=clerk)
    issuing.add_scan(outgoing=paper, file=make.letter_pdf("Bản quét"), by=clerk)
    assert "Không nơi nhận nào" in said(exchange_outbox.send_out, outgoing=paper, by=clerk)
    issuing.revoke_outgoing(outgoing=paper, reason="Sai", by=out.person("chanhvanphong"))
    paper.refresh_from_db()
    assert "đã thu hồi" in said(exchange_outbox.send_out, outgoing=paper, by=clerk)


def test_a_paper_sent_again_is_an_update(clerk):
    paper = ready(clerk)
    handed(paper, clerk)
    issuing.add_scan(outgoing=paper, file=make.letter_pdf("Bản quét rõ hơn"), by=clerk)
    assert paper.messages.count() == 1

    again = exchange_outbox.send_out(outgoing=paper, by=clerk)

    assert [one.kind for one in again] == [MessageKind.UPDATE]
    assert again[0].document_id == "001.00.00.H19,2026/09/15,01/KH-LM"
    assert "không còn chờ gửi" in said(
        exchange_outbox.hand_over, message=paper.messages.earliest("pk"), by=clerk
    )


def test_scenario_round_trip_between_two_agencies(tmp_path, clerk):
    paper = ready(clerk)
    sent = handed(paper, clerk)
    # The other agency: what is its own code here is that of Sở Tài chính.
    Agency.objects.get(name="Sở Tài chính").organ_codes.update(code="X")
    ex.own_code(ex.FINANCE)
    theirs = ex.receive(path=body_of(sent, tmp_path), name="den.edxml", by=clerk).incoming
    assert (theirs.reference, theirs.subject) == (paper.reference, paper.subject)
    registered = register(theirs, clerk)
    resolving.close_incoming(incoming=registered, reason="Để biết", by=out.person("chanhvanphong"))
    told = {code: theirs.messages.get(status_code=code) for code in ("03", "06")}
    ex.own_code(ex.OURS)
    Agency.objects.get(name="Sở Tài chính").organ_codes.update(code=ex.FINANCE)

    for message in told.values():
        ex.receive(path=body_of(message, tmp_path), name="trang-thai.edxml", by=clerk)

    place = places_of(Outgoing.objects.get(pk=paper.pk))[0]
    assert [one.status_code for one in place.told] == ["03", "06"]
    assert place.last.get_status_code_display() == "Hoàn thành xử lý"
    back = {one.status_code: one for one in place.told}
    for code, message in told.items():
        assert back[code].told_at.replace(second=0) == message.created_at.replace(second=0, microsecond=0)
    recipient = Recipient.objects.get(name="Sở Tài chính")
    assert (f"{recipient.received_on:%d/%m/%Y}", recipient.received_note) == (
        "15/09/2026",
        "Qua trục liên thông",
    )


def test_a_status_shows_that_a_message_has_left(tmp_path, clerk):
    paper = ready(clerk)

    ex.take(
        tmp_path,
        ex.status("02", sender=ex.FINANCE, document_id=document_of(paper), description="Sai nơi"),
        by=clerk,
    )
    assert paper.messages.get(kind=MessageKind.NEW).state == MessageState.QUEUED
    ex.take(tmp_path, ex.status("01", sender=ex.FINANCE, document_id=document_of(paper)), by=None)

    assert paper.messages.get(kind=MessageKind.NEW).state == MessageState.SENT
    assert Notice.objects.filter(line__contains="từ chối không tiếp nhận").exists()


def document_of(paper) -> str:
    return paper.messages.earliest("pk").document_id


def test_a_recall_before_sending_cancels_and_after_it_asks(tmp_path, clerk):
    chief = out.person("chanhvanphong")
    waiting = ready(clerk)
    issuing.revoke_outgoing(outgoing=waiting, reason="Sai căn cứ", by=chief)
    assert [one.state for one in waiting.messages.all()] == [MessageState.CANCELLED]
    left = ready(clerk, subject="Kế hoạch khác")
    handed(left, clerk)

    issuing.revoke_outgoing(outgoing=left, reason="Sai số liệu", by=chief)

    asked = left.messages.latest("pk")
    assert (asked.kind, asked.reason, asked.state) == (MessageKind.RECALL, "Sai số liệu", MessageState.QUEUED)
    with message_read(body_of(asked, tmp_path)) as (read, _):
        assert (read.business.kind, read.business.reason, read.files) == (RECALL, "Sai số liệu", ())
        assert read.business.document_id == document_of(left)
    handed(left, clerk)
    ex.take(tmp_path, ex.status("15", sender=ex.FINANCE, document_id=document_of(left)), by=clerk)
    asked.refresh_from_db()
    assert asked.state == MessageState.ACCEPTED
    ex.take(tmp_path, ex.status("16", sender=ex.FINANCE, document_id=document_of(left)), by=clerk)
    first = left.messages.earliest("pk")
    ExchangeMessage.objects.filter(pk=first.pk).update(state=MessageState.DEAD)
    assert "không gửi lại nữa" in said(exchange_outbox.resend, message=first, by=clerk)


def place_of(paper) -> out.drafting.Place:
    first = paper.recipients.earliest("pk")
    return out.drafting.Place(first.name, 1, first.agency)


def test_a_replacing_paper_says_what_it_replaces(tmp_path, clerk):
    former = ready(clerk)
    handed(former, clerk)
    paper = out.outgoing(OutgoingState.SEALED, places=[place_of(former)])
    Outgoing.objects.filter(pk=paper.pk).update(amends=former, amending=Amending.REPLACES)
    draft = Outgoing.objects.get(pk=paper.pk)
    store(make.letter_pdf("Thay thế"), owner=draft, kind=SCAN_FILE, by=clerk)

    issuing.issue_outgoing(outgoing=draft, way=SendWay.AXIS, by=clerk)

    message = ExchangeMessage.objects.get(outgoing=draft)
    assert message.kind == MessageKind.REPLACE
    with message_read(body_of(message, tmp_path)) as (read, _):
        assert read.business.replaced == (
            Replaced(document_id=document_of(former), organ_codes=(ex.FINANCE,)),
        )


def test_only_what_could_not_be_sent_is_sent_again(clerk):
    message = ready(clerk).messages.get()
    assert "đang chờ gửi" in said(exchange_outbox.resend, message=message, by=clerk)
    ExchangeMessage.objects.filter(pk=message.pk).update(state=MessageState.DEAD, attempts=8, error="x")

    again = exchange_outbox.resend(message=message, by=clerk)

    assert (again.state, again.attempts, again.error) == (MessageState.QUEUED, 0, "")
