"""The figures of the book. Each function returns a `Picture`, a figure with alt text.

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

from .information import entropy, surprise

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
    box = re.search(r'viewBox="0 0 (\S+) (\S+)"', svg)
    body = re.sub(
        r"<(metadata|style).*?</\1>\s*", "", svg[svg.index("<defs") :], flags=re.DOTALL
    )
    body = re.sub(r"(\.\d\d)\d+", r"\1", body).replace("xlink:href", "href")
    body = re.sub(r"font-family: [^;\"]*;? ?", "", body)
    body = body.replace(INK.lower(), "currentColor").replace(
        PAPER.lower(), "var(--pst-color-background, var(--jp-layout-color0, white))"
    )
    alt = escape(getattr(figure, "alt", ""), quote=True)
    return (
        f'<div class="picture"><svg role="img" aria-label="{alt}" viewBox="{box[0][9:-1]}"'
        f' width="{float(box[1]):.0f}pt" style="max-width:100%;height:auto"'
        f' stroke-linejoin="round">{_own_ids(body)}</div>'
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


@drawing
def surprise_curve(outcomes):
    """Surprise against probability, with the outcomes {name: probability} marked."""
    p = 2.0 ** -np.linspace(0, 8, 200)
    bits = {name: f"{surprise(q):.3g} bits" for name, q in outcomes.items()}
    told = ", ".join(f"{name} has {bits[name]}" for name in outcomes)
    return curve(
        p,
        surprise(p),
        marks=[(q, surprise(q), f"{n}: {bits[n]}") for n, q in outcomes.items()],
        xlabel="probability",
        ylabel="surprise (bits)",
        alt=f"A curve that falls from 8 bits near probability 0 to 0 at 1; {told}.",
    )


@drawing
def questions(outcomes):
    """Outcomes as intervals as wide as they are probable, one row for each question.

    Each yes/no question halves an interval; an outcome stands in row h, its surprise.
    outcomes: {name: probability}, powers of 1/2 in falling order that sum to 1.
    """
    depths = {name: int(surprise(p)) for name, p in outcomes.items()}
    told = (f"{n} (probability {p:g}) after {depths[n]}" for n, p in outcomes.items())
    deepest = max(depths.values())
    alt = f"How many yes/no questions find each outcome: {', '.join(told)}."
    picture, axes = canvas(alt, height=0.5 * deepest + 1)
    left = 0.0
    for name, p in outcomes.items():
        for row in range(1, depths[name]):
            width = 2.0**-row
            start = left // width * width
            axes.barh(row, width, 0.86, start, facecolor="none", edgecolor=INK)
        axes.barh(depths[name], p, 0.86, left, facecolor=SKY, edgecolor=INK)
        where = {"ha": "center", "va": "center", "color": "#111111"}
        axes.text(left + p / 2, depths[name], f"{name} {p:g}", **where)
        left += p
    rows = range(1, deepest + 1)
    axes.set_yticks(rows, [f"question {row}" for row in rows])
    axes.set(xlim=(0, 1), ylim=(deepest + 0.5, 0.5), xlabel="probability")
    axes.spines[:].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return picture


@drawing
def letter_entropy(letters, counts):
    """What each letter adds to the entropy of a letter, p h(p), by frequency."""
    order = np.argsort(counts)[::-1]
    p = counts[order] / counts.sum()
    parts = p * surprise(p)
    names = [letters[i] for i in order]
    alt = (
        "Bars of what each letter adds to the entropy, most frequent first, from "
        f"{names[0]} with {parts[0]:.2f} bit down to {names[-1]} with {parts[-1]:.3f}."
    )
    return bars(parts, names, ylabel="p h(p) (bits)", alt=alt)


@drawing
def coin(p):
    """The entropy of a coin, and what heads and tails each add to it

    p: probability of heads. The column at p is p h(p) below (1 - p) h(1 - p).
    """
    parts = [q * surprise(q) if q > 0 else 0.0 for q in (p, 1 - p)]
    total = sum(parts)
    alt = (
        "The entropy of a coin against its probability of heads: an arch from 0 up to "
        f"1 bit at 0.5 and back to 0. At {p:.3g} heads add {parts[0]:.3f} bit and "
        f"tails {parts[1]:.3f} bit, together {total:.3f} bit."
    )
    picture, axes = canvas(alt)
    x = np.linspace(0, 1, 101)
    axes.plot(x, [entropy([q, 1 - q]) for q in x], color=INK)
    axes.bar(p, parts[0], 0.05, color=BLUE, label="heads: p h(p)")
    axes.bar(p, parts[1], 0.05, parts[0], color=ORANGE, label="tails: (1-p) h(1-p)")
    axes.plot(p, total, "o", color=INK)
    axes.set(xlabel="probability of heads p", ylabel="bits", ylim=(0, 1.45))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_title(f"H = {total:.3f} bit", loc="left")
    axes.legend(loc="upper right", frameon=False, fontsize="small")
    return picture


@drawing
def spike_entropy(rate, bin_ms):
    """What a neuron could say: entropy of its spikes against its rate

    rate: spikes per second; bin_ms: width of a bin, in ms. A bin holds a spike with
    probability rate * bin_ms / 1000, independently of the others.
    """

    def per_second(r):
        p = r * bin_ms / 1000
        return entropy([p, 1 - p]) * 1000 / bin_ms

    height = per_second(rate)
    alt = (
        f"Entropy in bits per second against firing rate, for bins of {bin_ms:g} ms. "
        f"At {rate:g} spikes per second it is {height:.0f} bits per second, "
        f"{height / rate:.1f} bits per spike."
    )
    picture, axes = canvas(alt)
    rates = np.linspace(0, 200, 101)
    axes.plot(rates, [per_second(r) for r in rates], color=INK)
    axes.plot(rate, height, "o", color=VERMILLION, markersize=8)
    axes.set(xlabel="spikes per second", ylabel="bits per second", ylim=(0, 820))
    axes.set_title(
        f"{height:.0f} bits per second, {height / rate:.1f} per spike", loc="left"
    )
    return picture
