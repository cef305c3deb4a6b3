from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs

from bakohumas.audit._verdict import Status
from bakohumas.bodies import Body, Event, replay


@attrs.frozen
class Setting:
    """What a worked case tells: a history, records and a day; :func:`worked` makes one.

    Attributes:
        history: Everything that happened to the body.
        on: The day that is judged.
        records: Records that are put before the audit.
        who: Whom the verdict concerns; anybody where it is empty.

    Examples:
        >>> from bakohumas.audit import RULES
        >>> setting = RULES[0].cases[0]
        >>> setting.on, len(setting.history)
        (datetime.date(2015, 11, 2), 4)
    """

    history: tuple[Event, ...]
    on: date
    records: tuple[Any, ...] = ()
    who: str = ""


def worked(body: Body | Iterable[Event], *records: object, on: date, who: str = "") -> Setting:
    """A body, records and a day, for the worked case of a rule.

    Args:
        body: The body, or a history that the model refuses.
        records: Records that are put before the audit.
        on: The day that is judged.
        who: Whom the verdict concerns; anybody where it is empty.

    Examples:
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("contoh", charter=charter("national"), on=day, basis="invented")
        >>> worked(body, on=day).history == body.events
        True
    """
    return Setting(body.events if isinstance(body, Body) else tuple(body), on, records, who)


Told = Callable[[], Setting]
"""What tells a worked case when it is first asked for."""


@attrs.frozen
class Worked:
    """One case of a rule with what must be found, as data that any system can be held to.

    Attributes:
        rule: Id of the rule.
        history: Everything that happened to the body.
        on: The day that is judged.
        expected: What the rule must say of it.
        records: Records that are put before the audit.
        who: Whom the verdict concerns; anybody where it is empty.
        refused: Whether the model itself refuses this history, so that no body can have it.

    Examples:
        >>> from bakohumas.audit import RULES
        >>> kept, broken = RULES[1].cases
        >>> str(kept), str(broken)
        ('BOD-02 holds', 'BOD-02 violated')
        >>> len(broken.body.on(broken.on).register)
        1
    """

    rule: str
    history: tuple[Event, ...] = attrs.field(repr=lambda held: f"<{len(held)}>")
    on: date
    expected: Status
    records: tuple[Any, ...] = attrs.field(default=(), repr=lambda held: f"<{len(held)}>")
    who: str = ""
    refused: bool = False

    def __str__(self) -> str:
        return f"{self.rule} {self.expected.label()}"

    @property
    def body(self) -> Body:
        """The body with this history.

        Raises:
            RefusedError: If the model refuses the history.
        """
        return replay(self.history)
