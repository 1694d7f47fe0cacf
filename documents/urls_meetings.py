"""Addresses of meetings."""

from django.urls import path

from documents.views import meeting_days, meetings

urlpatterns = [
    path("hop/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("hop/lap/", meetings.MeetingCreate.as_view(), name="meeting_create"),
    path("hop/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("hop/tuan/", meeting_days.meeting_week, name="meeting_week"),
    path("hop/ket-luan/", meeting_days.ConclusionList.as_view(), name="conclusion_list"),
    path("hop/<int:pk>/sua/", meeting_days.meeting_update, name="meeting_update"),
    path("hop/<int:pk>/diem-danh/", meeting_days.meeting_attendance, name="meeting_attendance"),
    path("hop/<int:pk>/bieu-quyet/", meeting_days.meeting_vote, name="meeting_vote"),
    path("hop/<int:pk>/bien-ban/", meeting_days.meeting_minutes, name="meeting_minutes"),
    path("hop/<int:pk>/bien-ban/word/", meeting_days.meeting_minutes_word, name="meeting_minutes_word"),
    path("hop/<int:pk>/bien-ban/da-ky/", meeting_days.meeting_signed_minutes, name="meeting_signed_minutes"),
    path("hop/<int:pk>/lich/", meeting_days.meeting_calendar, name="meeting_calendar"),
    path("hop/<int:pk>/giay-moi/", meetings.meeting_invitation, name="meeting_invitation"),
    path("hop/<int:pk>/ket-luan/", meetings.meeting_conclude, name="meeting_conclude"),
    path("hop/<int:pk>/thong-bao/", meetings.meeting_notice, name="meeting_notice"),
    path("hop/moi/<int:pk>/", meetings.invitee_answer, name="invitee_answer"),
    path("hop/phong/", meetings.MeetingRoomList.as_view(), name="meeting_room_list"),
    path("hop/phong/them/", meetings.MeetingRoomCreate.as_view(), name="meeting_room_create"),
]
