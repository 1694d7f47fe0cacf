"""Addresses of outgoing papers."""

from django.urls import path

from documents.views import authorities, outgoing, outgoing_acts, outgoing_registry

urlpatterns = [
    path("di/", outgoing.OutgoingList.as_view(), name="outgoing_list"),
    path("di/soan/", outgoing.outgoing_create, name="outgoing_create"),
    path("di/<int:pk>/", outgoing.outgoing_detail, name="outgoing_detail"),
    path("di/<int:pk>/sua/", outgoing.outgoing_update, name="outgoing_update"),
    path("di/<int:pk>/in/", outgoing.outgoing_print, name="outgoing_print"),
    path("di/<int:pk>/word/", outgoing.outgoing_word, name="outgoing_word"),
    path("di/phien-ban/<int:pk>/", outgoing.outgoing_version, name="outgoing_version"),
    path("di/<int:pk>/trinh/", outgoing_acts.outgoing_submit, name="outgoing_submit"),
    path("di/<int:pk>/duyet/", outgoing_acts.outgoing_approve, name="outgoing_approve"),
    path("di/<int:pk>/the-thuc/", outgoing_acts.outgoing_check, name="outgoing_check"),
    path("di/<int:pk>/nguoi-kiem-tra/", outgoing_acts.outgoing_checker, name="outgoing_checker"),
    path("di/<int:pk>/tra-lai/", outgoing_acts.outgoing_return, name="outgoing_return"),
    path("di/<int:pk>/tra-lai-giay/", outgoing_acts.outgoing_return_paper, name="outgoing_return_paper"),
    path("di/<int:pk>/huy/", outgoing_acts.outgoing_cancel, name="outgoing_cancel"),
    path("di/<int:pk>/gop-y/", outgoing_acts.outgoing_comment, name="outgoing_comment"),
    path("di/<int:pk>/lay-y-kien/", outgoing_acts.outgoing_consult, name="outgoing_consult"),
    path("di/<int:pk>/thoi-lay-y-kien/", outgoing_acts.outgoing_end_consult, name="outgoing_end_consult"),
    path("di/y-kien/<int:pk>/", outgoing_acts.consultation_answer, name="consultation_answer"),
    path("di/<int:pk>/da-ky/", outgoing_registry.outgoing_sign, name="outgoing_sign"),
    path("di/<int:pk>/cap-so/", outgoing_registry.outgoing_number, name="outgoing_number"),
    path("di/<int:pk>/huy-so/", outgoing_registry.outgoing_void, name="outgoing_void"),
    path("di/<int:pk>/dong-dau/", outgoing_registry.outgoing_seal, name="outgoing_seal"),
    path("di/<int:pk>/phat-hanh/", outgoing_registry.outgoing_issue, name="outgoing_issue"),
    path("di/<int:pk>/luu/", outgoing_registry.outgoing_file, name="outgoing_file"),
    path("di/<int:pk>/ban-quet/", outgoing_registry.outgoing_scan, name="outgoing_scan"),
    path("di/<int:pk>/sua-sai/", outgoing_registry.outgoing_amend, name="outgoing_amend"),
    path("di/<int:pk>/thu-hoi/", outgoing_registry.outgoing_revoke, name="outgoing_revoke"),
    path("di/noi-nhan/<int:pk>/", outgoing_registry.recipient_receipt, name="recipient_receipt"),
    path("di/tham-quyen/", authorities.AuthorityList.as_view(), name="authority_list"),
    path("di/tham-quyen/ghi/", authorities.AuthorityCreate.as_view(), name="authority_create"),
    path("di/tham-quyen/<int:pk>/", authorities.AuthorityUpdate.as_view(), name="authority_update"),
    path("di/ky-hieu/", authorities.AbbreviationList.as_view(), name="abbreviation_list"),
    path("di/ky-hieu/them/", authorities.AbbreviationCreate.as_view(), name="abbreviation_create"),
    path("di/ky-hieu/<int:pk>/", authorities.AbbreviationUpdate.as_view(), name="abbreviation_update"),
]
