"""An authority on loopback for the whole run, a day that stands still, and the papers that are signed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from certomancer.registry import CertLabel
from PIL import Image, ImageDraw

from lmhtx.base import clock
from lmhtx.directory.models import Agency
from lmhtx.files import rights
from lmhtx.people.models import User
from lmhtx.signatures import making
from lmhtx.signatures.keys.held import FileKey
from lmhtx.signatures.models import TrustAnchor
from lmhtx.signatures.places import FormPlan, SignPlace, TextPlace, seal_box
from lmhtx.signatures.trust_facts import root_facts
from tests.lmhtx.signatures.authority import NOW, PASSWORD, Authority

PERSON_BOX = (330.0, 200.0, 480.0, 260.0)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """The authority with its services; between tests they answer, at the day that stands still."""
    found = Authority(tmp_path_factory.mktemp("authority"))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _standing(authority: Authority, settings: Any) -> Iterator[None]:
    authority.is_away, authority.silent = False, ()
    authority.speaks.set()
    authority.at(NOW)
    authority.asked.clear()
    settings.SIGNING = replace(
        settings.SIGNING, seconds=2.0, is_loopback_asked=True, stamp_address=authority.stamping_address
    )
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def trusted(authority: Authority, admin: User) -> TrustAnchor:
    """The test root, trusted by the administrator."""
    return trust(authority, "root", admin)


def trust(authority: Authority, label: str, by: User, kind: str = "state") -> TrustAnchor:
    """One certificate of the authority as a trusted root."""
    facts = root_facts(authority.pem(label).encode())
    return TrustAnchor.objects.create(
        name=facts.name,
        kind=kind,
        pem=facts.pem,
        sha256=facts.sha256,
        serial=facts.serial,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        source="trang của nơi cấp thử nghiệm",
        added_by=by,
    )


@pytest.fixture(scope="session")
def key(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], FileKey]:
    """The key of somebody of the authority, in a PKCS#12 file: `key("leader")`."""
    folder = tmp_path_factory.mktemp("keys")

    def held(label: str) -> FileKey:
        path = folder / f"{label}.p12"
        if not path.exists():
            path.write_bytes(authority.pki.package_pkcs12(CertLabel(label), password=PASSWORD.encode()))
        return FileKey(path=path, password=PASSWORD)

    return held


@pytest.fixture(scope="session")
def shelf() -> dict[str, bytes]:
    """Papers that were made once: the same for every test, since the day stands still."""
    return {}


@pytest.fixture
def papers(shelf: dict[str, bytes], draft: bytes, key: Any, trusted: TrustAnchor) -> Callable[[str], bytes]:
    """A paper in its state: `papers("issued")`; draft, prepared, signed, numbered, issued."""
    before = {"prepared": "draft", "signed": "prepared", "numbered": "signed", "issued": "numbered"}
    acts: dict[str, Callable[[bytes], bytes]] = {
        "prepared": lambda pdf: making.prepare(pdf=pdf, plan=plan_of()),
        "signed": lambda pdf: making.sign_as_person(pdf=pdf, key=key("leader"), picture=BLUE).pdf,
        "numbered": lambda pdf: making.give_number(pdf=pdf, number="57", on=clock.today()),
        "issued": lambda pdf: making.seal(pdf=pdf, key=key("agency"), picture=RED).pdf,
    }
    shelf["draft"] = draft

    def at(state: str) -> bytes:
        if state not in shelf:
            shelf[state] = acts[state](at(before[state]))
        return shelf[state]

    return at


@pytest.fixture
def seen_by_clerk(clerk):
    """Papers of agencies are seen by the clerk alone."""
    kind = Agency._meta.label_lower
    before = rights._owners.pop(kind, None)
    rights.visible(kind, lambda user: Agency.objects.all() if user == clerk else Agency.objects.none())
    yield
    rights.forget(kind)
    if before is not None:
        rights.visible(kind, before)


@pytest.fixture(scope="session")
def draft() -> bytes:
    """A decision as it is drawn before it goes to be signed."""
    from weasyprint import HTML  # noqa: PLC0415 - slow, and only these tests need it

    words = (
        "<style>@page{size:A4;margin:20mm} p{font-family:Tinos;font-size:13pt}</style>"
        "<p>LIÊN MINH HỢP TÁC XÃ</p><p>Số: <span style='margin-left:48pt'>/QĐ-LM</span></p>"
        "<p>Khen thưởng Hợp tác xã Nông nghiệp Xuân Lộc 10.000.000 đồng.</p>"
    )
    return bytes(HTML(string=words).write_pdf())


def plan_of(*, persons: int = 1) -> FormPlan:
    """Where the decision's fields are."""
    boxes = [PERSON_BOX, (120.0, 200.0, 250.0, 260.0)][:persons]
    return FormPlan(
        persons=tuple(SignPlace(page=1, box=box) for box in boxes),
        agency=SignPlace(page=1, box=seal_box(PERSON_BOX)),
        texts={
            "number": TextPlace(page=1, box=(80, 735, 128, 751)),
            "day": TextPlace(page=1, box=(380, 735, 400, 751), is_italic=True),
            "month": TextPlace(page=1, box=(440, 735, 460, 751), is_italic=True),
            "year": TextPlace(page=1, box=(490, 735, 525, 751), is_italic=True, align="left"),
        },
    )


def picture(*, colour: str, is_round: bool = False) -> bytes:
    """A signature or a seal with a transparent ground."""
    image = Image.new("RGBA", (300, 300) if is_round else (300, 120), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if is_round:
        draw.ellipse((4, 4, 296, 296), outline=colour, width=12)
    else:
        draw.line((10, 90, 90, 20, 150, 100, 290, 30), fill=colour, width=8)
    body = BytesIO()
    image.save(body, "PNG")
    return body.getvalue()


BLUE, RED = picture(colour="#1030c0"), picture(colour="#d01010", is_round=True)


@pytest.fixture(scope="session")
def pdfsig(
    authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bytes], list[dict[str, str]]]:
    """What poppler's pdfsig says of a file, with the test root in its store."""
    folder = tmp_path_factory.mktemp("nss")
    pem = folder / "root.pem"
    pem.write_text(authority.pem("root"), encoding="ascii")
    store = f"sql:{folder}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", str(pem)], check=True)

    def told(body: bytes) -> list[dict[str, str]]:
        path = folder / "paper.pdf"
        path.write_bytes(body)
        done = subprocess.run(
            ["pdfsig", "-no-ocsp", "-nssdir", store, str(path)], capture_output=True, text=True, check=False
        )
        found: list[dict[str, str]] = []
        for line in done.stdout.splitlines():
            if line.startswith("Signature #"):
                found.append({})
            elif line.strip().startswith("- ") and found:
                name, _, words = line.strip()[2:].partition(": ")
                found[-1][name] = words or "yes"
        return found

    return told


@pytest.fixture(scope="session")
def token(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A SoftHSM2 token with the agency's key and certificate in it."""
    import os  # noqa: PLC0415 - the library in C reads the variable when it is loaded

    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    module = next(
        path
        for path in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")
        if Path(path).exists()
    )
    subprocess.run(
        [
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "van-thu",
            "--pin",
            "1234",
            "--so-pin",
            "5678",
        ],
        check=True,
        capture_output=True,
    )
    _put_into(module, authority)
    return {"module": module, "token": "van-thu", "certificate": "con-dau", "pin": "1234"}


def _put_into(module: str, authority: Authority) -> None:
    """The agency's key and certificate, as the maker of a token would."""
    import pkcs11  # noqa: PLC0415 - a library in C
    from pkcs11.util.rsa import decode_rsa_private_key  # noqa: PLC0415
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415

    attribute = pkcs11.Attribute
    library = pkcs11.lib(module)
    with library.get_token(token_label="van-thu").open(user_pin="1234", rw=True) as session:
        secret = decode_rsa_private_key(authority.key("agency")["private_key"].parsed.dump())
        session.create_object(
            {
                **secret,
                attribute.LABEL: "con-dau",
                attribute.ID: b"1",
                attribute.TOKEN: True,
                attribute.SIGN: True,
            }
        )
        shown = decode_x509_certificate(authority.certificate("agency").dump())
        session.create_object(
            {**shown, attribute.LABEL: "con-dau", attribute.ID: b"1", attribute.TOKEN: True}
        )
