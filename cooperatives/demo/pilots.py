"""An invented programme of eighteen hubs, two of them unions, and fifty-four satellites around them."""

from __future__ import annotations

from datetime import date, timedelta

from cooperatives.enums.pilots import PilotPart
from cooperatives.enums.register import Kind, Status
from cooperatives.models import Cooperative, PilotRole
from lmhtx.vn.text import fold

PROGRAMME = "Mô hình HTX điểm, HTX vệ tinh"
GROUND = "Quyết định phê duyệt danh sách HTX điểm, vệ tinh"
HUBS, UNIONS, EACH = 16, 2, 3
DAYS_BACK = 200


def write_pilots(cooperatives: list[Cooperative], day: date) -> None:
    """Hubs first, three satellites around each."""
    active = [one for one in cooperatives if one.status == Status.ACTIVE]
    unions = [one for one in active if one.kind == Kind.UNION][:UNIONS]
    plain = [one for one in active if one.kind == Kind.COOPERATIVE]
    hubs = [*plain[:HUBS], *unions]
    rest = plain[HUBS : HUBS + EACH * len(hubs)]
    facts = {
        "programme": PROGRAMME,
        "ground": GROUND,
        "folded": fold(f"{PROGRAMME} {GROUND}"),
        "valid_from": day - timedelta(days=DAYS_BACK),
    }
    PilotRole.objects.bulk_create(
        [PilotRole(cooperative=one, part=PilotPart.HUB, **facts) for one in hubs]
        + [
            PilotRole(cooperative=one, part=PilotPart.SATELLITE, hub=hubs[place // EACH], **facts)
            for place, one in enumerate(rest)
        ]
    )
