from datetime import date
from typing import Any

import attrs
import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Candidate,
    Constraint,
    Contest,
    Contested,
    Majority,
    Office,
    Opening,
    Policy,
    Profile,
    Result,
    Runoff,
    Team,
    TieBreak,
    count,
    countback,
    fill,
    runners_up,
    verify,
)
from bakohumas.errors import SeatError, UndecidedError
from bakohumas.law import Threshold

END = date(2028, 11, 2)
GONE = Opening("Sekretaris", "Ani", END)
SOE = Constraint("kind", "soe", 1)


def people(*names: str, soe: str = "") -> list[Candidate]:
    """Willing candidates, some of whom are enterprises."""
    return [
        Candidate(name, True, categories={"kind": "soe"} if name in soe.split() else {})
        for name in names
    ]


def bureau(soe: str, *rules: Constraint) -> Contested:
    """Two seats that went to Ani and Cici, by ballots that name Budi and Dodi next."""
    contest = Contest(
        Office("Pengurus", 2, STV()), people("Ani", "Budi", "Cici", "Dodi", soe=soe), rules
    )
    return contest.count([["Ani", "Budi"]] * 5 + [["Cici", "Dodi"]] * 4 + [["Dodi"]] * 2)


def test_by_a_countback_the_constraints_still_hold() -> None:
    """Whoever follows keeps the balance of the board, and others keep their seats."""
    free = fill(GONE, "countback", then=bureau(""))
    bound = fill(GONE, "countback", then=bureau("Ani Dodi", SOE))

    assert (free.who, bound.who) == ("Budi", "Dodi")
    assert isinstance(bound.result, Contested)
    assert bound.result.elected == ("Cici", "Dodi")
    assert bound.until == END
    assert bound.explain("id") == (
        "Sekretaris: Dodi menggantikan Ani melalui penghitungan ulang surat suara yang tersimpan, "
        "sampai dengan 1 November 2028, akhir masa tugas yang sama."
    )


def test_the_next_highest_is_passed_over_for_a_constraint() -> None:
    """Budi had no first preference and Dodi two; with a rule that only Budi meets he follows."""
    free = fill(GONE, Policy.NEXT_HIGHEST, then=bureau(""))
    bound = fill(GONE, Policy.NEXT_HIGHEST, then=bureau("Ani Budi", SOE))

    assert (free.who, bound.who, bound.passed) == ("Dodi", "Budi", ("Dodi",))
    assert bound.explain().endswith("; passed over: Dodi.")
    with pytest.raises(SeatError, match="nobody stood beside"):
        fill(GONE, Policy.NEXT_HIGHEST, then=bureau("Ani", SOE))


def test_a_second_vacancy_follows_from_the_first_countback() -> None:
    """Whoever left before does not come back, and whoever followed then keeps the seat."""
    first = fill(GONE, "countback", then=bureau(""))
    second = fill(Opening("Bendahara", "Cici"), "countback", then=first.result)

    assert second.who == "Dodi"
    assert second.until is None
    assert second.explain() == (
        "Bendahara: Dodi follows Cici by a countback of the stored ballots."
    )


def test_a_count_that_knows_no_rules_fills_a_seat_as_well() -> None:
    """The plain countback of a result; conditions that bound it bind it again."""
    contest = bureau("Ani Dodi", SOE).contest
    votes = [["Budi", "Ani"]] * 5 + [["Cici", "Budi"]] * 4 + [["Ani"]]
    result = contest.count(votes).result
    plain = fill(attrs.evolve(GONE, left="Budi"), "countback", then=count(votes, IRV()))
    again = countback(result, ["Ani"], ineligible=[])

    assert plain.who == "Ani"
    assert isinstance(plain.result, Result)
    assert result.elected == ("Budi", "Ani")
    assert again.elected == ("Budi", "Dodi")
    assert verify(again) == ()
    assert fill(GONE, "next_highest", then=result).who == "Cici"


def test_a_by_election_and_an_appointment_fill_a_seat() -> None:
    """New ballots, or a name; nobody who is ineligible follows by either."""
    contest = Contest(Office("Sekretaris"), people("Budi", "Cici"))
    won = fill(
        GONE,
        "by_election",
        contest=contest,
        ballots=[["Budi"], ["Budi"], ["Cici"]],
        ineligible=["x"],
    )
    other = fill(
        *(GONE, "by_election"),
        contest=contest,
        ballots=[["Budi", "Cici"]],
        ineligible=["Budi"],
        ties=TieBreak(lot="7"),
    )
    named = fill(GONE, "appointment", who="Evi")

    assert (won.who, other.who, named.who, named.result) == ("Budi", "Cici", "Evi", None)
    for who, said in (("Budi", "Budi"), ("Ani", "Ani"), ("", "nobody"), (" ", "nobody")):
        with pytest.raises(SeatError, match=f"fill the seat {GONE.seat}: {said} may not take it"):
            fill(GONE, "appointment", who=who, ineligible=["Budi"])


def test_a_tie_leaves_a_seat_vacant_until_it_is_settled() -> None:
    """The count that stopped names those who are tied; a lot lets it go on."""
    contest = Contest(Office("Ketua"), people("Ani", "Budi", "Cici"))
    then = contest.count([["Ani", "Budi"], ["Ani", "Cici"]])

    for before in (then, then.result):
        with pytest.raises(UndecidedError, match="Budi, Cici"):
            fill(GONE, "countback", then=before)
        assert fill(GONE, "countback", then=before, ties=TieBreak(lot="7")).who in {"Budi", "Cici"}
    nobody = Contest(Office("Ketua", 1, Majority()), people("Ani", "Budi", "Cici"))
    done = nobody.count([["Ani", "Budi"], ["Ani", "Cici"]])
    with pytest.raises(SeatError, match="fell short of the number needed"):
        fill(GONE, "countback", then=done)


def test_what_a_policy_rests_on_must_be_there() -> None:
    """A caller's slip, in plain words."""
    other: Any = None

    with pytest.raises(ValueError, match="policy must be one of next_highest, countback"):
        fill(GONE, "lot")
    with pytest.raises(TypeError, match="the count in which the seat was filled must be"):
        fill(GONE, "countback")
    with pytest.raises(TypeError, match="the contest of a by-election must be a Contest"):
        fill(GONE, "by_election")
    with pytest.raises(TypeError, match="the opening must be an Opening"):
        fill(other, "countback")
    with pytest.raises(ValueError, match="when somebody elected leaves it, got Dodi"):
        fill(attrs.evolve(GONE, left="Dodi"), "countback", then=bureau(""))


def test_who_came_next_is_who_stayed_longest() -> None:
    """In a run-off those who went later; by plurality those with more votes."""
    votes = [["Ani"]] * 5 + [["Budi"]] * 3 + [["Cici"]] * 2 + [["Dodi", "Budi"]]
    two = count(votes, Majority(Threshold.parse("> 1/2"), runoff=Runoff.TWO_ROUND))

    for result in (count(votes, Majority(None)), count(votes, IRV()), two):
        assert runners_up(result) == ("Budi", "Cici")
        assert runners_up(result, 9) == ("Budi", "Cici", "Dodi")
    assert runners_up(count(votes, Approval(1), seats=2)) == ("Cici", "Dodi")


def test_a_tie_for_the_last_of_them_is_not_settled_silently() -> None:
    """As the count was to settle ties, or not at all; those before are equal and both in."""
    votes = [["Ani"]] * 3 + [["Budi"], ["Cici"], ["Dodi"]]
    tied = count(votes, Majority(None))
    settled = count(votes, Majority(None), ties=TieBreak(order=["Ani", "Dodi", "Cici", "Budi"]))

    assert runners_up(tied, 3) == ("Budi", "Cici", "Dodi")
    assert runners_up(settled) == ("Dodi", "Cici")
    with pytest.raises(UndecidedError, match="Budi, Cici, Dodi"):
        runners_up(tied)
    with pytest.raises(UndecidedError, match="Ani, Budi"):
        runners_up(count([["Ani"], ["Budi"]], IRV()))


def team(*rules: Constraint) -> Team:
    """Ani leads, Budi and Cici assist, and two offices are left."""
    chosen = people("Ani", "Budi", "Cici", "Evi", soe="Evi")
    chair = Contest(Office("Ketua"), chosen[:3], sitting=people("Sekda"))
    done = chair.count(Profile.weighted({("Ani",): 5, ("Budi",): 3, ("Cici",): 2}))
    offices = [Office("Sekretaris"), Office("Bidang", 2, STV())]
    return Team.after(done, offices, chosen, rules)


def test_formateurs_compose_the_rest_of_the_board() -> None:
    """Offices in their order; the leader and whoever sits count for the constraints."""
    group = team(SOE)
    places = {"Bidang": ["Cici", "Evi"], "Sekretaris": "Budi"}

    assert (group.leader, group.beside) == ("Ani", ("Budi", "Cici"))
    assert [each.id for each in group.sitting] == ["Sekda", "Ani"]
    assert group.compose(places) == {"Sekretaris": ("Budi",), "Bidang": ("Cici", "Evi")}


def test_everything_that_is_wrong_with_their_board_is_named() -> None:
    """All at once, each with its rule."""
    group = team(SOE)
    wrong = group.wrong({"Sekretaris": "Ani", "Bidang": ["Cici", "Cici"], "Humas": "Budi"})
    twice = group.wrong({"Sekretaris": "Evi", "Bidang": ["Evi", "Fani"]})

    assert wrong == (
        "Humas: it is not theirs to fill",
        "Sekretaris: Ani holds another office (Ketua) [default of this library (grade X)]",
        "Bidang: Cici is named more than once",
        "the board does not have at least 1 of kind soe [the rules of this election]",
    )
    assert twice == (
        "Sekretaris: Evi holds another office (Bidang) [default of this library (grade X)]",
        "Bidang: Evi holds another office (Sekretaris) [default of this library (grade X)]",
        "Bidang: Fani is none of whom they may choose",
    )
    with pytest.raises(SeatError, match="let Ani, Budi and Cici compose the board: Sekretaris: 0"):
        group.compose({"Bidang": ["Cici", "Evi"]})
