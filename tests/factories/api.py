"""Programs for tests: a token, and a caller that uses it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from lmhtx.api.actions import make_token
from lmhtx.people.models import User

ROOT = "/api/v1"


class Program:
    """Calls the API with a secret; answers as they come, also when the portal breaks."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        self.head = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, path: str, data: Any = None, **head: str) -> HttpResponse:
        """Ask."""
        return self.client.get(ROOT + path, data, headers={**self.head, **head})

    def post(self, path: str, body: Any, **head: str) -> HttpResponse:
        """Send JSON."""
        address = ROOT + path
        return self.client.post(address, body, content_type="application/json", headers={**self.head, **head})


def program(user: User, *scopes: str) -> Program:
    """A program with a token of the person for these scopes."""
    _, secret = make_token(by=user, name="Kho dữ liệu", chosen=scopes or ("directory.read",), days=30)
    return Program(secret)
