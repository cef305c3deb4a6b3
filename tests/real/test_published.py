"""Elections typed anew from where they were published, with the outcome stated there."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from bakohumas.elections import (
    IRV,
    STV,
    Approval,
    Borda,
    Figure,
    Majority,
    Method,
    Profile,
    RankedPairs,
    Runoff,
    Schulze,
    Step,
    TieBreak,
    apportion,
    count,
    pairwise,
)

DATA = Path(__file__).parent / "data"


def votes(text: str, paper: str = "") -> Profile:
    """Ballots such as ``3AB(CD)``: three that put A before B, and C and D level after both."""
    found = []
    for number, ranking in re.findall(r"(\d*)([A-Za-z()]+|-)", text):
        groups = re.findall(r"\((\w+)\)|(\w)", ranking.strip("-"))
        ballot = tuple(tuple(level) if level else one for level, one in groups)
        found.append((ballot, int(number or 1)))
    return Profile.weighted(found, candidates=tuple(paper) or None)


TENNESSEE = votes("42MNCK 26NCKM 15CKNM 17KCNM")
# F. Hill, B. A. Wichmann, D. R. Woodall's reference count of the model election in the
# rules of the Electoral Reform Society (ERS97): six of eleven, 753 voters.
ERS97 = votes(
    "11S 35SC 11SWP 5SWB 6SWA 3SWV 20SG 7SGV 4SGF 8SD 4SA 1SMDB 1SMV 18SF 81C 1WS 23WSC 2WSCB "
    "1WSCA 3GSWB 3GC 5GCF 1GW 11GDP 1GA 105D 91P 64B 5A 12AB 42AV 55V 2MSF 2MD 5MA 14MV 90F",
    "SCWGDPBAVMF",
)
ERS97_MEEK: dict[int, tuple[float, str, float]] = {
    1: (107.57, "S 134 C 81 W 27 G 24 D 105 P 91 B 64 A 59 V 55 M 23 F 90", 0),
    2: (
        107.26,
        "S 107.26 C 87.98 W 31.99 G 30.19 D 106.6 P 91 B 64 A 59.8 V 55 M 23.4 F 93.59",
        2.2,
    ),
    4: (
        106.96,
        "S 106.96 C 88.47 W 32.34 G 30.62 D 106.96 P 91 B 64 A 64.85 V 69.21 F 94.27",
        4.31,
    ),
    5: (104.42, "S 104.42 C 97.71 W 34.97 D 104.42 P 92.45 B 64.03 A 66 V 70.99 F 95.97", 22.05),
    7: (101.58, "S 101.58 C 101.58 D 101.58 P 97.07 B 67.24 A 68.92 V 73.27 F 99.81", 41.95),
}
# Examples of M. Schulze's paper (doi:10.1007/s00355-010-0475-4, and its longer drafts).
SCHULZE = {
    "21 voters": ("8ACDB 2BADC 4CDBA 4DBAC 3DCBA", "D"),
    "30 voters": ("5DABC 5DBCA 9BACD 3ACDB 8CDAB", "C"),
    "45 voters": ("5ACBED 5ADECB 8BEDAC 3CABED 7CAEBD 2CBADE 7DCEBA 8EBADC", "E"),
    "9 voters, a tie": ("3ABCD 2CBDA 2DABC 2DBCA", "BD"),
    "15 voters, a tie": ("6ACDB 1BADC 3CBDA 3DBAC 2DCBA", "AD"),
    "63 voters": ("12ABCD 6ADBC 9BCDA 15CDAB 21DBAC", "D"),
    "19 voters": ("3ADEBCF 3BFECDA 4CABFDE 1DBCEFA 4DEFABC 2ECBDFA 2FACDBE", "A"),
    "21 voters, two more": (
        "3ADEBCF 3BFECDA 4CABFDE 1DBCEFA 4DEFABC 2ECBDFA 2FACDBE 2AEFCBD",
        "D",
    ),
    "30 voters, four stand": ("3ABDC 5ADBC 1ADCB 2BADC 2BDCA 4CABD 6CBAD 2DBCA 5DCAB", "A"),
    "30 voters, a fifth stands": (
        "3ABDEC 5ADEBC 1ADECB 2BADEC 2BDECA 4CABDE 6CBADE 2DBECA 5DECAB",
        "B",
    ),
    "45 voters, B": ("9ADBEC 6BCADE 5BCDEA 2CDBEA 6DECBA 14EACBD 2ECABD 1EDACB", "B"),
    "45 voters, E": ("9ADBEC 1BACED 6CBADE 2CDBEA 5CDEAB 6DECAB 14EBACD 2EBCAD", "E"),
}
TEN = (
    "6ABCD 8(AB)(CD) 8(AC)(BD) 18(AC)DB 8(ACD)B 40B(ACD) 4CBDA 9CDAB 8(CD)(AB) 14DABC 11DBCA 4DCAB"
)


@pytest.mark.parametrize(
    ("method", "winner"),
    [
        (Majority(None), "M"),
        (Majority(runoff=Runoff.TWO_ROUND), "N"),
        (IRV(), "K"),
        (Borda(), "N"),
        (Schulze(), "N"),
        (RankedPairs(), "N"),
        (STV(), "K"),
    ],
    ids=str,
)
def test_the_capital_of_tennessee_depends_on_the_method(method: Method, winner: str) -> None:
    """Memphis, Nashville or Knoxville; and Nashville beats each of them."""
    assert count(TENNESSEE, method).winner == winner
    assert pairwise(TENNESSEE).winner == "N"


def test_points_of_tennessee() -> None:
    """The four scores by Borda."""
    points = dict(count(TENNESSEE, Borda()).stages[0].tallies)

    assert points == {"M": 1260, "N": 1940, "C": 1730, "K": 1070}


@pytest.mark.parametrize("example", SCHULZE)
def test_schulze_elects_whom_his_paper_does(example: str) -> None:
    """One candidate, or all potential winners where the paper says that there are two."""
    ballots, winners = SCHULZE[example]

    assert Schulze().winners(votes(ballots)) == tuple(winners)


def test_schulze_ranks_as_the_encyclopaedia_says() -> None:
    """All five seats in the order of the paths, and no tie among them."""
    result = count(votes(SCHULZE["45 voters"][0]), Schulze(), seats=5)

    assert "".join(result.elected) == "EACBD"
    assert result.ties == ()


@pytest.mark.parametrize(("strength", "winner"), [("winning", "D"), ("margins", "A")])
def test_what_makes_a_defeat_strong_can_decide(strength: str, winner: str) -> None:
    """The example with equal preferences that elects somebody else by each definition."""
    assert Schulze(strength).winners(votes(TEN)) == (winner,)


def test_the_reference_count_of_meek_to_two_decimals() -> None:
    """Quota, votes and exhausted votes of five stages, and the six elected."""
    result = count(ERS97, STV("meek"), seats=6)

    assert set(result.elected) == set("SCDPVF")
    for number, (quota, text, exhausted) in ERS97_MEEK.items():
        stage = result.stages[number - 1]
        figures = dict(re.findall(r"(\w) ([\d.]+)", text))
        printed = {name: round(float(figure) * 10**9) for name, figure in figures.items()}
        told: dict[str, Figure] = dict(stage.tallies)
        told |= {"quota": stage.needed, "exhausted": stage.exhausted}
        printed |= {"quota": round(quota * 10**9), "exhausted": round(exhausted * 10**9)}

        assert told.keys() == printed.keys()
        assert all(-(10**7) <= told[name] - printed[name] <= 10**7 for name in told)


@pytest.mark.parametrize(
    ("file", "paper", "seats", "elected"),
    [("tideman_a1", "abcdefghij", 3, "ahi"), ("tideman_a3", "abcdefghijklmno", 7, "bdefhkn")],
)
def test_elections_of_the_collection_of_tideman(
    file: str, paper: str, seats: int, elected: str
) -> None:
    """Two real elections of societies, whom the other programs elect by Meek's rule as well."""
    lines = (DATA / f"{file}.txt").read_text("utf-8").splitlines()
    profile = votes(" ".join(line for line in lines if line[0] != "#"), paper)

    assert set(count(profile, STV("meek"), seats=seats).elected) == set(elected)


def test_a_meal_by_single_transferable_vote() -> None:
    """Three dishes for twenty guests: quota 6, and the figures of each stage."""
    food = votes("4O 2PO 8CS 4CH 1S 1H")
    result = count(food, STV("exact"), seats=3)

    assert result.elected == ("C", "O", "S")
    assert result.quota == 6
    assert [dict(stage.tallies) for stage in result.stages[:3]] == [
        {"C": 12, "O": 4, "P": 2, "S": 1, "H": 1},
        {"C": 6, "O": 4, "P": 2, "S": 5, "H": 3},
        {"C": 6, "O": 6, "S": 5, "H": 3},
    ]


def test_two_seats_in_fractions() -> None:
    """The surplus of A leaves thirds, and B ends with 112/3."""
    result = count(votes("28ABCD 14ACDB 15BCAD 17CABD 26DBCA"), STV("exact"), seats=2)

    assert result.elected == ("A", "B")
    assert [dict(stage.tallies).get("B") for stage in result.stages] == [
        15,
        Fraction(61, 3),
        Fraction(112, 3),
    ]


@pytest.mark.parametrize(
    ("ballots", "quota", "elected"),
    [
        ("45AC 25C 30B", "hagenbach-bischoff", "AC"),
        ("60AC 14C 26B", "hare", "AB"),
        ("60AC 14C 26B", "droop", "AC"),
    ],
)
def test_the_quota_can_decide(ballots: str, quota: str, elected: str) -> None:
    """Andrea, Brad and Carter by three quotas."""
    result = count(votes(ballots), STV("exact", quota=quota), seats=2)

    assert set(result.elected) == set(elected)


@pytest.mark.parametrize(("decimals", "elected", "ties"), [(9, "ABY", 1), (None, "ABX", 0)])
def test_the_arithmetic_can_decide(decimals: int | None, elected: str, ties: int) -> None:
    """Voting matters 12: X, Y and Z lie within a millionth, so that nine decimals need a lot."""
    close = votes("1ABX 1ABY 333AX 333AY 333AZ 2BAX 333BX 333BY 333BZ 667X 667Y 667Z")
    lot = TieBreak(backwards=False, order=tuple("ZYXBA"))
    result = count(close, STV("meek", decimals=decimals), seats=3, ties=lot)

    assert set(result.elected) == set(elected)
    assert len(result.ties) == ties


@pytest.mark.parametrize(
    ("ballots", "seats", "elected", "how"),
    [
        ("1AB 2B 3C 4D 5E", 2, "DE", Step.BACKWARDS),
        ("10AC 8B 6C 5D 3ED 3FD", 4, "ABCD", Step.ORDER),
    ],
)
def test_ties_of_the_scottish_rule(ballots: str, seats: int, elected: str, how: Step) -> None:
    """Two elections made to test it: one needs the stages before, one an order for E and F."""
    profile = votes(ballots)
    result = count(profile, STV(), seats=seats, ties=TieBreak(order=profile.candidates))

    assert set(result.elected) == set(elected)
    assert [tie.how for tie in result.ties] == [how]


def test_approval_of_three_and_of_four() -> None:
    """Janson's example 3.7, and the running example of Lackner and Skowron with its tie."""
    janson = votes("1034ABC 519PQR 90ABQ 90APQ")
    running = votes("3AB 3AC 2AD 1BCF 1E 1F 1G", "ABCDEFGH")
    tied = count(running, Approval(), seats=4)

    assert count(janson, Approval(), seats=3).elected == ("A", "B", "C")
    assert tied.tie is not None
    assert (tied.elected, tied.tie.tied) == (("A", "B", "C"), ("D", "F"))


@pytest.mark.parametrize(
    ("method", "seats"),
    [
        ("dhondt", [4, 3, 1, 0]),
        ("sainte-lague", [3, 3, 1, 1]),
        ("largest-remainder", [3, 3, 1, 1]),
    ],
)
def test_eight_seats_for_four_parties(method: str, seats: list[int]) -> None:
    """The example of the encyclopaedia."""
    parties = {"A": 100_000, "B": 80_000, "C": 30_000, "D": 20_000}

    assert [number for _, number in apportion(parties, 8, method=method).allocation] == seats
