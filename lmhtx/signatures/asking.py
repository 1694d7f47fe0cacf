"""Asking services over HTTP: with a clock, a size, no redirects, and never into the house's own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

MOST_BYTES = 20 * 1024 * 1024
MOST_SERVICES = 20
OCSP_TYPE = "application/ocsp-request"
# What an OCSP server says when it has an answer: a SEQUENCE whose first member is "successful".
SUCCESSFUL = b"\x0a\x01\x00"


class Away(OSError):
    """The service did not answer as it should."""


def fetch_answers(services: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the services say of the certificates: OCSP first, the list of the revoked where that is silent.

    All together may take four times as long as one; a host that was silent once is not asked again.
    """
    end = time.monotonic() + 4 * settings.SIGNING.seconds
    silent: set[str] = set()
    answers: dict[str, dict[str, Any]] = {}
    for service in list(services)[:MOST_SERVICES]:
        _ask_about(service, answers, silent, end)
    return list(answers.values())


def _ask_about(
    service: Mapping[str, Any], answers: dict[str, dict[str, Any]], silent: set[str], end: float
) -> None:
    ways = [("ocsp", address) for address in service["ocsp"]] + [
        ("crl", address) for address in service["crl"]
    ]
    for kind, address in ways:
        host = f"{kind} {urlsplit(address).netloc}"
        name = address if kind == "crl" else f"{address} {service['certificate']}"
        if name in answers:
            return
        if host in silent or time.monotonic() > end:
            continue
        try:
            question = service["question"] if kind == "ocsp" else None
            body = ask(address, body=question, content_type=OCSP_TYPE if question else "", end=end)
        except OSError:
            silent.add(host)
            continue
        if kind == "crl" or SUCCESSFUL in body[:10]:
            answers[name] = {"kind": kind, "body": body}
            return


def ask(
    address: str,
    *,
    body: bytes | None = None,
    content_type: str = "",
    headers: Mapping[str, str] | None = None,
    end: float | None = None,
    is_own: bool = False,
) -> bytes:
    """The answer's body; Away for whatever is not a whole "200 OK" in time.

    Only `is_own` addresses, which the operator has set, may lie inside the house's network.
    """
    place = urlsplit(address)
    if place.scheme not in {"http", "https"} or not place.hostname:
        raise Away(f"not a web address: {address[:200]}")
    seconds = float(settings.SIGNING.seconds)
    end = min(end or float("inf"), time.monotonic() + seconds)
    told = {"Host": place.netloc.rpartition("@")[2], "Connection": "close", **(headers or {})}
    if content_type:
        told["Content-Type"] = content_type
    connection = _connection(place, is_own=is_own, seconds=max(0.05, end - time.monotonic()))
    try:
        path = (place.path or "/") + (f"?{place.query}" if place.query else "")
        connection.request("POST" if body is not None else "GET", path, body=body, headers=told)
        return _read(connection.getresponse(), end)
    except (http.client.HTTPException, ValueError) as broken:
        raise Away(repr(broken)) from broken
    finally:
        connection.close()


def _connection(place: SplitResult, *, is_own: bool, seconds: float) -> http.client.HTTPConnection:
    """A line to the very address that was looked at: a name cannot point elsewhere between look and call."""
    host = place.hostname or ""
    try:
        port = place.port or (443 if place.scheme == "https" else 80)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (UnicodeError, ValueError) as broken:
        raise Away(f"no such address: {host[:200]}") from broken
    number = str(found[0][4][0])
    if not is_own and not _may_be_asked(number):
        raise Away(f"not a public address: {host[:200]}")
    line = socket.create_connection((number, port), timeout=seconds)
    line.settimeout(seconds)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    if place.scheme == "https":
        try:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        except (OSError, ValueError):
            line.close()
            raise
    connection.sock = line
    return connection


def _may_be_asked(number: str) -> bool:
    place = ipaddress.ip_address(number.partition("%")[0])
    if place.is_loopback:
        return bool(settings.SIGNING.is_loopback_asked)
    return place.is_global and not place.is_multicast


def _read(response: http.client.HTTPResponse, end: float) -> bytes:
    if response.status != HTTPStatus.OK:
        raise Away(f"{response.status} {response.reason}")
    parts: list[bytes] = []
    length = 0
    while part := response.read1(65_536):
        parts.append(part)
        length += len(part)
        if length > MOST_BYTES or time.monotonic() > end:
            raise Away("the answer is too long or too slow")
    return b"".join(parts)
