from bakohumas.languages import Labelled


class Duty(Labelled):
    """What an agency has to do with a task, as in a RACI matrix.

    Examples:
        >>> Duty.SUPPORT.letter, Duty.LEAD.label("id")
        ('R', 'penanggung jawab')
    """

    LEAD = "lead", "answers for it", "penanggung jawab"
    SUPPORT = "support", "helps to do it", "pendukung"
    CONSULTED = "consulted", "is asked first", "dimintai pendapat"
    INFORMED = "informed", "is told of it", "diberi tahu"

    @property
    def letter(self) -> str:
        """Its letter in a RACI matrix: A, R, C or I."""
        return "ARCI"[list(Duty).index(self)]

    @property
    def works(self) -> bool:
        """Whether it is work: to lead or to support."""
        return self in {Duty.LEAD, Duty.SUPPORT}


class Role(Labelled):
    """The seven roles of government public relations, as needs of a task (rule TSK-17).

    Source: PermenPAN-RB 30/2011, as seed 2 tells it (grade B).

    Examples:
        >>> Role.FACILITATOR == "role:facilitator", Role.PRESCRIBER.label("id")
        (True, 'pemberi rekomendasi')
    """

    COMMUNICATOR = "role:communicator", "communicator", "komunikator"
    FACILITATOR = "role:facilitator", "facilitator", "fasilitator"
    DISSEMINATOR = "role:disseminator", "disseminator", "diseminator"
    CATALYST = "role:catalyst", "catalyst", "katalisator"
    ADVISOR = "role:advisor", "advisor", "penasihat"
    INTERPRETER = "role:interpreter", "interpreter", "penafsir"
    PRESCRIBER = "role:prescriber", "prescriber", "pemberi rekomendasi"


class Loan(Labelled):
    """What an agency can lend to a task, as needs of it (rule TSK-19).

    Examples:
        >>> Loan.STUDIO == "loan:studio", Loan.VENUE.label("id")
        (True, 'tempat')
    """

    VENUE = "loan:venue", "venue", "tempat"
    STUDIO = "loan:studio", "studio", "studio"
    CHANNEL = "loan:channel", "channel", "kanal"
    STAFF = "loan:staff", "staff", "staf"


class Output(Labelled):
    """Kinds of output that a task can have; a host may use codes of its own beside them.

    The first five are those of rule TSK-07.

    Examples:
        >>> Output.PRESS_RELEASE == "press_release", Output.CAPTION.label("id")
        (True, 'keterangan media sosial')
    """

    NARRATIVE = "narrative", "narrative", "narasi"
    PRESS_RELEASE = "press_release", "press release", "siaran pers"
    INFOGRAPHIC = "infographic", "infographic", "infografis"
    VIDEOGRAPHIC = "videographic", "videographic", "videografis"
    CAPTION = "caption", "caption", "keterangan media sosial"
    DISSEMINATION = "dissemination", "dissemination", "diseminasi"
    MONITORING = "monitoring", "monitoring of media", "pemantauan media"
    REPLY_SERVICE = "reply_service", "reply service", "layanan jawaban"
    DATA = "data", "data and facts", "data dan fakta"
    EVENT = "event", "event", "acara"
    TRAINING = "training", "training", "pelatihan"
    EVALUATION = "evaluation", "evaluation", "evaluasi"


class PublicDuty(Labelled):
    """The five duties of government public relations towards the public (rule TSK-18).

    Source: a report on the national body of 2018 (grade C). Not to be confused with
    :class:`Duty`, which an agency has in a task.

    Examples:
        >>> PublicDuty.COUNTER_NARRATIVE.label("id"), PublicDuty("educate").label()
        ('kontranarasi', 'education')
    """

    PUBLICISE = (
        "publicise",
        "publicising programmes, results and policy",
        "sosialisasi program, hasil, dan kebijakan",
    )
    EDUCATE = "educate", "education", "edukasi"
    CAMPAIGN = "campaign", "campaigns", "kampanye"
    COUNTER_NARRATIVE = "counter_narrative", "countering false narratives", "kontranarasi"
    NATION_BRANDING = "nation_branding", "nation branding", "pembangunan citra bangsa"
