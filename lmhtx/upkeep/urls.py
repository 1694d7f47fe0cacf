"""Addresses of upkeep."""

from django.urls import path

from lmhtx.upkeep import views

urlpatterns = [
    path("suc-khoe/", views.system_health, name="system_health"),
    path("suc-khoe/song", views.live, name="live"),
    path("suc-khoe/san-sang", views.ready, name="ready"),
    path("so-do", views.metrics, name="metrics"),
]
