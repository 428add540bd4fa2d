"""Figures of decompositions: atoms, the redundancy lattice, exclusions, outcomes."""

import numpy as np

from ..lattice import covers, zeta
from ..pid import decompose
from .base import (
    GREEN,
    INK,
    PURPLE,
    REDUNDANCY,
    SYNERGY,
    UNIQUE_1,
    UNIQUE_2,
    VERMILLION,
    Picture,
    canvas,
    drawing,
)

ATOM_COLOURS = {
    "{1}{2}": REDUNDANCY,
    "{1}": UNIQUE_1,
    "{2}": UNIQUE_2,
    "{12}": SYNERGY,
}
ATOM_WORDS = {
    "{1}{2}": "redundancy",
    "{1}": "unique 1",
    "{2}": "unique 2",
    "{12}": "synergy",
}


@drawing
def atoms(decomposition, title=""):
    """Signed bars of the four atoms of two sources, in bits.

    decomposition: Atoms or Decomposition of two sources. A Decomposition also shows
    its informative part as an outline upwards and its misinformative part downwards.
    """
    values = decomposition.as_dict()
    told = ", ".join(f"{ATOM_WORDS[a]} {float(v):.3f}" for a, v in values.items())
    picture, axes = canvas(f"Atoms {title} in bits: {told}.".replace("  ", " "))
    for x, (atom, value) in enumerate(values.items()):
        axes.bar(x, value, 0.5, color=ATOM_COLOURS[atom])
        if hasattr(decomposition, "informative"):
            parts = decomposition.informative[atom], -decomposition.misinformative[atom]
            for part, line in zip(parts, ("-", ":"), strict=True):
                axes.bar(x, part, 0.7, fill=False, edgecolor=INK, linestyle=line)
        top = max(value, 0) if not hasattr(decomposition, "informative") else parts[0]
        axes.annotate(
            f"{float(value):.3f}",
            (x, top),
            (0, 4),
            textcoords="offset points",
            ha="center",
        )
    axes.axhline(0, color=INK, linewidth=0.8)
    labels = [f"{a}\n{ATOM_WORDS[a]}" for a in values]
    axes.set_xticks(range(4), labels)
    axes.tick_params(axis="x", length=0)
    axes.set(ylabel="bits", title=title)
    axes.margins(y=0.15)
    return picture


def lattice_positions(n):
    """Where each antichain stands: (x, level), shape (antichains, 2).

    The level is the longest chain from the bottom; within a level antichains are
    spread evenly, in the order of `antichains(n)`.
    """
    below = np.array(zeta(n)) - np.eye(len(zeta(n)), dtype=int)
    level = np.zeros(len(below), int)
    for node, row in enumerate(below):
        level[node] = max((level[b] + 1 for b in np.flatnonzero(row)), default=0)
    x = np.zeros(len(below))
    for rank in np.unique(level):
        members = np.flatnonzero(level == rank)
        x[members] = np.arange(len(members)) - (len(members) - 1) / 2
    return np.column_stack([x, level])


@drawing
def lattice(decomposition, title=""):
    """The redundancy lattice with each antichain's atom, coloured by its value.

    decomposition: Atoms of two or three sources. Green is positive, purple negative,
    the darker the larger; the value stands in each node, so colour is no only cue.
    """
    values = decomposition.as_dict()
    n = {4: 2, 18: 3}[len(values)]
    places = lattice_positions(n)
    ordered = sorted(values.items(), key=lambda item: -abs(item[1]))[:3]
    told = ", ".join(f"{name} {float(value):.3f} bit" for name, value in ordered)
    picture = Picture(figsize=(3.6 if n == 2 else 6.4, 3.2 if n == 2 else 6.4))
    picture.alt = (
        f"The lattice of {len(values)} antichains {title}; the largest: {told}."
    )
    axes = picture.subplots()
    for low, high in covers(n):
        axes.plot(*places[[low, high]].T, color=INK, linewidth=0.6, zorder=1)
    most = max(abs(float(v)) for v in values.values()) or 1.0
    for (name, value), (x, y) in zip(values.items(), places, strict=True):
        _node(axes, x, y, name, float(value), float(value) / most)
    axes.set_axis_off()
    axes.margins(0.12)
    axes.set_title(title)
    return picture


def _node(axes, x, y, name, value, share):
    """A box with an antichain's name and value; its shade tells sign and size."""
    colour = np.array([0x00, 0x9E, 0x73] if share >= 0 else [0xCC, 0x79, 0xA7]) / 255
    shade = 1 - (1 - colour) * min(abs(share), 1)
    axes.text(
        x,
        y,
        f"{name}\n{value:.3f}",
        ha="center",
        va="center",
        fontsize=9,
        color="#111111",
        bbox={"boxstyle": "round", "facecolor": shade, "edgecolor": INK},
    )


@drawing
def exclusions(p, outcome):
    """What the two sources of an outcome rule out together, split by target value

    p: joint pmf (source 1, source 2, target). outcome: (s1, s2, t). An outcome is
    ruled out if source 1 is not s1 and source 2 is not s2. The upper bar is all
    probability, the lower one what is left, at the same scale.
    """
    s1, s2, t = outcome
    left = np.array(p, float)
    ruled = np.ones(left.shape[:2], bool)
    ruled[s1], ruled[:, s2] = False, False
    left[ruled] = 0
    before, after = p.sum((0, 1)), left.sum((0, 1))
    redundancy = np.log2(after[t] / after.sum() / before[t])
    alt = (
        f"Outcome ({s1}, {s2}, {t}): of the probability {before[t]:.3f} of target {t}, "
        f"{after[t]:.3f} is left; of all else {before.sum() - before[t]:.3f}, "
        f"{after.sum() - after[t]:.3f} is left. The target's probability goes from "
        f"{before[t]:.3f} to {after[t] / after.sum():.3f}: {redundancy:+.3f} bit."
    )
    picture, axes = canvas(alt, height=2.6)
    for row, bar in ((1, before), (0, after)):
        start = 0.0
        for value in np.argsort(np.arange(len(bar)) != t, kind="stable"):
            fill = {"facecolor": GREEN if value == t else PURPLE}
            axes.barh(row, before[value], 0.6, start, fill=False, edgecolor=INK, lw=0.5)
            axes.barh(row, bar[value], 0.6, start, **fill)
            if row == 1:
                axes.text(start + before[value] / 2, 1.45, f"t = {value}", ha="center")
            start += before[value]
    axes.set_yticks([1, 0], ["all", "not ruled out"])
    axes.set(xlim=(0, 1), ylim=(-0.5, 1.8), xlabel="probability")
    axes.set_title(
        f"p(t) {before[t]:.3f} → {after[t] / after.sum():.3f}: {redundancy:+.3f} bit"
    )
    axes.spines[["left"]].set_visible(False)
    return picture


@drawing
def pointwise(p):
    """The pointwise redundancy of every outcome, informative less misinformative.

    p: joint pmf of two sources and a target. One row for each possible outcome: a bar
    of i+ to the right, of i- to the left, and their difference as a dot.
    """
    local = decompose(p, pointwise=True).pointwise
    rows = [tuple(map(int, o)) for o in np.argwhere(p > 0)]
    plus = [float(local.informative["{1}{2}"][o]) for o in rows]
    minus = [float(local.misinformative["{1}{2}"][o]) for o in rows]
    told = "; ".join(
        f"({', '.join(map(str, o))}) {a:.3f} - {b:.3f} = {a - b:+.3f}"
        for o, a, b in zip(rows, plus, minus, strict=True)
    )
    alt = f"Pointwise redundancy in bits of each outcome (s1, s2, t): {told}."
    picture, axes = canvas(alt, height=0.5 + 0.42 * len(rows))
    y = np.arange(len(rows))[::-1]
    axes.barh(y, plus, 0.5, color=GREEN)
    axes.barh(y, -np.array(minus), 0.5, color=VERMILLION, hatch="//", edgecolor=INK)
    axes.plot(np.subtract(plus, minus), y, "D", color=INK)
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set_yticks(y, [str(o) for o in rows])
    axes.set(xlabel="− i⁻ (misinformative)   bits   i⁺ (informative)")
    return picture
