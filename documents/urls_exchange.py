"""Addresses of messages of the document axis and of registers that come in."""

from django.urls import path

from documents.views import catch_up, exchange, exchange_acts, province_book

urlpatterns = [
    path("lien-thong/", exchange.ExchangeList.as_view(), name="exchange_list"),
    path("lien-thong/nhan/", exchange.exchange_receive, name="exchange_receive"),
    path("lien-thong/gui-lai/", exchange_acts.exchange_resend, name="exchange_resend"),
    path("lien-thong/<int:pk>/", exchange.exchange_detail, name="exchange_detail"),
    path("lien-thong/<int:pk>/dong-y/", exchange_acts.exchange_accept, name="exchange_accept"),
    path("lien-thong/<int:pk>/tu-choi/", exchange_acts.exchange_decline, name="exchange_decline"),
    path("lien-thong/<int:pk>/da-chuyen/", exchange_acts.exchange_hand_over, name="exchange_hand_over"),
    path("di/<int:pk>/lien-thong/", exchange_acts.outgoing_axis_send, name="outgoing_axis_send"),
    path("di/<int:pk>/edxml/", exchange_acts.outgoing_edxml, name="outgoing_edxml"),
    path("nhap-bu/", catch_up.CatchUpList.as_view(), name="catch_up_list"),
    path("nhap-bu/moi/", catch_up.catch_up_bring, name="catch_up_bring"),
    path("nhap-bu/<int:pk>/", catch_up.catch_up_grid, name="catch_up_grid"),
    path("nhap-bu/<int:pk>/cot/", catch_up.catch_up_columns, name="catch_up_columns"),
    path("nhap-bu/<int:pk>/bo/", catch_up.catch_up_drop, name="catch_up_drop"),
    path("so-cu/", catch_up.BookImportList.as_view(), name="book_import_list"),
    path("so-cu/nhap/", catch_up.book_import_bring, name="book_import_bring"),
    path("so-cu/<int:pk>/", catch_up.book_import_detail, name="book_import_detail"),
    path("so-cu/<int:pk>/ghi/", catch_up.book_import_write, name="book_import_write"),
    path("so-cu/<int:pk>/bo/", catch_up.book_import_drop, name="book_import_drop"),
    path("doi-chieu/", province_book.province_book_list, name="province_book_list"),
    path("doi-chieu/<int:pk>/", province_book.province_book, name="province_book"),
    path("doi-chieu/<int:pk>/dua-vao/", province_book.province_book_bring, name="province_book_bring"),
    path("doi-chieu/<int:pk>/ly-do/", province_book.province_book_explain, name="province_book_explain"),
    path("doi-chieu/<int:pk>/ghi-so/", province_book.province_book_number, name="province_book_number"),
    path("di/<int:pk>/nhap-so/", province_book.outgoing_enter_number, name="outgoing_enter_number"),
    path("ma-dinh-danh/", exchange.OrganCodeList.as_view(), name="organ_code_list"),
    path("ma-dinh-danh/ghi/", exchange.OrganCodeCreate.as_view(), name="organ_code_create"),
    path("ma-dinh-danh/<int:pk>/", exchange.OrganCodeUpdate.as_view(), name="organ_code_update"),
]
