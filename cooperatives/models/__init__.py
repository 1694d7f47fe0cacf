"""The nouns of the register."""

from cooperatives.models.cooperative import AllianceMembership, Cooperative, OtherCode
from cooperatives.models.digital import DigitalEvidence
from cooperatives.models.facts import Activity, Capital, CooperativeAddress, CooperativeName, YearFigures
from cooperatives.models.person import Member, MemberCapital, Office, Person
from cooperatives.models.product import OcopCertificate, Product
from cooperatives.models.ratings import Criterion, Rating, RatingRound, Rubric, Score
from cooperatives.models.status import StatusEvent
from cooperatives.models.training import Learner, TrainingClass

__all__ = [
    "Activity",
    "AllianceMembership",
    "Capital",
    "Cooperative",
    "CooperativeAddress",
    "CooperativeName",
    "Criterion",
    "DigitalEvidence",
    "Learner",
    "Member",
    "MemberCapital",
    "OcopCertificate",
    "Office",
    "OtherCode",
    "Person",
    "Product",
    "Rating",
    "RatingRound",
    "Rubric",
    "Score",
    "StatusEvent",
    "TrainingClass",
    "YearFigures",
]
