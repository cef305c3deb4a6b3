import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from bakohumas import elections
from bakohumas.languages import Labelled, Lang, day, listed, number, pick
from bakohumas.law import Provision, Threshold


class Kind(Labelled):
    """What sort of meeting it is."""

    MEMBERS = "members", "members' meeting", "rapat anggota"
    EXTRAORDINARY = "extraordinary", "extraordinary members' meeting", "rapat anggota luar biasa"
    BOARD = "board", "board meeting", "rapat pengurus"
    COORDINATION = "coordination", "coordination meeting", "rapat koordinasi"


class Outcome(Labelled):
    """How a decision was reached."""

    CONSENSUS = "consensus", "by consensus", "mufakat"
    ACCLAMATION = "acclamation", "by acclamation", "aklamasi"
    VOTE = "vote", "by majority vote", "suara terbanyak"


@attrs.frozen
class Quorum:
    """Whether enough member institutions are present.

    Attributes:
        base: Institutions on the roll; partners and patrons do not count.
        present: Of these, how many signed the attendance list.
        law: The provision that says how many are enough.
    """

    base: int
    present: int
    law: Provision

    @property
    def rule(self) -> Threshold:
        """How many are enough, as the charter states it."""
        return Threshold.parse(str(self.law.value))

    @property
    def basis(self) -> str:
        """Citation and grade of the rule."""
        return self.law.basis

    @property
    def required(self) -> int:
        """How many are enough; nobody at all never is."""
        return max(1, self.rule.of(self.base))

    @property
    def met(self) -> bool:
        """Whether the meeting may decide."""
        return self.present >= self.required

    def explain(self, lang: Lang = "en") -> str:
        """The quorum statement of the minutes."""
        figures = (self.present, self.base, self.required)
        present, base, required = (number(each, lang) for each in figures)
        stands = (
            pick(lang, "quorate", "kuorum")
            if self.met
            else pick(lang, "not quorate", "tidak kuorum")
        )
        return pick(
            lang,
            f"{present} of {base} member institutions present, {required} "
            f"required ({self.rule} of the roll; {self.law.cite()}): {stands}.",
            f"{present} dari {base} lembaga anggota hadir, diperlukan {required} "
            f"({self.rule} dari daftar anggota; {self.law.cite('id')}): {stands}.",
        )


@attrs.frozen
class Deliberation:
    """One attempt to agree.

    Attributes:
        subject: What is to be decided.
        proposal: What was proposed.
        objections: Who objected, and why.
    """

    subject: str
    proposal: str
    objections: tuple[tuple[str, str], ...] = ()

    @property
    def agreed(self) -> bool:
        """Whether nobody objected."""
        return not self.objections

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in a sentence."""
        if self.agreed:
            return pick(
                lang,
                f"{self.subject}: {self.proposal} was agreed by consensus.",
                f"{self.subject}: {self.proposal} disepakati secara mufakat.",
            )
        who = listed([f"{member} ({why})" for member, why in self.objections], lang)
        return pick(
            lang,
            f"{self.subject}: no consensus on {self.proposal}; objections of {who}.",
            f"{self.subject}: {self.proposal} tidak mencapai mufakat; keberatan dari {who}.",
        )


@attrs.frozen
class Decision:
    """What was decided, and how.

    Attributes:
        subject: What was to be decided; the title of a seat for an election.
        outcome: By consensus, by acclamation or by vote.
        chosen: Who or what was chosen.
        quorum: The quorum as it stood when it was decided.
        attempts: The deliberations before it.
        result: The count, where there was a vote.
    """

    subject: str
    outcome: Outcome
    chosen: str
    quorum: Quorum
    attempts: tuple[Deliberation, ...] = ()
    result: elections.Result | None = None

    def explain(self, lang: Lang = "en") -> str:
        """How it came to be decided, one line a step."""
        lines = [attempt.explain(lang) for attempt in self.attempts]
        if self.result:
            lines += [f"{self.subject}: {self.outcome.label(lang)}.", self.result.explain(lang)]
        return "\n".join(lines)


@attrs.frozen
class Record:
    """What a meeting did.

    Attributes:
        body: Id of the body that met.
        kind: What sort of meeting it was.
        on: The day.
        place: Where.
        presiding: Who led it; leading a meeting makes nobody chair of the body.
        roll: Ids of the institutions entitled to vote.
        attendance: Of these, who signed the attendance list.
        decisions: What was decided, in order.
        basis: What the meeting rests on.
    """

    body: str
    kind: Kind
    on: date
    place: str
    presiding: str
    roll: tuple[str, ...]
    attendance: tuple[str, ...]
    decisions: tuple[Decision, ...]
    basis: str

    @property
    def digest(self) -> str:
        """SHA-256 of the record.

        Taken over a JSON array in UTF-8, without spaces: ``"bakohumas meeting 1"``, then
        the fields in their order, each value as an array of its fields, a threshold
        as its text and a count as its digest.
        """
        decisions = [
            [
                each.subject,
                each.outcome,
                each.chosen,
                [each.quorum.base, each.quorum.present, str(each.quorum.rule), each.quorum.basis],
                [attrs.astuple(attempt) for attempt in each.attempts],
                each.result and each.result.digest,
            ]
            for each in self.decisions
        ]
        head = [self.body, self.kind, str(self.on), self.place, self.presiding]
        text = json.dumps(
            ["bakohumas meeting 1", *head, self.roll, self.attendance, decisions, self.basis],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return sha256(text.encode()).hexdigest()

    def decision(self, subject: str) -> Decision | None:
        """What was decided on a subject, or ``None`` if nothing was."""
        return next((each for each in self.decisions if each.subject == subject), None)

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a decision."""
        return [
            {
                "subject": each.subject,
                "outcome": each.outcome.value,
                "chosen": each.chosen,
                "present": each.quorum.present,
                "required": each.quorum.required,
                "rounds": len(each.result.stages) if each.result else 0,
            }
            for each in self.decisions
        ]

    def explain(self, lang: Lang = "en") -> str:
        """What the meeting did, one line a step."""
        head = pick(
            lang,
            f"{self.kind.label(lang).capitalize()} of {self.body} on {day(self.on, lang)}, "
            f"{self.place}.",
            f"{self.kind.label(lang).capitalize()} {self.body} pada {day(self.on, lang)}, "
            f"{self.place}.",
        )
        return "\n".join([head, *(decision.explain(lang) for decision in self.decisions)])


def verify(record: Record) -> tuple[str, ...]:
    """Derive a record's lists, quorum and counts again, and name what differs.

    Whatever does not follow from the rest of the record is found. What rests on
    nothing else in it (day, place, basis, the rule of the quorum, the ballots) only
    the digest that was published tells apart.

    Returns:
        What is wrong with the record; empty when nothing is.
    """
    subjects = [each.subject for each in record.decisions]
    lists = {"roll": record.roll, "attendance": record.attendance, "decisions": subjects}
    wrong = [
        f"{name}: {each} stands there {times} times"
        for name, entries in lists.items()
        for each, times in Counter(entries).items()
        if times > 1
    ]
    wrong += [
        f"attendance: {each} is not on the roll"
        for each in record.attendance
        if each not in record.roll
    ]
    for decision in record.decisions:
        found = [*_quorum(record, decision), *_deliberation(record, decision)]
        if decision.result:
            found += _count(record, decision, decision.result)
        wrong += [f"{decision.subject}: {each}" for each in found]
    return tuple(wrong)


def _quorum(record: Record, decision: Decision) -> Iterator[str]:
    quorum = decision.quorum
    of, here = len(record.roll), len(record.attendance)
    if (quorum.base, quorum.present) != (of, here):
        yield f"the quorum counts {quorum.present} of {quorum.base}, the lists {here} of {of}"
    if not quorum.met:
        yield "decided without a quorum"


def _deliberation(record: Record, decision: Decision) -> Iterator[str]:
    for attempt in decision.attempts:
        if attempt.subject != decision.subject:
            yield f"a deliberation on {attempt.subject} is no part of it"
        for objector, _ in attempt.objections:
            if objector not in record.attendance:
                yield f"{objector} objected and was not present"
    agreed = [each.proposal for each in decision.attempts if each.agreed]
    outcome = Outcome.CONSENSUS
    if decision.result:
        unopposed = isinstance(decision.result.method, elections.Acclamation)
        outcome = Outcome.ACCLAMATION if unopposed else Outcome.VOTE
    if agreed != ([] if decision.result else [decision.chosen]):
        yield f"decided on {decision.chosen}, agreed on {listed(agreed)}"
    if decision.outcome is not outcome:
        yield f"decided {outcome.label()}, not {decision.outcome.label()}"


def _count(record: Record, decision: Decision, result: elections.Result) -> Iterator[str]:
    yield from elections.verify(result)
    if result.profile.cast > len(record.attendance):
        yield "more ballots than institutions present"
    for candidate in result.profile.candidates:
        if candidate not in record.roll:
            yield f"{candidate} stood and is not on the roll"
    if result.elected != (decision.chosen,):
        yield f"the count elected {listed(result.elected)}, not {decision.chosen}"
