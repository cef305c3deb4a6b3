import json
from datetime import date

import pytest

from bakohumas import audit, interchange, meetings, programmes, scenarios
from bakohumas.bodies import Selection
from bakohumas.errors import RefusedError
from bakohumas.institutions import Category, directory
from bakohumas.law import Citation, Grade, Provision, charter
from bakohumas.networks import Role
from bakohumas.periods import Period
from bakohumas.scenarios import National

MET = date(2015, 11, 2)


def test_every_eligible_institution_is_a_member(cycle: National) -> None:
    """34 ministries among all that the day's directory holds, without Jakarta's six."""
    counts = cycle.body.on(MET).register.counts()
    there = directory(on=MET).counts()

    assert counts[Category.MINISTRY] == 34
    assert counts == {kind: n - 6 * (kind == "regency_government") for kind, n in there.items()}


def test_the_body_is_older_than_its_charter(cycle: National) -> None:
    """Founded in 1967, under the regulation of 2014 from its day on."""
    assert cycle.body.founded == date(1967, 12, 6)
    assert cycle.body.charter(on=date(2014, 9, 25)).name == "national_forerunners"
    assert cycle.body.charter(on=date(2014, 9, 26)).name == "national"
    assert cycle.body.events[1].basis.startswith("PM Kominfo 35/2014 of 2014-09-26")


def test_who_is_refused_is_told_the_article(cycle: National) -> None:
    """A party, a newspaper, a person and a city of Jakarta, each with the citation."""
    assert [each.who for each in cycle.refused] == [
        "Partai Contoh",
        "Koran Contoh",
        "Kepala Biro Humas, Kemenkeu",
        "Pemkot Jakarta Pusat",
    ]
    assert {each.error.basis for each in cycle.refused} == {"PM Kominfo 35/2014 Pasal 1 (grade A)"}


def test_consensus_is_tried_and_fails_before_the_vote(cycle: National) -> None:
    """Two seats are voted on after a failed deliberation, the third is agreed."""
    ketua, pelaksana, sekretaris = cycle.record.decisions

    assert meetings.verify(cycle.record) == ()
    assert [each.outcome for each in cycle.record.decisions] == ["vote", "vote", "consensus"]
    assert not ketua.attempts[0].agreed
    assert ketua.result is not None
    assert len(ketua.result.stages) > 1
    assert pelaksana.chosen != ketua.chosen
    assert sekretaris.result is None


def test_the_board_serves_through_1_november_2020(cycle: National) -> None:
    """Seated on 2 November 2015 for exactly five years."""
    now = cycle.body.on(date(2020, 11, 1))

    assert now.board is not None
    assert now.vacancies == ()
    assert cycle.body.on(date(2020, 11, 2)).board is None
    assert cycle.body.inaugurations == (date(2015, 11, 9),)
    assert cycle.body.terms[0].record == cycle.record.digest


def test_under_practice_the_chairs_go_with_their_posts() -> None:
    """The overlay of practice seats the chairs ex officio and elects the secretary."""
    cycle = scenarios.national(runs=8, rules=charter("national_practice"))
    board = cycle.body.on(MET).board

    assert board is not None
    assert {each.seat: each.selection for each in board.appointments} == {
        "Ketua Pelaksana": Selection.EX_OFFICIO,
        "Ketua Umum": Selection.EX_OFFICIO,
        "Sekretaris": Selection.ELECTED,
    }
    assert [each.subject for each in cycle.record.decisions] == ["Sekretaris"]
    summary = cycle.explain()
    assert "Ketua Umum: Direktur Jenderal Informasi" in summary
    assert "Ketua Umum: ex officio [InfoPublik-2018 (grade C)]." in summary
    assert "Ranked ballots" not in summary


def test_the_tasks_go_to_the_ministries_of_the_source(cycle: National) -> None:
    """School aid with education, houses with public works, the allocation with finance."""
    division = cycle.programme.division_on(date(2018, 8, 1))

    assert division is not None
    assert programmes.verify(division, division.tasks, division.agencies) == ()
    assert {
        task: division.assignments[task] for task in ("allocation", "houses", "school-aid")
    } == {
        "allocation": "kemenkeu",
        "houses": "kemen-pupr",
        "school-aid": "kemendikbud",
    }
    assert cycle.programme.agreed
    assert cycle.programme.skipped == ()
    assert len(division.agencies) == 34
    assert max(division.loads.values()) == 2


def test_the_forum_stops_at_the_members(cycle: National) -> None:
    """In the forum members hear and the public hardly does; the programme reaches it."""
    forum, programme = (cycle.study.arm(arm) for arm in ("forum", "programme"))

    assert forum.share(Role.MEMBER).mean > 0.3
    assert forum.share(Role.PUBLIC).mean < forum.share(Role.MEMBER).mean / 2
    assert cycle.study.gap("programme", "forum").low > 0
    assert programme.share(Role.PUBLIC).mean > forum.share(Role.PUBLIC).mean


def test_every_assumption_is_graded_and_varied(cycle: National) -> None:
    """Each parameter of the message has a grade, a range and an effect on the conclusion."""
    names = [each.assumption.name for each in cycle.study.sensitivity]

    assert len(set(names)) == len(names) == 13
    assert all(each.assumption.grade in {"C", "X"} for each in cycle.study.sensitivity)
    assert any(each.low != each.high for each in cycle.study.sensitivity)


def test_the_audit_finds_what_the_document_says(cycle: National) -> None:
    """The flow stops at internal websites and nothing leads back: in the network assumed."""
    findings = {each.norm.id: each for each in cycle.report.violations}

    assert set(findings) == {"FLW-01", "FLW-06", "TSK-11"}
    assert all(each.warns for each in findings.values())
    assert "1,096 internal websites" in findings["FLW-01"].explain()
    assert "in the network assumed here (assumptions, grade X)" in findings["FLW-06"].explain()
    open_ = {each.norm.id for each in cycle.report.where(audit.Status.UNDETERMINED)}
    assert {"BOD-06", "MEM-04", "MEM-11", "ETH-01", "DOC-03"} <= open_
    assert all(each.missing for each in cycle.report.where(audit.Status.UNDETERMINED))
    cycle.report.demand()


def test_of_two_stages_only_that_they_were_held_is_known(cycle: National) -> None:
    """The frame and the strategies are missing; outputs are told, and no outcome beside them."""
    findings = {
        each.norm.id: each
        for each in cycle.report.findings
        if each.norm.chapter == "TSK" and each.who == "apbn-2018-1"
    }
    open_ = {name: each.missing for name, each in findings.items() if each.missing}

    assert open_ == {
        "TSK-05": ("programme.frame",),
        "TSK-06": ("programme.strategies",),
        "TSK-17": ("programme.roles",),
    }
    assert findings.pop("TSK-11").status == audit.Status.VIOLATED
    assert {each.status for name, each in findings.items() if name not in open_} == {
        audit.Status.HOLDS
    }


def test_the_audit_names_what_the_document_does_not_tell(cycle: National) -> None:
    """No decree lays the elected board down, and no post of whoever chairs it is on record."""
    unknown = {
        (each.norm.id, missing)
        for each in cycle.report.where(audit.Status.UNDETERMINED)
        for missing in each.missing
        if each.norm.chapter == "BRD"
    }

    assert unknown == {
        ("BRD-05", "seat.post"),
        ("BRD-08", "board.decree"),
        ("BRD-09", "board.decree"),
    }


def test_members_come_and_go_as_the_tables_say(cycle: National) -> None:
    """What was dissolved before the audit is no member any more, and who followed it is."""
    now, then = (cycle.body.on(day).register for day in (cycle.report.on, MET))
    gone = {"bpls", "lemsaneg", "basarnas-2016"}
    today = {each.id for each in directory(on=cycle.report.on)}

    assert gone <= set(then.institutions)
    assert not gone & set(now.institutions)
    assert set(now.institutions) <= today
    assert now.counts()[Category.MINISTRY] == 34


def test_the_cabinet_of_2024_takes_its_seats() -> None:
    """Audited in 2025, the 48 ministries of that day are the members."""
    cycle = scenarios.national(runs=8, on=date(2025, 1, 1))

    assert cycle.body.on(date(2025, 1, 1)).register.counts()[Category.MINISTRY] == 48


def test_an_audit_of_earlier_days_leaves_out_what_came_later() -> None:
    """In 2016 no programme had begun, and the network of 2018 is not held against the body."""
    report = scenarios.national(runs=8, on=date(2016, 6, 1)).report

    assert {"FLW-01", "TSK-01"} <= {
        each.norm.id for each in report.where(audit.Status.UNDETERMINED)
    }
    assert report.violations == ()


def test_a_charter_with_other_seats_is_not_for_this_story() -> None:
    """Without nominees for a seat the scenario says which seats it knows."""
    seats = Provision("board.seats", ("Ketua",), Period(None), Citation("SK 1/2015"), Grade.D)
    with pytest.raises(ValueError, match="knows nominees for Ketua Umum, Ketua Pelaksana, Sek"):
        scenarios.national(runs=8, rules=charter("national").override(seats))


def test_after_the_term_the_board_is_lapsed() -> None:
    """Audited after the term, the gap and the vacant seats are found."""
    report = scenarios.national(runs=8, on=date(2021, 1, 1)).report

    assert {"BRD-11", "TRM-06"} <= {each.norm.id for each in report.violations}


def test_a_label_is_no_period() -> None:
    """After a gap of almost three years the board labelled 2023–2028 begins with its day."""
    cycle = scenarios.national(runs=8, on=date(2024, 6, 1))
    first, second = cycle.body.terms
    told, said = cycle.explain(), cycle.explain("id")

    assert [first.label, second.label] == ["2015–2020", "2023–2028"]
    assert (first.period.end, second.period.start) == (date(2020, 11, 2), date(2023, 10, 23))
    assert second.period.end == date(2028, 10, 23)
    assert all(cycle.body.on(day).board is None for day in (date(2020, 11, 2), date(2023, 10, 22)))
    assert cycle.body.inaugurations[-1] == date(2023, 10, 23)
    assert cycle.later[0].digest == second.record
    assert meetings.verify(cycle.later[0]) == ()
    assert "through 22 October 2028" in told
    assert "sampai dengan 22 Oktober 2028" in said
    assert {"TRM-06", "MTG-12"} <= {each.norm.id for each in cycle.report.violations}
    assert [each["label"] for each in cycle.facts()["terms"]] == ["2015–2020", "2023–2028"]


def test_under_practice_the_chairs_go_on_with_their_posts(cycle: National) -> None:
    """On the day of the new board the secretary alone is elected; nobody was in 2018."""
    later = scenarios.national(runs=8, on=date(2023, 10, 23), rules=charter("national_practice"))
    board = later.body.on(date(2023, 10, 23)).board

    assert board is not None
    assert [each.seat for each in board.appointments if each.institution] == ["Sekretaris"]
    assert len(board.appointments) == 3
    assert "Ketua Umum: Direktur Jenderal" in later.sections()[3].text
    assert cycle.later == ()
    assert "before that board" in cycle.explain()


def test_outputs_are_told_apart_from_outcomes(cycle: National) -> None:
    """Two ministries have outputs without a number; outcomes are claimed and not modelled."""
    result = cycle.programme.events[-1]

    assert isinstance(result, programmes.ResultsEvaluated)
    assert [(each.agency, each.amount) for each in result.outputs] == [
        ("kemendikbud", None),
        ("kemen-pupr", None),
    ]
    assert result.outcomes == ()
    assert "Outcomes are what comes of them" in cycle.explain()
    assert "dinyatakan, tidak dimodelkan" in cycle.explain("id")


def test_a_body_that_did_not_exist_is_not_audited() -> None:
    """A day before the founding is refused before any work is done."""
    with pytest.raises(RefusedError, match="the body was founded on 1967-12-06"):
        scenarios.national(on=date(1960, 1, 1))


def test_too_few_runs_are_a_slip() -> None:
    """A study with fewer than eight runs is refused."""
    with pytest.raises(ValueError, match="at least 8 runs, got 7"):
        scenarios.national(runs=7)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_summary_says_what_is_invented(cycle: National, lang: str) -> None:
    """Day, ballots and assumptions are labelled in either language."""
    summary = cycle.explain(lang)  # type: ignore[arg-type]

    for words in {
        "en": ("invented day, grade X", "hypothetical", "Nothing here is calibrated", "2024",
               "through 1 November 2020", "known up to 10 February 2026"),
        "id": ("hari rekaan, tingkat X", "hipotetis", "Tidak ada yang dikalibrasi", "2024",
               "sampai dengan 1 November 2020", "sampai dengan 10 Februari 2026"),
    }[lang]:  # fmt: skip
        assert words in summary


def test_the_same_seed_gives_the_same_bytes(cycle: National) -> None:
    """The same twice over, another seed gives others."""
    facts = interchange.dumps(cycle.facts())
    again = scenarios.national(runs=32)
    other = scenarios.national(runs=8, seed=1)

    assert interchange.dumps(again.facts()) == facts
    assert other.record.digest != cycle.record.digest
    assert json.loads(facts)["board"]["last_day"] == "2020-11-01"


def test_the_body_survives_its_document(cycle: National) -> None:
    """Written down and read back, the body is the same."""
    assert interchange.loads(interchange.dumps(cycle.body)) == cycle.body


def test_progress_is_told_stage_by_stage() -> None:
    """Both stages report until all is done."""
    seen: list[tuple[str, int, int]] = []
    scenarios.national(runs=8, on_update=lambda *step: seen.append(step))

    assert ("message", 24, 24) in seen
    assert seen[-1] == ("sensitivity", 13, 13)


def test_rows_are_tidy(cycle: National) -> None:
    """One row an arm and role; no unit of the story has an official channel."""
    assert {(row["arm"], row["role"]) for row in cycle.rows()} == {
        (arm, role) for arm in cycle.arms() for role in Role if role is not Role.CHANNEL
    }
