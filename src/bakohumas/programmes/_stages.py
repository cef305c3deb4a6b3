from bakohumas.languages import Labelled


class Stage(Labelled):
    """The steps of a joint programme, in the order in which they follow.

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
    CONTENT = "content", "making of content", "pembuatan konten"
    DISSEMINATION = "dissemination", "dissemination", "diseminasi"
    EVALUATION = "evaluation", "evaluation", "evaluasi"

    @property
    def position(self) -> int:
        """Place in the order, from 0. Stages themselves compare as plain text."""
        return list(Stage).index(self)
