import json
import pickle
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given

from bakohumas.elections import (
    IRV,
    STV,
    Acclamation,
    Action,
    How,
    Profile,
    Purpose,
    Result,
    Stage,
    Step,
    Tie,
    TieBreak,
    apportion,
    count,
    verify,
)
from bakohumas.law import Threshold
from bakohumas.testing import profiles, tie_breaks

PAPER = ("Ani", "Budi", "Cici", "Dodi", "Edo")
VOTES = {
    ("Ani", "Budi"): 3,
    ("Budi",): 2,
    ("Cici", "Budi"): 1,
    ("Dodi", "Ani"): 1,
    (): 2,
    ("nobody",): 1,
    ("Ani", "Ani"): 1,
}
CAST = Profile.weighted(VOTES, candidates=PAPER)
RESULT = count(CAST, IRV(), ties=TieBreak(order=("Dodi", "Cici")))


def test_the_count_explains_itself_in_english() -> None:
    """One sentence a stage, then the outcome and the ballots."""
    assert RESULT.explain().splitlines() == [
        (
            "Round 1: of 7 votes in play, 4 were needed; Ani 3, Budi 2, Cici 1, Dodi 1 and Edo 0; "
            "Edo had no first preference and was excluded."
        ),
        (
            "Round 2: of 7 votes in play, 4 were needed; Ani 3, Budi 2, Cici 1 and Dodi 1; Cici "
            "and Dodi tied with the fewest votes, and the order agreed beforehand decided: "
            "Cici was excluded."
        ),
        (
            "Round 3: of 7 votes in play, 4 were needed; Ani 3, Budi 3 and Dodi 1; "
            "Dodi had the fewest votes and was excluded."
        ),
        (
            "Round 4: of 7 votes in play, 4 were needed; Ani 4 and Budi 3; "
            "Ani reached the number needed and was elected."
        ),
        (
            "Elected: Ani; of 11 ballots cast, 7 were valid, 2 blank and 2 spoilt "
            "(same candidate twice: 1, unknown candidate: 1)."
        ),
    ]


def test_the_count_explains_itself_in_indonesian() -> None:
    """The same in the language of the minutes."""
    assert RESULT.explain("id").splitlines() == [
        (
            "Putaran 1: dari 7 suara yang masih dihitung, diperlukan 4; Ani 3, Budi 2, Cici 1, "
            "Dodi 1 dan Edo 0; Edo tidak memperoleh pilihan pertama dan gugur."
        ),
        (
            "Putaran 2: dari 7 suara yang masih dihitung, diperlukan 4; Ani 3, Budi 2, Cici 1 dan "
            "Dodi 1; Cici dan Dodi seri dengan suara tersedikit, dan urutan yang disepakati "
            "sebelumnya memutuskan: Cici gugur."
        ),
        (
            "Putaran 3: dari 7 suara yang masih dihitung, diperlukan 4; Ani 3, Budi 3 dan Dodi 1; "
            "Dodi memperoleh suara tersedikit dan gugur."
        ),
        (
            "Putaran 4: dari 7 suara yang masih dihitung, diperlukan 4; Ani 4 dan Budi 3; "
            "Ani mencapai jumlah yang diperlukan dan terpilih."
        ),
        (
            "Terpilih: Ani; dari 11 surat suara yang masuk, 7 sah, 2 kosong dan 2 rusak "
            "(calon yang sama dua kali: 1, nama yang bukan calon: 1)."
        ),
    ]


def test_a_stopped_count_says_what_was_tried() -> None:
    """Without any agreement, and with an order that leaves somebody out."""
    nothing = count([["a"], ["b"]], IRV())
    partly = count([["a"], ["b"]], IRV(), candidates=["a", "b", "c"], ties=TieBreak(order=("a",)))

    assert nothing.explain().splitlines() == [
        (
            "Round 1: of 2 votes in play, 2 were needed; a 1 and b 1; a and b tied with the fewest "
            "votes; nothing agreed beforehand settles it, and the count stopped."
        ),
        (
            "Elected: none, until the tie between a and b is settled; "
            "of 2 ballots cast, 2 were valid, 0 blank and 0 spoilt."
        ),
    ]
    assert partly.explain("id").splitlines()[1:] == [
        (
            "Putaran 2: dari 2 suara yang masih dihitung, diperlukan 2; a 1 dan b 1; a dan b seri "
            "dengan suara tersedikit; suara pada putaran sebelumnya dan urutan yang disepakati "
            "sebelumnya tidak membedakan a dan b, dan penghitungan berhenti."
        ),
        (
            "Terpilih: tidak ada, sampai seri antara a dan b diputus; "
            "dari 2 surat suara yang masuk, 2 sah, 0 kosong dan 0 rusak."
        ),
    ]
    assert str(nothing) == "Elected: none, until the tie between a and b is settled (irv > 1/2)"
    assert nothing.method.label("id") == "pemungutan suara putaran langsung"


def test_exhausted_ballots_and_ties_for_election_are_told() -> None:
    """What left the count is in the sentence, and so is a tie at the top."""
    short = count([["a"]] * 3 + [["b"]] * 3 + [["c"]], IRV(), ties=TieBreak(lot="seed"))
    third = count([["a"], ["b"], ["c"]], IRV(Threshold.parse(">= 1/3")))

    assert short.stages[1].explain().startswith("Round 2: of 6 votes in play (1 exhausted), 4 were")
    assert (
        short.stages[1].explain("id").startswith("Putaran 2: dari 6 suara yang masih dihitung (1")
    )
    assert "a, b and c tied with the most votes; " in third.explain()
    assert "a, b dan c seri dengan suara terbanyak; " in third.explain("id")


def test_acclamation_is_explained_without_figures() -> None:
    """There was no vote, so that none is told."""
    result = count([], Acclamation(), candidates=["Ani"])

    assert result.explain().splitlines() == [
        "Round 1: Ani was the only candidate and was elected by acclamation.",
        "Elected: Ani; no ballot was cast.",
    ]
    assert result.explain("id").splitlines() == [
        "Putaran 1: Ani adalah calon tunggal dan terpilih secara aklamasi.",
        "Terpilih: Ani; tidak ada surat suara yang masuk.",
    ]
    assert str(result) == "Elected: Ani (acclamation)"
    assert result.method.label("id") == "aklamasi"


def test_an_unknown_language_is_a_slip() -> None:
    """Only the two languages of the library are spoken."""
    with pytest.raises(ValueError, match="lang must be"):
        RESULT.explain("nl")  # type: ignore[arg-type]


def test_rows_are_plain_and_tidy() -> None:
    """One row a stage and candidate, fit for JSON and for a table."""
    rows = RESULT.rows()

    assert json.loads(json.dumps(rows)) == rows
    assert len(rows) == sum(len(stage.tallies) for stage in RESULT.stages)
    assert rows[7] == {
        "stage": 2,
        "candidate": "Cici",
        "votes": 1,
        "needed": 4,
        "exhausted": 0,
        "action": "excluded",
        "how": "fewest",
        "tied": True,
        "elected": False,
        "lost": 0,
        "unit": "votes",
    }


def test_whoever_is_elected_before_a_stage_ends_otherwise_has_a_row_that_says_so() -> None:
    """Elected with the number needed, in a stage that ends in a transfer of another's surplus."""
    votes = [["Ani", "Cici"]] * 6 + [["Budi"]] * 5 + [["Cici"]] * 2 + [["Dodi"]]
    rows = count(votes, STV(), seats=3).rows()
    fate = [(row["candidate"], row["action"], row["how"], row["elected"]) for row in rows[:4]]

    assert fate == [
        ("Ani", "transferred", "surplus", True),
        ("Budi", "elected", "needed", True),
        ("Cici", "", "", False),
        ("Dodi", "", "", False),
    ]


@given(profiles(min_valid=1), tie_breaks())
def test_an_honest_result_is_verified(profile: Profile, ties: TieBreak) -> None:
    """A recount finds nothing to say, also after a journey to another process."""
    result = count(profile, IRV(), ties=ties)
    arrived = pickle.loads(pickle.dumps(result))

    assert arrived == result
    assert verify(arrived, digest=result.digest) == ()


def test_the_digest_is_the_same_on_every_machine() -> None:
    """The canonical text does not change between releases."""
    assert RESULT.digest == "32bc97c307e588e6980054c8d46baa190f1638e92c281aaf6a7b006674a8538f"


def forged_stages() -> Iterator[tuple[Stage, ...]]:
    """The stages with one thing changed, in every way there is."""
    stages = RESULT.stages
    yield stages[:-1]
    yield (*stages, stages[-1])
    yield stages[::-1]
    for place, stage in enumerate(stages):
        changes: dict[str, list[Any]] = {
            "number": [stage.number + 1],
            "tallies": [
                *(
                    tuple((name, votes + (name == other)) for name, votes in stage.tallies)
                    for other, _ in stage.tallies
                ),
                stage.tallies[::-1],
            ],
            "exhausted": [stage.exhausted + 1],
            "needed": [stage.needed - 1],
            "action": [action for action in Action if action is not stage.action],
            "who": [("Budi",), ()],
            "how": [how for how in How if how is not stage.how],
            "tie": [
                None if stage.tie else Tie(stage.number, Purpose.EXCLUSION, stage.who),
                *(
                    attrs.evolve(stage.tie, **change)
                    for change in (
                        {"stage": 9},
                        {"over": Purpose.ELECTION},
                        {"tied": ("Ani",)},
                        {"steps": ((Step.LOT, ("Cici",)),)},
                    )
                    if stage.tie
                ),
            ],
        }
        for field, values in changes.items():
            for value in values:
                forged = attrs.evolve(stage, **{field: value})
                yield (*stages[:place], forged, *stages[place + 1 :])


def test_any_forged_stage_is_found_by_counting_again() -> None:
    """No digest is needed to find a figure, a name or a tie that does not follow."""
    assert all(verify(attrs.evolve(RESULT, stages=forged)) for forged in forged_stages())


def forged_inputs() -> Iterator[Result]:
    """The result over inputs of which one thing was changed."""
    piles, spoilt = dict(CAST.piles), dict(CAST.spoilt)
    swapped = ("Budi", "Ani", *PAPER[2:])
    cut = next(ballot for ballot in piles if len(ballot) > 1)
    profiles = [
        Profile(swapped, piles, CAST.blank, spoilt),
        Profile(PAPER, piles, CAST.blank + 1, spoilt),
        Profile(PAPER, piles, CAST.blank, {}),
        Profile(PAPER, {**piles, b"\x04": 1}, CAST.blank, spoilt),
        Profile(PAPER, {b: n for b, n in piles.items() if b != cut}, CAST.blank, spoilt),
        *(Profile(PAPER, piles | {b: piles[b] + 1}, CAST.blank, spoilt) for b in piles),
        *(Profile(PAPER, piles, CAST.blank, spoilt | {f: 7}) for f in spoilt),
        Profile(PAPER, {b[:1] + b"\x04": n for b, n in piles.items()}, CAST.blank, spoilt),
    ]
    yield from (attrs.evolve(RESULT, profile=profile) for profile in profiles)
    yield from (
        attrs.evolve(RESULT, method=method)
        for method in (Acclamation(), IRV(Threshold.parse(">= 1/2")))
    )
    yield attrs.evolve(RESULT, seats=2)
    yield attrs.evolve(RESULT, tiebreak=TieBreak())
    yield attrs.evolve(RESULT, tiebreak=attrs.evolve(RESULT.tiebreak, backwards=False))
    yield attrs.evolve(RESULT, tiebreak=attrs.evolve(RESULT.tiebreak, lot="seed"))


def test_any_exchanged_ballot_or_rule_is_found_by_the_published_digest() -> None:
    """Even one that leaves every stage as it was."""
    found = [verify(forged, digest=RESULT.digest) for forged in forged_inputs()]

    assert all(lines[0].startswith("digest: published ") for lines in found)


@pytest.mark.parametrize(
    ("piles", "spoilt"),
    [
        ({b"\x09": 1}, {}),
        ({b"\x00\x00": 1}, {}),
        ({b"": 1}, {}),
        ({b"\x00": 0}, {}),
        ({b"\x00": 1}, {"unknown": 0}),
    ],
)
def test_ballots_that_nobody_can_have_cast_are_found(
    piles: dict[bytes, int], spoilt: dict[Any, int]
) -> None:
    """A profile that no voting could have given is named as such."""
    forged = attrs.evolve(RESULT, profile=Profile(PAPER, piles, 0, spoilt))

    assert verify(forged) == ("profile: it holds ballots that nobody can have cast",)


def test_a_recount_that_is_refused_says_why() -> None:
    """Seats and methods that do not fit the ballots are differences, not exceptions."""
    two = verify(attrs.evolve(RESULT, seats=2))
    cheered = verify(attrs.evolve(RESULT, method=Acclamation()))

    assert two == ("count: instant run-off voting fills one seat, got seats=2",)
    assert cheered[0].startswith("count: elect by acclamation: 5 candidates stand, not one")


def test_each_difference_names_its_stage_and_field() -> None:
    """Whoever reads the list knows where to look."""
    short = verify(attrs.evolve(RESULT, stages=RESULT.stages[:-1]))
    long = verify(attrs.evolve(RESULT, stages=(*RESULT.stages, RESULT.stages[0])))
    forged = attrs.evolve(RESULT.stages[0], needed=9)
    changed = verify(attrs.evolve(RESULT, stages=(forged, *RESULT.stages[1:])))

    assert short == (f"stage {len(RESULT.stages)}: missing",)
    assert long == (f"stage {len(RESULT.stages) + 1}: one too many",)
    assert changed == ("stage 1, needed: kept 9, counted again 4",)


@pytest.mark.parametrize(
    "tied",
    [
        {(b"\x00", b"\x01"): 1},
        {(b"\x00\x00",): 1},
        {(b"\x09\x00",): 1},
        {(b"\x00\x01", b""): 1},
        {(b"\x00\x01",): 0},
    ],
)
def test_equal_preferences_that_nobody_can_have_had_are_found(tied: dict[Any, int]) -> None:
    """No ballot without a level, with a stranger, an empty place or a name twice."""
    forged = attrs.evolve(RESULT, profile=Profile(PAPER, {b"\x00": 1}, 0, {}, tied))

    assert verify(forged) == ("profile: it holds ballots that nobody can have cast",)


def test_seats_may_be_said_in_passing() -> None:
    """How many seats there are follows the method, by its place or by its name."""
    votes = [["Ani", "Budi"]] * 3 + [["Cici"]] * 2

    assert count(votes, STV(), 2) == count(votes, STV(), seats=2)
    assert apportion({"Ani": 53, "Budi": 47}, 7, "dhondt") == apportion(
        {"Ani": 53, "Budi": 47}, seats=7, method="dhondt"
    )
