"""The notebooks in a kernel of their own, as Jupyter runs them."""

from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "examples" / "notebooks").glob("*.ipynb"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_a_kernel(path: Path) -> None:
    """Every cell runs, in order; the last cell of code shows something."""
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    done = nbclient.NotebookClient(book, timeout=300, kernel_name="python3").execute()
    code = [each for each in done.cells if each.cell_type == "code"]

    assert all(each.execution_count for each in code)
    assert code[-1].outputs
