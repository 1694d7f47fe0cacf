"""What stands in a posted petition, cut to what its fields hold, and what is said back of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.support import Verdict
from cooperatives.models import Petition, SupportPolicy
from cooperatives.petition_contents import Sort
from cooperatives.queries.eligibility import judged_on, kept
from cooperatives.queries.eligibility import told_lines as judged_lines
from cooperatives.queries.petitions import Line
from lmhtx.base import clock
from lmhtx.ui.templatetags.vn_format import bang_chu

TYPED_LENGTH, NOTE_LENGTH = 60, 300


def typed_content(request: HttpRequest, petition: Petition) -> dict[str, str]:
    """Each field as it was typed; what is ticked as a row of keys."""
    found = {}
    for one in petition.fields:
        name = f"muc_{one.key}"
        ticked = one.sort == Sort.LINES
        words = ",".join(request.POST.getlist(name)) if ticked else request.POST.get(name, "")
        found[one.key] = words.replace("\x00", "").strip()[: one.limit]
    return found


def typed_first(request: HttpRequest, kind: PetitionKind) -> dict[str, str]:
    """What the button that began the petition says of it: under which policy, which paper."""
    known = {PetitionKind.SUPPORT: "policy", PetitionKind.PAPER: "kind"}.get(kind, "")
    words = request.POST.get(known, "").replace("\x00", "").strip()[:TYPED_LENGTH]
    return {known: words} if known and words else {}


def typed_asks(request: HttpRequest, petition: Petition) -> dict[str, str]:
    """What is asked about each field."""
    return {
        one.key: request.POST.get(f"hoi_{one.key}", "").replace("\x00", "").strip()[:NOTE_LENGTH]
        for one in petition.fields
    }


def eligible_for(petition: Petition) -> dict[str, Any] | None:
    """How the cooperative stands today to the policy under which it asks; None where no policy is named."""
    number = str(petition.typed.get("policy", ""))
    if not number.isdecimal() or len(number) > 9:
        return None
    rows = SupportPolicy.objects.on(clock.today()).prefetch_related("conditions")
    policy = rows.filter(pk=number).first()
    judgement = judged_on(policy, petition.cooperative, clock.today()) if policy else None
    if policy is None or judgement is None:
        return None
    return {
        "policy": policy,
        "judgement": judgement,
        "lines": judged_lines(kept(judgement, policy.conditions.all())),
    }


def told_lines(petition: Petition, lines: list[Line]) -> dict[str, Any]:
    """What the form says back of each field: a sum in words, the name of a code, whether a policy may be asked for."""
    eligible = eligible_for(petition)
    found = {}
    for line in lines:
        words = echo_of(line)
        if line.field.sort == Sort.POLICY and eligible is not None:
            judgement = eligible["judgement"]
            words = f"{Verdict(judgement.verdict).label}: {'; '.join(judgement.reasons)}"
        found[line.field.key] = {"words": words, "fault": line.fault, "doubt": ""}
    return found


def echo_of(line: Line) -> str:
    """A field said back where its words do not say it by themselves."""
    if line.value is None:
        return ""
    if line.field.sort == Sort.MONEY:
        return str(bang_chu(line.value))
    return line.told if line.field.sort == Sort.LINE else ""
