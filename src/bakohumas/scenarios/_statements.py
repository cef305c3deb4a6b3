import json
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from bakohumas.errors import expect
from bakohumas.languages import Lang, listed, pick
from bakohumas.law import Grade

_SEEDS = range(5)


@attrs.frozen
class Statement:
    """One thing that one of the five seed documents says, and what became of it here.

    Opinion, image, trust and praise are claimed and not modelled: nothing that is
    measured stands for them.

    Attributes:
        seed: Number of the document; ``bakohumas.law.source("seed 0")`` says what it is.
        id: Document and number, such as ``"S0-01"``.
        sentences: The sentences that say it, counted from 1, the headline among them.
        said: What they say, in our own words: English and Indonesian.
        where: Where it lives: public names, rules, and provisions as ``charter:key``.
            Empty: it is claimed, and not modelled.
        shown: What the model shows of it, or why it shows nothing: English and Indonesian.
        grade: How well it is evidenced: by a legal text (A), a report of one (B), or by
            such a document alone (C).

    Examples:
        >>> one = statements(0)[2]
        >>> print(one.explain())
        S0-03 [C] The ministry laid down Bakohumas in regulation 34 of 2014.
        Lives in bakohumas.law.regulation and DOC-04.
        The number is wrong: 34/2014 resolves to PM Kominfo 35/2014, with a warning.
        >>> one.modelled, one.status("id")
        (True, 'dimodelkan')
    """

    seed: int
    id: str
    sentences: tuple[int, ...]
    said: tuple[str, str]
    where: tuple[str, ...]
    shown: tuple[str, str]
    grade: Grade

    @property
    def modelled(self) -> bool:
        """Whether anything in the library stands for it."""
        return bool(self.where)

    def status(self, lang: Lang = "en") -> str:
        """Whether it is modelled, in words."""
        if self.modelled:
            return pick(lang, "modelled", "dimodelkan")
        return pick(lang, "claimed, not modelled", "dinyatakan, tidak dimodelkan")

    def row(self, lang: Lang = "en") -> dict[str, Any]:
        """It on one line: what is claimed, what the model shows, its grade and its status."""
        return {
            "id": self.id,
            "claim": pick(lang, *self.said),
            "model_shows": pick(lang, *self.shown),
            "grade": self.grade.value,
            "status": self.status(lang),
            "lives_in": list(self.where),
        }

    def rows(self) -> list[dict[str, Any]]:
        """One plain row a place where it lives; one with an empty place where it lives nowhere."""
        return [
            {
                "id": self.id,
                "seed": self.seed,
                "said": self.said[0],
                "place": place,
                "shown": self.shown[0],
                "grade": self.grade.value,
                "modelled": self.modelled,
            }
            for place in self.where or ("",)
        ]

    def explain(self, lang: Lang = "en") -> str:
        """What is said, where it lives, and what is shown of it."""
        place = f"{pick(lang, 'Claimed, not modelled', 'Dinyatakan, tidak dimodelkan')}."
        if self.modelled:
            place = f"{pick(lang, 'Lives in', 'Ada pada')} {listed(self.where, lang)}."
        head = f"{self.id} [{self.grade}] {pick(lang, *self.said)}"
        return "\n".join([head, place, pick(lang, *self.shown)])


def statements(seed: int | None = None) -> tuple[Statement, ...]:
    """Every statement of the five seed documents, in the order in which they are made.

    Args:
        seed: Number of one document, from 0 to 4; all by default.

    Returns:
        The statements; ``docs/explanation/seeds.md`` is drawn from them.

    Raises:
        TypeError: If *seed* is no number.
        ValueError: If there is no such document.

    Examples:
        >>> [len(statements(seed)) for seed in range(5)]
        [46, 30, 52, 38, 29]
        >>> {each.seed for each in statements() if not each.modelled}
        {0, 2, 3, 4}
    """
    if seed is None:
        return tuple(each for one in _SEEDS for each in _of(one))
    expect(seed, int, what="seed")
    if seed not in _SEEDS:
        msg = f"seed must be the number of a document, from 0 to {_SEEDS[-1]}, got {seed}"
        raise ValueError(msg)
    return _of(seed)


@cache
def _of(seed: int) -> tuple[Statement, ...]:
    text = (files("bakohumas.scenarios") / "data" / f"seed_{seed}.json").read_text("utf-8")
    return tuple(
        Statement(
            seed,
            row["id"],
            tuple(row["sentences"]),
            tuple(row["said"]),
            tuple(row["where"]),
            tuple(row["shown"]),
            Grade(row["grade"]),
        )
        for row in json.loads(text)["statements"]
    )
