"""Every setting of the portal, from the environment."""

import json
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF

from lmhtx.base.logs import log_settings
from lmhtx.outbox.plugs import exchange_from, plugs_from
from lmhtx.signatures.means import means_from

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("LMHTX_VAR", ROOT / "var"))


def flag(name: str, *, default: bool = False) -> bool:
    """An on/off word of the environment."""
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def store(url: str) -> dict[str, object]:
    """Where files lie: https://key:secret@host:port/bucket?region=… is an S3-compatible store, else the disk."""
    if not url:
        return {"BACKEND": "lmhtx.files.stores.DiskStore"}
    parts = urlsplit(url)
    options = {
        "bucket_name": parts.path.strip("/"),
        "endpoint_url": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        "access_key": unquote(parts.username or ""),
        "secret_key": unquote(parts.password or ""),
        "region_name": dict(parse_qsl(parts.query)).get("region", "us-east-1"),
    }
    return {"BACKEND": "lmhtx.files.bucket.BucketStore", "OPTIONS": options}


def origin_of(url: str) -> str:
    """Scheme and host of an address."""
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


def database(url: str) -> dict[str, object]:
    """Django's database settings from postgres://user:password@host:port/name."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Pages ask for a few rows out of many: compiling a statement takes longer than running it, and where the
        # data lie in memory or on a solid disk, a row found by its key costs little more than the next one.
        "OPTIONS": {"options": "-c jit=off -c random_page_cost=1.1"},
    }


# Modes
DEBUG = flag("DEBUG")
DEMO = flag("LMHTX_DEMO")
# Fixes the day in every process; base.checks refuses it outside demonstration and tests.
FIXED_TODAY = os.environ.get("LMHTX_TODAY", "")
TESTING = flag("LMHTX_TESTING")

SECRET_KEY = os.environ.get("SECRET_KEY", "chi-dung-khi-chay-thu" * 3 if DEMO or TESTING or DEBUG else "")
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
PERSONAL_KEYS = os.environ.get("PERSONAL_KEYS", SECRET_KEY).split()  # the first seals, the others only open
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "http://localhost:8000")

INSTALLED_APPS = [
    "lmhtx.account",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "pgtrigger",
    "pghistory",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
    "lmhtx.base",
    "lmhtx.directory",
    "lmhtx.people",
    "lmhtx.access",
    "lmhtx.jobs",
    "lmhtx.audit",
    "lmhtx.workflow",
    "lmhtx.ui",
    "lmhtx.files",
    "lmhtx.signatures",
    "lmhtx.outbox",
    "lmhtx.notices",
    "lmhtx.exchange",
    "lmhtx.decisions",
    "lmhtx.reports",
    "lmhtx.api",
    "lmhtx.upkeep",
    "lmhtx.shell",
    "plans",
    "cooperatives",
    "documents",
    "hr",
    "emulation",
    "fund",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lmhtx.api.gate.ApiGate",
    "lmhtx.ui.public.PublicMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lmhtx.account.middleware.PresenceMiddleware",
    "lmhtx.account.middleware.SharedMachineMiddleware",
    "lmhtx.account.middleware.FirstPasswordMiddleware",
    "lmhtx.account.middleware.SecondFactorMiddleware",
    "lmhtx.account.middleware.LinkMiddleware",
    "lmhtx.audit.middleware.RequestMiddleware",
    "lmhtx.account.standing_in.StandInMiddleware",  # last: all others see the person at the keys
]

ROOT_URLCONF = "lmhtx.urls"
WSGI_APPLICATION = "lmhtx.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lmhtx.shell.context_processors.frame",
            ],
            "builtins": [
                "django_htmx.templatetags.django_htmx",
                "lmhtx.ui.templatetags.ui",
                "lmhtx.ui.templatetags.vn_format",
                "lmhtx.access.templatetags.access",
                "template_partials.templatetags.partials",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgres:///lmhtx"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
CACHES = {
    "default": {
        "BACKEND": "lmhtx.base.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    },
}
# Sessions live in Postgres: Redis may go away for a minute without throwing anyone out.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "lmhtx.account.backends.Backend",
    "lmhtx.account.backends.LinkBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lmhtx.account.passwords.UnikeyValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lmhtx.account.adapter.Adapter"
ACCOUNT_FORMS = {"login": "lmhtx.account.forms.SignInForm"}
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Wrong tries are counted in the database (lmhtx.account.lockout), which is there when the cache is not.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "lmhtx.account.mfa.Adapter"
MFA_FORMS = {
    "authenticate": "lmhtx.account.forms.entry.SecondStepForm",
    "authenticate_webauthn": "lmhtx.account.forms.entry.SecondPasskeyForm",
    "login_webauthn": "lmhtx.account.forms.entry.PasskeySignInForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers make passkeys on https and on localhost only; the check of the origin may be as lenient as they are.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING
MFA_TOTP_TOLERANCE = 1
# Whoever moves money, seals, appoints, keeps the portal or leads shows a second factor; never in a demonstration.
MONEY_SEAL_LEADERS = "admin,chairman,deputy,office_chief,clerk,fund_director,fund_officer,fund_accountant"
SECOND_FACTOR_ROLES = os.environ.get("LMHTX_SECOND_FACTOR_ROLES", MONEY_SEAL_LEADERS).split(",")
# A province's single sign-on beside our own door, as JSON with name, client_id, secret and settings.server_url.
OIDC = {"provider_id": "tinh", **json.loads(os.environ["OIDC"])} if os.environ.get("OIDC") else {}
SOCIALACCOUNT_ADAPTER = "lmhtx.account.sso.Adapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC] if OIDC else []}}

# Words, time and numbers
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [ROOT / "lmhtx" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["lmhtx.base.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("LMHTX_STATIC_ROOT", VAR / "static"))
STATICFILES_DIRS = [
    ROOT / "static",
    ("tabler", ROOT / "node_modules" / "@tabler" / "core" / "dist"),
    ("be-vietnam-pro", ROOT / "node_modules" / "@fontsource" / "be-vietnam-pro"),
]
STORAGES = {
    "default": store(os.environ.get("S3_URL", "")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
MEDIA_ROOT, MEDIA_URL = VAR / "files", "/khong-phuc-vu-truc-tiep/"
UPLOAD_MAX_BYTES = int(os.environ.get("LMHTX_UPLOAD_MAX_MB", "50")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
WHITENOISE_USE_FINDERS = TESTING or DEBUG

# What leaves the house
EMAIL_URL = urlsplit(os.environ.get("EMAIL_URL", ""))
# Mails in a folder are for those who try the portal out; in earnest a missing server must be seen.
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if (DEMO or TESTING or DEBUG) and not EMAIL_URL.hostname
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mails"
EMAIL_HOST, EMAIL_PORT = EMAIL_URL.hostname or "localhost", EMAIL_URL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(EMAIL_URL.username or ""), unquote(EMAIL_URL.password or "")
EMAIL_USE_TLS = EMAIL_URL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Cổng điều hành LMHTX <khong-tra-loi@lmhtx.local>")
CALL_PLUGS = plugs_from(os.environ)
SIGNING, EXCHANGE = means_from(os.environ), exchange_from(os.environ)

# Work behind the page
CELERY_BROKER_URL = REDIS_URL
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "visibility_timeout": 3600}
CELERY_TASK_PUBLISH_RETRY = CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "lmhtx.jobs.beat:OnlyBeat"

# Who looks after the machine
METRICS = flag("LMHTX_METRICS", default=not (DEMO or TESTING))
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
INNER_ADDRESSES = "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16"
METRICS_FROM = os.environ.get("METRICS_FROM", INNER_ADDRESSES).split(",")
if METRICS:
    MIDDLEWARE = [
        "django_prometheus.middleware.PrometheusBeforeMiddleware",
        *MIDDLEWARE,
        "django_prometheus.middleware.PrometheusAfterMiddleware",
    ]
BACKUP_ROOT = Path(os.environ.get("LMHTX_BACKUPS", VAR / "backups"))
BACKUP_DAILY = int(os.environ.get("BACKUP_DAILY", "14"))
BACKUP_MONTHLY = int(os.environ.get("BACKUP_MONTHLY", "12"))
# A public key of gpg: backups are encrypted to it, and only whoever holds the other half reads them.
BACKUP_KEY = os.environ.get("BACKUP_KEY", "")

# Safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "frame-ancestors": [NONE],
        # A form's answer may lead to the single sign-on, which browsers count as its target.
        "form-action": [SELF, *([origin_of(OIDC["settings"]["server_url"])] if OIDC else [])],
        "base-uri": [SELF],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = flag("LMHTX_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Whoever asks for the health of one machine asks it directly.
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/(song|san-sang)$", r"^so-do$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "lmhtx.shell.views.csrf_failure"

# Pages
HTMX_CONFIG = {"includeIndicatorStyles": False, "allowEval": False, "historyCacheSize": 0}
DJANGO_TABLES2_TEMPLATE = "ui/table.html"
IMPORT_EXPORT_USE_TRANSACTIONS = True
LOGGING = log_settings(is_json=flag("LMHTX_JSON_LOGS", default=not (DEBUG or DEMO or TESTING)))
if TESTING:
    LOGGING["loggers"]["lmhtx.requests"] = {"level": "WARNING"}
