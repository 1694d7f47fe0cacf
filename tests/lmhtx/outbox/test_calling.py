"""Web Push, SMS and Zalo OA against a real server that takes, refuses, breaks and hangs."""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db.models.functions import Now
from django.urls import reverse

from lmhtx.notices.actions import choose, tell
from lmhtx.notices.wishes import Wish
from lmhtx.outbox import calling, push
from lmhtx.outbox.actions import Mail, queue_calls, queue_mail, resend, withdraw
from lmhtx.outbox.addresses import addresses_of, phone_of
from lmhtx.outbox.models import Bounce, Channel, Message, MessageState, PushKey, PushSubscription
from lmhtx.outbox.plugs import plugs_from
from lmhtx.outbox.push import is_known_service, public_key, subscribe, unsubscribe
from lmhtx.outbox.sending import send_due
from lmhtx.people.models import User
from lmhtx.workflow import Refused

pytestmark = pytest.mark.django_db
PHONE = "0912345678"


class Server(ThreadingHTTPServer):
    """Keeps what it was sent; `status` is its answer, `seconds` how long it thinks."""

    daemon_threads = True
    status = 201
    seconds = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.got: list[tuple[dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/gui"


class Talk(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.server.seconds)
        self.server.got.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def plug(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server behind SMS, Zalo OA and Web Push alike."""
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        template = '{"phone": "{phone}", "params": ["{text}", {"link": "{link}"}, 3]}'
        told = {"url": server.address, "token": "bi-mat", "template": template}
        settings.CALL_PLUGS = {"sms": told, "zalo": told, "push": {"key": ""}}
        monkeypatch.setattr(calling, "TIMEOUT_SECONDS", 1)
        monkeypatch.setattr(push, "TIMEOUT_SECONDS", 1)
        monkeypatch.setattr(push, "HOSTS", ("127.0.0.1",))
        yield server
        server.shutdown()


@pytest.fixture
def called(officer: User) -> User:
    """Somebody with a telephone."""
    officer.phone = "+84 912 345 678"
    officer.save()
    return officer


def queue(person: User, channel: Channel = Channel.SMS, key: str = "goi-1") -> Message | None:
    """One call on its way."""
    call = Mail(person=person, subject="Nhiệm vụ", text='Có "việc" mới', link="/ke-hoach/", dedupe_key=key)
    queue_calls([call], channel=channel)
    return Message.objects.filter(dedupe_key__startswith=f"{key}|").first()


def browser_of(person: User, server: Server) -> PushSubscription:
    """A browser with a key of its own, its push service being the server."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {"p256dh": base64.urlsafe_b64encode(point).decode().rstrip("="), "auth": "A" * 22}
    return subscribe(person=person, facts={"endpoint": server.address, "keys": keys}, device="Chrome")


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.ZALO])
def test_a_plug_gets_the_words_once(channel: Channel, plug: Server, called: User, settings: Any) -> None:
    settings.SITE_ADDRESS = "https://cong.example"
    message = queue(called, channel)
    queue(called, channel)

    assert send_due() == 1

    headers, body = plug.got[0]
    message.refresh_from_db()
    assert (message.state, len(plug.got)) == (MessageState.SENT, 1)
    assert headers["Authorization"] == "Bearer bi-mat"
    link = {"link": "https://cong.example/ke-hoach/"}
    assert json.loads(body) == {"phone": PHONE, "params": ['Có "việc" mới', link, 3]}


def test_a_refused_number_is_marked_on_the_person_and_tried_again_when_changed(
    plug: Server, called: User
) -> None:
    plug.status = 422
    message = queue(called)

    assert send_due() == 0

    message.refresh_from_db()
    assert (message.state, message.error) == (MessageState.DEAD, "422 Unprocessable Entity")
    assert Bounce.objects.get().address == PHONE
    assert queue(called, key="goi-2") is None
    called.phone = "0987654321"
    called.save()
    assert queue(called, key="goi-3") is not None


@pytest.mark.parametrize("status", [500, 503, 401, 429, 302])
def test_a_plug_in_trouble_is_tried_three_times(status: int, plug: Server, called: User) -> None:
    plug.status = status
    message = queue(called)
    for _ in range(4):
        send_due()
        Message.objects.update(not_before=Now())

    message.refresh_from_db()
    assert (message.state, message.attempts, len(plug.got)) == (MessageState.FAILED, 3, 3)
    assert not Bounce.objects.exists()


def test_a_plug_that_hangs_holds_up_nobody_s_mail_and_comes_back(
    plug: Server, called: User, folder: Any
) -> None:
    plug.seconds = 3
    calls = [queue(called, key=f"goi-{number}") for number in range(5)]
    queue_mail(called, subject="Thư", text="Thư", link="/", dedupe_key="thu")
    began = time.monotonic()

    assert send_due() == 1

    assert time.monotonic() - began < 8
    states = [Message.objects.get(pk=one.pk).attempts for one in calls]
    assert states == [1, 1, 1, 0, 0]
    plug.seconds = 0
    Message.objects.update(not_before=Now())
    assert send_due() == 5


def test_a_plug_taken_away_ends_its_messages(plug: Server, called: User, settings: Any) -> None:
    message = queue(called)
    settings.CALL_PLUGS = {name: {**told, "url": ""} for name, told in settings.CALL_PLUGS.items()}

    assert (send_due(), queue(called, key="goi-2")) == (0, None)
    message.refresh_from_db()
    assert message.state == MessageState.DEAD


def test_who_left_is_not_called(plug: Server, called: User) -> None:
    message = queue(called)
    User.objects.filter(pk=called.pk).update(is_active=False)

    assert send_due() == 0
    message.refresh_from_db()
    assert (message.state, plug.got) == (MessageState.DEAD, [])
    called.is_active = False
    assert addresses_of([called], Channel.SMS) == {}


def test_a_push_reaches_the_browser_locked_and_without_words(plug: Server, officer: User) -> None:
    browser_of(officer, plug)
    message = queue(officer, Channel.PUSH)

    assert send_due() == 1

    headers, body = plug.got[0]
    assert {name.lower(): value for name, value in headers.items()}["authorization"].startswith("vapid ")
    assert "việc".encode() not in body
    assert Message.objects.get(pk=message.pk).state == MessageState.SENT
    assert PushKey.objects.count() == 1
    assert public_key() == public_key()


@pytest.mark.parametrize(
    ("status", "state", "left"), [(410, "dead", 0), (404, "dead", 0), (500, "queued", 1)]
)
def test_a_browser_that_is_gone_is_forgotten(
    status: int, state: str, left: int, plug: Server, officer: User
) -> None:
    browser_of(officer, plug)
    message = queue(officer, Channel.PUSH)
    plug.status = status

    assert send_due() == 0
    assert Message.objects.get(pk=message.pk).state == state
    assert PushSubscription.objects.count() == left


def test_a_push_service_that_hangs_or_is_away_is_tried_again(plug: Server, officer: User) -> None:
    browser_of(officer, plug)
    message = queue(officer, Channel.PUSH)
    plug.seconds = 2
    send_due()
    first = Message.objects.get(pk=message.pk)
    PushSubscription.objects.all().delete()
    Message.objects.update(not_before=Now())
    send_due()

    assert (first.state, first.attempts) == (MessageState.QUEUED, 1)
    assert Message.objects.get(pk=message.pk).state == MessageState.DEAD


def test_only_push_services_we_know_are_called(settings: Any, officer: User) -> None:
    known = ["https://fcm.googleapis.com/a", "https://x.push.services.mozilla.com/b"]
    foreign = ["https://10.0.0.1/", "https://evilfcm.googleapis.com.example/", "ftp://fcm.example/", ""]
    settings.TESTING = False

    assert [is_known_service(one) for one in known] == [True, True]
    assert [is_known_service(one) for one in foreign] == [False] * 4
    assert not is_known_service("http://fcm.googleapis.com/a")
    with pytest.raises(Refused, match="chưa biết"):
        subscribe(person=officer, facts={"endpoint": foreign[0]}, device="")


def test_a_browser_is_turned_on_and_off_by_its_person(
    plug: Server, officer: User, clerk: User, as_: Any
) -> None:
    browser = as_(officer)
    told = json.dumps({"endpoint": plug.address, "keys": {"p256dh": "B", "auth": "A"}})

    key = browser.post(reverse("push_key")).json()["key"]
    on = browser.post(reverse("push_subscribe"), {"subscription": told}).json()
    taken = as_(clerk).post(reverse("push_subscribe"), {"subscription": told})
    mine = PushSubscription.objects.visible_to(clerk).count()
    broken = browser.post(reverse("push_subscribe"), {"subscription": "[1"})
    off = as_(clerk).post(reverse("push_unsubscribe"), {"subscription": told}).json()

    assert len(key) == 87
    assert ("Đã bật" in on["message"], taken.status_code, mine, broken.status_code) == (True, 200, 1, 302)
    assert "Đã tắt" in off["message"]
    assert not PushSubscription.objects.exists()
    assert not unsubscribe(person=clerk, endpoint=plug.address)


def test_each_kind_goes_by_the_channels_that_were_wished(plug: Server, called: User, as_: Any) -> None:
    browser_of(called, plug)
    choose(wishes={"plans.task": Wish(is_on_mail=False, is_on_sms=True, is_on_zalo=True)}, by=called)

    tell(called, key="plans.task", line="Lan báo cáo", url="/", dedupe="a")
    tell(called, key="plans.task", line="Lan báo cáo", url="/", dedupe="b", by_mail_now=False)
    tell(called, key="plans.reading", line="Xong", url="/", dedupe="c")

    rows = Message.objects.order_by("pk").values_list("channel", "text")
    assert [channel for channel, _ in rows] == ["sms", "zalo", "mail", "push"]
    assert not any("Lan" in text for channel, text in rows if channel != "mail")
    page = as_(called).get(reverse("wishes_edit")).content.decode()
    assert page.count('scope="col"') == 6
    kept = as_(called).post(reverse("wishes_edit"), {"plans.task:portal": "on", "plans.task:zalo": "on"})
    assert kept.status_code == 302


def test_what_was_taken_back_is_not_called(plug: Server, called: User) -> None:
    queue(called)

    assert withdraw("goi-1")
    assert send_due() == 0
    assert Message.objects.undelivered().count() == 0


def test_what_did_not_arrive_is_listed_without_words_and_sent_again(
    plug: Server, called: User, clerk: User, admin: User, as_: Any
) -> None:
    plug.status = 500
    message = queue(called)
    Message.objects.update(attempts=2)
    send_due()
    browser = as_(admin)
    page = browser.get(reverse("message_list"), {"channel": "sms"}).content.decode()
    plug.status = 200

    answer = browser.post(reverse("message_resend"), {"ids": [message.pk]})

    assert str(called) in page
    assert "Có &quot;việc&quot;" not in page
    assert answer.status_code == 302
    assert send_due() == 1
    assert browser.post(reverse("message_resend"), {}).status_code == 302
    with pytest.raises(Refused, match="đã gửi rồi"):
        resend(message=message, by=clerk)
    assert as_(called).get(reverse("message_list")).status_code == 403


def test_a_dead_number_is_mended_before_it_is_tried_again(
    plug: Server, called: User, clerk: User, as_: Any
) -> None:
    plug.status = 400
    message = queue(called)
    send_due()

    with pytest.raises(Refused, match="không còn địa chỉ"):
        resend(message=message, by=clerk)
    assert "số điện thoại bị từ chối" in as_(clerk).get(called.get_absolute_url()).content.decode()
    called.phone = "0987 654 321"
    called.save()
    assert resend(message=message, by=clerk).address == "0987654321"


def test_a_mail_is_sent_again_only_to_who_can_be_reached(officer: User, clerk: User) -> None:
    queue_mail(officer, subject="Thư", text="Thư", link="/", dedupe_key="thu")
    Message.objects.update(state=MessageState.FAILED)
    message = Message.objects.get()

    assert resend(message=message, by=clerk).state == MessageState.QUEUED
    Message.objects.update(state=MessageState.FAILED)
    User.objects.filter(pk=officer.pk).update(mail_bounced_at=Now())
    with pytest.raises(Refused, match="thư điện tử"):
        resend(message=message, by=clerk)


def test_numbers_are_read_as_people_write_them() -> None:
    written = ["+84 912.345.678", "84912345678", "0251 3822 222", "113", ""]

    assert [phone_of(User(phone=words)) for words in written] == [PHONE, PHONE, "02513822222", "", ""]


def test_the_operator_s_own_key_is_used(settings: Any) -> None:
    key = base64.urlsafe_b64encode(os.urandom(31) + b"\x01").decode().rstrip("=")
    settings.CALL_PLUGS = plugs_from({"PUSH_KEY": key})

    assert len(public_key()) == 87
    assert not PushKey.objects.exists()
