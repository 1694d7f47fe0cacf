"""An authority of the tests' own: roots, people, an agency, and their services on loopback."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Event, Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NOW = datetime(2026, 9, 15, 3, 0, tzinfo=UTC)
LIFE = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2040-01-01T00:00:00+0000"}
YEARS = {"valid-from": "2025-01-01T00:00:00+0000", "valid-to": "2028-01-01T00:00:00+0000"}
PAST = {"valid-from": "2022-01-01T00:00:00+0000", "valid-to": "2025-01-01T00:00:00+0000"}
PASSWORD = "mat-khau-thu"

PEOPLE = {
    "leader": "Nguyễn Văn Chủ",
    "deputy": "Trần Thị Phó",
    "other": "Lê Văn Khác",
    "expired": "Phạm Văn Hết Hạn",
    "revoked": "Hoàng Thị Thu Hồi",
    "agency": "Liên minh Hợp tác xã tỉnh Đồng Nai",
    "self": "Vũ Tự Ký",
    "stranger": "Đặng Văn Lạ",
    "weak": "Bùi Khóa Ngắn",
    "forged": "Ngô Giả Mạo",
    "unfit": "Máy chủ thư",
}
SIGNING = [{"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["digital_signature", "non_repudiation"]}}]  # fmt: skip


class Quiet(WSGIRequestHandler):
    """Answers without writing every request to the screen."""

    def log_message(self, *args: Any) -> None:
        """Nothing."""


class Server(ThreadingMixIn, WSGIServer):
    """Several at once, so that one that hangs holds up nobody else."""

    daemon_threads = True


class Authority:
    """Certificates by name, PKCS#12 files of them, and services that answer at the moment they are told."""

    def __init__(self, folder: Path) -> None:
        self.is_away = False
        # While it is not set, whoever asks waits.
        self.speaks = Event()
        self.speaks.set()
        # Parts of the services' addresses that get no answer.
        self.silent: tuple[str, ...] = ()
        self.asked: list[str] = []
        self.server: WSGIServer = make_server(
            "127.0.0.1", 0, self._answer, server_class=Server, handler_class=Quiet
        )
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.pki = _built(folder, self.address)
        self.animator = Animator(
            AnimatorArchStore({ArchLabel("thu"): self.pki}), at_time=NOW, with_web_ui=False
        )
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def _answer(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        self.speaks.wait(10)
        if self.is_away or any(f"/{part}/" in environ["PATH_INFO"] for part in self.silent):
            start("503 Away", [("Content-Length", "0")])
            return [b""]
        return self.animator(environ, start)

    def at(self, moment: datetime) -> None:
        """The services' clock."""
        self.animator.fixed_time = moment

    def certificate(self, label: str) -> Any:
        """One certificate."""
        return self.pki.get_cert(CertLabel(label))

    def pem(self, label: str) -> str:
        """One certificate as text."""
        from asn1crypto import pem  # noqa: PLC0415 - a word of one method

        return pem.armor("CERTIFICATE", self.certificate(label).dump()).decode("ascii")

    def key(self, label: str) -> Any:
        """The private key of one certificate."""
        return self.pki.key_set.get_private_key(self.pki.get_cert_spec(CertLabel(label)).subject_key)

    def chain(self, label: str) -> list[Any]:
        """Who stands above it, the root included."""
        return [self.pki.get_cert(one) for one in self.pki.get_chain(CertLabel(label))]

    @property
    def stamping_address(self) -> str:
        """Where time stamps are given."""
        return f"{self.address}/thu/tsa/tsa"

    def close(self) -> None:
        """No more answers."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def _architecture() -> dict[str, Any]:
    certs: dict[str, Any] = {
        "root": {"subject": "root", "issuer": "root", "validity": LIFE, "profiles": [{"id": "simple-ca", "params": {"crl-repo": "root"}}]},
        "ca": {"issuer": "root", "validity": LIFE, "profiles": [{"id": "simple-ca", "params": {"max-path-len": 0, "crl-repo": "ca", "ocsp-service": "ca"}}]},
        "strange-root": {"subject": "strange-root", "issuer": "strange-root", "validity": LIFE, "profiles": [{"id": "simple-ca", "params": {}}]},
        "ca-ocsp": {"issuer": "ca", "validity": LIFE, "profiles": ["ocsp-responder"]},
        "tsa": {"issuer": "root", "validity": LIFE, "extensions": [
            {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": ["digital_signature"]}},
            {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
            {"id": "crl_distribution_points", "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": ["root"]}}},
        ]},
    }  # fmt: skip
    for label in ("leader", "deputy", "other", "agency", "weak"):
        certs[label] = {"issuer": "ca", "validity": YEARS, "extensions": SIGNING}
    certs["expired"] = {"issuer": "ca", "validity": PAST, "extensions": SIGNING}
    revoked = {"revoked-since": "2026-06-01T00:00:00+0000", "reason": "key_compromise"}
    certs["revoked"] = {"issuer": "ca", "validity": YEARS, "extensions": SIGNING, "revocation": revoked}
    certs["stranger"] = {"issuer": "strange-root", "validity": YEARS, "extensions": SIGNING}
    certs["forged"] = {
        "subject": "forged",
        "issuer": "ca",
        "authority-key": "strange-root",
        "validity": YEARS,
        "extensions": SIGNING,
    }
    certs["unfit"] = {
        "issuer": "ca",
        "validity": YEARS,
        "extensions": [
            {
                "id": "key_usage",
                "critical": True,
                "smart-value": {"schema": "key-usage", "params": ["key_encipherment"]},
            }
        ],
    }
    certs["self"] = {"subject": "self", "issuer": "self", "validity": YEARS, "extensions": SIGNING}
    return {
        "keyset": "thu",
        "entity-defaults": {"country-name": "VN", "organization-name": "Liên minh Hợp tác xã tỉnh Đồng Nai"},
        "entities": {
            "root": {"common-name": "Gốc thử nghiệm"},
            "ca": {"common-name": "Nơi cấp thử nghiệm"},
            "ca-ocsp": {"common-name": "Trả lời OCSP thử nghiệm"},
            "strange-root": {"common-name": "Gốc lạ"},
            "tsa": {"common-name": "Dấu thời gian thử nghiệm"},
            **{label: {"common-name": name} for label, name in PEOPLE.items()},
        },
        "certs": certs,
        "services": {
            "ocsp": {"ca": {"for-issuer": "ca", "responder-cert": "ca-ocsp", "signing-key": "ca-ocsp"}},
            "crl-repo": {
                "root": {"for-issuer": "root", "signing-key": "root", "simulated-update-schedule": "P90D"},
                "ca": {"for-issuer": "ca", "signing-key": "ca", "simulated-update-schedule": "P30D"},
            },
            "time-stamping": {"tsa": {"signing-key": "tsa", "signing-cert": "tsa"}},
        },
    }


def _built(folder: Path, address: str) -> PKIArchitecture:
    """Keys of the day and the certificates over them."""
    labels = ["root", "ca", "ca-ocsp", "strange-root", "tsa", *PEOPLE]
    for label in labels:
        key = rsa.generate_private_key(65537, 1024 if label == "weak" else 2048)
        body = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{label}.pem").write_bytes(body)
    keys = {label: {"path": f"{label}.pem"} for label in labels}
    config = CertomancerConfig(
        {
            "external-url-prefix": address,
            "keysets": {"thu": {"path-prefix": str(folder), "keys": keys}},
            "pki-architectures": {"thu": _architecture()},
        },
        key_search_dir="/",
    )
    return config.get_pki_arch(ArchLabel("thu"))


LATER = NOW + timedelta(days=2)
