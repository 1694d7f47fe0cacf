"""Paths of signing in and of one's own pages."""

from django.urls import path

from lmhtx.account.views import entry, factors, links, presences, signing, sso

urlpatterns = [
    path("", signing.profile, name="profile"),
    path("dang-nhap/", signing.SignIn.as_view(), name="account_login"),
    path("dang-nhap/buoc-hai/", signing.SecondStep.as_view(), name="mfa_authenticate"),
    path("dang-nhap/khoa-truy-cap/", signing.PasskeySignIn.as_view(), name="passkey_sign_in"),
    path("dang-nhap/mot-lan/<str:provider_id>/", sso.sso_begin, name="openid_connect_login"),
    path("dang-nhap/mot-lan/<str:provider_id>/ve/", sso.sso_return, name="openid_connect_callback"),
    path("dang-xuat/", signing.SignOut.as_view(), name="account_logout"),
    path("doi-mat-khau/", signing.password_change, name="account_change_password"),
    path("quen-mat-khau/", entry.password_forgotten, name="password_forgotten"),
    path("dat-lai-mat-khau/<str:uid>/<str:key>/", entry.password_reset, name="password_reset"),
    path("ma-tai-cho/", entry.code_enter, name="code_enter"),
    path("mat-khau-moi/", entry.password_choose, name="password_choose"),
    path("xac-nhan-lai/", entry.reauthenticate, name="account_reauthenticate"),
    path("lop-hai/", factors.second_factor, name="second_factor"),
    path("lop-hai/ung-dung/", factors.totp_add, name="totp_add"),
    path("lop-hai/khoa/", factors.passkey_add, name="passkey_add"),
    path("lop-hai/khoa/hoi/", factors.passkey_options, name="passkey_options"),
    path("lop-hai/khoa/<int:pk>/ten/", factors.passkey_rename, name="passkey_rename"),
    path("lop-hai/<int:pk>/go/", factors.factor_remove, name="factor_remove"),
    path("lop-hai/ma-du-phong/", factors.recovery_codes, name="recovery_codes"),
    path("lop-hai/ma-du-phong/tao/", factors.recovery_renew, name="recovery_renew"),
    path("noi-dang-nhap/", presences.presence_list, name="presence_list"),
    path("noi-dang-nhap/khac/dang-xuat/", presences.presences_end, name="presences_end"),
    path("noi-dang-nhap/<int:pk>/dang-xuat/", presences.presence_end, name="presence_end"),
    path("may-dung-chung/", presences.machine_list, name="machine_list"),
    path("may-dung-chung/may-nay/", presences.machine_mark, name="machine_mark"),
    path("may-dung-chung/<int:pk>/bo/", presences.machine_release, name="machine_release"),
    path("khoa/", presences.unlock, name="unlock"),
    path("khoa/ngay/", presences.lock_now, name="lock_now"),
    path("khoa/con-lam/", presences.still_here, name="still_here"),
    path("lien-ket/gioi-thieu/", links.link_introduce, name="link_introduce"),
    path("lien-ket/mo/<str:token>/", links.link_open, name="link_open"),
]
