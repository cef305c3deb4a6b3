from datetime import date

import attrs
from attrs.validators import deep_iterable, optional

from bakohumas.audit._evidence import Evidence
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Labelled

_TEXT = of_kind(str)
_DAY = optional(of_kind(date))


class Step(Labelled):
    """A step of public communication at the level of the state, in the order of Inpres 9/2015.

    Examples:
        >>> [each.label("id") for each in Step][0]
        'data dikirimkan'
    """

    DATA_SENT = "data_sent", "data sent in", "data dikirimkan"
    STUDIED = "studied", "data studied and media monitored", "data ditelaah dan media dipantau"
    PLANNED = "planned", "planned jointly", "direncanakan bersama"
    WRITTEN = "written", "single narrative written", "narasi tunggal disusun"
    SPREAD = "spread", "narrative spread", "narasi disebarluaskan"


@attrs.frozen(kw_only=True)
class Comment(Evidence):
    """What somebody of the public wrote to a body or a member; *on* is the day it came in.

    Attributes:
        id: By what a reader knows it.
        answered: The day it was answered; ``None`` where it was not.

    Examples:
        >>> Comment(body="wonosobo", on=date(2025, 8, 3), id="ig-12").answered is None
        True
    """

    id: str = attrs.field(validator=not_blank)
    answered: date | None = attrs.field(default=None, validator=_DAY)


@attrs.frozen(kw_only=True)
class PolicyHeld(Evidence):
    """The version of a policy that a unit holds, seen on a day.

    Attributes:
        unit: Id of the unit.
        policy: What the policy is called.
        version: Which version of it the unit holds.

    Examples:
        >>> PolicyHeld(body="kpu", on=date(2021, 5, 10), unit="kpu-51", policy="rakor",
        ...     version="1").version
        '1'
    """

    unit: str = attrs.field(validator=not_blank)
    policy: str = attrs.field(validator=not_blank)
    version: str = attrs.field(validator=not_blank)


@attrs.frozen(kw_only=True)
class NarrativeStep(Evidence):
    """A step towards one narrative of the state, or that it was not taken.

    Attributes:
        narrative: The narrative, by its code.
        step: Which step.
        by: Id of the institution that took it.
        done: Whether it was taken; no, where somebody looked for it and found nothing.

    Examples:
        >>> NarrativeStep(body="nasional", on=date(2016, 1, 4), narrative="swasembada",
        ...     step=Step.DATA_SENT, by="bps").step.label()
        'data sent in'
    """

    narrative: str = attrs.field(validator=not_blank)
    step: Step = attrs.field(validator=of_kind(Step))
    by: str = attrs.field(validator=not_blank)
    done: bool = attrs.field(default=True, validator=of_kind(bool))


@attrs.frozen(kw_only=True)
class CoordinationGroup(Evidence):
    """A coordination group, such as a chat group, as it was seen on a day.

    Attributes:
        name: What it is called.
        contacts: Ids of the institutions of which a contact person is in it.
        last_message: The day of its last message; ``None`` where there was none.

    Examples:
        >>> CoordinationGroup(body="wonosobo", on=date(2025, 8, 3), name="WA Humas",
        ...     contacts=("bps", "pln")).contacts
        ('bps', 'pln')
    """

    name: str = attrs.field(validator=not_blank)
    contacts: tuple[str, ...] = attrs.field(validator=deep_iterable(not_blank, of_kind(tuple)))
    last_message: date | None = attrs.field(default=None, validator=_DAY)


@attrs.frozen(kw_only=True)
class Activity(Evidence):
    """Something that a body did on a day.

    Attributes:
        what: What it did.
        stage: The stage of an election in which the day lies; empty outside all of them,
            ``None`` where nobody says.

    Examples:
        >>> Activity(body="kpu-35.71", on=date(2025, 7, 9), what="kelas humas", stage="").stage
        ''
    """

    what: str = attrs.field(validator=not_blank)
    stage: str | None = attrs.field(default=None, validator=optional(_TEXT))
