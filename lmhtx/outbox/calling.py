"""Channels that only call: Web Push, and plugs that post JSON for SMS and Zalo OA."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings

from lmhtx.outbox.models import Bounce, Channel, Message, PushSubscription
from lmhtx.outbox.posting import post
from lmhtx.outbox.push import push

# What a plug is sent unless the operator says otherwise; the marks are filled in.
TEMPLATE = '{"to": "{phone}", "text": "{text} {link}"}'
TIMEOUT_SECONDS = 10


class Gone(Exception):
    """The address is refused for good."""


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
    headers = {"Idempotency-Key": f"lmhtx-{message.pk}"}
    if plug["token"]:
        headers["Authorization"] = f"Bearer {plug['token']}"
    body = json.dumps(_filled(json.loads(plug["template"] or TEMPLATE), told)).encode()
    answer = post(plug["url"], body, headers=headers, seconds=TIMEOUT_SECONDS)
    if answer.is_refused:
        raise Gone(f"{answer.status} {answer.reason}")
    if not answer.is_taken:
        raise OSError(f"{answer.status} {answer.reason}")


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
