"""The server's door."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lmhtx.settings")
application = get_wsgi_application()

from lmhtx.base.checks import stop_if_misplaced  # noqa: E402 - needs the settings that the line above has read

stop_if_misplaced()
