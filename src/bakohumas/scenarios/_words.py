import re
from collections.abc import Mapping


def renamed(text: str, words: Mapping[str, str]) -> str:
    """The text with ids as people know them, the longest ones first."""
    longest = sorted(words, key=len, reverse=True)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])"
    return re.sub(pattern, lambda found: words[found[1]], text)
