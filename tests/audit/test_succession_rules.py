import attrs
import pytest

from audited import DAY, HOLDS, NOT_APPLICABLE, OFFICES, UNDETERMINED, VIOLATED, statuses
from audited_boards import (
    BASIS,
    BUREAU,
    CHAIR,
    EXECUTIVE,
    HEAD,
    SECRETARY,
    SOON,
    VACANT,
    acting,
    board,
    judged,
    laid_down,
    opened,
    posted,
    seated,
    stood_in,
    vacant,
)
from bakohumas.audit import Status
from bakohumas.bodies import (
    Acted,
    Body,
    Capacity,
    Cause,
    HandedOver,
    Place,
    Seated,
)
from bakohumas.institutions import Official
from bakohumas.law import Charter, charter
from bakohumas.meetings import Kind, Meeting, Record


def record(
    body: Body, kind: Kind = Kind.BOARD, seat: str = CHAIR, chosen: str = "kemenkeu"
) -> Record:
    """What a meeting decided on a seat."""
    meeting = Meeting.call(body, kind=kind, on=VACANT, place="Jakarta", basis="undangan")
    if kind is Kind.COORDINATION:  # which decides on seats only where a charter lets it
        meeting = attrs.evolve(meeting, charter=laid_down("meeting.elects", (kind.value,)))
    return meeting.attend(*meeting.roll).deliberate(seat, chosen).close()


def replaced(given: Record | None, cause: Cause = Cause.RESIGNATION) -> Body:
    """The chair filled again, by a meeting."""
    digest = given.digest if given else ""
    return vacant(cause).replace(CHAIR, "kemenkeu", on=VACANT, basis="rapat", record=digest)


@pytest.mark.parametrize("kind", [Kind.BOARD, Kind.MEMBERS, Kind.EXTRAORDINARY])
def test_act_06_the_board_or_the_members_replace(kind: Kind) -> None:
    """The plenary decides, and the members may, who stand above it."""
    decided = record(vacant(), kind)
    (finding,) = judged("ACT-06", replaced(decided), decided)

    assert finding.because[0] == f"Ketua Umum: resignation; decided in a {kind.label()}"


def test_act_06_what_is_no_replacement() -> None:
    """Another meeting, another decision, or a return, is found."""
    body = vacant()
    another = record(body, Kind.COORDINATION)
    stranger = attrs.evolve(record(body), body="lain")
    silent = record(body, seat="program kerja")
    other = record(body, chosen="bps")
    decided = record(body)

    for given, word in (
        (another, "by a coordination meeting of contoh"),
        (stranger, "by a board meeting of lain"),
        (silent, "the board meeting did not decide so"),
        (other, "the board meeting did not decide so"),
    ):
        (finding,) = judged("ACT-06", replaced(given), given)
        assert (finding.status, finding.who) == (Status.VIOLATED, "kemenkeu")
        assert word in finding.because[0]
    (cause,) = judged("ACT-06", replaced(decided, Cause.RETURN), decided)
    assert "no cause of a replacement" in cause.because[0]


def test_act_06_what_is_missing_is_named() -> None:
    """The record, the cause, or both; without a replacement there is nothing."""
    never = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    never = never.admit(OFFICES["bps"], OFFICES["kominfo"], on=DAY, basis="invented")
    never = never.elect({SECRETARY: "bps"}, on=DAY, basis="rapat")
    never = never.replace(CHAIR, "kominfo", on=VACANT, basis="rapat")

    assert judged("ACT-06", replaced(None))[0].missing == ("meeting.decisions",)
    assert judged("ACT-06", never)[0].missing == ("seat.vacancy", "meeting.decisions")
    assert statuses(judged("ACT-06", seated())) == NOT_APPLICABLE


def test_act_07_the_deputy_or_the_secretary_acts() -> None:
    """By decision of the plenary; anybody else, or nobody, is found."""
    body = acting()
    (nobody,) = judged("ACT-07", vacant())
    (stranger,) = judged("ACT-07", acting("kemenkeu"))
    (lacking,) = judged("ACT-07", body, record(vacant()))
    (kept,) = judged("ACT-07", body, record(vacant(), chosen="bps"))

    assert nobody.because[0] == "vacant, and nobody acts on it"
    assert stranger.because[0] == (
        "kemenkeu acts on it and is on none of the seats that follow: "
        "Ketua Pelaksana and Sekretaris"
    )
    assert lacking.missing == ("meeting.decisions",)
    assert kept.because[1] == "bps menjadi pelaksananya, menurut rapat pleno"


def test_act_07_the_charter_may_name_who_follows() -> None:
    """A succession of its own decides, and a person is known by the person."""
    rules = laid_down("board.succession", (EXECUTIVE,))
    body = vacant(rules=rules).act(CHAIR, "bps", capacity="plt", on=VACANT, basis="surat")
    silent = seated(laid_down("board.secretary", "Sekretaris I"))
    officers = [Official(f"person-{n}", BUREAU, OFFICES["bps"]) for n in (1, 2)]

    assert statuses(judged("ACT-07", body)) == VIOLATED
    assert statuses(judged("ACT-07", silent)) == NOT_APPLICABLE
    for officer, expected in zip(officers, (UNDETERMINED, VIOLATED), strict=True):
        plt = Acted(
            on=VACANT,
            recorded=VACANT,
            basis=BASIS,
            place=Place(CHAIR, "bps", officer.id),
            capacity=Capacity.PLT,
            until=SOON,
        )
        found = opened(board(Place(SECRETARY, "bps", "person-1")), plt)
        assert statuses(judged("ACT-07", found)) == expected


def test_act_07_other_rules_judge_other_chairs() -> None:
    """Without a term, with a holder, or with a post, it is no matter for this rule."""
    nobody = Body.found("contoh", charter=charter("national"), on=DAY, basis="SK")
    unnamed = Charter("silent", ("silent", "diam"), ())
    practice = charter("national_practice")
    by_post = Body.found("contoh", charter=practice, on=DAY, basis="SK")
    by_post = by_post.admit(OFFICES["bps"], on=DAY, basis="SK")
    by_post = by_post.elect({SECRETARY: "bps"}, on=DAY, basis="rapat")

    assert "TRM-06" in judged("ACT-07", nobody)[0].because[0]
    assert judged("ACT-07", seated())[0].because[0] == "Ketua Umum is held"
    assert "ACT-08" in judged("ACT-07", by_post)[0].because[0]
    silent = Body.found("diam", charter=unnamed, on=DAY, basis="SK")
    assert judged("ACT-07", silent)[0].missing == ("board.succession",)


def test_act_07_no_secretary_is_laid_down() -> None:
    """Where the charter names none, only a deputy chair follows."""
    kept = [each for each in charter("national").provisions if each.key != "board.secretary"]
    rules = Charter("tanpa", ("none", "tanpa"), tuple(kept))
    body = vacant(rules=rules).act(CHAIR, "bps", capacity="plt", on=VACANT, basis="surat")

    assert statuses(judged("ACT-07", body)) == VIOLATED


def test_act_08_a_seat_follows_its_post() -> None:
    """A Plt of the post sits too; a holder of the post without the seat is found."""
    handed = HandedOver(on=DAY, recorded=DAY, basis=BASIS, post=HEAD, person="person-1")
    gone = HandedOver(on=DAY, recorded=DAY, basis=BASIS, post=HEAD)
    chair = Seated(on=DAY, recorded=DAY, basis=BASIS, place=Place(CHAIR, "kominfo"))
    wrong = attrs.evolve(chair, place=Place(CHAIR, "kominfo", post=BUREAU))
    practice = "national_practice"
    executive, _ = judged("ACT-08", opened(handed, name=practice))[::-1], None
    (plt,) = judged("ACT-08", posted(Cause.DEATH, Capacity.PLT))

    assert plt.missing == ("post.holders",)
    assert plt.because[0].endswith("(Ketua Pelaksana)")
    assert [(each.who, each.status) for each in executive] == [
        (CHAIR, Status.VIOLATED),
        ("", Status.UNDETERMINED),
    ]
    assert executive[0].because[0] == (
        f"vacant, and person-1 has held the post {HEAD} since 2 November 2015"
    )
    assert judged("ACT-08", opened(wrong, name=practice))[-1].because[0] == (
        f"held with Kepala Biro Humas, and it goes with {HEAD}"
    )
    assert {each.missing for each in judged("ACT-08", opened(chair, name=practice))} == {
        ("seat.post",),
        ("post.holders",),
    }
    assert statuses(judged("ACT-08", opened(gone, name=practice))) == UNDETERMINED
    assert statuses(judged("ACT-08", seated())) == NOT_APPLICABLE


def test_act_08_a_post_that_nobody_holds_leaves_its_seat_empty() -> None:
    """Both chairs empty with their posts, or held with them: nothing is broken."""
    second = "Direktur Kemitraan Komunikasi"
    posts = [
        HandedOver(on=DAY, recorded=DAY, basis=BASIS, post=each, person=who)
        for each, who in ((HEAD, ""), (second, "person-2"))
    ]
    seat = Seated(on=DAY, recorded=DAY, basis=BASIS, place=Place(EXECUTIVE, "", post=second))
    (finding,) = judged("ACT-08", opened(*posts, seat, name="national_practice"))

    assert finding.because == (
        "Ketua Umum and Ketua Pelaksana: as the posts go",
        "Ketua Umum dan Ketua Pelaksana: mengikuti jabatannya",
    )


def test_act_08_a_regency_whose_charter_names_no_post() -> None:
    """Ex officio, and nobody says with which post: that is missing."""
    body = Body.found("contoh", charter=charter("regency"), on=DAY, basis="SK")

    assert judged("ACT-08", body)[0].missing == ("seat.post",)


@pytest.mark.parametrize("title", ["Pj. Ketua Umum", "Pjs Ketua", "Penjabat Ketua"])
def test_act_09_no_seat_is_called_after_an_acting_head_of_a_region(title: str) -> None:
    """As the title of a seat it is found, also where somebody only stands in on it."""
    held = opened(board(Place(title, "bps")))
    stands = opened(stood_in("bps", seat=title))

    assert [each.who for each in judged("ACT-09", held)] == [title]
    assert [each.who for each in judged("ACT-09", stands)] == [title]


def test_act_09_a_post_may_have_that_title() -> None:
    """Whoever holds a post as Pj. stays so called, and the seat keeps its name."""
    post = Place(CHAIR, "", post="Pj. Sekretaris Daerah")
    (finding,) = judged("ACT-09", opened(board(post)))
    silent = Charter("silent", ("silent", "diam"), ())
    nothing = Body.found("diam", charter=silent, on=DAY, basis="SK")

    assert finding.because[0] == "3 seats, none called so; 1 post with that title"
    assert statuses(judged("ACT-09", seated())) == HOLDS
    assert judged("ACT-09", nothing)[0].missing == ("board.seats",)
