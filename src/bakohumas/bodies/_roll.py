from datetime import date
from difflib import get_close_matches

import attrs

from bakohumas.bodies._events import Admitted, Withdrawn
from bakohumas.bodies._facts import Membership
from bakohumas.bodies._readings import words
from bakohumas.errors import MODEL, NotEligibleError
from bakohumas.law import Charter
from bakohumas.periods import Period


@attrs.define(eq=False)
class Roll:
    """Who is a member, and when; one part of a ledger."""

    members: dict[str, tuple[Membership, ...]] = attrs.Factory(dict)

    def copy(self) -> "Roll":
        """A roll that can be written on without touching this one."""
        return Roll(dict(self.members))

    def member(self, institution: str, on: date) -> Membership | None:
        """The membership of an institution on a day."""
        for membership in self.members.get(institution, ()):
            if on in membership.period:
                return membership
        return None

    def near(self, institution: str) -> str:
        """A hint at the members that go by nearly the same id."""
        plain = institution.casefold().replace(" ", "-")
        near = get_close_matches(plain, self.members, n=2, cutoff=0.9)
        return f"; did you mean {' or '.join(near)}?" if near else ""

    def admit(self, event: Admitted, charter: Charter) -> None:
        """Take an institution in, if the charter admits its kind and it is no member yet."""
        what = f"admit {event.name}"
        kinds = charter.find("membership.categories", on=event.on)
        if kinds is None:
            raise NotEligibleError(
                what,
                f"the charter does not say who may be a member on {event.on}",
                f"charter {charter}",
                "override the charter with a cited provision 'membership.categories'",
            )
        if event.category not in (allowed := words(kinds)):
            raise NotEligibleError(
                what,
                f"{event.category} is none of the {len(allowed)} kinds of institution "
                "that may be members",
                kinds.basis,
                "invite it as a partner, who may speak but not vote (MEM-08, MEM-09)",
            )
        before = self.members.get(event.institution, ())
        for membership in before:
            if Period(event.on).overlaps(membership.period):
                raise NotEligibleError(
                    what,
                    f"{event.institution} is a member {membership.period}",
                    MODEL,
                    "one institution is one member, whatever the number of its units (MEM-05)",
                )
        joined = Membership(
            event.institution,
            event.unit,
            event.name,
            event.category,
            event.area,
            Period(event.on),
            event.basis,
        )
        self.members[event.institution] = (*before, joined)

    def withdraw(self, event: Withdrawn, *, seated_from: tuple[date, ...]) -> None:
        """Let an institution go, if it was a member and nothing later says that it still is."""
        what = f"withdraw {event.institution} on {event.on}"
        membership = self.member(event.institution, event.on)
        if membership is None or membership.period.start == event.on:
            raise NotEligibleError(
                what,
                f"it was not a member the day before{self.near(event.institution)}",
                MODEL,
                "look up its membership in the register",
            )
        *before, last = self.members[event.institution]
        later = [day for day in (last.period.start, *seated_from) if day and day > event.on]
        if later:
            raise NotEligibleError(
                what,
                f"the register has it as a member, or on a seat, from {min(later)} on",
                MODEL,
                "let the withdrawal take effect after that day",
            )
        ended = attrs.evolve(last, period=last.period.until(event.on))
        self.members[event.institution] = (*before, ended)
