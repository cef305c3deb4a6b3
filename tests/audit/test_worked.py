import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from bakohumas import audit, testing
from bakohumas.audit import (
    DATA,
    RULES,
    Case,
    Fact,
    Rule,
    Setting,
    Status,
    Verdict,
    Worked,
    check,
    rule,
    ruleset,
    worked,
)
from bakohumas.bodies import Body
from bakohumas.errors import RefusedError, UnknownNameError
from bakohumas.institutions import Institution
from bakohumas.law import Citation, Grade, Modality, Norm, charter, norms

DAY = date(2015, 11, 2)
EMPTY = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
ONE = EMPTY.admit(
    Institution("a", "Kementerian A", "ministry", invented=True), on=DAY, basis="invented"
)
ADVICE = ("Mend it.", "Perbaiki.")
MUST = Norm(
    "PGB-01",
    Modality.MUST,
    ("A body has a member.", "Badan memiliki anggota."),
    Citation("Pergub Contoh 1/2015"),
    Grade.A,
    needs=("body.members", "stamp.number"),
)
MAY = attrs.evolve(MUST, id="PGB-02", modality=Modality.MAY)


def empty() -> Setting:
    """A body without members."""
    return worked(EMPTY, on=DAY)


def one() -> Setting:
    """A body with a member."""
    return worked(ONE, on=DAY)


def has_a_member(case: Case) -> Iterator[Verdict]:
    """A host's predicate: there is a member."""
    members = case.read("body.members", len(case.now.register))
    yield Verdict.holds("one", "satu") if members else Verdict.violated("", "none", "nihil")


OURS = rule(MUST, advice=ADVICE, holds=one, violated=empty)(has_a_member)


def of(*verdicts: Verdict, law: Norm = MUST, **told: Any) -> Rule:  # noqa: ANN401 - any case
    """A rule that gives these verdicts, whatever the case."""
    cases = told or {"holds": one, "violated": empty}
    return rule(law, advice=ADVICE, **cases)(lambda _case: verdicts)


@pytest.mark.parametrize("each", RULES, ids=lambda it: it.id)
def test_every_rule_proves_itself(each: Rule) -> None:
    """The worked cases of each rule give what they are said to give."""
    each.prove()
    both = [Status.HOLDS, Status.VIOLATED]

    assert [case.expected for case in each.cases] == both[: 1 if each.permits else 2]
    assert each.cases is each.cases


@pytest.mark.parametrize("case", testing.cases(), ids=str)
def test_a_case_is_data_that_any_system_can_be_held_to(case: Worked) -> None:
    """Replayed and audited anew, the status is found; what the model refuses is no body."""
    if case.refused:
        with pytest.raises(RefusedError):
            _ = case.body
    else:
        found = check(case.body, case.records, on=case.on).where(case.expected, rule=case.rule)

        assert [each for each in found if case.who in {"", each.who}]


def test_cases_are_asked_for_by_chapter() -> None:
    """All of them by default; of a chapter without rules none; an unknown one is refused."""
    permits = [each for each in RULES if each.permits]

    assert len(testing.cases()) == 2 * len(RULES) - len(permits)
    assert {case.rule[:3] for case in testing.cases("TRM", "ELC")} == {"TRM", "ELC"}
    assert testing.cases("EVT", rules=[OURS]) == ()
    assert [str(case) for case in testing.cases("PGB", rules=[OURS])] == [
        "PGB-01 holds",
        "PGB-01 violated",
    ]
    with pytest.raises(UnknownNameError, match="no chapter is known as 'PGB'"):
        testing.cases("PGB")


def test_cases_are_told_when_they_are_asked_for() -> None:
    """Making a rule tells no case; asking twice tells it once."""
    told: list[str] = []

    def once() -> Setting:
        told.append("told")
        return one()

    lazy = rule(MUST, advice=ADVICE, holds=once, violated=empty)(has_a_member)
    before = list(told)
    lazy.prove()
    lazy.prove()

    assert (before, told) == ([], ["told"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (of(Verdict.violated("", "a", "b")), "PGB-01 holds: the worked case gives PGB-01 .* viol"),
        (of(Verdict.holds("a", "b")), "PGB-01 violated: the worked case gives PGB-01 .* holds: a."),
        (of(Verdict.holds("a", "b"), Verdict.violated("x", "a", "b")), "PGB-01 holds: .* x: a"),
        (
            of(Verdict.holds("a", "b"), holds=lambda: worked(ONE, on=DAY, who="z"), violated=one),
            "PGB-01 holds: ",
        ),
        (
            of(Verdict.holds("a", "b"), holds=one, refused=empty),
            "PGB-01 violated: the worked case gives a body: the model refuses nothing in it",
        ),
        (
            of(Verdict.holds("a", "b"), holds=one, violated=lambda: worked([], on=DAY)),
            "PGB-01 violated: the worked case gives a refusal: replay a history: it does not begin",
        ),
    ],
)
def test_a_case_that_proves_nothing_is_named(wrong: Rule, words: str) -> None:
    """What the rule says instead, or that the model refuses or takes the history, is told."""
    with pytest.raises(ValueError, match=words):
        wrong.prove()


def test_records_left_out_of_a_worked_case_are_named() -> None:
    """A record of another body, which shows nothing, is told with what was found instead."""
    record = next(case for case in testing.cases("QRM")).records[0]
    foreign = attrs.evolve(record, body="lain")
    wrong = of(
        Verdict.violated("", "a", "b"), holds=lambda: worked(ONE, foreign, on=DAY), violated=empty
    )
    with pytest.raises(ValueError, match=r"; left out: Record\(lain, 2015-11-02\)"):
        wrong.prove()


def test_what_is_permitted_has_one_case() -> None:
    """A MAY holds where it is made use of, is otherwise no matter, and is never broken."""
    may = of(Verdict.holds("a", "b"), law=MAY, permitted=one)
    may.prove()

    assert [str(case) for case in may.cases] == ["PGB-02 holds"]
    with pytest.raises(ValueError, match="PGB-02 permits, and what is permitted cannot be broken"):
        of(Verdict.violated("", "a", "b"), law=MAY, permitted=one).prove()


@pytest.mark.parametrize(
    ("law", "told"),
    [
        (MUST, {}),
        (MUST, {"holds": one}),
        (MUST, {"violated": one}),
        (MUST, {"permitted": one}),
        (MUST, {"holds": one, "violated": empty, "permitted": one}),
        (MUST, {"holds": one, "violated": empty, "refused": empty}),
        (MAY, {}),
        (MAY, {"holds": one, "violated": empty}),
        (MAY, {"permitted": one, "holds": one}),
        (MAY, {"permitted": one, "refused": one}),
    ],
)
def test_a_rule_without_its_cases_is_refused(law: Norm, told: dict[str, Any]) -> None:
    """Two cases, or one of what may be done; no others, and none left out."""
    wanted = "one worked case" if law is MAY else "two worked cases"
    with pytest.raises(ValueError, match=rf"{law.id} \({law.modality}\) has {wanted}"):
        rule(law, advice=ADVICE, **told)


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        ((" ", "Perbaiki."), "advises in English and in Indonesian, got"),
        (("Mend it.", "\n"), "advises in English and in Indonesian, got"),
        (("Mend it.", "Mend it. "), "the advice of PGB-01 is the same in English and in Indon"),
    ],
)
def test_advice_is_in_two_languages(advice: tuple[str, str], words: str) -> None:
    """A blank language is refused, and so is one language written twice."""
    with pytest.raises(ValueError, match=words):
        rule(MUST, advice=advice, holds=one, violated=empty)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"statement": ("A body.", "")}, ValueError),
        ({"statement": ("A body.", "A body.")}, ValueError),
        ({"citation": "Pergub 1"}, TypeError),
        ({"grade": "Q"}, TypeError),
        ({"id": "ours"}, ValueError),
    ],
)
def test_a_norm_of_a_host_is_cited_graded_and_bilingual(
    changes: dict[str, Any], error: type[Exception]
) -> None:
    """Without citation, grade, id or a language there is no norm to make a rule of."""
    with pytest.raises(error):
        attrs.evolve(MUST, **changes)


def test_an_id_taken_twice_is_refused_when_a_set_is_made() -> None:
    """A host's rule may not go by an id that another has; what is no rule is a slip."""
    taken = attrs.evolve(OURS, norm=attrs.evolve(MUST, id="BOD-02"))

    assert ruleset(*RULES, OURS) == (*RULES, OURS)
    with pytest.raises(ValueError, match="two rules judge BOD-02"):
        ruleset(*RULES, taken)
    with pytest.raises(TypeError, match="a rule to ask must be a Rule, got the str 'BOD-02'"):
        ruleset("BOD-02")  # type: ignore[arg-type]


def test_a_finding_keeps_the_facts_that_were_read() -> None:
    """Each verdict has those read since the last, once each, in order; values are words."""

    def reads(case: Case) -> Iterator[Verdict]:
        case.read("body.members", {"a", "c", "b"})
        case.read("body.members", {"a", "c", "b"})
        case.read("stamp.number", None, "a")
        yield Verdict.holds("1", "1")
        yield Verdict.holds("2", "2")
        for value in (True, False, "", [], {"x": DAY}, {}, [1, [2]]):
            case.read("stamp.number", value)
        yield Verdict.holds("3", "3")

    several = rule(MUST, advice=ADVICE, holds=one, violated=empty)(reads)
    first, second, third = check(EMPTY, on=DAY, rules=[several])

    assert first.facts == (Fact("body.members", "a, b, c"), Fact("stamp.number", "–", "a"))
    assert second.facts == ()
    assert [each.value for each in third.facts] == ["✓", "✗", "–", "x → 2015-11-02", "1, 2"]


def test_a_broken_rule_tells_the_facts() -> None:
    """In both languages, by the words for the datum; a host's own datum goes by its key."""
    fact = Fact("stamp.number", "7", "a")
    (finding,) = check(EMPTY, on=DAY, rules=[OURS])

    assert "none. Read: the members of the body: 0. A body has" in finding.explain()
    assert "nihil. Terbaca: anggota badan: 0. Badan memiliki" in finding.explain("id")
    assert fact.explain() == fact.explain("id") == "stamp.number (a): 7"
    assert Fact("term.end", "9" * 121).explain() == f"the end of the term: {'9' * 120}…"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        ("term.end", Verdict.holds("a", "b")),
        ("body.members", Verdict.lacks("term.end")),
    ],
)
def test_a_datum_that_the_norm_does_not_need_is_refused(key: str, verdict: Verdict) -> None:
    """What a rule reads or misses stands in the catalogue."""

    def strange(case: Case) -> Iterator[Verdict]:
        case.read(key, 1)
        yield verdict

    with pytest.raises(ValueError, match=r"PGB-01 uses term\.end, which its norm does not need"):
        check(EMPTY, on=DAY, rules=[attrs.evolve(OURS, judge=strange)])


def test_a_rule_is_never_silent() -> None:
    """A predicate without a verdict is refused."""
    with pytest.raises(ValueError, match="PGB-01 says nothing: yield"):
        check(EMPTY, on=DAY, rules=[of()])


def test_missing_data_are_named_and_never_passed() -> None:
    """The finding is undetermined, and says what is missing in both languages."""
    (finding,) = check(
        EMPTY,
        on=DAY,
        rules=[of(Verdict.lacks("body.members", "stamp.number", who="a", en="x", indonesian="y"))],
    )

    assert (finding.status, finding.who) == (Status.UNDETERMINED, "a")
    assert finding.missing == ("body.members", "stamp.number")
    assert finding.because == (
        "the members of the body and stamp.number (x)",
        "anggota badan dan stamp.number (y)",
    )


@pytest.mark.parametrize(
    ("keys", "hints", "words"),
    [
        ((), {}, "a verdict that lacks data names them"),
        (("term.end",), {"en": "a"}, "a hint is given in English and in Indonesian"),
        (("term.end",), {"en": " ", "indonesian": "b"}, "a hint is given in English and in Indon"),
    ],
)
def test_a_lack_is_told_fully(keys: tuple[str, ...], hints: dict[str, Any], words: str) -> None:
    """Nothing named, or a hint in one language alone, is refused."""
    with pytest.raises(ValueError, match=words):
        Verdict.lacks(*keys, **hints)


def test_every_datum_of_the_catalogue_has_words() -> None:
    """Exactly the keys that norms need, each in two languages."""
    needed = {key for each in norms().values() for key in each.needs}

    assert set(DATA) == needed
    assert all(a.strip() and b.strip() and a != b for a, b in DATA.values())
    assert list(DATA) == sorted(DATA)


@pytest.mark.parametrize("file", sorted(Path(audit.__file__).parent.glob("_*.py")), ids=str)
def test_no_rule_reads_a_clock_a_die_or_a_file(file: Path) -> None:
    """The sources name none of these."""
    tree = ast.parse(file.read_text("utf-8"))
    names = {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}
    fields = {each.attr for each in ast.walk(tree) if isinstance(each, ast.Attribute)}
    modules = {
        alias.name if isinstance(each, ast.Import) else str(each.module)
        for each in ast.walk(tree)
        if isinstance(each, ast.Import | ast.ImportFrom)
        for alias in each.names
    }

    assert not {"open", "input", "print", "eval", "exec"} & names
    assert not {"today", "utcnow", "fromtimestamp"} & fields
    assert "datetime" not in names
    assert not {"random", "secrets", "time", "os", "pathlib", "io", "socket"} & modules


@pytest.mark.parametrize("case", [case for case in testing.cases() if not case.refused], ids=str)
def test_judging_twice_finds_the_same(case: Worked) -> None:
    """Facts and all; nothing is left from the first time."""
    first, second = (check(case.body, case.records, on=case.on) for _ in range(2))

    assert first == second
