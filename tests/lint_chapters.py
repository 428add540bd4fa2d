"""Check the code cells of the MyST notebooks with ruff: lint, form and 76 columns."""

import subprocess
import sys
from pathlib import Path

import jupytext

ROOT = Path(__file__).parents[1]
RUFF = str(Path(sys.executable).parent / "ruff")
COMMANDS = (
    # A cell may end with the value to show, and imports what it needs.
    [RUFF, "check", "--quiet", "--line-length=76", "--ignore=B018,E402"],
    [RUFF, "format", "--quiet", "--line-length=76", "--diff"],
)


def notebooks():
    """The chapters and the exercises' sources."""
    pages = [*ROOT.glob("book/**/*.md"), *ROOT.glob("exercises/source/*.md")]
    return [page for page in sorted(pages) if "jupytext:" in page.read_text()[:400]]


def complaints(page):
    """What ruff says about the cells of a page, or an empty string."""
    notebook = jupytext.writes(jupytext.read(page), "ipynb")
    name = f"--stdin-filename={page.relative_to(ROOT).with_suffix('.ipynb')}"
    runs = [
        subprocess.run(
            [*command, name, "-"], input=notebook, text=True, capture_output=True
        )
        for command in COMMANDS
    ]
    return "".join(run.stdout + run.stderr for run in runs if run.returncode)


def main():
    """Print all complaints; exit with 1 if there are any."""
    found = [text for page in notebooks() if (text := complaints(page))]
    print("\n".join(found), end="")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
