"""The budgets that can be counted: functions, docstrings, chapters."""

import ast
import json
import re
import statistics

import jupytext
import pytest
from pages import ROOT, chapters

MODULES = sorted(ROOT.glob("infomorphic_lite/**/*.py"))
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
CHAPTERS = chapters()


def definitions(tree):
    """All functions of a module, nested ones and methods included."""
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTION)]


def length(function):
    """Lines of a function without its docstring, which should be long."""
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    docstring = first.end_lineno - first.lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - docstring


def public(tree):
    """The public functions and classes of a module, and the classes' methods."""
    for node in tree.body:
        if isinstance(node, (*FUNCTION, ast.ClassDef)) and node.name[0] != "_":
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_functions_are_short():
    lengths = {
        f"{path.name}:{function.name}": length(function)
        for path in MODULES
        for function in definitions(ast.parse(path.read_text()))
    }
    values = sorted(lengths.values())
    assert statistics.median(values) <= 8
    assert values[int(0.9 * len(values))] <= 25
    assert {name: n for name, n in lengths.items() if n > 50} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_everything_public_has_a_docstring(path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "the module has none"
    assert [node.name for node in public(tree) if not ast.get_docstring(node)] == []


def code_cells(path):
    """Sources of a chapter's code cells."""
    return [c.source for c in jupytext.read(path).cells if c.cell_type == "code"]


def words(path):
    """Number of words of the running text: no formulas, code or exercises."""
    cells = jupytext.read(path).cells
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    blocks = r"\{(?:math|exercise|solution)\}|python|sh"
    text = re.sub(rf"(`{{3,}})(?:{blocks})(?:.|\n)*?\n\1", " ", text)
    text = re.sub(r"\$[^$]+\$", " ", text)
    text = re.sub(
        r"^(?::{3,}|`{3,}|:\w+:).*$|\{[\w:-]+\}|^\(.*\)=$", " ", text, flags=re.M
    )
    return len(re.findall(r"[\w'-]*\w[\w'-]*", text))


def quiz_questions(path):
    """Number of quiz questions of a chapter."""
    files = re.findall(r"quiz\(\s*\"([^\"]+)\"", "\n".join(code_cells(path)))
    return sum(len(json.loads((path.parent / f).read_text())) for f in files)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_keeps_its_budget(path):
    cells = code_cells(path)
    source = path.read_text()
    assert 1800 <= words(path) <= 3000
    assert max(len(line) for cell in cells for line in cell.splitlines()) <= 76
    assert max(len(cell.splitlines()) for cell in cells) <= 15
    assert sum("explore(" in cell for cell in cells) >= 1
    assert quiz_questions(path) >= 2
    assert len(re.findall(r"^`{3,}\{exercise\}|^:{3,}\{exercise\}", source, re.M)) >= 3


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_runs_nothing_that_hangs_or_downloads(path):
    source = "\n".join(code_cells(path))
    assert not re.search(
        r"\b(?:ipywidgets|interact|urllib|requests|fetch_\w+)\b", source
    )
