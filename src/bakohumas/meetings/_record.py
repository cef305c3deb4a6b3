from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from bakohumas import elections
from bakohumas.languages import Labelled, Lang, day, listed, pick
from bakohumas.law import Threshold


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
        rule: How many are enough, as the charter states it.
        basis: Citation and grade of the rule.
    """

    base: int
    present: int
    rule: Threshold
    basis: str

    @property
    def required(self) -> int:
        """How many are enough."""
        return self.rule.of(self.base)

    @property
    def met(self) -> bool:
        """Whether the meeting may decide."""
        return self.present >= self.required

    def explain(self, lang: Lang = "en") -> str:
        """The quorum statement of the minutes."""
        stands = (
            pick(lang, "quorate", "kuorum")
            if self.met
            else pick(lang, "not quorate", "tidak kuorum")
        )
        return pick(
            lang,
            f"{self.present} of {self.base} member institutions present, {self.required} "
            f"required ({self.rule} of the roll; {self.basis}): {stands}.",
            f"{self.present} dari {self.base} lembaga anggota hadir, diperlukan {self.required} "
            f"({self.rule} dari daftar anggota; {self.basis}): {stands}.",
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
            lines.append(self.result.explain(lang))
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
        """SHA-256 of a canonical text of the record."""
        lines = [
            f"meeting|{self.body}|{self.kind}|{self.on}|{self.place}|{self.presiding}",
            f"basis|{self.basis}",
            *(f"roll|{each}" for each in self.roll),
            *(f"present|{each}" for each in self.attendance),
        ]
        for decision in self.decisions:
            count = decision.result.digest if decision.result else ""
            lines.append(
                f"decision|{decision.subject}|{decision.outcome}|{decision.chosen}|"
                f"{decision.quorum}|{count}"
            )
            lines += [f"attempt|{attempt}" for attempt in decision.attempts]
        return sha256("\n".join(lines).encode()).hexdigest()

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
    """Derive a record's quorum and counts again, and name what differs.

    Returns:
        What is wrong with the record; empty when nothing is.
    """
    wrong = [
        f"attendance: {each} is not on the roll"
        for each in record.attendance
        if each not in record.roll
    ]
    for decision in record.decisions:
        quorum = decision.quorum
        here = (len(record.roll), len(record.attendance))
        if (quorum.base, quorum.present) != here:
            wrong.append(
                f"{decision.subject}: the quorum counts {quorum.present} of {quorum.base}, "
                f"the lists {here[1]} of {here[0]}"
            )
        if not quorum.met:
            wrong.append(f"{decision.subject}: decided without a quorum")
        match decision.result:
            case None:
                if not any(attempt.agreed for attempt in decision.attempts):
                    wrong.append(f"{decision.subject}: neither agreed nor voted on")
            case result:
                wrong += [f"{decision.subject}: {each}" for each in elections.verify(result)]
                if result.profile.cast > len(record.attendance):
                    wrong.append(f"{decision.subject}: more ballots than institutions present")
                if result.elected != (decision.chosen,):
                    wrong.append(f"{decision.subject}: the count elected {result.elected}")
    return tuple(wrong)
