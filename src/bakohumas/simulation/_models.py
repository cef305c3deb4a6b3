from collections.abc import Iterable
from typing import Any, Literal

import attrs
from attrs.validators import optional

from bakohumas.errors import of_kind, plain
from bakohumas.simulation._columns import LONGEST
from bakohumas.simulation._numbers import MOST, within
from bakohumas.simulation._plans import several
from bakohumas.simulation._worlds import threshold

Nodes = tuple[str | int, ...]
"""Nodes by their codes or, in a plan from arrays, their numbers."""


def _chance(_model: object, _field: object, value: float) -> None:
    threshold(value)


def _force(_model: object, _field: object, value: str) -> None:
    if value not in {"probability", "share"}:
        msg = f"force must be 'probability' or 'share', got {value!r}"
        raise ValueError(msg)


def _followers(values: Iterable[str | int]) -> Nodes:
    return several(values, "seeds of what follows")


def _channels(values: Iterable[str | int]) -> Nodes:
    return several(values, "channels")


def _desks(values: Iterable[str | int]) -> Nodes:
    return several(values, "desks")


_hours = within(0, MOST)


class _Brief:
    """A model that shows what is not as usual with it."""

    __slots__ = ()

    def __repr__(self) -> str:
        kind: Any = type(self)
        fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
        pairs = ((field, getattr(self, field.name)) for field in fields)
        shown = (f"{field.name}={value!r}" for field, value in pairs if value != field.default)
        return f"{type(self).__name__}({', '.join(shown)})"


@attrs.frozen(kw_only=True, repr=False)
class Fidelity(_Brief):
    """How much of a message survives being told and told again.

    A message is so many key points, each of which survives each telling or
    does not. The reach is that of the news itself, points or none.

    Attributes:
        points: Key points of the message, 1 to 64.
        keep: Chance, in [0, 1], that one point survives one telling; times the chance
            that the edge itself has, where the plan has one.
        merge: Whether points of later copies are added to those of the first; otherwise
            the first copy stays, and of several in one moment the one from the
            teller of the lowest number.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an attribute is out of its range.

    Examples:
        >>> Fidelity(points=5, keep=0.9)
        Fidelity(points=5, keep=0.9)
    """

    points: int = attrs.field(converter=plain, validator=within(1, 64))
    keep: float = attrs.field(default=1.0, validator=_chance)
    merge: bool = attrs.field(default=False, validator=of_kind(bool))


@attrs.frozen(kw_only=True, repr=False)
class Correction(_Brief):
    """What competes with a hoax: whoever hears it first never believes the hoax.

    It goes over the same ties with the same probabilities, by tosses of its own. In
    the same moment it is heard first. Whoever tells the hoax already is persuaded, and
    then tells the correction, or keeps the hoax for good.

    Attributes:
        seeds: The nodes that know the correction.
        after: The hour at which they begin to tell it, 0 to 2**31 - 1.
        persuasion: Chance, in [0, 1], that somebody who believes the hoax is persuaded.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If there is no seed, or an attribute is out of its range.

    References:
        C. Budak, D. Agrawal, A. El Abbadi (2011), *Limiting the spread of
        misinformation in social networks*, WWW '11, doi:10.1145/1963405.1963499.

    Examples:
        >>> Correction(seeds=["kominfo"], after=24, persuasion=0.6)
        Correction(seeds=('kominfo',), after=24, persuasion=0.6)
    """

    seeds: Nodes = attrs.field(converter=_followers)
    after: int = attrs.field(default=0, converter=plain, validator=_hours)
    persuasion: float = attrs.field(default=1.0, validator=_chance)

    def __attrs_post_init__(self) -> None:
        if not self.seeds:
            raise ValueError("seeds of what follows: it needs at least one node to start from")


@attrs.frozen(kw_only=True, repr=False)
class Version(_Brief):
    """A version that supersedes the news: whoever hears it drops the older one.

    It goes over the same ties with the same probabilities, by tosses of its own.

    Attributes:
        after: The hour at which it is out, 0 to 2**31 - 1.
        seeds: The nodes that know it then; those of the news by default.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *after* is out of its range.

    Examples:
        >>> Version(after=48)
        Version(after=48)
    """

    after: int = attrs.field(converter=plain, validator=_hours)
    seeds: Nodes = attrs.field(default=(), converter=_followers)


@attrs.frozen(kw_only=True, repr=False)
class Feedback(_Brief):
    """Comments and reports that travel back up, and are answered in time or not.

    Whoever the news reaches comments or does not, but for the desks, which do not write
    to themselves; a comment takes the fastest way of live ties up to a desk.

    Attributes:
        channels: The channels over which comments travel, by name or number.
        rate: Chance, in [0, 1], that a node which the news reaches, and is no desk, comments.
        within: Hours within which a comment must be at a desk to be answered, 0 to 2**31 - 1.
        desks: The nodes that answer; the seeds of the news by default.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an attribute is out of its range.

    Examples:
        >>> Feedback(channels=["comments"], rate=0.1, within=12)
        Feedback(channels=('comments',), rate=0.1, within=12)
    """

    channels: Nodes = attrs.field(converter=_channels)
    rate: float = attrs.field(default=1.0, validator=_chance)
    within: int = attrs.field(default=24, converter=plain, validator=_hours)
    desks: Nodes = attrs.field(default=(), converter=_desks)


@attrs.frozen(kw_only=True, repr=False)
class _Spread(_Brief):
    """What both engines have: time, belief, content, what follows and what comes back."""

    delay: int | None = attrs.field(
        default=None, converter=plain, validator=optional(within(0, LONGEST))
    )
    deadline: int | None = attrs.field(default=None, converter=plain, validator=optional(_hours))
    acceptance: float | None = attrs.field(default=None, validator=optional(_chance))
    fidelity: Fidelity | None = attrs.field(default=None, validator=optional(of_kind(Fidelity)))
    followed_by: Correction | Version | None = attrs.field(
        default=None, validator=optional(of_kind(Correction, Version))
    )
    feedback: Feedback | None = attrs.field(default=None, validator=optional(of_kind(Feedback)))

    def __attrs_post_init__(self) -> None:
        if self.followed_by is not None and self._content:
            raise ValueError("followed_by goes with delay and deadline only")

    @property
    def _content(self) -> bool:
        """Whether more is asked than who hears it, and when."""
        return any(each is not None for each in (self.acceptance, self.fidelity, self.feedback))

    @property
    def counted(self) -> dict[str, int]:
        """What it counts besides who is reached, and how many integers of it a run."""
        if self.followed_by is not None:
            return {"holding": 1, "corrected": 1}
        found = {} if self.acceptance is None else {"accepted": 1}
        if self.fidelity is not None:
            found |= {"accepted": 1, "points": self.fidelity.points}
        return found | ({} if self.feedback is None else {"comments": 3})


@attrs.frozen(kw_only=True, repr=False)
class IndependentCascade(_Spread):
    """The independent cascade: whoever hears the news tells it once over each tie.

    A telling over a tie succeeds with the tie's probability, whatever happened
    on others. In one world every tie is live or not from the start, and the news
    reaches whoever a path of live ties leads to, at the hours that the ties take.

    Attributes:
        delay: Whole hours that every telling takes, 0 to a year; by default those of the
            plan, and one step each where it has none.
        deadline: The last hour that counts, 0 to 2**31 - 1; without one, none is too late.
        acceptance: Chance, in [0, 1], that somebody believes one telling, times the
            credibility of the edge where the plan has one. Who is told is reached;
            only who believes tells on. By default everybody believes everything.
        fidelity: How much of the message survives.
        followed_by: A correction that competes with it or a version that supersedes it.
        feedback: How comments travel back up.
        recovery: Chance, in [0, 1], to fall silent after each hour of telling. Until
            then a tie is tried again every hour: the model SIR, and with 0 SI, which
            needs a deadline. By default there is one hour of it.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an attribute is out of its range, or two do not go together.

    References:
        D. Kempe, J. Kleinberg, É. Tardos (2003), *Maximizing the spread of
        influence through a social network*, KDD '03, doi:10.1145/956750.956769.
        W. O. Kermack, A. G. McKendrick (1927), *A contribution to the mathematical
        theory of epidemics*, Proc. R. Soc. A 115, doi:10.1098/rspa.1927.0118.

    Examples:
        >>> from bakohumas.simulation import Plan, simulate
        >>> sure = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1], delay=[3, 4])
        >>> simulate(sure, IndependentCascade(), seeds=[0], runs=2, seed=1).sizes
        (3, 3)
        >>> simulate(sure, IndependentCascade(deadline=6), seeds=[0], runs=2, seed=1).sizes
        (2, 2)
    """

    recovery: float | None = attrs.field(default=None, validator=optional(_chance))

    def __attrs_post_init__(self) -> None:
        if self.recovery is not None and threshold(self.recovery) == 0 and self.deadline is None:
            raise ValueError("recovery=0: who tells for ever needs a deadline")
        if self.recovery is not None and self.fidelity is not None and self.fidelity.merge:
            raise ValueError("recovery does not go with a fidelity that merges: leave one out")
        super().__attrs_post_init__()

    @property
    def _content(self) -> bool:
        return self.recovery is not None or super()._content

    def kernel(self, *, timed: bool, asked: bool) -> str:
        """The kernel that does it.

        Args:
            timed: Whether a telling may take anything but one step.
            asked: Whether somebody wants to know when it is heard.
        """
        if self.followed_by is not None:
            return "rivals"
        late = self.deadline is not None or (timed and asked)
        return "calendar" if late or self._content else "cascade"


@attrs.frozen(kw_only=True, repr=False)
class LinearThreshold(_Spread):
    """A threshold model: who hears enough of it acts, and is then heard in turn.

    Every tie has a force, its probability, and every node a threshold, tossed evenly
    between 0 and 1 anew in every run. Whoever acts tells it once over each of its ties, and
    after the hours of that tie its force is felt; a node acts once the forces that it feels
    add up to more than its threshold. A tie of probability 0 can never tell, and counts for
    nothing: it gives no share, no teller and no channel.

    Attributes:
        force: ``"probability"`` of each tie, or an equal ``"share"`` of all ties that can
            tell a node, each channel a tie of its own.
        threshold: The threshold of everybody, in [0, 1], which the sum must reach,
            instead of one that is tossed: the general model with a stated threshold.
            With 0, whoever is told at all acts. What is rounded to 31 bits never keeps
            a sum from reaching it: seven ties of 1/7 reach 1.
        tellers: Different nodes that one must hear it from, whatever their force:
            complex contagion, 1 to 2**31 - 1.
        channels: Different channels that one must hear it by, 1 to 64: reinforcement.
        delay: Whole hours that every telling takes, 0 to a year; by default those of the
            plan, and one step each where it has none.
        deadline: The last hour that counts, 0 to 2**31 - 1; without one, none is too late.
        acceptance: Chance, in [0, 1], that somebody believes one telling, times the
            credibility of the edge where the plan has one. Who is told enough is reached;
            only who believes enough acts. By default everybody believes everything.
        fidelity: How much of the message survives. Of copies that merge, a node holds the
            points of all that it believes; otherwise those of the telling that moved it.
        followed_by: A correction that competes with it or a version that supersedes it, of
            which a node must hear enough, too: it has a threshold for either, and the same
            forces move it.
        feedback: How comments travel back up: over each tie with its probability.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an attribute is out of its range, or two do not go together.

    References:
        M. Granovetter (1978), *Threshold models of collective behavior*, American
        Journal of Sociology 83, doi:10.1086/226707. D. Kempe, J. Kleinberg, É. Tardos
        (2003), doi:10.1145/956750.956769. D. Centola, M. Macy (2007), *Complex contagions
        and the weakness of long ties*, AJS 113, doi:10.1086/521848. X. He, G. Song, W. Chen,
        Q. Jiang (2011), *Influence blocking maximization in social networks under the
        competitive linear threshold model*, doi:10.48550/arXiv.1110.4723.

    Examples:
        >>> from bakohumas.simulation import Plan, simulate
        >>> plan = Plan.from_arrays(3, [0, 1], [2, 2], [0.5, 0.5])
        >>> simulate(plan, LinearThreshold(), seeds=[0, 1], runs=2, seed=1).sizes
        (3, 3)
        >>> simulate(plan, LinearThreshold(tellers=2), seeds=[0], runs=2, seed=1).sizes
        (1, 1)
        >>> late = Plan.from_arrays(3, [0, 1], [1, 2], [1, 1], delay=[24, 24])
        >>> simulate(late, LinearThreshold(deadline=30), seeds=[0], runs=2, seed=1).sizes
        (2, 2)
    """

    force: Literal["probability", "share"] = attrs.field(default="probability", validator=_force)
    threshold: float | None = attrs.field(default=None, validator=optional(_chance))
    tellers: int = attrs.field(default=1, converter=plain, validator=within(1, MOST))
    channels: int = attrs.field(default=1, converter=plain, validator=within(1, 64))

    def kernel(self, *, timed: bool, asked: bool) -> str:
        """The kernel that does it; without a deadline hours do not change who acts.

        Args:
            timed: Whether a telling may take anything but one step.
            asked: Whether somebody wants to know when it is heard.
        """
        if self.followed_by is not None:
            return "rivals"
        late = timed and (asked or self.deadline is not None)
        return "calendar" if late or self._content else "threshold"


Model = IndependentCascade | LinearThreshold
"""How news moves."""
