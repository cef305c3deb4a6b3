from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bakohumas.errors import MODEL, InfeasibleError, ProgrammeError
from bakohumas.law import Charter, Citation, Grade, Provision, Threshold, charter
from bakohumas.periods import Period
from bakohumas.programmes import (
    Agency,
    AgencyWithdrew,
    AgreementFailed,
    Allocation,
    Programme,
    Slot,
    Task,
    TasksAccepted,
    TasksCountered,
    TasksRefused,
    Terms,
    WorkDivided,
    allocate,
    reallocate,
    reasons_against,
    verify,
)
from bakohumas.testing import programmes

FIRST = date(2018, 7, 2)
LAX = Charter("lax", ("Binds nothing", "Tidak mengikat"), ())
Answer = TasksAccepted | TasksRefused | TasksCountered | AgencyWithdrew
READY = tuple(Agency(each, 2) for each in ("bps", "rri", "tvri"))
WORK = (
    Task("clip", cost={"bps": 1, "rri": 2, "tvri": 3}),
    Task("story", cost={"rri": 1, "bps": 9}),
)


def provision(key: str, value: str | int) -> Provision:
    """What a host lays down of its own."""
    return Provision(key, value, Period(None), Citation("SK 1/2018"), Grade.C)


def day(number: int) -> date:
    """The day so many days after the beginning."""
    return FIRST + timedelta(number)


def proposed(
    division: Allocation | None = None, rules: Charter = LAX, *provisions: Provision
) -> Programme:
    """A programme whose division was proposed on its first day."""
    begun = Programme.begin(
        "apbn",
        title=("Budget", "APBN"),
        charter=rules.override(*provisions) if provisions else rules,
        initiator="kominfo",
        on=FIRST,
        basis="invented",
    )
    return begun.divide(division or allocate(WORK, READY), on=FIRST, basis="invented")


def answered(draw: st.DrawFn, programme: Programme) -> Programme:
    """The programme with what some of its agencies say to the division that stands."""
    division = programme.division_on(day(1))
    assert division is not None
    work = st.sets(st.sampled_from([task.id for task in division.tasks]), min_size=1)
    for agency in draw(st.permutations([each.id for each in division.agencies])):
        share = division.shares.get(agency)
        said = [
            *["wait"] * 4,
            *["counter"] * 2,
            *(["accept", "refuse"] if share else []),
            "withdraw",
        ]
        match draw(st.sampled_from(said)):
            case "accept":
                programme = programme.accept(agency, on=day(1))
            case "refuse":
                some = draw(st.sets(st.sampled_from(share or ())))
                programme = programme.refuse(agency, reason="no", tasks=some, on=day(1))
            case "counter":
                days = draw(st.none() | st.integers(1, 4))
                tasks = draw(work if days is None else st.none() | work)
                programme = programme.counter(agency, terms=Terms(tasks, days), on=day(1))
            case "withdraw":
                programme = programme.withdraw(agency, reason="flood", on=day(1))
            case _:
                for gone in programme.agreement_on(day(1)).withdrawn:
                    back = Terms(draw(work))
                    programme = programme.counter(gone, terms=back, on=day(1))
    if not programme.agreement_on(day(1)).objections:
        agency, (task, *_) = draw(st.sampled_from(list(division.shares.items())))
        programme = programme.refuse(agency, reason="no", tasks=[task], on=day(1))
    return programme


@st.composite
def disputed(draw: st.DrawFn) -> Programme:
    """A small division, after up to three rounds, to which some have not agreed."""
    needs = st.sampled_from([(), (), ("video",)])
    tasks = [Task(each, needs=draw(needs)) for each in ("t", "u", "v")[: draw(st.integers(1, 3))]]
    rooms = draw(st.lists(st.integers(1, 4), min_size=2, max_size=3))
    skills = st.sampled_from([("video",), ()])
    agencies = [Agency("abc"[number], room, draw(skills)) for number, room in enumerate(rooms)]
    agencies.append(Agency("z", 3, ["video"]))
    programme = proposed(allocate(tasks, agencies), LAX, provision("programme.rounds", "any"))
    programme = answered(draw, programme)
    for _ in range(draw(st.integers(0, 2))):
        if standing(programme).assignments not in possible(programme):
            after = programme.renegotiate(on=day(1), basis="invented")
            failed = after.rounds_on(day(1))[-1].failed
            programme = programme if failed else answered(draw, after)
    return programme


def standing(programme: Programme) -> Allocation:
    """The division that stands."""
    division = programme.division_on(day(1))
    assert division is not None
    return division


def bound(programme: Programme, agency: Agency) -> tuple[set[str], int]:
    """The tasks that an agency may be given, and how many, by what it said last.

    What it said to the same tasks before does not count. A refusal holds until it offers or
    accepts that task, an offer until the next.
    """
    epoch, held, last, said = 0, tuple[str, ...](), None, dict[int, tuple[Answer, set[str]]]()
    for event in programme.events:
        if isinstance(event, WorkDivided):
            now = event.allocation.shares.get(agency.id, ())
            epoch, held = epoch + (now != held), now
        elif isinstance(event, Answer) and event.agency == agency.id:
            last = event
            if not isinstance(event, AgencyWithdrew):
                said[epoch] = event, set(held)
    everything = {task.id for task in standing(programme).tasks}
    refused, offered, room = set[str](), everything, agency.capacity
    for answer, had in said.values():
        match answer:
            case TasksRefused(tasks=tasks):
                refused |= set(tasks or had)
            case TasksCountered(terms=terms):
                offered = everything if terms.tasks is None else set(terms.tasks)
                room = agency.capacity if terms.days is None else min(agency.capacity, terms.days)
                refused -= set(terms.tasks or ())
            case _:
                refused -= had
    return (set() if isinstance(last, AgencyWithdrew) else offered - refused), room


def possible(programme: Programme) -> list[dict[str, str]]:
    """Every division that keeps to all that was answered last, by trying them all."""
    first = programme.rounds_on(day(1))[0].proposal
    may = {agency.id: bound(programme, agency) for agency in first.agencies}
    able = [
        [
            agency.id
            for agency in first.agencies
            if not reasons_against(task, agency) and task.id in may[agency.id][0]
        ]
        for task in first.tasks
    ]
    found = [
        dict(zip([task.id for task in first.tasks], chosen, strict=True))
        for chosen in product(*able)
    ]
    return [
        each
        for each in found
        if all(list(each.values()).count(agency) <= room for agency, (_, room) in may.items())
    ]


@given(disputed())
def test_a_new_round_keeps_to_the_answers_and_moves_least(programme: Programme) -> None:
    """It is one of the divisions that the last answers leave, and none of these moves fewer.

    Where there is none, the negotiation ends with a certificate of tasks and able agencies;
    where the one that stands is among them, nothing is gained by a round, and none begins.
    """
    before, options = programme.rounds_on(day(2))[-1], possible(programme)
    stood = before.proposal.assignments
    if stood in options:
        with pytest.raises(ProgrammeError, match="the division keeps to all that"):
            programme.renegotiate(on=day(2), basis="invented")
        return
    after = programme.renegotiate(on=day(2), basis="invented")
    last = after.rounds_on(day(2))[-1]

    if last.failed:
        assert options == []
        assert last.failed.objections == before.agreement.objections
        assert last.failed.short_by > 0
        assert set(last.failed.tasks) <= set(stood)
    else:
        assert last.proposal.assignments in options
        fewest = min(sum(each[task] != stood[task] for task in stood) for each in options)
        assert len(last.moved) == fewest
        assert verify(last.proposal, last.proposal.tasks, last.proposal.agencies) == ()


@given(disputed(), st.data())
def test_a_locked_task_stays(programme: Programme, data: st.DataObject) -> None:
    """Whoever has agreed keeps the tasks that are locked, whatever else moves."""
    division = standing(programme)
    agreed = programme.agreement_on(day(1)).accepted
    settled = sorted(task for task, agency in division.assignments.items() if agency in agreed)
    locked = data.draw(st.sets(st.sampled_from(settled))) if settled else set()
    assume(division.assignments not in possible(programme))
    after: Programme | InfeasibleError
    try:
        after = programme.renegotiate(locked=locked, on=day(2), basis="invented")
    except InfeasibleError as refusal:
        after = refusal
    if isinstance(after, InfeasibleError):
        assert set(after.locked) <= locked
        return
    made = after.division_on(day(2))
    assert made is not None
    assert all(made.assignments[task] == division.assignments[task] for task in locked)


def test_a_lock_in_the_way_does_not_end_the_talks() -> None:
    """Where only what is locked rules out a division that is said, and all may be unlocked."""
    ready = [Agency("bps", 3), Agency("rri", 3)]
    begun = proposed(allocate([Task("clip"), Task("story")], ready))
    begun = begun.counter("bps", terms=Terms(days=1), on=day(1))
    with pytest.raises(InfeasibleError, match="with clip, story locked: unlock a task"):
        begun.renegotiate(locked=["clip", "story"], on=day(2), basis="invented")

    after = begun.renegotiate(on=day(2), basis="invented").division_on(day(2))
    assert after is not None
    assert set(after.assignments.values()) == {"bps", "rri"}


@given(programmes())
def test_rounds_are_what_the_events_say(programme: Programme) -> None:
    """One round a proposal; they count on until one is ratified or failed, then from 1."""
    rounds = programme.rounds_on(date.max)
    divisions = [event for event in programme.events if event.kind == "work_divided"]

    assert [each.on for each in rounds] == [event.on for event in divisions]
    for before, each in zip([None, *rounds], rounds, strict=False):
        first = before is None or before.closed
        assert each.number == (1 if before is None or first else before.number + 1)
        assert each.number <= 3
    if rounds:
        assert rounds[-1].agreement == programme.agreement_on(date.max)
        assert rounds[-1].proposal == programme.division_on(date.max)
        assert all(each.explain("id") and each.row() for each in rounds)


@given(programmes(), st.sampled_from([">= 1/1", "> 1/2", ">= 2/3", ">= 0/1"]))
def test_enough_have_agreed_when_the_threshold_says_so(programme: Programme, rule: str) -> None:
    """All where the charter is silent; never while a holder of tasks has withdrawn."""
    agreement = programme.agreement_on(date.max)
    asked = len(agreement.accepted) + len(agreement.missing)
    enough = Threshold.parse(rule).of(asked) <= len(agreement.accepted)

    assert programme.ratified_on(date.max) == agreement.complete
    assert agreement.ratified(Threshold.parse(rule)) == (
        asked > 0 and enough and not agreement.withdrawn
    )


def test_an_offer_of_fewer_days_alone_leaves_its_tasks_open() -> None:
    """At the last round its certificate names what it was given and who could lead it instead."""
    last = proposed(None, LAX, provision("programme.rounds", 1)).accept("bps", on=day(1))
    ended = last.counter("rri", terms=Terms(tasks=["story"], days=1), on=day(1)).renegotiate(
        on=day(2), basis="invented"
    )
    failed = ended.rounds_on(day(2))[-1].failed

    assert failed is not None
    assert failed.tasks == ("story",)
    assert failed.agencies == ("bps", "rri")


def test_a_negotiation_from_proposal_to_ratification() -> None:
    """Refused, then agreed: every round is kept with its answers, and what moved."""
    first = proposed().accept("rri", on=day(1)).refuse("bps", reason="no studio", on=day(1))
    again = first.renegotiate(on=day(2), basis="invented")
    agreed = again.accept("rri", on=day(3))

    assert [(each.number, each.moved) for each in agreed.rounds_on(day(3))] == [
        (1, ()),
        (2, ("clip",)),
    ]
    assert agreed.agreed
    assert [each.explain() for each in agreed.rounds_on(day(3))] == [
        "round 1, 2 July 2018: agreed: rri; refused: bps (no studio)",
        "round 2, 4 July 2018: agreed: rri; tasks that moved: 1 (clip); ratified on 5 July 2018",
    ]
    assert agreed.rounds_on(day(1))[0].row() == {
        "round": 1,
        "on": "2018-07-02",
        "moved": [],
        "accepted": ["rri"],
        "concurring": [],
        "refused": {"bps": "no studio"},
        "countered": {},
        "withdrawn": {},
        "pending": [],
        "offering": {},
        "ratified": "",
        "failed": None,
    }
    division = agreed.division_on(day(3))
    assert division is not None
    assert division.agencies[0].excludes == {"clip": "no studio"}


def test_an_agency_that_withdraws_midway_leaves_its_own_tasks_alone() -> None:
    """After ratification a new negotiation begins, and only what it held moves."""
    settled = proposed().accept("bps", on=day(1)).accept("rri", on=day(1))
    left = settled.withdraw("rri", reason="flood", on=day(5))
    after = left.renegotiate(on=day(6), basis="invented")
    rounds = after.rounds_on(day(6))

    assert settled.ratified_on(day(1))
    assert (left.agreed, left.ratified_on(day(5))) == (False, False)
    assert left.agreement_on(day(5)).explain("id") == "setuju: bps; mundur: rri (flood)"
    assert [(each.number, each.moved) for each in rounds] == [(1, ()), (1, ("story",))]
    assert rounds[0].ratified == day(1)
    assert rounds[1].agreement.pending == ("bps",)
    assert [each.id for each in rounds[1].proposal.agencies] == ["bps", "tvri"]
    idle = settled.withdraw("tvri", reason="flood", on=day(5))
    assert idle.agreed
    with pytest.raises(ProgrammeError, match="nobody objects to the division"):
        idle.renegotiate(on=day(6), basis="invented")


def test_a_round_is_sought_as_it_is_asked() -> None:
    """Whatever divides again gets the options of the division; the own one takes them all."""
    refused = proposed().refuse("bps", reason="no", on=day(1))
    asked: dict[str, object] = {
        "objective": "fair", "solver": "highs", "seed": 7, "rounds": 2, "seconds": 9,
        "fill": "most",
    }  # fmt: skip
    told = dict[str, object]()

    def by(standing: Allocation, **options: object) -> Allocation:
        told.update(options)
        return reallocate(standing, **options)  # type: ignore[arg-type]

    after = refused.renegotiate(on=day(2), basis="invented", by=by, **asked)  # type: ignore[arg-type]
    made = after.division_on(day(2))

    assert {name: told[name] for name in asked} == asked
    assert made is not None
    assert made.objective == "fair"


def test_a_counter_is_kept_to() -> None:
    """Only tasks that it would take, no more days than it gives, and none after its last day."""
    late = Period(date(2018, 8, 1), date(2018, 9, 1))
    work = [Task("a"), Task("b"), Task("c", window=late)]
    held = Allocation.of(
        dict.fromkeys("abc", "bps"), tasks=work, agencies=[Agency("bps", 3), Agency("rri", 3)]
    )
    for terms, kept in (
        (Terms(["a", "b", "c"], days=2), 2),
        (Terms(["a", "b", "c"], until=date(2018, 7, 31)), 2),
        (Terms(["b"]), 1),
        (Terms([]), 0),
    ):
        countered = proposed(held).counter("bps", terms=terms, on=day(1))
        after = countered.renegotiate(on=day(2), basis="invented").division_on(day(2))
        assert after is not None
        assert len(after.shares.get("bps", ())) == kept
    offer = Terms(["clip"], 2, date(2018, 7, 31), "the studio is let")
    told = proposed().counter("bps", terms=offer, on=day(1)).agreement_on(day(1))
    assert told.explain("id") == (
        "setuju: tidak ada; menawar: bps (bersedia mengambil clip; paling banyak 2 hari kerja; "
        "sampai dengan 31 Juli 2018; the studio is let); menunggu: rri"
    )


def test_when_the_rounds_are_used_up_what_remains_is_a_certificate() -> None:
    """After as many rounds as the charter allows: open tasks, able agencies, and who said what."""
    once = provision("programme.rounds", 1)
    first = proposed(None, LAX, once).accept("rri", on=day(1)).refuse("bps", reason="no", on=day(1))
    with pytest.raises(ProgrammeError) as refusal:
        first.divide(allocate(WORK, READY), on=day(2), basis="invented")
    ended = first.renegotiate(on=day(2), basis="invented")
    failed = ended.events[-1]

    assert (refusal.value.why, refusal.value.basis) == (
        "it would be round 2 of at most 1",
        "SK 1/2018 (grade C)",
    )
    assert failed == AgreementFailed(
        ["clip"], ["rri", "tvri"], 0, {"bps": "no"}, on=day(2), basis="invented"
    )
    assert failed.explain("id") == (
        "tidak ada kesepakatan tentang clip: yang mampu rri dan tvri, putaran sudah habis; bps: no"
    )
    assert (failed.who, list(failed.pairs("kominfo"))) == (("bps",), [("kominfo", "bps")])
    assert ended.rounds_on(day(2))[-1].explain().endswith("the rounds are used up; bps: no")
    searched = attrs.evolve(failed, proof="", short_by=2)
    assert "left empty by a search: 2, which proves nothing" in searched.explain()
    row = ended.rounds_on(day(2))[-1].row()["failed"]
    assert (row["proof"], row["tasks"]) == ("rounds", ["clip"])
    with pytest.raises(ProgrammeError, match="the negotiation has ended"):
        ended.renegotiate(on=day(3), basis="invented")
    with pytest.raises(ProgrammeError, match=r"ended without agreement .* divide the tasks anew"):
        ended.accept("bps", on=day(3))
    anew = ended.divide(allocate(WORK, READY[1:]), on=day(3), basis="decided above")
    assert anew.rounds_on(day(3))[-1].number == 1


def test_waiting_leaves_open_whatever_was_not_answered() -> None:
    """Whoever refused a part keeps the rest; whoever is silent leaves all of it open."""
    held = Allocation.of({"clip": "bps", "story": "bps"}, tasks=WORK, agencies=READY)
    once = provision("programme.rounds", 1)
    part = proposed(held, LAX, once).refuse("bps", reason="no", tasks=["clip"], on=day(1))
    both = proposed(None, LAX, once).refuse("bps", reason="no", on=day(1))

    for programme, tasks in ((part, ("clip",)), (both, ("clip", "story"))):
        last = programme.renegotiate(on=day(2), basis="invented").rounds_on(day(2))[-1]
        assert last.failed is not None
        assert last.failed.tasks == tasks


def test_a_charter_may_be_content_with_fewer() -> None:
    """With a threshold of its own a division is ratified, and binds those who refused."""
    half = provision("programme.ratification", ">= 1/2")
    rules = charter("national").override(half, provision("programme.stages", "none"))
    refused = proposed(None, rules).accept("rri", on=day(1)).refuse("bps", reason="no", on=day(1))
    strict = attrs.evolve(refused, charter=charter("national"))

    assert refused.ratified_on(day(1))
    assert not refused.agreed
    assert refused.publish(["rri"], on=day(2)).stage_on(day(2))
    with pytest.raises(ProgrammeError, match="no agreement to the division of tasks yet from bps"):
        attrs.evolve(
            strict, charter=rules.override(provision("programme.ratification", ">= 1/1"))
        ).publish(["rri"], on=day(2))


@pytest.mark.parametrize(
    ("verb", "why", "advice"),
    [
        (
            lambda: proposed().refuse("bps", reason="no", tasks=["story"], on=day(1)),
            "story is not among its tasks",
            "name some of clip",
        ),
        (
            lambda: proposed().counter("bps", terms=Terms(["poem"]), on=day(1)),
            "poem is not among its tasks",
            "name some of clip and story",
        ),
        (
            lambda: proposed().accept("tvri", on=day(1)),
            "tvri has no duty in any task",
            "duties are held by bps and rri",
        ),
        (
            lambda: begun().counter("rri", terms=Terms([]), on=day(1)),
            "rri did not stand ready",
            "divide the tasks first",
        ),
        (
            lambda: proposed().withdraw("ugm", reason="flood", on=day(1)),
            "ugm did not stand ready",
            "ready are bps, rri and tvri",
        ),
        (
            lambda: begun().withdraw("bps", reason="flood", on=day(1)),
            "bps did not stand ready",
            "divide the tasks first",
        ),
        (
            lambda: begun().renegotiate(on=day(1), basis="invented"),
            "no division was proposed",
            "divide the tasks, or wait for the answers",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(
    verb: Callable[[], Programme], why: str, advice: str
) -> None:
    """The model's own refusals say so, and say what to do."""
    with pytest.raises(ProgrammeError) as refusal:
        verb()

    assert (refusal.value.why, refusal.value.basis, refusal.value.advice) == (why, MODEL, advice)


def begun() -> Programme:
    """A programme without a division."""
    return attrs.evolve(proposed(), events=proposed().events[:1])


def replayed(programme: Programme, task: str = "clip") -> Programme:
    """The programme with a failure that somebody wrote by hand."""
    failed = AgreementFailed([task], [], 0, {}, on=day(3))
    return Programme.replay("apbn", (*programme.events, failed), charter=LAX)


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (begun, "no negotiation is open"),
        (
            lambda: proposed().accept("bps", on=day(1)).accept("rri", on=day(1)),
            "no negotiation is open, whatever was agreed",
        ),
        (lambda: replayed(proposed()), "no negotiation is open after it has failed"),
    ],
)
def test_a_failure_needs_a_negotiation(before: Callable[[], Programme], why: str) -> None:
    """One that was made up by hand is refused before a proposal, and after an end."""
    with pytest.raises(ProgrammeError) as refusal:
        replayed(before())

    assert why.startswith(refusal.value.why)


def test_a_failure_is_of_tasks_that_there_are() -> None:
    """One that tells of a task that nobody divided is refused."""
    with pytest.raises(ProgrammeError, match="poem is not among its tasks"):
        replayed(proposed(), "poem")


@pytest.mark.parametrize(
    ("slip", "kind", "words"),
    [
        (Terms, ValueError, "a counter-offer says which tasks"),
        (lambda: Terms(days=-1), ValueError, "'days' must be >= 0"),
        (lambda: Terms("clip"), TypeError, "a collection of codes is wanted"),
        (lambda: Terms(until="2018"), TypeError, "until must be a date"),  # type: ignore[arg-type]
        (
            lambda: (
                proposed()
                .refuse("bps", reason="no", on=day(1))
                .renegotiate(locked=["clip"], on=day(2), basis="x")
            ),
            ValueError,
            "locked, but held by an agency that cannot keep it",
        ),
    ],
)
def test_slips_in_talks_are_told(
    slip: Callable[[], object], kind: type[Exception], words: str
) -> None:
    """An offer of nothing, and a lock on what was refused, are errors of the caller."""
    with pytest.raises(kind, match=words):
        slip()


def test_whoever_was_only_to_be_told_may_withdraw_too() -> None:
    """Without one whom a task informs the division stands no longer; another takes the place."""
    work = [Task("a", cost={"bps": 1}, slots=[Slot("informed", needs=["press"])])]
    ready = [Agency("bps", 1), Agency("rri", 0, ["press"]), Agency("tvri", 0, ["press"])]
    settled = proposed(allocate(work, ready)).accept("bps", on=day(1))
    told = settled.division_on(day(1))
    assert told is not None
    (who,) = told.teams["a"]["informed"]
    left = settled.withdraw(who, reason="flood", on=day(2))
    after = left.renegotiate(on=day(3), basis="invented")
    now = after.division_on(day(3))

    assert settled.agreed
    assert not left.agreed
    assert not left.ratified_on(day(2))
    assert left.agreement_on(day(2)).withdrawn == {who: "flood"}
    assert now is not None
    assert now.teams["a"]["informed"] == tuple({"rri", "tvri"} - {who})
    assert after.agreed


def test_a_withdrawal_is_remembered_until_the_agency_accepts_again() -> None:
    """A division made by hand for whoever has withdrawn is not agreed before it says so itself."""
    settled = proposed().accept("bps", on=day(1)).accept("rri", on=day(1))
    left = settled.withdraw("tvri", reason="flood", on=day(2))
    by_hand = Allocation.of({"clip": "tvri", "story": "rri"}, tasks=WORK, agencies=READY)
    proposal = left.divide(by_hand, on=day(3), basis="invented")
    back = proposal.accept("tvri", on=day(4))

    assert proposal.agreement_on(day(3)).withdrawn == {"tvri": "flood"}
    assert not proposal.agreed
    assert back.agreed


def test_terms_without_an_end_to_speak_of() -> None:
    """The last day of the calendar is no limit."""
    offered = proposed().counter("bps", terms=Terms([], until=date.max), on=day(1))

    assert offered.renegotiate(on=day(2), basis="invented").rounds_on(day(2))
