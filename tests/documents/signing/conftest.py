"""The tests' own authority, and an office whose leaders and seal have certificates of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certomancer.registry import CertLabel
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions.certificates import add_certificate
from documents.models import IssuingBody, SigningCertificate
from lmhtx.signatures.trust_facts import root_facts
from tests.factories import outgoing as out
from tests.lmhtx.signatures.authority import PASSWORD, Authority
from tests.lmhtx.signatures.conftest import BLUE, RED, _standing, authority, key, trusted  # noqa: F401 - fixtures

Office = Callable[..., SigningCertificate]


@pytest.fixture
def keys(authority: Authority, settings: Any, tmp_path: Path) -> Authority:  # noqa: F811 - the fixture
    """The keys of the authority's people as the operator names them."""
    told = {}
    for label in ("leader", "deputy", "other", "agency"):
        path = tmp_path / f"{label}.p12"
        path.write_bytes(authority.pki.package_pkcs12(CertLabel(label), password=PASSWORD.encode()))
        told[label] = {"kind": "pkcs12", "path": str(path)}
    settings.SIGNING = replace(settings.SIGNING, keys=told)
    return authority


@pytest.fixture
def office(keys: Authority, trusted: Any, office_chief: Any) -> Office:  # noqa: F811 - the fixture
    """Who holds which certificate: `office(leader="chutich")`; the agency's is the Alliance's own."""

    def of(**people: str) -> SigningCertificate:
        for label, username in people.items():
            add_certificate(
                facts=root_facts(keys.pem(label).encode()),
                person=out.person(username),
                body=None,
                key_name=label,
                picture=SimpleUploadedFile("ky.png", BLUE, "image/png"),
                by=office_chief,
            )
        return add_certificate(
            facts=root_facts(keys.pem("agency").encode()),
            person=None,
            body=IssuingBody.objects.get(abbreviation="LM"),
            key_name="agency",
            picture=SimpleUploadedFile("dau.png", RED, "image/png"),
            by=office_chief,
        )

    return of
