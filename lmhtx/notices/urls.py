"""Addresses of notices."""

from django.urls import path

from lmhtx.notices import views

urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("so-chua-doc/", views.notice_count, name="notice_count"),
    path("da-doc/", views.notice_read, name="notice_read"),
    path("cai-dat/", views.wishes_edit, name="wishes_edit"),
    path("<int:pk>/mo/", views.notice_open, name="notice_open"),
    path("ban-tin/<int:pk>/", views.digest_detail, name="digest_detail"),
]
