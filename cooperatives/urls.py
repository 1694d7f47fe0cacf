"""Addresses of the register, grouped by object."""

from django.urls import path

from cooperatives.views import digital, facts, files, ratings, rubrics

urlpatterns = [
    path("", files.CooperativeList.as_view(), name="cooperative_list"),
    path("lap/", files.CooperativeCreate.as_view(), name="cooperative_create"),
    path("can-ra-soat/", files.ReviewList.as_view(), name="review_list"),
    path("tong-quan/", files.register_board, name="register_board"),
    path("theo-xa/", files.commune_counts, name="commune_counts"),
    path("giai-the/", files.EndList.as_view(), name="end_list"),
    path("<int:pk>/", files.cooperative_detail, name="cooperative_detail"),
    path("<int:pk>/tom-tat/", files.cooperative_brief, name="cooperative_brief"),
    path("<int:pk>/sua/", files.CooperativeUpdate.as_view(), name="cooperative_update"),
    path("<int:pk>/ghi/<slug:what>/", facts.fact_record, name="fact_record"),
    path("nganh/<int:pk>/bo/", facts.activity_drop, name="activity_drop"),
    path("nganh/<int:pk>/chinh/", facts.activity_main, name="activity_main"),
    path("nguoi/<int:pk>/sua/", facts.person_update, name="person_update"),
    path("nguoi/<int:pk>/so-dinh-danh/", facts.person_unmask, name="person_unmask"),
    path("nguoi/<int:pk>/chuc-danh/", facts.office_give, name="office_give"),
    path("chuc-danh/<int:pk>/thoi/", facts.office_end, name="office_end"),
    path("thanh-vien/<int:pk>/von/", facts.cooperative_member_capital, name="cooperative_member_capital"),
    path("thanh-vien/<int:pk>/ra/", facts.cooperative_member_end, name="cooperative_member_end"),
    path("ung-dung-so/", digital.DigitalList.as_view(), name="digital_list"),
    path("<int:pk>/ung-dung-so/ghi/", digital.digital_record, name="digital_record"),
    path("ung-dung-so/<int:pk>/xac-minh/", digital.digital_verify, name="digital_verify"),
    path("ung-dung-so/<int:pk>/rut/", digital.digital_withdraw, name="digital_withdraw"),
    path("bo-tieu-chi/", rubrics.RubricList.as_view(), name="rubric_list"),
    path("bo-tieu-chi/<int:pk>/", rubrics.rubric_detail, name="rubric_detail"),
    path("bo-tieu-chi/<int:pk>/lan-moi/", rubrics.rubric_edition, name="rubric_edition"),
    path("tieu-chi/<int:pk>/sua/", rubrics.criterion_update, name="criterion_update"),
    path("dot-danh-gia/", ratings.RoundList.as_view(), name="round_list"),
    path("dot-danh-gia/mo/", ratings.RoundOpen.as_view(), name="round_open"),
    path("dot-danh-gia/<int:pk>/dong/", ratings.round_close, name="round_close"),
    path("danh-gia/", ratings.RatingList.as_view(), name="rating_list"),
    path("danh-gia/<int:pk>/", ratings.rating_detail, name="rating_detail"),
    path("danh-gia/<int:pk>/tu-cham/", ratings.rating_score, name="rating_score"),
    path("danh-gia/<int:pk>/tham-dinh/", ratings.rating_appraise, name="rating_appraise"),
    path("danh-gia/<int:pk>/<slug:move>/", ratings.rating_move, name="rating_move"),
]
