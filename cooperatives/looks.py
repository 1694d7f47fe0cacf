"""In which colours the states of cooperatives and of their forms are shown."""

from __future__ import annotations

from cooperatives.enums.forms import FormState
from cooperatives.enums.register import Status

TONES = {
    Status.ACTIVE: "done",
    Status.SUSPENDED: "soon",
    Status.STOPPED: "soon",
    Status.DISSOLVING: "info",
    Status.REVOKED: "danger",
    Status.GOING_BANKRUPT: "danger",
}
FORM_TONES = {
    FormState.SUBMITTED: "info",
    FormState.RESUBMITTED: "soon",
    FormState.CORRECTING: "soon",
    FormState.ACCEPTED: "done",
    FormState.REFUSED: "danger",
}
