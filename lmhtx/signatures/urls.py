"""Addresses of trusted roots and checks."""

from django.urls import path

from lmhtx.signatures import views

urlpatterns = [
    path("goc-tin-cay/", views.AnchorList.as_view(), name="anchor_list"),
    path("goc-tin-cay/them/", views.anchor_add, name="anchor_add"),
    path("goc-tin-cay/tin-cay/", views.anchor_keep, name="anchor_keep"),
    path("goc-tin-cay/<int:pk>/", views.anchor_detail, name="anchor_detail"),
    path("goc-tin-cay/<int:pk>/thoi/", views.anchor_end, name="anchor_end"),
    path("kiem-tra/<int:pk>/", views.check_detail, name="check_detail"),
    path("kiem-tra/<int:pk>/lai/", views.check_repeat, name="check_repeat"),
]
