from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from bakohumas.bodies import Body
from bakohumas.errors import MissingExtraError
from bakohumas.languages import Lang
from bakohumas.simulation import Comparison


def timeline(
    body: Body, *, until: date, names: Mapping[str, str] | None = None, lang: Lang = "en"
) -> str:
    """Who sat on which seat of a body's board, and when nobody did.

    Args:
        body: The body.
        until: Last day of the picture.
        names: What to call the holders, by id; their ids by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        ValueError: If no seat was ever held before that day.

    Examples:
        >>> from bakohumas.institutions import directory
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> body = body.admit(directory(on=day).find("Kominfo"), on=day, basis="invented")
        >>> body = body.elect({"Ketua Umum": "kominfo"}, on=day, basis="members' meeting")
        >>> timeline(body, until=date(2022, 1, 1)).startswith("<?xml")
        True
    """
    with _naming_the_extra("a board timeline"):
        from bakohumas.reports._matplotlib import timeline as drawn
    return drawn(body, until=until, names=names or {}, lang=lang)


def reach(study: Comparison, names: Mapping[str, str], *, lang: Lang = "en") -> str:
    """How far a message went by role, arm beside arm, with 95 % intervals.

    Args:
        study: The arms to compare.
        names: What each arm is called in the picture, in order.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        UnknownNameError: If the study has no such arm.

    Examples:
        >>> from bakohumas.networks import InformationNetwork
        >>> from bakohumas.simulation import IndependentCascade, compare
        >>> pairs = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], probability=0.5)
        >>> study = compare(pairs, IndependentCascade(), {"today": []},
        ...     seeds=["a"], runs=16, seed=7)
        >>> reach(study, {"today": "Today"}).rstrip().endswith("</svg>")
        True
    """
    with _naming_the_extra("a picture of reach"):
        from bakohumas.reports._matplotlib import reach as drawn
    return drawn(study, names, lang=lang)


@contextmanager
def _naming_the_extra(feature: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as missing:
        raise MissingExtraError(feature, "matplotlib", "plots") from missing
