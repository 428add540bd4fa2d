"""What the browser tests share: a chapter's experiments, and how to work a widget."""

from contextlib import chdir
from pathlib import Path

import jupytext

from infomorphic_lite import explore as module
from infomorphic_lite.explore import _experiment

BOOK = Path(__file__).parents[2] / "book"
CHAPTERS = sorted(str(p.relative_to(BOOK)) for p in BOOK.glob("[0-9]-*/*.md"))


def experiments(chapter, monkeypatch):
    """The experiments of a chapter, in order, by running its cells."""
    found = []

    def record(draw, *, start=None, label=None, static=None, **parameters):
        found.append(_experiment(draw, start or {}, label, parameters))

    monkeypatch.setattr(module, "explore", record)
    cells = jupytext.read(BOOK / chapter).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    last = max(i for i, source in enumerate(code) if "explore(" in source)
    with chdir((BOOK / chapter).parent):
        namespace = {}
        for source in code[: last + 1]:
            exec(compile(source, chapter, "exec"), namespace)  # noqa: S102
    assert found, f"{chapter} has no experiment"
    return found


def turn(widget, k, position):
    """Put control k at a position, as a reader would."""
    control = widget.locator("input[type=range], select").nth(k)
    if control.evaluate("node => node.tagName") == "SELECT":
        control.select_option(index=position)
    else:
        control.fill(str(position))


def expect_picture(widget, html):
    """Wait until the widget's picture is, node by node, the one `html` describes."""
    same = """([shown, html]) => {
      const wanted = document.createElement('div');
      wanted.innerHTML = html;
      return shown.firstElementChild.isEqualNode(wanted.firstElementChild);
    }"""
    shown = widget.locator(".explore-picture").element_handle()
    widget.page.wait_for_function(same, arg=[shown, html], timeout=15_000)
