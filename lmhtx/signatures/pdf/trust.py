"""Certificates: whether they lead to a trusted one, and whether they stood at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.validate import async_validate_path

from lmhtx.signatures.outcomes import Outcome
from lmhtx.signatures.pdf.names import day_of, name_of

UNASKED = RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
DEMANDED = RevocationCheckingPolicy(
    RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
)
# SHA-1 is told as a warning by the item of algorithms; what is weaker proves nothing.
STRENGTH = DisallowWeakAlgorithmsPolicy(weak_hash_algos=frozenset({"md2", "md5"}))
TIME_STAMP_ONLY = "timestamp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What was found of a certificate, with the path where there is one."""

    outcome: Outcome
    sentence: str
    path: ValidationPath | None = None
    is_open: bool = False
    revoked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trust:
    """Whom the office trusts, and what is at hand: certificates, answers of the services."""

    anchors: list[tuple[str, x509.Certificate]]
    certificates: list[x509.Certificate] = field(default_factory=list)
    ocsps: list[ocsp.OCSPResponse] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)

    async def chain(self, certificate: x509.Certificate, *, at: datetime, is_stamp: bool = False) -> Finding:
        """The path to a trusted certificate, each signature on it verified, as of the moment."""
        if not self._roots(is_stamp=is_stamp):
            told = "Cổng chưa khai báo chứng thư gốc tin cậy nào nên chưa xác định được nơi cấp."
            return Finding(outcome=Outcome.UNKNOWN, sentence=told, is_open=True)
        context = self._context(_within(certificate, at), UNASKED, is_stamp=is_stamp)
        try:
            paths = await context.path_builder.async_build_paths(certificate)
        except PathBuildingError:
            return self._without_path(certificate)
        finding = None
        for path in paths:
            finding = await _validated(context, path)
            if finding.outcome == Outcome.PASS:
                return finding
        return finding or self._without_path(certificate)

    async def status(
        self, path: ValidationPath, *, at: datetime, now: datetime | None = None, is_stamp: bool = False
    ) -> Finding:
        """Whether nobody on the path was revoked at the moment; UNKNOWN where no answer is at hand.

        A service that says today of a revocation after the moment says that there was none at it.
        """
        context = self._as_of_life(path)._context(at, DEMANDED, is_stamp=is_stamp)  # noqa: SLF001 - its own kind
        try:
            await async_validate_path(context, path)
        except RevokedError as revoked:
            told = f"Chứng thư đã bị thu hồi từ {day_of(revoked.revocation_dt)}."
            at_signer = revoked.revocation_dt if revoked.is_ee_cert else None
            return Finding(outcome=Outcome.FAIL, sentence=told, path=path, revoked_at=at_signer)
        except (ValidationError, ValueError, TypeError, KeyError):
            later = (
                await self.status(path, at=now, is_stamp=is_stamp) if now is not None and now > at else None
            )
            if later is not None and later.revoked_at is not None and later.revoked_at > at:
                told = f"Chứng thư còn hạn và chưa bị thu hồi (về sau mới bị, từ {day_of(later.revoked_at)})."
                return Finding(outcome=Outcome.PASS, sentence=told, path=path)
            told = "Chưa hỏi được nơi cấp xem chứng thư có bị thu hồi không (OCSP, CRL không trả lời)."
            return Finding(outcome=Outcome.UNKNOWN, sentence=told, path=path, is_open=True)
        told = "Chứng thư còn hạn và chưa bị thu hồi."
        return Finding(outcome=Outcome.PASS, sentence=told, path=path)

    def _as_of_life(self, path: ValidationPath) -> Trust:
        """Without what was said after somebody on the path had expired: issuers then forget whom they revoked."""
        days = [certificate.not_valid_after for certificate in path.iter_certs(include_root=False)]
        end = min(days, default=datetime.max.replace(tzinfo=UTC))
        return replace(
            self,
            ocsps=[one for one in self.ocsps if _said_at(one) <= end],
            crls=[one for one in self.crls if one["tbs_cert_list"]["this_update"].native <= end],
        )

    def _roots(self, *, is_stamp: bool) -> list[x509.Certificate]:
        return [root for kind, root in self.anchors if is_stamp or kind != TIME_STAMP_ONLY]

    def _context(
        self, at: datetime, policy: RevocationCheckingPolicy, *, is_stamp: bool
    ) -> ValidationContext:
        return ValidationContext(
            trust_roots=self._roots(is_stamp=is_stamp),
            other_certs=self.certificates,
            moment=at,
            ocsps=self.ocsps,
            crls=self.crls,
            revinfo_policy=CertRevTrustPolicy(policy, retroactive_revinfo=True),
            algorithm_usage_policy=STRENGTH,
            allow_fetching=False,
            time_tolerance=timedelta(minutes=1),
        )

    def _without_path(self, certificate: x509.Certificate) -> Finding:
        """Why no path was found: signed by itself, a root that is not trusted, or an issuer that is not at hand."""
        if _signs_itself(certificate):
            told = "Chứng thư tự ký: không có nơi cấp nào bảo đảm cho người ký."
            return Finding(outcome=Outcome.FAIL, sentence=told)
        by_name = {known.subject.hashable: known for known in self.certificates}
        top, seen = certificate, set()
        while not _signs_itself(top) and top.issuer.hashable in by_name and top.sha256 not in seen:
            seen.add(top.sha256)
            top = by_name[top.issuer.hashable]
        if _signs_itself(top):
            told = f"Chứng thư do {name_of(top.subject)} bảo đảm; cổng không tin cậy nơi này."
            return Finding(outcome=Outcome.FAIL, sentence=told, is_open=True)
        told = f"Chưa có chứng thư của nơi cấp {name_of(top.issuer)} nên chưa xác định được."
        return Finding(outcome=Outcome.UNKNOWN, sentence=told, is_open=True)


def _said_at(response: ocsp.OCSPResponse) -> datetime:
    """When the newest answer in it was true."""
    moments: list[datetime] = [one["this_update"].native for one in response.response_data["responses"]]
    return max(moments, default=datetime.max.replace(tzinfo=UTC))


async def _validated(context: ValidationContext, path: ValidationPath) -> Finding:
    try:
        await async_validate_path(context, path)
    except (ExpiredError, NotYetValidError):
        told = "Chứng thư của nơi cấp không còn hạn vào lúc ký."
        return Finding(outcome=Outcome.FAIL, sentence=told)
    except (PathValidationError, ValidationError, ValueError, TypeError):
        told = "Chữ ký của nơi cấp trên chứng thư không khớp: chứng thư không phải do nơi đó cấp."
        return Finding(outcome=Outcome.FAIL, sentence=told)
    root = name_of(path.first.subject) if path.first is not None else ""
    return Finding(outcome=Outcome.PASS, sentence=f"Chứng thư do {root} bảo đảm, cổng tin cậy.", path=path)


def _within(certificate: x509.Certificate, at: datetime) -> datetime:
    """The moment, or the nearest at which the certificate itself is valid: its own days are another item."""
    return min(max(at, certificate.not_valid_before), certificate.not_valid_after)


def _signs_itself(certificate: x509.Certificate) -> bool:
    return bool(certificate.self_signed in {"yes", "maybe"})


def is_valid_at(certificate: x509.Certificate, at: datetime) -> bool:
    """Whether the moment is within the certificate's days."""
    return bool(certificate.not_valid_before <= at <= certificate.not_valid_after)


def answers_from(told: list[dict[str, Any]]) -> tuple[list[ocsp.OCSPResponse], list[crl.CertificateList]]:
    """What the services have answered; what is no answer is as good as none."""
    ocsps, crls = [], []
    for answer in told:
        try:
            if answer["kind"] == "ocsp":
                response = ocsp.OCSPResponse.load(answer["body"])
                if response["response_status"].native == "successful":
                    _ = response.response_data.native
                    ocsps.append(response)
            else:
                found = crl.CertificateList.load(answer["body"])
                _ = found["tbs_cert_list"]["this_update"].native
                crls.append(found)
        except (ValueError, TypeError, KeyError):
            continue
    return ocsps, crls
