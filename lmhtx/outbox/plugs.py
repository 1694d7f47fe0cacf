"""What the operator sets for SMS, Zalo OA and Web Push, from the environment; read by the settings."""

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
