from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final, TypeAlias

import attrs
from hypothesis import strategies as st

from bakohumas.bodies import Acted, Body, Capacity, Cause, Corrected, Event, Founded, Role
from bakohumas.institutions import Category, Institution, Official, Unit
from bakohumas.law import Charter, Citation, Grade, Provision, charter
from bakohumas.periods import Approx, Period

_FIRST: Final = date(2014, 9, 26)
_LAST: Final = date(2090, 12, 31)
_NONE: Final = "Jabatan Contoh"


def _agency(number: int, category: Category) -> Institution:
    return Institution(
        f"agency-{number}", f"Badan Contoh {number}", category, f"BC{number}", invented=True
    )


POOL: Final = tuple(
    _agency(number, category)
    for number, category in enumerate([*Category, *[Category.NON_STRUCTURAL] * 3])
)
"""Who comes and goes: one invented agency of each kind, and a few more of one of them."""


def _with(name: str, parent: str = "national", **laid_down: Any) -> Charter:  # noqa: ANN401 - values of provisions
    return charter(parent).override(
        *(
            Provision(key.replace("__", "."), value, Period(None), Citation("SK 9/2014"), Grade.D)
            for key, value in laid_down.items()
        ),
        name=name,
    )


def appointed() -> Charter:
    """A charter under which two seats are filled by appointment, and a member may hold two."""
    return _with(
        "appointed",
        seat__sekretaris__selection="appointed",
        seat__ketua_pelaksana__selection="appointed",
        board__seats_per_institution=2,
    )


def yearly() -> Charter:
    """A charter under which a board serves to the end of a fiscal year."""
    return _with("yearly", "regency", term__kind="fiscal_year")


def threefold() -> Charter:
    """A charter with a term of three years, and with one seat more and one less."""
    return _with("threefold", term__years=3, board__seats=("Ketua Umum", "Sekretaris", "Bendahara"))


_CHARTERS: Final[Mapping[str, tuple[Callable[[], Charter], date]]] = {
    "national": (lambda: charter("national"), _FIRST),
    "national_practice": (lambda: charter("national_practice"), _FIRST),
    "kalsel": (lambda: charter("kalsel"), date(2016, 10, 11)),
    "karangasem": (lambda: charter("karangasem"), date(2009, 9, 24)),
    "kpu_regency": (lambda: charter("kpu_regency"), date(2021, 4, 1)),
    "appointed": (appointed, _FIRST),
    "yearly": (yearly, _FIRST),
}
"""Under which charters bodies live, and from when on each of them speaks."""


@attrs.frozen
class Moment:
    """When something happens, and when the register learns of it.

    Attributes:
        on: The day, or what is known of it.
        first: The first day that it may be.
        today: The day of the record.
    """

    on: date | Approx
    first: date
    today: date

    @property
    def told(self) -> dict[str, Any]:
        """What every verb is told of it."""
        return {"on": self.on, "recorded": self.today, "basis": f"SK {self.today} (invented)"}


class Draw:
    """Draws of Hypothesis, whether a strategy or a rule of a machine asks for them."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.any: Callable[[st.SearchStrategy[Any]], Any] = draw

    def one(self, *choices: Any) -> Any:  # noqa: ANN401 - one of them
        """One of several things."""
        return self.any(st.sampled_from(choices))

    def founded(self, rules: Charter | None = None) -> Body:
        """A body on the day of its founding, with members if its charter lets it have any."""
        if rules is None:
            make, start = _CHARTERS[self.one(*_CHARTERS)]
            rules = make()
        else:
            start = _FIRST
        today = start + timedelta(days=self.any(st.integers(0, 2200)))
        basis = f"SK {today} (invented)"
        body = Body.found("contoh", charter=rules, on=today, basis=basis)
        law = rules.find("membership.categories", on=today)
        kinds = law.value if law and isinstance(law.value, tuple) else ()
        able = [each for each in POOL if each.category in kinds][:3]
        body = body.admit(*able, on=today, basis=basis)
        if self.one(False, False, False, True):
            opened = today + timedelta(days=200)
            return Body.open(
                "contoh", *body.events[1:], charter=rules, on=opened, basis=basis, founded=today
            )
        return body

    def moment(self, body: Body, today: date) -> Moment:
        """The next moment at which something is recorded of a body: at once, or years later."""
        step = self.one(0, 0, 1, 7, 30, 90, 365, 365, 1826)
        today = min(today + timedelta(days=step), _LAST)
        # an event may take effect before the register learns of it
        lag = self.one(0, 0, 0, 0, 1, 40, 400, 2000)
        first = max(today - timedelta(days=lag), body.opened)
        loose = self.one(0, 0, 0, 0, 0, 27)
        on = Approx(first, first + timedelta(days=loose)) if loose else first
        return Moment(on, first, today)

    def title(self, body: Body, when: Moment, selection: str = "") -> str:
        """A seat of the body, of a selection most of the time."""
        seats = body.on(when.first).seats
        fit = [seat.name for seat in seats if selection in {"", seat.selection.value}]
        found: str = self.one(*fit, *fit, *fit, *(seat.name for seat in seats), _NONE)
        return found

    def insider(self, body: Body, when: Moment) -> Institution:
        """An agency that takes part, most of the time."""
        there = body.on(when.first).register
        inside = [each for each in POOL if each.id in there]
        found: Institution = self.one(*inside, *inside, *inside, *inside, *POOL)
        return found

    def unit(self, agency: Institution | None = None) -> Unit:
        """A unit of an agency: its first one, or a further one."""
        name = self.one("", "", "Biro Dua", "Pusat Tiga")
        return (agency or self.one(*POOL)).unit(name)

    def holder(self, body: Body, when: Moment) -> Institution | Unit | Official:
        """Whoever may be put on a seat: an agency, a unit or a person of it."""
        agency = self.insider(body, when)
        found: Institution | Unit | Official = self.one(
            agency, agency, agency.unit("Biro Dua"), Official("orang-1", "Kepala Biro", agency)
        )
        return found

    def post(self, body: Body, when: Moment) -> str:
        """A post, most often one that a seat of the body goes with."""
        posts = [seat.post for seat in body.on(when.first).seats if seat.post]
        found: str = self.one(*posts, *posts, _NONE)
        return found

    def cause(self) -> Cause:
        """Why something came to its end."""
        found: Cause = self.one(*Cause)
        return found


Verb: TypeAlias = Callable[[Draw, Body, Moment], Body]
"""Something that may happen to a body, and may be refused."""


def admit(draw: Draw, body: Body, when: Moment) -> Body:
    """Let somebody take part, in any role."""
    role = draw.one(*[Role.MEMBER] * 4, *Role)
    if role is Role.GUEST:
        return body.admit(Official("orang-2", "Tamu", POOL[0]), role=role, **when.told)
    return body.admit(draw.unit(), role=role, **when.told)


def withdraw(draw: Draw, body: Body, when: Moment) -> Body:
    """Let an agency, or one of its units, go."""
    unit = draw.unit(draw.insider(body, when))
    who = draw.one(unit.institution, unit.institution.id, unit)
    return body.withdraw(who, cause=draw.cause(), **when.told)


def succeed(draw: Draw, body: Body, when: Moment) -> Body:
    """Merge or dissolve an agency, with a successor or without."""
    gone, heir = draw.insider(body, when), draw.one(None, *POOL)
    cause = draw.one("merger", "renaming", "dissolution")
    return body.succeed(gone, heir, cause=cause, **when.told)


def represent(draw: Draw, body: Body, when: Moment) -> Body:
    """Name who speaks for an agency."""
    people = draw.one((), ("orang-3",), ("orang-3", "orang-4"))
    who = draw.insider(body, when)
    return body.represent(who, *people, contact=draw.one("", "orang-5"), **when.told)


def keep_secretariat(draw: Draw, body: Body, when: Moment) -> Body:
    """Keep a secretariat, another one, or none any more."""
    return body.keep_secretariat(draw.one(None, *POOL[:3], draw.unit()), **when.told)


def seat(draw: Draw, body: Body, when: Moment) -> Body:
    """Seat the holder of a post."""
    title = draw.title(body, when, "ex_officio")
    posts = [each.post for each in body.on(when.first).seats if each.name == title and each.post]
    post = draw.one(*posts, *posts, *posts, _NONE)
    holder = draw.one("", "", *POOL[:4])
    return body.seat(title, post=post, holder=holder, **when.told)


def elect(draw: Draw, body: Body, when: Moment) -> Body:
    """Elect a board, whole or in part."""
    titles = [each.name for each in body.on(when.first).seats if each.selection == "elected"]
    chosen = draw.any(st.lists(st.sampled_from([*titles, _NONE]), unique=True, max_size=3))
    members = body.on(when.first).register.institutions
    willing = [each for each in POOL if each.id in members] or [*POOL]
    holders = draw.any(st.permutations(willing))
    places = dict(zip(chosen or titles[:1], holders, strict=False))
    return body.elect(places, label=draw.one("", "2015–2020"), **when.told)


def lay_down(draw: Draw, body: Body, when: Moment) -> Body:
    """Lay the board down by decree."""
    return body.lay_down(label=draw.one("", "2015–2020"), **when.told)


def appoint(draw: Draw, body: Body, when: Moment) -> Body:
    """Appoint somebody, for some time or until further notice."""
    until = draw.one(None, None, when.first + timedelta(days=200))
    title = draw.title(body, when, "appointed")
    return body.appoint(title, draw.holder(body, when), until=until, **when.told)


def act(draw: Draw, body: Body, when: Moment) -> Body:
    """Let somebody stand in."""
    until = draw.one(None, when.first + timedelta(days=30), when.first + timedelta(days=100))
    title = draw.title(body, when)
    vacant = title in {each.seat for each in body.on(when.first).vacancies}
    fit = Capacity.PLT if vacant else Capacity.PLH
    capacity = draw.one(*Capacity, *[fit] * 8)
    return body.act(title, draw.holder(body, when), capacity=capacity, until=until, **when.told)


def replace(draw: Draw, body: Body, when: Moment) -> Body:
    """Fill a vacant seat for the rest of a term."""
    vacant = [each.seat for each in body.on(when.first).vacancies]
    title = draw.one(*vacant, *vacant, draw.title(body, when, "elected"))
    return body.replace(title, draw.holder(body, when), **when.told)


def hand_over(draw: Draw, body: Body, when: Moment) -> Body:
    """Give a post to another person, or to nobody."""
    official = Official("orang-6", _NONE, draw.one(*POOL))
    return body.hand_over(
        draw.post(body, when),
        draw.one("", "orang-7", "orang-8", official),
        capacity=draw.one(Capacity.DEFINITIVE, Capacity.DEFINITIVE, Capacity.PLT),
        cause=draw.one(None, draw.cause()),
        **when.told,
    )


def vacate(draw: Draw, body: Body, when: Moment) -> Body:
    """Let a holder, or whoever stands in, leave a seat."""
    board = body.on(when.first).board
    acting = draw.one(False, False, True)
    held = [each.seat for each in (board.acting if acting else board.appointments)] if board else []
    title = draw.one(*held, *held, draw.title(body, when))
    return body.vacate(title, cause=draw.cause(), acting=acting, **when.told)


def inaugurate(_draw: Draw, body: Body, when: Moment) -> Body:
    """Install the board."""
    return body.inaugurate(**when.told)


def declare_demisioner(_draw: Draw, body: Body, when: Moment) -> Body:
    """Discharge the board."""
    return body.declare_demisioner(**when.told)


def lapse(_draw: Draw, body: Body, when: Moment) -> Body:
    """Let the body lapse."""
    return body.lapse(**when.told)


def amend(draw: Draw, body: Body, when: Moment) -> Body:
    """Put the body under another charter."""
    return body.amend(draw.one(threefold, appointed)(), **when.told)


def strike(draw: Draw, body: Body, when: Moment) -> Body:
    """Find that something never happened."""
    return body.correct(draw.any(st.integers(-1, len(body))), **when.told)


def put_right(draw: Draw, body: Body, when: Moment) -> Body:
    """Find that something happened on another day, or to another."""
    number = draw.any(st.integers(0, len(body) - 1))
    wrong = body.events[number]
    if isinstance(wrong, Corrected):
        return body.correct(number, **when.told)
    return body.correct(wrong, _otherwise(draw, wrong), **when.told)


def _otherwise(draw: Draw, wrong: Event) -> Event:
    moved = wrong.on + timedelta(days=draw.one(-30, -1, 0, 1, 30))
    if isinstance(wrong, Founded):
        return attrs.evolve(wrong, on=moved, by=None, name="Badan Contoh")
    if isinstance(wrong, Acted):
        return attrs.evolve(wrong, mandate="atasan (invented)")
    return attrs.evolve(wrong, on=moved, by=None)


def dissolve(draw: Draw, body: Body, when: Moment) -> Body:
    """End the body, now and then."""
    return body.dissolve(**when.told) if draw.one(*[False] * 5, True) else body


VERBS: Final[tuple[Verb, ...]] = (
    *[admit] * 3,
    *[elect] * 3,
    *[vacate] * 2,
    *[replace] * 2,
    *[seat] * 2,
    *[act] * 2,
    *[hand_over] * 2,
    *(withdraw, succeed, represent, keep_secretariat, lay_down, appoint, inaugurate),
    *(declare_demisioner, lapse, amend, strike, put_right, dissolve),
)
"""Everything that may happen, the more common the more often."""
