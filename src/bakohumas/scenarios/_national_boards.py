from collections.abc import Mapping
from datetime import date

from bakohumas.bodies import Body
from bakohumas.languages import Lang, day, pick
from bakohumas.scenarios._claims import NOT_MODELLED, claims
from bakohumas.scenarios._national_body import AGAIN
from bakohumas.scenarios._national_programme import EVALUATED, OUTPUTS
from bakohumas.scenarios._stories import Section


def boards(body: Body, *, on: date, names: Mapping[str, str], lang: Lang) -> Section:
    """The board labelled 2015-2020, the gap, and the board of 2023-2028: labels and periods."""
    first = body.terms[0]
    end = first.period.end or date.max
    lines = [
        pick(
            lang,
            "A label is no period: the sources print years, and a term runs from day to day.",
            "Label bukan jangka waktu: sumber mencetak tahun, masa tugas berjalan dari hari ke "
            "hari.",
        ),
        pick(
            lang,
            "  - 2015–2020: the label is that of Kepmen Kominfo 157/2015 (Palembang, C), whose day "
            f"is not known. Here: {first.explain(lang)}",
            "  - 2015–2020: labelnya dari Kepmen Kominfo 157/2015 (Palembang, C), yang harinya "
            f"tidak diketahui. Di sini: {first.explain(lang)}",
        ),
        pick(
            lang,
            f"  - The gap: from {day(end, lang)} no source shows a board until {day(AGAIN, lang)}. "
            "Its officers are then former ones, and not in office of themselves (TRM-06, X).",
            f"  - Kekosongan: sejak {day(end, lang)} tidak ada sumber yang menunjukkan pengurus "
            f"sampai {day(AGAIN, lang)}. Pengurus lama demisioner, tidak otomatis menjabat "
            "(TRM-06, X).",
        ),
        pick(
            lang,
            f"  - 2023–2028: installed by the minister on {day(AGAIN, lang)}; units of UI and UT "
            "were among it, in which seats is not told (UI-2023, C).",
            f"  - 2023–2028: dikukuhkan menteri pada {day(AGAIN, lang)}; unit UI dan UT termasuk "
            "di dalamnya, kursinya tidak disebut (UI-2023, C).",
        ),
    ]
    board = body.on(AGAIN).board if on >= AGAIN else None
    if board is None:
        lines.append(
            pick(
                lang,
                f"  The audit is on {day(on, lang)}, before that board.",
                f"  Audit dilakukan pada {day(on, lang)}, sebelum pengurus itu.",
            )
        )
    else:
        holders = "; ".join(
            f"{each.seat}: {names[each.institution] if each.institution else each.post}"
            for each in board.appointments
        )
        lines.append(
            pick(
                lang,
                f"  Here: {body.terms[1].explain(lang)} {holders} (that they met, stood and were "
                "chosen is invented, X).",
                f"  Di sini: {body.terms[1].explain(lang)} {holders} (bahwa mereka bersidang, "
                "mencalonkan diri, dan dipilih adalah rekaan, X).",
            )
        )
    rows = [
        {
            "label": each.label,
            "start": str(each.period.start),
            "last_day": str(each.period.last_day),
        }
        for each in body.terms
    ]
    return Section(pick(lang, "Boards", "Pengurus"), "\n".join(lines), rows)


def results(*, names: Mapping[str, str], lang: Lang) -> Section:
    """The outputs that the document names, apart from the outcomes that it hopes for."""
    head = pick(
        lang,
        f"Evaluated on {day(EVALUATED, lang)} (an invented day, X). Outputs are what was made with "
        "the budget (document 0, C):",
        f"Dievaluasi pada {day(EVALUATED, lang)} (hari rekaan, X). Keluaran adalah yang dihasilkan "
        "dengan anggaran (dokumen 0, C):",
    )
    lines = [f"  - {names[each.agency]}: {pick(lang, *each.what)}" for each in OUTPUTS]
    tail = pick(
        lang,
        "Outcomes are what comes of them: the document hopes for them and tells none: "
        f"{NOT_MODELLED[0]}.",
        "Hasil (outcome) adalah akibatnya: dokumen mengharapkannya dan tidak menyebut satu pun: "
        f"{NOT_MODELLED[1]}.",
    )
    rows = [
        {"agency": names[each.agency], "output": pick(lang, *each.what), "amount": each.amount}
        for each in OUTPUTS
    ]
    title = pick(lang, "Outputs and outcomes", "Keluaran dan hasil")
    return Section(title, "\n".join([head, *lines, tail]), rows)


def claimed(lead: str, lang: Lang) -> Section:
    """What document 0 claims, what the model shows, and what it cannot know."""
    return claims(
        lang,
        claimed=pick(
            lang,
            "thematic forums are not effective, as the flow stops at the members; a programme "
            "decided by those who can, divided and agreed, and told by tier-1 media brings trust.",
            "forum tematik kurang efektif karena arus berhenti pada anggota; program yang "
            "diputuskan pengambil keputusan, dibagi dan disepakati, serta dimuat media tier 1 "
            "memberikan kepercayaan.",
        ),
        shown=pick(
            lang,
            f"how many hear of it: the programme against today's forum, {lead} of the public.",
            "berapa yang menerimanya: program dibanding forum seperti sekarang, "
            f"{lead} dari publik.",
        ),
        unknown=pick(
            lang,
            f"trust, and what the outputs led to: {NOT_MODELLED[0]}; nor whether anybody agrees "
            "with what was heard.",
            f"kepercayaan, dan hasil dari keluaran itu: {NOT_MODELLED[1]}; juga apakah yang "
            "menerima menyetujuinya.",
        ),
    )
