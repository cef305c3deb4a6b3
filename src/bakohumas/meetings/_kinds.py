from bakohumas.languages import Labelled


class Kind(Labelled):
    """What sort of meeting it is.

    Examples:
        >>> Kind.EXTRAORDINARY.label("id")
        'rapat anggota luar biasa'
    """

    MEMBERS = "members", "members' meeting", "rapat anggota"
    EXTRAORDINARY = "extraordinary", "extraordinary members' meeting", "rapat anggota luar biasa"
    BOARD = "board", "board meeting", "rapat pengurus"
    FGD = "fgd", "focus group discussion", "diskusi kelompok terarah (FGD)"
    FORUM = "forum", "thematic forum", "forum tematik"
    COORDINATION = "coordination", "coordination meeting", "rapat koordinasi"


class Mode(Labelled):
    """Where people meet.

    Examples:
        >>> Mode.ONLINE.label("id")
        'daring'
    """

    IN_PERSON = "in_person", "in person", "tatap muka"
    ONLINE = "online", "online", "daring"
    HYBRID = "hybrid", "in person and online", "tatap muka dan daring"


class Ground(Labelled):
    """Why somebody is not on the roll.

    Examples:
        >>> Ground.PARTNER.label()
        'a partner, who may speak but not vote'
    """

    PARTNER = (
        "partner",
        "a partner, who may speak but not vote",
        "mitra, yang boleh berbicara tetapi tidak memberikan suara",
    )
    GUEST = "guest", "a guest", "tamu"
    NOT_YET = (
        "not_yet",
        "not yet a member on the record date",
        "belum menjadi anggota pada tanggal pencatatan",
    )
    LEFT = "left", "no longer a member", "tidak lagi menjadi anggota"
    PATRON = "patron", "on a seat without a vote", "menduduki kursi tanpa hak suara"
    NO_SEAT = "no_seat", "a member without a seat on the board", "anggota di luar pengurus"


class Matter(Labelled):
    """How grave a matter is (rules QRM-04, DEC-04 and ACT-03).

    Examples:
        >>> Matter.STRATEGIC.strategic, Matter.ORDINARY.strategic
        (True, False)
    """

    ORDINARY = "ordinary", "an ordinary matter", "hal biasa"
    STRATEGIC = (
        "strategic",
        "a strategic matter (organisation, personnel, budget)",
        "hal strategis (organisasi, kepegawaian, anggaran)",
    )
    GRAVE = "grave", "a grave matter", "hal yang sangat penting"

    @property
    def strategic(self) -> bool:
        """Whether it is closed to whoever only stands in for a holder."""
        return self is not Matter.ORDINARY


class Base(Labelled):
    """Of how many a majority is taken; each takes in the one before.

    Examples:
        >>> [each.value for each in Base]
        ['valid', 'cast', 'present', 'members']
    """

    VALID = "valid", "valid votes", "suara sah"
    CAST = "cast", "votes cast", "suara yang masuk"
    PRESENT = "present", "members present", "anggota yang hadir"
    MEMBERS = "members", "members on the roll", "anggota dalam daftar"


class Choice(Labelled):
    """What a vote says (rule DEC-06).

    Examples:
        >>> [each.label("id") for each in Choice]
        ['setuju', 'menolak', 'abstain', 'tidak sah']
    """

    FOR = "for", "for", "setuju"
    AGAINST = "against", "against", "menolak"
    ABSTAIN = "abstain", "abstaining", "abstain"
    INVALID = "invalid", "invalid", "tidak sah"


class Outcome(Labelled):
    """How a decision was reached.

    Examples:
        >>> Outcome.CONSENSUS.label("id")
        'mufakat'
    """

    CONSENSUS = "consensus", "by consensus", "mufakat"
    ACCLAMATION = "acclamation", "by acclamation", "aklamasi"
    VOTE = "vote", "by majority vote", "suara terbanyak"


class Fate(Labelled):
    """What becomes of a matter for which the last call found no quorum (rules QRM-07, QRM-09).

    Examples:
        >>> Fate.LEADERSHIP.label()
        'goes to the leadership'
    """

    FAILS = "fails", "fails", "dinyatakan gugur"
    LEADERSHIP = "leadership", "goes to the leadership", "diserahkan kepada pimpinan"
    PRESENT = "present", "is decided by those present", "diputuskan oleh yang hadir"


class Business(Labelled):
    """The items of an electing meeting, in their order (rule MTG-05).

    Examples:
        >>> Business.REPORT.label("id")
        'laporan pertanggungjawaban (LPJ)'
    """

    CHAIR = "chair", "election of a temporary chair", "pemilihan pimpinan sidang sementara"
    RULES = "rules", "agenda and rules of order", "pengesahan agenda dan tata tertib"
    REPORT = "report", "accountability report", "laporan pertanggungjawaban (LPJ)"
    DISCHARGE = "discharge", "discharge of the board", "pernyataan demisioner pengurus"
    ELECTION = "election", "election", "pemilihan"
    FORMATEURS = "formateurs", "formateurs", "penetapan formatur"
    CLOSING = "closing", "closing", "penutupan"


def sentence(words: str) -> str:
    """Words as a sentence begins: the first letter large, the others as they are."""
    return words[:1].upper() + words[1:]
