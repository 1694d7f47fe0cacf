"""One thing of every kind that an address can name, and the address of every page with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from cooperatives.enums.register import MemberKind, Post
from cooperatives.models import (
    Activity,
    BroughtRegister,
    ChainContract,
    ClassSession,
    CooperativePaper,
    Criterion,
    Delivery,
    DigitalEvidence,
    FigurePlan,
    Invite,
    InviteSet,
    Learner,
    MaturityAssessment,
    MaturityItem,
    MaturityLevel,
    MaturityPillar,
    MaturityRubric,
    Member,
    NationalExport,
    OcopCertificate,
    Office,
    OnlineShop,
    PeriodFigure,
    Person,
    PilotRole,
    Product,
    PublicAgreement,
    Rating,
    RatingRound,
    Rubric,
    ScanBatch,
    ScanPage,
    SuperiorForm,
    SupportCondition,
    SupportPolicy,
    SupportRecord,
    TrainingClass,
)
from cooperatives.queries.national import Comparison, outlook
from lmhtx.account.models import Presence, SharedMachine
from lmhtx.api.actions import make_token
from lmhtx.base import clock
from lmhtx.decisions.models import Decision
from lmhtx.directory.models import (
    Agency,
    AgencyAlias,
    Commune,
    GroupMember,
    OrganizationProfile,
    ParameterValue,
    Province,
    SpecialDay,
    UnknownName,
)
from lmhtx.exchange.models import Export, Import
from lmhtx.files.actions import store
from lmhtx.files.models import Blob
from lmhtx.jobs.models import Job
from lmhtx.notices.models import Digest, Notice
from lmhtx.people.delegation import Delegation
from lmhtx.people.handover import Handover
from lmhtx.people.models import Posting, User
from lmhtx.reports.actions.building import Wish, build_run
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.models import ReportSchedule, ReportText
from lmhtx.signatures.models import CheckedSignature, SignatureCheck, TrustAnchor
from lmhtx.ui.models import SavedView
from plans.enums import ExtensionState, ReportKind, ReportVerdict
from plans.models import (
    CalendarFeed,
    CheckPoint,
    Extension,
    LetterBundle,
    Process,
    ProcessStep,
    ProcessTemplate,
    Reading,
    Report,
    ReportBatch,
    SeriesRun,
    StepTask,
    Target,
    Task,
    TaskSeries,
    UrgingLetter,
    WeekSheet,
)
from plans.models.feed import hash_of
from tests.factories.cooperatives import cooperative
from tests.factories.forms import handed_in, period, representative
from tests.factories.petitions import petition
from tests.factories.plans import plan, task
from tests.house.things_documents import THINGS_OF_PAPERS, of_papers

# Which thing the number in an address means, by the longest beginning of the page's name.
THING_OF_PAGE = {
    **THINGS_OF_PAPERS,
    "activity": "activity",
    "anchor": "anchor",
    "check": "check",
    "brought": "brought",
    "national": "national_export",
    "agency": "agency",
    "alias": "alias",
    "alias_add": "agency",
    "attachment": "attachment",
    "batch": "batch",
    "batch_detail": "batch_sent",
    "chase_person": "user",
    "check_point": "check_point",
    "code": "user",
    "cooperative": "cooperative",
    "cooperative_member": "cooperative_member",
    "check_points": "task",
    "commune": "commune",
    "criterion": "criterion",
    "day": "day",
    "decision": "decision",
    "decision_item": "extension",
    "decision_make": "extension",
    "delegation": "delegation",
    "delivery": "delivery",
    "digest": "digest",
    "digital": "digital_evidence",
    "digital_record": "cooperative",
    "export": "export",
    "extension": "extension",
    "extension_ask": "task",
    "import": "import",
    "fact": "cooperative",
    "form_begin": "period",
    "factor": "factor",
    "handover": "handover",
    "job": "job",
    "learner": "learner",
    "letter": "letter",
    "letter_bundle": "letter_bundle",
    "link": "user",
    "maturity": "maturity",
    "maturity_declare": "cooperative",
    "maturity_item": "maturity_item",
    "maturity_level": "maturity_level",
    "maturity_pillar": "maturity_pillar",
    "maturity_rubric": "maturity_rubric",
    "form_print": "period",
    "scan_list": "period",
    "scan_detail": "scan_batch",
    "scan_enter": "scan_batch",
    "scan_match": "scan_page",
    "invite_new": "period",
    "invite_set": "invite_set",
    "invite_zalo": "invite_set",
    "invite_sent": "invite",
    "missing_list": "period",
    "letterhead": "letterhead",
    "letters": "plan",
    "machine": "machine",
    "member": "member",
    "member_add": "agency",
    "notice": "notice",
    "office": "office",
    "petition": "petition",
    "petition_choose": "cooperative",
    "petition_begin": "cooperative",
    "product": "product",
    "policy": "policy",
    "condition": "condition",
    "contract": "contract",
    "eligibility": "cooperative",
    "shop": "shop",
    "support": "support",
    "support_plan": "cooperative",
    "pilot": "pilot",
    "public_cooperative": "cooperative",
    "publicity": "cooperative",
    "call": "period",
    "call_make": "period",
    "certificate": "certificate",
    "office_give": "person",
    "paper": "paper",
    "paper_record": "cooperative",
    "period": "period",
    "period_results": "period",
    "answer_list": "period",
    "person": "person",
    "parameter_withdraw": "parameter_value",
    "passkey": "passkey",
    "plan": "plan",
    "process": "process",
    "process_start": "process_template",
    "process_step": "process_step",
    "process_template": "process_template",
    "posting": "posting",
    "posting_create": "user",
    "presence": "presence",
    "province": "province",
    "rating": "rating",
    "reading": "reading",
    "report": "report",
    "representative": "representative",
    "superior_form": "superior_form",
    "submission": "submission",
    "token": "api_token",
    "figure_plan": "figure_plan",
    "report_figure": "report_run",
    "report_run": "report_run",
    "report_schedule": "report_schedule",
    "report_submit": "task",
    "report_text": "report_run",
    "round": "rating_round",
    "self_rating": "rating",
    "rubric": "rubric",
    "saved_view": "saved_view",
    "session": "session",
    "series": "series",
    "series_run": "series_run",
    "step": "step",
    "step_create": "process_template",
    "target": "target",
    "stand_in": "delegation",
    "task": "task",
    "training": "training_class",
    "unknown_name": "unknown_name",
    "user": "user",
    "week_sheet": "week_sheet",
}
FEED_TOKEN = "mot-ma-bi-mat-de-thu"
# What else an address asks for; the page's own answer stands before the general one.
WORDS = {
    ("book_close", "year"): 2025,
    ("calendar_feed", "token"): FEED_TOKEN,
    ("decision_item", "key"): "plans.extension",
    ("decision_make", "key"): "plans.extension",
    ("guide_chapter", "slug"): "bat-dau",
    ("guide_picture", "name"): "viec-cua-toi.png",
    ("fact_record", "what"): "tinh-trang",
    ("petition_begin", "kind"): "contact",
    ("rating_move", "move"): "duyet",
    ("indicator_detail", "key"): "K1",
    ("indicator_rows", "key"): "K1",
    ("indicator_rows", "part"): "K1a",
    ("indicator_rows", "which"): "dat",
    ("todo_section", "key"): "overdue",
    ("widget", "key"): "office_standing",
    ("import_create", "kind"): "agencies",
    ("import_template", "kind"): "agencies",
    ("scheduled_run", "name"): "jobs.prune",
    ("chase_group", "key"): "agency-0",
    ("link_open", "token"): "chua-he-cap",
    ("mail_refuse", "token"): "chua-he-cap",
    ("figure_rows", "code"): "1",
    ("", "first_on"): "2025-12-15",
    ("", "last_on"): "2026-06-14",
    ("", "column"): "now",
    ("", "dataset"): "hop-tac-xa",
    ("", "form"): "excel",
    ("", "key"): "plans.DUE_SOON_DAYS",
    ("", "name"): "office",
    ("", "uid"): "1",
    ("", "provider_id"): "tinh",
    ("", "row"): "total",
    ("", "section"): "summary",
    ("", "year"): 2026,
    ("", "number"): 1,
}


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the table of contents: its name, what it asks for, and the view behind it."""

    name: str
    asks: tuple[str, ...]
    view: Any

    @property
    def view_class(self) -> Any:
        """The class of the view; None for a function."""
        return getattr(self.view, "view_class", None)

    @property
    def view_name(self) -> str:
        """What the view is called in its module."""
        return (self.view_class or self.view).__name__

    @property
    def module(self) -> str:
        """Where the view stands."""
        return str((self.view_class or self.view).__module__)

    def path(self, things: dict[str, int]) -> str:
        """The address with these things in it."""
        return reverse(self.name, kwargs={word: self._answer(word, things) for word in self.asks})

    def _answer(self, word: str, things: dict[str, int]) -> Any:
        if word == "pk":
            return things[thing_of(self.name)]
        try:
            return WORDS.get((self.name, word)) or WORDS["", word]
        except KeyError as unknown:
            raise NoReverseMatch(f"{self.name} asks for {word}: add it to WORDS") from unknown


def addresses() -> list[Address]:
    """Every page of ours, from the table of contents."""
    return list(_walk(get_resolver()))


def _walk(resolver: URLResolver) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield Address(str(entry.name), tuple(entry.pattern.converters), entry.callback)
        elif entry.app_name not in {"admin", "api"}:  # what programs ask has no pages
            yield from _walk(entry)


def thing_of(page: str) -> str:
    """The kind of thing that a page's address names."""
    words = page.split("_")
    beginnings = ["_".join(words[:length]) for length in range(len(words), 0, -1)]
    return next(THING_OF_PAGE[beginning] for beginning in beginnings if beginning in THING_OF_PAGE)


def make_things() -> dict[str, int]:
    """One thing of every kind, none of them an outsider's, as kind → number."""
    officer, head = User.objects.get(username="chuyenvien"), User.objects.get(username="truongphong")
    things = {**_of_the_directory(), **_of_plans(officer), **_of_people(officer), **_of_cooperatives(officer)}
    things |= _of_reports(things["plan"], officer)
    things |= _of_signatures()
    things |= of_papers()
    things["attachment"] = store(
        BytesIO("Nội dung".encode()), owner=Report.objects.get(), kind="evidence", by=head, name="ket-qua.txt"
    ).pk
    return things


def _of_the_directory() -> dict[str, int]:
    group = Agency.objects.filter(kind="group").first()
    made = {
        "agency": Agency.objects.get(code="policy"),
        "alias": AgencyAlias.objects.first(),
        "member": GroupMember.objects.filter(group=group).first() or GroupMember.objects.first(),
        "unknown_name": UnknownName.objects.create(written="Ban Quản lý chưa rõ"),
        "commune": Commune.objects.exclude(code="").first(),
        "province": Province.objects.first(),
        "day": SpecialDay.objects.filter(day__year=2026).first(),
        "letterhead": OrganizationProfile.objects.first(),
        "parameter_value": ParameterValue.objects.create(
            key="plans.DUE_SOON_DAYS", value=5, valid_from=date(2026, 1, 1), source="Quyết định nội bộ"
        ),
    }
    return {kind: thing.pk for kind, thing in made.items()}


def _of_plans(officer: User) -> dict[str, int]:
    paper = plan(created_by=officer)
    duty = task(plan=paper, created_by=officer)
    made = {
        "plan": paper,
        "task": duty,
        "check_point": CheckPoint.objects.create(task=duty, on=date(2026, 9, 30)),
        "report": Report.objects.create(
            task=duty,
            kind=ReportKind.COMPLETION,
            text="Đã xong",
            percent=100,
            submitted_at=clock.now(),
            state=ReportVerdict.PENDING,
            created_by=officer,
        ),
        "batch": ReportBatch.objects.create(agency=duty.followed_by, created_by=officer),
        "batch_sent": ReportBatch.objects.create(
            agency=duty.followed_by, created_by=officer, sent_at=clock.now(), sent_by=officer
        ),
        "extension": Extension.objects.create(
            task=duty,
            reason="Chờ số liệu",
            from_due_on=duty.due_on,
            to_due_on=date(2026, 12, 1),
            requested_at=clock.now(),
            state=ExtensionState.REQUESTED,
            created_by=officer,
        ),
        "letter": UrgingLetter.objects.create(
            plan=paper, agency=Agency.objects.filter(kind="outside").first(), drafted_on=date(2026, 9, 1)
        ),
        "feed": CalendarFeed.objects.create(user=officer, token_hash=hash_of(FEED_TOKEN)),
        "letter_bundle": LetterBundle.objects.create(plan=paper, created_by=officer),
        "reading": Reading.objects.create(name="phu-luc.docx", created_by=officer),
        "week_sheet": WeekSheet.objects.create(
            week_on=date(2026, 9, 14), unit=duty.followed_by, created_by=officer
        ),
    }
    return {kind: thing.pk for kind, thing in {**made, **_of_processes(officer, duty)}.items()}


def _of_processes(officer: User, duty: Task) -> dict[str, Any]:
    """A template with a step, the same running, a series with a period, a quantity."""
    unit = duty.followed_by
    template = ProcessTemplate.objects.create(title="Đại hội", unit=unit, valid_from=date(2026, 1, 1))
    whole, part = task(created_by=officer), task(created_by=officer)
    process = Process.objects.create(
        template=template, template_version=1, started_on=date(2026, 9, 15), task=whole, created_by=officer
    )
    series = TaskSeries.objects.create(text="Báo cáo tháng", unit=unit, starts_on=date(2026, 9, 1))
    return {
        "process_template": template,
        "step": ProcessStep.objects.create(template=template, position=1, text="Hướng dẫn", offset_days=3),
        "process": process,
        "process_step": StepTask.objects.create(
            process=process, task=part, number=1, base="start", offset_days=3, opened_at=clock.now()
        ),
        "series": series,
        "series_run": SeriesRun.objects.create(
            series=series, first_on=date(2026, 8, 1), label="Tháng 8/2026", due_on=date(2026, 8, 25)
        ),
        "target": Target.objects.create(task=duty, quantity=18, unit="HTX"),
    }


def _of_cooperatives(officer: User) -> dict[str, int]:
    """A cooperative with a line of business, a person in a post, a member, and a form that it has handed in."""
    farm = cooperative(created_by=officer)
    person = Person.objects.create(cooperative=farm, full_name="Nguyễn Văn An", created_by=officer)
    person.set_citizen("075080001234")
    lesson = TrainingClass.objects.create(
        title="Bình dân học vụ số", starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 7)
    )
    year = RatingRound.objects.create(
        year=2026,
        rubric=Rubric.objects.get(key="TT01_2020"),
        opened_on=date(2026, 9, 1),
        closes_on=date(2026, 12, 15),
    )
    person.save()
    product = Product.objects.create(cooperative=farm, name="Bưởi da xanh", group="food")
    PublicAgreement.objects.create(
        cooperative=farm, agreed_by="Nguyễn Văn An", agreed_on=date(2026, 9, 1), paper="Giấy số 1"
    )
    made = {
        "cooperative": farm,
        "product": product,
        "policy": SupportPolicy.objects.get(key="ND113_HTX"),
        "figure_plan": FigurePlan.objects.create(year=2026, document="12/KH-UBND", values={"5": "40"}),
        "condition": SupportCondition.objects.filter(policy__key="ND113_HTX").first(),
        "support": SupportRecord.objects.create(
            cooperative=farm,
            policy=SupportPolicy.objects.get(key="ND113_HTX"),
            content="Bồi dưỡng giám đốc",
            money="local",
            giver="Sở Tài chính",
            amount_vnd=24_000_000,
            starts_on=date(2026, 9, 1),
            ends_on=date(2026, 12, 31),
        ),
        "contract": ChainContract.objects.create(
            cooperative=farm, partner="Công ty A", product="Bưởi da xanh", valid_from=date(2026, 1, 1)
        ),
        "shop": OnlineShop.objects.create(
            cooperative=farm, platform="shopee", address="https://shopee.vn/htx", valid_from=date(2026, 1, 1)
        ),
        "delivery": Delivery.objects.filter(cooperative=farm).get(),
        "petition": petition(farm, by=officer),
        "pilot": PilotRole.objects.create(
            cooperative=farm,
            part="hub",
            programme="Mô hình HTX điểm",
            valid_from=date(2026, 1, 5),
            ground="Quyết định số 1/QĐ-LM",
        ),
        "brought": BroughtRegister.objects.create(
            name="so.xlsx", year=2025, state="checked", created_by=officer
        ),
        "national_export": NationalExport.objects.create(
            name="xuat.csv",
            source="Sở Tài chính",
            stands_on=date(2026, 8, 31),
            state="checked",
            counts=outlook(NationalExport(), Comparison()),
            created_by=officer,
        ),
        "certificate": OcopCertificate.objects.create(
            product=product, stars=4, issued_on=date(2026, 1, 5), through_on=date(2029, 1, 5)
        ),
        "paper": CooperativePaper.objects.create(
            cooperative=farm, kind="charter", issued_on=date(2020, 3, 1), created_by=officer
        ),
        "activity": Activity.objects.create(cooperative=farm, version="2025", code="0111", is_main=True),
        "person": person,
        "office": Office.objects.create(person=person, post=Post.DIRECTOR),
        "digital_evidence": DigitalEvidence.objects.create(
            cooperative=farm, item="A1", evidenced_on=date(2026, 8, 1), note="Phần mềm kế toán"
        ),
        "session": ClassSession.objects.create(
            training=lesson, held_on=date(2026, 8, 3), part="1_morning", minutes=180
        ),
        **_of_maturity(farm),
        "training_class": lesson,
        "learner": Learner.objects.create(
            training=lesson, full_name="Nguyễn Văn An", identity="name:0:an:0", recorded_on=date(2026, 9, 1)
        ),
        "rubric": Rubric.objects.get(key="TT01_2020"),
        "criterion": Criterion.objects.filter(number=1).first(),
        "rating_round": year,
        "superior_form": SuperiorForm.objects.create(name="Biểu.xlsx", fingerprint="x", created_by=officer),
        "rating": Rating.objects.create(round=year, cooperative=farm),
        "period": (call := period(2024)),
        "invite_set": (
            invited := InviteSet.objects.create(period=call, channels=["zalo"], total=1, created_by=officer)
        ),
        "invite": Invite.objects.create(
            invite_set=invited, period=call, cooperative=farm, channel="zalo", address="0912345678"
        ),
        "scan_batch": (brought := ScanBatch.objects.create(period=call, created_by=officer)),
        "scan_page": ScanPage.objects.create(
            batch=brought, period=call, file_number=1, file_page=1, file_name="a.jpg", state="unreadable"
        ),
        "submission": handed_in(farm, call, by=officer),
        "period_figure": PeriodFigure.objects.create(cooperative=farm, period=call, key="workers", amount=5),
        "representative": representative(farm),
        "cooperative_member": Member.objects.create(
            cooperative=farm, person=person, name="Nguyễn Văn An", kind=MemberKind.OFFICIAL
        ),
    }
    return {kind: thing.pk for kind, thing in made.items()}


def _of_maturity(farm: Any) -> dict[str, Any]:
    """A sheet of digital maturity, and the lines of an edition that may still be changed."""
    rubric = MaturityRubric.objects.create(
        edition=9, title="Thử", legal_basis="x", valid_from=date(2027, 1, 1)
    )
    pillar = MaturityPillar.objects.create(rubric=rubric, number=1, name="Một", weight=100)
    return {
        "maturity": MaturityAssessment.objects.create(
            cooperative=farm,
            rubric=MaturityRubric.objects.get(edition=1),
            assessed_on=date(2026, 8, 1),
            declared_by="Nguyễn Văn An",
            declared_points=0,
            declared_level=0,
        ),
        "maturity_rubric": rubric,
        "maturity_pillar": pillar,
        "maturity_item": MaturityItem.objects.create(pillar=pillar, number=1, title="Mục", points=5),
        "maturity_level": MaturityLevel.objects.create(rubric=rubric, level=0, name="Chưa", least_points=0),
    }


def _of_reports(plan_id: int, officer: User) -> dict[str, int]:
    schedule = ReportSchedule.objects.create(
        report="plans.progress", subject_id=plan_id, span=Span.MONTH, valid_from=date(2026, 1, 1)
    )
    wish = Wish(
        report="plans.progress",
        span=Span.MONTH,
        window=Window.DECREE,
        year=2026,
        number=9,
        subject_id=plan_id,
    )
    run = build_run(wish=wish, by=officer)
    ReportText.objects.create(
        run=run, number=1, differences={"changes": [], "figures": []}, created_by=officer
    )
    return {"report_schedule": schedule.pk, "report_run": run.pk}


def _of_signatures() -> dict[str, int]:
    """A trusted root, and a look at a content that hangs on nothing."""
    keeper = User.objects.get(username="quantri")
    anchor = TrustAnchor.objects.create(
        name="CA chuyên dùng Chính phủ",
        kind="state",
        pem="",
        sha256="0" * 64,
        serial="1A2B",
        valid_from=date(2020, 1, 1),
        valid_to=date(2040, 1, 1),
        source="trang của Ban Cơ yếu Chính phủ",
        added_by=keeper,
    )
    blob = Blob.objects.create(sha256="a" * 64, size_bytes=5, mime="application/pdf", stored_name="aa/aa/a")
    check = SignatureCheck.objects.create(blob=blob, verdict="valid", engine="pyHanko")
    CheckedSignature.objects.create(
        check_run=check,
        number=1,
        signer_name="Nguyễn Văn Chủ",
        serial="5F",
        issuer="CA chuyên dùng Chính phủ",
        fingerprint="0" * 64,
        covered_bytes=5,
        is_whole_file=True,
        items=[],
        verdict="valid",
    )
    return {"anchor": anchor.pk, "check": check.pk}


def _of_people(officer: User) -> dict[str, int]:
    made = {
        "user": officer,
        "posting": Posting.objects.filter(user=officer).first(),
        "decision": Decision.objects.create(
            question="plans.report",
            subject_id=0,
            subject_label="Báo cáo tiến độ",
            verdict="accept",
            verdict_label="Chấp nhận",
            done_label="Đã chấp nhận",
            made_by=User.objects.get(username="chutich"),
            due_at=clock.now(),
        ),
        "saved_view": SavedView.objects.create(user=officer, page="task_list", name="Của tôi"),
        "notice": Notice.objects.create(
            person=officer, reminder="plans.due", stage="T-7", line="Sắp đến hạn", url="/"
        ),
        "digest": Digest.objects.create(person=officer, day=date(2026, 9, 15)),
        "export": Export.objects.create(
            title="Nhiệm vụ", address="/ke-hoach/nhiem-vu/", row_count=2, created_by=officer
        ),
        "import": Import.objects.create(kind="agencies", name="co-quan.xlsx", created_by=officer),
        "machine": SharedMachine.objects.create(name="Máy văn thư", device="0" * 64, marked_by=officer),
        "factor": Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={}),
        # Its holder walks no pages: a key that no browser has made is good for its name alone.
        "passkey": Authenticator.objects.create(
            user=User.objects.get(username="kiemsoat"),
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Máy phòng", "credential": {}},
        ),
        "presence": Presence.objects.create(user=officer, session_key="k" * 32, device="0" * 64),
        "delegation": Delegation.objects.create(
            person=officer,
            substitute=User.objects.get(username="chuyenvien2"),
            valid_from=date(2026, 9, 14),
            valid_to=date(2026, 9, 20),
            ground="Đơn nghỉ phép",
        ),
        "handover": Handover.objects.create(person=officer, note="Chuyển công tác"),
        "api_token": make_token(by=officer, name="Kho dữ liệu", chosen=["tasks.read"], days=30)[0],
        "job": Job.objects.create(name="plans.read_paper", asked_by=officer),
    }
    return {kind: thing.pk for kind, thing in made.items()}
