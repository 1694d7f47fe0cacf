"""Addresses of what leaves the house."""

from django.urls import path

from lmhtx.outbox import views

urlpatterns = [
    path("", views.mail_list, name="mail_list"),
    path("khong-gui-duoc/", views.MessageList.as_view(), name="message_list"),
    path("thoi-nhan/<str:token>/", views.mail_refuse, name="mail_refuse"),
    path("gui-lai/", views.message_resend, name="message_resend"),
    path("thong-bao-day/khoa/", views.push_key, name="push_key"),
    path("thong-bao-day/bat/", views.push_subscribe, name="push_subscribe"),
    path("thong-bao-day/tat/", views.push_unsubscribe, name="push_unsubscribe"),
]
