"""What is told: strategic issues, agenda, key messages, content, channels, audiences.

A :class:`KeyMessage` stands apart from every :class:`Wording` of it, so that
:func:`uniformity` measures whether all tell the same and not whether they say it in the
same words. A :class:`Newsroom` holds what was published where and what came back, an
:class:`Agenda` the strategic issues and what is planned for them, and :class:`Registers`
what a body should keep. Agencies and programmes are plain codes here, and who told whom is
:meth:`Newsroom.pairs`.
"""

from bakohumas.content._agenda import Agenda, Outbreak, proactive_share
from bakohumas.content._channels import Audience, Channel, Outlet
from bakohumas.content._comments import Comment, Response, response
from bakohumas.content._contents import Content, Wording, correction_share, service_share
from bakohumas.content._gaps import Gap
from bakohumas.content._issues import CRITERIA, Criterion, Issue, PlannedStep, Transition
from bakohumas.content._kinds import (
    ChannelKind,
    CommentKind,
    ContentKind,
    IssueState,
    Purpose,
    Standing,
)
from bakohumas.content._messages import Correction, Fact, KeyMessage, Messages
from bakohumas.content._newsroom import Newsroom
from bakohumas.content._practices import Adoption, BestPractice, HelpRequest
from bakohumas.content._registers import Registers
from bakohumas.content._uniformity import Uniformity, uniformity

__all__ = [
    "CRITERIA",
    "Adoption",
    "Agenda",
    "Audience",
    "BestPractice",
    "Channel",
    "ChannelKind",
    "Comment",
    "CommentKind",
    "Content",
    "ContentKind",
    "Correction",
    "Criterion",
    "Fact",
    "Gap",
    "HelpRequest",
    "Issue",
    "IssueState",
    "KeyMessage",
    "Messages",
    "Newsroom",
    "Outbreak",
    "Outlet",
    "PlannedStep",
    "Purpose",
    "Registers",
    "Response",
    "Standing",
    "Transition",
    "Uniformity",
    "Wording",
    "correction_share",
    "proactive_share",
    "response",
    "service_share",
    "uniformity",
]
