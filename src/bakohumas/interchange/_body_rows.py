from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from bakohumas.bodies import Admitted, Appointment, Body, Decree, Membership, Snapshot, Term
from bakohumas.errors import expect
from bakohumas.institutions import Category, Outsider
from bakohumas.interchange._columns import BOARD, MEMBERS, Headers
from bakohumas.languages import Labelled, Lang
from bakohumas.periods import Approx, Period

Row = dict[str, str]
Told = dict[str, Any]
"""A row by the columns of its table; words and yes or no are there as what they are."""
_INDONESIAN: Final = {
    "institution": "lembaga",
    "unit": "unit_kerja",
    "name": "nama_unit",
    "category": "kategori",
    "area": "wilayah",
    "since": "mulai",
    "until": "sampai",
    "cause": "sebab",
    "role": "peran",
    "pr": "humas",
    "representative": "wakil",
    "contact": "narahubung",
    "basis": "dasar",
    "seat": "jabatan",
    "person": "orang",
    "post": "jabatan_asal",
    "selection": "cara",
    "capacity": "kapasitas",
    "label": "periode",
    "decree": "sk",
    "decree_date": "tanggal_sk",
    "issuer": "pejabat",
    "address": "alamat",
    "sha256": "sha256",
}
_WORDS: Final = {"id": ("ya", "tidak"), "en": ("yes", "no")}


def member_rows(body: Body, *, on: date | None = None, lang: Lang = "en") -> list[Row]:
    """The members, partners and guests of a body as the rows of a table.

    :func:`body_from_tables` reads them. Names of persons are not in them: representatives are
    opaque ids.

    Args:
        body: The body.
        on: The day on which they take part; by default, everybody who ever did.
        lang: Language of the headers and words.

    Returns:
        One row a unit, with the same columns each.

    Raises:
        TypeError: If it is no body.
        RefusedError: If the body did not exist on the day.
        OutOfScopeError: If its register was opened later.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("BPS"), on=day, basis="SK 1 (invented)")
        >>> row, = member_rows(body, on=day, lang="id")
        >>> row["lembaga"], row["kategori"], row["mulai"], row["dasar"]
        ('bps', 'lembaga pemerintah nonkementerian', '2015-11-02', 'SK 1 (invented)')
    """
    return [_headed(each, MEMBERS, lang) for each in told_members(body, on)]


def board_rows(body: Body, *, on: date | None = None, lang: Lang = "en") -> list[Row]:
    """Whoever is on a seat of a body, or stands in on one, as the rows of a table.

    :func:`body_from_tables` reads them beside those of :func:`member_rows`. Of a board of which
    only replacements are left they cannot tell the term, and an end of which the month or year
    alone is known it refuses for a term, an appointment and whoever stands in. Whoever has a seat
    by a post that an acting officer holds is read as standing in.

    Args:
        body: The body.
        on: The day on which they are there; by default, everybody who ever was.
        lang: Language of the headers and words.

    Returns:
        One row a holder and stretch of days, with the same columns each.

    Raises:
        TypeError: If it is no body.
        RefusedError: If the body did not exist on the day.
        OutOfScopeError: If its register was opened later.

    Examples:
        >>> from datetime import date
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day)["bps"], on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "bps"}, on=day, basis="members' meeting")
        >>> [(row["seat"], row["institution"]) for row in board_rows(body)]
        [('Ketua Umum', 'bps')]
    """
    return [_headed(each, BOARD, lang) for each in told_board(body, on)]


def told_members(body: Body, on: date | None) -> list[Told]:
    """Whoever takes part on a day, or ever did, by the columns of the table of members."""
    expect(body, Body, what="the body")
    now = None if on is None else body.on(on)
    named = {(one.institution, one.unit): one for one in _admitted(body, on)}
    rows: list[Told] = []
    for each in now.taking_part if now else body.memberships:
        for unit in each.units:
            row = _membership(each, named.get((each.institution, unit)), unit)
            if now and unit == each.unit:
                row |= _voices(now, each.institution)
            rows.append(row)
    return rows


def told_board(body: Body, on: date | None) -> list[Told]:
    """Whoever is on a seat on a day, or ever was, by the columns of the table of the board."""
    expect(body, Body, what="the body")
    if on is None:
        held: Iterable[Appointment] = (*body.appointments, *body.acting)
    else:
        board = body.on(on).board
        held = (*board.appointments, *board.acting) if board else ()
    return [_holding(each, body.terms) for each in held]


def _admitted(body: Body, on: date | None) -> Iterable[Admitted]:
    """How each unit came in; of one that came several times, how it did last."""
    for fact in body.facts:
        each = getattr(fact, "successor", None) or fact
        if isinstance(each, Admitted) and (on is None or each.on <= on):
            yield each


def _membership(each: Membership, came: Admitted | None, unit: str) -> Told:
    further = came if unit != each.unit else None
    since = Approx(further.on, further.by or further.on) if further else _since(each.period)
    return {
        "institution": each.institution,
        "unit": unit,
        "name": further.name if further else each.name,
        "category": _kind(each.category),
        "area": further.area if further else each.area,
        "since": str(since or ""),
        "until": _until(each.period),
        "cause": each.ended,
        "role": each.role,
        "pr": further.pr if further else each.pr,
        "basis": further.basis if further else each.basis,
    }


def _voices(now: Snapshot, institution: str) -> Told:
    voice = now.representation(institution)
    if voice is None:
        return {}
    return {"representative": "; ".join(voice.representatives), "contact": voice.contact}


def _holding(each: Appointment, terms: Iterable[Term]) -> Told:
    return {
        "seat": each.seat,
        "institution": each.institution,
        "person": each.person,
        "post": each.post,
        "unit": each.unit,
        "selection": each.selection,
        "capacity": each.capacity,
        "since": str(_since(each.period) or ""),
        "until": _until(each.period),
        "cause": each.ended,
        "label": next(
            (term.labelled for term in terms if term.period.start == each.period.start), ""
        ),
        "basis": each.basis,
    } | _decree(each.decree, each.mandate)


def _decree(decree: Decree | None, mandate: str) -> Told:
    if decree is None:
        return {"issuer": mandate}
    return {
        "decree": decree.cite,
        "decree_date": str(decree.made or ""),
        "issuer": mandate or decree.issuer,
        "address": decree.address,
        "sha256": decree.sha256,
    }


def _since(period: Period) -> Approx | None:
    return Approx(period.start, period.start_by or period.start) if period.start else None


def _until(period: Period) -> str:
    return str(Approx(period.end, period.end_by or period.end)) if period.end else ""


def _kind(category: str) -> str:
    """A kind of institution as the word that it is, where it is one."""
    kinds = (kind for kind in (Category, Outsider) if category in set(kind))
    return next((kind(category) for kind in kinds), category)


def _headed(row: Told, headers: Headers, lang: Lang) -> Row:
    """A row with every column of its table, under the headers of a language."""
    return {
        (_INDONESIAN[column] if lang == "id" else said[0]): _said(row.get(column), lang)
        for column, said in headers.said.items()
    }


def _said(value: Any, lang: Lang) -> str:  # noqa: ANN401 - text, a word, yes or no, or nothing
    if isinstance(value, Labelled):
        return value.label(lang)
    return _WORDS[lang][not value] if isinstance(value, bool) else str(value or "")
