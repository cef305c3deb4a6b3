import re
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Approval,
    Bar,
    Barred,
    Candidate,
    Conditions,
    Constraint,
    Contest,
    Draw,
    EmptyBox,
    Infeasible,
    Majority,
    Office,
    Profile,
    Proof,
    Slate,
    TieBreak,
    sequence,
    verify,
)
from bakohumas.errors import MODEL, SeatError
from bakohumas.law import Citation, Grade, Provision
from bakohumas.periods import Period

SOE, REGENCY = Constraint("kind", "soe", 1), Constraint("kind", "regency", 1)
LIMIT = Provision("term.limit", 2, Period(None), Citation("SK 3/2015"), Grade.C)


def person(name: str, **categories: str) -> Candidate:
    """Somebody willing, who counts for some categories."""
    return Candidate(name, True, categories=categories)


PEOPLE = (person("Ani"), person("Budi"), person("Cici", kind="soe"), person("Dodi", kind="regency"))


def test_everything_that_stands_against_a_candidate_is_named() -> None:
    """Each bar with its figures and the rule it rests on, in both languages."""
    office = Office("Ketua", supporters=10, limit=2, laws={"limit": LIMIT})
    worst = Candidate("Ani", None, 4, terms=3, holds=["Sekretaris"], member=False)
    found = office.against(worst)

    assert [each.bar for each in found] == [
        Bar.STRANGER,
        Bar.SILENT,
        Bar.SUPPORT,
        Bar.LIMIT,
        Bar.INCOMPATIBLE,
    ]
    assert found[3].explain() == (
        "Ani has served as many terms as are allowed (3/2) [SK 3/2015 (grade C)]"
    )
    assert found[4].explain("id").startswith("Ani memegang jabatan lain (Sekretaris) [")
    assert found[0].basis == "PM Kominfo 35/2014 (grade B)"
    assert office.against(Candidate("Ani", False, 10))[0].bar is Bar.UNWILLING
    assert office.against(Candidate("Ani", True, 10, terms=1)) == ()
    assert Office("Ketua", willing=False).against(Candidate("Ani")) == ()


def test_how_many_offices_one_may_hold_is_data() -> None:
    """One by default; with more, only those that the office itself rules out."""
    holder = Candidate("Ani", True, holds=["Bendahara", "Ketua"])
    two = Office("Ketua", together=2)

    assert two.against(holder) == ()
    assert Office("Ketua", together=None).against(holder) == ()
    assert Office("Ketua").against(holder)[0].detail == "Bendahara"
    (bar,) = attrs.evolve(two, incompatible=["Bendahara", "Humas"]).against(holder)
    assert (bar.bar, bar.detail) == (Bar.INCOMPATIBLE, "Bendahara")


def test_who_stands_is_a_slate_with_reasons() -> None:
    """Whoever withdrew is among them, and no rule is cited for it."""
    contest = Contest(Office("Ketua"), [*PEOPLE, Candidate("Evi")], withdrawn=["Ani"])
    slate = contest.eligible()

    assert slate == Slate(("Budi", "Cici", "Dodi"), slate.barred)
    assert len(slate) == 3
    assert "Evi" not in slate
    assert slate.barred[0] == Barred("Ani", Bar.WITHDRAWN)
    assert slate.barred[0].basis == MODEL
    assert slate.explain("id").splitlines() == [
        "Calon: Budi, Cici dan Dodi.",
        "Ani mengundurkan diri",
        "Evi belum menyatakan kesediaan [IKAMI (tingkat C, secara analogi)]",
    ]


def test_a_constraint_reads_in_both_languages() -> None:
    """At least, at most, exactly and between; by category and value, or by words of its own."""
    rules = [
        SOE,
        Constraint("kind", "soe", maximum=2),
        Constraint("kind", "soe", 1, 1),
        Constraint("kind", "soe", 1, 2, words=("enterprises", "BUMD")),
    ]

    assert [each.label() for each in rules] == [
        "at least 1 of kind soe",
        "at most 2 of kind soe",
        "exactly 1 of kind soe",
        "1 to 2 of enterprises",
    ]
    assert rules[3].label("id") == "1 sampai 2 dari BUMD"
    assert [str(each) for each in rules] == [
        "kind soe 1..",
        "kind soe 0..2",
        "kind soe 1..1",
        "kind soe 1..2",
    ]


def test_a_certificate_names_what_is_short() -> None:
    """Too few of a kind, minima that no number of seats holds, or too few at all."""
    rules = Conditions([SOE, REGENCY], PEOPLE)
    names = [each.id for each in PEOPLE]
    one = rules.prove(names, seats=1)
    none = rules.prove(["Ani", "Budi", "Dodi"], seats=2)
    few = rules.prove(["Cici"], seats=2)
    short = Conditions([], PEOPLE).prove(["Ani"], seats=2)

    assert isinstance(one, Infeasible)
    assert [each.constraint for each in one.short] == [SOE, REGENCY]
    assert one.explain() == (
        "for 1 seat 4 stand, and no committee has at least 1 of kind soe (standing: 1, sitting: 0) "
        "and at least 1 of kind regency (standing: 1, sitting: 0)"
    )
    assert isinstance(none, Infeasible)
    assert none.explain("id") == (
        "untuk 2 kursi ada 3 calon, dan tidak ada susunan paling sedikit 1 dari kind soe "
        "(calon: 0, sudah duduk: 0)"
    )
    assert few == Infeasible(2, 1)
    assert short.explain() == "for 2 seats 1 stand"


def test_whoever_sits_already_is_counted() -> None:
    """An ex officio member meets a minimum, and fills up a maximum."""
    sekda = person("Sekda", kind="soe")
    full = Conditions([Constraint("kind", "soe", 0, 1)], PEOPLE, [sekda])

    assert Conditions([SOE], PEOPLE, [sekda]).judge([], ["Ani", "Budi"], seats=1) == ((), ())
    assert full.judge([], ["Ani", "Cici"], seats=1) == (("Ani",), ("Cici",))
    assert str(full) == "kind soe 0..1 of Cici and 1 sitting"
    proof = full.prove(["Ani", "Cici"], seats=1)
    assert proof == Proof(("Ani",))
    assert proof.feasible
    assert proof.explain("id") == "Ani bersama-sama memenuhi semua persyaratan"


def test_who_keeps_a_seat_is_on_every_committee() -> None:
    """Guarded whatever the constraints say; where these cannot be met, all others are out."""
    rules = Conditions([REGENCY], PEOPLE, kept=["Ani"])
    names = [each.id for each in PEOPLE]

    assert rules.judge([], names, seats=2) == (("Ani", "Dodi"), ("Budi", "Cici"))
    assert rules.judge([], ["Ani", "Budi"], seats=2) == (("Ani",), ("Budi",))
    assert rules.prove(names, seats=2) == Proof(("Ani", "Dodi"))
    assert str(rules) == "kind regency 1.. of Dodi and 0 sitting; kept Ani"


def test_a_search_past_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how many constraints are too many, and does not guess."""
    monkeypatch.setattr("bakohumas.elections._search._OPEN", 1)

    with pytest.raises(SeatError, match="more than 1 ways to combine 2 constraints are open"):
        Conditions([SOE, REGENCY], PEOPLE).prove([each.id for each in PEOPLE], seats=2)


def test_no_vote_is_opened_where_no_committee_can_meet_the_rules() -> None:
    """What is short stands in the refusal, with the rule."""
    contest = Contest(Office("Pengurus", 2), PEOPLE[:2], [SOE])

    with pytest.raises(SeatError) as caught:
        contest.count([["Ani"]])
    assert str(caught.value) == (
        "open the vote on Pengurus: for 2 seats 2 stand, and no committee has at least 1 of kind "
        "soe (standing: 0, sitting: 0) [the rules of this election]; call for more candidates, or "
        "relax a constraint"
    )
    with pytest.raises(SeatError, match=r"for 3 seats 2 stand \[an invariant"):
        Contest(Office("Pengurus", 3), PEOPLE[:2], [SOE]).count([["Ani"]])


def test_somebody_gives_way_for_a_constraint_that_bears_on_the_seat() -> None:
    """Not for another one, and the result by the votes alone stands beside it."""
    rules = [SOE, Constraint("kind", "regency", 0, 1)]
    office = Office("Pengurus", 2, STV(), ["Sekretaris", "Bendahara"])
    contest = Contest(office, PEOPLE, rules)
    done = contest.count([["Ani", "Budi"]] * 5 + [["Budi"]] * 3 + [["Cici"]] * 2)

    assert done.free.elected == ("Ani", "Budi")
    assert done.places == {"Sekretaris": ("Ani",), "Bendahara": ("Cici",)}
    assert [(each.who, each.constraints) for each in done.displaced] == [("Budi", (SOE,))]
    assert done.explain("id").splitlines()[-2:] == [
        "Menurut suara saja: Ani dan Budi.",
        "Budi memberi tempat karena paling sedikit 1 dari kind soe.",
    ]
    assert done.rows()[1:3] == [
        {
            "candidate": "Budi",
            "eligible": True,
            "barred": "",
            "elected": False,
            "seat": "",
            "by_votes_alone": True,
            "displaced_by": "kind soe 1..",
        },
        {
            "candidate": "Cici",
            "eligible": True,
            "barred": "",
            "elected": True,
            "seat": "Bendahara",
            "by_votes_alone": False,
            "displaced_by": "",
        },
    ]
    assert verify(done.result, digest=done.result.digest) == ()


def test_too_many_of_a_kind_give_way() -> None:
    """Of those of that kind whoever has fewer votes goes; others stay where they are."""
    people = [person("Ani", region="east"), person("Budi", region="east"), person("Cici")]
    rule = Constraint("region", "east", maximum=1)
    contest = Contest(Office("Pengurus", 2, Approval()), people, [rule])
    done = contest.count([["Ani", "Budi"]] * 3 + [["Ani", "Cici"]])

    assert done.elected == ("Ani", "Cici")
    assert [each.who for each in done.displaced] == ["Budi"]
    assert rule in contest.conditions.blocking("Budi", ["Ani", "Budi"])
    assert contest.conditions.blocking("Cici", ["Ani", "Budi"]) == (rule,)


def test_where_the_rules_change_nothing_the_votes_stand() -> None:
    """One count, and no sentence about another."""
    contest = Contest(Office("Pengurus", 2, STV()), PEOPLE, [SOE])
    done = contest.count([["Cici"]] * 3 + [["Ani"]] * 2)

    assert done.result is done.free
    assert done.displaced == ()
    assert "alone" not in done.explain()


def test_a_tie_stops_a_contest_as_it_stops_a_count() -> None:
    """The rules may settle what the votes do not; what neither settles is told."""
    people = [person("Ani"), person("Budi", kind="soe"), person("Cici", kind="soe")]
    contest = Contest(Office("Pengurus", 2, STV()), people, [Constraint("kind", "soe", 2)])
    settled = contest.count([["Ani"], ["Budi"], ["Cici"]])
    stopped = attrs.evolve(contest, constraints=[SOE]).count([["Ani"], ["Budi"], ["Cici"]])

    assert settled.elected == ("Budi", "Cici")
    assert settled.explain().splitlines()[-1] == (
        "Elected by the votes alone: none, until a tie between Ani, Budi and Cici."
    )
    assert not stopped.complete
    assert stopped.displaced == ()


def test_ballots_for_whoever_is_not_eligible_pass_on() -> None:
    """As if they had never stood; whoever withdrew is told as such."""
    people = [Candidate("Ani", False), *PEOPLE[1:3]]
    votes = Profile.of([["Ani", "Budi"]] * 3 + [["Cici"]] * 2, candidates=["Ani", "Budi", "Cici"])
    ties = TieBreak(order=["Ani", "Budi", "Cici"], drawn=[Draw(["Ani", "Budi"], witnesses=["x"])])
    contest = Contest(Office("Ketua"), people, ties=ties)
    done = contest.count(votes)

    assert done.elected == ("Budi",)
    assert done.result.profile.candidates == ("Budi", "Cici")
    assert contest.without(["Budi"]).count(votes).result.withdrawn == ("Budi",)
    assert contest.count(votes.without(["Ani"])).elected == ("Budi",)
    with pytest.raises(ValueError, match=r"the ballots are for \('Cici',\), not for"):
        contest.count(Profile.of([["Cici"]]))


def test_one_seat_by_a_method_that_counts_without_conditions() -> None:
    """Whoever cannot meet the rules is left out of the count; several seats are refused."""
    contest = Contest(Office("Ketua", 1, Majority(None)), PEOPLE, [SOE])
    done = contest.count([["Ani"]] * 3 + [["Cici"]] * 2)

    assert done.elected == ("Cici",)
    assert [each.explain() for each in done.displaced] == [
        "Ani gave way for at least 1 of kind soe"
    ]
    board = Contest(Office("Pengurus", 2, Acclamation()), PEOPLE[:2], kept=["Ani"])
    with pytest.raises(ValueError, match=r"acclamation counts .*Pengurus has some: elect by STV"):
        board.count([])


def test_an_empty_box_and_acclamation_are_contests_too() -> None:
    """The box stands on the paper and is no candidate; a sole one may be elected without votes."""
    box = Contest(Office("Ketua", 1, EmptyBox()), PEOPLE[:1])

    assert box.paper == ("Ani", "Kotak Kosong")
    assert box.count([["Ani"], ["Kotak Kosong"], ["Kotak Kosong"]]).places == {}
    assert Contest(Office("Ketua", 1, Acclamation()), PEOPLE[:1]).count([]).elected == ("Ani",)


def test_the_digest_of_a_contest_holds_every_field() -> None:
    """Whatever is changed in it, its digest changes."""
    contest = Contest(Office("Ketua", laws={"limit": LIMIT}), PEOPLE)
    changes: list[dict[str, Any]] = [
        {"office": Office("Ketua")},
        {"office": Office("Ketua", 1, Majority(), laws={"limit": LIMIT})},
        {"candidates": PEOPLE[:2]},
        {"constraints": [SOE]},
        {"sitting": [person("Sekda")]},
        {"ties": TieBreak(lot="7")},
        {"withdrawn": ["Ani"]},
        {"kept": ["Ani"]},
    ]
    digests = {attrs.evolve(contest, **each).digest for each in changes}

    assert len(digests | {contest.digest}) == len(changes) + 1


def test_offices_are_filled_one_after_another() -> None:
    """Whoever is elected leaves the later contests, and counts for their constraints."""
    votes = [["Cici", "Ani"]] * 3 + [["Ani", "Budi"]] * 2
    offices = [Office(title) for title in ("Ketua", "Sekretaris")]
    contests = [Contest(each, PEOPLE, [SOE] if each is offices[1] else []) for each in offices]
    first, second = sequence(contests, votes)
    apart = {"Ketua": votes, "Sekretaris": Profile.of(votes, candidates=[p.id for p in PEOPLE])}

    assert (first.elected, second.elected) == (("Cici",), ("Ani",))
    assert second.contest.sitting == (PEOPLE[2],)
    assert second.contest.eligible().barred[0].detail == "Ketua"
    assert [each.elected for each in sequence(contests, apart)] == [("Cici",), ("Ani",)]
    with pytest.raises(SeatError, match="open the vote on Sekretaris"):
        sequence(contests, votes, counted=False)
    with pytest.raises(ValueError, match="no ballots for Sekretaris, only for Ketua"):
        sequence(contests, {"Ketua": votes})
    assert [each.complete for each in sequence(contests, [["Ani"], ["Budi"]])] == [False]


def test_one_may_be_elected_to_two_offices_where_the_rules_allow() -> None:
    """The offices say so, not the sequence."""
    offices = [Office(title, together=2) for title in ("Ketua", "Humas", "Bendahara")]
    done = sequence([Contest(each, PEOPLE) for each in offices], [["Ani", "Budi"]] * 3)

    assert [each.elected for each in done] == [("Ani",), ("Ani",), ("Budi",)]


SLIPS: dict[str, Callable[[], object]] = {
    "an office of 2 seats has a title of its own for each, got ('Ketua',)": lambda: Office(
        "Pengurus", 2, titles=["Ketua"]
    ),
    "an office of 2 seats has a title of its own for each, got ('a', 'a')": lambda: Office(
        "Pengurus", 2, titles=["a", "a"]
    ),
    "there cannot be at least 2 and at most 1 of kind soe 2..1": lambda: Constraint(
        "kind", "soe", 2, 1
    ),
    "a contest names each candidate once, got Ani more than once": lambda: Contest(
        Office("Ketua"), [PEOPLE[0], PEOPLE[0]]
    ),
    "withdrawn names Evi, who are no candidates here": lambda: Contest(
        Office("Ketua"), PEOPLE, withdrawn=["Evi"]
    ),
    "ties names Evi, who are no candidates here": lambda: Contest(
        Office("Ketua"), PEOPLE, ties=TieBreak(order=["Evi"])
    ),
    "a bar of laws must be one of stranger, silent, unwilling, support, limit, incompatible, "
    "withdrawn, got 'age'": lambda: Office("Ketua", laws={"age": LIMIT}),
}


@pytest.mark.parametrize("words", SLIPS)
def test_slips_are_told_in_plain_words(words: str) -> None:
    """Which value it is, and what it must be."""
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        SLIPS[words]()


def test_irv_is_how_an_office_is_counted_by_default() -> None:
    """One seat, one title, whatever its name."""
    office = Office("Ketua")

    assert (office.method, office.places) == (IRV(), ("Ketua",))
    assert Office("Anggota", 2, STV()).places == ("Anggota", "Anggota")
