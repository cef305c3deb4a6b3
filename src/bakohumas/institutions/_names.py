import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bakohumas.institutions._areas import Area
from bakohumas.institutions._institutions import Institution
from bakohumas.institutions._kinds import Category

_SAME = tuple(
    (re.compile(pattern), short)
    for pattern, short in (
        (r"^(?:pem(?:erintah|da) )?prov(?:insi)? ", "pemprov "),
        (r"^(?:pem(?:erintah|da) )?kab(?:upaten)? ", "pemkab "),
        (r"^(?:pem(?:erintah|da) )?kota |^pemko ", "pemkot "),
        (r"^(pemkab|pemkot) administrasi ", r"\1 "),
        (r"^(?:kement(?:e)?rian|kemen) ", "kemen "),
        (r"^univ ", "universitas "),
        (r"^pt |\b(?:persero|perseroda|tbk)\b", ""),
    )
)
_SHORT_PROVINCES = {
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "babel": "kepulauan bangka belitung",
    "kepri": "kepulauan riau",
    "dki": "dki jakarta",
    "jakarta": "dki jakarta",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "diy": "di yogyakarta",
    "yogyakarta": "di yogyakarta",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "malut": "maluku utara",
}


def key(text: str) -> str:
    """What is left of a name once spelling habits are taken off it."""
    words = " ".join(re.findall(r"[^\W_]+", text.casefold()))
    for pattern, short in _SAME:
        words = pattern.sub(short, words)
    head, _, rest = words.partition(" ")
    if head == "pemprov":
        words = f"pemprov {_SHORT_PROVINCES.get(rest, rest)}"
    return words.replace(" ", "")


def institution_keys(one: Institution, area: Area | None) -> set[str]:
    """Everything that an institution answers to, its area's government included."""
    names = [one.id, one.acronym, one.name, one.english]
    if one.category == Category.MINISTRY:  # the halves of a ministry and agency in one
        names += [half for name in names for half in name.split("/")]
    found = {key(name) for name in names}
    if one.category == Category.MINISTRY:
        short = key(one.acronym)
        if not short.startswith("kem"):
            found |= {f"kem{short}", f"kemen{short}"}
        elif " " in one.acronym:
            found.add(key(one.acronym.partition(" ")[2]))
    regional = {Category.PROVINCIAL_GOVERNMENT, Category.REGENCY_GOVERNMENT}
    if area and one.category in regional and not one.parent:
        found.add(key(f"{area.kind} {area.short}"))
    return found - {""}


def area_keys(area: Area) -> set[str]:
    """Everything that an area answers to; its bare name may not be its alone."""
    names = (f"{area.kind} {area.short}", area.name, area.short, area.english, area.iso)
    return {key(name) for name in names} - {""}


def index(
    institutions: Iterable[Institution], areas: Mapping[str, Area]
) -> dict[str, list[Institution]]:
    """The institutions by everything that they answer to."""
    found: dict[str, list[Institution]] = {}
    for one in institutions:
        for name in institution_keys(one, areas.get(one.regency or one.province)):
            found.setdefault(name, []).append(one)
    return found


MOST = 3
"""How many suggestions a refusal makes at most."""


def nearest(name: str, pool: Mapping[str, str]) -> list[str]:
    """Up to three values of *pool* whose keys end in *name* or look like it, best first."""
    wanted = key(name)
    ending = [alias for alias in pool if wanted and alias.endswith(wanted)]
    close = [*sorted(ending, key=len), *get_close_matches(wanted, pool, n=9)]
    return list(dict.fromkeys(pool[alias] for alias in close))[:MOST]
