"""Whether a cooperative uses digital technology in managing and selling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cooperatives.enums.digital import FOR_MANAGING, FOR_SELLING, MANDATORY, DigitalItem, ProofState
from cooperatives.legal import digital as legal
from lmhtx.legal import rule
from lmhtx.vn.dates import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A piece of evidence: of what, of which day, since when verified, from when on withdrawn."""

    item: DigitalItem
    evidenced_on: date
    verified_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalTerms:
    """What holds on a day: how long evidence is good, whether both groups are asked for, what is left out."""

    months: int = 12
    needs_both: bool = True
    leaves_out_mandatory: bool = True

    @property
    def managing(self) -> frozenset[DigitalItem]:
        """The items of group A that count."""
        return FOR_MANAGING - MANDATORY if self.leaves_out_mandatory else FOR_MANAGING

    @property
    def selling(self) -> frozenset[DigitalItem]:
        """The items of group B that count."""
        return FOR_SELLING


@rule(legal.DIGITAL_USE, cases="proof_state.csv")
def proof_state(proof: Proof, *, day: date, months: int) -> ProofState:
    """Where a piece of evidence stands at the end of a day; on the very day it becomes so old it still counts."""
    if proof.withdrawn_on is not None and proof.withdrawn_on <= day:
        return ProofState.WITHDRAWN
    if proof.evidenced_on < add_months(day, -months):
        return ProofState.OLD
    if proof.verified_on is None or proof.verified_on > day or proof.evidenced_on > day:
        return ProofState.WAITING
    return ProofState.COUNTS


@rule(legal.DIGITAL_USE, cases="digital.csv")
def uses_digital(proofs: Iterable[Proof], *, day: date, terms: DigitalTerms) -> bool:
    """Whether evidence of both groups (or of either, where the terms say so) counts at the end of a day."""
    items = {
        proof.item
        for proof in proofs
        if proof_state(proof, day=day, months=terms.months) == ProofState.COUNTS
    }
    manages, sells = bool(items & terms.managing), bool(items & terms.selling)
    return manages and sells if terms.needs_both else manages or sells
