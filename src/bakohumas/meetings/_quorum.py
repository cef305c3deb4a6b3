from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from bakohumas.languages import Lang, number, pick
from bakohumas.law import Charter, Provision, Threshold
from bakohumas.meetings._kinds import Base, Fate, Matter


@attrs.frozen
class Quorum:
    """Whether enough of those on the roll are present.

    Attributes:
        base: Institutions on the roll; partners and patrons do not count.
        present: Of these, how many have signed the attendance list and are still there,
            or are represented where the charter allows it.
        law: The provision that says how many are enough.

    Examples:
        >>> from bakohumas.law import charter
        >>> law = charter("national").provision("meeting.quorum", on=date(2018, 1, 1))
        >>> quorum = Quorum(34, 17, law)
        >>> quorum.required, quorum.met
        (18, False)
    """

    base: int
    present: int
    law: Provision

    @property
    def rule(self) -> Threshold:
        """How many are enough, as the charter states it."""
        if self.law.value == Fate.PRESENT:
            return Threshold(Fraction(0))
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


def quorum_law(charter: Charter, *, on: date, call: int, last: bool, matter: Matter) -> Provision:
    """The provision that says how many are enough, at one call and for one matter.

    A quorum of its own for the matter goes before all; then, at the last call, that
    those present are enough; then the quorum of a second call, from the second on.

    Args:
        charter: The charter of the meeting.
        on: The day for which it was called.
        call: Number of the call, from 1.
        last: Whether no further adjournment for want of a quorum is left.
        matter: How grave the matter is.
    """
    if matter.strategic and (own := charter.find(f"meeting.quorum_{matter}", on=on)):
        return own
    fate = fate_law(charter, on=on, matter=matter)
    if last and fate and fate.value == Fate.PRESENT:
        return fate
    if call > 1 and (lower := charter.find("meeting.second_call", on=on)):
        return lower
    return charter.provision("meeting.quorum", on=on)


def fate_law(charter: Charter, *, on: date, matter: Matter) -> Provision | None:
    """The provision that says what follows where the last call finds no quorum."""
    grave = charter.find("meeting.last_call_grave", on=on) if matter is Matter.GRAVE else None
    return grave or charter.find("meeting.last_call", on=on)


def adjournments(charter: Charter, *, on: date) -> Provision | None:
    """The provision that says how often a meeting is adjourned for want of a quorum."""
    return charter.find("meeting.adjournments", on=on)


def unwitnessed(charter: Charter, people: Iterable[str], *, on: date) -> Provision | None:
    """The provision that a lot before these breaks, if it asks for more witnesses (ELC-06)."""
    law = charter.find("election.lot_witnesses", on=on)
    return law if law and len(set(people)) < int(str(law.value)) else None


def majority(charter: Charter, *, on: date, matter: Matter) -> tuple[Provision, Base]:
    """The provision that says which share carries a motion, and of what it is taken."""
    own = charter.find(f"decision.{matter}", on=on) if matter.strategic else None
    law = own or charter.provision("decision.threshold", on=on)
    return law, Base.of(str(charter.value("decision.base", on=on)), what="decision.base")
