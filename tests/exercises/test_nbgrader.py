"""nbgrader itself: full marks for the solution, none for the untouched release."""

import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from problem_sets import leaking_lines
from traitlets.config import Config

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
STUDENTS = ("solver", "sleeper", "mistaken")
MISTAKE = """
def kl_divergence(p, q):
    return np.sum(p * np.log(p / q))
"""


@pytest.fixture(scope="module")
def on_path():
    """Put this environment on the path: nbgrader calls `alembic` by its name."""
    folder = str(Path(sys.executable).parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", folder + os.pathsep + os.environ["PATH"])
        yield


@pytest.fixture(scope="module")
def course(tmp_path_factory, source, on_path):
    """Generate the assignment, hand in three notebooks and grade them."""
    root = tmp_path_factory.mktemp("course")
    settings = {"CourseDirectory": {"root": str(root)}, "Execute": {"timeout": 120}}
    api = NbGraderAPI(config=Config(settings))
    _write(root / "source/problem-set-1", source)
    assert api.generate_assignment("problem-set-1")["success"]
    released = root / "release/problem-set-1/problem-set-1.ipynb"
    sleeper = nbformat.read(released, as_version=4)
    mistaken = nbformat.from_dict(sleeper)
    next(c for c in mistaken.cells if c.id == "kl-divergence").source = MISTAKE
    for student, notebook in zip(STUDENTS, (source, sleeper, mistaken)):
        _write(root / f"submitted/{student}/problem-set-1", notebook)
        result = api.autograde("problem-set-1", student)
        assert result["success"], result["log"]
    return root


def _write(folder, notebook):
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "problem-set-1.ipynb")


def _read(course, folder):
    path = course / folder / "problem-set-1/problem-set-1.ipynb"
    return nbformat.read(path, as_version=4)


def test_marks(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        marks = {
            s.student.id: (s.score, s.max_score)
            for s in gradebook.assignment_submissions("problem-set-1")
        }
    assert marks == {"solver": (24, 24), "sleeper": (0, 24), "mistaken": (0, 24)}


def test_our_release_is_the_one_nbgrader_makes(course, release):
    theirs = _read(course, "release")
    assert [c.source for c in theirs.cells] == [c.source for c in release.cells]
    assert [c.metadata for c in theirs.cells] == [c.metadata for c in release.cells]


def _outputs(notebook, kind):
    return [
        "\n".join(output.get("traceback", [])) + output.get("text", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == kind
    ]


def test_results_are_shown_once(course):
    solved = _read(course, "autograded/solver")
    assert not _outputs(solved, "error")
    printed = "".join(_outputs(solved, "stream"))
    assert printed.count("right.") == 8
    shown = [o for c in solved.cells for o in c.get("outputs", []) if "data" in o]
    assert not any("Result(" in output.data["text/plain"] for output in shown)


def test_tracebacks_show_the_hint_and_no_solution(course, source):
    for student, hint in (("sleeper", "not yet"), ("mistaken", "This is in nats")):
        errors = _outputs(_read(course, f"autograded/{student}"), "error")
        assert len(errors) == 8
        assert any(hint in error for error in errors)
        for error in errors:
            assert "AssertionError" in error
            assert "FUNCTIONS" not in error
            assert "_verdict" not in error
            assert not any(line in error for line in leaking_lines(source))
