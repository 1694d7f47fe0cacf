"""Paths of people and rights."""

from django.urls import path

from lmhtx.account.views import delegations, desk, handover, links, users

urlpatterns = [
    path("", users.UserList.as_view(), name="user_list"),
    path("them/", users.UserCreate.as_view(), name="user_create"),
    path("vai-tro/", users.rights, name="rights"),
    path("lien-ket/", links.PersonalLinkList.as_view(), name="personal_link_list"),
    path("lien-ket/nguoi-moi/", links.reporter_create, name="reporter_create"),
    path("uy-quyen/", delegations.DelegationList.as_view(), name="delegation_list"),
    path("uy-quyen/ghi/", delegations.delegation_create, name="delegation_create"),
    path("uy-quyen/<int:pk>/", delegations.DelegationDetail.as_view(), name="delegation_detail"),
    path("uy-quyen/<int:pk>/thu-hoi/", delegations.delegation_revoke, name="delegation_revoke"),
    path("uy-quyen/<int:pk>/lam-thay/", delegations.stand_in_begin, name="stand_in_begin"),
    path("thoi-lam-thay/", delegations.stand_in_end, name="stand_in_end"),
    path("<int:pk>/", users.UserDetail.as_view(), name="user_detail"),
    path("<int:pk>/sua/", users.UserUpdate.as_view(), name="user_update"),
    path("<int:pk>/mat-khau/", users.user_password, name="user_password"),
    path("<int:pk>/phieu-mat-khau/", users.user_slip, name="user_slip"),
    path("<int:pk>/ma-tai-cho/", desk.code_give, name="code_give"),
    path("<int:pk>/phieu-ma/", desk.code_slip, name="code_slip"),
    path("<int:pk>/dang-xuat/", desk.user_sign_out, name="user_sign_out"),
    path("<int:pk>/cho-thoi/", handover.user_leave, name="user_leave"),
    path("<int:pk>/ban-giao/", handover.user_handover, name="user_handover"),
    path("ban-giao/<int:pk>/", handover.handover_detail, name="handover_detail"),
    path("<int:pk>/dung-lai/", users.user_return, name="user_return"),
    path("<int:pk>/cap-lien-ket/", links.link_issue, name="link_issue"),
    path("<int:pk>/lien-ket/", links.link_slip, name="link_slip"),
    path("<int:pk>/thu-hoi-lien-ket/", links.link_revoke, name="link_revoke"),
    path("<int:pk>/phan-cong/", users.posting_create, name="posting_create"),
    path("phan-cong/<int:pk>/ket-thuc/", users.posting_end, name="posting_end"),
]
