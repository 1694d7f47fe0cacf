"""The nouns of the register."""

from cooperatives.models.cooperative import AllianceMembership, Cooperative, OtherCode
from cooperatives.models.facts import Activity, Capital, CooperativeAddress, CooperativeName, YearFigures
from cooperatives.models.form import Period, Submission
from cooperatives.models.person import Member, MemberCapital, Office, Person
from cooperatives.models.representative import Invitation, Representative
from cooperatives.models.status import StatusEvent

__all__ = [
    "Activity",
    "AllianceMembership",
    "Capital",
    "Cooperative",
    "CooperativeAddress",
    "CooperativeName",
    "Invitation",
    "Member",
    "MemberCapital",
    "Office",
    "OtherCode",
    "Period",
    "Person",
    "Representative",
    "StatusEvent",
    "Submission",
    "YearFigures",
]
