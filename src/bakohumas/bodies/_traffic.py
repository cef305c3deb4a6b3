from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from typing import Any, cast

import attrs
from attrs.validators import deep_iterable

from bakohumas.bodies._forest import Node
from bakohumas.errors import not_blank, of_kind
from bakohumas.languages import Lang, listed, number, pick
from bakohumas.law import Charter, Citation, Regulation

_MOST = 3


def _in_words(basis: Citation | Regulation | str) -> str:
    return str(basis) if isinstance(basis, Citation | Regulation) else basis


def ids(bodies: str | Iterable[str]) -> tuple[str, ...]:
    """One id, or several, each once."""
    if isinstance(bodies, str):
        return (bodies,)
    several = isinstance(bodies, Iterable)
    return tuple(dict.fromkeys(bodies)) if several else cast("tuple[str, ...]", bodies)


def _somebody(_event: object, field: "attrs.Attribute[Any]", bodies: tuple[str, ...]) -> None:
    if not bodies:
        msg = f"{field.name} must name somebody"
        raise ValueError(msg)


_IDS = deep_iterable(not_blank, of_kind(tuple))


@attrs.frozen(kw_only=True)
class FederationEvent(ABC):
    """One change in a federation, or one message in it: of the closed set of these.

    Attributes:
        on: The day it takes effect.
        recorded: The day the register learnt of it.
        basis: The decree, letter, record or citation it rests on.

    Examples:
        >>> from bakohumas.bodies import Federation
        >>> kpu = Federation.kpu().issue("rakor", "1", by="kpu", on=date(2021, 5, 4), basis="SK 1")
        >>> print(kpu.events[-1].explain())
        kpu issues rakor, version 1
    """

    on: date = attrs.field(validator=of_kind(date))
    recorded: date = attrs.field(validator=of_kind(date))
    basis: str = attrs.field(converter=_in_words, validator=not_blank)

    @property
    @abstractmethod
    def who(self) -> tuple[str, ...]:
        """Ids of the bodies concerned, whoever acts first."""

    @abstractmethod
    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""


@attrs.frozen(kw_only=True)
class ForestFormed(FederationEvent):
    """The federation came into being.

    Attributes:
        federation: Its id.
        name: What it is called.
        charter: The charter that says whether it binds, and who reports to whom.
        nodes: The places of its bodies, of whatever day.
        one_a_territory: Whether a territory has at most one body of a tier (BOD-06).
    """

    federation: str = attrs.field(validator=not_blank)
    name: str = attrs.field(validator=not_blank)
    charter: Charter = attrs.field(validator=of_kind(Charter))
    nodes: tuple[Node, ...] = attrs.field(
        validator=[deep_iterable(of_kind(Node), of_kind(tuple)), _somebody],
        repr=lambda held: f"<{len(held)}>",
    )
    one_a_territory: bool = attrs.field(default=True, validator=of_kind(bool))

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of its bodies."""
        return ids(node.body for node in self.nodes)

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        n = number(len(self.who), lang)
        return pick(
            lang,
            f"{self.name}: {n} bodies under the charter {self.charter}",
            f"{self.name}: {n} badan berdasarkan aturan {self.charter}",
        )


def _begins_then(event: "NodeJoined", _field: object, node: Node) -> None:
    if node.period.start != event.on:
        msg = f"the place of {node.body} must begin on {event.on}, got {node.period}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class NodeJoined(FederationEvent):
    """A body took its place in the federation.

    Attributes:
        node: The place; it begins on the day of the event.
    """

    node: Node = attrs.field(validator=[of_kind(Node), _begins_then])

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of the body and of its superior, if it has one."""
        return (self.node.body, *filter(None, [self.node.parent]))

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        where = pick(lang, f" below {self.node.parent}", f" di bawah {self.node.parent}")
        joined = pick(lang, f"{self.node.titled} joins", f"{self.node.titled} bergabung")
        return f"{joined}{where if self.node.parent else ''}"


@attrs.frozen(kw_only=True)
class NodeMoved(FederationEvent):
    """A body has another superior from this day on.

    Attributes:
        body: Its id.
        parent: Id of the new superior; empty where it becomes a root.
    """

    body: str = attrs.field(validator=not_blank)
    parent: str = attrs.field(validator=of_kind(str))

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of the body and of its new superior, if it has one."""
        return (self.body, *filter(None, [self.parent]))

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        if not self.parent:
            return pick(
                lang, f"{self.body} now stands below nobody", f"{self.body} kini tanpa induk"
            )
        return pick(
            lang,
            f"{self.body} now stands below {self.parent}",
            f"{self.body} kini di bawah {self.parent}",
        )


@attrs.frozen(kw_only=True)
class NodeLeft(FederationEvent):
    """A body is no longer in the federation from this day on.

    Attributes:
        body: Its id.
    """

    body: str = attrs.field(validator=not_blank)

    @property
    def who(self) -> tuple[str, ...]:
        """Id of the body."""
        return (self.body,)

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        return pick(lang, f"{self.body} leaves", f"{self.body} keluar")


@attrs.frozen(kw_only=True)
class PolicyIssued(FederationEvent):
    """A body issued a version of a policy.

    Attributes:
        by: Id of the body.
        policy: What the policy is called.
        version: Which version of it.
    """

    by: str = attrs.field(validator=not_blank)
    policy: str = attrs.field(validator=not_blank)
    version: str = attrs.field(validator=not_blank)

    @property
    def receivers(self) -> tuple[str, ...]:
        """Ids of the bodies that hold the version through this: whoever issued it."""
        return (self.by,)

    @property
    def who(self) -> tuple[str, ...]:
        """Id of the body that issued it."""
        return (self.by,)

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        return pick(
            lang,
            f"{self.by} issues {self.policy}, version {self.version}",
            f"{self.by} menerbitkan {self.policy} versi {self.version}",
        )


@attrs.frozen(kw_only=True)
class PolicyPassed(FederationEvent):
    """A body passed a version of a policy on.

    Attributes:
        by: Id of the sender.
        policy: What the policy is called.
        version: Which version of it.
        to: Ids of those it is addressed to.
        copies: Ids of those that get a copy.
    """

    by: str = attrs.field(validator=not_blank)
    policy: str = attrs.field(validator=not_blank)
    version: str = attrs.field(validator=not_blank)
    to: tuple[str, ...] = attrs.field(converter=ids, validator=[_IDS, _somebody])
    copies: tuple[str, ...] = attrs.field(default=(), converter=ids, validator=_IDS)

    @property
    def receivers(self) -> tuple[str, ...]:
        """Ids of the bodies that hold the version through this: a copy counts."""
        return ids((*self.to, *self.copies))

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of the sender and of the receivers."""
        return ids((self.by, *self.receivers))

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        to = listed(self.to, lang, most=_MOST)
        said = pick(
            lang,
            f"{self.by} passes {self.policy}, version {self.version}, to {to}",
            f"{self.by} meneruskan {self.policy} versi {self.version} kepada {to}",
        )
        return said + _copied(self.copies, lang)


@attrs.frozen(kw_only=True)
class ReportMade(FederationEvent):
    """A body reported.

    Attributes:
        by: Id of the body.
        to: Ids of those it reports to; its own id stands for its own chair.
        subject: What it reports on.
        copies: Ids of those that get a copy.
    """

    by: str = attrs.field(validator=not_blank)
    to: tuple[str, ...] = attrs.field(converter=ids, validator=[_IDS, _somebody])
    subject: str = attrs.field(validator=not_blank)
    copies: tuple[str, ...] = attrs.field(default=(), converter=ids, validator=_IDS)

    @property
    def receivers(self) -> tuple[str, ...]:
        """Ids of the bodies that know of the report through this: a copy counts."""
        return ids((*self.to, *self.copies))

    @property
    def who(self) -> tuple[str, ...]:
        """Ids of whoever reports and of the receivers."""
        return ids((self.by, *self.receivers))

    def explain(self, lang: Lang = "en") -> str:
        """What happened, in words."""
        own = pick(lang, "its own chair", "ketuanya sendiri")
        to = listed([own if each == self.by else each for each in self.to], lang, most=_MOST)
        said = pick(
            lang,
            f"{self.by} reports to {to}: {self.subject}",
            f"{self.by} melapor kepada {to}: {self.subject}",
        )
        return said + _copied(self.copies, lang)


def _copied(copies: tuple[str, ...], lang: Lang) -> str:
    if not copies:
        return ""
    named = listed(copies, lang, most=_MOST)
    return pick(lang, f", with a copy to {named}", f", dengan tembusan kepada {named}")
