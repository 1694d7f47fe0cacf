"""In which colours the states of cooperatives and of their forms are shown."""

from __future__ import annotations

from cooperatives.enums.digital import ProofState
from cooperatives.enums.forms import FormState
from cooperatives.enums.maturity import MaturityState
from cooperatives.enums.national import Standing
from cooperatives.enums.papers import DigitalState, PaperState
from cooperatives.enums.petitions import PetitionState
from cooperatives.enums.products import CertificateState
from cooperatives.enums.province import DeliveryState
from cooperatives.enums.ratings import RatingState
from cooperatives.enums.register import Status
from cooperatives.enums.support import SupportState, Verdict

TONES = {
    Status.ACTIVE: "done",
    Status.SUSPENDED: "soon",
    Status.STOPPED: "soon",
    Status.DISSOLVING: "info",
    Status.REVOKED: "danger",
    Status.GOING_BANKRUPT: "danger",
}

CERTIFICATE_TONES = {
    CertificateState.VALID: "done",
    CertificateState.SOON: "soon",
    CertificateState.EXPIRED: "danger",
    CertificateState.REVOKED: "danger",
}
PAPER_TONES = {
    PaperState.VALID: "done",
    PaperState.SOON: "soon",
    PaperState.EXPIRED: "danger",
    PaperState.REVOKED: "danger",
}
DIGITAL_TONES = {
    DigitalState.NO_FILE: "grey",
    DigitalState.WAITING: "soon",
    DigitalState.DIGITISED: "done",
}
PROOF_TONES = {
    ProofState.WAITING: "soon",
    ProofState.COUNTS: "done",
    ProofState.OLD: "grey",
    ProofState.WITHDRAWN: "grey",
}
MATURITY_TONES = {
    MaturityState.DECLARED: "soon",
    MaturityState.VERIFIED: "done",
    MaturityState.WITHDRAWN: "grey",
}
RATING_TONES = {
    RatingState.DRAFT: "grey",
    RatingState.SUBMITTED: "soon",
    RatingState.APPRAISED: "info",
    RatingState.APPROVED: "done",
}
FORM_TONES = {
    FormState.SUBMITTED: "info",
    FormState.RESUBMITTED: "soon",
    FormState.CORRECTING: "soon",
    FormState.ACCEPTED: "done",
    FormState.REFUSED: "danger",
}
PETITION_TONES = {
    PetitionState.SENT: "info",
    PetitionState.RESENT: "soon",
    PetitionState.ASKED: "soon",
    PetitionState.ACCEPTED: "done",
    PetitionState.REFUSED: "danger",
}
VERDICT_TONES = {
    Verdict.PASSES: "done",
    Verdict.UNKNOWN: "soon",
    Verdict.FAILS: "grey",
}
SUPPORT_TONES = {
    SupportState.PLANNED: "grey",
    SupportState.APPROVED: "info",
    SupportState.GIVEN: "done",
    SupportState.ENDED: "done",
}
DELIVERY_TONES = {
    DeliveryState.QUEUED: "grey",
    DeliveryState.SENDING: "info",
    DeliveryState.SENT: "info",
    DeliveryState.ACKNOWLEDGED: "done",
    DeliveryState.FAILED: "soon",
    DeliveryState.DEAD: "danger",
}
STANDING_TONES = {
    Standing.SILENT: "grey",
    Standing.AGREED: "done",
    Standing.OPEN: "soon",
    Standing.REPORTED: "info",
}
