"""Make the students' notebooks in release/ from the teachers' in source/.

    python exercises/build.py [FOLDER]

Each source/NAME.md is a MyST notebook with nbgrader's cell metadata and solutions.
nbgrader's own preprocessors take out solutions, hidden tests and outputs. What
comes out depends on the sources and on the address in _config.yml only.
"""

import sys
from pathlib import Path

import jupytext
import nbformat
import yaml
from nbgrader import preprocessors as nbgrader

HERE = Path(__file__).parent
# The order of `nbgrader generate_assignment`, less what only fills its data base.
STEPS = (
    nbgrader.LockCells,
    nbgrader.ClearSolutions,
    nbgrader.ClearOutput,
    nbgrader.CheckCellMetadata,
    nbgrader.ClearHiddenTests,
    nbgrader.ClearMarkScheme,
    nbgrader.ComputeChecksums,
    nbgrader.CheckCellMetadata,
)


def repository(config=HERE.parent / "_config.yml"):
    """Return the repository's address, which _config.yml alone holds.

    Raises SystemExit with a sentence if the file does not give it.
    """
    try:
        return yaml.safe_load(config.read_text())["repository"]["url"].rstrip("/")
    except (OSError, KeyError) as error:
        raise SystemExit(f"{config} must give repository: url: ({error})") from None


def source_notebook(path):
    """Return a source as a notebook that nbgrader takes, solutions and all.

    path: a MyST notebook. Cells get the id of their `grade_id`, others a number.
    """
    text = path.read_text().replace("{{ repository }}", repository())
    notebook = jupytext.reads(text, fmt="md:myst")
    for number, cell in enumerate(notebook.cells):
        grading = cell.metadata.get("nbgrader", {})
        cell["id"] = grading.get("grade_id", f"cell-{number}")
    kernel = notebook.metadata["kernelspec"]
    notebook.metadata = {
        "kernelspec": kernel,
        "language_info": {"name": kernel["language"]},
    }
    return nbformat.from_dict(notebook | {"nbformat": 4, "nbformat_minor": 5})


def release(path):
    """Return what students get of a source: no solution, hidden test or output."""
    notebook = source_notebook(path)
    resources = {"metadata": {"name": path.stem}}
    for step in STEPS:
        notebook, resources = step().preprocess(notebook, resources)
    nbformat.validate(notebook)
    return notebook


def main(folder=HERE / "release"):
    """Write the release of each source to a folder and print its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((HERE / "source").glob("*.md")):
        target = folder / f"{path.stem}.ipynb"
        nbformat.write(release(path), target)
        print(target)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
