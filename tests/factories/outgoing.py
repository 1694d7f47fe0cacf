"""Outgoing papers for tests, brought as far along their road as asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from documents.actions import approving, drafting, issuing, signing
from documents.enums.outgoing import OutgoingState as State
from documents.enums.outgoing import SendWay
from documents.models import IssuingBody, Outgoing, UnitAbbreviation
from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from tests.factories import documents as make

TEXT = "Căn cứ Quyết định số 12/QĐ-UBND;\nHỗ trợ 1.200.000 đồng cho mỗi hợp tác xã.\nKính đề nghị các đơn vị thực hiện."
ROAD = (
    State.DRAFT,
    State.UNIT_REVIEW,
    State.FORMAT_CHECK,
    State.PENDING_SIGN,
    State.SIGNED,
    State.NUMBERED,
    State.SEALED,
    State.ISSUED,
)


def person(username: str) -> User:
    """One of the invented people."""
    return User.objects.get(username=username)


def draft(**facts: Any) -> drafting.Draft:
    """What an officer writes, unless said otherwise."""
    told = {"text": TEXT, "places": (drafting.Place("Ủy ban nhân dân tỉnh", 2),)}
    told |= {name: facts.pop(name) for name in ("text", "file", "note", "places", "answers") if name in facts}
    given = {
        "body": IssuingBody.objects.get(abbreviation="LM"),
        "type": make.kind("kh"),
        "subject": "Triển khai chuyển đổi số",
        "unit": Agency.objects.get(name="Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"),
        "signer": person("chutich"),
        **facts,
    }
    return drafting.Draft(facts=given, **told)


def outgoing(state: State = State.DRAFT, *, signed_on: date | None = None, **facts: Any) -> Outgoing:
    """A paper that stands there, by the acts of those whose work it is."""
    officer, head, chief, clerk = map(person, ("chuyenvien", "truongphong", "chanhvanphong", "vanthu"))
    paper = drafting.begin_outgoing(draft=draft(**facts), by=officer)
    acts = (
        lambda: approving.submit_outgoing(outgoing=paper, by=officer),
        lambda: approving.approve_content(outgoing=paper, by=head),
        lambda: approving.check_form(outgoing=paper, by=chief),
        lambda: signing.record_wet_signature(outgoing=paper, signed_on=signed_on or clock.today(), by=clerk),
        lambda: signing.number_outgoing(outgoing=paper, by=clerk),
        lambda: signing.seal_outgoing(outgoing=paper, by=clerk),
        lambda: issuing.issue_outgoing(outgoing=paper, way=SendWay.AXIS, by=clerk),
    )
    for act in acts[: ROAD.index(state)]:
        act()
    return Outgoing.objects.get(pk=paper.pk)


def abbreviation(unit: Agency, text: str = "VP") -> UnitAbbreviation:
    """The short name of a unit."""
    return UnitAbbreviation.objects.create(unit=unit, abbreviation=text, valid_from=date(2025, 7, 1))
