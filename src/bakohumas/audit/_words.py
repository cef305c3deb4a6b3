from bakohumas.languages import Lang, number
from bakohumas.networks import Role

_ENGLISH = {
    Role.MEMBER: ("member unit", "member units"),
    Role.STAFF: ("unit's staff", "units' staff"),
    Role.SITE: ("internal website", "internal websites"),
    Role.ADMIN: ("social-media admin", "social-media admins"),
    Role.OUTLET: ("tier-1 outlet", "tier-1 outlets"),
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
