"""Paths of signing in and of one's own pages."""

from django.urls import path

from lmhtx.account.views import signing

urlpatterns = [
    path("", signing.profile, name="profile"),
    path("dang-nhap/", signing.SignIn.as_view(), name="account_login"),
    path("dang-xuat/", signing.SignOut.as_view(), name="account_logout"),
    path("doi-mat-khau/", signing.password_change, name="account_change_password"),
]
