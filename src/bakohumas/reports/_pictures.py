from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from bakohumas.audit import Report
from bakohumas.bodies import Body
from bakohumas.elections import Result
from bakohumas.errors import MissingExtraError, expect
from bakohumas.languages import Lang
from bakohumas.networks import InformationNetwork, Role
from bakohumas.programmes import Allocation
from bakohumas.scenarios import Course, Study
from bakohumas.simulation import Comparison, Ensemble


def timeline(
    body: Body, *, until: date, names: Mapping[str, str] | None = None, lang: Lang = "en"
) -> str:
    """Who sat on which seat of a body's board, who acted there, and when nobody did.

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
        from bakohumas.reports._drawn_boards import timeline as drawn
    return drawn(body, until=until, names=names or {}, lang=lang)


def organisation(
    body: Body, *, on: date, names: Mapping[str, str] | None = None, lang: Lang = "en"
) -> str:
    """How a body is made up on a day: its seats and who holds them, its members by kind.

    Args:
        body: The body.
        on: The day.
        names: What to call the holders, by id; their ids by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        RefusedError: If the body did not exist on that day.

    Examples:
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> "Ketua Umum" in organisation(body, on=day)
        True
    """
    with _naming_the_extra("an organisation chart"):
        from bakohumas.reports._drawn_boards import organisation as drawn
    return drawn(body, on=on, names=names or {}, lang=lang)


def rounds(result: Result, *, names: Mapping[str, str] | None = None, lang: Lang = "en") -> str:
    """A count round by round: the votes of each candidate, and who is elected or excluded when.

    Args:
        result: The count; its first 40 candidates and rounds are drawn.
        names: What to call the candidates, by id; their ids by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.elections import IRV, count
        >>> "round" in rounds(count([["a", "b"], ["a"], ["b"]], IRV()))
        True
    """
    with _naming_the_extra("a picture of a count"):
        from bakohumas.reports._drawn_tables import rounds as drawn
    return drawn(result, names or {}, lang=lang)


def matrix(
    division: Allocation, *, names: Mapping[str, str] | None = None, lang: Lang = "en"
) -> str:
    """Who is accountable, responsible, consulted and informed: a RACI matrix.

    Args:
        division: The division of work; its first 40 tasks and agencies are drawn.
        names: What to call the agencies, by id; their ids by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.programmes import Agency, Task, allocate
        >>> "rri" in matrix(allocate([Task("clip")], [Agency("rri", 2)]))
        True
    """
    with _naming_the_extra("a RACI matrix"):
        from bakohumas.reports._drawn_tables import matrix as drawn
    return drawn(division, names or {}, lang=lang)


def tiers(network: InformationNetwork, *, lang: Lang = "en") -> str:
    """Who tells whom, tier by tier and role by role, with the dead ends marked.

    Args:
        network: The network; nodes of one tier and role are drawn as one.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> "dead ends" in tiers(InformationNetwork.from_pairs([("a", "b")], probability=0.5))
        True
    """
    with _naming_the_extra("a picture of a network"):
        from bakohumas.reports._drawn_news import tiers as drawn
    return drawn(network, lang=lang)


def reach(study: Comparison, names: Mapping[str, str] | None = None, *, lang: Lang = "en") -> str:
    """How far a message went by role, arm beside arm, with 95 % intervals.

    Args:
        study: The arms to compare.
        names: What each arm is called in the picture, in order; all by their own names
            by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        UnknownNameError: If the study has no such arm.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade, compare
        >>> pairs = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], probability=0.5)
        >>> study = compare(pairs, IndependentCascade(), {"today": []},
        ...     seeds=["a"], runs=16, seed=7)
        >>> reach(study, {"today": "Today"}).rstrip().endswith("</svg>")
        True
    """
    with _naming_the_extra("a picture of reach"):
        from bakohumas.reports._drawn_news import reach as drawn
    return drawn(study, _all(study, names), lang=lang)


def curve(
    news: Ensemble | Mapping[str, Ensemble], *, role: Role | None = None, lang: Lang = "en"
) -> str:
    """How many nodes have heard by each hour, with the band in which 95 % of the runs lie.

    Args:
        news: What was simulated with ``record=["curve"]``, or several by name.
        role: The role whose nodes are counted; all by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        ValueError: If the curve was not recorded.

    Examples:
        >>> from bakohumas.simulation import IndependentCascade, compile_plan, simulate
        >>> plan = compile_plan(InformationNetwork.from_pairs([("a", "b")], probability=0.5))
        >>> news = simulate(plan, IndependentCascade(), seeds=["a"], runs=8, seed=1,
        ...     record=["curve"])
        >>> "hour" in curve(news)
        True
    """
    with _naming_the_extra("a picture of reach over time"):
        from bakohumas.reports._drawn_news import curve as drawn
    several = {"": news} if isinstance(news, Ensemble) else news
    return drawn(several, role=role, lang=lang)


def differences(
    study: Comparison, names: Mapping[str, str] | None = None, *, lang: Lang = "en"
) -> str:
    """How far each intervention is ahead of the first arm, by role, with 95 % intervals.

    Args:
        study: The arms to compare.
        names: What each arm is called in the picture; all by their own names by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.networks import Tie
        >>> from bakohumas.simulation import AddTies, IndependentCascade, compare
        >>> pairs = InformationNetwork.from_pairs([("a", "b"), ("b", "c")], probability=0.5)
        >>> study = compare(pairs, IndependentCascade(),
        ...     {"today": [], "group": [AddTies([Tie("a", "c", "group")])]},
        ...     seeds=["a"], runs=16, seed=7)
        >>> "Against today" in differences(study)
        True
    """
    with _naming_the_extra("a picture of interventions"):
        from bakohumas.reports._drawn_news import differences as drawn
    return drawn(study, _all(study, names), lang=lang)


def course(seen: Course, names: Mapping[str, str] | None = None, *, lang: Lang = "en") -> str:
    """How a share goes hour by hour in each arm of a scenario, with the band of the runs.

    Args:
        seen: The share by arm and hour.
        names: What each arm is called in the picture; by its own name by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.scenarios import Course
        >>> hours = ({"hour": 0, "mean": 1, "low": 1, "high": 1},)
        >>> "hour" in course(Course(("who waits", "yang menunggu"), {"alone": hours}))
        True
    """
    with _naming_the_extra("a picture of shares over time"):
        from bakohumas.reports._drawn_news import course as drawn
    return drawn(seen, names or {}, lang=lang)


def arms(study: Study, names: Mapping[str, str] | None = None, *, lang: Lang = "en") -> str:
    """The figure that a scenario concludes from in each of its arms, with 95 % intervals.

    Args:
        study: The study of a scenario.
        names: What each arm is called in the picture; by its own name by default.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.scenarios import national
        >>> "programme" in arms(national(runs=8).study)
        True
    """
    with _naming_the_extra("a picture of the arms"):
        from bakohumas.reports._drawn_news import arms as drawn
    return drawn(study, names or {}, lang=lang)


def sensitivity(study: Study, *, lang: Lang = "en") -> str:
    """What each assumption does to the conclusion of a scenario.

    Args:
        study: The study of a scenario.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas.scenarios import national
        >>> "lead" in sensitivity(national(runs=8).study)
        True
    """
    with _naming_the_extra("a picture of assumptions"):
        from bakohumas.reports._drawn_news import sensitivity as drawn
    return drawn(study, lang=lang)


def chapters(report: Report, *, lang: Lang = "en") -> str:
    """An audit by chapter of rules: what holds, is violated, cannot be told or does not apply.

    Args:
        report: The audit.
        lang: Language of its words.

    Returns:
        The picture as SVG.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Examples:
        >>> from bakohumas import audit
        >>> from bakohumas.law import charter
        >>> day = date(2015, 11, 2)
        >>> body = Body.found("nasional", charter=charter("national"), on=day, basis="invented")
        >>> "BOD" in chapters(audit.check(body, on=day))
        True
    """
    with _naming_the_extra("a picture of an audit"):
        from bakohumas.reports._drawn_tables import chapters as drawn
    return drawn(report, lang=lang)


def _all(study: Comparison, names: Mapping[str, str] | None) -> Mapping[str, str]:
    expect(study, Comparison, what="study")
    return {arm: arm for arm in study.ensembles} if names is None else names


@contextmanager
def _naming_the_extra(feature: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as missing:
        raise MissingExtraError(feature, "matplotlib", "plots") from missing
