"""What the operator sets for signatures, from the environment; read by the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Means:
    """How long services are waited for, who gives the time, and the keys of the office by their names.

    A key is told as {"kind": "pkcs12", "path": …} or {"kind": "pkcs11", "module": …, "token": …, "certificate": …} or
    {"kind": "csc", "address": …, "credential": …}; `pin_from` names the variable that holds its PIN.
    """

    seconds: float = 5.0
    is_loopback_asked: bool = False
    stamp_address: str = ""
    keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict, repr=False)


def means_from(environment: Mapping[str, str]) -> Means:
    """SIGNATURE_SECONDS, SIGNATURE_ON_LOOPBACK (tests), TSA_URL, SIGNING_KEYS (JSON) and the variables of its PINs."""
    keys = json.loads(environment.get("SIGNING_KEYS", "") or "{}")
    named = {key[fact] for key in keys.values() for fact in ("pin_from", "token_from") if key.get(fact)}
    return Means(
        seconds=float(environment.get("SIGNATURE_SECONDS", "5")),
        is_loopback_asked=environment.get("SIGNATURE_ON_LOOPBACK", "") == "1",
        stamp_address=environment.get("TSA_URL", ""),
        keys=keys,
        secrets={name: environment.get(name, "") for name in named},
    )
