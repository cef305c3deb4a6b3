import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import attrs
import pytest

from bakohumas.bodies import (
    Acted,
    Admitted,
    Body,
    Capacity,
    Cause,
    Corrected,
    Decree,
    Elected,
    Founded,
    Inaugurated,
    Place,
    Represented,
    Withdrawn,
    replay,
)
from bakohumas.errors import MODEL, ConflictError, OutOfScopeError, RefusedError, TermError
from bakohumas.institutions import directory
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Period

DAY, LATER, LATEST = date(2015, 11, 2), date(2016, 5, 1), date(2017, 5, 1)
OFFICES = directory(on=DAY)
KOMINFO, KEMENKEU, BPS = (OFFICES[each] for each in ("kominfo", "kemenkeu", "bps"))
HEAD, DEPUTY = "Ketua Umum", "Ketua Pelaksana"
LIST = "list of members (invented)"


def with_term(**laid_down: str | int) -> Charter:
    """The national charter with other provisions of terms."""
    return charter("national").override(
        *(
            Provision(f"term.{key}", value, Period(None), Citation("SK 3/2015"), Grade.C)
            for key, value in laid_down.items()
        )
    )


def founded(rules: Charter | None = None, on: date = DAY) -> Body:
    """A body with three members."""
    body = Body.found("contoh", charter=rules or charter("national"), on=on, basis="invented")
    return body.admit(KOMINFO, KEMENKEU, BPS, on=on, basis="SK 1/2015 (invented)")


@pytest.fixture
def body() -> Body:
    """A national body with three members and a chair."""
    return founded().elect({HEAD: KOMINFO}, on=DAY, basis="rapat anggota")


# terms


@pytest.mark.parametrize(
    ("rules", "start", "end"),
    [
        (with_term(years=5), DAY, date(2020, 11, 2)),
        (with_term(years=3), DAY, date(2018, 11, 2)),
        (with_term(years=2), DAY, date(2017, 11, 2)),
        (with_term(kind="years"), DAY, date(2020, 11, 2)),
        (with_term(kind="fiscal_year"), DAY, date(2016, 1, 1)),
        (with_term(kind="open"), DAY, None),
        (with_term(years=5), date(2016, 2, 29), date(2021, 2, 28)),
        (with_term(years=5, leap_day="mar01"), date(2016, 2, 29), date(2021, 3, 1)),
        (with_term(years=4), date(2016, 2, 29), date(2020, 2, 29)),
    ],
)  # fmt: skip
def test_how_long_a_board_serves(rules: Charter, start: date, end: date | None) -> None:
    """Years, a fiscal year or until further notice, as the charter of the first day says."""
    body = founded(rules).elect({HEAD: BPS}, on=start, basis="rapat", recorded=date(2016, 2, 29))
    (term,) = body.terms

    assert term.period == Period(start, end)
    assert body.appointments[0].period == Period(start, end)
    assert term.explain("id").endswith(("2020.", "2018.", "2017.", "2015.", "lain.", "2021."))


def test_a_kind_of_term_that_there_is_none_of() -> None:
    """A charter whose terms are counted in no known way is refused with its citation."""
    with pytest.raises(RefusedError, match="one of years, fiscal_year, open") as refusal:
        founded(with_term(kind="lunar")).elect({HEAD: BPS}, on=DAY, basis="rapat")

    assert refusal.value.basis == "SK 3/2015 (grade C)"


def test_a_board_demisioner_on_its_day(body: Body) -> None:
    """Declared demisioner on the day its term ends, a board served it in full."""
    end = date(2020, 11, 2)
    body = body.declare_demisioner(on=end, basis="rapat anggota")

    assert (body.terms[0].period.end, body.terms[0].ended) == (end, None)
    assert body.discharges == (end,)
    assert body.on(end).lapsed_since == end


def test_a_discharge_learnt_later_is_when_the_board_went(body: Body) -> None:
    """Of two discharges of one board the earlier counts, and the gap begins with it."""
    body = body.declare_demisioner(on=LATEST, basis="rapat anggota")
    body = body.declare_demisioner(on=LATER, basis="rapat anggota", recorded=LATEST)

    assert (body.terms[0].period.end, body.terms[0].ended) == (LATER, Cause.DISCHARGE)
    assert body.on(LATEST).lapsed_since == LATER
    assert body.on(LATEST).vacancies[0].since == LATER


def test_an_open_board_may_lapse() -> None:
    """Until further notice is until a lapse is recorded; a term with an end is not lapsed."""
    body = founded(with_term(kind="open")).elect({HEAD: BPS}, on=DAY, basis="rapat")
    body = body.lapse(on=LATER, basis="note")
    (term,) = body.terms

    assert (term.period.end, term.ended) == (LATER, Cause.LAPSE)
    assert (body.on(LATER).lapsed_since, body.lapses) == (LATER, (LATER,))
    assert body.on(LATER).vacancies[0].cause is Cause.LAPSE
    with pytest.raises(TermError, match="serves 2015-11-02 to 2020-11-01") as refusal:
        founded().elect({HEAD: BPS}, on=DAY, basis="rapat").lapse(on=LATER, basis="note")
    assert refusal.value.advice.startswith("declare the board demisioner first")


def test_a_decree_lays_down_what_was_elected(body: Body) -> None:
    """The first decree within a term confirms it; where none runs, the term begins with it."""
    first = Decree("SK 8/2016", made=LATER)
    body = body.lay_down(label="2016–2021", on=LATER, basis=first)
    body = body.lay_down(on=date(2022, 1, 1), basis=Decree("SK 9/2022"))
    one, two = body.terms

    assert (one.decree, one.label, one.period.start) == (first, "2016–2021", DAY)
    assert (two.decree, two.period) == (
        Decree("SK 9/2022"), Period(date(2022, 1, 1), date(2027, 1, 1)),
    )  # fmt: skip
    assert body.elect({HEAD: BPS}, on=date(2027, 1, 1), basis="rapat").terms[-1].decree is None
    with pytest.raises(TermError, match="the board of 2022–2027 serves"):
        body.lay_down(on=date(2021, 12, 1), basis="SK", recorded=date(2022, 1, 1))


def test_a_lapse_without_any_board_is_a_note() -> None:
    """A body that never had a board may lapse, and says since when."""
    body = founded().lapse(on=LATER, basis="note")

    assert body.on(LATER).lapsed_since == LATER
    assert body.on(LATER - timedelta(days=1)).lapsed_since is None


def test_a_lapse_of_hindsight_leaves_the_next_board(body: Body) -> None:
    """A lapse recorded when the next board sits already does not empty its seats."""
    body = body.elect({HEAD: BPS}, on=date(2023, 10, 23), basis="rapat")
    body = body.lapse(on=date(2020, 11, 2), basis="note", recorded=date(2023, 10, 23))

    assert body.on(date(2022, 1, 1)).lapsed_since == date(2020, 11, 2)
    assert body.on(date(2023, 10, 23)).board.holder(HEAD).holder == "bps"  # type: ignore[union-attr]


# the end of a body


def test_a_body_dissolved_has_nothing_left(body: Body) -> None:
    """From its last day on a body has no members and no board, and does nothing."""
    body = body.act(HEAD, BPS, capacity="plh", on=LATER, basis="Sprint").dissolve(
        on=LATEST, basis="SK 9/2017"
    )
    with pytest.raises(RefusedError, match="dissolved on 2017-05-01") as refusal:
        body.admit(OFFICES["big"], on=LATEST, basis="SK")

    assert body.dissolved == LATEST
    assert refusal.value.advice == "choose a day on which it exists"
    assert (body.terms[0].period.end, body.terms[0].ended) == (LATEST, Cause.DISSOLUTION)
    assert {each.ended for each in body.memberships} == {Cause.DISSOLUTION}
    assert {each.ended for each in (*body.appointments, *body.acting)} == {Cause.DISSOLUTION}
    with pytest.raises(RefusedError, match="the body was dissolved"):
        body.on(LATEST)


def test_what_is_learnt_later_ends_with_the_body_too(body: Body) -> None:
    """A member or board of earlier days, recorded after the end, goes no further than it."""
    over = founded().dissolve(on=LATEST, basis="SK 9/2017")
    over = over.admit(OFFICES["big"], on=LATER, basis="SK", recorded=LATEST)
    over = over.elect({HEAD: BPS}, on=LATER, basis="rapat", recorded=LATEST)

    assert {each.period.end for each in over.memberships} == {LATEST}
    assert over.terms[0].period == over.appointments[0].period == Period(LATER, LATEST)
    for day, why in ((LATER, "dissolved from 2017-05-01 on already"),):
        with pytest.raises(RefusedError, match=why) as refusal:
            over.dissolve(on=day, basis="SK", recorded=LATEST)
        assert refusal.value.advice.startswith("correct that record")
    late = body.admit(OFFICES["big"], on=LATEST, basis="SK")
    with pytest.raises(RefusedError, match="come to it, or to a seat, on 2017-05-01"):
        late.dissolve(on=LATER, basis="SK", recorded=LATEST)


def test_before_its_founding_no_charter_governs() -> None:
    """Asked for the charter of an earlier day, or told of one, a body says when it was founded."""
    early = DAY - timedelta(days=1)
    for one in (
        lambda: founded().charter(on=early),
        lambda: founded().dissolve(on=early, basis="?", recorded=DAY),
    ):
        with pytest.raises(RefusedError, match="founded on 2015-11-02") as refusal:
            one()

        assert refusal.value.advice == "choose a day on which it exists"


def test_an_amendment_reaches_no_day_before_another(body: Body) -> None:
    """A charter begins after the last one did."""
    with pytest.raises(RefusedError, match="the charter of 2015-11-02 governs") as refusal:
        body.amend(with_term(years=3), on=DAY, basis="SK", recorded=LATER)

    assert refusal.value.basis == MODEL


# registers opened in mid-life


def test_what_came_before_a_register_is_unknown() -> None:
    """A day before the register was opened is out of scope, and no day of the founding told."""
    member = Admitted(on=DAY, recorded=LATEST, basis=LIST, institution="bps", unit="bps",
                      name="Biro Humas", category="non_ministerial")  # fmt: skip
    board = Elected(on=DAY, recorded=LATEST, basis=LIST, until=date(2019, 1, 1),
                    places=(Place("Sekretaris", "bps"), Place(HEAD, "orang-luar")))  # fmt: skip
    body = Body.open("tua", member, board, charter=charter("national"), on=LATEST, basis=LIST,
                     founded=date(1970, 7, 1))  # fmt: skip
    with pytest.raises(OutOfScopeError, match="what came before is unknown"):
        body.on(LATER)
    with pytest.raises(OutOfScopeError):
        body.admit(KOMINFO, on=LATER, basis="SK", recorded=LATEST)

    assert (body.founded, body.opened, body.founding) == (date(1970, 7, 1), LATEST, body.events[0])
    assert (body.terms[0].period.end, body.terms[0].basis) == (date(2019, 1, 1), LIST)
    assert body.on(LATEST).register.institutions == ("bps",)
    assert body.on(LATEST).board.holder(HEAD).holder == "orang-luar"  # type: ignore[union-attr]
    assert replay(body.events) == body


def test_a_register_that_contradicts_itself_is_refused() -> None:
    """Two holders of one seat are too many, even where things are taken as found."""
    acted = [
        Acted(on=DAY, recorded=DAY, basis=LIST, place=Place(HEAD, who), capacity=Capacity.PLT)
        for who in ("bps", "big")
    ]
    with pytest.raises(RefusedError, match="bps stands in on it already"):
        Body.open("tua", *acted, charter=charter("national"), on=DAY, basis=LIST)
    with pytest.raises(ValueError, match="must end later"):
        Body.open("tua", attrs.evolve(acted[0], until=DAY), charter=charter("national"), on=DAY,
                  basis=LIST)  # fmt: skip
    with pytest.raises(TypeError, match="with no founding"):
        Body.open("tua", founded().events[0], charter=charter("national"), on=DAY, basis=LIST)


# corrections


def test_a_record_that_never_happened_is_struck(body: Body) -> None:
    """What was struck is gone from every day, but not from what was known before."""
    right = body.correct(body.events[4], on=LATER, basis="letter")

    assert right.terms == ()
    assert right.on(DAY).board is None
    assert right.on(DAY, known=DAY) == body.on(DAY)
    assert len(right) == len(body) + 1
    assert body.on(DAY).board is not None, "the older body is as it was"


def test_another_day_is_true(body: Body) -> None:
    """A record is replaced by what is true; what followed is checked again."""
    true = attrs.evolve(body.events[4], on=LATER)
    right = body.inaugurate(on=LATEST, basis="SK").correct(4, true, on=LATEST, basis="letter")

    assert right.terms[0].period.start == LATER
    assert right.inaugurations == (LATEST,)
    assert right.on(DAY, known=LATER).board is not None
    assert right.on(DAY).board is None
    assert replay(right.events) == right


def test_the_founding_is_corrected_by_a_founding(body: Body) -> None:
    """Name, day and charter of the founding may turn out to be others."""
    early = attrs.evolve(body.founding, on=date(2015, 1, 1), name="Badan Contoh")
    right = body.correct(0, early, on=LATER, basis="Pergub (invented)")

    assert (right.name, right.founded) == ("Badan Contoh", date(2015, 1, 1))
    assert right.events[0] == body.events[0], "the record stays"
    assert right.on(date(2015, 6, 1)).register.institutions == ()
    with pytest.raises(RefusedError, match="founded on 2015-11-02"):
        right.on(date(2015, 6, 1), known=DAY)


def test_a_record_is_corrected_twice(body: Body) -> None:
    """A correction of the same record replaces the one before; each is known from its day."""
    once = body.correct(4, on=LATER, basis="letter 1")
    twice = once.correct(4, attrs.evolve(body.events[4], on=LATER), on=LATEST, basis="letter 2")
    chairs = [twice.on(LATER, known=day).board for day in (DAY, LATER, LATEST)]

    assert [board is not None for board in chairs] == [True, False, True]
    assert twice.on(DAY, known=LATER).board is None
    assert [type(event) for event in twice.events[-2:]] == [Corrected, Corrected]


def test_what_cannot_be_corrected_is_refused_and_changes_nothing(body: Body) -> None:
    """No such record, a correction, a second founding, and what would undo what followed."""
    once = body.inaugurate(on=LATER, basis="SK").correct(3, on=LATER, basis="letter")
    stray = Inaugurated(on=LATEST, recorded=LATEST, basis="?")
    cases = (
        (99, None, "the history has no fact of that number", "number the records from 0"),
        (-1, None, "the history has no fact of that number", "number the records from 0"),
        (6, None, "the history has no fact of that number", "number the records from 0"),
        (0, None, "begins with one founding", "put a founding in the place"),
        (1, once.events[0], "begins with one founding", "put a founding in the place"),
        (stray, None, "the history has no such event", "take the event from the body's own"),
        (1, None, "record 4 could then not have happened: put kominfo", "correct what follows"),
        (4, None, "record 5 could then not have happened: inaugurate", "correct what follows"),
    )
    before = once.on(LATEST)
    for record, instead, why, advice in cases:
        with pytest.raises(RefusedError) as refusal:
            once.correct(record, instead, on=LATEST, basis="letter")

        assert why in refusal.value.why
        assert refusal.value.advice.startswith(advice)
        assert once.on(LATEST) == before
    with pytest.raises(TypeError, match="and no correction"):
        once.correct(1, once.events[6], on=LATEST, basis="letter")


def test_a_correction_in_a_register_opened_later() -> None:
    """A day before the opening is refused there too, as what could not have happened."""
    body = Body.open("tua", charter=charter("national"), on=DAY, basis=LIST)
    body = body.admit(BPS, on=LATER, basis="SK")
    late = attrs.evolve(body.events[0], on=LATEST)
    with pytest.raises(TermError, match="record 1 could then not have happened") as refusal:
        body.correct(0, late, on=LATEST, basis="letter")

    assert refusal.value.basis == MODEL


# decrees


def test_a_decree_is_kept_as_an_instrument() -> None:
    """Its day, issuer, place and digest stay with the event, and print in both languages."""
    decree = Decree(
        "SK Gubernur 188.44/2016", made=date(2016, 12, 2), issuer="Gubernur Contoh",
        address="https://jdih.example/188", sha256="0" * 64,
    )  # fmt: skip
    body = Body.found("contoh", charter=charter("papua"), on=date(2016, 12, 2), basis=decree)
    plain = Decree("Berita acara 7")

    assert (body.founder, body.events[0].decree) == ("Gubernur Contoh", decree)
    assert body.events[0].made == date(2016, 12, 2)
    assert body.events[0].basis == "SK Gubernur 188.44/2016 of 2016-12-02"
    assert decree.label() == "SK Gubernur 188.44/2016 of 2 December 2016"
    assert decree.label("id") == "SK Gubernur 188.44/2016 tanggal 2 Desember 2016"
    assert (plain.label("id"), str(plain), plain.year) == ("Berita acara 7",) * 2 + (None,)
    assert founded().events[0].made is None
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Decree("SK 1/2016", sha256="ABC")


@pytest.mark.parametrize("basis", [Decree("SK 1/2016"), Citation("SK 1/2016")])
def test_an_event_says_its_basis_in_words(basis: Decree | Citation) -> None:
    """Made by hand, an event takes an instrument as its basis and keeps its words."""
    assert Inaugurated(on=DAY, recorded=DAY, basis=basis).basis == "SK 1/2016"


def test_a_latest_day_comes_no_earlier() -> None:
    """An event cannot at latest have been before it was at earliest."""
    with pytest.raises(ValueError, match="comes before 2016-05-01"):
        Inaugurated(on=LATER, by=DAY, recorded=LATER, basis="?")


# values


def test_a_body_shows_what_it_is() -> None:
    """Id, name, founder, area, length, equality and hash are those of a value."""
    body = Body.found(
        "bakohumas-63", charter=charter("kalsel"), on=LATEST, basis="Pergub", name="Bakohumas",
        founder="Gubernur", area="63",
    )  # fmt: skip
    twin = replay(body.events)

    assert (body.founder, body.area, len(body)) == ("Gubernur", "63", 1)
    assert repr(body) == "Body('bakohumas-63', events=<1>)"
    assert {body, twin} == {body}
    assert body != "bakohumas-63"
    assert body.on(LATEST) != "a day"
    assert {body.on(LATEST), twin.on(LATEST)} == {twin.on(LATEST)}
    assert pickle.loads(pickle.dumps(body.on(LATEST))) == body.on(LATEST)
    assert pickle.loads(pickle.dumps(body)) == body
    assert [*body.terms, *body.memberships, *body.acting] == []


def test_branches_go_deeper_than_any_chain(body: Body) -> None:
    """Forty times a body goes on from an older value: every one of them reads right."""
    trunk = founded()
    for number in range(40):
        day = DAY + timedelta(days=number)
        fork = trunk.represent(KOMINFO, f"orang-{number}", on=day, basis="ST")
        other = trunk.represent(BPS, "orang-0", on=day, basis="ST")
        trunk = trunk.represent(KEMENKEU, f"orang-{number}", on=day, basis="ST")

        assert fork.on(day).representation("bps") is None
        assert other.on(day).representation("kominfo") is None
        assert trunk.on(day).representation("kemenkeu").representatives == (f"orang-{number}",)  # type: ignore[union-attr]
        assert trunk.on(DAY).representation("kemenkeu").representatives == ("orang-0",)  # type: ignore[union-attr]
    assert replay(trunk.events) == trunk
    with pytest.raises(RefusedError, match="last written"):
        trunk.represent(BPS, on=DAY, basis="ST")
    assert body.terms


def test_corrections_go_deeper_than_any_chain(body: Body) -> None:
    """Forty corrections of one body: what was known on each day can still be asked."""
    for number in range(40):
        day = LATER + timedelta(days=number)
        true = attrs.evolve(body.founding, name=f"Badan {number}")
        body = body.correct(0, true, on=day, basis=f"letter {number}")

    assert body.name == "Badan 39"
    assert len(body.on(LATEST, known=LATER + timedelta(days=7)).register) == 3
    assert replay(body.events) == body
    assert isinstance(body.events[0], Founded)


def test_a_refusal_of_an_older_body_leaves_the_newer_one() -> None:
    """What an older value is refused touches none of those that went on from it."""
    old = founded()
    new = old.elect({HEAD: KOMINFO, DEPUTY: BPS}, on=DAY, basis="rapat")
    with pytest.raises(RefusedError):
        old.elect({HEAD: KOMINFO, DEPUTY: KOMINFO}, on=DAY, basis="rapat")
    with pytest.raises(RefusedError):
        new.admit(OFFICES["big"], KOMINFO, on=DAY, basis="SK")
    other = old.elect({DEPUTY: BPS, HEAD: KEMENKEU}, on=DAY, basis="rapat")

    assert len(new.events) == len(new) == 5
    assert len(new.on(DAY).register) == 3
    assert [each.seat for each in new.appointments] == [HEAD, DEPUTY]
    assert [each.seat for each in other.appointments] == [DEPUTY, HEAD]


def test_names_come_in_the_order_of_what_was_accepted() -> None:
    """A refused operation leaves no trace, not even in the order of seats."""
    body = founded()
    with pytest.raises(RefusedError):
        body.elect({DEPUTY: BPS, HEAD: BPS}, on=DAY, basis="rapat")
    body = body.elect({HEAD: BPS, DEPUTY: KOMINFO}, on=DAY, basis="rapat")

    assert [each.seat for each in body.appointments] == [HEAD, DEPUTY]
    assert body.appointments == replay(body.events).appointments


def test_threads_that_extend_one_body_at_once() -> None:
    """Whoever extends the same value, each gets a history of its own, and the value stays."""
    body = founded()

    def extend(number: int) -> Body:
        own = body
        for step in range(20):
            day = DAY + timedelta(days=step)
            own = own.represent(KOMINFO, f"orang-{number}-{step}", on=day, basis="ST")
            assert body.on(day).representation("kominfo") is None
        return own

    with ThreadPoolExecutor(4) as pool:
        bodies = list(pool.map(extend, range(8)))

    for number, each in enumerate(bodies):
        said = [event for event in each.events if isinstance(event, Represented)]
        assert [event.representatives for event in said] == [
            (f"orang-{number}-{step}",) for step in range(20)
        ]
        assert replay(each.events) == each
    assert len(body.events) == 4


def test_rows_tell_every_kind_of_record(body: Body) -> None:
    """A correction and what it corrects are both in the rows, in plain words."""
    rows = body.withdraw(BPS, on=LATER, basis="letter").correct(5, on=LATEST, basis="note").rows()

    assert [row["event"] for row in rows[-2:]] == ["withdrawn", "corrected"]
    assert rows[-1]["what"] == {"of": "5", "instead": "None"}
    assert isinstance(body.withdraw(BPS, on=LATER, basis="letter").events[-1], Withdrawn)


def test_a_decree_of_another_form_has_no_number_to_read() -> None:
    """A title that is written like no citation is kept; kind and number are not guessed from it."""
    decree = Decree("SK 1 pasal 3", made=date(2016, 12, 2))

    assert (decree.kind, decree.number, decree.year) == (None, None, 2016)
    assert str(decree) == "SK 1 pasal 3 of 2016-12-02"


def test_texts_in_conflict_on_the_seats_leave_the_rest_of_a_day_open() -> None:
    """Where two texts name other seats the register still answers, and the board is refused."""
    day = date(2016, 12, 2)

    def seats(cite: str, *titles: str) -> Provision:
        return Provision("board.seats", titles, Period(None), Citation.parse(cite), Grade.B)

    rules = Charter(
        "tengkar", ("two texts", "dua aturan"),
        (seats("PM Contoh 1/2015", "Ketua"), seats("Pergub Contoh 2/2016", "Ketua Umum"),
         *charter("national").provisions),
    )  # fmt: skip
    body = Body.found("contoh", charter=rules, on=day, basis="SK 1 (invented)")

    assert len(body.on(day).register) == 0
    with pytest.raises(ConflictError):
        _ = body.on(day).vacancies
