"""Inspections: who may read the papers of which years until when."""

from __future__ import annotations

from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from lmhtx.base import clock
from lmhtx.base.constraints import in_order
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import STAFF, Role


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Questions asked of inspections."""

    def visible_to(self, user: Any) -> Self:
        """The Alliance's staff see all; an inspector sees his own while it lasts."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_role(*STAFF) else self.open_to(user)

    def open_to(self, user: Any) -> Self:
        """Those that last today and name the person."""
        day = clock.today()
        if not user.has_role(Role.INSPECTOR):
            return self.none()
        return self.filter(members=user.pk, starts_on__lte=day, ends_on__gte=day)


@pghistory.track()
class Inspection(Signed, Versioned):
    """Đợt kiểm tra: an authority whose inspectors read the papers of some years until a day, and change nothing."""

    decision = models.CharField("quyết định kiểm tra", max_length=200)
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="+", verbose_name="cơ quan kiểm tra"
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="inspections", verbose_name="thành viên đoàn"
    )
    first_year = year_field("từ năm")
    last_year = year_field("đến năm")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt kiểm tra"
        ordering = ("-starts_on", "-pk")
        constraints = [
            in_order(
                "first_year",
                "last_year",
                name="inspection_years_in_order",
                message="Năm cuối phải từ năm đầu trở đi.",
            ),
            in_order(
                "starts_on",
                "ends_on",
                name="inspection_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.decision}"

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("inspection_update", args=[self.pk])
