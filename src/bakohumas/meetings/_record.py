import json
from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from bakohumas.errors import MeetingError
from bakohumas.languages import Lang, day, pick
from bakohumas.law import norm
from bakohumas.meetings._acts import FollowedUp, Lapsed, Objected
from bakohumas.meetings._canon import canonical
from bakohumas.meetings._decisions import Decision
from bakohumas.meetings._kinds import Kind, sentence
from bakohumas.meetings._roll import Exclusion
from bakohumas.meetings._steps import Called, Convened, Step


@attrs.frozen
class Record:
    """What a meeting did: the sum of its steps.

    Attributes:
        body: Id of the body that met.
        kind: What sort of meeting it was.
        on: The day for which it was called.
        place: Where.
        presiding: Who led it in the end; leading a meeting makes nobody chair of the body.
        roll: Ids of the institutions entitled to vote.
        attendance: Of these, who signed an attendance list.
        decisions: What was decided, in order.
        basis: What the meeting rests on.
        steps: Everything that happened, from the call to the closing.

    Examples:
        >>> from bakohumas.bodies import Body
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> from bakohumas.meetings import Meeting
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> meeting = Meeting.call(body, on=day, place="Jakarta", basis="letter (invented)")
        >>> record = meeting.attend(*meeting.roll[:20]).deliberate("Sekretaris", "kemenkeu").close()
        >>> record.decision("Sekretaris").chosen, len(record.attendance), len(record.digest)
        ('kemenkeu', 20, 64)
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
    steps: tuple[Step, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the record.

        Taken over a JSON array in UTF-8, without spaces: ``"bakohumas meeting 2"``, then
        the fields in their order. A value of several fields is an array of its name and
        its fields, a count its digest, a citation its text.
        """
        fields = [canonical(getattr(self, each.name)) for each in attrs.fields(Record)]
        text = json.dumps(
            ["bakohumas meeting 2", *fields], ensure_ascii=False, separators=(",", ":")
        )
        return sha256(text.encode()).hexdigest()

    @property
    def called(self) -> Called | None:
        """The call, as far as the record holds it."""
        return next((each for each in self.steps if isinstance(each, Called)), None)

    @property
    def excluded(self) -> tuple[Exclusion, ...]:
        """Who was not on the roll, and why."""
        return self.called.roll.excluded if self.called else ()

    @property
    def calls(self) -> tuple[Convened, ...]:
        """Each call with its quorum, where the meeting was opened in so many words."""
        return tuple(each for each in self.steps if isinstance(each, Convened))

    @property
    def lapsed(self) -> tuple[Lapsed, ...]:
        """What was not decided because the last call found no quorum."""
        return tuple(each for each in self.steps if isinstance(each, Lapsed))

    @property
    def objections(self) -> tuple[Objected, ...]:
        """Who objected to the minutes."""
        return tuple(each for each in self.steps if isinstance(each, Objected))

    def decision(self, subject: str) -> Decision | None:
        """What was decided on a subject, or ``None`` if nothing was."""
        return next((each for each in self.decisions if each.subject == subject), None)

    def follow_ups(self, subject: str = "") -> tuple[FollowedUp, ...]:
        """Who was charged with what, for one decision or all of them."""
        return tuple(
            each
            for each in self.steps
            if isinstance(each, FollowedUp) and subject in {"", each.subject}
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that minutes must have (MTG-10) and this record leaves blank."""
        call = self.called
        has = {
            "number": call and call.number,
            "time": any(each.at for each in self.steps),
            "place": self.place or (call and call.link),
            "chair": self.presiding,
            "attendance": self.attendance,
            "quorum": self.calls or self.decisions,
            "agenda": call and call.agenda,
        }
        return tuple(name for name, held in has.items() if not held)

    def authority(self, subject: str) -> str:
        """The basis of what is spread in the body's name: the decision that allows it.

        Args:
            subject: What was decided on.

        Returns:
            The decision, with the day and the digest of the record, for the basis of an event.

        Raises:
            MeetingError: If nothing was decided on it.
        """
        found = self.decision(subject)
        if found is None:
            rule = norm("MTG-11")
            raise MeetingError(
                f"spread {subject} in the name of {self.body}",
                f"its meeting of {self.on} has decided nothing on it ({rule.id})",
                rule.cite(),
                "let a meeting decide on it first",
            )
        return f"{self.body}, {self.kind.label()} of {self.on}, {subject}: {self.digest[:12]}"

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
            f"{sentence(self.kind.label(lang))} of {self.body} on {day(self.on, lang)}, "
            f"{self.place}.",
            f"{sentence(self.kind.label(lang))} {self.body} pada {day(self.on, lang)}, "
            f"{self.place}.",
        )
        return "\n".join([head, *(decision.explain(lang) for decision in self.decisions)])
