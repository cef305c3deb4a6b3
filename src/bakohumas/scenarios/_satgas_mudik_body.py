from datetime import date

from bakohumas.audit import Publication
from bakohumas.bodies import Body
from bakohumas.content import (
    Agenda,
    Channel,
    Content,
    Fact,
    Issue,
    IssueState,
    KeyMessage,
    Messages,
    Newsroom,
    Outlet,
)
from bakohumas.institutions import Category, Directory, Institution, directory
from bakohumas.law import charter
from bakohumas.periods import Period
from bakohumas.programmes import TaskForce

FORMED = date(2022, 4, 25)
LAST = date(2022, 5, 9)
ENDED = date(2022, 5, 10)
FIRST = date(2022, 4, 28)
CHANGED = date(2022, 4, 29)
MET = date(2022, 6, 2)
DISSOLVED = date(2022, 6, 3)
SEASON = Period(FORMED, ENDED)

BODY, CORPS, POLICE, MINISTRY = "mudik-2022", "polri-korlantas", "polri-humas", "kominfo"
MEMBERS = (MINISTRY, POLICE, CORPS)
DECISION = "one-way"
INVENTED = "invented for this scenario, grade X"


def offices() -> Directory:
    """The directory of the day with the two units of the police that the document names."""
    return directory(on=FORMED).extended(
        [
            Institution(
                CORPS, "Korps Lalu Lintas Polri", Category.MINISTRY_LEVEL, "Korlantas",
                "Traffic Corps of the Police", parent="polri", sources=("seed 4",),
            ),
            Institution(
                POLICE, "Divisi Humas Polri", Category.MINISTRY_LEVEL, "Divhumas Polri",
                "Public Relations Division of the Police", parent="polri", sources=("seed 4",),
            ),
        ]
    )  # fmt: skip


def body() -> Body:
    """The task force as a body of three, with a lead, from its first day to its last.

    Its season is over before; it stays on to be evaluated, and no longer.
    """
    known = offices()
    one = Body.found(
        BODY,
        name="Satgas Komunikasi Mudik 2022",
        charter=charter("taskforce"),
        on=FORMED,
        basis=f"seed 4; day {INVENTED}",
    )
    one = one.admit(*(known[each] for each in MEMBERS), on=FORMED, basis="seed 4")
    one = one.appoint("Ketua", MINISTRY, until=DISSOLVED, on=FORMED, basis=f"lead {INVENTED}")
    return one.dissolve(on=DISSOLVED, basis=f"day {INVENTED}")


def force(*, until: date) -> TaskForce:
    """The task force as it is on record by a day: the evaluation once it was held."""
    one = TaskForce(
        BODY,
        ("Homecoming communication task force 2022", "Satgas Komunikasi Mudik 2022"),
        mandate=(
            "Tell travellers what the police change at their discretion",
            "Menginformasikan perubahan dan diskresi Polri kepada pemudik",
        ),
        members=MEMBERS,
        lead=MINISTRY,
        period=SEASON,
        flow=[(CORPS, POLICE), (CORPS, MINISTRY), (MINISTRY, "public"), (POLICE, "public")],
        channels=["social_media", "radio", "television", "online_media"],
        basis=f"seed 4; lead and period {INVENTED}",
    )
    if until < MET:
        return one
    return one.evaluate(by=MEMBERS, on=MET)  # what was found, no source tells


_ISSUES = (
    (DECISION, ("One-way traffic changes its hours", "Jam satu arah berubah"), CHANGED, True),
    ("rest-areas", ("Rest areas are closed when full", "Rest area ditutup saat penuh"),
     date(2022, 4, 30), True),
    ("rumour", ("A rumour of closed toll roads", "Kabar bohong tol ditutup"),
     date(2022, 5, 1), False),
)  # fmt: skip
"""Issues of the season, when they break out, and whether somebody foresaw them; invented, X."""
PLANNED = date(2022, 4, 26)


def agenda(*, proactive: bool) -> Agenda:
    """The issues with what was planned: in stages before they broke out, or once they had."""
    found = Agenda()
    for name, title, out, foreseen in _ISSUES:
        issue = Issue.found(
            name,
            title,
            scores={"reach": 4, "urgency": 5, "trust": 4, "attention": 4},
            owner=CORPS,
            on=FORMED,
            basis=INVENTED,
        )
        ahead = proactive and foreseen
        for state in IssueState if ahead else (IssueState.UPROAR,):
            step = f"joint message for this stage, {INVENTED}"
            issue = issue.plan(state, step, by=MINISTRY, on=PLANNED if ahead else out)
        found = found.add(issue.move(IssueState.UPROAR, on=out))
    return found


def newsroom() -> Newsroom:
    """The decision and the one that supersedes it, told alike by the three."""
    fact = Fact(
        ("Above 6,000 vehicles an hour traffic goes one way",
         "Di atas 6.000 kendaraan per jam diberlakukan satu arah"),
        "Medcom-2022, of another holiday", CORPS, FIRST,
    )  # fmt: skip
    told = Messages().adopt(
        KeyMessage(
            DECISION,
            ("One way from 17.00", "Satu arah mulai pukul 17.00"),
            on=FIRST,
            facts=(fact,),
        )
    )
    told = told.supersede(
        DECISION,
        ("One way from 14.00", "Satu arah mulai pukul 14.00"),
        facts=[fact],
        reverses=True,
        on=CHANGED,
        basis=INVENTED,
    )
    room = Newsroom(told)
    for each in MEMBERS:
        room = room.enter(Channel(f"{each}/account", each, "social_media"))
    return room.enter(
        Outlet("radio", 1, "radio"),
        Content("radio/news", "coverage", "radio", "radio", on=CHANGED, carries={DECISION: 2}),
        *(
            Content(
                f"{each}/post",
                "infographic",
                each,
                f"{each}/account",
                on=CHANGED,
                carries={DECISION: 2},
                purpose="service",
            )
            for each in MEMBERS
        ),
    )


def told(ahead: int) -> Publication:
    """The joint message on the change, so many hours before it takes effect."""
    return Publication(
        body=BODY,
        on=CHANGED,
        id="one-way, 29 April 2022",
        kind="infographic",
        by=MINISTRY,
        issue=DECISION,
        origin=CORPS,
        first_hand=True,
        key_message="one-way v2",
        about="service",
        hours_ahead=ahead,
        reviewed=True,
        source=INVENTED,
    )
