"""Addresses of the queue."""

from django.urls import path

from lmhtx.decisions import views

urlpatterns = [
    path("", views.decision_queue, name="decision_queue"),
    path("cau-mau/", views.phrases_edit, name="phrases_edit"),
    path("hoan-tac/<int:pk>/", views.decision_undo, name="decision_undo"),
    path("da-ro/<int:pk>/", views.decision_note, name="decision_note"),
    path("<str:key>/<int:pk>/", views.decision_item, name="decision_item"),
    path("<str:key>/<int:pk>/quyet/", views.decision_make, name="decision_make"),
]
