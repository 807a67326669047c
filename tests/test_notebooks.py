"""The notebooks of the documentation run as they stand."""

import warnings
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs" / "notebooks").glob("*.ipynb"))


def tool(module):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(
            module, reason=f"{module} is not installed: pip install 'ifolge[notebook]'"
        )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path):
    nbclient, nbformat = tool("nbclient"), tool("nbformat")
    tool("ipykernel")
    tool("pandas")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    saved = [cell for cell in notebook.cells if cell.get("outputs")]
    assert not saved, "a notebook is kept without its outputs"
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = "".join(str(cell.get("outputs")) for cell in notebook.cells)
    assert "Lone Bruun" in shown
    assert "of the attributions are from sources without a name" in shown
    assert "reason" not in shown.partition("Traceback")[2]


def test_there_are_notebooks():
    assert [path.stem for path in NOTEBOOKS] == ["ledger"]
