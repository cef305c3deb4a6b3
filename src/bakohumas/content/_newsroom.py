from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, Literal

import attrs

from bakohumas.content._channels import Audience, Channel, Outlet, channel_row
from bakohumas.content._codes import by_id, each_once
from bakohumas.content._comments import Comment, Response, response
from bakohumas.content._contents import Content, Wording, all_contents, service_share
from bakohumas.content._gaps import Gap
from bakohumas.content._kinds import ChannelKind, Standing
from bakohumas.content._messages import Messages
from bakohumas.content._uniformity import Uniformity, uniformity
from bakohumas.errors import UnknownNameError, expect, of_kind
from bakohumas.languages import Lang, listed, pick

Entry = Audience | Channel | Outlet | Wording | Content | Comment
_FIELDS = {
    Audience: "audiences",
    Channel: "channels",
    Outlet: "outlets",
    Wording: "wordings",
    Content: "contents",
    Comment: "comments",
}


def _audiences(entries: Iterable[Audience]) -> tuple[Audience, ...]:
    return by_id(entries, Audience, what="audiences")


def _channels(entries: Iterable[Channel]) -> tuple[Channel, ...]:
    return by_id(entries, Channel, what="channels")


def _outlets(entries: Iterable[Outlet]) -> tuple[Outlet, ...]:
    return by_id(entries, Outlet, what="outlets")


def _wordings(entries: Iterable[Wording]) -> tuple[Wording, ...]:
    return by_id(entries, Wording, what="wordings")


def _comments(entries: Iterable[Comment]) -> tuple[Comment, ...]:
    return by_id(entries, Comment, what="comments")


@attrs.frozen
class Newsroom:
    """Everything that a body and its members tell: what, to whom, where, and what comes back.

    Attributes:
        messages: The key messages in all their versions, and the corrections.
        audiences: Whom something is told.
        channels: The agencies' own ways of telling.
        outlets: The news outlets.
        wordings: The texts kept.
        contents: What was published.
        comments: What came back.

    All are in order of the id.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If an id stands twice (channels and outlets share their ids), or a
            content does not carry what its wording does.
        UnknownNameError: If an audience, channel, wording, content, version of a message or
            hoax is named that is not there.

    Examples:
        >>> from bakohumas.content import KeyMessage
        >>> gizi = KeyMessage("gizi", ("Weigh monthly", "Timbang tiap bulan"), on=date(2018, 1, 23))
        >>> room = Newsroom(Messages([gizi])).enter(
        ...     Audience("warga", "63"),
        ...     Channel("ig", "dinkes", "social_media", "@dinkes", "warga", two_way=True),
        ...     Content("p1", "caption", "dinkes", "ig", on=date(2018, 2, 5), carries={"gizi": 1}))
        >>> room.pairs()
        (('dinkes', 'ig'), ('ig', 'dinkes'), ('ig', 'warga'), ('warga', 'ig'))
        >>> for gap in room.gaps(on=date(2018, 2, 5)):
        ...     print(gap)
        TSK-10 gizi: no fact backs version 1
    """

    messages: Messages = attrs.field(factory=Messages, validator=of_kind(Messages))
    audiences: tuple[Audience, ...] = attrs.field(default=(), converter=_audiences)
    channels: tuple[Channel, ...] = attrs.field(default=(), converter=_channels)
    outlets: tuple[Outlet, ...] = attrs.field(default=(), converter=_outlets)
    wordings: tuple[Wording, ...] = attrs.field(default=(), converter=_wordings)
    contents: tuple[Content, ...] = attrs.field(default=(), converter=all_contents)
    comments: tuple[Comment, ...] = attrs.field(default=(), converter=_comments)

    def __attrs_post_init__(self) -> None:
        each_once((each.id for each in self._ways), what="channels and outlets")
        audiences, ways = _ids(self.audiences), _ids(self._ways)
        wordings = {each.id: each.carries for each in self.wordings}
        contents = _ids(self.contents)
        hoaxes = {each.hoax for each in self.messages.corrections}
        for way in self._ways:
            _known("audience", way.audience, audiences, way.id)
        for wording in self.wordings:
            _known("audience", wording.audience, audiences, wording.id)
            self._knows(wording)
        for content in self.contents:
            _known("channel", content.channel, ways, content.id)
            _known("wording", content.wording, set(wordings), content.id)
            for hoax in (*content.corrects, *content.repeats):
                _known("hoax", hoax, hoaxes, content.id)
            self._knows(content)
            if content.wording and wordings[content.wording].items() - content.carries.items():
                msg = f"contents must carry what their wording does: {content.id} does not"
                raise ValueError(msg)
        for comment in self.comments:
            _known("content", comment.content, contents, comment.id)

    @property
    def _ways(self) -> tuple[Channel | Outlet, ...]:
        return (*self.channels, *self.outlets)

    def _knows(self, text: Wording | Content) -> None:
        for name, version in text.carries.items():
            if version > len(self.messages.of(name)):
                scope = f"carried by {text.id}; versions known: {len(self.messages.of(name))}"
                raise UnknownNameError("version of a key message", f"{name} {version}", scope=scope)

    def enter(self, *entries: Entry) -> "Newsroom":
        """With further entries, each in its place; one of the same id is replaced.

        Args:
            entries: Audiences, channels, outlets, wordings, contents, comments.

        Raises:
            TypeError: If an entry is none of these.
            UnknownNameError: If one names what is not there.
        """
        held: dict[str, Any] = {
            name: {each.id: each for each in getattr(self, name)} for name in _FIELDS.values()
        }
        for each in entries:
            expect(each, *_FIELDS, what="an entry")
            name = next(name for kind, name in _FIELDS.items() if isinstance(each, kind))
            held[name][each.id] = each
        return Newsroom(self.messages, **{name: kept.values() for name, kept in held.items()})

    def with_messages(self, messages: Messages) -> "Newsroom":
        """With other messages, such as the same with one more version.

        Raises:
            UnknownNameError: If something carries what is no longer there.
        """
        return attrs.evolve(self, messages=messages)

    def answer(self, comment: str, *, by: str, at: datetime) -> "Newsroom":
        """With a comment answered: see :meth:`Comment.answer`.

        Raises:
            UnknownNameError: If there is no such comment.
        """
        kept = {each.id: each for each in self.comments}
        _known("comment", comment, set(kept), "the answer")
        return self.enter(kept[comment].answer(by=by, at=at))

    def published(self, *, on: date) -> tuple[Content, ...]:
        """The contents published by a day, by day and id."""
        expect(on, date, what="on")
        found = [each for each in self.contents if each.on <= on]
        return tuple(sorted(found, key=lambda each: (each.on, each.id)))

    def uniformity(
        self,
        message: str,
        *,
        on: date,
        since: date | None = None,
        by: Literal["content", "maker"] = "content",
    ) -> Uniformity:
        """How uniformly a message is told: see :func:`uniformity`."""
        told = self.messages
        return uniformity(self.contents, message, messages=told, on=on, since=since, by=by)

    def service_share(self, *, on: date) -> Fraction | None:
        """Which part of what stood on the agencies' social media by a day serves the public.

        Rule FLW-08 speaks of these channels alone: see :func:`service_share`.
        """
        social = {each.id for each in self.channels if each.kind is ChannelKind.SOCIAL_MEDIA}
        return service_share(each for each in self.published(on=on) if each.channel in social)

    def response(self, *, on: date) -> Response:
        """How the comments that came in by the end of a day had been responded to by then."""
        expect(on, date, what="on")
        return response(_as_of(self.comments, on))

    def pairs(self, *, on: date | None = None) -> tuple[tuple[str, str], ...]:
        """Who has told whom, as (speaker, hearer), each pair once, in order.

        The maker of a content tells its channel, and the channel its audience; where the
        channel is two-way, the audience tells the channel, and the channel its owner.

        Args:
            on: Only what was published by this day counts. ``None``: everything.
        """
        ways = {each.id: each for each in self._ways}
        found = set[tuple[str, str]]()
        for content in self.contents if on is None else self.published(on=on):
            way = ways[content.channel]
            found.add((content.maker, way.id))
            ends = [(way.id, way.audience)] if way.audience else []
            found.update(ends)
            if isinstance(way, Channel) and way.two_way:
                found.update((hearer, speaker) for speaker, hearer in ends)
                found.add((way.id, way.owner))
        return tuple(sorted(pair for pair in found if pair[0] != pair[1]))

    def coverage(self, message: str, *, on: date) -> dict[str, tuple[str, ...]]:
        """Where a message stands (EVT-05): ids of contents by place, internal ones first.

        A place is ``"internal"``, ``"own"`` (an agency's channel that people outside see),
        or the ``"tier"`` of an outlet. What does not carry the message, as mere reportage,
        is left out; whatever version is carried counts.

        Raises:
            UnknownNameError: If there is no such message.
        """
        self.messages.of(message)
        places = {each.id: each.place for each in self._ways}
        found: dict[str, list[str]] = {}
        for content in self.published(on=on):
            if message in content.carries:
                found.setdefault(places[content.channel], []).append(content.id)
        tiers = sorted({each.tier: each.place for each in self.outlets}.items())
        order = ["internal", "own", *(place for _, place in tiers)]
        return {place: tuple(found[place]) for place in order if place in found}

    def gaps(self, *, on: date) -> tuple[Gap, ...]:
        """What was missing at the end of a day, by rule.

        A message in force that no fact backs, or a fact that nobody has checked (TSK-10);
        a wording whose style is not that of the audience (TSK-09); content with an old
        version of a message, or that contradicts it (FLW-04); a message that stands
        nowhere outside internal channels (EVT-05); a comment without an answer (FLW-07).
        """
        expect(on, date, what="on")
        told = [name for name in self.messages.ids if self.messages.of(name)[0].on <= on]
        found = [
            *(gap for name in told for gap in self._unproven(name, on)),
            *self._unfit(on),
            *(gap for name in told for gap in self._unlike(name, on)),
            *(gap for name in told for gap in self._unseen(name, on)),
            *self._unanswered(on),
        ]
        return tuple(found)

    def _unproven(self, name: str, on: date) -> Iterator[Gap]:
        now = self.messages.in_force(name, on=on)
        if not now.facts:
            en = f"no fact backs version {now.version}"
            yield Gap("TSK-10", name, (en, f"versi {now.version} tidak didukung fakta"))
        for fact in now.facts:
            if not fact.sound(on=on):
                en, indonesian = fact.claim
                because = f"nobody has verified: {en}", f"belum diverifikasi: {indonesian}"
                yield Gap("TSK-10", name, because)

    def _unfit(self, on: date) -> Iterator[Gap]:
        styles = {each.id: each.style for each in self.audiences}
        ways = {each.id: each.audience for each in self._ways}
        wordings = {each.id: each for each in self.wordings}
        for content in self.published(on=on):
            wording = wordings.get(content.wording)
            style = styles.get(ways[content.channel], "")
            if wording and not wording.fits(style):
                yield Gap(
                    "TSK-09",
                    content.id,
                    (
                        f"its style is {wording.style}, that of the followers {style}",
                        f"gayanya {wording.style}, gaya pengikut {style}",
                    ),
                )

    def _unlike(self, name: str, on: date) -> Iterator[Gap]:
        seen = self.uniformity(name, on=on)
        for standing in (Standing.CONTRADICTING, Standing.STALE):
            for who in seen.of(standing):
                en, indonesian = standing.label(), standing.label("id")
                yield Gap("FLW-04", who, (f"{name}: {en}", f"{name}: {indonesian}"))

    def _unseen(self, name: str, on: date) -> Iterator[Gap]:
        if not self.coverage(name, on=on).keys() - {"internal"}:
            yield Gap(
                "EVT-05",
                name,
                (
                    "it stands nowhere outside internal channels",
                    "tidak muncul di luar saluran internal",
                ),
            )

    def _unanswered(self, on: date) -> Iterator[Gap]:
        for each in _as_of(self.comments, on):
            if each.answered is None:
                en, indonesian = each.kind.label(), each.kind.label("id")
                because = f"nobody has answered this {en}", f"{indonesian} ini belum dijawab"
                yield Gap("FLW-07", each.id, because)

    def rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a content, by day and id: see :meth:`Content.row`."""
        return [each.row(lang) for each in self.published(on=date.max)]

    def channel_rows(self, lang: Lang = "en") -> list[dict[str, Any]]:
        """One plain row a channel or outlet: id, kind, place, owner, audience."""
        return [channel_row(each, lang) for each in self._ways]

    def explain(self, lang: Lang = "en") -> str:
        """The messages, then what was published, by day and id, one a line."""
        told = [each.explain(lang) for each in self.published(on=date.max)]
        nothing = pick(lang, "nothing was published", "belum ada konten")
        return "\n".join([self.messages.explain(lang), *(told or [nothing])]).strip()


def _ids(entries: Iterable[Any]) -> set[str]:
    return {each.id for each in entries}


def _known(kind: str, name: str, known: set[str], who: str) -> None:
    if name and name not in known:
        scope = f"named by {who}; known: {listed(sorted(known), most=8)}"
        raise UnknownNameError(kind, name, scope=scope)


def _as_of(comments: Iterable[Comment], on: date) -> tuple[Comment, ...]:
    """The comments that had come in by the end of a day, as they stood then."""
    end = datetime.combine(on, time.max)
    return tuple(
        each
        if each.answered is None or each.answered <= end
        else attrs.evolve(each, answered=None, by="")
        for each in comments
        if each.at <= end
    )
