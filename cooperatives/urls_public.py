"""Addresses that everybody may open without signing in."""

from django.urls import path

from cooperatives.views import public

urlpatterns = [
    path("robots.txt", public.robots, name="robots"),
    path("cong-khai/", public.public_directory, name="public_directory"),
    path("cong-khai/hop-tac-xa/<int:pk>/", public.public_cooperative, name="public_cooperative"),
    path("cong-khai/san-pham-ocop/", public.public_products, name="public_products"),
    path("cong-khai/du-lieu-mo/", public.public_data, name="public_data"),
    path("cong-khai/du-lieu-mo/<slug:dataset>.csv", public.public_csv, name="public_csv"),
    path("cong-khai/du-lieu-mo/<slug:dataset>.json", public.public_json, name="public_json"),
]
