from bakohumas.languages import Labelled


class Scope(Labelled):
    """Which bodies a norm or a provision speaks of.

    Scopes are nested: every body; those of regions, and the network of the
    election commission; each kind of them.

    Examples:
        >>> Scope.REGIONAL.covers(Scope.PROVINCIAL), Scope.PROVINCIAL.covers(Scope.REGIONAL)
        (True, False)
        >>> Scope.KPU.covers(Scope.NATIONAL)
        False
    """

    EVERY = "every", "every body", "setiap Bakohumas"
    NATIONAL = "national", "the national body", "Bakohumas nasional"
    REGIONAL = "regional", "bodies of provinces, regencies and cities", "Bakohumas daerah"
    PROVINCIAL = "provincial", "bodies of provinces", "Bakohumas provinsi"
    REGENCY = "regency", "bodies of regencies and cities", "Bakohumas kabupaten/kota"
    KPU = "kpu", "the network of the election commission", "Bakohumas KPU"
    KPU_RI = "kpu_ri", "the national election commission", "Bakohumas KPU RI"
    KPU_PROVINCE = "kpu_province", "provincial election commissions", "Bakohumas KPU provinsi"
    KPU_REGENCY = (
        "kpu_regency",
        "election commissions of regencies and cities",
        "Bakohumas KPU kabupaten/kota",
    )
    TASKFORCE = "taskforce", "task forces", "satuan tugas"

    def covers(self, other: "Scope") -> bool:
        """Whether whatever speaks of this scope also speaks of the *other*."""
        return other is self or other in _WITHIN.get(self, ())


_WITHIN = {
    Scope.EVERY: frozenset(Scope),
    Scope.REGIONAL: frozenset({Scope.PROVINCIAL, Scope.REGENCY}),
    Scope.KPU: frozenset({Scope.KPU_RI, Scope.KPU_PROVINCE, Scope.KPU_REGENCY}),
}
