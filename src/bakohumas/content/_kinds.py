from bakohumas.languages import Labelled


class ContentKind(Labelled):
    """What a piece of content is: the five kinds of TSK-07 (seed 0), and coverage by others.

    Examples:
        >>> ContentKind.CAPTION.label("id"), ContentKind.COVERAGE.made
        ('takarir (caption) media sosial', False)
    """

    NARRATIVE = "narrative", "narrative", "narasi"
    PRESS_RELEASE = "press_release", "press release", "siaran pers"
    INFOGRAPHIC = "infographic", "infographic", "infografis"
    VIDEOGRAPHIC = "videographic", "videographic", "videografik"
    CAPTION = "caption", "social-media caption", "takarir (caption) media sosial"
    COVERAGE = "coverage", "media coverage", "pemberitaan media"

    @property
    def made(self) -> bool:
        """Whether it is one of the five that agencies make themselves (TSK-07)."""
        return self is not ContentKind.COVERAGE


class Purpose(Labelled):
    """What a piece of content is for (FLW-08, seed 3).

    The seed sets service, education, openness and dialogue against the showcase of
    activities and the "album of memories" of leaders.

    Examples:
        >>> Purpose.EDUCATION.serves, Purpose.LEADERS.serves, Purpose.LEADERS.label("id")
        (True, False, 'dokumentasi pimpinan')
    """

    SERVICE = "service", "service", "pelayanan"
    EDUCATION = "education", "education", "edukasi"
    INFORMATION = "information", "public information", "informasi publik"
    DIALOGUE = "dialogue", "dialogue with the public", "dialog dengan publik"
    ACTIVITIES = "activities", "showcase of activities", "etalase kegiatan"
    LEADERS = "leaders", "documentation of leaders", "dokumentasi pimpinan"

    @property
    def serves(self) -> bool:
        """Whether the public is served by it, rather than those who are shown."""
        return self not in (Purpose.ACTIVITIES, Purpose.LEADERS)


class ChannelKind(Labelled):
    """The kinds of channels that the seed documents name.

    Office premises and websites count (seed 2: how an office looks tells something);
    so do forums and site visits (seed 0), chat groups (seed 3), and the mainstream media
    of seed 4. Radio is not named, but the public broadcasters of seed 0 have it.

    Examples:
        >>> ChannelKind("office").label("id")
        'tampilan kantor'
    """

    SOCIAL_MEDIA = "social_media", "social media", "media sosial"
    WEBSITE = "website", "website", "situs web"
    OFFICE = "office", "office premises", "tampilan kantor"
    FORUM = "forum", "seminar, socialisation or site visit", "seminar, sosialisasi, atau site visit"
    WEBINAR = "webinar", "online meeting", "pertemuan daring"
    SERVICE_DESK = "service_desk", "public information service", "pelayanan informasi publik"
    CHAT_GROUP = "chat_group", "coordination chat group", "grup koordinasi"
    NEWSPAPER = "newspaper", "newspaper", "koran"
    MAGAZINE = "magazine", "magazine", "majalah"
    TELEVISION = "television", "television", "televisi"
    RADIO = "radio", "radio", "radio"
    ONLINE_NEWS = "online_news", "online news", "media daring"


class CommentKind(Labelled):
    """What the public comes back with (FLW-07; seed 3).

    Examples:
        >>> [kind.label("id") for kind in CommentKind]
        ['pertanyaan', 'aspirasi', 'laporan masyarakat']
    """

    QUESTION = "question", "question", "pertanyaan"
    ASPIRATION = "aspiration", "public aspiration", "aspirasi"
    REPORT = "report", "report from the public", "laporan masyarakat"


class IssueState(Labelled):
    """How far a strategic issue has gone.

    The uproar (*kegaduhan*) and the communication crisis are the words of seed 4; that
    there are five states, and these, is a default of this library (grade X).

    Examples:
        >>> IssueState.UPROAR.label("id"), IssueState.UPROAR.loud, IssueState.RISING.loud
        ('kegaduhan', True, False)
    """

    LATENT = "latent", "latent", "laten"
    RISING = "rising", "rising", "meningkat"
    UPROAR = "uproar", "uproar", "kegaduhan"
    CRISIS = "crisis", "communication crisis", "krisis komunikasi"
    CLOSED = "closed", "closed", "selesai"

    @property
    def loud(self) -> bool:
        """Whether it is out: what agenda setting is to forestall (TSK-14)."""
        return self in (IssueState.UPROAR, IssueState.CRISIS)


class Standing(Labelled):
    """How a piece of content, or its maker, stands to a key message on a day.

    Examples:
        >>> Standing.STALE.label("id")
        'membawa versi lama'
    """

    CURRENT = "current", "carries the version in force", "membawa versi yang berlaku"
    EARLY = "early", "carries a version not yet in force", "membawa versi yang belum berlaku"
    STALE = "stale", "carries an old version", "membawa versi lama"
    CONTRADICTING = "contradicting", "contradicts it", "bertentangan"
    SILENT = "silent", "does not carry it", "tidak membawanya"
