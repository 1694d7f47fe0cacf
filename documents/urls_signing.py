"""Addresses of signing by key."""

from django.urls import path

from documents.views import signing

urlpatterns = [
    path("di/<int:pk>/ky-so/", signing.outgoing_sign_digital, name="outgoing_sign_digital"),
    path("di/<int:pk>/dau-so/", signing.outgoing_seal_digital, name="outgoing_seal_digital"),
    path("di/ky-nhieu/", signing.signing_queue, name="signing_queue"),
    path("di/dong-dau-nhieu/", signing.sealing_queue, name="sealing_queue"),
    path("chung-thu/", signing.CertificateList.as_view(), name="certificate_list"),
    path("chung-thu/ghi/", signing.certificate_create, name="certificate_create"),
    path("chung-thu/<int:pk>/anh/", signing.certificate_picture, name="certificate_picture"),
    path("chung-thu/<int:pk>/thoi-dung/", signing.certificate_end, name="certificate_end"),
]
