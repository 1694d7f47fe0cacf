"""A look at a signed PDF of 5 MB: under a second by the whole way, and beside pyHanko itself on the same file."""

from __future__ import annotations

import asyncio
import os
import tempfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from benchmarks import measuring

measuring.start()

from asn1crypto import keys, pem, x509  # noqa: E402 - the portal must be awake first
from cryptography import x509 as made  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: E402
from pyhanko.pdf_utils import generic  # noqa: E402
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: E402
from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: E402
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter  # noqa: E402
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf  # noqa: E402
from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: E402
from pyhanko_certvalidator import ValidationContext  # noqa: E402
from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: E402

from lmhtx.reading.child import run_parser  # noqa: E402
from lmhtx.signatures.looking import LOOK_AT  # noqa: E402
from lmhtx.signatures.pdf.judging import look_at  # noqa: E402

MEGABYTES, OBJECTS = 5, 50


def main() -> None:
    """By the whole way with its child process, and inside one process beside the bare library."""
    results = measuring.Results()
    with tempfile.TemporaryDirectory() as place:
        path, root = Path(place) / "van-ban.pdf", certificate()
        path.write_bytes(signed(*root))
        told = {
            "anchors": [{"kind": "state", "pem": pem.armor("CERTIFICATE", root[0].dump()).decode()}],
            "answers": [],
            "moment": datetime.now(UTC).isoformat(),
        }
        whole = measuring.seconds_of(lambda: run_parser(LOOK_AT, path, seconds=60, is_pure=True, **told))
        results.add(
            f"kiểm tra chữ ký tệp {MEGABYTES} MB, cả tiến trình con", value=whole, baseline=1, limit=1
        )
        ours = measuring.seconds_of(lambda: look_at(path, **told))
        bare = measuring.seconds_of(lambda: validated(path, root[0]))
        results.add("riêng phần đọc và xét, so với pyHanko trần", value=ours, baseline=bare, limit=3)
    results.end()


def certificate() -> tuple[x509.Certificate, keys.PrivateKeyInfo]:
    """One who vouches for himself."""
    secret = rsa.generate_private_key(65537, 2048)
    name = made.Name([made.NameAttribute(made.NameOID.COMMON_NAME, "Người ký đo")])
    day = datetime.now(UTC)
    shown = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(1)
        .not_valid_before(day - timedelta(days=1))
        .not_valid_after(day + timedelta(days=30))
        .sign(secret, hashes.SHA256())
    )
    coding, form = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8
    body = secret.private_bytes(coding, form, serialization.NoEncryption())
    return x509.Certificate.load(shown.public_bytes(coding)), keys.PrivateKeyInfo.load(body)


def signed(holder: x509.Certificate, secret: keys.PrivateKeyInfo) -> bytes:
    """Fifty pages with a picture's worth of bytes each, signed, and the evidence of a second signature after it."""
    writer = PdfFileWriter()
    for _ in range(OBJECTS):
        drawn = generic.StreamObject(stream_data=b"%" + os.urandom(MEGABYTES * 1024 * 1024 // OBJECTS))
        writer.insert_page(PageObject(contents=writer.add_object(drawn), media_box=(0, 0, 595, 842)))
    body = BytesIO()
    writer.write(body)
    signer = SimpleSigner(holder, secret, SimpleCertificateStore.from_certs([holder]))
    for name in ("Ca-nhan", "Co-quan"):
        output = BytesIO()
        meta = PdfSignatureMetadata(field_name=name)
        sign_pdf(IncrementalPdfFileWriter(body), meta, signer=signer, output=output)
        body = output
    return body.getvalue()


def validated(path: Path, root: x509.Certificate) -> None:
    """The library alone, each signature."""
    reader = PdfFileReader(BytesIO(path.read_bytes()))
    for found in reader.embedded_signatures:
        context = ValidationContext(trust_roots=[root], revocation_mode="soft-fail")
        asyncio.run(async_validate_pdf_signature(found, context, context))


if __name__ == "__main__":
    main()
