from collections.abc import Iterable
from datetime import date
from typing import Self, cast

from bakohumas.errors import codes
from bakohumas.law import Citation
from bakohumas.programmes._briefings import (
    Achievement,
    BriefingAcknowledged,
    FrameAgreed,
    MembersBriefed,
    Published,
    ResultsEvaluated,
    StrategyWritten,
)
from bakohumas.programmes._events import StageHeld
from bakohumas.programmes._negotiating import Negotiating
from bakohumas.programmes._progress import version as newest
from bakohumas.programmes._stages import PUBLIC, Stage, order_of


class Verbs(Negotiating):
    """What may happen to a programme beside the talks about its tasks."""

    __slots__ = ()

    def hold(
        self,
        stage: Stage | str,
        *,
        by: Iterable[str] = (),
        decision_makers: Iterable[str] = (),
        on: date,
        basis: Citation | str,
    ) -> Self:
        """Hold a stage, or a further session of the one that is running.

        Args:
            stage: Any but the division, which :meth:`divide` holds.
            by: Codes of those who held it. Empty: the initiator.
            decision_makers: Codes of the decision makers present at an FGD.
            on: The day.
            basis: The text it rests on.

        Raises:
            ProgrammeError: If the programme is past this stage, if a stage that
                may not be skipped would be, or if the dissemination lacks the
                agreement that the charter asks for.
            ValueError: If the stage is none, or is not held in this way.
        """
        held = cast("Stage", stage)  # a value of one is converted
        by = codes(by) or (self._beginning.initiator,)
        return self._then(StageHeld(held, by, decision_makers, on=on, basis=basis))

    def brief(
        self, members: Iterable[str], *, version: int, on: date, basis: Citation | str = ""
    ) -> Self:
        """Give members a version of the base information, as internal communication.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be, or if a
                newer version was given out already.
        """
        return self._then(MembersBriefed(members, version, on=on, basis=basis))

    def acknowledge(
        self, member: str, *, version: int, on: date, basis: Citation | str = ""
    ) -> Self:
        """A member confirms that it knows a version of the base information.

        Raises:
            ProgrammeError: If it was not given that version.
        """
        return self._then(BriefingAcknowledged(member, version, on=on, basis=basis))

    def agree_frame(
        self,
        frame: str,
        *,
        professionals: Iterable[str] = (),
        officers: Iterable[str] = (),
        on: date,
        basis: Citation | str,
    ) -> Self:
        """PR professionals and functional PR officers agree on one frame (rule TSK-05).

        Args:
            frame: Short name of the frame.
            professionals: Codes of the PR professionals who sat there.
            officers: Codes of those who sent functional PR officers.
            on: The day.
            basis: The text it rests on.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be.
        """
        return self._then(FrameAgreed(frame, professionals, officers, on=on, basis=basis))

    def write_strategy(
        self,
        member: str,
        *,
        own_need: str = "",
        public_need: str = "",
        on: date,
        basis: Citation | str = "",
    ) -> Self:
        """A member writes its communication strategy (rule TSK-06).

        Args:
            member: Code of the member.
            own_need: Which need of the organisation it answers.
            public_need: Which need of the public it answers.
            on: The day.
            basis: The text it rests on.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be.
        """
        return self._then(StrategyWritten(member, own_need, public_need, on=on, basis=basis))

    def publish(
        self,
        by: Iterable[str],
        *,
        version: int | None = None,
        to: Iterable[str] = (),
        content: str = "",
        on: date,
        basis: Citation | str = "",
    ) -> Self:
        """Publish something that rests on a version of the base information (rule TSK-04).

        Args:
            by: Codes of those who publish it.
            version: The version it rests on. ``None``: the newest given out.
            to: Codes of those it is published to, such as ``"public"``.
            content: Code of what is published.
            on: The day.
            basis: The text it rests on.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be, or the
                agreement that the charter asks for is lacking.
        """
        number = newest(self.events) if version is None else version
        public = [each for each in order_of(self.charter, on) if each in PUBLIC]
        stage = public[0] if public else Stage.DISSEMINATION
        return self._then(Published(by, number, to, content, stage, on=on, basis=basis))

    def evaluate(
        self,
        *,
        outputs: Iterable[Achievement] = (),
        outcomes: Iterable[Achievement] = (),
        on: date,
        basis: Citation | str,
    ) -> Self:
        """Evaluate the programme: outputs, and outcomes apart from them (rule TSK-11).

        Args:
            outputs: What was made with the budget.
            outcomes: What came of it.
            on: The day.
            basis: The text it rests on.

        Raises:
            ProgrammeError: If a stage that may not be skipped would be.
            ValueError: If something stands on both sides.
        """
        return self._then(ResultsEvaluated(outputs, outcomes, on=on, basis=basis))
