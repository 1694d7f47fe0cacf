"""Addresses of the trail."""

from django.urls import path

from lmhtx.audit import views

urlpatterns = [
    path("", views.entry_list, name="entry_list"),
    path("luot-xem/", views.reading_counts, name="reading_counts"),
]
