"""The look of all figures, and what they need: the `Picture`, axes, a line, bars.

A Picture shows itself as inline SVG whose text and axes take the page's own colour,
so that one drawing serves light and dark pages. Data colours are those of Okabe and
Ito (2008), safe for colour-blind readers; one quantity keeps its colour throughout.
"""

import base64
import hashlib
import io
import re
from functools import wraps
from html import escape

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib.figure import Figure

BLUE, VERMILLION, GREEN = "#0072B2", "#D55E00", "#009E73"
PURPLE, ORANGE, SKY = "#CC79A7", "#E69F00", "#56B4E9"
REDUNDANCY, UNIQUE_1, UNIQUE_2, SYNERGY = PURPLE, BLUE, VERMILLION, GREEN
FEEDFORWARD, CONTEXT, LATERAL = BLUE, VERMILLION, ORANGE
INK = "#010203"  # stands for "the colour of the page's text"
PAPER = "#FDFCFB"  # stands for "the colour of the page"

STYLE = {
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": "medium",
    "axes.prop_cycle": cycler(color=[BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY]),
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "font.size": 11,
    "lines.linewidth": 2,
    "figure.constrained_layout.use": True,
    "svg.fonttype": "none",
    "svg.hashsalt": "neurons-with-goals",
}


class Picture(Figure):
    """A matplotlib figure with an alt text, which it shows together with the drawing.

    alt: what a reader who cannot see the picture needs to know, in a sentence.
    """

    alt = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {
            "text/plain": self.alt,
            "text/html": to_html(self),
            "image/png": to_png(self),
        }


def style():
    """The book's look, for figures of your own: `with style(): ...`."""
    return matplotlib.rc_context(STYLE)


def drawing(function):
    """Decorate a function that draws, so that all it draws has the book's look."""

    @wraps(function)
    def draw(*args, **kwargs):
        with style():
            return function(*args, **kwargs)

    return draw


def to_png(figure):
    """The figure on white paper as PNG, base64-encoded, for print and other viewers."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=144, facecolor="white")
    return base64.b64encode(file.getvalue()).decode()


def to_html(figure):
    """The figure as inline SVG: named by its `alt`, coloured by the page it is in.

    figure: a Picture, or any matplotlib figure, whose `alt` is then empty.
    The same figure gives the same text, whatever was drawn before.
    """
    with style():
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    svg = file.getvalue()
    width, height = re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups()
    body = re.sub(
        r"<(metadata|style).*?</\1>\s*", "", svg[svg.index("<defs") :], flags=re.DOTALL
    )
    # Coordinates need two decimals; numbers that a reader sees keep theirs.
    body = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(\.\d\d)\d+", r"\1", tag[0]), body)
    body = body.replace("xlink:href", "href")
    body = re.sub(r"font-family: [^;\"]*;? ?", "", body)
    body = body.replace(INK.lower(), "currentColor").replace(
        PAPER.lower(), "var(--pst-color-background, var(--jp-layout-color0, white))"
    )
    alt = escape(getattr(figure, "alt", ""), quote=True)
    return (
        f'<div class="picture"><svg role="img" aria-label="{alt}" '
        f'viewBox="0 0 {width} {height}" width="{float(width):.0f}pt" '
        'style="max-width:100%;height:auto" stroke-linejoin="round">'
        f"{_own_ids(body)}</div>"
    )


def _own_ids(svg):
    """Drop the ids nobody refers to and make the others unique to this drawing."""
    used = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    prefix = "s" + hashlib.sha256(svg.encode()).hexdigest()[:8]
    svg = re.sub(
        r' id="([^"]*)"',
        lambda m: f' id="{prefix}{m[1]}"' if m[1] in used else "",
        svg,
    )
    return re.sub(r'(url\(|href=")#', rf"\1#{prefix}", svg)


def canvas(alt, width=5.4, height=3.0):
    """A new Picture with one pair of axes: (picture, axes); size in inches."""
    picture = Picture(figsize=(width, height))
    picture.alt = alt
    return picture, picture.subplots()


@drawing
def curve(x, y, *, xlabel, ylabel, alt, marks=()):
    """A line through (x, y), with `marks`: (x, y, text) of points to name on it."""
    picture, axes = canvas(alt)
    axes.plot(x, y, color=INK)
    for at, height, text in marks:
        axes.plot(at, height, "o", color=VERMILLION)
        axes.annotate(text, (at, height), (9, 6), textcoords="offset points")
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.margins(x=0.02)
    axes.set_ylim(bottom=min(0, np.min(y)))
    return picture


@drawing
def bars(values, labels, *, ylabel, alt, color=BLUE, width=5.4):
    """One bar a label; negative values hang below the line."""
    picture, axes = canvas(alt, width=width)
    axes.bar(labels, values, color=color)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set_ylabel(ylabel)
    axes.tick_params(axis="x", length=0)
    return picture
