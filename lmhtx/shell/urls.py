"""Addresses of the hall."""

from django.urls import path

from lmhtx.shell import gallery, views

urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi/dem/", views.todo_count, name="todo_count"),
    path("viec-cua-toi/<str:key>/", views.todo_section, name="todo_section"),
    path("bang-dieu-hanh/<str:name>/", views.dashboard, name="dashboard"),
    path("bang-dieu-hanh/<str:name>/<str:key>/", views.widget, name="widget"),
    path("tim-kiem/", views.search, name="search"),
    path("tro-giup/", views.guide, name="guide"),
    path("tro-giup/hinh/<str:name>", views.guide_picture, name="guide_picture"),
    path("tro-giup/<slug:slug>/", views.guide_chapter, name="guide_chapter"),
    path("ui/", gallery.gallery, name="gallery"),
]
