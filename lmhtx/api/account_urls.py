"""Paths of tokens, among one's own pages."""

from django.urls import path

from lmhtx.api import views

urlpatterns = [
    path("", views.my_tokens, name="my_tokens"),
    path("tao/", views.token_create, name="token_create"),
    path("<int:pk>/", views.token_slip, name="token_slip"),
    path("<int:pk>/thu-hoi/", views.token_revoke, name="token_revoke"),
    path("tai-lieu/", views.api_guide, name="api_guide"),
    path("moi-nguoi/", views.ApiTokenList.as_view(), name="api_token_list"),
]
