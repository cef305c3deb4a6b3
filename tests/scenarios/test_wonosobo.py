from datetime import date

import attrs
import pytest

from bakohumas import audit, interchange, meetings, scenarios
from bakohumas.errors import RefusedError
from bakohumas.institutions import Category, directory
from bakohumas.networks import POPULATION_DAY, Role
from bakohumas.scenarios import Wonosobo, wonosobo
from bakohumas.scenarios import _wonosobo_body as body  # noqa: PLC2701 - the days that are found
from bakohumas.scenarios import _wonosobo_content as content  # noqa: PLC2701 - its two months
from bakohumas.scenarios import _wonosobo_message as message  # noqa: PLC2701 - bent assumptions

MET = date(2025, 9, 3)
ARMS = ("broadcast", "dialogue", "together")


@pytest.fixture(scope="module")
def story() -> Wonosobo:
    """The forum with few runs, made once."""
    return wonosobo(runs=32)


def bend(monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    """Give some assumptions another value, and the whole of [0, 1] to move in."""
    bent = [
        attrs.evolve(each, value=values[each.name], low=0.0, high=1.0)
        if each.name in values
        else each
        for each in message.ASSUMPTIONS
    ]
    monkeypatch.setattr(message, "ASSUMPTIONS", tuple(bent))


def test_the_printed_day_cannot_be(story: Wonosobo) -> None:
    """3 August 2025 was a Sunday, as the audit finds; two days of the year fit."""
    (finding,) = [each for each in story.report.violations if each.norm.id == "DOC-03"]

    assert "3 August 2025 was a Sunday, and not Wednesday" in finding.explain()
    assert story.fitting == (MET, date(2025, 12, 3))
    days = [date(2025, month, 3) for month in range(1, 13)]
    assert story.fitting == tuple(each for each in days if each.weekday() == 2)
    assert "taken here" in story.explain()


def test_participants_are_of_the_kinds_that_the_document_names(story: Wonosobo) -> None:
    """Vertical agencies, state and regional enterprises; who is not in the tables is labelled."""
    register, known = story.body.on(MET).register, body.offices()
    counts = register.counts()
    tables = directory(on=MET)

    assert len(register) == 12
    assert (counts[Category.SOE], counts[Category.REGIONAL_SOE]) == (3, 2)
    added = {each for each in register.institutions if each not in tables}
    assert {each for each in added if not known[each].invented} == {"diskominfo-wonosobo"}


def test_the_forum_agrees_and_follows_up(story: Wonosobo) -> None:
    """Two agreements by consensus, and joint work that was done by the day of the audit."""
    assert meetings.verify(story.record) == ()
    assert [each.outcome for each in story.record.decisions] == ["consensus", "consensus"]
    assert not story.forum.ceremonial
    assert all(not each.late(story.on) for each in story.forum.follow_ups)
    assert "EVT-08" in {each.norm.id for each in story.report.where(audit.Status.HOLDS)}


def test_the_group_is_off_at_the_forum_and_on_at_the_audit(story: Wonosobo) -> None:
    """What was broken then is resolved; nothing new is; no decree and no board stand."""
    assert {each.norm.id for each in story.change.resolved} == {"FLW-07", "FLW-18"}
    assert story.change.new == ()
    assert {each.norm.id for each in story.change.standing} == {
        "BOD-04",
        "BRD-11",
        "DOC-03",
        "FLW-08",
    }
    assert body.group(story.body, on=MET).last_message == body.SILENT
    assert body.group(story.body, on=story.on).last_message == body.LATEST


def test_more_posts_serve_after_the_forum(story: Wonosobo) -> None:
    """In the invented posts; questions of before are answered late, those of after within hours."""
    before, after = (content.share(story.room, each) for each in (content.BEFORE, content.AFTER))

    assert before < after
    assert sum(content.purposes(story.room, content.BEFORE).values()) == 12 * content.POSTS
    delays = {each.id: each.delay for each in story.room.comments}
    assert all(delay is not None for delay in delays.values())
    late = [each for each in story.room.comments if each.at.date() < MET]
    assert all(each.delay is not None and each.delay > 24 for each in late)


def test_dialogue_answers_more_and_the_group_more_still(story: Wonosobo) -> None:
    """The lead over broadcasting is sure, and most of it is due to the group."""
    assert story.study.lead.low > 0
    assert story.study.gap("together", "dialogue").low > 0
    assert story.dialogue.asked["broadcast"] < story.dialogue.asked["together"]


@pytest.mark.parametrize("other", ["broadcast", "dialogue"])
def test_switching_the_group_on_takes_nobodys_answer_away(story: Wonosobo, other: str) -> None:
    """Run by run: whoever is answered without the group is answered with it."""
    on, off = (story.study.arm(arm).outcome("answered") for arm in ("together", other))

    assert all(many >= few for many, few in zip(on, off, strict=True))


@pytest.mark.parametrize("arm", ARMS)
def test_who_has_more_time_answers_no_fewer(story: Wonosobo, arm: str) -> None:
    """Within 2 hours, 24 and 72; and none but whoever asked and was heard is answered."""
    figures = [arms[arm].mean for arms in story.dialogue.within.values()]
    news = story.study.arm(arm)

    assert list(story.dialogue.within) == [2, 24, 72]
    assert figures == sorted(figures)
    counts = zip(*map(news.outcome, ("comments", "heard", "answered")), strict=True)
    assert all(made >= heard >= answered for made, heard, answered in counts)


def test_every_resident_is_counted_once(story: Wonosobo) -> None:
    """Followers and others together are the residents of the regency."""
    residents = directory(on=POPULATION_DAY).area("33.07").population
    network = story.dialogue.network

    assert sum(node.size for node in network.nodes_of(Role.PUBLIC)) == residents
    assert all(network.speakers(each) for each in network.hearers("pos-wonosobo/admin"))
    assert len(network.hearers("pos-wonosobo/admin")) == len(
        network.hearers("jaminan-wonosobo/admin")
    )


def test_a_share_online_is_quoted_and_not_measured(story: Wonosobo) -> None:
    """71 % stands as what an official said, grade C."""
    (online,) = [
        each.assumption for each in story.study.sensitivity if each.assumption.name == "online"
    ]

    assert (online.value, online.grade, online.source) == (0.71, "C", "seed 3")
    assert "71.0 % of Indonesians use the internet every day, in the words" in story.explain()


def test_admins_who_do_not_reply_answer_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody takes up a question, neither forum nor group is shown to do anything."""
    bend(monkeypatch, replies_after=0.0, replies_before=0.0)
    bent = wonosobo(runs=8)

    assert "the model does not show it: 0.0" in bent.answer()
    assert "model tidak menunjukkannya: 0,0" in bent.answer("id")
    assert "it could not be told that the group adds anything" in bent.answer()
    assert "tambahan dari grup tidak dapat dipastikan" in bent.answer("id")


def test_a_group_beside_letters_adds_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where letters tell everybody and the group few, a quick letter instead is not enough."""
    bend(monkeypatch, letter=1.0, contact=0.2)
    bent = wonosobo(runs=32)

    assert bent.dialogue.quick.low > 0
    assert "it would still add" in bent.answer()
    assert "grup tetap menambah" in bent.answer("id")


def test_the_sections_show_what_there_is_to_be_seen(story: Wonosobo) -> None:
    """Every table is of one shape, the audit is last, and no board is shown as there is none."""
    sections = {each.title: each for each in story.sections()}

    for each in sections.values():
        assert len({tuple(row) for row in each.rows}) <= 1
    assert len(sections["Response time"].rows) == 3
    assert list(sections)[-1] == "Audit"
    assert story.body.on(story.on).board is None
    assert all("board" not in each.shows for each in sections.values())


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_story_says_what_is_invented(story: Wonosobo, lang: str) -> None:
    """Participants, posts and assumptions are labelled in either language."""
    told = story.explain(lang)  # type: ignore[arg-type]

    for words in {
        "en": ("are invented, as the document", "are invented (grade X)", "Coordination group",
               "Claimed, not modelled", "Nothing here is calibrated", "was a Sunday"),
        "id": ("adalah rekaan, karena dokumen", "dan jawaban rekaan (tingkat X)",
               "Grup koordinasi", "Dinyatakan, tidak dimodelkan", "Tidak ada yang dikalibrasi",
               "jatuh pada hari Minggu"),
    }[lang]:  # fmt: skip
        assert words in told


def test_the_same_seed_gives_the_same_bytes(story: Wonosobo) -> None:
    """On another back end too; another seed gives others, and progress is told to the end."""
    seen: list[tuple[str, int, int]] = []
    again = wonosobo(runs=32, backend="python")
    other = wonosobo(runs=8, seed=1, on_update=lambda *step: seen.append(step))

    assert interchange.dumps(again.facts()) == interchange.dumps(story.facts())
    assert other.facts()["measure"] != story.facts()["measure"]
    assert ("message", 24, 24) in seen
    assert seen[-1] == ("sensitivity", 14, 14)


def test_slips_are_refused() -> None:
    """Too few runs, and a day before the forum."""
    assert scenarios.SCENARIOS["wonosobo"] is wonosobo
    with pytest.raises(ValueError, match="at least 8 runs, got 7"):
        wonosobo(runs=7)
    with pytest.raises(RefusedError, match="the body was founded on 2025-09-03"):
        wonosobo(on=date(2025, 8, 3))
