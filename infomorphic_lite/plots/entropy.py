"""Figures of the chapter *Surprise and entropy*."""

import numpy as np

from ..information import entropy, surprise
from .base import (
    BLUE,
    INK,
    ORANGE,
    SKY,
    VERMILLION,
    Picture,
    bars,
    canvas,
    curve,
    drawing,
)


@drawing
def surprise_curve(outcomes):
    """Surprise against probability, with the outcomes {name: probability} marked."""
    p = 2.0 ** -np.linspace(0, 10, 200)
    bits = {name: bits_of(surprise(q)) for name, q in outcomes.items()}
    told = ", ".join(f"{name} has {bits[name]}" for name in outcomes)
    return curve(
        p,
        surprise(p),
        marks=[(q, surprise(q), f"{n}: {bits[n]}") for n, q in outcomes.items()],
        xlabel="probability",
        ylabel="surprise (bits)",
        alt=(
            "A falling curve, drawn from 10 bits down; it grows without bound towards "
            f"probability 0 and is 0 bits at probability 1; {told}."
        ),
    )


def bits_of(value):
    """A number of bits in words: 1 bit, 0.5 bit, 2.58 bits."""
    return f"{value:.3g} bit{'s' if value > 1 else ''}"


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
    for (row, left), names in _intervals(outcomes, depths).items():
        found = depths[names[0]] == row
        colour = {"facecolor": SKY if found else "none", "edgecolor": INK}
        axes.barh(row, 2.0**-row, 0.86, left, **colour)
        text = f"{names[0]} {outcomes[names[0]]:g}" if found else " or ".join(names)
        where = {"ha": "center", "va": "center", "color": "#111111" if found else INK}
        axes.text(left + 2.0**-row / 2, row, text, **where)
    rows = range(1, deepest + 1)
    axes.set_yticks(rows, [f"question {row}" for row in rows])
    axes.set(xlim=(0, 1), ylim=(deepest + 0.5, 0.5), xlabel="share of probability")
    axes.spines[:].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return picture


def _intervals(outcomes, depths):
    """{(question, left end): names of the outcomes in that interval}."""
    found, left = {}, 0.0
    for name, p in outcomes.items():
        for row in range(1, depths[name] + 1):
            start = left // 2.0**-row * 2.0**-row
            found.setdefault((row, start), []).append(name)
        left += p
    return found


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
    return bars(parts, names, ylabel="−p log₂ p (bits)", alt=alt)


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
    axes.axhline(0.5, color=INK, linewidth=0.6, linestyle=":")
    axes.plot(x, [entropy([q, 1 - q]) for q in x], color=INK)
    axes.bar(p, parts[0], 0.03, color=BLUE, label="heads: −p log₂ p")
    axes.bar(p, parts[1], 0.03, parts[0], color=ORANGE, label="tails: −(1−p) log₂(1−p)")
    axes.plot(p, total, "o", color=INK)
    axes.set(xlabel="probability of heads p", ylabel="bits", ylim=(0, 1.1))
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    axes.set_title(f"heads {parts[0]:.3f} + tails {parts[1]:.3f} = {total:.3f} bit")
    picture.legend(loc="outside lower center", ncols=2, frameon=False, fontsize="small")
    return picture


@drawing
def spike_entropy(rate, bin_ms):
    """What a neuron could say: entropy of its spikes against its rate

    rate: spikes per second; bin_ms: width of a bin, in ms. A bin holds a spike with
    probability rate * bin_ms / 1000, independently of the others.
    """

    def per_second(r, width):
        p = r * width / 1000
        return entropy([p, 1 - p]) * 1000 / width

    height = per_second(rate, bin_ms)
    alt = (
        "Two curves against the firing rate: entropy per second rises, entropy per "
        f"spike falls. With bins of {bin_ms:g} ms and {rate:g} spikes per second they "
        f"are {height:.0f} bits per second and {height / rate:.2f} bits per spike."
    )
    picture = Picture(figsize=(6.4, 3))
    picture.alt = alt
    rates = np.arange(2, 101)
    for axes, share in zip(picture.subplots(1, 2), (1, 1 / rates), strict=True):
        for width in (1, 2, 4):
            y = share * np.array([per_second(r, width) for r in rates])
            style = "-" if width == bin_ms else ":"
            axes.plot(rates, y, style, color=INK, linewidth=1 + (style == "-"))
            axes.annotate(
                f"{width} ms", (100, y[-1]), (2, -3), textcoords="offset points"
            )
        axes.set(xlabel="spikes per second", xlim=(0, 118), ylim=(0, None))
    total, each = picture.axes
    total.plot(rate, height, "o", color=VERMILLION)
    each.plot(rate, height / rate, "o", color=VERMILLION)
    total.set(ylabel="entropy (bits per second)", title=f"{height:.0f} bits per second")
    each.set(
        ylabel="entropy (bits per spike)", title=f"{height / rate:.2f} bits per spike"
    )
    return picture
