"""Broadcasting against dialogue: which comments are answered, how fast, and whom content serves.

Run it with ``python3 examples/answering.py``. That comments must be answered and that social media
are no stage for leaders was agreed in Wonosobo (seed 3); posts and comments are invented.
"""

from datetime import date, datetime

from bakohumas.content import (
    Channel,
    Comment,
    Content,
    KeyMessage,
    Messages,
    Newsroom,
    service_share,
)

POSTED = date(2025, 9, 3)
MESSAGE = KeyMessage(
    "posyandu",
    ("The health posts are open on Saturdays", "Posyandu buka hari Sabtu"),
    on=POSTED,
    basis="invented",
)
POSTS = [
    ("jadwal", "service"),
    ("apel", "leaders"),
    ("pelantikan", "leaders"),
    ("tips", "education"),
]


def newsroom() -> Newsroom:
    """One account on which people may answer, and four posts."""
    room = Newsroom(Messages([MESSAGE])).enter(
        Channel("ig", "dinkes", "social_media", two_way=True)
    )
    for name, purpose in POSTS:
        carries = {"posyandu": 1} if purpose == "service" else {}
        room = room.enter(
            Content(name, "caption", "dinkes", "ig", on=POSTED, carries=carries, purpose=purpose)
        )
    return room


def main() -> None:
    """Print what is missing, what was answered, and the share that serves."""
    room = newsroom()
    for gap in room.gaps(on=POSTED):
        print("missing:", gap.explain())
    for number, kind in enumerate(("question", "question", "aspiration", "report")):
        at = datetime(2025, 9, 3, 9 + number)  # noqa: DTZ001 - the office's own clock
        room = room.enter(Comment(f"k{number}", "jadwal", at, kind))
    for number, hour in ((0, 10), (2, 15)):
        at = datetime(2025, 9, 3, hour)  # noqa: DTZ001 - the same
        room = room.answer(f"k{number}", by="dinkes", at=at)
    print(room.response(on=date(2025, 9, 4)).explain())
    print("share of posts that serve:", service_share(room.contents))


if __name__ == "__main__":
    main()
