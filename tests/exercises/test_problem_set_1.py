"""Problem set 1: solutions pass; the release is untouched, current, tells nothing."""

import json

import pytest
import yaml
from problem_sets import ROOT, functions, leaking_lines, solution_lines, tasks
from wrong_answers import WRONG

from infomorphic_lite.checks import check, grade, problem_set_1

NAMES = list(problem_set_1.FUNCTIONS)


@pytest.fixture(scope="module")
def solutions(source):
    return functions(source)


@pytest.fixture(scope="module")
def stubs(release):
    return functions(release)


def test_every_task_is_in_the_problem_set(source):
    assert list(tasks(source)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_solution_passes(name, solutions):
    assert check(name, solutions[name]) == ("right", "")
    for seed in (5, 6):
        grade(name, solutions[name], seed)


@pytest.mark.parametrize("name", NAMES)
def test_release_is_not_yet(name, stubs):
    assert check(name, stubs[name]).status == "not yet"
    with pytest.raises(AssertionError, match=f"{name}: not yet"):
        grade(name, stubs[name], 5)


def test_solutions_have_eight_lines_at_most(source):
    assert max(len(solution_lines(cell)) for cell in tasks(source).values()) <= 8


def test_marks_are_those_that_the_text_gives(source):
    text = "\n".join(c.source for c in source.cells if c.cell_type == "markdown")
    marks = [c.metadata.get("nbgrader", {}).get("points", 0) for c in source.cells]
    assert f"Eight tasks, {sum(marks)} marks." in text
    for number, points in enumerate(filter(None, marks), start=1):
        heading = next(
            x for x in text.splitlines() if x.startswith(f"## Task {number}")
        )
        assert heading.endswith(f"({points} marks)")


def test_release_is_current(build, release_path, tmp_path):
    build.main(tmp_path)
    made = (tmp_path / release_path.name).read_text()
    assert made == release_path.read_text(), "run `make exercises`"


def test_release_has_no_outputs_and_nothing_hidden(release):
    for cell in release.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        for words in ("SOLUTION", "HIDDEN", "grade(", "{{"):
            assert words not in cell.source


def test_release_names_the_repository_of_the_config(release):
    url = yaml.safe_load((ROOT / "_config.yml").read_text())["repository"]["url"]
    setup = next(c.source for c in release.cells if c.id == "setup")
    assert f'REPOSITORY = "{url}"' in setup


def test_solutions_leak_nowhere(source, release):
    text = "\n".join(cell.source for cell in release.cells)
    pages = [path.read_text() for path in (ROOT / "book").rglob("*.md")]
    hints = [check(n, answer).hint for n in NAMES for answer, _ in WRONG[n]]
    for line in leaking_lines(source):
        assert [place for place in (text, *pages, *hints) if line in place] == [], line


def test_cells_are_narrow(release):
    for cell in release.cells:
        if cell.cell_type == "code":
            assert max(map(len, cell.source.splitlines())) <= 76


def test_notebook_is_portable(release):
    assert release.metadata["kernelspec"]["name"] == "python3"
    assert len({cell.id for cell in release.cells}) == len(release.cells)
    assert "timestamp" not in json.dumps(release)
