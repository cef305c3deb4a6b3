from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import attrs

from bakohumas.languages import Labelled, Lang, pick
from bakohumas.law import Charter, Norm, Provision, norm


class Stage(Labelled):
    """The steps of a programme, in the order in which they follow.

    Ten of them make a joint programme; ``PLANNING`` and ``COMMUNICATION`` stand for
    several at once where a charter orders the short cycle of research, planning,
    communication and evaluation (``programme.order``, rule TSK-16).

    Examples:
        >>> Stage.FGD.position < Stage.DISSEMINATION.position
        True
        >>> Stage("division").label("id")
        'pembagian tugas'
    """

    RESEARCH = "research", "research", "riset"
    FGD = "fgd", "FGD of decision makers", "FGD pengambil keputusan"
    DECISION = "decision", "decision", "keputusan"
    DIVISION = "division", "division of tasks", "pembagian tugas"
    INTERNAL_COMMUNICATION = (
        "internal_communication",
        "internal communication",
        "komunikasi internal",
    )
    COMMON_FRAME = "common_frame", "common frame", "penyamaan frame"
    STRATEGY = "strategy", "communication strategy of each member", "strategi komunikasi anggota"
    PLANNING = "planning", "planning", "perencanaan"
    CONTENT = "content", "making of content", "pembuatan konten"
    DISSEMINATION = "dissemination", "dissemination", "diseminasi"
    COMMUNICATION = "communication", "communication", "komunikasi"
    EVALUATION = "evaluation", "evaluation", "evaluasi"

    @property
    def position(self) -> int:
        """Place in the order, from 0. Stages themselves compare as plain text."""
        return list(Stage).index(self)


PUBLIC: Final = Stage.DISSEMINATION, Stage.COMMUNICATION
"""The stages in which a programme goes public."""
JOINT: Final = tuple(each for each in Stage if each not in {Stage.PLANNING, Stage.COMMUNICATION})
"""The stages of a joint programme, where a charter orders no others."""


class Decider(Labelled):
    """Who may decide in a stage.

    Examples:
        >>> Decider.TASK_HOLDERS.label("id")
        'setiap instansi pemegang tugas'
    """

    INITIATOR = "initiator", "whoever began the programme", "pemrakarsa program"
    DECISION_MAKERS = (
        "decision_makers",
        "the decision makers of the technical agencies concerned",
        "pengambil keputusan dari instansi teknis terkait",
    )
    TASK_HOLDERS = (
        "task_holders",
        "every agency that holds a task",
        "setiap instansi pemegang tugas",
    )
    PROFESSIONALS = (
        "professionals",
        "PR professionals and functional PR officers together",
        "profesi humas bersama fungsional pranata humas",
    )
    MEMBER = "member", "each member for itself", "setiap anggota untuk dirinya sendiri"


@attrs.frozen
class Procedure:
    """What a stage needs and gives, and who may decide in it.

    Attributes:
        stage: The stage.
        needs: What must be there before, in English and Indonesian.
        gives: What is there afterwards, in English and Indonesian.
        decides: Who may decide.
        rule: Id of the norm that asks for it, which has its source and grade.

    Examples:
        >>> STAGES[Stage.FGD].norm.cite()
        'seed 0 (grade C)'
        >>> STAGES[Stage.FGD].gives[1], STAGES[Stage.FGD].decides.label()
        ('rancangan program', 'the decision makers of the technical agencies concerned')
    """

    stage: Stage
    needs: tuple[str, str]
    gives: tuple[str, str]
    decides: Decider
    rule: str

    @property
    def norm(self) -> Norm:
        """The norm that asks for the stage."""
        return norm(self.rule)

    def explain(self, lang: Lang = "en") -> str:
        """The stage in words, with its source and grade."""
        needs = f"{pick(lang, 'needs', 'memerlukan')} {pick(lang, *self.needs)}"
        gives = f"{pick(lang, 'gives', 'menghasilkan')} {pick(lang, *self.gives)}"
        by = f"{pick(lang, 'decided by', 'diputuskan oleh')} {self.decides.label(lang)}"
        cited = f"[{self.rule}, {self.norm.cite(lang)}]"
        return f"{self.stage.label(lang)}: {needs}; {gives}; {by} {cited}"


_PROCEDURES = (
    Procedure(
        Stage.RESEARCH,
        ("an issue", "sebuah isu"),
        ("opinion and aspiration of the public, as observed", "hasil pantauan opini dan aspirasi"),
        Decider.INITIATOR,
        "TSK-16",
    ),
    Procedure(
        Stage.FGD,
        (
            "decision makers of the technical agencies concerned",
            "pengambil keputusan dari instansi teknis terkait",
        ),
        ("a programme drawn up", "rancangan program"),
        Decider.DECISION_MAKERS,
        "TSK-01",
    ),
    Procedure(
        Stage.DECISION,
        ("a programme drawn up", "rancangan program"),
        ("the decision to carry it out", "keputusan bahwa program dilaksanakan"),
        Decider.DECISION_MAKERS,
        "TSK-01",
    ),
    Procedure(
        Stage.DIVISION,
        ("the decision", "keputusan"),
        (
            "a clear division of tasks, agreed together",
            "pembagian tugas yang jelas dan disepakati bersama",
        ),
        Decider.TASK_HOLDERS,
        "TSK-02",
    ),
    Procedure(
        Stage.INTERNAL_COMMUNICATION,
        ("the base information", "informasi dasar"),
        (
            "agencies that understand the base information",
            "instansi yang memahami informasi dasar",
        ),
        Decider.INITIATOR,
        "TSK-04",
    ),
    Procedure(
        Stage.COMMON_FRAME,
        (
            "PR professionals and functional PR officers at one table",
            "profesi humas dan fungsional pranata humas yang duduk bersama",
        ),
        ("one frame", "frame yang sama"),
        Decider.PROFESSIONALS,
        "TSK-05",
    ),
    Procedure(
        Stage.STRATEGY,
        (
            "one frame, and the needs of organisation and public",
            "frame yang sama, serta kebutuhan organisasi dan masyarakat",
        ),
        ("a strategy of each member", "strategi setiap anggota"),
        Decider.MEMBER,
        "TSK-06",
    ),
    Procedure(
        Stage.PLANNING,
        ("research", "riset"),
        ("a plan of content and media", "rencana konten dan media"),
        Decider.INITIATOR,
        "TSK-16",
    ),
    Procedure(
        Stage.CONTENT,
        ("a strategy of each member", "strategi setiap anggota"),
        (
            "narratives, press releases, infographics, videographics and captions",
            "narasi, siaran pers, infografis, videografik, dan caption",
        ),
        Decider.TASK_HOLDERS,
        "TSK-07",
    ),
    Procedure(
        Stage.DISSEMINATION,
        (
            "content, and task holders who have confirmed the base information",
            "konten, dan pemegang tugas yang mengonfirmasi informasi dasar",
        ),
        (
            "publication on the members' accounts and in tier-1 media",
            "publikasi melalui akun anggota dan media tier 1",
        ),
        Decider.TASK_HOLDERS,
        "TSK-08",
    ),
    Procedure(
        Stage.COMMUNICATION,
        ("a plan of content and media", "rencana konten dan media"),
        ("information for the public", "pelayanan informasi publik"),
        Decider.INITIATOR,
        "TSK-16",
    ),
    Procedure(
        Stage.EVALUATION,
        ("what was published", "hal yang telah dipublikasikan"),
        ("outputs, and outcomes apart from them", "output, dan outcome secara terpisah"),
        Decider.INITIATOR,
        "TSK-16",
    ),
)
STAGES: Final[Mapping[Stage, Procedure]] = MappingProxyType(
    {each.stage: each for each in _PROCEDURES}
)
"""What each stage needs and gives, and who may decide in it."""


def stages_of(law: Provision | None) -> tuple[Stage, ...]:
    """The stages that a provision names, in their order."""
    named = law.value if law and isinstance(law.value, tuple) else ()
    return tuple(each for each in Stage if each in named)


def order_of(rules: Charter, on: date) -> tuple[Stage, ...]:
    """The stages that a programme goes through under a charter."""
    return stages_of(rules.find("programme.order", on=on)) or JOINT
