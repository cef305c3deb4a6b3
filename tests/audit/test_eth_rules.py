from datetime import date

import pytest

from bakohumas.audit import RULES, Conduct, Finding, Publication, Tag, check
from bakohumas.bodies import Body
from bakohumas.law import charter

DAY = date(2018, 6, 1)
BY_ID = {each.id: each for each in RULES}
CHAPTER = tuple(each for each in RULES if each.norm.chapter == "ETH")
BODY = Body.found("contoh", charter=charter("national"), on=DAY, basis="SK")
GOOD = (Tag.NEUTRAL, Tag.BALANCED, Tag.ACCURATE, Tag.OBJECTIVE, Tag.SERVICE)
ADVERT = "public_service_advert"


def published(id_: str, *tags: Tag, kind: str = "press_release") -> Publication:
    """Something published, with what a reader said of it."""
    return Publication(body="contoh", on=DAY, id=id_, kind=kind, tags=tags)


def judged(rule: str, *records: object) -> tuple[Finding, ...]:
    """What one rule finds."""
    return check(BODY, records, on=DAY, rules=[BY_ID[rule]]).findings


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Status and subject of each finding, which must speak both languages."""
    assert all(en and other and en != other for en, other in (each.because for each in findings))
    return [(each.status.value, each.who) for each in findings]


@pytest.mark.parametrize("rule", CHAPTER, ids=lambda rule: rule.id)
def test_every_rule_of_the_chapter_proves_itself(rule: object) -> None:
    """All four are judged, and their worked cases give what they say."""
    assert [each.id for each in CHAPTER] == [f"ETH-{n:02}" for n in range(1, 5)]
    rule.prove()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        ("ETH-01", ("content.tags",)),
        ("ETH-02", ("content.kind", "content.tags")),
        ("ETH-03", ("ethics.code",)),
        ("ETH-04", ("content.tags",)),
    ],
)
def test_without_records_conduct_is_unknown(rule: str, missing: tuple[str, ...]) -> None:
    """Nobody is taken to have behaved well for want of records."""
    (finding,) = judged(rule)

    assert (finding.status.value, finding.missing) == ("undetermined", missing)


@pytest.mark.parametrize(
    "bad", [Tag.PARTISAN, Tag.ONE_SIDED, Tag.INACCURATE, Tag.SUBJECTIVE, Tag.SELF_SERVING]
)
def test_eth_01_one_fault_is_enough(bad: Tag) -> None:
    """A fault goes before every virtue, and is named in words."""
    (finding,) = judged("ETH-01", published("p-1", *GOOD, bad))

    assert told((finding,)) == [("violated", "p-1")]
    assert finding.because == (bad.label(), bad.label("id"))
    assert finding.when == DAY


def test_eth_01_what_was_not_said_is_missing() -> None:
    """All five must be said; what was not is named."""
    findings = judged("ETH-01", published("p-1", *GOOD), published("p-2", *GOOD[1:]))

    assert told(findings) == [("holds", ""), ("undetermined", "p-2")]
    assert findings[1].because[0] == "the tags of the content (not said of it: neutral)"


def test_eth_02_speaks_of_adverts_alone() -> None:
    """An interest is found, service is kept, silence and an unknown kind are open."""
    findings = judged(
        "ETH-02",
        published("a", Tag.SERVICE, Tag.GROUP_INTEREST, kind=ADVERT),
        published("b", Tag.SERVICE, kind=ADVERT),
        published("c", Tag.NEUTRAL, kind=ADVERT),
        published("d", kind=""),
        published("e", Tag.PERSONAL_INTEREST),
    )

    assert told(findings) == [
        ("holds", ""),
        ("violated", "a"),
        ("undetermined", "c"),
        ("undetermined", "d"),
    ]
    assert [each.missing for each in findings[2:]] == [("content.tags",), ("content.kind",)]
    assert told(judged("ETH-02", published("e"))) == [("not_applicable", "")]


def test_eth_03_a_breach_a_code_and_neither() -> None:
    """A breach on record is found whatever the code; without a code nothing is kept."""
    seen = {"body": "contoh", "on": DAY}
    findings = judged(
        "ETH-03",
        Conduct(**seen, who="p-1", code="Kode Etik"),  # type: ignore[arg-type]
        Conduct(**seen, who="p-2", breach="berbohong"),  # type: ignore[arg-type]
        Conduct(**seen, who="p-3"),  # type: ignore[arg-type]
    )

    assert told(findings) == [("holds", ""), ("violated", "p-2"), ("undetermined", "p-3")]
    assert findings[2].missing == ("ethics.code",)


def test_eth_04_openness_must_be_said() -> None:
    """What misleads is found; of what nobody spoke nothing is known."""
    findings = judged(
        "ETH-04",
        published("a", Tag.OPEN),
        published("b", Tag.OPEN, Tag.MISLEADING),
        published("c", Tag.NEUTRAL),
    )

    assert told(findings) == [("holds", ""), ("violated", "b"), ("undetermined", "c")]
