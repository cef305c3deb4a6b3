from bakohumas.law import Assumption, Grade

ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        "online",
        0.71,
        0.6,
        0.8,
        Grade.C,
        ("share of residents online every day", "bagian penduduk yang daring setiap hari"),
        "seed 3",
    ),
    Assumption(
        "staff",
        0.9,
        0.7,
        1.0,
        Grade.X,
        ("a unit that heard tells its staff", "unit yang menerima memberi tahu stafnya"),
    ),
    Assumption(
        "website",
        0.8,
        0.5,
        1.0,
        Grade.X,
        ("the staff report on the internal website", "staf memuatnya di situs internal"),
    ),
    Assumption(
        "retelling",
        0.05,
        0.0,
        0.3,
        Grade.X,
        (
            "the unit's social-media admin retells it, key message included, unasked",
            "admin media sosial unit meneruskan pesan kuncinya tanpa diminta",
        ),
    ),
    Assumption(
        "press",
        0.0002,
        0.0,
        0.002,
        Grade.X,
        ("a tier-1 outlet takes it up uninvited", "satu media tier 1 memuatnya tanpa diundang"),
    ),
    Assumption(
        "followers",
        0.004,
        0.001,
        0.01,
        Grade.X,
        (
            "a resident online sees it from one agency's account",
            "penduduk daring melihatnya dari satu akun instansi",
        ),
    ),
    Assumption(
        "audience",
        0.06,
        0.02,
        0.15,
        Grade.X,
        (
            "a resident hears it from one tier-1 outlet",
            "penduduk menerimanya dari satu media tier 1",
        ),
    ),
)
"""What :func:`of` always takes for granted; nothing of it is calibrated."""

FURTHER_ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        "publishing",
        0.8,
        0.5,
        1.0,
        Grade.X,
        (
            "the staff put it on the unit's official channel",
            "staf memuatnya di kanal resmi unit",
        ),
    ),
    Assumption(
        "seeking",
        0.002,
        0.0005,
        0.01,
        Grade.X,
        (
            "a resident online looks it up on one unit's official channel",
            "penduduk daring mencarinya di kanal resmi satu unit",
        ),
    ),
    Assumption(
        "comments",
        0.05,
        0.01,
        0.2,
        Grade.X,
        (
            "residents who saw it write back to the unit's account",
            "penduduk yang melihatnya menanggapi di akun unit",
        ),
    ),
    Assumption(
        "forwarding",
        0.5,
        0.2,
        0.9,
        Grade.X,
        (
            "the social-media admin passes comments on to the staff",
            "admin media sosial meneruskan tanggapan kepada staf",
        ),
    ),
    Assumption(
        "escalation",
        0.3,
        0.1,
        0.7,
        Grade.X,
        (
            "the staff report comments to the head of the unit",
            "staf melaporkan tanggapan kepada pimpinan unit",
        ),
    ),
    Assumption(
        "policy",
        0.9,
        0.7,
        1.0,
        Grade.X,
        (
            "a unit takes in what the unit above passes down",
            "unit menerima kebijakan dari unit di atasnya",
        ),
    ),
    Assumption(
        "report",
        0.7,
        0.4,
        1.0,
        Grade.X,
        (
            "a unit takes in what a unit below reports",
            "unit menerima laporan dari unit di bawahnya",
        ),
    ),
)
"""What :func:`of` takes for granted where it is asked for more; nothing of it is calibrated."""
