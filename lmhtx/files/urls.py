"""Addresses of stored files."""

from django.urls import path

from lmhtx.files import views

urlpatterns = [
    path("<int:pk>/", views.attachment_download, name="attachment_download"),
    path("<int:pk>/trang/<int:number>/", views.attachment_page, name="attachment_page"),
]
