"""Addresses of papers and books, grouped by object."""

from django.urls import path

from documents import urls_archive, urls_outgoing
from documents.views import books, figures, incoming, incoming_acts, slips

urlpatterns = [
    *urls_outgoing.urlpatterns,
    *urls_archive.urlpatterns,
    path("den/", incoming.IncomingList.as_view(), name="incoming_list"),
    path("den/dua-vao/", incoming.incoming_bring, name="incoming_bring"),
    path("den/vao-so/", incoming.incoming_create, name="incoming_create"),
    path("den/<int:pk>/", incoming.incoming_detail, name="incoming_detail"),
    path("den/<int:pk>/vao-so/", incoming.incoming_register, name="incoming_register"),
    path("den/<int:pk>/sua/", incoming.incoming_update, name="incoming_update"),
    path("den/<int:pk>/den-them/", incoming.incoming_arrival, name="incoming_arrival"),
    path("den/<int:pk>/trinh/", incoming_acts.incoming_present, name="incoming_present"),
    path("den/<int:pk>/but-phe/", incoming_acts.incoming_direct, name="incoming_direct"),
    path("den/<int:pk>/but-phe-giay/", incoming_acts.incoming_enter, name="incoming_enter"),
    path("den/<int:pk>/giao/", incoming_acts.incoming_assign, name="incoming_assign"),
    path("den/<int:pk>/de-xuat/", incoming_acts.incoming_propose, name="incoming_propose"),
    path("den/<int:pk>/bat-dau/", incoming_acts.incoming_take_up, name="incoming_take_up"),
    path("den/<int:pk>/tra-loi/", incoming_acts.incoming_answer, name="incoming_answer"),
    path("den/<int:pk>/ket-thuc/", incoming_acts.incoming_close, name="incoming_close"),
    path("den/<int:pk>/tra-lai/", incoming_acts.incoming_return, name="incoming_return"),
    path("den/<int:pk>/thu-hoi/", incoming_acts.incoming_recall, name="incoming_recall"),
    path("den/<int:pk>/bo/", incoming_acts.incoming_drop, name="incoming_drop"),
    path("den/<int:pk>/phieu/", slips.incoming_slip, name="incoming_slip"),
    path("tinh-hinh/", figures.incoming_figures, name="incoming_figures"),
    path("tinh-hinh/pdf/", figures.incoming_figures_pdf, name="incoming_figures_pdf"),
    path("tinh-hinh/word/", figures.incoming_figures_word, name="incoming_figures_word"),
    path("so/", books.BookList.as_view(), name="book_list"),
    path("so/lap/", books.BookCreate.as_view(), name="book_create"),
    path("so/<int:pk>/", books.book_detail, name="book_detail"),
    path("so/<int:pk>/sua/", books.BookUpdate.as_view(), name="book_update"),
    path("so/<int:pk>/so-bat-dau/", books.book_start, name="book_start"),
    path("so/so-bat-dau/<int:pk>/xac-nhan/", books.book_start_confirm, name="book_start_confirm"),
    path("so/<int:pk>/<int:year>/khoa/", books.book_close, name="book_close"),
    path("loai/", books.DocumentTypeList.as_view(), name="document_type_list"),
    path("loai/<int:pk>/sua/", books.DocumentTypeUpdate.as_view(), name="document_type_update"),
]
