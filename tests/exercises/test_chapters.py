"""Exercises as chapters print them: stubs are "not yet", folded solutions right."""

import re

import numpy as np
import pytest
from problem_sets import ROOT
from wrong_answers import RIGHT

from infomorphic_lite.checks import check, grade

CELL = re.compile(r"```\{code-cell\}[^\n]*\n(?P<code>[^`]*check\(\"[^`]*)```")
CALL = re.compile(r"^check\(\"(?P<name>[^\"]+)\", (?P<answer>\w+)\)$", re.M)
SOLUTION = re.compile(r"\{solution\}.*?```python\n(?P<code>.*?)```", re.S)


def _exercises():
    for page in sorted((ROOT / "book/1-information").glob("*.md")):
        text = page.read_text()
        for cell in CELL.finditer(text):
            call = CALL.search(cell["code"])
            solution = SOLUTION.search(text, cell.end())["code"]
            yield pytest.param(
                call["name"], call["answer"], cell["code"], solution, id=call["name"]
            )


EXERCISES = list(_exercises())


def _value(code, answer):
    space = {"np": np, "check": check}
    exec(code, space)
    return space[answer]


def test_each_exercise_is_in_a_chapter():
    assert sorted(exercise.id for exercise in EXERCISES) == sorted(RIGHT)


@pytest.mark.parametrize(("name", "answer", "stub", "solution"), EXERCISES)
def test_stub_is_not_yet(name, answer, stub, solution):
    assert check(name, _value(stub, answer)).status == "not yet"


@pytest.mark.parametrize(("name", "answer", "stub", "solution"), EXERCISES)
def test_folded_solution_is_right(name, answer, stub, solution):
    value = _value(solution, answer)
    assert check(name, value) == ("right", "")
    for seed in range(3):
        grade(name, value, seed)
