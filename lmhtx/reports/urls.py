"""Addresses of periodic reports."""

from django.urls import path

from lmhtx.reports.views import acts, minutes, runs, schedules

urlpatterns = [
    path("", runs.ReportRunList.as_view(), name="report_run_list"),
    path("lap/", runs.report_run_create, name="report_run_create"),
    path("<int:pk>/", runs.report_run_detail, name="report_run_detail"),
    path("<int:pk>/so/<slug:section>/<slug:row>/<slug:column>/", runs.report_figure, name="report_figure"),
    path("<int:pk>/doi-chieu/", runs.report_run_compare, name="report_run_compare"),
    path("<int:pk>/tai/<slug:form>/", runs.report_run_file, name="report_run_file"),
    path("<int:pk>/loi-van/", acts.report_run_write, name="report_run_write"),
    path("<int:pk>/tong-hop-lai/", acts.report_run_rebuild, name="report_run_rebuild"),
    path("<int:pk>/trinh/", acts.report_run_submit, name="report_run_submit"),
    path("<int:pk>/kiem-tra/", acts.report_run_check, name="report_run_check"),
    path("<int:pk>/tra-lai/", acts.report_run_return, name="report_run_return"),
    path("<int:pk>/ban-hanh/", acts.report_run_issue, name="report_run_issue"),
    path("<int:pk>/ban-ky/", acts.report_run_sign, name="report_run_sign"),
    path("<int:pk>/bo/", acts.report_run_drop, name="report_run_drop"),
    path("<int:pk>/phien-ban-moi/", acts.report_run_correct, name="report_run_correct"),
    path("<int:pk>/giu-nguyen/", acts.report_run_let_be, name="report_run_let_be"),
    path("<int:pk>/ban-word/", acts.report_text_upload, name="report_text_upload"),
    path("<int:pk>/ban-word/<int:number>/", runs.report_text_detail, name="report_text_detail"),
    path("ban-giao/<int:pk>/pdf/", minutes.handover_pdf, name="handover_pdf"),
    path("ban-giao/<int:pk>/word/", minutes.handover_word, name="handover_word"),
    path("lich/", schedules.ReportScheduleList.as_view(), name="report_schedule_list"),
    path("lich/them/", schedules.ReportScheduleCreate.as_view(), name="report_schedule_create"),
    path("lich/<int:pk>/", schedules.ReportScheduleUpdate.as_view(), name="report_schedule_update"),
    path("lich/<int:pk>/bo/", schedules.ReportScheduleDelete.as_view(), name="report_schedule_delete"),
]
