"""Addresses of plans and tasks, grouped by object."""

from django.urls import include, path

from plans.views import pictures, plans, reports, tasks

urlpatterns = [
    path("bang-dieu-hanh/", plans.office_board, name="office_board"),
    path("bang-don-vi/", plans.unit_board, name="unit_board"),
    path("", plans.PlanList.as_view(), name="plan_list"),
    path("nhap/", plans.PlanCreate.as_view(), name="plan_create"),
    path("<int:pk>/", plans.plan_detail, name="plan_detail"),
    path("<int:pk>/sua/", plans.PlanUpdate.as_view(), name="plan_update"),
    path("<int:pk>/lich/", pictures.plan_calendar, name="plan_calendar"),
    path("<int:pk>/dong-thoi-gian/", pictures.plan_timeline, name="plan_timeline"),
    path("lich/", pictures.my_calendar, name="my_calendar"),
    path("lich/dia-chi/lap/", pictures.feed_renew, name="feed_renew"),
    path("lich/dia-chi/thu-hoi/", pictures.feed_revoke, name="feed_revoke"),
    path("lich/<str:token>.ics", pictures.calendar_feed, name="calendar_feed"),
    path("doc-phu-luc/", include("plans.urls_readings")),
    path("don-doc/", plans.LetterList.as_view(), name="letter_list"),
    path("don-doc/<int:pk>/", plans.letter_detail, name="letter_detail"),
    path("don-doc/<int:pk>/cat/", plans.letter_close, name="letter_close"),
    path("nhiem-vu/", tasks.TaskList.as_view(), name="task_list"),
    path("nhiem-vu/giao/", tasks.task_give, name="task_give"),
    path("nhiem-vu/dieu-chinh/", tasks.task_change, name="tasks_change"),
    path("nhiem-vu/<int:pk>/", tasks.task_detail, name="task_detail"),
    path("nhiem-vu/<int:pk>/phan-cong/", tasks.task_put_in_charge, name="task_put_in_charge"),
    path("nhiem-vu/<int:pk>/dieu-chinh/", tasks.task_change, name="task_change"),
    path("nhiem-vu/<int:pk>/giao-tung-co-quan/", tasks.task_expand, name="task_expand"),
    path("nhiem-vu/<int:pk>/trao-doi/", tasks.task_comment, name="task_comment"),
    path("nhiem-vu/<int:pk>/moc/", tasks.check_points_set, name="check_points_set"),
    path("nhiem-vu/<int:pk>/bao-cao/", reports.report_submit, name="report_submit"),
    path("nhiem-vu/<int:pk>/gia-han/", reports.extension_ask, name="extension_ask"),
    path("moc/<int:pk>/", tasks.check_point_tell, name="check_point_tell"),
    path("bao-cao/<int:pk>/xac-nhan/", reports.report_accept, name="report_accept"),
    path("bao-cao/<int:pk>/tra-lai/", reports.report_return, name="report_return"),
    path("gia-han/<int:pk>/duyet/", reports.extension_approve, name="extension_approve"),
    path("gia-han/<int:pk>/khong-duyet/", reports.extension_refuse, name="extension_refuse"),
    path("gia-han/<int:pk>/rut/", reports.extension_withdraw, name="extension_withdraw"),
]
