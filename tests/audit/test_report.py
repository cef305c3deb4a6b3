from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import attrs
import pytest

from bakohumas.audit import (
    RULES,
    Case,
    Finding,
    Report,
    Rule,
    Setting,
    Status,
    Verdict,
    check,
    rule,
    worked,
)
from bakohumas.bodies import Body
from bakohumas.errors import ConflictError, RefusedError, UnknownNameError, ViolationError
from bakohumas.institutions import directory
from bakohumas.law import (
    KNOWN_UNTIL,
    Charter,
    Citation,
    Grade,
    Modality,
    Norm,
    Provision,
    charter,
    norm,
    norms,
)
from bakohumas.meetings import Meeting
from bakohumas.networks import InformationNetwork, Tie
from bakohumas.periods import Period
from bakohumas.programmes import Programme

DAY = date(2015, 11, 2)
OFFICES = directory(on=DAY)
BODY = Body.found(
    "nasional", name="Bakohumas Contoh", charter=charter("national"), on=DAY, basis="invented"
).admit(OFFICES["bps"], OFFICES["kominfo"], on=DAY, basis="invented")
ADVICE = ("Mend it.", "Perbaiki.")


def told() -> Setting:
    """A worked case that nobody looks at."""
    return worked(BODY, on=DAY)


def of(modality: Modality, grade: Grade, *, analogy: bool = False) -> Norm:
    """An invented norm of a host."""
    return Norm(
        "BOD-99",
        modality,
        ("A body has a stamp.", "Bakohumas memiliki stempel."),
        Citation("SK 7/2015"),
        grade,
        analogy,
    )


def found(law: Norm, status: Status = Status.VIOLATED) -> Report:
    """A report with one finding."""
    finding = Finding(law, status, "bps", ("no stamp", "tanpa stempel"), ADVICE)
    return Report("nasional", DAY, "national", (finding,))


def test_every_rule_is_a_norm_of_the_catalogue() -> None:
    """Rules come in the order of the chapters, once each, with advice in both languages."""
    ids = [each.id for each in RULES]
    whole = ("BOD", "MEM", "BRD", "TRM", "ACT", "DOC", "ETH")

    assert ids == [each for each in norms() if each in set(ids)]
    assert {each for chapter in whole for each in norms(chapter)} <= set(ids)
    assert all(each.norm == norm(each.id) for each in RULES)
    assert all(english != indonesian for english, indonesian in (each.advice for each in RULES))


def test_a_report_counts_and_sorts() -> None:
    """Findings by status, and how many of each; iterating gives all of them."""
    report = check(BODY, on=DAY)
    counts = report.counts()

    assert (report.body, report.on, report.charter) == ("nasional", DAY, "national")
    assert list(counts) == ["holds", "violated", "undetermined", "not_applicable"]
    assert sum(counts.values()) == len(list(report)) == len(report.findings)
    assert len(report.where(Status.UNDETERMINED)) == counts["undetermined"]
    assert [each.norm.id for each in report.violations] == ["BOD-04", "BRD-11"]


def test_rows_are_plain() -> None:
    """One row a finding; advice stands only where a rule is broken."""
    rows = check(BODY, on=DAY).rows()

    row = next(each for each in rows if each["rule"] == "BOD-02")

    assert row == {
        "rule": "BOD-02",
        "modality": "MUST",
        "grade": "A",
        "standing": "A",
        "analogy": False,
        "citation": "PM Kominfo 35/2014 Pasal 1",
        "statement": norm("BOD-02").words(),
        "status": "holds",
        "assumed": False,
        "who": "",
        "when": "2015-11-02",
        "because": "2 member units",
        "missing": "",
        "facts": "the members of the body: 2",
        "advice": "",
        "waived": "",
        "waived_until": "",
    }
    indonesian = check(BODY, on=DAY).rows("id")[rows.index(row)]
    assert (indonesian["because"], indonesian["statement"]) == (
        "2 unit anggota",
        norm("BOD-02").words("id"),
    )
    broken = next(each for each in rows if each["rule"] == "BOD-04")
    assert broken["advice"].startswith("Record the decree of the founding office")
    assert {type(value) for row in rows for value in row.values()} == {str, bool}


def test_a_report_explains_itself_in_both_languages() -> None:
    """Counts, the day up to which the law is known, then what is broken and what is open."""
    report = check(BODY, on=DAY)
    english, indonesian = report.explain().splitlines(), report.explain("id").splitlines()

    assert english[0] == (
        "Audit of Bakohumas Contoh on 2 November 2015 "
        "(charter: National Bakohumas under PM Kominfo 35/2014): 16 hold (grade A: 4, B: 4, "
        "C: 2, D: 1, X: 5), 2 violated (grade C: 1, X: 1), 83 undetermined (grade B: 8, C: 43, "
        "D: 1, X: 31), 57 not applicable (grade B: 6, C: 22, D: 2, X: 27). "
        "The law is known up to 10 February 2026."
    )
    assert indonesian[0].startswith(
        "Audit Bakohumas Contoh pada 2 November 2015 "
        "(piagam: Bakohumas nasional menurut PM Kominfo 35/2014): 16 terpenuhi (tingkat A: 4, "
    )
    assert indonesian[0].endswith("Hukum diketahui sampai dengan 10 Februari 2026.")
    named = [each for each in report.where(Status.NOT_APPLICABLE) if each.who]
    told = [*report.violations, *report.where(Status.UNDETERMINED), *named]
    assert len(english) == len(indonesian) == 1 + len(told)
    assert report.known_until == KNOWN_UNTIL
    assert (
        "1 hold (grade A: 1), 0 violated, 0 und" in check(BODY, on=DAY, rules=RULES[:1]).explain()
    )


def test_a_finding_says_what_to_do_next() -> None:
    """Rule, modality, citation, grade, who, why, the statement, and the advice."""
    (broken,) = found(of(Modality.MUST, Grade.B))
    (kept,) = found(of(Modality.MUST, Grade.B), Status.HOLDS)
    (anybody,) = Report("b", DAY, "c", (attrs.evolve(broken, who=""),))

    assert broken.explain() == (
        "BOD-99 [must; SK 7/2015 (grade B)] violated: bps: no stamp. A body has a stamp. → Mend it."
    )
    assert broken.explain("id") == (
        "BOD-99 [wajib; SK 7/2015 (tingkat B)] dilanggar: bps: tanpa stempel. "
        "Bakohumas memiliki stempel. → Perbaiki."
    )
    assert kept.explain() == "BOD-99 [must; SK 7/2015 (grade B)] holds: bps: no stamp."
    assert "violated: no stamp." in anybody.explain()


def test_the_counts_by_grade_know_an_analogy_for_a_default() -> None:
    """A primary text for another kind of body is counted as a default, as it stands."""
    report = found(of(Modality.MUST, Grade.A, analogy=True))

    assert "1 violated (grade X: 1)" in report.explain()
    assert "(grade A, by analogy)" in report.explain()


@pytest.mark.parametrize(
    ("law", "warns"),
    [
        (of(Modality.MUST, Grade.A), False),
        (of(Modality.MUST_NOT, Grade.B), False),
        (of(Modality.MUST, Grade.C), True),
        (of(Modality.MUST_NOT, Grade.D), True),
        (of(Modality.MUST, Grade.X), True),
        (of(Modality.MUST, Grade.A, analogy=True), True),
        (of(Modality.SHOULD, Grade.A), True),
        (of(Modality.DEFAULT, Grade.B), True),
    ],
    ids=lambda it: it.cite() + it.modality if isinstance(it, Norm) else "",
)
def test_only_a_must_on_a_text_is_more_than_a_warning(law: Norm, *, warns: bool) -> None:
    """Grades C, D and X warn, whatever the modality; so does anything but a MUST."""
    report = found(law)

    assert report.findings[0].warns is warns
    if warns:
        report.demand()
    else:
        with pytest.raises(ViolationError):
            report.demand()


def test_what_is_demanded_and_missing_is_raised() -> None:
    """The error names body, day, rule, citation, grade, and what to do next."""
    report = found(of(Modality.MUST, Grade.B))
    with pytest.raises(ViolationError) as error:
        report.demand()

    assert (error.value.body, error.value.on) == ("nasional", DAY)
    assert error.value.rules == ("BOD-99",)
    assert error.value.findings == (report.findings[0].explain(),)
    assert str(error.value) == (
        "nasional on 2015-11-02 breaks 1 rule(s):\n"
        "BOD-99 [must; SK 7/2015 (grade B)] violated: bps: no stamp. "
        "A body has a stamp. → Mend it."
    )


def test_more_or_less_may_be_demanded() -> None:
    """Other modalities and weaker grades count when asked for; what is kept never does."""
    should = found(of(Modality.SHOULD, Grade.C))
    analogy = found(of(Modality.MUST, Grade.A, analogy=True))
    should.demand("MUST")
    should.demand("SHOULD")
    analogy.demand("MUST", grade="D")
    found(of(Modality.MUST, Grade.A), Status.UNDETERMINED).demand()
    found(of(Modality.MUST, Grade.B)).demand("MUST", grade="A")

    with pytest.raises(ViolationError, match="BOD-99"):
        should.demand("MUST", "SHOULD", grade="C")
    with pytest.raises(ViolationError, match="by analogy"):
        analogy.demand("MUST", grade="X")
    with pytest.raises(ValueError, match=r"modality must be one of MUST, .* got 'OUGHT'"):
        should.demand("OUGHT")
    with pytest.raises(ValueError, match="grade must be one of A, B, C, D, X, got 'E'"):
        should.demand(grade="E")


def test_who_demands_what_must_be_demands_what_must_not_be() -> None:
    """A prohibition binds as a duty does; asked for alone, it counts alone."""
    duty, ban = found(of(Modality.MUST, Grade.B)), found(of(Modality.MUST_NOT, Grade.B))
    for kinds in ((), ("MUST",), ("MUST NOT",), ("MUST", "SHOULD")):
        with pytest.raises(ViolationError, match="BOD-99"):
            ban.demand(*kinds)
    ban.demand("SHOULD")

    duty.demand("MUST NOT")
    with pytest.raises(ViolationError, match="BOD-99"):
        duty.demand("MUST")


def test_an_indonesian_report_cites_in_indonesian() -> None:
    """Where no text stands behind a rule, that is said in the language of the report."""
    report = check(BODY, on=DAY)
    cited = {row["citation"] for row in report.rows("id")}

    assert "nilai bawaan pustaka ini" in cited
    for english in ("default of this library", "general knowledge"):
        assert english not in cited
        assert english not in report.explain("id")
    assert "default of this library" in {row["citation"] for row in report.rows()}


@rule(of(Modality.MUST, Grade.A), advice=ADVICE, reads=[str], holds=told, violated=told)
def stamped(case: Case) -> Iterator[Verdict]:
    """A host's own rule: there is a stamp among the records."""
    stamps = case.of(str)
    yield (
        Verdict.holds("a stamp", "stempel")
        if stamps
        else Verdict.violated(case.body.id, "no stamp", "tanpa stempel")
    )


def test_a_host_adds_rules_of_its_own() -> None:
    """A predicate with the host's norm is judged beside the library's, by records it names."""
    report = check(BODY, on=DAY, rules=[*RULES, stamped])

    assert isinstance(stamped, Rule)
    assert report.findings[-1].norm.citation == Citation("SK 7/2015")
    with pytest.raises(ViolationError, match="no stamp"):
        report.demand()
    check(BODY, ["stamp"], on=DAY, rules=[stamped]).demand()


@pytest.mark.parametrize("advice", [("Mend it.", ""), ("", "Perbaiki.")])
def test_a_rule_advises_in_both_languages(advice: tuple[str, str]) -> None:
    """Advice in one language alone is refused."""
    with pytest.raises(ValueError, match="a rule advises in English and in Indonesian"):
        rule("BOD-02", advice=advice, holds=told, violated=told)


@pytest.mark.parametrize("advice", ["ab", ["Mend it.", "Perbaiki."], ("Mend it.", None), None])
def test_advice_is_a_pair_of_texts(advice: Any) -> None:  # noqa: ANN401 - whatever a host hands over
    """A text of two letters is not two languages."""
    with pytest.raises(TypeError, match="a rule advises in English and in Indonesian, got"):
        rule("BOD-02", advice=advice, holds=told, violated=told)


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"because": ("a", "")}, ValueError, r"a verdict is worded \(because\) in English and in"),
        ({"because": ("a",)}, ValueError, r"\(because\) in English and in Indonesian, got \('a',"),
        ({"because": "ab"}, TypeError, r"\(because\) in English and in Indonesian, got 'ab'"),
        ({"advice": ("a", None)}, TypeError, r"\(advice\) in English and in Indonesian, got"),
        ({"advice": (" ", "b")}, ValueError, r"\(advice\) in English and in Indonesian, got"),
        ({"status": "holds"}, TypeError, "status must be a Status, got the str 'holds'"),
        ({"who": None}, TypeError, "who must be a str, got the NoneType None"),
        ({"when": "2016"}, TypeError, "when must be a date or a Period, got the str '2016'"),
    ],
)
def test_a_verdict_is_worded_in_both_languages(
    fields: dict[str, Any], kind: type[Exception], words: str
) -> None:
    """A reason or an advice in one language alone, or of no kind, is refused where it is made."""
    with pytest.raises(kind, match=words):
        attrs.evolve(Verdict.holds("a", "b"), **fields)
    with pytest.raises(ValueError, match=r"\(because\) in English and in Indonesian"):
        Verdict.holds("a", "")


@pytest.mark.parametrize("said", ["broken", None, [None], [True], 3])
def test_a_rule_says_verdicts(said: Any) -> None:  # noqa: ANN401 - whatever a host's predicate gives
    """What a predicate gives instead of verdicts is refused with the id of the rule."""
    odd = rule(of(Modality.MUST, Grade.A), advice=ADVICE, holds=told, violated=told)(lambda _: said)
    with pytest.raises(TypeError, match=r"^what BOD-99 says must be an? (Verdict|Iterable), got"):
        check(BODY, on=DAY, rules=[odd])


def test_a_rule_needs_a_norm() -> None:
    """An id that the catalogue does not know is refused."""
    with pytest.raises(UnknownNameError, match="no norm is known as 'BOD-77'"):
        rule("BOD-77", advice=ADVICE, holds=told, violated=told)


def test_no_rule_is_judged_twice() -> None:
    """Two predicates for one norm are refused, by name."""
    with pytest.raises(ValueError, match="two rules judge BOD-01, BOD-99"):
        check(BODY, on=DAY, rules=[*RULES, stamped, stamped, RULES[0]])


def test_a_text_is_not_applied_before_it_was_made() -> None:
    """On a day before the regulation its rules do not apply; those of no regulation do."""
    eve = date(2014, 9, 25)
    old = charter("national_forerunners")
    body = Body.found("nasional", charter=old, on=date(2000, 1, 1), basis="SK")
    report = check(body, on=eve)
    cited = [each for each in report if each.norm.citation.regulation == "PM Kominfo 35/2014"]
    first = [each for each in RULES if each.id == "BOD-02"]
    (later,) = check(body, on=eve + timedelta(days=1), rules=first)

    assert {each.norm.id for each in cited} >= {"BOD-02", "MEM-01", "BRD-01", "BRD-02", "TRM-01"}
    assert {each.status for each in cited} == {Status.NOT_APPLICABLE}
    assert {each.because for each in cited} == {
        (
            "PM Kominfo 35/2014 was made on 26 September 2014",
            "PM Kominfo 35/2014 baru ditetapkan pada 26 September 2014",
        )
    }
    assert {each.norm.id for each in report} == {each.id for each in RULES}
    assert later.status is Status.UNDETERMINED


@pytest.mark.parametrize(
    ("body", "records", "rules", "words"),
    [
        (None, (), RULES, "the body to audit must be a Body, got the NoneType None"),
        (BODY, 3, RULES, "the records must be an Iterable, got the int 3"),
        (BODY, [3], RULES, "a record put before the audit must be a Record or a Programme or a Ta"),
        (BODY, [3], RULES, "an Evidence or a Body or a Federation, got the int 3"),
        (BODY, ["stamp"], RULES, "or a Federation, got the str 'stamp'"),
        (BODY, (), 3, "the rules must be an Iterable, got the int 3"),
        (BODY, (), ["BOD-02"], "a rule to ask must be a Rule, got the str 'BOD-02'"),
    ],
)  # fmt: skip
def test_what_cannot_be_audited_is_a_slip(
    body: Any,  # noqa: ANN401 - whatever a caller may hand over
    records: Any,  # noqa: ANN401 - likewise
    rules: Any,  # noqa: ANN401 - likewise
    words: str,
) -> None:
    """A body, a record or a rule that is something else is told in plain words."""
    with pytest.raises(TypeError, match=words):
        check(body, records, on=DAY, rules=rules)


def test_a_moment_is_no_day_of_an_audit() -> None:
    """A moment, or a text, is refused."""
    with pytest.raises(TypeError, match="the day of the audit must be a date, got the datetime"):
        check(BODY, on=datetime(2015, 11, 2, tzinfo=UTC))


def test_records_of_something_else_are_named() -> None:
    """What is not about this body by this day is left out, and the report says what."""
    later = DAY + timedelta(days=1)
    meeting = Meeting.call(BODY, on=DAY, place="Jakarta", basis="letter").attend("bps", "kominfo")
    ours = meeting.deliberate("Host", "bps").close()
    programme = Programme.begin("apbn", title=("Results", "Capaian"), charter=charter("national"),
                                initiator="bps", on=later, basis="invented")  # fmt: skip
    empty = InformationNetwork([])
    records = [
        ours,
        attrs.evolve(ours, body="lain"),
        attrs.evolve(ours, on=later),
        programme,
        empty,
    ]
    report = check(BODY, records, on=DAY)

    assert report.ignored == (
        f"InformationNetwork({empty.digest[:12]})",
        "Programme(apbn, 2015-11-03)",
        "Record(lain, 2015-11-02)",
        "Record(nasional, 2015-11-03)",
    )
    assert report.explain().splitlines()[-1] == (
        "Left out, as not about Bakohumas Contoh by that day: "
        f"InformationNetwork({empty.digest[:12]}), Programme(apbn, 2015-11-03), "
        "Record(lain, 2015-11-02) and Record(nasional, 2015-11-03)."
    )
    assert "\nTidak dinilai, karena bukan tentang Bakohumas Contoh sampai hari itu: " in (
        report.explain("id")
    )
    assert check(BODY, [ours], on=DAY).ignored == ()
    assert "Left out" not in check(BODY, [ours], on=DAY).explain()


def test_a_record_that_a_term_names_is_never_left_out() -> None:
    """That another body elected the board is found, not ignored."""
    meeting = Meeting.call(BODY, on=DAY, place="Jakarta", basis="letter").attend("bps", "kominfo")
    foreign = attrs.evolve(meeting.deliberate("Ketua Umum", "bps").close(), body="lain")
    body = BODY.elect({"Ketua Umum": "bps"}, on=DAY, basis="rapat", record=foreign.digest)
    report = check(body, [foreign], on=DAY)

    assert report.ignored == ()
    assert "BRD-02" in {each.norm.id for each in report.violations}
    assert check(BODY, [foreign], on=DAY).ignored == ("Record(lain, 2015-11-02)",)


def test_what_a_report_calls_things_may_be_unknown() -> None:
    """Without names the body goes by its id, and the charter by its short name."""
    report = found(of(Modality.MUST, Grade.B))

    assert report.explain().startswith("Audit of nasional on 2 November 2015 (charter: national): ")
    assert check(BODY, on=DAY).name == "Bakohumas Contoh"
    assert check(BODY, on=DAY).title == charter("national").title


def test_a_verdict_may_advise_for_itself() -> None:
    """What fits this very case goes before what the rule advises."""

    @rule(of(Modality.MUST, Grade.A), advice=ADVICE, holds=told, violated=told)
    def counted(_case: Case) -> Iterator[Verdict]:
        yield Verdict.violated("bps", "a", "b", advice=("Ask.", "Tanya."))
        yield Verdict.violated("kominfo", "a", "b")

    report = check(BODY, on=DAY, rules=[counted])

    assert [each.advice for each in report] == [("Ask.", "Tanya."), ADVICE]


def test_a_body_before_its_founding_is_refused() -> None:
    """There is nothing to audit before the body existed."""
    with pytest.raises(RefusedError, match="choose a day on which it exists"):
        check(BODY, on=date(2015, 11, 1))


def test_the_order_of_the_records_is_no_matter() -> None:
    """The same records in any order give the same report."""
    meeting = Meeting.call(BODY, on=DAY, place="Jakarta", basis="letter").attend("bps", "kominfo")
    records = [
        meeting.deliberate("Host", "bps").deliberate("Agenda", "forum").close(),
        meeting.deliberate("Ketua Umum", "bps").close(),
        InformationNetwork.from_pairs([("bps", "kominfo")]),
        InformationNetwork.from_pairs([("kominfo", "bps")]).with_ties([Tie("bps", "kominfo")]),
    ]
    reports = {check(BODY, order, on=DAY) for order in permutations(records)}

    assert len(reports) == 1


def test_a_day_after_the_law_is_known_is_said_to_be_one() -> None:
    """Past the day of the newest page read, the report says what it cannot know."""
    last, next_day = (check(BODY, on=KNOWN_UNTIL + timedelta(days=n)) for n in (0, 1))

    assert "what has come into force since is not known" not in last.explain()
    assert "what has come into force since is not known" in next_day.explain()
    assert "yang berlaku sejak itu tidak diketahui" in next_day.explain("id")


def torn(name: str, key: str, *values: str | int | tuple[str, ...]) -> Charter:
    """A shipped charter under two invented texts that say different things."""
    laws = tuple(
        Provision(key, value, Period(None), Citation(f"SK Contoh {n}/2016"), Grade.B)
        for n, value in enumerate(values, start=1)
    )
    return Charter("bertentangan", ("torn", "bertentangan"), laws, charter(name))


@pytest.mark.parametrize(
    ("name", "key", "values"),
    [
        ("national", "board.seats", (("Ketua", "Sekretaris"), ("Ketua", "Wakil Ketua"))),
        ("provincial", "board.seats", (("Ketua", "Sekretaris"), ("Ketua", "Wakil Ketua"))),
        ("kpu_province", "board.seats", (("Ketua", "Sekretaris"), ("Ketua", "Wakil Ketua"))),
        ("national", "board.selection", ("elected", "appointed")),
    ],
)
def test_a_conflict_of_texts_leaves_open_what_rests_on_it(
    name: str, key: str, values: tuple[str | tuple[str, ...], ...]
) -> None:
    """There is a report; whoever must know the seats cannot tell, and says between what."""
    body = Body.found("contoh", charter=charter(name), on=DAY, basis="invented")
    later = date(2018, 1, 1)
    report = check(body.amend(torn(name, key, *values), on=later, basis="SK 9/2018"), on=later)
    (seats,) = report.where(rule="BRD-01")
    english, indonesian = seats.because

    assert {each.norm.id for each in report} == {each.id for each in RULES}
    assert report.charter == "bertentangan"
    assert (seats.status, seats.when) == (Status.UNDETERMINED, None)
    assert english.startswith(f"the texts conflict on {key}: ")
    assert indonesian.startswith(f"aturan-aturan bertentangan mengenai {key}: ")
    for n in (1, 2):
        assert f"[SK Contoh {n}/2016 (grade B)]" in english
        assert f"[SK Contoh {n}/2016 (tingkat B)]" in indonesian
    report.demand()


def test_what_a_rule_said_before_a_conflict_stands() -> None:
    """A breach that was found is not lost to a conflict met after it, nor is its day."""
    law = of(Modality.MUST, Grade.A)

    @rule(law, advice=ADVICE, holds=told, violated=told)
    def years(case: Case) -> Iterator[Verdict]:
        yield Verdict.violated("bps", "no stamp", "tanpa stempel")
        case.charter.find("term.years", on=DAY + timedelta(days=9))

    @rule(attrs.evolve(law, id="BOD-98"), advice=ADVICE, holds=told, violated=told)
    def strange(_case: Case) -> Iterator[Verdict]:
        raise ConflictError("a.b", DAY, "lain", ("1 [SK 1]", "2 [SK 2]"))
        yield

    body = Body.found("contoh", charter=torn("national", "term.years", 3, 4), on=DAY, basis="x")
    broken, conflict = sorted(check(body, on=DAY, rules=[years]), key=lambda each: each.status)[
        ::-1
    ]
    (foreign,) = check(body, on=DAY, rules=[strange])

    assert broken.status is Status.VIOLATED
    assert (conflict.status, conflict.when) == (Status.UNDETERMINED, DAY + timedelta(days=9))
    assert foreign.because == (
        (
            "the texts conflict on a.b: 1 [SK 1] against 2 [SK 2]; "
            "decide it by an override that cites its own basis"
        ),
        (
            "aturan-aturan bertentangan mengenai a.b: 1 [SK 1] lawan 2 [SK 2]; "
            "tetapkan pilihan dengan dasarnya sendiri"
        ),
    )
