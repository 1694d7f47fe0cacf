"""Addresses of repeating tasks."""

from django.urls import path

from plans.views import series

urlpatterns = [
    path("", series.SeriesList.as_view(), name="series_list"),
    path("lap/", series.series_create, name="series_create"),
    path("<int:pk>/", series.series_detail, name="series_detail"),
    path("<int:pk>/sua/", series.SeriesUpdate.as_view(), name="series_update"),
    path("<int:pk>/tam-dung/", series.series_pause, name="series_pause"),
    path("<int:pk>/tiep-tuc/", series.series_resume, name="series_resume"),
    path("ky/<int:pk>/lap/", series.series_run_make, name="series_run_make"),
]
