from datetime import date

import attrs
from attrs.validators import optional

from bakohumas.errors import code, code_if_any, codes, of_kind
from bakohumas.languages import Labelled
from bakohumas.programmes._events import somebody


class Form(Labelled):
    """What a thematic forum is (EVT-03): the first three by the text, the others seen in practice.

    Examples:
        >>> Form("socialisation").label("id"), Form.WORKSHOP.stated
        ('sosialisasi', False)
    """

    SEMINAR = "seminar", "seminar", "seminar"
    SOCIALISATION = "socialisation", "public briefing", "sosialisasi"
    SITE_VISIT = "site_visit", "site visit", "kunjungan lapangan"
    TRAINING = "training", "technical training", "bimbingan teknis"
    WORKSHOP = "workshop", "workshop", "lokakarya"
    FGD = "fgd", "focus group discussion", "diskusi kelompok terpumpun"

    @property
    def stated(self) -> bool:
        """Whether the rule itself names it."""
        return self in {Form.SEMINAR, Form.SOCIALISATION, Form.SITE_VISIT}


class OutletKind(Labelled):
    """Whether an outlet is of the members, or of others.

    Examples:
        >>> OutletKind.INTERNAL.label("id")
        'internal anggota'
    """

    INTERNAL = "internal", "of the members", "internal anggota"
    EXTERNAL = "external", "of others", "di luar anggota"


def _outlet(value: str) -> OutletKind:
    return OutletKind.of(value, what="kind")


@attrs.frozen
class Coverage:
    """One piece that an outlet brought about a forum.

    Attributes:
        outlet: Code of the outlet.
        kind: Whether it is of the members, or of others.
        on: The day it appeared.
        key_message: Code of the key message it carries. Empty: it only reports the event.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *outlet* is empty or has blanks around it, or *kind* is none.

    Examples:
        >>> Coverage("kemenkeu.go.id", "internal", date(2018, 2, 1)).reportage
        True
    """

    outlet: str = attrs.field(validator=code)
    kind: OutletKind = attrs.field(converter=_outlet)
    on: date = attrs.field(validator=of_kind(date))
    key_message: str = attrs.field(default="", validator=code_if_any)

    @property
    def reportage(self) -> bool:
        """Whether it is mere reportage, without the key message."""
        return not self.key_message


@attrs.frozen
class FollowUp:
    """Work that was agreed at a forum: who does what by when.

    Attributes:
        what: What is to be done.
        who: Codes of those who do it.
        by: The last day for it.
        done: The day on which it was done. ``None``: it is not done yet.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *what* is empty or has blanks around it, or nobody is named.

    Examples:
        >>> group = FollowUp("open the group again", ["diskominfo"], date(2025, 9, 3))
        >>> group.late(date(2025, 9, 3)), group.late(date(2025, 9, 4))
        (False, True)
    """

    what: str = attrs.field(validator=code)
    who: tuple[str, ...] = attrs.field(converter=codes, validator=somebody)
    by: date = attrs.field(validator=of_kind(date))
    done: date | None = attrs.field(default=None, validator=optional(of_kind(date)))

    def late(self, on: date) -> bool:
        """Whether its last day is over and it was not done by the day asked for."""
        return self.by < on and (self.done is None or self.done > on)
