"""What the operator sets for SMS, Zalo OA, Web Push and the document axis, from the environment."""

from __future__ import annotations

from collections.abc import Mapping

FACTS = ("url", "token", "template", "key")
CHANNELS = ("sms", "zalo", "push")


def plugs_from(environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """SMS_URL, SMS_TOKEN, SMS_TEMPLATE; ZALO_… alike; PUSH_KEY. A plug without an address is off."""
    return {
        channel: {fact: environment.get(f"{channel}_{fact}".upper(), "") for fact in FACTS}
        for channel in CHANNELS
    }


def exchange_from(environment: Mapping[str, str]) -> dict[str, str]:
    """How messages of the document axis leave and come; with nothing set they are carried by hand as files."""
    names = {"out": "OUT", "into": "IN", "url": "URL", "token": "TOKEN"}
    return {name: environment.get(f"LMHTX_EXCHANGE_{word}", "") for name, word in names.items()}
