"""Addresses of papers being read."""

from django.urls import path

from plans.views import reading_files, readings, writing

urlpatterns = [
    path("", readings.ReadingList.as_view(), name="reading_list"),
    path("moi/", readings.reading_create, name="reading_create"),
    path("han/", readings.deadline_words, name="deadline_words"),
    path("<int:pk>/", readings.reading_detail, name="reading_detail"),
    path("<int:pk>/tien-do/", readings.reading_progress, name="reading_progress"),
    path("<int:pk>/doc-lai/", readings.reading_retry, name="reading_retry"),
    path("<int:pk>/bo/", readings.reading_discard, name="reading_discard"),
    path("<int:pk>/nhap/", readings.reading_draft, name="reading_draft"),
    path("<int:pk>/ten/", readings.reading_name, name="reading_name"),
    path("<int:pk>/ke-hoach/", writing.reading_plan, name="reading_plan"),
    path("<int:pk>/ghi/", writing.reading_write, name="reading_write"),
    path("<int:pk>/doi-chieu/", writing.reading_reconcile, name="reading_reconcile"),
    path("<int:pk>/nguon/", reading_files.reading_source, name="reading_source"),
    path("<int:pk>/trang/<int:number>/", reading_files.reading_page, name="reading_page"),
]
