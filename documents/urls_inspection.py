"""Addresses of inspections."""

from django.urls import path

from documents.views import inspection, self_check

urlpatterns = [
    path("kiem-tra/", inspection.inspection_faults, name="inspection_faults"),
    path("kiem-tra/pdf/", inspection.inspection_faults_pdf, name="inspection_faults_pdf"),
    path("kiem-tra/mau/", inspection.inspection_sample, name="inspection_sample"),
    path("tu-danh-gia/", self_check.self_check, name="self_check"),
    path("doan-kiem-tra/", inspection.InspectionList.as_view(), name="inspection_list"),
    path("doan-kiem-tra/mo/", inspection.InspectionCreate.as_view(), name="inspection_create"),
    path("doan-kiem-tra/<int:pk>/", inspection.InspectionUpdate.as_view(), name="inspection_update"),
]
