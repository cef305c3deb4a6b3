from bakohumas.errors import expect
from bakohumas.languages import Labelled


class Category(Labelled):
    """The eleven kinds of institution whose PR units may be members.

    The Indonesian labels are the words of PM Kominfo 35/2014.

    Examples:
        >>> Category.NON_MINISTERIAL.value
        'non_ministerial'
        >>> Category.NON_MINISTERIAL.label("id")
        'lembaga pemerintah nonkementerian'
        >>> Category.choices(lang="id")[0]
        ('ministry', 'kementerian')
    """

    MINISTRY = "ministry", "ministry", "kementerian"
    STATE_SECRETARIAT = (
        "state_secretariat",
        "secretariat of a state institution",
        "kesekretariatan lembaga negara",
    )
    MINISTRY_LEVEL = (
        "ministry_level",
        "ministry-level government body",
        "lembaga pemerintah setingkat kementerian",
    )
    NON_MINISTERIAL = (
        "non_ministerial",
        "non-ministry government agency",
        "lembaga pemerintah nonkementerian",
    )
    PUBLIC_BROADCASTER = "public_broadcaster", "public broadcaster", "lembaga penyiaran publik"
    NON_STRUCTURAL = (
        "non_structural",
        "non-structural state institution",
        "lembaga negara nonstruktural",
    )
    PROVINCIAL_GOVERNMENT = (
        "provincial_government",
        "provincial government",
        "pemerintah daerah provinsi",
    )
    REGENCY_GOVERNMENT = (
        "regency_government",
        "regency or city government",
        "pemerintah daerah kabupaten/kota",
    )
    PUBLIC_UNIVERSITY = "public_university", "state university", "perguruan tinggi negeri"
    SOE = "soe", "state-owned enterprise", "badan usaha milik negara"
    REGIONAL_SOE = "regional_soe", "regionally owned enterprise", "badan usaha milik daerah"


class Outsider(Labelled):
    """Kinds that no text admits as members, but that ask, or come as partners.

    An individual is among them, so that a host's register that lists one can be read,
    and judged (MEM-03).

    Examples:
        >>> Outsider.POLITICAL_PARTY.label("id")
        'partai politik'
    """

    POLITICAL_PARTY = "political_party", "political party", "partai politik"
    PRIVATE_MEDIA = "private_media", "private news medium", "media swasta"
    PRIVATE_UNIVERSITY = "private_university", "private university", "perguruan tinggi swasta"
    NGO = "ngo", "non-governmental organisation", "lembaga swadaya masyarakat"
    INTERFAITH_FORUM = "interfaith_forum", "interfaith forum", "forum kerukunan umat beragama"
    REGIONAL_LEGISLATURE = (
        "regional_legislature",
        "regional legislature",
        "dewan perwakilan rakyat daerah",
    )
    COURT = "court", "court", "pengadilan"
    INDIVIDUAL = (
        "individual",
        "individual person, pupil or student",
        "orang perseorangan, pelajar, atau mahasiswa",
    )
    OTHER = "other", "other", "lainnya"


class Level(Labelled):
    """Where in the state an area or an institution stands.

    Examples:
        >>> Level.REGENCY.label("id")
        'kabupaten/kota'
    """

    NATIONAL = "national", "national", "nasional"
    PROVINCE = "province", "province", "provinsi"
    REGENCY = "regency", "regency or city", "kabupaten/kota"


KINDS: dict[str, Category | Outsider] = {kind.value: kind for kind in (*Category, *Outsider)}
SAMPLES = frozenset({Category.REGIONAL_SOE})
"""Categories of which the shipped table is a sample, not a register."""


def kind_of(value: str) -> Category | Outsider:
    """The category, or the kind of outsider, of that value."""
    expect(value, str, what="category")
    if value not in KINDS:
        msg = f"{value!r} is neither a Category nor an Outsider: {', '.join(KINDS)}"
        raise ValueError(msg)
    return KINDS[value]
