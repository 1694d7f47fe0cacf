"""Addresses of Excel in and out."""

from django.urls import path

from lmhtx.exchange.views import exports, imports, trail

urlpatterns = [
    path("", imports.sheet_home, name="sheet_home"),
    path("xuat/", exports.export_create, name="export_create"),
    path("xuat/<int:pk>/", exports.export_detail, name="export_detail"),
    path("nhat-ky/", trail.entry_export, name="entry_export"),
    path("nhap/<str:kind>/", imports.import_create, name="import_create"),
    path("nhap/<str:kind>/mau/", imports.import_template, name="import_template"),
    path("lan-nhap/<int:pk>/", imports.import_detail, name="import_detail"),
    path("lan-nhap/<int:pk>/ghi/", imports.import_confirm, name="import_confirm"),
    path("lan-nhap/<int:pk>/bo/", imports.import_drop, name="import_drop"),
]
