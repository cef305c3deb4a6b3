"""Which level an office stands at, and who signed an instrument, by their titles."""

import re

from bakohumas.audit._case import Case
from bakohumas.bodies import Body
from bakohumas.law import Charter, Scope

_ACTING = r"(?:(?:pj|plt|plh|pjs)\.? |penjabat |acting )?"
_KPU = r"(?:ketua |sekretaris )?(?:kpu|kip|komisi pemilihan umum|komisi independen pemilihan)"
_LEVELS = tuple(
    (re.compile(rf"{_ACTING}{title}", re.IGNORECASE), scope)
    for title, scope in (
        (rf"{_KPU} (?:kabupaten|kab\b|kota)", Scope.KPU_REGENCY),
        (rf"{_KPU} (?:provinsi|prov\b|aceh$)", Scope.KPU_PROVINCE),
        (rf"{_KPU}(?: ri| republik indonesia)?$", Scope.KPU_RI),
        (r"(?:menteri|presiden|minister|president)\b", Scope.NATIONAL),
        (r"(?:gubernur|governor)\b", Scope.PROVINCIAL),
        (r"(?:bupati|wali ?kota|regent|mayor)\b", Scope.REGENCY),
    )
)
_SIGNED = re.compile(
    r"\b(?:SK|(?:Surat )?Keputusan|Peraturan|Instruksi) "
    r"((?:Menteri|Menpen|Presiden|Gubernur|Bupati|Wali ?[Kk]ota|Ketua KPU|KPU|KIP)\b[^\d,;(]*)"
)
_TAIL = re.compile(r"(?i)\s*\b(?:nomor|no|number|tentang|tanggal|of|tahun)\b.*")
_SHORT = (
    (re.compile(r"\b(?:Kepmen\w*|Permen\w*|PM|SK Men\w+)\b"), "Menteri"),
    (re.compile(r"\b(?:Keppres|Perpres|Inpres)\b"), "Presiden"),
    (re.compile(r"\b(?:Kepgub|Pergub|Ingub)\b"), "Gubernur"),
    (re.compile(r"\b(?:Kepbup|Perbup)\b"), "Bupati"),
    (re.compile(r"\b(?:Kepwal|Perwal|Perwali)\b"), "Wali Kota"),
    (re.compile(r"-Kpt/\d+/KPU/"), "KPU RI"),
    (re.compile(r"-Kpt/\d+/Prov/"), "KPU Provinsi"),
    (re.compile(r"-Kpt/\d+/Kab/"), "KPU Kabupaten"),
    (re.compile(r"-Kpt/\d+/Kota/"), "KPU Kota"),
)
CENTRE = frozenset({Scope.NATIONAL, Scope.KPU_RI})
TIERS = {
    Scope.NATIONAL: ("national", "nasional"),
    Scope.PROVINCIAL: ("of a province", "provinsi"),
    Scope.REGENCY: ("of a regency or city", "kabupaten/kota"),
    Scope.KPU_RI: ("of the national election commission", "KPU RI"),
    Scope.KPU_PROVINCE: ("of a provincial election commission", "KPU provinsi"),
    Scope.KPU_REGENCY: (
        "of an election commission of a regency or city",
        "KPU kabupaten/kota",
    ),
}
"""What is said of the level of an office or of a body, in English and Indonesian."""


def level(office: str) -> Scope | None:
    """At which level an office stands, where its title shows it.

    Examples:
        >>> level("Gubernur Kalimantan Selatan"), level("Ketua KPU Kabupaten Demak")
        (<Scope.PROVINCIAL: 'provincial'>, <Scope.KPU_REGENCY: 'kpu_regency'>)
        >>> level("Kepala Dinas") is None
        True
    """
    title = " ".join(office.split())
    return next((scope for pattern, scope in _LEVELS if pattern.match(title)), None)


def signed(text: str) -> str:
    """The office that made an instrument, where its short title shows it; empty where not.

    Examples:
        >>> signed("SK Gubernur 188.44/2016"), signed("Pergub 041"), signed("SK 1/2015")
        ('Gubernur', 'Gubernur', '')
    """
    found = _SIGNED.search(text)
    if found:
        return _TAIL.sub("", found[1]).strip()
    return next((office for pattern, office in _SHORT if pattern.search(text)), "")


def governed(charter: Charter, area: str) -> Scope | None:
    """The level of a body by its charter, or by its area where the charter is for several."""
    scope = charter.scope
    if scope in TIERS or not area:
        return scope if scope in TIERS else None
    kpu = scope is Scope.KPU
    if "." in area:
        return Scope.KPU_REGENCY if kpu else Scope.REGENCY
    return Scope.KPU_PROVINCE if kpu else Scope.PROVINCIAL


def placed(case: Case, body: Body | None = None) -> Scope | None:
    """The level of the body, or of another one, on the day."""
    one = body or case.body
    return governed(one.charter(on=case.on), one.area)
