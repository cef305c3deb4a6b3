import re
from datetime import date

from bakohumas.bodies._holders import holdings
from bakohumas.bodies._ledger import Ledger

_SHORT = {
    "diskominfo": "dinas komunikasi dan informatika",
    "kadis": "kepala dinas",
    "kadiskominfo": "kepala dinas komunikasi dan informatika",
    "kominfo": "komunikasi dan informatika",
    "sekda": "sekretaris daerah",
    "kabiro": "kepala biro",
    "karo": "kepala biro",
    "kabag": "kepala bagian",
    "kasubbag": "kepala subbagian",
    "humas": "hubungan masyarakat",
    "dirjen": "direktur jenderal",
    "ikp": "informasi dan komunikasi publik",
}
"""Short forms in everyday use, each written out."""
_TERRITORY = {"provinsi", "kabupaten", "kota"}


def _written_out(post: str) -> list[str]:
    words: list[str] = re.findall(r"\w+", post.casefold())
    return " ".join(_SHORT.get(word, word) for word in words).split()


def same_post(said: str, post: str) -> bool:
    """Whether a post is the one that is said in short: without its territory, abbreviated.

    Examples:
        >>> full = "Kepala Dinas Komunikasi dan Informatika Provinsi Kalimantan Selatan"
        >>> same_post("Kepala Diskominfo", full), same_post("Kepala Dinas", full)
        (True, False)
    """
    short, full = _written_out(said), _written_out(post)
    rest = full[len(short) :]
    return bool(short) and full[: len(short)] == short and (not rest or rest[0] in _TERRITORY)


def post_of(ledger: Ledger, seat: str, said: str, on: date) -> str:
    """The post that a seat goes with, as the charter names it, where it is what was said."""
    own = [each.post for each in ledger.statute(on).all_seats if each.name == seat]
    return next((post for post in own if same_post(said, post)), said)


def handed_post(ledger: Ledger, said: str, on: date) -> str:
    """A post as the charter names it, unless somebody holds a seat by the very name said."""
    if ledger.tells("post", said):
        return said
    alike = {each.post for each in ledger.statute(on).all_seats if same_post(said, each.post)}
    if len(alike) != 1 or any(held.place.post == said for _, _, held in holdings(ledger, on)):
        return said
    return alike.pop()
