import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
OWN = re.findall(
    r"^## (Your own \w+)\n.*?^```python\n(.*?)^```\n\n^```text\n(.*?)^```\n",
    README,
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize(("title", "code", "output"), OWN, ids=[title for title, *_ in OWN])
def test_a_block_of_the_readme_can_be_pasted(
    title: str, code: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each block stands alone, in an empty session, and prints what stands below it."""
    exec(compile(code, title, "exec"), {})  # noqa: S102 - our own page

    assert capsys.readouterr().out == output


def test_the_readme_leads_to_a_body_an_election_and_a_simulation() -> None:
    """Three blocks, in this order, each without a prompt that would be pasted with it."""
    assert [title for title, *_ in OWN] == [
        "Your own body",
        "Your own election",
        "Your own simulation",
    ]
    assert not any(">>>" in code for _, code, _ in OWN)
    assert len(README.splitlines()) < 200
