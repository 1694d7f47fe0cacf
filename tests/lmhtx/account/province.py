"""A province's single sign-on for tests: allauth's own provider, on loopback, in a process of its own.

`python province.py FOLDER PORT CALLBACK` serves it; its people are in PEOPLE, its one client is PORTAL.
"""

from __future__ import annotations

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.wsgi import get_wsgi_application

PORTAL = {"client_id": "cong-dieu-hanh", "secret": "bi-mat-cua-cong"}
PASSWORD = "mat-khau-o-tinh-1"
# Name, mail address, whether the province has verified it.
PEOPLE = (
    ("do.thi.lan", "vanthu@lmhtx.example", True),
    ("nguyen.thi.hanh", "chuyenvien@lmhtx.example", False),
    ("nguoi.la", "nguoi.la@dongnai.example", True),
)


def configure(folder: Path) -> None:
    """Settings of a province."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="tinh",
        DEBUG=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="allauth_urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "tinh.sqlite3")}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        IDP_OIDC_PRIVATE_KEY=key.decode(),
    )


def furnish(callback: str) -> None:
    """People and the one client."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - models come after the settings
    from allauth.idp.oidc.models import Client  # noqa: PLC0415 - as above
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - as above
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - as above

    for username, email, is_verified in PEOPLE:
        user = get_user_model().objects.create_user(username, email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=is_verified, primary=True)
    Client.objects.create(
        id=PORTAL["client_id"],
        name="Cổng điều hành",
        secret=make_password(PORTAL["secret"]),
        scopes="openid\nprofile\nemail",
        redirect_uris=callback,
        skip_consent=True,
    )


class Silent(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


def main(folder: Path, port: int, callback: str) -> None:
    """Serve until killed."""
    configure(folder)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - commands come after the settings
    from django.urls import include, path  # noqa: PLC0415 - as above

    urls = type(sys)("allauth_urls")
    urls.urlpatterns = [
        path("accounts/", include("allauth.account.urls")),
        path("", include("allauth.idp.urls")),
    ]
    sys.modules["allauth_urls"] = urls
    call_command("migrate", verbosity=0)
    furnish(callback)
    make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Silent).serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
