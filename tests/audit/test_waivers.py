import pickle
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from bakohumas.audit import Finding, Report, Status, Waiver, check
from bakohumas.bodies import Body
from bakohumas.errors import UnknownNameError, ViolationError
from bakohumas.law import Charter, Citation, Grade, Modality, Norm, charter
from bakohumas.periods import Period

DAY, JUNE = date(2015, 11, 2), date(2016, 6, 30)
ADVICE = ("Mend it.", "Perbaiki.")
LAW = Norm(
    "PGB-01",
    Modality.MUST,
    ("A body has a stamp.", "Badan memiliki stempel."),
    Citation("Pergub Contoh 1/2015"),
    Grade.A,
)


def found(*who: str, status: Status = Status.VIOLATED, law: Norm = LAW, **more: Any) -> Report:  # noqa: ANN401 - any field
    """A report with one finding for each of these."""
    findings = [
        Finding(law, status, each, ("no stamp", "tanpa stempel"), ADVICE, **more) for each in who
    ]
    return Report("contoh", DAY, "national", tuple(findings))


def on(report: Report, day: date) -> Report:
    """The same report of another day."""
    return attrs.evolve(report, on=day)


def test_a_waived_breach_stays_and_does_not_fail() -> None:
    """It is in the report with reason and last day, and nothing is demanded of it."""
    report = found("a").waive("PGB-01", until=JUNE, because="SK menyusul")
    (finding,) = report.violations
    (row,) = report.rows()

    report.demand()
    assert (report.failing, found("a").failing) == ((), found("a").findings)
    assert report.where(waived=True) == report.findings
    assert report.where(waived=False) == ()
    assert (row["waived"], row["waived_until"]) == ("SK menyusul", "2016-06-30")
    assert finding.explain().endswith("→ Mend it. (PGB-01 waived until 30 June 2016: SK menyusul)")
    assert "1 violated (grade A: 1), 0 undetermined, 0 not applicable; 1 waived. " in (
        report.explain()
    )
    assert "; 1 dikecualikan. " in report.explain("id")


def test_a_waiver_counts_up_to_its_last_day() -> None:
    """On the last day it does; on the next it has expired, and the report says so."""
    last, after = found("a"), on(found("a"), JUNE + timedelta(days=1))
    expired = after.waive("PGB-01", until=JUNE, because="SK menyusul")

    on(last, JUNE).waive("PGB-01", until=JUNE, because="SK menyusul").demand()
    assert expired.findings == after.findings
    assert expired.explain().splitlines()[-1] == (
        "PGB-01 waived until 30 June 2016: SK menyusul; it has expired."
    )
    assert expired.explain("id").splitlines()[-1] == (
        "PGB-01 dikecualikan sampai dengan 30 Juni 2016: SK menyusul; masa berlakunya telah lewat."
    )
    with pytest.raises(ViolationError):
        expired.demand()


def test_a_waiver_may_name_one() -> None:
    """Only that one's breach is waived; what waives nothing is told."""
    report = found("a", "b").waive("PGB-01", until=JUNE, because="SK", who="a")
    nobody = report.waive("PGB-01", until=JUNE, because="SK", who="c")

    assert [each.who for each in report.failing] == ["b"]
    assert "waived until" not in report.explain().splitlines()[-1]
    assert nobody.explain().splitlines()[-1] == (
        "PGB-01 for c waived until 30 June 2016: SK; nothing of that is broken."
    )
    assert nobody.explain("id").splitlines()[-1] == (
        "PGB-01 bagi c dikecualikan sampai dengan 30 Juni 2016: SK; tidak ada pelanggaran "
        "seperti itu."
    )
    with pytest.raises(ViolationError, match="b: no stamp"):
        report.demand()


def test_the_later_of_two_waivers_counts() -> None:
    """A waiver is a value; the report keeps both and the finding shows the later."""
    report = found("a").waive("PGB-01", until=JUNE, because="first")
    both = report.waive("PGB-01", until=JUNE, because="second")

    assert both.waivers == (Waiver("PGB-01", JUNE, "first"), Waiver("PGB-01", JUNE, "second"))
    assert both.findings[0].waiver == both.waivers[1]


def test_what_is_kept_needs_no_waiver() -> None:
    """A waiver leaves alone what is not broken."""
    report = found("a", status=Status.HOLDS)

    assert report.waive("PGB-01", until=JUNE, because="SK").findings == report.findings


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"rule": "TRM-88"}, UnknownNameError, "no rule is known as 'TRM-88' .* did you mean"),
        ({"rule": "PGB-02"}, UnknownNameError, "did you mean PGB-01"),
        ({"rule": 3}, TypeError, "rule must be a str, got the int 3"),
        ({"until": "June"}, TypeError, "until must be a date, got the str 'June'"),
        ({"because": " "}, ValueError, "because must not be blank"),
        ({"who": None}, TypeError, "who must be a str, got the NoneType None"),
    ],
)
def test_a_waiver_is_dated_and_reasoned(
    changes: dict[str, Any], error: type[Exception], words: str
) -> None:
    """An unknown rule is refused with those like it; so is a blank reason, or no day."""
    asked: dict[str, Any] = {"rule": "PGB-01", "until": JUNE, "because": "SK"} | changes
    with pytest.raises(error, match=words):
        found("a").waive(**asked)


def test_a_rule_of_the_catalogue_that_was_not_asked_may_be_waived() -> None:
    """The waiver is told as one that waives nothing."""
    assert "TRM-08 waived until 30 June 2016: SK; nothing of that is broken." in (
        found("a").waive("TRM-08", until=JUNE, because="SK").explain()
    )


def test_the_error_has_everything_a_reader_needs() -> None:
    """Rule, statement, citation, grade, who, when and advice, in words and as plain rows."""
    with pytest.raises(ViolationError) as error:
        found("a", when=Period(DAY, JUNE)).demand()
    (row,) = error.value.rows
    again = pickle.loads(pickle.dumps(error.value))

    assert (row["rule"], row["statement"], row["grade"]) == ("PGB-01", "A body has a stamp.", "A")
    assert (row["citation"], row["who"], row["advice"]) == (
        "Pergub Contoh 1/2015",
        "a",
        "Mend it.",
    )
    assert row["when"] == "from 2015-11-02 to 2016-06-29"
    assert str(error.value).endswith(
        "violated: a, from 2 November 2015 to 29 June 2016: no stamp. A body has a stamp. "
        "→ Mend it."
    )
    assert (str(again), again.rows) == (str(error.value), error.value.rows)


@pytest.mark.parametrize(
    ("when", "english", "indonesian"),
    [
        (DAY, "2015-11-02", "2015-11-02"),
        (None, "2015-11-02", "2015-11-02"),
        (Period(DAY), "since 2015-11-02", "sejak 2015-11-02"),
        (Period(None, JUNE), "to 2016-06-29", "sampai dengan 2016-06-29"),
        (Period(DAY, JUNE), "from 2015-11-02 to 2016-06-29",
         "dari 2015-11-02 sampai dengan 2016-06-29"),
        (Period(None), "–", "–"),
    ],
)  # fmt: skip
def test_days_are_told_in_both_languages(
    when: date | Period | None, english: str, indonesian: str
) -> None:
    """The day of the audit where there is no other; from, to and since."""
    report = found("a", when=when)

    assert report.rows()[0]["when"] == english
    assert report.rows("id")[0]["when"] == indonesian


def test_findings_are_filtered_by_anything() -> None:
    """Every filter narrows; an unknown name is refused with suggestions."""
    weak = attrs.evolve(LAW, id="PGB-02", modality=Modality.SHOULD, grade=Grade.C)
    report = attrs.evolve(
        found("a", ""), findings=found("a", "").findings + found("b", law=weak).findings
    )

    assert report.where() == report.findings
    assert [each.who for each in report.where("violated", chapter="PGB")] == ["a", "", "b"]
    assert [each.who for each in report.where(rule="PGB-02")] == ["b"]
    assert [each.who for each in report.where(modality="SHOULD")] == ["b"]
    assert [each.who for each in report.where(grade="B")] == ["a", ""]
    assert len(report.where(grade="C")) == 3
    assert len(report.where(who="")) == 1
    assert report.where("holds") == report.where(chapter="TRM") == ()
    with pytest.raises(UnknownNameError, match=r"no chapter is known as 'TRX' .*mean TRM"):
        report.where(chapter="TRX")
    with pytest.raises(UnknownNameError, match="no rule is known as 'PGB-03'"):
        report.where(rule="PGB-03")
    with pytest.raises(ValueError, match=r"status must be one of holds, .* got 'broken'"):
        report.where("broken")
    with pytest.raises(ValueError, match="grade must be one of A, B, C, D, X, got 'E'"):
        report.where(grade="E")


def test_counts_by_grade_stand_beside_the_counts() -> None:
    """Every status by how strongly the rules stand; by analogy it is a default."""
    analogy = attrs.evolve(LAW, analogy=True)
    counts = found("a", law=analogy).counts_by_grade()

    assert counts["violated"] == {"A": 0, "B": 0, "C": 0, "D": 0, "X": 1}
    assert list(counts) == list(Status)
    assert found("a").counts() == {
        "holds": 0,
        "violated": 1,
        "undetermined": 0,
        "not_applicable": 0,
    }


def test_what_became_of_violations_is_compared() -> None:
    """New, standing, resolved, and what can no longer be told."""
    kept = found("a", "b", status=Status.HOLDS)
    before, after = found("a", "b"), on(found("b", "c"), JUNE)
    change = after.compare(before)

    assert (change.body, change.earlier, change.on) == ("contoh", DAY, JUNE)
    assert [each.who for each in change.new] == ["c"]
    assert [each.who for each in change.standing] == ["b"]
    assert [each.who for each in change.resolved] == ["a"]
    assert [each.who for each in kept.compare(before).resolved] == ["a", "b"]
    assert [(row["change"], row["who"], row["when"]) for row in change.rows()] == [
        ("new", "c", "2016-06-30"),
        ("standing", "b", "2016-06-30"),
        ("resolved", "a", "2015-11-02"),
    ]
    assert change.explain().splitlines()[0] == (
        "Violations by contoh from 2 November 2015 to 30 June 2016: "
        "1 new, 1 standing, 0 no longer to be told, 1 resolved."
    )
    assert change.explain("id").splitlines()[1].startswith("Baru: PGB-01 [wajib; ")
    assert (
        change.explain("id")
        .splitlines()[0]
        .endswith(": 1 baru, 1 masih ada, 0 tidak lagi dapat ditentukan, 1 selesai.")
    )


@pytest.mark.parametrize(
    "later",
    [
        found(),
        found("a", status=Status.UNDETERMINED),
        found("", status=Status.UNDETERMINED),
    ],
)
def test_what_cannot_be_told_is_not_resolved(later: Report) -> None:
    """A rule that was not asked, or that lacks data now, resolves nothing."""
    change = later.compare(found("a"))

    assert [each.who for each in change.undetermined] == ["a"]
    assert change.resolved == ()
    assert found("b", status=Status.UNDETERMINED).compare(found("a")).undetermined == ()


def test_a_breach_is_known_again_by_its_first_day() -> None:
    """A lapse that ran on and has ended since is the same; one of other days is not."""
    running = found("", when=Period(DAY))
    ended = found("", when=Period(DAY, JUNE))
    other = found("", when=JUNE)

    assert len(ended.compare(running).standing) == 1
    assert len(other.compare(running).new) == 1


def test_of_several_the_one_that_says_the_same_stands() -> None:
    """Two breaches of one rule by the body as a whole are told apart by what they say."""
    first, second = (
        attrs.evolve(found("").findings[0], because=words) for words in (("a", "b"), ("c", "d"))
    )
    both, one = (attrs.evolve(found(), findings=each) for each in ((first, second), (second,)))

    assert one.compare(both).standing == (second,)
    assert one.compare(both).resolved == (first,)
    assert both.compare(one).new == (first,)


def test_reports_of_other_bodies_are_not_compared() -> None:
    """Nor is an earlier one with a later, or anything that is no report."""
    with pytest.raises(ValueError, match="a report of contoh cannot be compared with one of lain"):
        found("a").compare(attrs.evolve(found("a"), body="lain"))
    with pytest.raises(ValueError, match="the earlier report is of 2016-06-30, after 2015-11-02"):
        found("a").compare(on(found("a"), JUNE))
    with pytest.raises(TypeError, match="the earlier report must be a Report, got the int 3"):
        found("a").compare(3)  # type: ignore[arg-type]


def test_the_weakest_evidence_may_be_set() -> None:
    """What rests on less is undetermined and lacks no datum; what is asked for is judged."""
    body = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    all_, strong = check(body, on=DAY), check(body, on=DAY, weakest="B")
    (weak,) = strong.where(rule="BOD-04")

    assert [each.norm.id for each in all_.violations] == ["BOD-04", "BRD-11"]
    assert strong.violations == ()
    assert (weak.status, weak.missing) == (Status.UNDETERMINED, ())
    assert weak.because == (
        "its evidence, grade C, is weaker than grade B, which was asked for",
        "buktinya, tingkat C, lebih lemah daripada tingkat B yang diminta",
    )
    assert strong.where(rule="BOD-02") == all_.where(rule="BOD-02")
    with pytest.raises(ValueError, match=r"the weakest grade must be one of A, .* got 'Z'"):
        check(body, on=DAY, weakest="Z")


def test_a_rule_for_other_kinds_of_bodies_is_not_applicable() -> None:
    """The five years of the national board are not held against a regency."""
    regency = Body.found("kab", charter=charter("regency"), on=DAY, basis="SK")
    every = Charter("any", ("any body", "badan apa pun"), ())
    unstated = Body.found("b", charter=every, on=DAY, basis="SK")
    (finding,) = check(regency, on=DAY).where(rule="TRM-01")
    (heard,) = check(unstated, on=DAY).where(rule="TRM-01")

    assert finding.status is Status.NOT_APPLICABLE
    assert finding.because == (
        "it speaks of the national body, and the charter governs bodies of regencies and cities",
        "aturan ini tentang Bakohumas nasional, sedangkan piagam mengatur Bakohumas kabupaten/kota",
    )
    assert heard.because[0] == "no term was recorded"
