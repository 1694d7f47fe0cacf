"""Paths of agencies, names, places, days and values."""

from django.urls import path

from lmhtx.account.views import agencies, days, handover, names, places, values

urlpatterns = [
    path("co-quan/", agencies.AgencyList.as_view(), name="agency_list"),
    path("co-quan/them/", agencies.AgencyCreate.as_view(), name="agency_create"),
    path("co-quan/<int:pk>/", agencies.AgencyDetail.as_view(), name="agency_detail"),
    path("co-quan/<int:pk>/sua/", agencies.AgencyUpdate.as_view(), name="agency_update"),
    path("co-quan/<int:pk>/doi-ten/", agencies.agency_rename, name="agency_rename"),
    path("co-quan/<int:pk>/ket-thuc/", agencies.agency_replace, name="agency_replace"),
    path("co-quan/<int:pk>/ban-giao/", handover.agency_handover, name="agency_handover"),
    path("co-quan/<int:pk>/cach-viet/", agencies.alias_add, name="alias_add"),
    path("cach-viet/<int:pk>/bo/", agencies.alias_drop, name="alias_drop"),
    path("co-quan/<int:pk>/thanh-vien/", agencies.member_add, name="member_add"),
    path("thanh-vien/<int:pk>/ket-thuc/", agencies.member_end, name="member_end"),
    path("ten-chua-ro/", names.UnknownNameList.as_view(), name="unknown_name_list"),
    path("ten-chua-ro/<int:pk>/", names.unknown_name_map, name="unknown_name_map"),
    path("ten-chua-ro/<int:pk>/de-rieng/", names.unknown_name_set_aside, name="unknown_name_set_aside"),
    path("ten-chua-ro/<int:pk>/xem-lai/", names.unknown_name_ask_again, name="unknown_name_ask_again"),
    path("xa-phuong/", places.CommuneList.as_view(), name="commune_list"),
    path("xa-phuong/<int:pk>/", places.CommuneDetail.as_view(), name="commune_detail"),
    path("xa-phuong/<int:pk>/sua/", places.CommuneUpdate.as_view(), name="commune_update"),
    path("tinh-thanh/", places.ProvinceList.as_view(), name="province_list"),
    path("tinh-thanh/<int:pk>/sua/", places.ProvinceUpdate.as_view(), name="province_update"),
    path("ngay-nghi/", days.day_home, name="day_home"),
    path("ngay-nghi/<int:year>/", days.day_list, name="day_list"),
    path("ngay-nghi/<int:year>/them/", days.day_create, name="day_create"),
    path("ngay-nghi/<int:year>/chot/", days.year_settle, name="year_settle"),
    path("ngay/<int:pk>/sua/", days.day_update, name="day_update"),
    path("ngay/<int:pk>/bo/", days.day_drop, name="day_drop"),
    path("tham-so/", values.parameter_list, name="parameter_list"),
    path("tham-so/<str:key>/", values.parameter_detail, name="parameter_detail"),
    path("tham-so/<str:key>/nhap/", values.parameter_enter, name="parameter_enter"),
    path("gia-tri/<int:pk>/bo/", values.parameter_withdraw, name="parameter_withdraw"),
    path("lien-minh/", values.letterhead_list, name="letterhead_list"),
    path("lien-minh/doi/", values.letterhead_change, name="letterhead_change"),
    path("lien-minh/<int:pk>/sua/", values.letterhead_mend, name="letterhead_mend"),
]
