from datetime import date, datetime, time, timedelta
from fractions import Fraction

from bakohumas.bodies import Body
from bakohumas.content import Channel, Comment, Content, Messages, Newsroom, Purpose, service_share
from bakohumas.periods import Period
from bakohumas.scenarios._dice import drawn
from bakohumas.scenarios._wonosobo_body import MET, REOPENED

BEFORE = Period(date(2025, 8, 4), MET)
AFTER = Period(REOPENED, date(2025, 10, 15))
POSTS = 5
"""Posts of each account in each of the two periods."""
_SERVES = (Purpose.SERVICE, Purpose.EDUCATION, Purpose.INFORMATION, Purpose.DIALOGUE)
_SHOWS = (Purpose.LEADERS, Purpose.ACTIVITIES)
_MILLION = 1_000_000


def newsroom(body: Body, *, seed: int, before: float, after: float) -> Newsroom:
    """What the accounts published in two months, and the questions that came in.

    All of it is invented: of each post the dice say whether it serves, with the share
    that is assumed; questions of before are answered once the group is back, those of
    after within some hours.
    """
    room = Newsroom(Messages())
    for each in body.on(MET).register.institutions:
        room = room.enter(Channel(f"ig-{each}", each, "social_media", two_way=True))
        for period, share in ((BEFORE, before), (AFTER, after)):
            room = room.enter(*_posts(seed, each, period, share), _question(seed, each, period))
    return room


def share(room: Newsroom, period: Period) -> Fraction:
    """Which part of a period's posts serves the public."""
    return service_share(room.contents, within=period) or Fraction(0)


def purposes(room: Newsroom, period: Period) -> dict[Purpose, int]:
    """How many posts of a period there are of each purpose."""
    posts = [each.purpose for each in room.contents if each.on in period]
    return {purpose: posts.count(purpose) for purpose in Purpose}


def _posts(seed: int, owner: str, period: Period, share: float) -> list[Content]:
    posts = []
    for n in range(POSTS):
        dice = str(period.start), owner, str(n)
        kinds = _SERVES if drawn(seed, "serves", *dice) < share * _MILLION else _SHOWS
        posts.append(
            Content(
                _post(owner, period, n),
                "caption",
                owner,
                f"ig-{owner}",
                on=_first(period) + timedelta(days=5 * n),
                purpose=kinds[drawn(seed, "purpose", *dice) % len(kinds)],
            )
        )
    return posts


def _question(seed: int, owner: str, period: Period) -> Comment:
    came = datetime.combine(_first(period) + timedelta(days=1), time(9))
    if period == BEFORE:
        answered = datetime.combine(REOPENED, time(10))
    else:
        answered = came + timedelta(hours=1 + drawn(seed, "answer", owner) % 12)
    post = _post(owner, period, 0)
    return Comment(f"tanya-{post}", post, came, "question", answered=answered, by=owner)


def _post(owner: str, period: Period, n: int) -> str:
    return f"{owner}-{_first(period):%m}-{n + 1}"


def _first(period: Period) -> date:
    assert period.start is not None  # noqa: S101 - both periods have a first day
    return period.start
