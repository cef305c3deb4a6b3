import re
from collections.abc import Callable, Iterable
from datetime import datetime
from operator import index
from typing import Any, Final

import attrs

Validator = Callable[[object, "attrs.Attribute[Any]", Any], None]
_SHOWN = 80


def plain(value: Any) -> Any:  # noqa: ANN401 - what is no whole number stays what it is
    """A whole number of any kind, NumPy's too, as a plain one.

    Args:
        value: What was handed over.

    Returns:
        An ``int``; anything else, a truth value and a float too, as it is.

    Examples:
        >>> plain(3), plain(3.0), plain(True), plain("3")
        (3, 3.0, True, '3')
    """
    if type(value) is int or isinstance(value, bool):
        return value
    try:
        return index(value)
    except TypeError:
        return value


def expect(value: object, *kinds: type, what: str) -> None:
    """Insist that a caller handed over what was asked for.

    A moment (:class:`~datetime.datetime`) is no day, and a truth value no number.

    Args:
        value: What was handed over.
        kinds: What it may be.
        what: What it is there for, as the caller would say it.

    Raises:
        TypeError: If it is of none of these kinds, with what to hand over instead.

    Examples:
        >>> from datetime import date
        >>> expect("2015-11-02", date, what="the day of the founding")
        Traceback (most recent call last):
          ...
        TypeError: the day of the founding must be a date, got the str '2015-11-02'
    """
    disguised = (isinstance(value, datetime) and datetime not in kinds) or (
        isinstance(value, bool) and bool not in kinds
    )
    if disguised or not isinstance(value, kinds):
        names = [kind.__name__ for kind in kinds]
        wanted = " or ".join(f"{'an' if name[0] in 'aeioAEIO' else 'a'} {name}" for name in names)
        text = repr(value)
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        msg = f"{what} must be {wanted}, got the {type(value).__name__} {shown}"
        raise TypeError(msg)


def of_kind(*kinds: type) -> Validator:
    """A validator of attrs fields that :func:`expect` speaks for.

    Examples:
        >>> @attrs.frozen
        ... class Day:
        ...     on: int = attrs.field(validator=of_kind(int))
        >>> Day(True)
        Traceback (most recent call last):
          ...
        TypeError: on must be an int, got the bool True
    """

    def check(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
        expect(value, *kinds, what=field.name)

    return check


def not_blank(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """A validator of attrs fields: a text that says something.

    Examples:
        >>> @attrs.frozen
        ... class Named:
        ...     name: str = attrs.field(validator=not_blank)
        >>> Named(" ")
        Traceback (most recent call last):
          ...
        ValueError: name must not be blank
    """
    expect(value, str, what=field.name)
    if not str(value).strip():
        msg = f"{field.name} must not be blank"
        raise ValueError(msg)


def both_languages(value: object, *, what: str) -> None:
    """Insist that a wording is there in English and in Indonesian.

    Args:
        value: What was handed over.
        what: Who words what, as the refusal begins: ``"a rule advises"``.

    Raises:
        TypeError: If it is no tuple of texts.
        ValueError: If there are not two, or one of them is blank.

    Examples:
        >>> both_languages(("Mend it.", ""), what="a rule advises")
        Traceback (most recent call last):
          ...
        ValueError: a rule advises in English and in Indonesian, got ('Mend it.', '')
    """
    msg = f"{what} in English and in Indonesian, got {value!r}"
    if not isinstance(value, tuple) or not all(isinstance(each, str) for each in value):
        msg = f"{msg}: hand over a tuple of two texts"
        raise TypeError(msg)
    if len(value) != len(("en", "id")) or not all(each.strip() for each in value):
        raise ValueError(msg)


def codes(values: Iterable[str]) -> tuple[str, ...]:
    """The codes in order of the alphabet, each once.

    Raises:
        TypeError: If they are a single text, or no collection, or hold anything but texts.

    Examples:
        >>> codes(["rri", "bps", "rri"])
        ('bps', 'rri')
    """
    if isinstance(values, str):
        msg = f"a collection of codes is wanted, got the single text {values!r}"
        raise TypeError(msg)
    expect(values, Iterable, what="a collection of codes")
    found = list(values)
    for value in found:
        expect(value, str, what="a code")
    return tuple(sorted(set(found)))


def matching(pattern: str, form: str) -> Validator:
    """A validator of attrs fields: a text of a stated form.

    Args:
        pattern: What the whole text must match.
        form: The form in words, for the refusal.

    Examples:
        >>> @attrs.frozen
        ... class Coded:
        ...     code: str = attrs.field(validator=matching("[a-z]+", "small letters"))
        >>> Coded("A1")
        Traceback (most recent call last):
          ...
        ValueError: code must be small letters, got 'A1'
    """

    def check(_instance: object, field: "attrs.Attribute[Any]", value: object) -> None:
        """A validator of attrs fields: a text of a stated form.

        Examples:
            >>> import attrs
            >>> Known = attrs.make_class("Known", {"id": attrs.field(validator=code)})
            >>> Known("bps").id
            'bps'
        """
        expect(value, str, what=field.name)
        if not re.fullmatch(pattern, str(value)):
            msg = f"{field.name} must be {form}, got {value!r}"
            raise ValueError(msg)

    return check


code: Final[Validator] = matching(r"(?s)\S(.*\S)?", "a text without blanks around it")
"""A validator of attrs fields: a code."""
code_if_any: Final[Validator] = matching(
    r"(?s)(\S(.*\S)?)?", "empty, or a text without blanks around it"
)
"""A validator of attrs fields: a code, or nothing."""


def wording(_instance: object, field: "attrs.Attribute[Any]", texts: object) -> None:
    """A validator of attrs fields: a text in English and the same in Indonesian.

    Examples:
        >>> import attrs
        >>> Titled = attrs.make_class("Titled", {"title": attrs.field(validator=wording)})
        >>> Titled(("Budget", "APBN")).title
        ('Budget', 'APBN')
    """
    both_languages(texts, what=f"{field.name} must be worded")


def wording_if_any(_instance: object, field: "attrs.Attribute[Any]", texts: object) -> None:
    """A validator of attrs fields: a text in both languages, or ``("", "")`` for none.

    What is blank, or there in one language alone, is refused, so that a record that has a
    text has it for every reader.

    Examples:
        >>> import attrs
        >>> Noted = attrs.make_class("Noted", {"note": attrs.field(validator=wording_if_any)})
        >>> Noted(("", "")).note
        ('', '')
    """
    if texts != ("", ""):
        both_languages(texts, what=f"{field.name} must be worded, if at all,")
