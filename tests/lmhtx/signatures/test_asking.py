"""Asking services: only public ones, only whole answers, never longer than the clock says."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from lmhtx.signatures.asking import Away, ask, fetch_answers


def service(address, *, crl=(), certificate="a"):
    return {"certificate": certificate, "ocsp": [address], "question": b"?", "crl": list(crl)}


@pytest.mark.parametrize(
    "address",
    [
        "ftp://ca.vn/crl",
        "file:///etc/passwd",
        "http://",
        "http://10.0.0.1/crl",
        "http://192.168.1.1/crl",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/crl",
        "http://224.0.0.1/crl",
        "http://0.0.0.0/crl",
        "http://127.0.0.1:70000/crl",
    ],
)
def test_only_public_web_addresses_are_asked(address):
    with pytest.raises(OSError):
        ask(address)


def test_loopback_is_asked_only_where_tests_allow_it(settings, authority):
    settings.SIGNING = replace(settings.SIGNING, is_loopback_asked=False)

    with pytest.raises(Away):
        ask(f"{authority.address}/thu/crls/ca/latest.crl")
    assert authority.asked == []


def test_an_address_of_the_operator_may_lie_within_the_house(settings, authority):
    settings.SIGNING = replace(settings.SIGNING, is_loopback_asked=False)

    assert ask(f"{authority.address}/thu/crls/ca/latest.crl", is_own=True)[:1] == b"\x30"


def test_what_is_not_ok_is_no_answer(authority):
    with pytest.raises(Away):
        ask(f"{authority.address}/khong-co")


def test_an_answer_that_is_too_long_is_none(authority, monkeypatch):
    monkeypatch.setattr("lmhtx.signatures.asking.MOST_BYTES", 10)

    with pytest.raises(Away):
        ask(f"{authority.address}/thu/crls/ca/latest.crl")


def test_what_speaks_no_http_is_away(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SIGNING = replace(settings.SIGNING, seconds=0.2)
        with pytest.raises(OSError):
            ask(f"http://127.0.0.1:{server.getsockname()[1]}/")


def test_a_secret_line_needs_a_certificate_that_is_known(settings, authority):
    with pytest.raises(OSError):
        ask(authority.address.replace("http:", "https:"))


def test_each_list_is_fetched_once_and_a_silent_host_is_not_asked_again(authority):
    crl = f"{authority.address}/thu/crls/ca/latest.crl"
    silent = f"{authority.address}/khong-co"

    answers = fetch_answers(
        [service(silent, crl=[crl], certificate="a"), service(silent, crl=[crl], certificate="b")]
    )

    assert [answer["kind"] for answer in answers] == ["crl"]
    assert authority.asked == ["/khong-co", "/thu/crls/ca/latest.crl"]


def test_an_ocsp_server_that_says_try_later_is_silent(authority):
    answers = fetch_answers([service(f"{authority.address}/thu/crls/ca/latest.crl")])

    assert answers == []
