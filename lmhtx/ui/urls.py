"""Addresses behind forms and lists."""

from django.urls import path

from lmhtx.ui import views

urlpatterns = [
    path("ban-nhap/luu/", views.draft_save, name="draft_save"),
    path("ban-nhap/bo/", views.draft_drop, name="draft_drop"),
    path("cach-xem/luu/", views.saved_view_add, name="saved_view_add"),
    path("cach-xem/<int:pk>/bo/", views.saved_view_delete, name="saved_view_delete"),
    path("so-tien-bang-chu/", views.money_words, name="money_words"),
]
