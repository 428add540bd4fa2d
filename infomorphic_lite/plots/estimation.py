"""Figures of the chapter *Information from data*."""

import numpy as np
from matplotlib.colors import to_rgb

from .base import BLUE, GREEN, INK, ORANGE, PAPER, VERMILLION, Picture, canvas, drawing


@drawing
def pixel_maps(maps, *, unit=" bit", most=None, mark=None, over=None):
    """Numbers of the 28 x 28 pixels as pictures side by side, each with its scale.

    maps: {title: array (28, 28), none below 0}. most: one top of the scale for all;
    without it each map has its own. mark: (row, column) of a pixel to ring.
    over: Boolean (28, 28), the pixels whose mean is told; all without it.
    """
    over = np.ones((28, 28), bool) if over is None else over
    told = (f"{title}: {_peak(values, unit, over)}" for title, values in maps.items())
    ring = f" A ring marks row {mark[0]}, column {mark[1]}." if mark else ""
    picture = Picture(figsize=(2.5 * len(maps), 3.0))
    picture.alt = f"Maps of the pixels. {'; '.join(told)}.{ring}"
    # One pair of axes and no layout: frames of experiments are drawn by the dozen.
    picture.set_layout_engine("none")
    axes = picture.add_axes((0, 0, 1, 1))
    axes.set(xlim=(-3.5, 36 * len(maps) - 4.5), ylim=(36.5, -6), aspect="equal")
    axes.set_axis_off()
    for place, (title, values) in enumerate(maps.items()):
        top = most or values.max()
        _pixels(axes, 36 * place, values, top, mark)
        axes.text(36 * place - 0.5, -4.1, title, va="center")
        summary = f"largest {values.max():.3g}, mean {values[over].mean():.2g}"
        axes.text(36 * place - 0.5, -1.8, summary, va="center", fontsize="small")
        _scale(axes, 36 * place, top, unit)
    return picture


def _peak(values, unit, over):
    row, column = np.unravel_index(np.argmax(values), values.shape)
    return (
        f"largest at row {row}, column {column} with {values.max():.3g}{unit}, "
        f"mean {values[over].mean():.2g}"
    )


def _pixels(axes, left, values, top, mark):
    """One map with its left edge at x = left - 0.5; numbers at every ninth pixel."""
    box = (left - 0.5, left + 27.5, 27.5, -0.5)
    look = {"cmap": "viridis", "vmin": 0, "vmax": top, "interpolation": "none"}
    axes.imshow(values, extent=box, **look)
    for k in (0, 9, 18, 27):
        axes.text(left - 0.9, k, str(k), ha="right", va="center", fontsize="small")
        axes.text(left + k, 28.9, str(k), ha="center", va="center", fontsize="small")
    if mark:
        at = left + mark[1], mark[0]
        axes.plot(*at, "o", mfc="none", mec="white", mew=2.2, ms=9)
        axes.plot(*at, "o", mfc="none", mec="black", mew=0.8, ms=9)


def _scale(axes, left, top, unit):
    """The colours from 0 to top, below a map."""
    box = (left - 0.5, left + 27.5, 32.3, 31)
    axes.imshow([np.arange(256)], cmap="viridis", extent=box, interpolation="none")
    for share, side in ((0, "left"), (0.5, "center"), (1, "right")):
        words = f"{share * top:.3g}" + unit * (share == 1)
        at = left - 0.5 + 28 * share
        axes.text(at, 33.9, words, ha=side, va="center", fontsize="small")


@drawing
def row_profile(lines, controls, top):
    """What each of the 28 rows tells by several measures, {name: 28 values in bits}.

    controls: the same measures with shuffled labels, drawn dotted. top: the entropy of
    the digit, drawn as a line that no truth can pass.
    """
    told = ", ".join(
        f"{name} {max(bits):.2f} bits in row {np.argmax(bits)} "
        f"(shuffled {controls[name][np.argmax(bits)]:.2f})"
        for name, bits in lines.items()
    )
    picture, axes = canvas(
        f"Bits about the digit against the row of the image. Largest values: {told}. "
        f"The digit has {top:.2f} bits.",
        height=3.8,
    )
    looks = [(INK, "-"), (BLUE, "-."), (VERMILLION, "--")]
    for (name, bits), (color, dash) in zip(lines.items(), looks, strict=True):
        axes.plot(range(28), bits, dash, color=color, label=name)
        axes.plot(range(28), controls[name], ":", color=color, linewidth=1.6)
    axes.plot([], [], ":", color=INK, linewidth=1.6, label="the same, labels shuffled")
    axes.axhline(top, color=INK, linewidth=0.8)
    axes.text(0.4, top + 0.06, f"all there is: {top:.2f} bits", fontsize="small")
    axes.set(xlabel="row of the image (0 at the top)", ylabel="bits", xlim=(0, 27))
    axes.set(ylim=(0, 1.15 * top), xticks=[0, 9, 18, 27])
    axes.legend(loc=(0.08, 0.7), ncols=2, frameon=False, fontsize="small")
    return picture


@drawing
def estimates(values, truth):
    """Repeated estimates of one quantity, a row for each estimator, beside the truth

    values: {name: array of estimates in bits}, three at most. The diamond is the
    mean of the row: its distance from the line is the bias, the cloud's width the
    spread. The axis fits the data.
    """
    means = {name: np.mean(found) for name, found in values.items()}
    told = ", ".join(
        f"{name} {means[name]:.3f} with spread {np.std(found):.3f}"
        for name, found in values.items()
    )
    picture, axes = canvas(
        f"Estimates of a true {truth:.3f} bit. Mean and spread: {told}.", height=2.9
    )
    # Fixed places: frames of experiments are drawn by the dozen.
    picture.set_layout_engine("none")
    axes.set_position((0.22, 0.18, 0.54, 0.7))
    rng = np.random.default_rng(0)
    for height, (name, found) in enumerate(values.items()):
        jitter = height + rng.uniform(-0.24, 0.24, len(found))
        axes.plot(found, jitter, ".", color=(BLUE, ORANGE, GREEN)[height], ms=4)
        axes.plot(means[name], height, "D", mfc=PAPER, mec=INK, ms=8)
        where = {"va": "center", "transform": axes.get_yaxis_transform()}
        bias, spread = means[name] - truth, np.std(found)
        axes.text(1.02, height - 0.15, f"bias {bias:+.3f}", **where)
        axes.text(1.02, height + 0.15, f"spread {spread:.3f}", **where)
    axes.axvline(truth, color=VERMILLION, linestyle="--")
    axes.set_yticks(range(len(values)), list(values))
    axes.set(xlabel="bits", ylim=(len(values) - 0.5, -0.6))
    axes.locator_params(axis="x", nbins=4)
    axes.set_title(f"truth: {truth:.3f} bit (dashed line)", loc="left")
    axes.tick_params(axis="y", length=0)
    return picture


@drawing
def significant_pixels(alone, together, drawn):
    """Which pixels pass a test, alone and after correction for their number.

    alone, together: Boolean (28, 28), passed on its own, and against the best of
    all; drawn: Boolean, the pixel is not blank in all images.
    """
    kind = np.where(together, 3, np.where(alone, 2, np.where(drawn, 1, 0)))
    names = ["never ink", "not significant (×)", "only uncorrected", "significant"]
    colors = ["#BBBBBB", "#FFFFFF", ORANGE, BLUE]
    number = np.bincount(kind.ravel(), minlength=4)
    told = [f"{name}: {n} pixels" for name, n in zip(names, number, strict=True)]
    picture = Picture(figsize=(5.6, 3.0))
    picture.alt = f"The 784 pixels by the outcome of the test. {'; '.join(told)}."
    axes, beside = picture.subplots(1, 2, width_ratios=[1.1, 1])
    rgb = np.array([to_rgb(color) for color in colors])
    axes.imshow(rgb[kind], interpolation="none")
    axes.plot(*np.nonzero(kind == 1)[::-1], "x", color="#111111", ms=3, mew=0.8)
    axes.set(xticks=[0, 9, 18, 27], yticks=[0, 9, 18, 27])
    for color, text in zip(colors, told, strict=True):
        beside.plot([], [], "s", mfc=color, mec=INK, ms=10, label=text)
    beside.legend(loc="center left", frameon=False)
    beside.set_axis_off()
    return picture
