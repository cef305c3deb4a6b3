"""Invented bodies and records that the worked cases of the chapters share."""

from datetime import date

from bakohumas.audit._worked import Setting, worked
from bakohumas.bodies import Body
from bakohumas.content import Channel, Content, Fact, KeyMessage, Messages, Newsroom, Outlet
from bakohumas.institutions import Institution
from bakohumas.law import Charter, charter
from bakohumas.meetings import Meeting
from bakohumas.networks import InformationNetwork, Node, Role, Tie
from bakohumas.programmes import Agency, Allocation, Programme, Stage, Task

DAY, LATER = date(2015, 11, 2), date(2016, 3, 1)
DECREE = "SK 1/2015 of 2015-11-02 (invented)"
THREE: tuple[str, ...] = ("contoh-a", "contoh-b", "contoh-c")
CHAIR: str = "Ketua Umum"
SECRETARY: str = "Sekretaris"


def office(id: str) -> Institution:  # noqa: A002 - it is the institution's id that one writes
    """An invented ministry."""
    return Institution(id, f"Kementerian {id.title()}", "ministry", invented=True)


def forum(*ids: str, rules: Charter | None = None, basis: str = DECREE) -> Body:
    """An invented body with its members, three by default, and no board."""
    body = Body.found("contoh", charter=rules or charter("national"), on=DAY, basis=basis)
    return body.admit(*map(office, ids or THREE), on=DAY, basis=DECREE)


def seated(*, on: date = DAY, record: str = "") -> Body:
    """The body with a chair and a secretary."""
    places = dict(zip((CHAIR, SECRETARY), THREE, strict=False))
    return forum().elect(places, on=on, basis="rapat anggota (invented)", record=record)


def meeting(*present: str) -> Meeting:
    """A meeting of the body, with everybody there by default."""
    called = Meeting.call(forum(), on=DAY, place="Jakarta", basis="undangan (invented)")
    return called.attend(*(present or THREE))


def programme() -> Programme:
    """A joint programme that has begun, under a charter that orders no stages."""
    return Programme.begin(
        "contoh",
        title=("An example", "Contoh"),
        charter=Charter("contoh", ("binds nothing", "tidak mengikat"), ()),
        initiator=THREE[0],
        on=DAY,
        basis="invented",
    )


def divided() -> Programme:
    """The programme, decided after a discussion, with one task for each of two members."""
    tasks, agencies = (Task("story"), Task("tables")), [Agency(each, 1) for each in THREE[:2]]
    shares = {"story": THREE[0], "tables": THREE[1]}
    decided = (
        programme()
        .hold(Stage.FGD, decision_makers=THREE[1:], on=DAY, basis="invented")
        .hold(Stage.DECISION, by=THREE[1:], on=DAY, basis="invented")
    )
    division = Allocation.of(shares, tasks=tasks, agencies=agencies)
    return decided.divide(division, on=DAY, basis="invented")


def of_programme(one: Programme) -> Setting:
    """A worked case of one programme."""
    return worked(forum(), one, on=DAY, who=one.id)


def newsroom(*ways: str, facts: tuple[Fact, ...] = ()) -> Newsroom:
    """A newsroom with one key message, told in these of its ways: ``ig`` and ``koran``."""
    message = KeyMessage("gizi", ("Weigh monthly", "Timbang tiap bulan"), on=DAY, facts=facts)
    account, paper = Channel("ig", THREE[0], "social_media"), Outlet("koran", 1, "newspaper")
    told = (
        Content(f"siaran-{way}", "caption", THREE[0], way, on=DAY, carries={"gizi": 1})
        for way in ways
    )
    return Newsroom(Messages([message])).enter(account, paper, *told)


def network(*ties: tuple[str, str]) -> InformationNetwork:
    """The members and the public, with ties by codes."""
    nodes = [*map(Node, THREE), Node("public", Role.PUBLIC)]
    return InformationNetwork(nodes, [Tie(*pair) for pair in ties])


def ring() -> InformationNetwork:
    """A network in which each member tells the next and the public, and hears of it."""
    among = zip(THREE, (*THREE[1:], THREE[0]), strict=True)
    return network(
        *among, *((each, "public") for each in THREE), *(("public", each) for each in THREE)
    )
