from datetime import date, timedelta

import pytest

from bakohumas.bodies import Body, Cause, Represented, Role, Withdrawn
from bakohumas.errors import NotEligibleError, RefusedError
from bakohumas.institutions import Institution, Official, Outsider, directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.periods import Approx, Period

DAY = date(2015, 11, 2)
LATER, LATEST = date(2016, 5, 1), date(2017, 5, 1)
OFFICES = directory(on=DAY)
KOMINFO, KEMENKEU, BPS, BIG = (OFFICES[each] for each in ("kominfo", "kemenkeu", "bps", "big"))
PARTY = Institution("partai-contoh", "Partai Contoh", Outsider.POLITICAL_PARTY, invented=True)
HEAD = Official("orang-1", "Kepala Biro Humas", KEMENKEU)


@pytest.fixture
def body() -> Body:
    """A national body with two members."""
    begun = Body.found("contoh", charter=charter("national"), on=DAY, basis="invented")
    return begun.admit(KOMINFO, KEMENKEU, on=DAY, basis="SK 1/2015 (invented)")


def units(body: Body, on: date, who: str = "kominfo") -> tuple[str, ...]:
    """Units through which an institution takes part on a day."""
    member = body.on(on).register.membership(who)
    return member.units if member else ()


def test_partners_and_guests_stand_outside_the_roll(body: Body) -> None:
    """A party may be a partner, a person a guest; neither is counted in a quorum."""
    body = body.admit(PARTY, role="partner", on=DAY, basis="invitation")
    body = body.admit(HEAD, role=Role.GUEST, on=DAY, basis="invitation")
    now = body.on(DAY)

    assert now.register.institutions == ("kemenkeu", "kominfo")
    assert now.partners.institutions == ("partai-contoh",)
    assert [(each.institution, each.role) for each in now.guests] == [("orang-1", Role.GUEST)]
    assert [row["role"] for row in now.partners.rows()] == ["partner"]
    assert Role.PARTNER.label("id") == "mitra"


def test_a_role_has_a_name(body: Body) -> None:
    """A role that there is none of is a slip, and told what there is."""
    with pytest.raises(ValueError, match="role"):
        body.admit(PARTY, role="observer", on=DAY, basis="invitation")


def test_a_partner_becomes_a_member_and_no_member_a_partner(body: Body) -> None:
    """A partner may be admitted as a member; a member is none beside that."""
    body = body.admit(BPS, role="partner", on=DAY, basis="SK 2/2015")
    body = body.admit(BPS, on=LATER, basis="SK 3/2016")

    assert [each.role for each in body.memberships if each.institution == "bps"] == [
        Role.PARTNER,
        Role.MEMBER,
    ]
    with pytest.raises(NotEligibleError, match="bps is a member 2016-05-01 to further notice"):
        body.admit(BPS, role="partner", on=LATEST, basis="SK 4/2017")
    with pytest.raises(NotEligibleError, match="bps is a partner 2015-11-02 to 2016-04-30"):
        body.admit(BPS, role="partner", on=DAY, basis="SK 4/2017", recorded=LATEST)


def test_nobody_comes_before_having_come_otherwise(body: Body) -> None:
    """In hindsight nobody is admitted for days after which the register has it come anew."""
    body = body.admit(BPS, role="partner", on=LATER, basis="SK 2/2016")
    with pytest.raises(NotEligibleError, match="bps is a partner 2016-05-01"):
        body.admit(BPS, on=DAY, basis="SK 3/2016", recorded=LATER)


def test_units_share_the_vote_of_their_institution(body: Body) -> None:
    """Further units come and go, in whatever order the register learns of it."""
    body = body.admit(KOMINFO.unit("Biro Dua"), on=LATER, basis="SK 2/2016")
    body = body.admit(KOMINFO.unit("Biro Tiga"), on=DAY, basis="SK 3/2016", recorded=LATER)
    body = body.withdraw(KOMINFO.unit("Biro Tiga"), on=LATEST, basis="letter")

    assert units(body, DAY) == ("kominfo", "kominfo:biro-tiga")
    assert units(body, LATER) == ("kominfo", "kominfo:biro-tiga", "kominfo:biro-dua")
    assert units(body, LATEST) == ("kominfo", "kominfo:biro-dua")
    assert len(body.on(LATER).register) == 2
    (member,) = (each for each in body.memberships if each.institution == "kominfo")
    assert (member.period, member.further) == (Period(DAY), ("kominfo:biro-dua",))
    assert body.on(DAY).register.membership("kominfo").period == Period(DAY)  # type: ignore[union-attr]


def test_a_unit_of_hindsight_leaves_from_all_that_follows(body: Body) -> None:
    """A unit that left in hindsight is not there after others joined."""
    body = body.admit(KOMINFO.unit("Biro Dua"), on=DAY, basis="SK 2/2015")
    body = body.admit(KOMINFO.unit("Biro Tiga"), on=LATER, basis="SK 3/2016")
    body = body.withdraw(
        KOMINFO.unit("Biro Dua"), on=date(2016, 1, 1), basis="letter", recorded=LATER
    )

    assert units(body, LATER) == ("kominfo", "kominfo:biro-tiga")


def test_which_units_cannot_leave(body: Body) -> None:
    """The only unit, a stranger, and one that holds a seat later on do not leave alone."""
    later = body.admit(KOMINFO.unit("Biro Dua"), on=LATER, basis="SK 2/2016")
    seated = later.elect({"Sekretaris": KOMINFO.unit("Biro Dua")}, on=LATEST, basis="rapat")
    for one, unit, why in (
        (body, KOMINFO.unit(), "kominfo is not one of several units"),
        (body, KOMINFO.unit("Biro Dua"), "kominfo:biro-dua is not one of several units"),
        (seated, KOMINFO.unit("Biro Dua"), "on a seat from 2017-05-01 on"),
    ):
        with pytest.raises(NotEligibleError, match=why) as refusal:
            one.withdraw(unit, on=LATER + timedelta(days=9), basis="letter", recorded=LATEST)

        assert refusal.value.advice
    with pytest.raises(NotEligibleError, match="takes part from 2016-05-01 on already") as twice:
        later.admit(KOMINFO.unit("Biro Dua"), on=DAY, basis="SK 3/2016", recorded=LATER)
    assert twice.value.advice == "correct that record, if the day in it is wrong"


def test_a_unit_that_leaves_leaves_its_seat(body: Body) -> None:
    """A seat of one unit falls vacant with it; that of its institution stays."""
    body = body.admit(KOMINFO.unit("Biro Dua"), on=DAY, basis="SK 2/2015")
    body = body.elect({"Sekretaris": KOMINFO.unit("Biro Dua")}, on=DAY, basis="rapat")
    body = body.withdraw(KOMINFO.unit("Biro Dua"), on=LATER, basis="letter")
    (secretary,) = (each for each in body.on(LATER).vacancies if each.seat == "Sekretaris")

    assert (secretary.since, secretary.cause) == (LATER, Cause.LOSS_OF_MEMBERSHIP)
    assert "kominfo" in body.on(LATER).register


def test_who_left_does_not_leave_again(body: Body) -> None:
    """A second departure, earlier than the one on record, is a correction of that record."""
    gone = body.withdraw(KOMINFO, cause="dismissal", on=LATEST, basis="letter")
    with pytest.raises(NotEligibleError, match="leave on 2017-05-01 already") as refusal:
        gone.withdraw(KOMINFO, on=LATER, basis="letter", recorded=LATEST)
    over = body.dissolve(on=LATEST, basis="SK 9/2017")
    early = over.withdraw(KOMINFO, on=LATER, basis="letter", recorded=LATEST)

    assert refusal.value.advice == "correct that record, if the day in it is wrong"
    assert [each.ended for each in gone.memberships] == [None, Cause.DISMISSAL]
    assert [each.ended for each in early.memberships] == [Cause.DISSOLUTION, Cause.WITHDRAWAL]


def test_coming_back_on_the_day_of_leaving(body: Body) -> None:
    """Who leaves and comes back on one day has two memberships, and the first tells why."""
    body = body.withdraw(KOMINFO, on=LATER, basis="letter").admit(KOMINFO, on=LATER, basis="SK 2")
    first, second = (each for each in body.memberships if each.institution == "kominfo")

    assert (first.period, first.ended) == (Period(DAY, LATER), Cause.WITHDRAWAL)
    assert (second.period, second.ended) == (Period(LATER), None)


def test_an_approximate_day_stays_one(body: Body) -> None:
    """Days known by month or year are kept at both ends of a membership."""
    body = body.admit(BPS, on=Approx.parse("2016"), basis="list of members")
    body = body.withdraw(BPS, on=Approx.parse("2017-03"), basis="letter")
    (member,) = (each for each in body.memberships if each.institution == "bps")

    assert member.period == Period(
        date(2016, 1, 1), date(2017, 3, 1), start_by=date(2016, 12, 31), end_by=date(2017, 3, 31)
    )
    assert [event.recorded for event in body.events[-2:]] == [date(2016, 12, 31), date(2017, 3, 31)]


def test_a_successor_takes_membership_and_seat(body: Body) -> None:
    """Merged into another, an institution passes on its place and its seat: MEM-10."""
    body = body.elect({"Ketua Umum": KOMINFO}, on=DAY, basis="rapat anggota")
    body = body.succeed(KOMINFO, BPS, cause="renaming", on=LATER, basis="Perpres (invented)")
    first, second = body.appointments
    now = body.on(LATER)

    assert now.register.institutions == ("bps", "kemenkeu")
    assert (first.holder, first.period.end, first.ended) == ("kominfo", LATER, Cause.RENAMING)
    assert (second.holder, second.period) == ("bps", Period(LATER, date(2020, 11, 2)))
    assert next(each for each in body.memberships if each.institution == "kominfo").ended is (
        Cause.RENAMING
    )


def test_a_successor_takes_no_more_seats_than_it_may_hold(body: Body) -> None:
    """Where the heir sits on the board already, the other seat falls vacant."""
    body = body.elect({"Ketua Umum": KOMINFO, "Sekretaris": KEMENKEU}, on=DAY, basis="rapat")
    body = body.succeed(KOMINFO, KEMENKEU, on=LATER, basis="Perpres (invented)")
    vacant = {each.seat: each.cause for each in body.on(LATER).vacancies}

    assert vacant["Ketua Umum"] is Cause.MERGER
    assert body.on(LATER).register.institutions == ("kemenkeu",)


def test_without_a_successor_all_ends(body: Body) -> None:
    """A dissolved institution leaves a vacant seat and no member."""
    body = body.elect({"Ketua Umum": KOMINFO}, on=DAY, basis="rapat anggota")
    body = body.succeed("kominfo", cause="dissolution", on=LATER, basis="Perpres (invented)")

    assert body.on(LATER).register.institutions == ("kemenkeu",)
    assert body.on(LATER).vacancies[0].cause is Cause.DISSOLUTION


def test_an_heir_known_to_leave_serves_until_then(body: Body) -> None:
    """An heir whose own departure is on record holds an elected seat up to that day."""
    body = body.elect({"Ketua Umum": KOMINFO}, on=DAY, basis="rapat anggota")
    body = body.withdraw(KEMENKEU, on=LATEST, basis="letter")
    body = body.succeed(KOMINFO, KEMENKEU, on=LATER, basis="Perpres", recorded=LATEST)

    assert body.appointments[-1].period == Period(LATER, LATEST)
    assert body.appointments[-1].ended is Cause.LOSS_OF_MEMBERSHIP
    with pytest.raises(NotEligibleError, match="from 2016-05-01 on"):
        body.succeed(KEMENKEU, on=DAY + timedelta(days=9), basis="Perpres", recorded=LATEST)


def test_an_heir_of_a_partner_is_a_partner(body: Body) -> None:
    """Whoever follows a partner takes its role, unless it takes part as much or more already."""
    body = body.admit(BPS, BIG, role="partner", on=DAY, basis="invitation")
    there = body.succeed(BPS, BIG, on=LATER, basis="Perpres (invented)")
    anew = body.succeed(BPS, OFFICES["anri"], on=LATER, basis="Perpres (invented)")
    member = body.succeed(BPS, KOMINFO, on=LATER, basis="Perpres (invented)")

    assert there.on(LATER).partners.institutions == ("big",)
    assert anew.on(LATER).partners.institutions == ("anri", "big")
    assert member.on(LATER).partners.institutions == ("big",)


def test_who_cannot_be_succeeded(body: Body) -> None:
    """A stranger has no place to pass on, and nobody follows itself."""
    with pytest.raises(NotEligibleError, match="not a member the day before"):
        body.succeed(BPS, BIG, on=LATER, basis="Perpres (invented)")
    with pytest.raises(NotEligibleError, match="kominfo cannot take its place") as refusal:
        body.succeed(KOMINFO, KOMINFO, on=LATER, basis="Perpres (invented)")
    with pytest.raises(NotEligibleError, match="political_party is none of the 11 kinds"):
        body.succeed(KOMINFO, PARTY, on=LATER, basis="Perpres (invented)")

    assert refusal.value.advice.startswith("name another institution")


def test_representatives_are_opaque_ids(body: Body) -> None:
    """Who speaks is an id, the last that was named by the day; with the member it goes."""
    body = body.represent(KOMINFO, "orang-1", "orang-2", contact="orang-3", on=LATER, basis="ST")
    body = body.represent("kominfo", "orang-4", on=DAY, basis="ST", recorded=LATER)
    said = body.on(LATER).representation("kominfo")
    left = body.withdraw(KOMINFO, on=LATEST, basis="letter")

    assert said is not None
    assert (said.representatives, said.contact, said.since) == (
        ("orang-1", "orang-2"), "orang-3", LATER,
    )  # fmt: skip
    assert body.on(DAY).representation("kominfo").representatives == ("orang-4",)  # type: ignore[union-attr]
    assert body.on(DAY).representation("bps") is None
    assert left.on(LATEST).representation("kominfo") is None
    again = left.admit(KOMINFO, on=date(2018, 1, 1), basis="SK")
    assert again.on(date(2018, 1, 1)).representation("kominfo") is None
    with pytest.raises(NotEligibleError, match="takes no part on that day") as refusal:
        body.represent("Kominf", "orang-1", on=LATER, basis="ST")
    assert refusal.value.advice == "admit it first"


def test_a_person_can_be_erased_without_breaking_the_history(body: Body) -> None:
    """Names live with the host: the history holds an opaque id and nothing else of a person."""
    names = {"orang-1": "a name that the host keeps"}
    body = body.represent(KOMINFO, "orang-1", on=DAY, basis="ST").elect(
        {"Ketua Umum": HEAD}, on=DAY, basis="rapat anggota"
    )
    names.clear()
    said = next(event for event in body.events if isinstance(event, Represented))

    assert said.representatives == ("orang-1",)
    assert body.appointments[0].person == "orang-1"
    assert names.get(body.appointments[0].person) is None


def test_a_secretariat_stands_beside_the_board(body: Body) -> None:
    """The body keeps one secretariat at a time, in whatever order it is told of."""
    body = body.keep_secretariat(KOMINFO, on=LATER, basis="SK 2/2016")
    body = body.keep_secretariat(BPS.unit("Biro Humas"), on=DAY, basis="SK", recorded=LATER)
    body = body.keep_secretariat(None, on=LATEST, basis="SK 3/2017")
    first, second = body.on(DAY).secretariat, body.on(LATER).secretariat

    assert first is not None
    assert (first.unit, first.institution, first.period) == (
        "bps:biro-humas", "bps", Period(DAY, LATER),
    )  # fmt: skip
    assert second is not None
    assert (second.unit, second.period) == ("kominfo", Period(LATER, LATEST))
    assert body.on(LATEST).secretariat is None
    assert "kominfo" in body.on(LATEST).register


def test_a_charter_may_admit_units_that_do_other_work() -> None:
    """Where the work unit itself is the member, its job need not be public relations."""
    rules = charter("kpu_regency")
    body = Body.found("kpu-33.21", charter=rules, on=date(2021, 4, 6), basis="Keputusan")
    kpu = directory(on=date(2021, 4, 6)).find("KPU")
    body = body.admit(kpu.unit("Sekretariat", pr=False), on=date(2021, 4, 6), basis="Keputusan")
    with pytest.raises(NotEligibleError, match="none of the 1 kinds") as refusal:
        body.admit(KOMINFO.unit(), on=date(2021, 4, 6), basis="Keputusan")

    assert not next(iter(body.on(date(2021, 4, 6)).register)).pr
    assert refusal.value.basis == "UU 7/2017 (grade B)"


def test_a_list_of_one_kind_may_be_one_word(body: Body) -> None:
    """A charter that admits one kind alone may say it in one word."""
    one = Provision(
        "membership.categories", "ministry", Period(None), Citation("SK 3/2016"), Grade.D
    )
    body = body.amend(charter("national").override(one), on=LATER, basis="SK 3/2016")
    with pytest.raises(NotEligibleError, match="none of the 1 kinds"):
        body.admit(BPS, on=LATER, basis="SK 4/2016")

    assert "kominfo" in body.on(LATER).register


def test_a_withdrawal_needs_a_cause_that_there_is() -> None:
    """An event of a cause that is none cannot be made."""
    with pytest.raises(TypeError, match="cause must be a Cause"):
        Withdrawn(on=DAY, recorded=DAY, basis="?", institution="bps", cause="boredom")  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match="did not know of the body"):
        Body.found("a", charter=charter("national"), on=DAY, basis="?", recorded=LATER).on(
            DAY, known=DAY
        )


def test_a_register_is_compared_by_who_is_in_it() -> None:
    """Two days with the same members have equal registers; a register is no other thing."""
    day = date(2015, 11, 2)
    body = Body.found("contoh", charter=charter("national"), on=day, basis="SK 1 (invented)")
    body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 2 (invented)")
    register = body.on(day).register

    assert register == body.on(date(2016, 1, 1)).register
    assert register != body.on(day).partners
    assert register != ("bps",)
    assert {register: "kept"}[register] == "kept"
    assert 7 not in register
