"""Addresses of what leaves the house."""

from django.urls import path

from lmhtx.outbox import views

urlpatterns = [path("", views.mail_list, name="mail_list")]
