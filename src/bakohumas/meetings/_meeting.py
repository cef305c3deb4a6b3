from datetime import date
from typing import Unpack

import attrs

from bakohumas.bodies import Body
from bakohumas.errors import MODEL, MeetingError
from bakohumas.meetings._acts import Closed
from bakohumas.meetings._call import Details, called
from bakohumas.meetings._electing import Electing
from bakohumas.meetings._floor import Floor
from bakohumas.meetings._kinds import Kind
from bakohumas.meetings._record import Record
from bakohumas.meetings._state import Moment


@attrs.frozen
class Meeting(Electing):
    """A meeting of a body in progress.

    Call one with :meth:`call`; every step returns a new meeting, and the old one stays
    as it was. No step asks a clock: it carries the moment that it is given, or none.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(*directory(on=day).in_category("ministry"), on=day, basis="invented")
        >>> meeting = Meeting.call(body, kind=Kind.MEMBERS, on=day, place="Jakarta", basis="letter")
        >>> quorum = meeting.attend("kominfo", "kemenkeu").quorum
        >>> quorum.present, quorum.base, quorum.required, quorum.met
        (2, 34, 18, False)
    """

    @classmethod
    def call(
        cls,
        body: Body,
        *,
        kind: Kind = Kind.MEMBERS,
        on: date,
        place: str = "",
        link: str = "",
        presiding: str = "",
        basis: object,
        record_date: date | None = None,
        **details: Unpack[Details],
    ) -> "Meeting":
        """Call a meeting; the roll is the register of the record date.

        Neither convening a meeting nor being its host, opening it, leading it or speaking
        in it makes anybody chair of the body.

        Args:
            body: Whose meeting it is.
            kind: What sort of meeting.
            on: The day.
            place: Where.
            link: Where online.
            presiding: Who leads it.
            basis: The invitation, or what else it rests on.
            record_date: The day of the register that makes the roll; *on* by default. Who
                has left by the meeting is not on it either.
            **details: What else the invitation says, under the names that
                :class:`Called` gives it: *mode* (by default as *place* and *link* say),
                *number* of the minutes, *agenda*, *convener*, *host*, *opener*, *speakers*,
                the members by whom it was *requested*, the *reason*, the day on which they
                were *invited*, and the *zone* of the local time.

        Raises:
            MeetingError: If the charter admits no meeting online, asks for more notice, or
                does not let so few ask for an extraordinary one; or no board is in office
                whose meeting it would be.
            ValueError: If the record date lies after the meeting.
        """
        call = called(
            body,
            kind=kind,
            on=on,
            record_date=record_date,
            place=place,
            link=link,
            presiding=presiding,
            basis=basis,
            details=details,
        )
        return cls(body.on(on).charter, (call,), Floor.after_all((call,)))

    def close(self, *, at: Moment = None) -> Record:
        """End the meeting and gather what it did.

        Args:
            at: When it ended.

        Raises:
            MeetingError: If whoever presides is on the roll, and never signed the attendance list.
        """
        if absent := self.floor.absent:
            raise MeetingError(
                f"close the meeting under {absent}",
                "it is on the roll, and never signed the attendance list",
                MODEL,
                "sign it in, or say who presided: preside()",
            )
        ended = self._with(Closed(at=self._moment(at)))
        return Record(
            ended.body,
            ended.kind,
            ended.on,
            ended.place,
            ended.presiding,
            ended.roll,
            ended.attendance,
            ended.decisions,
            ended.basis,
            ended.steps,
        )
