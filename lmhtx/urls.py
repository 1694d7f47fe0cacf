"""The table of contents: one include per room and app."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("lmhtx.shell.urls")),
    path("", include("lmhtx.ui.urls")),
    path("", include("lmhtx.upkeep.urls")),
    path("tai-khoan/", include("lmhtx.account.urls")),
    path("tai-khoan/ma-api/", include("lmhtx.api.account_urls")),
    path("api/v1/", include("lmhtx.api.urls")),
    path("nguoi-dung/", include("lmhtx.account.people_urls")),
    path("danh-ba/", include("lmhtx.account.directory_urls")),
    path("thong-bao/", include("lmhtx.notices.urls")),
    path("bao-cao/", include("lmhtx.reports.urls")),
    path("thu/", include("lmhtx.outbox.urls")),
    path("can-toi-quyet/", include("lmhtx.decisions.urls")),
    path("tep/", include("lmhtx.files.urls")),
    path("chu-ky-so/", include("lmhtx.signatures.urls")),
    path("excel/", include("lmhtx.exchange.urls")),
    path("viec-nen/", include("lmhtx.jobs.urls")),
    path("nhat-ky/", include("lmhtx.audit.urls")),
    path("ke-hoach/", include("plans.urls")),
    path("van-ban/", include("documents.urls")),
    path("hop-tac-xa/", include("cooperatives.urls")),
    path("", include("cooperatives.urls_public")),
]

if settings.DEBUG:
    urlpatterns.append(path("quan-tri-django/", admin.site.urls))

handler403 = "lmhtx.shell.views.forbidden"
handler404 = "lmhtx.shell.views.not_found"
handler500 = "lmhtx.shell.views.broken"
