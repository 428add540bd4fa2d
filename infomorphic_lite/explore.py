"""The one widget of the book: it reacts with a kernel and without.

With a kernel (Jupyter, Binder, Colab) moving a control calls `draw`. When the book is
built, `draw` is called for every combination of control positions, and the page holds
those pictures: same code, same positions, nothing else to load.
"""

import base64
import gzip
import hashlib
import json
import math
import os
import re
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

import numpy as np

from .plots import style, to_html, to_png

MOST_FRAMES = 120


def explore(draw, *, start=None, label=None, static=None, **parameters):
    """Show draw(**values) with one control for each parameter.

    draw: function of the parameters that returns a figure, best a `plots.Picture`,
    which brings its alt text.
    parameters: for each argument of draw its values: four numbers or more give a
    slider with a play button, fewer or strings a selection. Together at most 120
    combinations.
    start: the values to begin with, as a dict; each left out starts at its first.
    label: what a screen reader calls the experiment; the first line of draw's
    docstring, or its name, if not given.
    static: True embeds all pictures, so that the output works without a kernel; the
    default is what the book's build asks for (environment INFOMORPHIC_STATIC=1).

    Returns an object that a notebook displays.
    Raises TypeError if draw is not a function, ValueError if a parameter has no
    values, start is none of them, or there are more than 120 combinations.
    """
    experiment = _experiment(draw, start or {}, label, parameters)
    if static is None:
        static = os.environ.get("INFOMORPHIC_STATIC") == "1"
    return Static(experiment) if static else _live(experiment)


@dataclass(frozen=True)
class Experiment:
    """What is drawn and where its controls can stand."""

    draw: Any
    label: str
    values: dict[str, list]
    start: tuple[int, ...]

    @property
    def parameters(self):
        """For each control its name, label, kind and the texts of its positions."""
        return [_control(name, values) for name, values in self.values.items()]

    def figure(self, index):
        """What draw returns with each control at its position in `index`."""
        at = zip(self.values.items(), index, strict=True)
        with style():
            return self.draw(**{name: values[i] for (name, values), i in at})

    def frame(self, index):
        """That figure as HTML."""
        figure = self.figure(index)
        html = to_html(figure)
        _close(figure)
        return html

    def frames(self):
        """All pictures, the last control's position changing fastest."""
        shape = [len(values) for values in self.values.values()]
        return [self.frame(index) for index in np.ndindex(*shape)]


class Static:
    """An experiment with all its pictures embedded: HTML that needs nothing else."""

    def __init__(self, experiment):
        self.experiment = experiment

    def _repr_mimebundle_(self, include=None, exclude=None):
        still = self.experiment.figure(self.experiment.start)
        png = to_png(still)
        _close(still)
        return {
            "text/plain": self.experiment.label,
            "text/html": self.to_html(),
            "image/png": png,
        }

    def to_html(self):
        """A group of controls, their pictures and the script that connects them."""
        frames = self.experiment.frames()
        shape = [len(values) for values in self.experiment.values.values()]
        first = frames[int(np.ravel_multi_index(self.experiment.start, shape))]
        packed = gzip.compress(json.dumps(frames).encode(), mtime=0)
        state = _state(self.experiment, first) | {
            "frames": base64.b64encode(packed).decode()
        }
        state = json.dumps(state, sort_keys=True).replace("</", "<\\/")
        name = "x" + hashlib.sha256(state.encode()).hexdigest()[:10]
        find = f'document.querySelector("[data-explore={name}]:not([id])")'
        return (
            f"<style>{_asset('explore.css')}</style>\n"
            f'<div class="explore" data-explore="{name}">{first}</div>\n'
            f'<script type="module">\n{_asset("explore.js")}\n'
            f"const state = {state};\n"
            f"const el = {find};\n"
            f"el.id = `{name}-${{document.querySelectorAll('.explore[id]').length}}`;\n"
            "const model = { get: (key) => state[key], set() {}, on() {}, "
            "off() {}, save_changes() {}, send() {} };\n"
            "render({ model, el });\n</script>"
        )


def _experiment(draw, start, label, parameters):
    if not callable(draw):
        raise TypeError(f"explore needs a function that draws, not {draw!r}")
    values = {name: _values(name, given) for name, given in parameters.items()}
    if not values:
        raise ValueError("explore needs at least one parameter to move")
    if (count := math.prod(map(len, values.values()))) > MOST_FRAMES:
        raise ValueError(
            f"these controls have {count} combinations and at most {MOST_FRAMES} can "
            "be drawn ahead; use fewer values, or write an instrument that computes "
            "in the browser"
        )
    if unknown := set(start) - set(values):
        raise ValueError(f"start names {sorted(unknown)}, which are no parameters")
    first = tuple(_position(n, v, start.get(n, v[0])) for n, v in values.items())
    doc = (draw.__doc__ or draw.__name__.replace("_", " ")).strip().splitlines()[0]
    return Experiment(draw, label or doc, values, first)


def _values(name, given):
    if isinstance(given, str) or not np.iterable(given) or len(given) == 0:
        raise ValueError(f"{name} needs a list of values to choose from, not {given!r}")
    values = [v.item() if isinstance(v, np.generic) else v for v in given]
    if not (_all(values, str) or _all(values, (int, float))):
        raise ValueError(f"the values of {name} are all numbers or all strings")
    return values


def _all(values, kind):
    return all(isinstance(v, kind) for v in values)


def _position(name, values, value):
    if isinstance(value, str):
        found = [v == value for v in values]
    else:
        found = [math.isclose(v, value, abs_tol=1e-9) for v in values]
    if not any(found):
        raise ValueError(f"{name} cannot start at {value!r}; its values are {values}")
    return found.index(True)


def _control(name, values):
    texts = [v if isinstance(v, str) else f"{v:.4g}" for v in values]
    kind = "select" if isinstance(values[0], str) or len(values) < 4 else "slider"
    label = re.sub("_ms$", " (ms)", name).replace("_", " ")
    return {"name": name, "label": label, "kind": kind, "texts": texts}


def _state(experiment, html):
    return {
        "label": experiment.label,
        "parameters": experiment.parameters,
        "index": list(experiment.start),
        "picture": {"html": html},
    }


def _close(figure):
    """Forget a figure that pyplot holds, so that many frames do not fill memory."""
    import sys

    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)


def _asset(name):
    return files(__package__).joinpath(name).read_text("utf-8")


def _live(experiment):
    """The same experiment as a widget whose pictures come from the kernel."""
    import anywidget
    import traitlets

    class Explore(anywidget.AnyWidget):
        _esm = _asset("explore.js") + "\nexport default { render };\n"
        _css = _asset("explore.css")
        name = traitlets.Unicode().tag(sync=True)
        label = traitlets.Unicode().tag(sync=True)
        parameters = traitlets.List().tag(sync=True)
        index = traitlets.List().tag(sync=True)
        picture = traitlets.Dict().tag(sync=True)
        frames = traitlets.Unicode("").tag(sync=True)

        @traitlets.observe("index")
        def _redraw(self, change):
            self.picture = {
                "at": change["new"],
                "html": _safe(experiment, change["new"]),
            }

    first = experiment.frame(experiment.start)
    return Explore(name=f"explore-{id(experiment)}", **_state(experiment, first))


def _safe(experiment, index):
    """A frame, or what went wrong, where nobody would see an exception."""
    try:
        return experiment.frame(index)
    except Exception as error:  # noqa: BLE001 - shown to the reader instead
        text = escape(f"{type(error).__name__}: {error}")
        return f'<p role="alert">This picture could not be drawn. {text}</p>'
