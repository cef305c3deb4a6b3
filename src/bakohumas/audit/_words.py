from collections.abc import Callable
from datetime import date

from bakohumas.languages import Lang, number, pick
from bakohumas.networks import Role
from bakohumas.periods import Period

_ENGLISH = {
    Role.MEMBER: ("member unit", "member units"),
    Role.STAFF: ("unit's staff", "units' staff"),
    Role.SITE: ("internal website", "internal websites"),
    Role.CHANNEL: ("official channel", "official channels"),
    Role.ADMIN: ("social-media admin", "social-media admins"),
    Role.OUTLET: ("media outlet", "media outlets"),
    Role.PUBLIC: ("public", "publics"),
}


def counted(n: int, one: str, many: str = "") -> str:
    """So many of something, in English, which has a plural.

    Args:
        n: How many there are.
        one: What one of them is called.
        many: What several are called; with an *s* by default.
    """
    return f"{number(n)} {one if n == 1 else many or f'{one}s'}"


def nodes(n: int, role: Role, lang: Lang) -> str:
    """So many nodes of one role."""
    if lang == "en":
        return counted(n, *_ENGLISH[role])
    return f"{number(n, lang)} {role.label(lang)}"


def days(when: date | Period, lang: Lang, write: Callable[[date, Lang], str]) -> str:
    """A day, or from which day to which, with every day written as asked."""
    if isinstance(when, date):
        return write(when, lang)
    first = pick(lang, "from ", "dari ") + write(when.start, lang) if when.start else ""
    if when.last_day is None:
        return pick(lang, "since ", "sejak ") + write(when.start, lang) if when.start else "–"
    last = pick(lang, "to ", "sampai dengan ") + write(when.last_day, lang)
    return f"{first} {last}".strip()
