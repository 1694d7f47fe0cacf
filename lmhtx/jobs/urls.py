"""Addresses of work behind the page."""

from django.urls import path

from lmhtx.jobs import views

urlpatterns = [
    path("", views.scheduled_list, name="scheduled_list"),
    path("<int:pk>/", views.job_detail, name="job_detail"),
    path("<str:name>/chay-ngay/", views.scheduled_run, name="scheduled_run"),
]
