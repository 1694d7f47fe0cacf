"""Addresses of meetings."""

from django.urls import path

from documents.views import meetings

urlpatterns = [
    path("hop/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("hop/lap/", meetings.MeetingCreate.as_view(), name="meeting_create"),
    path("hop/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("hop/<int:pk>/giay-moi/", meetings.meeting_invitation, name="meeting_invitation"),
    path("hop/<int:pk>/ket-luan/", meetings.meeting_conclude, name="meeting_conclude"),
    path("hop/<int:pk>/thong-bao/", meetings.meeting_notice, name="meeting_notice"),
    path("hop/moi/<int:pk>/", meetings.invitee_answer, name="invitee_answer"),
    path("hop/phong/", meetings.MeetingRoomList.as_view(), name="meeting_room_list"),
    path("hop/phong/them/", meetings.MeetingRoomCreate.as_view(), name="meeting_room_create"),
]
