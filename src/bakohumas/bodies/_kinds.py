from bakohumas.languages import Labelled


class Role(Labelled):
    """How an institution takes part: only members stand on the roll and count for a quorum.

    Examples:
        >>> Role.PARTNER.label("id"), Role("member") is Role.MEMBER
        ('mitra', True)
    """

    MEMBER = "member", "member", "anggota"
    PARTNER = "partner", "partner", "mitra"
    GUEST = "guest", "guest", "tamu"


class Selection(Labelled):
    """How a seat gets its holder (rule BRD-04).

    Examples:
        >>> [each.label("id") for each in Selection]
        ['dipilih', 'karena jabatan (ex officio)', 'ditunjuk']
    """

    ELECTED = "elected", "elected", "dipilih"
    EX_OFFICIO = "ex_officio", "ex officio", "karena jabatan (ex officio)"
    APPOINTED = "appointed", "appointed", "ditunjuk"


class Capacity(Labelled):
    """In what capacity somebody is on a seat or in a post (rules ACT-01 and TRM-10).

    Examples:
        >>> Capacity.PLT.label("id"), Capacity.PAW.label()
        ('pelaksana tugas (Plt.)', 'interim replacement (PAW)')
    """

    DEFINITIVE = "definitive", "definitive", "definitif"
    PLH = "plh", "day-to-day acting officer (Plh)", "pelaksana harian (Plh.)"
    PLT = "plt", "acting officer (Plt)", "pelaksana tugas (Plt.)"
    PAW = "paw", "interim replacement (PAW)", "pengganti antarwaktu (PAW)"

    @property
    def acting(self) -> bool:
        """Whether it only stands in for a holder: strategic decisions are then closed."""
        return self in {Capacity.PLH, Capacity.PLT}


class Cause(Labelled):
    """Why a membership, an appointment or an institution came to its end.

    Examples:
        >>> Cause.MERGER.label("id")
        'digabung dengan lembaga lain'
    """

    DEATH = "death", "death", "meninggal dunia"
    RESIGNATION = "resignation", "resignation", "mengundurkan diri"
    DISMISSAL = "dismissal", "dismissal", "diberhentikan"
    LOSS_OF_POST = "loss_of_post", "loss of the post", "tidak lagi memegang jabatan"
    LOSS_OF_MEMBERSHIP = "loss_of_membership", "loss of membership", "keanggotaan berakhir"
    WITHDRAWAL = "withdrawal", "withdrawal", "menarik diri"
    DISCHARGE = "discharge", "the board was discharged", "pengurus demisioner sebelum waktunya"
    DISSOLUTION = "dissolution", "dissolution", "dibubarkan"
    MERGER = "merger", "merger into another institution", "digabung dengan lembaga lain"
    RENAMING = "renaming", "the institution took another name", "lembaganya berganti nama"
    LAPSE = "lapse", "the body lapsed", "kepengurusan vakum"
    RETURN = "return", "the holder returned", "pejabat definitif kembali bertugas"
    FILLED = "filled", "the seat was filled", "kursi telah terisi"
