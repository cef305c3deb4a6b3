import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from bakohumas.content._codes import by_id, numbered
from bakohumas.content._kinds import ContentKind, Purpose
from bakohumas.errors import code, code_if_any, codes, expect, matching, of_kind
from bakohumas.languages import Lang, day, listed, pick
from bakohumas.periods import Period


def _carries(values: Mapping[str, int]) -> Mapping[str, int]:
    return numbered(values, what="carries", least=1)


def _content_kind(value: str) -> ContentKind:
    return ContentKind.of(value, what="kind")


def _purpose(value: str) -> Purpose:
    return Purpose.of(value, what="purpose")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(wording: "Wording") -> str:
    return _sha256(wording.text) if wording.text else ""


@attrs.frozen
class Wording:
    """A text that puts key messages into the language of one audience.

    Attributes:
        id: Its code.
        carries: Ids of the key messages in it, each with the version that it carries.
        audience: Code of the audience it is written for. Empty: everybody.
        style: Its style of language, such as ``"santai"``. Empty: none was named.
        language: Code of its language, such as ``"id"`` or ``"bjn"``.
        text: The text itself. Empty: the host keeps it.
        digest: SHA-256 of the text in UTF-8; read off the text where that is given.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, a version is below 1, or there is
            neither text nor digest, or the two do not agree.

    Examples:
        >>> posyandu = Wording("ajak", {"gizi": 1}, style="santai", text="Yuk, timbang si kecil!")
        >>> posyandu.digest[:8], posyandu.fits("formal"), posyandu.fits("")
        ('3c92551f', False, True)
    """

    id: str = attrs.field(validator=code)
    carries: Mapping[str, int] = attrs.field(converter=_carries, hash=False)
    audience: str = attrs.field(default="", validator=code_if_any)
    style: str = attrs.field(default="", validator=code_if_any)
    language: str = attrs.field(default="id", validator=code)
    text: str = attrs.field(default="", validator=of_kind(str))
    digest: str = attrs.field(
        default=attrs.Factory(_digest, takes_self=True),
        validator=matching(r"[0-9a-f]{64}", "the SHA-256 of a text, where the text is not given"),
    )

    def __attrs_post_init__(self) -> None:
        if self.text and self.digest != _sha256(self.text):
            msg = f"digest of {self.id} is not that of its text: leave one of the two out"
            raise ValueError(msg)

    def __str__(self) -> str:
        return self.id

    def fits(self, style: str) -> bool:
        """Whether its style is that of the followers (TSK-09), as far as both are known."""
        return not style or not self.style or style == self.style


@attrs.frozen
class Content:
    """A piece of content that was published.

    Attributes:
        id: Its code.
        kind: What it is (TSK-07).
        maker: Code of the agency that made it; of coverage, the outlet or its member.
        channel: Code of the channel or outlet that it stands on.
        on: The day of its publication.
        carries: Ids of the key messages in it, each with the version that it carries.
            Empty: none, as mere reportage (EVT-05).
        purpose: What it is for (FLW-08).
        wording: Code of the wording it uses. Empty: none was kept.
        corrects: Codes of the hoaxes that it sets right.
        repeats: Codes of the hoaxes that it spreads.

    Raises:
        TypeError: If an attribute is not of its kind.
        ValueError: If a code has blanks around it, a version is below 1, *kind* or
            *purpose* is none, or a hoax is both corrected and repeated.

    Examples:
        >>> post = Content("p1", "caption", "pemkab-tapin", "ig-tapin", on=date(2018, 2, 5),
        ...     carries={"gizi": 1}, purpose="education")
        >>> post.explain("id")
        'p1: takarir (caption) media sosial, pemkab-tapin di ig-tapin, 5 Februari 2018; gizi v1'
    """

    id: str = attrs.field(validator=code)
    kind: ContentKind = attrs.field(converter=_content_kind)
    maker: str = attrs.field(validator=code)
    channel: str = attrs.field(validator=code)
    on: date = attrs.field(validator=of_kind(date), kw_only=True)
    carries: Mapping[str, int] = attrs.field(
        factory=dict, converter=_carries, hash=False, kw_only=True
    )
    purpose: Purpose = attrs.field(default=Purpose.INFORMATION, converter=_purpose, kw_only=True)
    wording: str = attrs.field(default="", validator=code_if_any, kw_only=True)
    corrects: tuple[str, ...] = attrs.field(default=(), converter=codes, kw_only=True)
    repeats: tuple[str, ...] = attrs.field(default=(), converter=codes, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if both := sorted(set(self.corrects) & set(self.repeats)):
            msg = f"repeats of {self.id}: it cannot spread what it corrects: {', '.join(both)}"
            raise ValueError(msg)

    def __str__(self) -> str:
        return self.id

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """A plain row: day, what, by whom, where, for what, and what it carries."""
        return {
            "on": self.on.isoformat(),
            "content": self.id,
            "kind": self.kind.value,
            "label": self.kind.label(lang),
            "maker": self.maker,
            "channel": self.channel,
            "purpose": self.purpose.value,
            "serves": self.purpose.serves,
            "carries": dict(self.carries),
            "wording": self.wording,
            "corrects": list(self.corrects),
            "repeats": list(self.repeats),
        }

    def explain(self, lang: Lang = "en") -> str:
        """What was published where, what it carries, corrects and spreads, in words."""
        carried = [f"{name} v{version}" for name, version in self.carries.items()]
        for verb, hoaxes in (
            (pick(lang, "corrects", "mengoreksi"), self.corrects),
            (pick(lang, "spreads", "menyebarkan"), self.repeats),
        ):
            carried += [f"{verb} {hoax}" for hoax in hoaxes]
        message = listed(carried, lang) if carried else pick(lang, "no message", "tanpa pesan")
        place = pick(lang, f"{self.maker} on {self.channel}", f"{self.maker} di {self.channel}")
        return f"{self.id}: {self.kind.label(lang)}, {place}, {day(self.on, lang)}; {message}"


def all_contents(contents: Iterable[Content]) -> tuple[Content, ...]:
    """The contents, in order of the id.

    Raises:
        TypeError: If there is anything else among them.
        ValueError: If two of them share an id.
    """
    return by_id(contents, Content, what="contents")


def service_share(contents: Iterable[Content], *, within: Period | None = None) -> Fraction | None:
    """Which part of the contents serves the public (FLW-08).

    Rule FLW-08 speaks of social media: hand over what stands there. No source says how
    large a share is enough.

    Args:
        contents: The contents to look at.
        within: Only those published in this period. ``None``: all.

    Returns:
        Contents whose :attr:`Purpose.serves` is true, over all; ``None`` where there are none.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If two contents share an id.

    Examples:
        >>> day = date(2025, 8, 6)
        >>> service_share([
        ...     Content("a", "caption", "dinkes", "ig", on=day, purpose="service"),
        ...     Content("b", "caption", "dinkes", "ig", on=day, purpose="education"),
        ...     Content("c", "caption", "setda", "ig", on=day, purpose="leaders"),
        ... ])
        Fraction(2, 3)
    """
    expect(within, Period, type(None), what="within")
    found = [each for each in all_contents(contents) if within is None or each.on in within]
    return Fraction(sum(each.purpose.serves for each in found), len(found)) if found else None


def correction_share(contents: Iterable[Content], hoax: str, *, on: date) -> Fraction | None:
    """How far the correction of a hoax has come in its contest with the hoax.

    Args:
        contents: The contents to look at.
        hoax: Code of the hoax.
        on: Only contents published by this day count.

    Returns:
        Contents that correct the hoax, over those that correct or repeat it; ``None`` where
        nobody does either.

    Raises:
        TypeError: If an argument is not of its kind.
        ValueError: If two contents share an id.

    Examples:
        >>> day = date(2018, 2, 5)
        >>> correction_share([
        ...     Content("a", "caption", "dinkes", "ig", on=day, corrects=["timbangan"]),
        ...     Content("b", "caption", "warga", "ig", on=day, repeats=["timbangan"]),
        ... ], "timbangan", on=day)
        Fraction(1, 2)
    """
    expect(hoax, str, what="hoax")
    expect(on, date, what="on")
    found = [each for each in all_contents(contents) if each.on <= on]
    right = sum(hoax in each.corrects for each in found)
    wrong = sum(hoax in each.repeats for each in found)
    return Fraction(right, right + wrong) if right + wrong else None
