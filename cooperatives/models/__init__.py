"""The nouns of the register."""

from cooperatives.models.assessment import MaturityAnswer, MaturityAssessment, MaturityScore
from cooperatives.models.bringing import BroughtRegister, SourceLayout
from cooperatives.models.call import Call
from cooperatives.models.cooperative import AllianceMembership, Cooperative, OtherCode
from cooperatives.models.digital import DigitalEvidence
from cooperatives.models.facts import Activity, Capital, CooperativeAddress, CooperativeName, YearFigures
from cooperatives.models.figure_plan import FigurePlan
from cooperatives.models.form import Period, Submission
from cooperatives.models.inviting import Invite, InviteSet
from cooperatives.models.market import ChainContract, OnlineShop
from cooperatives.models.maturity import MaturityItem, MaturityLevel, MaturityPillar, MaturityRubric
from cooperatives.models.national import LegalFact, NationalExport, Newcomer
from cooperatives.models.paper import CooperativePaper
from cooperatives.models.period_figure import PeriodFigure
from cooperatives.models.person import Member, MemberCapital, Office, Person
from cooperatives.models.petition import Petition
from cooperatives.models.pilot import PilotRole
from cooperatives.models.policy import SupportCondition, SupportPolicy
from cooperatives.models.product import OcopCertificate, Product
from cooperatives.models.province import Delivery, ProvinceConnection
from cooperatives.models.public import PublicAgreement
from cooperatives.models.ratings import Criterion, Rating, RatingRound, Rubric, Score
from cooperatives.models.representative import Invitation, Representative
from cooperatives.models.scan import ScanBatch, ScanPage
from cooperatives.models.session import Attendance, ClassSession
from cooperatives.models.status import StatusEvent
from cooperatives.models.superior import SuperiorForm
from cooperatives.models.support import ConfirmedFact, SupportRecord
from cooperatives.models.training import Learner, TrainingClass

__all__ = [
    "Activity",
    "AllianceMembership",
    "Attendance",
    "BroughtRegister",
    "Call",
    "Capital",
    "ChainContract",
    "ClassSession",
    "ConfirmedFact",
    "Cooperative",
    "CooperativeAddress",
    "CooperativeName",
    "CooperativePaper",
    "Criterion",
    "Delivery",
    "DigitalEvidence",
    "FigurePlan",
    "Invitation",
    "Invite",
    "InviteSet",
    "Learner",
    "LegalFact",
    "MaturityAnswer",
    "MaturityAssessment",
    "MaturityItem",
    "MaturityLevel",
    "MaturityPillar",
    "MaturityRubric",
    "MaturityScore",
    "Member",
    "MemberCapital",
    "NationalExport",
    "Newcomer",
    "OcopCertificate",
    "Office",
    "OnlineShop",
    "OtherCode",
    "Period",
    "PeriodFigure",
    "Person",
    "Petition",
    "PilotRole",
    "Product",
    "ProvinceConnection",
    "PublicAgreement",
    "Rating",
    "RatingRound",
    "Representative",
    "Rubric",
    "ScanBatch",
    "ScanPage",
    "Score",
    "SourceLayout",
    "StatusEvent",
    "Submission",
    "SuperiorForm",
    "SupportCondition",
    "SupportPolicy",
    "SupportRecord",
    "TrainingClass",
    "YearFigures",
]
