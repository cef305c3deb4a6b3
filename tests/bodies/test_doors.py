"""What a caller may write at the door, and what is refused there."""

from collections.abc import Callable
from datetime import date

import attrs
import pytest

from bakohumas.bodies import Admitted, Body, Capacity, Elected, Event, Opened, Place, replay
from bakohumas.errors import NotEligibleError, RefusedError, SeatError, TermError
from bakohumas.institutions import Official, directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Approx, Period

DAY, LATER = date(2015, 11, 2), date(2016, 6, 1)
OFFICES = directory(on=DAY)
CHAIR, SECRETARY = "Ketua Umum", "Sekretaris"
KALSEL = date(2016, 10, 11)
HEAD = "Kepala Dinas Komunikasi dan Informatika Provinsi Kalimantan Selatan"
PLT = Capacity.PLT


def appointing() -> Charter:
    """The national charter, whose secretary is appointed."""
    law = Provision(
        "seat.sekretaris.selection", "appointed", Period(None), Citation("SK 3/2015"), Grade.C
    )
    return charter("national").override(law)


def member(id: str, *, on: date = DAY, recorded: date = DAY) -> Admitted:  # noqa: A002 - as the field has it
    """A member as a register found it."""
    return Admitted(
        on=on, recorded=recorded, basis="daftar", institution=id, unit=id, name=id,
        category="non_ministerial",
    )  # fmt: skip


@pytest.fixture
def body() -> Body:
    """A national body with three members."""
    founded = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    return founded.admit(
        *(OFFICES[each] for each in ("kominfo", "kemen-pupr", "bps")), on=DAY, basis="SK 1"
    )


@pytest.fixture
def vacant(body: Body) -> Body:
    """The body with a chair that fell vacant."""
    seated = body.elect({CHAIR: "kominfo"}, on=DAY, basis="rapat")
    return seated.vacate(CHAIR, cause="death", on=LATER, basis="surat")


def test_ids_and_titles_are_spelt_as_the_register_has_them(body: Body) -> None:
    """Case, spaces and hyphens make no difference; the events hold the spelling of the register."""
    told = body.elect({"ketua  umum": "KOMINFO", "SEKRETARIS": "Kemen PUPR"}, on=DAY, basis="rapat")
    told = told.represent("Bps", "orang-1", on=DAY, basis="surat")
    told = told.vacate("ketua umum", cause="death", on=LATER, basis="surat")
    told = told.act("Ketua UMUM", "BPS", capacity=PLT, on=LATER, basis="surat")
    told = told.vacate("ketua umum", cause="return", acting=True, on=date(2016, 6, 9), basis="SK")
    told = told.replace("KETUA UMUM", "BPS", on=date(2016, 6, 9), basis="rapat")
    told = told.withdraw("BPS", on=date(2016, 7, 1), basis="surat")
    told = told.succeed("KOMINFO", cause="dissolution", on=date(2016, 7, 1), basis="Perpres")

    assert {each.seat for each in (*told.appointments, *told.acting)} == {CHAIR, SECRETARY}
    assert told.on(date(2016, 7, 1)).register.institutions == ("kemen-pupr",)


def test_names_that_fit_two_are_left_alone() -> None:
    """Two ids that only case tells apart are both reached by their own spelling alone."""
    body = Body.open(
        "contoh", member("dinas x"), member("Dinas X"), charter=charter("national"), on=DAY,
        basis="daftar",
    )  # fmt: skip
    gone = body.withdraw("Dinas X", on=LATER, basis="surat")

    with pytest.raises(NotEligibleError, match="it was not a member the day before"):
        body.withdraw("DINAS X", on=LATER, basis="surat")
    assert gone.on(LATER).register.institutions == ("dinas x",)


def test_a_title_under_a_charter_without_seats_stays_as_it_is() -> None:
    """Where no charter names seats, a title is matched with those that somebody was found on."""
    chair = Elected(
        on=DAY, recorded=DAY, basis="daftar", places=(Place("Ketua", "a"),), until=LATER
    )  # fmt: skip
    bare = Charter("kosong", ("empty", "kosong"), ())
    body = Body.open("contoh", chair, charter=bare, on=DAY, basis="daftar")
    left = body.vacate("KETUA", cause="death", on=date(2016, 1, 1), basis="surat")

    assert left.on(date(2016, 1, 1)).board.holder("Ketua") is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (lambda b: b.admit("BPS", on=DAY, basis="SK"), TypeError, ".find('BPS')"),
        (lambda b: b.keep_secretariat("BPS", on=DAY, basis="SK"), TypeError, "the secretariat"),
        (lambda b: b.correct("x", on=DAY, basis="SK"), TypeError, "the wrong record must be"),
        (lambda b: b.vacate(3, cause="death", on=DAY, basis="SK"), TypeError, "seat must be a str"),
        (lambda b: b.vacate("Ketua Umm", cause="death", on=DAY, basis="SK"), SeatError,
         "did you mean Ketua Umum?"),
        (lambda b: b.withdraw("bps", cause="filled", on=LATER, basis="SK"), NotEligibleError,
         "say why the membership ended"),
        (lambda b: b.withdraw(OFFICES["bps"].unit(), cause="filled", on=LATER, basis="SK"),
         NotEligibleError, "withdraw bps"),
        (lambda b: b.succeed("bps", cause="resignation", on=LATER, basis="SK"), ValueError,
         "cause must be one of dissolution, merger, renaming"),
        (lambda b: b.act(CHAIR, "", capacity="plt", on=DAY, basis="SK"), SeatError,
         "nobody is named who would ["),
        (lambda b: b.amend(appointing(), on=LATER, basis="SK").appoint(
            SECRETARY, "", on=LATER, basis="SK"), SeatError, "or leave the seat vacant"),
        (lambda _: Body.found("x", charter=charter("national"), on=DAY, basis="SK", area="zz"),
         ValueError, "the code of an area"),
    ],
)  # fmt: skip
def test_what_the_door_refuses(
    body: Body, slip: Callable[[Body], object], kind: type[Exception], words: str
) -> None:
    """A slip is told with what to hand over instead, a refusal with what to do."""
    with pytest.raises(kind) as told:
        slip(body)

    assert words in str(told.value)


def test_a_post_may_be_said_in_short() -> None:
    """The usual short forms of the charter's post seat its holder, and hand it over."""
    body = Body.found("kalsel", charter=charter("kalsel"), on=KALSEL, basis="Pergub (invented)")
    seated = body.seat("ketua", post="Kepala Diskominfo", on=KALSEL, basis="SK")
    handed = seated.hand_over("Kadis Kominfo", "person-7", on=KALSEL, basis="SK")
    again = handed.hand_over(HEAD, "person-8", on=date(2017, 1, 1), basis="SK")
    other = again.hand_over("Kepala Bappeda", "person-9", on=date(2017, 1, 1), basis="SK")

    assert seated.appointments[0].post == HEAD
    assert handed.on(KALSEL).board.holder("Ketua").person == "person-7"  # type: ignore[union-attr]
    assert [each.post for each in other.handovers] == [HEAD, HEAD, "Kepala Bappeda"]
    with pytest.raises(SeatError, match=f"post='{HEAD}'"):
        body.seat("Ketua", post="Kepala Dinas", on=KALSEL, basis="SK")


def test_a_post_that_was_found_by_its_short_name_keeps_it() -> None:
    """Whoever sits by a short name of the post is reached by that name."""
    short = Elected(
        on=KALSEL, recorded=KALSEL, basis="daftar", until=date(2021, 10, 11),
        places=(Place("Ketua", "", post="Kepala Diskominfo"),),
    )  # fmt: skip
    body = Body.open("kalsel", short, charter=charter("kalsel"), on=KALSEL, basis="daftar")
    handed = body.hand_over("Kepala Diskominfo", "person-7", on=KALSEL, basis="SK")

    assert handed.on(KALSEL).board.holder("Ketua").person == "person-7"  # type: ignore[union-attr]


def test_a_year_is_recorded_on_its_last_day_and_what_follows_too(body: Body) -> None:
    """Plain verbs of the same year follow a rough one; one of an earlier year says when learnt."""
    rough = body.admit(OFFICES["big"], on=Approx.parse("2016"), basis="SK")
    plain = rough.represent("bps", "orang-1", on=date(2016, 5, 1), basis="surat")
    more = plain.represent("bps", "orang-2", on=date(2016, 3, 1), basis="surat")

    assert [each.recorded for each in more.events[-3:]] == [date(2016, 12, 31)] * 3
    assert more.represent("bps", on=date(2017, 1, 1), basis="SK").events[-1].recorded == date(
        2017, 1, 1
    )
    with pytest.raises(RefusedError, match="the register was last written on 2016-12-31"):
        more.represent("bps", on=date(2015, 12, 1), basis="surat")
    with pytest.raises(RefusedError, match="the register was last written on 2016-12-31"):
        more.represent("bps", on=LATER, recorded=LATER, basis="surat")


@pytest.mark.parametrize("gap", [0, 1, 60])
def test_a_pause_starts_no_fresh_mandate(vacant: Body, gap: int) -> None:
    """The same person acts again after less than three months: an extension, and one at most."""
    who = Official("person-7", "Kepala Biro Humas", OFFICES["bps"])
    days = LATER, date.fromordinal(date(2016, 9, 1).toordinal() + gap)
    body = vacant
    for day in days:
        body = body.act(CHAIR, who, capacity=PLT, on=day, basis="surat")
    end = body.acting[-1].period.end

    assert [each.extended for each in body.acting] == [0, 1]
    with pytest.raises(SeatError, match="extended 1 time"):
        body.act(CHAIR, who, capacity=PLT, on=date.fromordinal(end.toordinal() + gap), basis="ST")  # type: ignore[union-attr]


def test_a_long_pause_another_person_or_a_holder_in_between_does(vacant: Body) -> None:
    """After three months, for somebody else, or once the seat was held, a mandate is a new one."""
    acted = vacant.act(CHAIR, "bps", capacity=PLT, on=LATER, basis="surat")
    late = acted.act(CHAIR, "bps", capacity=PLT, on=date(2016, 12, 1), basis="surat")
    other = acted.act(CHAIR, "kemen-pupr", capacity=PLT, on=date(2016, 9, 2), basis="surat")
    held = acted.replace(CHAIR, "kemen-pupr", on=date(2016, 9, 1), basis="rapat")
    held = held.vacate(CHAIR, cause="death", on=date(2016, 9, 9), basis="surat")
    held = held.act(CHAIR, "bps", capacity=PLT, on=date(2016, 9, 9), basis="surat")

    assert [each.acting[-1].extended for each in (late, other, held)] == [0, 0, 0]


def test_a_found_record_is_corrected_alone() -> None:
    """What a register held when it was opened is put right, or struck out, record by record."""
    first, second = member("a"), member("b")
    body = Body.open("contoh", first, second, charter=charter("national"), on=DAY, basis="daftar")
    right = body.correct(
        second, attrs.evolve(second, institution="c", unit="c"), on=LATER, basis="surat"
    )
    none = right.correct(first, on=LATER, basis="surat")

    assert right.on(LATER).register.institutions == ("a", "c")
    assert none.on(LATER).register.institutions == ("c",)
    assert none.on(LATER, known=DAY).register.institutions == ("a", "b")
    with pytest.raises(RefusedError, match="no such event"):
        none.correct(member("z"), on=LATER, basis="surat")
    with pytest.raises(RefusedError, match="no such event"):
        none.correct(first, on=LATER, basis="surat")


def test_a_register_holds_nothing_of_the_future() -> None:
    """A founding after the opening, or a record made after it, is refused."""
    rules = charter("national")
    with pytest.raises(ValueError, match="knows of no founding on 2025-01-01"):
        Body.open("x", charter=rules, on=DAY, basis="daftar", founded=date(2025, 1, 1))
    with pytest.raises(ValueError, match="holds no admitted record of 2030-01-01"):
        Body.open("x", member("a", recorded=date(2030, 1, 1)), charter=rules, on=DAY, basis="SK")

    assert Opened(on=DAY, recorded=DAY, basis="SK", body="x", name="x", charter=rules).found == ()


@pytest.mark.parametrize(
    ("until", "kind"), [(date(2037, 1, 1), TermError), (date(2015, 1, 1), ValueError)]
)
def test_the_end_of_a_term_is_the_charters(body: Body, until: date, kind: type[Exception]) -> None:
    """A bound election with another end than the charter's is refused; with its own, taken."""
    *before, board = body.elect({CHAIR: "bps"}, on=DAY, basis="rapat").events
    events: list[Event] = [*before, attrs.evolve(board, until=date(2020, 11, 2))]  # type: ignore[call-arg]

    assert replay(events).terms[0].period.end == date(2020, 11, 2)
    with pytest.raises(kind):
        replay([*before, attrs.evolve(board, until=until)])  # type: ignore[call-arg]
