from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from bakohumas.bodies import (
    Appointment,
    Board,
    Body,
    Cause,
    Chronicle,
    Decree,
    Event,
    Federation,
    Forest,
    Founded,
    Membership,
    Node,
    NodeJoined,
    Opened,
    PolicyPassed,
    Register,
    ReportMade,
    Representation,
    Seat,
    Secretariat,
    Snapshot,
    Term,
    Vacancy,
)
from bakohumas.institutions import Institution, Official
from bakohumas.law import Scope, charter
from bakohumas.periods import Period
from bakohumas.testing._bodies import bodies
from bakohumas.testing._values import Makers, Told, parts
from bakohumas.testing._verbs import POOL

_STARTS: Final = st.sampled_from(
    [date(2015, 11, 2), date(2015, 12, 31), date(2016, 2, 29), date(2019, 1, 1)]
)
_WAITS: Final = st.sampled_from([0, 1, 30, 365]) | st.integers(0, 900)
_POST: Final = "Direktur Jenderal Informasi dan Komunikasi Publik"
_BASIS: Final = "SK 1 (invented)"
_CODES: Final = ("kalsel", "tapin", "banjar")
_some: Final = st.lists(st.sampled_from(_CODES), min_size=1, unique=True).map(tuple)


@st.composite
def lives(draw: st.DrawFn) -> Body:
    """Bodies to which happened what gives them a part of every kind, in two years or less.

    A seat is filled for the rest of a term, now and then on the very day on which it fell
    vacant; another stays vacant, and somebody stands in.
    """
    day = draw(_STARTS)
    body = Body.found("contoh", charter=charter("national"), on=day, basis=_BASIS)
    body = body.admit(*POOL[:6], on=day, basis=_BASIS)
    body = body.keep_secretariat(POOL[0], on=day, basis=_BASIS)
    body = body.represent(POOL[1], "orang-3", "orang-4", contact="orang-5", on=day, basis=_BASIS)
    day += timedelta(draw(_WAITS))
    titles = [each.name for each in body.on(day).seats if each.selection == "elected"]
    members = draw(st.permutations(POOL[:5]))
    person = Official("orang-1", "Kepala Biro", members[0])
    holders: list[Institution | Official] = [person, *members[1:]]
    chosen = dict(zip(titles, holders, strict=False))
    body = body.elect(chosen, on=day, basis=_BASIS, record="1f2e")
    day += timedelta(1 + draw(_WAITS))
    for title in titles[:1]:
        body = body.vacate(title, cause=draw(st.sampled_from(Cause)), on=day, basis=_BASIS)
        stays = draw(st.booleans())
        if stays:
            filled = day + timedelta(draw(st.sampled_from([0, 1, 30])))
            body = body.replace(title, POOL[5], on=filled, basis=_BASIS)
        else:
            until = day + timedelta(30)
            body = body.act(title, POOL[5], capacity="plt", until=until, on=day, basis=_BASIS)
    return body


@st.composite
def _snapshots(draw: st.DrawFn) -> Snapshot:
    body = draw(lives())
    edges = {each.recorded for each in body.events} | {body.opened}
    beside = st.integers(0, 1).map(timedelta)
    return body.on(draw(st.sampled_from(sorted(edges))) + draw(beside))


def _of(snapshot: Snapshot) -> tuple[object, ...]:
    """What stands on one day."""
    one = snapshot.secretariat, snapshot.representation(POOL[1].id)
    return (*snapshot.seats, *snapshot.vacancies, *one)


def _history(body: Body) -> tuple[object, ...]:
    return (*body.terms, *body.appointments, *body.memberships, *body.acting)


@st.composite
def _nodes(draw: st.DrawFn) -> Node:
    scope, area = draw(st.sampled_from([(Scope.PROVINCIAL, "63"), (Scope.REGENCY, "63.05")]))
    start = draw(_STARTS)
    period = draw(st.sampled_from([Period(None), Period(start), Period(start, date(2020, 2, 29))]))
    code, parent = draw(st.sampled_from(_CODES)), draw(st.sampled_from(["", "nasional"]))
    return Node(code, "regency", scope, area, "Bakohumas Contoh", period, parent)


@st.composite
def federations(draw: st.DrawFn) -> Federation:
    """Federations of a province and its regencies, which join, move, leave and report."""
    day = draw(_STARTS)
    root = Node("kalsel", "kalsel", Scope.PROVINCIAL, "63")
    below = [
        Node(code, "regency", Scope.REGENCY, area, parent="kalsel")
        for code, area in (("tapin", "63.05"), ("banjar", "63.03"))
    ]
    told = Federation.of([root], id="kalsel", charter=charter("kalsel"), on=day, basis=_BASIS)
    for node in below:
        day += timedelta(draw(_WAITS))
        told = told.join(node, on=day, basis=_BASIS)
    told = told.issue("rakor", "1", by="kalsel", on=day, basis=_BASIS)
    if draw(st.booleans()):
        told = told.pass_on("rakor", "1", by="kalsel", to="tapin", on=day, basis=_BASIS)
    if draw(st.booleans()):
        told = told.report("tapin", subject="rakor", to="kalsel", on=day, basis=_BASIS)
    if draw(st.booleans()):
        told = told.leave("banjar", on=day + timedelta(1), basis=_BASIS)
    return told


@st.composite
def _forests(draw: st.DrawFn) -> Forest:
    told = draw(federations())
    return told.on(max(each.recorded for each in told.events) + timedelta(draw(_WAITS)))


@st.composite
def _opened(draw: st.DrawFn) -> Opened:
    day = draw(_STARTS)
    before = st.integers(0, 4000).map(lambda days: day - timedelta(days))
    return Opened(
        on=day,
        recorded=day + timedelta(draw(_WAITS)),
        basis=_BASIS,
        body="contoh",
        name="Badan Contoh",
        charter=charter("national"),
        founded=draw(st.none() | before),
    )


@st.composite
def _joined(draw: st.DrawFn) -> NodeJoined:
    node = draw(_nodes().filter(lambda each: each.period.start))
    on: date = node.period.start  # type: ignore[assignment]
    return NodeJoined(on=on, recorded=on + timedelta(draw(_WAITS)), basis=_BASIS, node=node)


MAKERS: Final[Makers] = {
    Appointment: lambda: parts(Appointment, lives().map(_history)),
    Board: lambda: _snapshots().map(lambda each: each.board).filter(bool),
    Body: lambda: bodies() | lives(),
    Chronicle: federations,
    Federation: federations,
    Forest: _forests,
    Membership: lambda: parts(Membership, lives().map(_history)),
    Node: _nodes,
    NodeJoined: _joined,
    Opened: _opened,
    Register: lambda: _snapshots().map(lambda each: each.register),
    Representation: lambda: parts(Representation, _snapshots().map(_of)),
    Seat: lambda: parts(Seat, _snapshots().map(_of)),
    Secretariat: lambda: parts(Secretariat, _snapshots().map(_of)),
    Snapshot: _snapshots,
    Term: lambda: parts(Term, lives().map(_history)),
    Vacancy: lambda: parts(Vacancy, _snapshots().map(_of)),
}
FIELDS: Final[Told] = {
    Event: {"by": st.none()},
    Decree: {"sha256": st.sampled_from(["", "0123456789abcdef" * 4])},
    Founded: {
        "charter": st.sampled_from(["national", "kalsel"]).map(charter),
        "area": st.sampled_from(["", "63", "63.05"]),
    },
    PolicyPassed: {"to": _some},
    ReportMade: {"to": _some},
}
WHOLE: Final[frozenset[type]] = frozenset({Event})
