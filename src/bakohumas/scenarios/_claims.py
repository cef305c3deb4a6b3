from bakohumas.languages import Lang, pick
from bakohumas.scenarios._stories import Section

NOT_MODELLED = ("claimed, not modelled", "dinyatakan, tidak dimodelkan")
"""What is said of opinion, trust, image and praise."""


def claims(lang: Lang, *, claimed: str, shown: str, unknown: str) -> Section:
    """What a document says, what the model has to say to it, and what it cannot know."""
    lines = (
        (pick(lang, "The document claims", "Dokumen menyatakan"), claimed),
        (pick(lang, "The model shows", "Model menunjukkan"), shown),
        (pick(lang, "It cannot know", "Yang tidak dapat diketahui"), unknown),
    )
    head = pick(lang, "Three things are to be told apart.", "Tiga hal perlu dibedakan.")
    told = "\n".join(f"  - {about}: {words}" for about, words in lines)
    title = pick(lang, "What the document claims", "Yang dinyatakan dokumen")
    return Section(title, f"{head}\n{told}")
