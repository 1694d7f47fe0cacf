"""Addresses of standard processes and their runs."""

from django.urls import path

from plans.views import processes

urlpatterns = [
    path("", processes.ProcessList.as_view(), name="process_list"),
    path("<int:pk>/", processes.process_detail, name="process_detail"),
    path("buoc/<int:pk>/bo-qua/", processes.process_step_skip, name="process_step_skip"),
    path("mau/", processes.ProcessTemplateList.as_view(), name="process_template_list"),
    path("mau/nap/", processes.process_templates_bring, name="process_templates_bring"),
    path("mau/lap/", processes.ProcessTemplateCreate.as_view(), name="process_template_create"),
    path("mau/<int:pk>/", processes.process_template_detail, name="process_template_detail"),
    path("mau/<int:pk>/sua/", processes.ProcessTemplateUpdate.as_view(), name="process_template_update"),
    path("mau/<int:pk>/bat-dau/", processes.process_start, name="process_start"),
    path("mau/<int:pk>/them-buoc/", processes.step_create, name="step_create"),
    path("mau/buoc/<int:pk>/", processes.step_update, name="step_update"),
    path("mau/buoc/<int:pk>/doi-cho/", processes.step_move, name="step_move"),
    path("mau/buoc/<int:pk>/bo/", processes.step_delete, name="step_delete"),
]
