"""Channels that only call: Web Push, and plugs that post JSON for SMS and Zalo OA."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Any

from django.conf import settings

from lmhtx.outbox.models import Bounce, Channel, Message, PushSubscription
from lmhtx.outbox.push import push

# The plug's own fault or ours, not the number's: to be tried again once somebody has mended it.
OUR_FAULT = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_MANY_REQUESTS,
}
# What a plug is sent unless the operator says otherwise; the marks are filled in.
TEMPLATE = '{"to": "{phone}", "text": "{text} {link}"}'
TIMEOUT_SECONDS = 10
CLIENT_FAULTS = range(400, 500)


class Gone(Exception):
    """The address is refused for good."""


class _Straight(urllib.request.HTTPRedirectHandler):
    """A plug answers itself: a redirect would carry token and text to who knows where."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Never."""
        del args, kwargs


def deliver(message: Message) -> None:
    """Hand the message to its channel; Gone for a dead address, OSError for a server to be tried again."""
    if message.channel == Channel.PUSH:
        _push(message)
    else:
        _post(message)


def note_gone(message: Message) -> None:
    """A browser that is gone is forgotten; a number that was refused is marked on the person."""
    if message.channel == Channel.PUSH:
        PushSubscription.objects.filter(pk=int(message.address)).delete()
    else:
        Bounce.objects.get_or_create(
            person_id=message.person_id, channel=message.channel, address=message.address
        )


def _push(message: Message) -> None:
    subscription = PushSubscription.objects.filter(pk=int(message.address), person=message.person_id).first()
    if subscription is None:
        raise Gone("the browser is not subscribed any more")
    payload = {"title": message.subject, "body": message.text, "url": message.link}
    status = push(subscription, payload)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise Gone(f"push service: {status}")
    if status >= HTTPStatus.BAD_REQUEST:
        raise OSError(f"push service: {status}")


def _post(message: Message) -> None:
    plug = settings.CALL_PLUGS[message.channel]
    if not plug["url"]:
        raise Gone("the channel is not set up any more")
    told = {
        "{phone}": message.address,
        "{text}": message.text,
        "{link}": f"{settings.SITE_ADDRESS}{message.link}" if message.link else "",
    }
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"lmhtx-{message.pk}"}
    if plug["token"]:
        headers["Authorization"] = f"Bearer {plug['token']}"
    body = json.dumps(_filled(json.loads(plug["template"] or TEMPLATE), told)).encode()
    request = urllib.request.Request(plug["url"], data=body, headers=headers, method="POST")  # noqa: S310 - the operator's own address
    try:
        with urllib.request.build_opener(_Straight).open(request, timeout=TIMEOUT_SECONDS):
            return
    except urllib.error.HTTPError as error:
        with error:
            if error.code in CLIENT_FAULTS and error.code not in OUR_FAULT:
                raise Gone(f"{error.code} {error.reason}") from error
        raise OSError(f"{error.code} {error.reason}") from error


def _filled(template: Any, told: dict[str, str]) -> Any:
    """The template with the words put into its strings, so that no word can break out of the JSON."""
    if isinstance(template, dict):
        return {key: _filled(value, told) for key, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, told) for value in template]
    if isinstance(template, str):
        for mark, words in told.items():
            template = template.replace(mark, words)
        return template.strip()
    return template
