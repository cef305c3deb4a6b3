from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from attrs.validators import deep_iterable, ge, optional

from bakohumas.errors import (
    MODEL,
    RefusedError,
    code,
    code_if_any,
    codes,
    expect,
    of_kind,
    wording_if_any,
)
from bakohumas.languages import Lang, day, listed, number, percent, pick
from bakohumas.programmes._coverage import Coverage, FollowUp, Form, OutletKind
from bakohumas.programmes._events import MOST
from bakohumas.programmes._remarks import Remark
from bakohumas.programmes._task_forces import in_words


def _form(value: str) -> Form:
    return Form.of(value, what="form")


def _coverage(values: Iterable[Coverage]) -> tuple[Coverage, ...]:
    return tuple(values)


def _follow_ups(values: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    return tuple(values)


@attrs.frozen
class ThematicForum:
    """A thematic forum (*forum tematik*), hosted by one member, and what came of it.

    Attributes:
        id: Short name.
        title: Its theme, in English and Indonesian.
        host: Code of the member that hosts it.
        on: The day.
        form: What it is.
        members: Codes of all members on that day.
        attended: Codes of those who came, guests included.
        account: The host's account that is to be followed. Empty: none was named.
        followed: Codes of those who follow it.
        hashtag: The hashtag of the event. Empty: none was named.
        tagged: Codes of those who used it.
        coverage: What outlets brought.
        reach: How many of the public it reached, as somebody counted. ``None``: nobody did.
        follow_ups: The work agreed there.
        basis: The text it rests on.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If *id* or *host* is empty or has blanks around it, *form* is none, or
            *reach* below nothing.

    Examples:
        >>> forum = ThematicForum("apbn", ("Budget", "APBN"), "kemenkeu", date(2018, 2, 1),
        ...     "seminar", members=["bps", "kemenkeu", "rri"], attended=["bps", "kemenkeu"])
        >>> forum.attendance, forum.absent
        (Fraction(2, 3), ('rri',))
        >>> print(forum.remarks(date(2018, 2, 1))[0])
        EVT-02 [should; seed 0 (grade C)]: apbn, 1 February 2018: 2 of 3 members came (66.7 %)
    """

    id: str = attrs.field(validator=code)
    title: tuple[str, str] = attrs.field(validator=wording_if_any)
    host: str = attrs.field(validator=code)
    on: date = attrs.field(validator=of_kind(date))
    form: Form = attrs.field(converter=_form)
    members: tuple[str, ...] = attrs.field(default=(), converter=codes)
    attended: tuple[str, ...] = attrs.field(default=(), converter=codes)
    account: str = attrs.field(default="", validator=code_if_any)
    followed: tuple[str, ...] = attrs.field(default=(), converter=codes)
    hashtag: str = attrs.field(default="", validator=code_if_any)
    tagged: tuple[str, ...] = attrs.field(default=(), converter=codes)
    coverage: tuple[Coverage, ...] = attrs.field(
        default=(), converter=_coverage, validator=deep_iterable(of_kind(Coverage))
    )
    reach: int | None = attrs.field(default=None, validator=optional([of_kind(int), ge(0)]))
    follow_ups: tuple[FollowUp, ...] = attrs.field(
        default=(), converter=_follow_ups, validator=deep_iterable(of_kind(FollowUp))
    )
    basis: str = attrs.field(default="", converter=in_words, validator=of_kind(str))

    def __str__(self) -> str:
        return self.id

    @property
    def absent(self) -> tuple[str, ...]:
        """The members who did not come."""
        return tuple(each for each in self.members if each not in self.attended)

    @property
    def attendance(self) -> Fraction | None:
        """Which share of the members came (EVT-02); ``None`` where no member is known."""
        known = len(self.members)
        return Fraction(known - len(self.absent), known) if known else None

    @property
    def ceremonial(self) -> bool:
        """Whether no work was agreed there (EVT-08)."""
        return not self.follow_ups

    def coverage_on(self, day: date) -> tuple[Coverage, ...]:
        """What outlets had brought by the end of a day."""
        expect(day, date, what="the day")
        return tuple(each for each in self.coverage if each.on <= day)

    def carried(self, day: date) -> tuple[Coverage, ...]:
        """What of it carried the key message to outlets of others (EVT-05)."""
        return tuple(
            each
            for each in self.coverage_on(day)
            if not each.reportage and each.kind is OutletKind.EXTERNAL
        )

    def cover(
        self, outlet: str, kind: OutletKind | str, *, key_message: str = "", on: date
    ) -> "ThematicForum":
        """The same forum with one piece more that an outlet brought.

        Args:
            outlet: Code of the outlet.
            kind: Whether it is of the members, or of others.
            key_message: Code of the key message it carries. Empty: it only reports.
            on: The day it appeared.

        Raises:
            ValueError: If *outlet* is empty or has blanks around it, or *kind* is none.
        """
        piece = Coverage(outlet, OutletKind.of(kind, what="kind"), on, key_message)
        return attrs.evolve(self, coverage=(*self.coverage, piece))

    def agree(self, what: str, *, who: Iterable[str], by: date) -> "ThematicForum":
        """The same forum with work that was agreed there.

        Args:
            what: What is to be done.
            who: Codes of those who do it.
            by: The last day for it.

        Raises:
            ValueError: If *what* is empty or has blanks around it, or nobody is named.
        """
        return attrs.evolve(self, follow_ups=(*self.follow_ups, FollowUp(what, who, by)))

    def finish(self, what: str, *, on: date) -> "ThematicForum":
        """The same forum with agreed work done.

        Args:
            what: The work, in the words in which it was agreed.
            on: The day on which it was done.

        Raises:
            RefusedError: If no such work was agreed, or it is done already.

        Examples:
            >>> forum = ThematicForum("apbn", ("", ""), "rri", date(2018, 2, 1), "seminar")
            >>> forum = forum.agree("a video", who=["bps"], by=date(2018, 3, 1))
            >>> forum.finish("a video", on=date(2018, 2, 20)).follow_ups[0].done
            datetime.date(2018, 2, 20)
        """
        works = list(self.follow_ups)
        undone = [each.what for each in works if each.done is None]
        if what not in undone:
            raise RefusedError(
                f"{self.id}, finish {what}",
                "no such work is still to be done",
                MODEL,
                f"still to be done: {listed(undone, most=MOST)}; agree() enters further work",
            )
        place = next(n for n, each in enumerate(works) if each.done is None and each.what == what)
        works[place] = attrs.evolve(works[place], done=on)
        return attrs.evolve(self, follow_ups=works)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The host speaks to everybody who came, as (speaker, hearer)."""
        return tuple((self.host, each) for each in self.attended if each != self.host)

    def remarks(self, on: date) -> tuple[Remark, ...]:
        """What is missing or out of order by a day, and by which rule of chapter EVT.

        Coverage and work that are dated before the forum are remarked on too: they are of
        something else, or the day is wrong. Nothing of this is refused; before the day of the
        forum there is nothing to say.
        """
        expect(on, date, what="the day")
        if on < self.on:
            return ()
        found = (*self._hosting(), *self._duties(), *self._told(on), *self._done(on))
        return tuple(Remark(rule, because, self.id, when) for rule, because, when in found)

    def _hosting(self) -> "Iterator[_Found]":
        if self.members and self.host not in self.members:
            en, idn = f"{self.host} hosts and is no member", f"{self.host} bukan anggota"
            yield "EVT-01", (en, idn), self.on
        if self.attendance is not None and self.absent:
            en, idn = (self._came(lang) for lang in _BOTH)
            yield "EVT-02", (en, idn), self.on

    def _came(self, lang: Lang) -> str:
        everybody = len(self.members)
        came, of = number(everybody - len(self.absent), lang), number(everybody, lang)
        share = percent(float(self.attendance or 0), lang)
        return pick(
            lang,
            f"{came} of {of} members came ({share})",
            f"{came} dari {of} anggota hadir ({share})",
        )

    def _duties(self) -> "Iterator[_Found]":
        ours = "account of the host", "akun tuan rumah"
        for name, did, what, apa, (en, idn) in (
            (self.account, self.followed, "follow the host's account", "mengikuti akun", ours),
            (self.hashtag, self.tagged, "use the hashtag", "memakai tagar", ("hashtag", "tagar")),
        ):
            guests = [each for each in self.attended if each != self.host]
            idle = [each for each in guests if each not in did]
            if not name:
                yield "EVT-04", (f"no {en} is recorded", f"{idn} tidak tercatat"), self.on
            elif idle:
                who, siapa = listed(idle, most=MOST), listed(idle, "id", most=MOST)
                yield "EVT-04", (f"{who} did not {what}", f"{siapa} tidak {apa}"), self.on

    def _told(self, on: date) -> "Iterator[_Found]":
        brought = self.coverage_on(on)
        for each in brought:
            if each.on < self.on:
                en = f"coverage by {each.outlet} is dated before the forum"
                idn = f"pemberitaan {each.outlet} bertanggal sebelum forum"
                yield "EVT-05", (en, idn), each.on
        if not brought:
            yield "EVT-05", ("no coverage", "tanpa pemberitaan"), None
        elif all(each.reportage for each in brought):
            en, idn = "coverage is mere reportage", "pemberitaan sekadar reportase"
            yield "EVT-05", (f"{en}, without the key message", f"{idn}, tanpa pesan kunci"), None
        elif not self.carried(on):
            en = "the key message stayed on outlets of the members"
            yield "EVT-05", (en, "pesan kunci hanya dimuat di media internal anggota"), None
        if not self.reach:
            none, nobody = "reached nobody beyond the members", "tidak menjangkau masyarakat"
            unknown, entah = "its public reach was not counted", "jangkauan publik tidak dihitung"
            counted = self.reach is not None
            yield "EVT-06", (none, nobody) if counted else (unknown, entah), None

    def _done(self, on: date) -> "Iterator[_Found]":
        if self.ceremonial:
            yield "EVT-08", ("no work was agreed", "tanpa tindak lanjut yang disepakati"), None
        for each in self.follow_ups:
            if each.done and each.done < self.on:
                who, siapa = listed(each.who), listed(each.who, "id")
                en, idn = (
                    f"done by {who} before the forum: {each.what}",
                    f"dikerjakan {siapa} sebelum forum: {each.what}",
                )
                yield "EVT-08", (en, idn), each.done
            if each.late(on):
                who, siapa = listed(each.who), listed(each.who, "id")
                en, idn = (
                    f"not done by {who}: {each.what}",
                    f"belum dikerjakan {siapa}: {each.what}",
                )
                yield "EVT-08", (en, idn), each.by

    def label(self, lang: Lang = "en") -> str:
        """Its theme; the id where it has none."""
        return pick(lang, *self.title) or self.id

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a member or guest: whether a member, host, there, following, tagging."""
        return [
            {
                "forum": self.id,
                "on": self.on.isoformat(),
                "who": each,
                "member": each in self.members,
                "host": each == self.host,
                "attended": each in self.attended,
                "followed": each in self.followed,
                "tagged": each in self.tagged,
            }
            for each in codes((*self.members, *self.attended, self.host))
        ]

    def explain(self, lang: Lang = "en") -> str:
        """The forum in words: what it was, who came, what was told and what is to be done."""
        held = pick(lang, "hosted by", "diselenggarakan oleh")
        came = pick(lang, "came", "hadir")
        lines = [
            f"{self.label(lang)}: {self.form.label(lang)}, {day(self.on, lang)}, {held} {self.host}"
        ]
        share = "" if self.attendance is None else f" ({percent(float(self.attendance), lang)})"
        lines.append(f"- {came}: {listed(self.attended, lang, most=MOST)}{share}")
        for piece in self.coverage:
            message = piece.key_message or pick(lang, "mere reportage", "sekadar reportase")
            lines.append(f"- {piece.outlet} ({piece.kind.label(lang)}): {message}")
        if self.reach is not None:
            reached = pick(lang, "reached of the public", "masyarakat yang terjangkau")
            lines.append(f"- {reached}: {number(self.reach, lang)}")
        for work in self.follow_ups:
            until = pick(lang, "by", "paling lambat")
            text = f"- {work.what}: {listed(work.who, lang)}, {until} {day(work.by, lang)}"
            done = pick(lang, "done", "selesai")
            lines.append(f"{text}, {done} {day(work.done, lang)}" if work.done else text)
        return "\n".join(lines)


_Found = tuple[str, tuple[str, str], date | None]
_BOTH: tuple[Lang, Lang] = ("en", "id")
