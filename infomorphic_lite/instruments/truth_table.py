"""A truth table that you edit, with its decompositions under three measures at once.

Everything is computed in the page (`pid.js`), so that it works without a kernel: in
the book, in a saved notebook and from a file on disk.
"""

import hashlib
import json
from importlib.resources import files

import numpy as np

from ..gates import GATES, gate
from ..information import as_pmf


class TruthTableExplorer:
    """What a notebook displays for a table to start from."""

    def __init__(self, start, presets):
        self.start = start
        self.presets = presets

    def __repr__(self):
        return "Truth-table explorer: two binary sources and a target"

    def _repr_html_(self):
        data = {"start": self.start, "presets": self.presets}
        data = json.dumps(data).replace("</", "<\\/")
        script = f"{_asset('pid.js')}\n{_asset('truth_table.js')}\n"
        name = "t" + hashlib.sha256((script + data).encode()).hexdigest()[:10]
        find = f'document.querySelector("[data-truth-table={name}]:not([id])")'
        return (
            f"<style>{_asset('truth_table.css')}</style>\n"
            f'<div class="truth-table" data-truth-table="{name}">'
            "<p>The truth-table explorer needs JavaScript.</p></div>\n"
            f'<script type="module">\n{script}render({find}, {data});\n</script>'
        )


def truth_table_explorer(start="XOR"):
    """Show a truth table to edit, and what it decomposes into at once, in bits.

    The table is a joint pmf of two binary sources and a target of 2 to 4 values. Shown
    are its atoms under I_sx (Makkeh, Gutknecht & Wibral 2021), I_min (Williams & Beer
    2010) and BROJA (Bertschinger et al. 2014), and for each outcome the probability
    mass that it excludes. The page's address keeps the table, to share it.

    start: a name in `gates.GATES` of a gate of that shape, such as "AND", or a joint
    pmf of shape (2, 2, nt) with nt from 2 to 4.

    Returns an object that a notebook displays; no kernel is needed after that.
    Raises ValueError for another name, or unless start is such a pmf; TypeError for a
    table without numbers.
    """
    presets = _presets()
    if not isinstance(start, str):
        start = _rows(as_pmf(start, ndim=3))
    elif start not in presets:
        raise ValueError(
            f"no gate {start!r} with two binary sources; there are {', '.join(presets)}"
        )
    return TruthTableExplorer(start, presets)


def _presets():
    """The gates of two binary sources, as rows of their tables."""
    tables = {name: gate(name) for name in GATES}
    return {name: _rows(p) for name, p in tables.items() if _fits(p)}


def _fits(p):
    return p.shape[:2] == (2, 2) and 2 <= p.shape[2] <= 4


def _rows(p):
    """p(s1, s2, .) as lists, for (s1, s2) = 00, 01, 10, 11."""
    if not _fits(p):
        raise ValueError(
            f"two binary sources and a target of 2 to 4 values need shape (2, 2, nt), "
            f"not {p.shape}"
        )
    return np.reshape(p, (4, -1)).tolist()


def _asset(name):
    return files(__package__).joinpath(name).read_text("utf-8")
