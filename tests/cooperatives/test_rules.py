"""What the rules say, case by case, against their tables."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cooperatives import vsic, year_form
from cooperatives.enums.digital import DigitalItem
from cooperatives.enums.market import Platform
from cooperatives.enums.national import Legal, Standing, Winner
from cooperatives.enums.papers import DigitalState, PaperEnd, PaperKind
from cooperatives.enums.petitions import PetitionKind
from cooperatives.enums.products import CertificateEnd
from cooperatives.enums.public import PublicField
from cooperatives.enums.register import Kind, MemberKind, Sector, Size, Status
from cooperatives.enums.support import Asked, ConditionPart, Known, Verdict
from cooperatives.legal import register as legal
from cooperatives.readings import BadFigure, read_figure
from cooperatives.required_papers import lines, required_on
from cooperatives.rules import (
    capital,
    digital,
    market,
    maturity,
    national,
    papers,
    petitions,
    products,
    public,
    ratings,
    review,
    sizes,
    statuses,
    support,
    training,
)
from cooperatives.rules.capital import Stake
from cooperatives.rules.digital import DigitalTerms, Proof
from cooperatives.rules.figures import Limits, doubts, figures_year, impossible
from cooperatives.rules.maturity import PillarPoints
from cooperatives.rules.papers import HeldPaper, PaperTerms
from cooperatives.rules.review import ReviewFacts
from cooperatives.rules.statuses import Event
from cooperatives.rules.support import Answer, Condition, Judgement, SupportFacts, YearFacts
from lmhtx.legal import PARAMETERS
from lmhtx.vn.working_days import Calendar, DayKind

CASES = Path(__file__).parent / "cases"
TABLE = sizes.thresholds(str(legal.SIZE_FARMING.on(date(2026, 9, 15))))


def cases(name: str) -> pytest.MarkDecorator:
    """The rows of a table as cases of a test."""
    with (CASES / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return pytest.mark.parametrize("row", rows, ids=[" | ".join(map(str, row.values())) for row in rows])


def number(words: str) -> int | None:
    return int(words) if words else None


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def truth(words: str) -> bool | None:
    return {"true": True, "false": False}.get(words)


def event(words: str) -> Event:
    """An event from "2 suspended 2026-01-01 until 2026-06-01 corrects 1"."""
    parts = words.split()
    told = dict(zip(parts[3::2], parts[4::2], strict=True))
    return Event(
        number=int(parts[0]),
        status=Status(parts[1]),
        effective_on=date.fromisoformat(parts[2]),
        until_on=day(told.get("until", "")),
        corrects=number(told.get("corrects", "")),
    )


def events(words: str) -> list[Event]:
    return [event(one) for one in words.split("; ") if one]


def proof_of(item: str, evidenced_on: str, verified_on: str = "", withdrawn_on: str = "") -> Proof:
    return Proof(
        item=DigitalItem(item),
        evidenced_on=date.fromisoformat(evidenced_on),
        verified_on=day(verified_on),
        withdrawn_on=day(withdrawn_on),
    )


def stakes(words: str) -> list[Stake]:
    """Stakes from "Nguyễn An official 310000000 foreign; …"."""
    found = []
    for one in words.split("; "):
        *name, kind, amount = one.removesuffix(" foreign").split()
        found.append(
            Stake(
                name=" ".join(name),
                kind=MemberKind(kind),
                capital_vnd=int(amount),
                is_foreign=one.endswith(" foreign"),
            )
        )
    return found


@cases("sector.csv")
def test_sector(row):
    assert sizes.sector(row["code"], row["section"], version=row["version"]) == Sector(row["expected"])


@cases("size.csv")
def test_size(row):
    figures = {name: number(row[name]) for name in ("members", "revenue_vnd", "capital_vnd")}

    assert sizes.size(TABLE, **figures).size == Size(row["expected"])


def test_a_size_says_which_figures_it_used():
    found = sizes.size(TABLE, members=350, revenue_vnd=12_000_000_000, capital_vnd=None)
    whole = sizes.size(TABLE, members=350, revenue_vnd=12_000_000_000, capital_vnd=4_000_000_000)

    assert "tổng nguồn vốn chưa có" in found.because
    assert whole.because == (
        "Theo 350 thành viên chính thức, doanh thu 12.000.000.000 đồng, tổng nguồn vốn 4.000.000.000 đồng."
    )


@pytest.mark.parametrize("members", [0, 49, 50, 199, 200, 299, 300])
def test_more_money_never_makes_a_cooperative_smaller(members):
    order = [Size.TINY, Size.SMALL, Size.MEDIUM, Size.LARGE]
    sums = range(0, 60 * 10**9, 10**9)

    found = [sizes.size(TABLE, members=members, revenue_vnd=amount, capital_vnd=0).size for amount in sums]

    assert [order.index(one) for one in found] == sorted(order.index(one) for one in found)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "Bảng ngưỡng viết như"),
        ("Lớn: 300; 50 tỷ; 10 tỷ", "Bảng ngưỡng viết như"),
        ("Vừa: 1; 1 tỷ; 1 tỷ | Lớn: 2; 2 tỷ; 2 tỷ | Nhỏ: 1; 1 tỷ; 1 tỷ", "thiếu dòng “Lớn”"),
        ("Lớn: 300; nhiều; 10 tỷ | Vừa: 2; 1 tỷ; 1 tỷ | Nhỏ: 1; 1 tỷ; 1 tỷ", "Dòng “Lớn”"),
    ],
)
def test_a_table_that_nobody_can_read_says_how_to_write_it(table, told):
    with pytest.raises(ValueError, match=told):
        sizes.thresholds(table)


@cases("status.csv")
def test_status_on(row):
    expected = Status(row["expected"]) if row["expected"] else None

    assert statuses.status_on(events(row["events"]), day=date.fromisoformat(row["day"])) == expected


@cases("refusal.csv")
def test_refusal(row):
    found = statuses.refusal(events(row["events"]), event(row["new"]))

    assert row["expected"] in found
    assert bool(found) == bool(row["expected"])


@cases("end_kind.csv")
def test_end_kind(row):
    found = statuses.end_kind(
        Status(row["status"]), is_free=truth(row["is_free"]), has_debts=truth(row["has_debts"])
    )

    assert found == row["expected"]


@cases("caps.csv")
def test_caps(row):
    found = capital.breaches(
        stakes(row["stakes"]),
        kind=Kind(row["kind"]),
        charter_vnd=number(row["charter_vnd"]),
        on=date.fromisoformat(row["on"]),
    )

    assert bool(found) == bool(row["expected"])
    assert row["expected"] in " ".join(map(str, found))


def test_a_member_without_capital_has_no_cap():
    assert capital.cap_of(Kind.COOPERATIVE, MemberKind.ASSOCIATE) is None


@cases("review.csv")
def test_review(row):
    facts = ReviewFacts(
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        status_since_on=day(row["since"]),
        suspended_until_on=day(row["until"]),
        has_code=row["has_code"] == "true",
        last_assembly_on=day(row["assembly"]),
        members=(number(row["last"]), number(row["before"])),
        said_stopped_on=day(row["said"]),
    )

    found = review.grounds(facts, day=date.fromisoformat(row["day"]), inactive_months=12, assembly_months=18)

    assert [str(ground) for ground in found] == ([row["expected"]] if row["expected"] else [])


@cases("least_members.csv")
def test_least_members(row):
    assert review.least_members(Kind(row["kind"]), on=date.fromisoformat(row["on"])) == int(row["expected"])


def test_sizes_without_a_table_wait_for_a_person():
    waiting = [
        key for key in PARAMETERS if key.startswith("cooperatives.SIZE_") and not PARAMETERS[key].values
    ]

    assert waiting == ["cooperatives.SIZE_INDUSTRY", "cooperatives.SIZE_FINANCE", "cooperatives.SIZE_TRADE"]


def test_the_list_of_2025_is_whole():
    lines = vsic.lines("2025").values()

    assert len([line for line in lines if line.level == 1]) == 22
    assert len(vsic.registered("2025")) == 495
    assert all(line.name for line in lines)


def test_the_list_of_2018_says_that_it_is_not():
    versions = {version.key: version for version in vsic.versions()}

    assert versions["2018"].is_doubtful
    assert not versions["2025"].is_doubtful
    assert len([line for line in vsic.lines("2018").values() if line.level == 1]) == 21
    assert any(line.is_doubtful for line in vsic.registered("2018"))


@pytest.mark.parametrize(
    ("version", "code", "section", "known"),
    [
        ("2025", "0111", "A", True),
        ("2025", "6499", "L", True),
        ("2018", "6499", "K", True),
        ("2025", "0131", "A", False),
        ("2018", "4541", "G", True),
        ("2018", "0133", "A", True),
        ("2018", "013", "A", False),
        ("2025", "0000", "", False),
        ("2018", "0000", "", False),
        ("2018", "01110", "A", False),
    ],
)
def test_a_code_lies_in_its_section(version, code, section, known):
    assert vsic.section_of(version, code) == section
    assert vsic.is_known(version, code) == known


def test_the_edition_follows_the_day():
    assert vsic.version_on(date(2025, 11, 14)).key == "2018"
    assert vsic.version_on(date(2025, 11, 15)).key == "2025"
    assert vsic.version_on(date(2001, 1, 1)).key == "2018"
    assert vsic.name_of("2025", "0111") == "Trồng lúa"
    assert vsic.name_of("2025", "9") == ""
    assert str(vsic.lines("2025")["0111"]) == "0111 – Trồng lúa"


@cases("ocop_stars.csv")
def test_stars(row):
    assert products.stars(float(row["points"])) == int(row["expected"])


@cases("ocop_through.csv")
def test_valid_through(row):
    found = products.valid_through(date.fromisoformat(row["issued_on"]), months=int(row["months"]))

    assert found == date.fromisoformat(row["expected"])


@cases("ocop_state.csv")
def test_certificate_state(row):
    found = products.certificate_state(
        through=date.fromisoformat(row["through"]),
        ended_on=day(row["ended_on"]),
        end=CertificateEnd(row["end"]) if row["end"] else None,
        day=date.fromisoformat(row["day"]),
    )

    assert found == row["expected"]


@cases("public.csv")
def test_public_fields(row):
    found = public.public_fields(
        status=Status(row["status"]),
        agreed_on=day(row["agreed_on"]),
        withdrawn_on=day(row["withdrawn_on"]),
        agreed=frozenset(PublicField(one) for one in row["agreed"].split()),
        day=date.fromisoformat(row["day"]),
    )

    assert found == {PublicField(one) for one in row["expected"].split()}


@cases("proof_state.csv")
def test_proof_state(row):
    proof = proof_of("A1", row["evidenced_on"], row["verified_on"], row["withdrawn_on"])

    assert digital.proof_state(proof, day=date.fromisoformat(row["day"]), months=12) == row["expected"]


@cases("digital.csv")
def test_digital(row):
    proofs = [proof_of(*one.split()) for one in row["proofs"].split("; ") if one]
    terms = DigitalTerms(
        needs_both=truth(row["needs_both"]), leaves_out_mandatory=truth(row["leaves_out_mandatory"])
    )

    assert digital.uses_digital(proofs, day=date(2026, 9, 15), terms=terms) == truth(row["expected"])


def paper_of(words: str) -> HeldPaper:
    """A paper from "finances 2026-07-10 year=2025 through=2026-12-31 ended=2026-09-15"."""
    kind, *rest = words.split()
    told = dict(one.split("=") for one in rest if "=" in one)
    digitised = next((one for one in rest if "=" not in one), "")
    return HeldPaper(
        kind=PaperKind(kind),
        year=number(told.get("year", "")),
        through_on=day(told.get("through", "")),
        digitised_on=day(digitised),
        ended_on=day(told.get("ended", "")),
        end=PaperEnd.REPLACED if "ended" in told else None,
    )


def papers_of(words: str) -> list[HeldPaper]:
    return [paper_of(one) for one in words.split("; ") if one]


def paper_terms(on: date) -> PaperTerms:
    return PaperTerms(year=papers.asked_year(on, from_month=7), required=required_on(on))


@cases("paper_state.csv")
def test_paper_state(row):
    paper = HeldPaper(
        kind=PaperKind.LICENCE,
        through_on=day(row["through_on"]),
        ended_on=day(row["ended_on"]),
        end=PaperEnd(row["end"]) if row["end"] else None,
    )

    assert papers.paper_state(paper, day=date.fromisoformat(row["day"])) == row["expected"]


@cases("asked_year.csv")
def test_asked_year(row):
    found = papers.asked_year(date.fromisoformat(row["day"]), from_month=int(row["from_month"]))

    assert found == int(row["expected"])


@cases("missing_papers.csv")
def test_missing_papers(row):
    on = date(2026, 9, 15)
    found = papers.missing_papers(
        Kind(row["kind"]),
        founded_on=day(row["founded_on"]),
        papers=papers_of(row["papers"]),
        day=on,
        terms=paper_terms(on),
    )

    assert sorted(found) == row["expected"].split()


@cases("digitised_file.csv")
def test_digitised_file(row):
    on = date.fromisoformat(row["day"])
    found = papers.is_digitised_file(
        Kind(row["kind"]),
        founded_on=day(row["founded_on"]),
        papers=papers_of(row["papers"]),
        day=on,
        terms=paper_terms(on),
    )

    assert found == truth(row["expected"])


def test_a_file_alone_is_not_digital():
    assert papers.digital_state(is_digitised=False, has_file=False) == DigitalState.NO_FILE
    assert papers.digital_state(is_digitised=False, has_file=True) == DigitalState.WAITING
    assert papers.digital_state(is_digitised=True, has_file=True) == DigitalState.DIGITISED


def test_what_is_required_begins_with_the_law_and_names_its_text():
    assert not any(required_on(date(2024, 6, 30)).values())
    assert all(required_on(date(2024, 7, 1))[kind] for kind in Kind)
    known = {str(papers.legal.LAW_2023), str(papers.legal.HOUSE_PAPERS)}
    assert {line.source.rsplit(", ", 1)[0] for line in lines()} == known


def points(words: str) -> list[Decimal | None]:
    return [Decimal(one) if one else None for one in words.split(";")]


@cases("rubric_fault.csv")
def test_rubric_fault(row):
    found = ratings.rubric_fault(points(row["maxima"]))

    assert found.startswith(row["expected"])
    assert bool(found) == bool(row["expected"])


@cases("band.csv")
def test_band(row):
    lowest = (Decimal(80), Decimal(65), Decimal(50))

    assert ratings.band_of(Decimal(row["total"]), lowest=lowest) == row["expected"]


@cases("marks_fault.csv")
def test_marks_fault(row):
    highest = zip((7, 6, 11), points(row["points"]), strict=True)
    marks = [
        ratings.Mark(number=number, max_points=Decimal(most), points=given)
        for number, (most, given) in enumerate(highest, 1)
    ]

    found = ratings.marks_fault(marks, step=Decimal(row["step"]))

    assert found.startswith(row["expected"])
    assert bool(found) == bool(row["expected"])


@cases("unrated.csv")
def test_unrated(row):
    found = ratings.unrated(
        Kind(row["kind"]),
        year=int(row["year"]),
        founded_on=day(row["founded_on"]),
        events=events(row["events"]),
        least_months=12,
        stopped_months=3,
        until=date.fromisoformat(row["until"]),
    )

    assert (found or "") == row["expected"]


@cases("learner_line.csv")
def test_learner_line(row):
    pasted = row["pasted"].replace("|", "\t")
    if row["expected"].startswith("!"):
        with pytest.raises(training.BadLine, match=row["expected"][1:]):
            training.learner_line(pasted)
        return
    one = training.learner_line(pasted)
    told = (
        one.full_name, one.birth_year, one.citizen, one.code, one.session_count, one.passed, one.certificate
    )  # fmt: skip

    assert ";".join(map(str, told)) == row["expected"]


@cases("identity.csv")
def test_identity(row):
    found = training.identity_of(
        mark=row["mark"],
        cooperative=number(row["cooperative"]),
        name=row["name"],
        birth_year=number(row["birth_year"]),
        staff=number(row["staff"]),
    )

    assert found == row["expected"]


@cases("passes_test.csv")
def test_passes_test(row):
    score = Decimal(row["score"]) if row["score"] else None
    found = training.passes_test(
        score, passing_mark=Decimal(row["passing_mark"]), sessions=int(row["sessions"])
    )

    assert found == truth(row["expected"])


FIGURES = year_form.figures_of(year_form.newest(), "htx")
LIMITS = Limits(change_percent=80, times=500, slack_vnd=1000)


def values(words: str) -> dict[str, int]:
    """Figures from "workers=10 revenue_vnd=1000"."""
    return {key: int(number) for key, _is, number in (one.partition("=") for one in words.split())}


@cases("impossible.csv")
def test_what_cannot_be_is_named(row):
    assert sorted(impossible(FIGURES, values(row["values"]))) == row["expected"].split()


@cases("doubts.csv")
def test_what_is_odd_is_doubted(row):
    found = doubts(
        FIGURES,
        values(row["values"]),
        before=values(row["before"]),
        peers=values(row["peers"]),
        limits=LIMITS,
    )

    assert [f"{one.key}:{one.kind.value}" for one in found] == row["expected"].split()
    assert all(one.sentence.endswith((".", "?")) for one in found)


@cases("written_figures.csv")
def test_a_figure_is_read_as_it_is_written(row):
    figure = next(one for one in FIGURES if one.key == row["key"])

    if row["expected"] == "!":
        with pytest.raises(BadFigure, match=figure.label):
            read_figure(figure, row["typed"])
    else:
        found = read_figure(figure, row["typed"])
        assert found == (int(row["expected"]) if row["expected"] else None)


@pytest.mark.parametrize("kind", ["tht", "htx", "lhhtx", "qtdnd"])
@pytest.mark.parametrize("size", ["large", "tiny", "unknown"])
def test_the_first_screen_is_short(kind, size):
    figures = year_form.figures_of(year_form.newest(), kind)
    first = [one for one in figures if one.is_first_for(size)]

    assert 0 < len(first) <= year_form.FIRST_SCREEN


def test_a_group_is_asked_less_than_a_cooperative_and_a_tiny_one_less_on_the_first_screen():
    assert len(year_form.figures_of(year_form.newest(), "tht")) < len(FIGURES)
    assert sum(one.is_first_for("tiny") for one in FIGURES) < sum(
        one.is_first_for("large") for one in FIGURES
    )


@cases("figures_year.csv")
def test_figures_year(row):
    assert figures_year(date.fromisoformat(row["day"])) == int(row["expected"])


FIGURE = {"w": "women", "k": "workers", "r": "revenue_vnd", "i": "internal_vnd"}


def year_facts(words: str) -> dict[int, YearFacts]:
    """Figures of years from "2024:40/w10/r1000 2025:45": members, then women, workers, revenue, internal revenue."""
    found = {}
    for one in words.split():
        year, told = one.split(":")
        members, *others = told.split("/")
        rest = {FIGURE[other[0]]: int(other[1:]) for other in others}
        found[int(year)] = YearFacts(members=int(members), **rest)
    return found


def support_facts(row: dict[str, str]) -> SupportFacts:
    """What is known of a cooperative, from a row of the table."""
    told = row["facts"].split()
    counts = dict(word.split("=") for word in told if "=" in word)
    known = {word.lstrip("-"): not word.startswith("-") for word in told if word.lstrip("-") in set(Known)}
    return SupportFacts(
        kind=Kind(row["kind"]),
        sector=Sector(row["sector"] or "farming"),
        status=Status(row["status"] or "active"),
        founded_on=day(row["founded_on"]),
        is_in_alliance="alliance" in told,
        has_ocop="ocop" in told,
        trained=int(counts.get("trained", 0)),
        years=year_facts(row["years"]),
        known={Known(key): holds for key, holds in known.items()},
    )


@cases("support_condition.csv")
def test_condition_answer(row):
    condition = Condition(
        test=Asked(row["test"]), bound=number(row["bound"]) or 0, allowed=frozenset(row["allowed"].split())
    )

    found = support.condition_answer(condition, facts=support_facts(row), day=date.fromisoformat(row["day"]))

    assert found == Answer(Verdict(row["verdict"]), row["reason"])


def parts(words: str) -> list[tuple[ConditionPart, Verdict]]:
    told = (one.split() for one in words.split("; ") if one)
    return [(ConditionPart(part), Verdict(verdict)) for part, verdict in told]


@cases("support_policy.csv")
def test_policy_verdict(row):
    assert support.policy_verdict(parts(row["answers"])) == Verdict(row["expected"])


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        ("must passes; one_of fails; one_of passes", ("0", "2")),
        ("must fails; one_of fails; one_of passes", ("0",)),
        ("must unknown; one_of unknown; one_of fails", ("0", "1")),
        ("must unknown; one_of unknown; one_of passes", ("0",)),
        ("must fails; one_of fails; one_of unknown", ("0",)),
        ("must fails; one_of fails", ("0", "1")),
    ],
)
def test_the_reasons_of_a_judgement_are_what_decides(answers, reasons):
    told = [
        (Condition(test=Asked.OCOP, part=part), Answer(verdict, str(place)))
        for place, (part, verdict) in enumerate(parts(answers))
    ]

    judgement = Judgement(support.policy_verdict(parts(answers)), tuple(told))

    assert judgement.reasons == reasons


@cases("shop_address.csv")
def test_address_fault(row):
    found = market.address_fault(Platform(row["platform"]), row["address"])

    assert bool(found) == bool(row["expected"])
    assert row["expected"] in found


def test_an_address_is_known_by_one_spelling():
    assert market.plain_address(" http://WWW.Shopee.vn/HTX/?a=1#b ") == "https://shopee.vn/HTX"


@cases("petition_refusal.csv")
def test_petition_refusal(row):
    found = petitions.petition_refusal(
        PetitionKind(row["kind"]), status=Status(row["status"]), is_member=row["is_member"] == "yes"
    )

    assert bool(found) == bool(row["expected"])
    assert row["expected"] in found


@cases("petition_faults.csv")
def test_petition_faults(row):
    pairs = (pair.split("=") for pair in row["values"].split())
    values = {key: int(word) if word.isdecimal() else word for key, word in pairs}

    found = petitions.petition_faults(
        PetitionKind(row["kind"]), values, status=Status(row["status"]), day=date(2026, 9, 15)
    )

    assert [fault.key or "-" for fault in found] == ([row["expected"]] if row["expected"] else [])


@cases("answer_due.csv")
def test_answer_due(row):
    rest = [
        (date(2026, 8, 31), DayKind.OFF),
        (date(2026, 9, 1), DayKind.OFF),
        (date(2026, 9, 2), DayKind.OFF),
    ]

    found = petitions.answer_due(
        date.fromisoformat(row["sent_on"]),
        answer_days=int(row["answer_days"]),
        paused_days=int(row["paused_days"]),
        calendar=Calendar(rest),
    )

    assert found == date.fromisoformat(row["expected"])


@cases("self_scoring.csv")
def test_self_scoring_refusal(row):
    closed = date.fromisoformat(row["closed_on"]) if row["closed_on"] else None

    found = ratings.self_scoring_refusal(
        date.fromisoformat(row["day"]), closes_on=date.fromisoformat(row["closes_on"]), closed_on=closed
    )

    assert bool(found) == bool(row["expected"])
    assert row["expected"] in found


def decimals(words: str) -> list[Decimal]:
    return [Decimal(one) for one in words.split()]


@cases("maturity_fault.csv")
def test_maturity_fault(row):
    found = maturity.maturity_fault(*(decimals(row[name]) for name in ("weights", "totals", "bounds")))

    assert bool(found) == bool(row["expected"])
    assert row["expected"] in found


@cases("maturity_points.csv")
def test_maturity_points(row):
    pillars = [map(Decimal, one.split("/")) for one in row["pillars"].split("; ")]
    found = maturity.maturity_points(
        [PillarPoints(weight=weight, total=total, held=held) for weight, total, held in pillars]
    )

    assert list(found) == decimals(row["expected"])


@cases("maturity_level.csv")
def test_maturity_level(row):
    bounds = decimals("0 10 30 50 70 90")

    assert maturity.maturity_level(Decimal(row["total"]), bounds=bounds) == int(row["expected"])


@cases("national_same.csv")
def test_whether_the_national_system_says_the_same(row):
    ours, theirs = json.loads(row["ours"]), json.loads(row["theirs"])

    assert national.is_same(Legal(row["fact"]), ours, theirs) is truth(row["expected"])


@cases("national_verdict.csv")
def test_who_wins_where_the_national_system_differs(row):
    ours = national.Ours(
        value=row["ours"] or None,
        stands_on=day(row["ours_as_of"]),
        last=row["last"] or None,
        last_as_of=day(row["last_as_of"]),
        standing=Standing(row["standing"]),
    )

    found = national.verdict(Legal.CHARTER, ours, row["theirs"], stands_on=date.fromisoformat(row["as_of"]))

    assert found == Winner(row["expected"])
