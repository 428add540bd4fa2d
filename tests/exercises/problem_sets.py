"""Reading the cells of a problem set."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tasks(notebook):
    """Return the solution cells' sources by exercise name."""
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def functions(notebook):
    """Run setup and solution cells; return the students' functions by exercise."""
    space, found = {"__name__": "__main__"}, {}
    setup = next(c.source for c in notebook.cells if c.id == "setup")
    imports = [
        line for line in setup.splitlines() if line.startswith(("from", "import"))
    ]
    exec("\n".join(imports), space)
    for name, cell in tasks(notebook).items():
        exec(cell, space)
        found[name] = space[ast.parse(cell).body[-1].name]
    return found


def solution_lines(cell):
    """Return the lines of code between nbgrader's solution markers, stripped."""
    inside = cell.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
    return [line.strip() for line in inside.splitlines() if line.strip()]


def leaking_lines(notebook):
    """Return the solution lines long enough to give something away."""
    lines = [line for cell in tasks(notebook).values() for line in solution_lines(cell)]
    return [line for line in lines if len(line) > 12]
