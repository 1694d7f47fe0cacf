"""Web Push: our key, the browsers that allowed it, and one message handed to their push service."""

from __future__ import annotations

import base64
import json
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from py_vapid import Vapid

from lmhtx.audit.actions import record
from lmhtx.outbox.models import PushKey, PushSubscription
from lmhtx.people.models import User
from lmhtx.workflow import Refused

ONLY = 1
TIMEOUT_SECONDS = 10
# The services that browsers use; a subscription that points elsewhere is refused, for it is we who call it up.
HOSTS = ("fcm.googleapis.com", ".push.services.mozilla.com", ".notify.windows.com", ".push.apple.com")
KEPT_SECONDS = 24 * 3600
FOREIGN = "Trình duyệt này dùng dịch vụ thông báo mà cổng chưa biết, nên không bật được ở đây."


def our_key() -> Vapid:
    """The pair set by the operator, else the one made at first need and kept."""
    if key := settings.CALL_PLUGS["push"]["key"]:
        return Vapid.from_string(key)
    row = PushKey.objects.filter(pk=ONLY).first()
    if row is None:
        made = Vapid()
        made.generate_keys()
        # Two first needs at once: one row wins and both use it.
        row, _ = PushKey.objects.get_or_create(pk=ONLY, defaults={"private_pem": made.private_pem().decode()})
    return Vapid.from_pem(row.private_pem.encode())


def public_key() -> str:
    """Our public key as browsers take it."""
    raw = our_key().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@transaction.atomic
def subscribe(*, person: User, facts: dict[str, Any], device: str) -> PushSubscription:
    """The browser is called from now on; one that another person used before is his no longer."""
    endpoint, keys = str(facts.get("endpoint", "")), facts.get("keys") or {}
    if not is_known_service(endpoint) or not keys.get("p256dh") or not keys.get("auth"):
        raise Refused(FOREIGN)
    subscription, _ = PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "person": person,
            "p256dh": str(keys["p256dh"])[:120],
            "auth": str(keys["auth"])[:60],
            "device": device[:200],
        },
    )
    record("outbox.push.allowed", person, by=person)
    return subscription


@transaction.atomic
def unsubscribe(*, person: User, endpoint: str) -> bool:
    """The browser is called no longer; whether it was."""
    count, _ = PushSubscription.objects.filter(person=person, endpoint=endpoint).delete()
    if count:
        record("outbox.push.ended", person, by=person)
    return bool(count)


def is_known_service(endpoint: str) -> bool:
    """Whether the address belongs to a push service of a browser and to nobody in our own network."""
    parts = urlsplit(endpoint)
    host = parts.hostname or ""
    known = any(host == one or (one.startswith(".") and host.endswith(one)) for one in HOSTS)
    return known and (parts.scheme == "https" or settings.TESTING)


def push(subscription: PushSubscription, payload: dict[str, str]) -> int:
    """The status that the push service answers; OSError where it does not answer."""
    from pywebpush import WebPushException, webpush  # noqa: PLC0415 slow to import, and few processes send

    info = {
        "endpoint": subscription.endpoint,
        "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth},
    }
    try:
        answer = webpush(
            info,
            data=json.dumps(payload),
            vapid_private_key=our_key(),
            vapid_claims={"sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"},
            timeout=TIMEOUT_SECONDS,
            ttl=KEPT_SECONDS,
        )
    except WebPushException as refused:
        if refused.response is None:
            raise OSError(str(refused)) from refused
        return int(refused.response.status_code)
    return int(answer.status_code)
