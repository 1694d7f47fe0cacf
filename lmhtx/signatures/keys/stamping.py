"""Time stamps from the operator's time stamping service."""

from __future__ import annotations

import hashlib
from typing import Any

from asn1crypto import cms, tsp
from django.conf import settings
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper

from lmhtx.signatures.asking import ask

QUERY = "application/timestamp-query"


class Stamper(TimeStamper):
    """Asks over our own line: with a clock, and only the address that was set."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """What the service answers. OSError when it is away, ValueError when it says nonsense."""
        body = ask(settings.SIGNING.stamp_address, body=req.dump(), content_type=QUERY, is_own=True)
        return tsp.TimeStampResp.load(body, strict=True)


async def stamped(signed: cms.ContentInfo) -> bool:
    """Put a time stamp over the signature into it; says whether one was given."""
    if not settings.SIGNING.stamp_address:
        return False
    signer: Any = signed["content"]["signer_infos"][0]
    digest = hashlib.sha256(signer["signature"].native).digest()
    try:
        token = await Stamper().async_timestamp(digest, "sha256")
    except (OSError, ValueError, TypeError, KeyError):
        return False
    signer["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
    return True
