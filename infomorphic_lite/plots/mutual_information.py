"""Figures of the chapter *Mutual information*."""

import numpy as np
from matplotlib.colors import to_rgba

from ..information import (
    entropy,
    marginal,
    mutual_information,
    pointwise_mutual_information,
)
from .base import (
    BLUE,
    INK,
    ORANGE,
    PAPER,
    SKY,
    VERMILLION,
    Picture,
    canvas,
    drawing,
)


@drawing
def shared_entropy(p, names=("X", "Y")):
    """H(X,Y) as a bar, H(X) and H(Y) below it: where they overlap, they share.

    p: joint pmf, shape (nx, ny). The overlap is as long as I(X;Y); what is left of the
    upper bar on either side is H(X|Y) and H(Y|X).
    """
    x, y, joint = entropy(marginal(p, 0)), entropy(marginal(p, 1)), entropy(p)
    shared = x + y - joint
    a, b = names
    bars_of = {
        f"H({a},{b})": (0, joint, PAPER),
        f"H({a})": (0, x, BLUE),
        f"H({b})": (x - shared, y, ORANGE),
        f"I({a};{b})": (x - shared, shared, SKY),
    }
    rests = {f"H({a}|{b})": (0, x - shared), f"H({b}|{a})": (x, joint - x)}
    told = ", ".join(f"{name} = {bar[1]:.3f}" for name, bar in bars_of.items())
    left = " and ".join(f"{name} = {width:.3f}" for name, (_, width) in rests.items())
    alt = (
        f"Bars in bits: {told}. The last is where those of {a} and {b} overlap; "
        f"{left} are the ends of the first."
    )
    picture, axes = canvas(alt, height=2.7)
    for row, (name, (left, width, color)) in enumerate(bars_of.items()):
        axes.barh(row, width, 0.46, left, color=color, edgecolor=INK)
        text = f"{name} = {width:.3f}"
        axes.annotate(text, (left, row - 0.25), (5, 2), textcoords="offset points")
    for name, (start, width) in rests.items():
        axes.text(start + width / 2, 0, name, ha="center", va="center")
    axes.vlines((x - shared, x), -0.23, 3, color=INK, linestyle=":", linewidth=1)
    axes.set(ylim=(3.35, -0.75), xlim=(0, joint * 1.02), xlabel="bits")
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    return picture


@drawing
def pointwise_blocks(p, xs, ys):
    """Every outcome as a block, as wide as it is probable and i(x;y) high or deep.

    p: joint pmf, shape (nx, ny); xs, ys: names of the values. A block's area is what
    the outcome adds to I(X;Y).
    """
    bits = pointwise_mutual_information(p)
    cells = sorted(zip(*np.nonzero(p)), key=lambda cell: -bits[cell])
    blocks = [(f"{xs[i]}, {ys[j]}", p[i, j], bits[i, j]) for i, j in cells]
    told = ", ".join(f"{n} (probability {w:.2f}) {h:+.2f} bits" for n, w, h in blocks)
    alt = (
        "Blocks as wide as an outcome is probable and as high as its pointwise mutual "
        f"information: {told}. The areas add up to {mutual_information(p):.3f} bit."
    )
    picture, axes = canvas(alt, height=3.2)
    edges = np.cumsum([0] + [width for _, width, _ in blocks])
    for left, (name, width, height) in zip(edges, blocks):
        color = BLUE if height > 0 else VERMILLION
        axes.bar(left, height, width, align="edge", color=color, edgecolor=INK)
        # Names stand above what informs and hang inside what misinforms.
        axes.annotate(
            f"{name} {height:+.2f}".replace("-", "\u2212"),
            (left + width / 2, max(height, 0)),
            (0, 4 if height > 0 else -5),
            textcoords="offset points",
            ha="center",
            va="bottom" if height > 0 else "top",
            rotation=0 if width > 0.2 else 90,
            fontsize="small",
            color=INK if height > 0 else "#111111",
        )
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.set(xlim=(0, 1), xlabel="probability", ylabel="i(x;y) (bits)")
    axes.set_ylim(top=bits[p > 0].max() + 0.5)
    return picture


@drawing
def noisy_neuron(noise, share_of_A):
    """One response about two pictures: what is known before and after

    noise: probability of the wrong response (silence to A, firing to B).
    share_of_A: probability of picture A. Left all outcomes as areas, right what
    one response tells at every noise.
    """
    p = _neuron_table(noise, share_of_A)
    before, bits = entropy([share_of_A, 1 - share_of_A]), mutual_information(p)
    left = [entropy(column / column.sum()) for column in p.T]
    alt = (
        f"A comes on {share_of_A:.0%} of trials; {noise:.0%} of responses are wrong. "
        f"H(X) is {before:.3f} bit; {left[0]:.3f} bit are left after firing, "
        f"{left[1]:.3f} after silence; I(X;Y) is {bits:.3f} bit."
    )
    picture = Picture(figsize=(5.6, 3.3))
    picture.alt = alt
    areas, axes = picture.subplots(1, 2)
    _outcome_areas(areas, p)
    x = np.sin(np.linspace(0, np.pi / 2, 41)) ** 2
    bits_at = [mutual_information(_neuron_table(q, share_of_A)) for q in x]
    axes.plot(x, bits_at, color=INK)
    axes.axhline(before, color=INK, linestyle="--", linewidth=1.2)
    middle = {"ha": "center", "textcoords": "offset points"}
    axes.annotate("H(X)", (0.5, before), (0, 4), **middle)
    axes.annotate("I(X;Y)", (0.5, 0), (0, 14), **middle)
    axes.plot(noise, bits, "o", color=VERMILLION, markersize=8, clip_on=False)
    axes.set(xlabel="noise", ylabel="bits", xlim=(0, 1), ylim=(0, 1.12))
    axes.set_xticks((0, 0.5, 1))
    axes.set_title(f"I(X;Y) = {bits:.3f} bit", loc="left")
    after = f"after firing {left[0]:.3f}, after silence {left[1]:.3f} bit"
    picture.supxlabel(f"unknown: before {before:.3f}, {after}", fontsize="medium")
    return picture


def _neuron_table(noise, p_a):
    """Joint pmf of the picture (A, B) and the response (fires, silent)."""
    right = 1 - noise
    return np.array(
        [[p_a * right, p_a * noise], [(1 - p_a) * noise, (1 - p_a) * right]]
    )


def _outcome_areas(axes, p):
    """All outcomes of a 2 x 2 table as areas of a unit square; columns are pictures."""
    left = 0.0
    for name, row in zip("AB", p):
        width = row.sum()
        fires = row[0] / width
        axes.bar(left, fires, width, align="edge", color=ORANGE, edgecolor=INK)
        silent = {"bottom": fires, "align": "edge", "color": PAPER}
        axes.bar(left, 1 - fires, width, edgecolor=INK, **silent)
        middle = left + width / 2
        axes.text(middle, 1.02, name, ha="center")
        where = {"ha": "center", "va": "center", "rotation": 0 if width > 0.25 else 90}
        if fires > 0.25:
            axes.text(middle, fires / 2, "fires", color="#111111", **where)
        if fires < 0.75:
            axes.text(middle, (1 + fires) / 2, "silent", **where)
        left += width
    axes.set(xlim=(0, 1), ylim=(0, 1), xticks=(0, 0.5, 1))
    axes.set(xlabel="p(picture)", ylabel="p(response | picture)")
    axes.set_title(" ", loc="left")


@drawing
def letter_pairs(p, letters, frame=()):
    """What each pair of neighbours adds to I: full squares add, hollow circles take.

    p: joint pmf of a letter (rows) and the next one (columns). A mark's area goes
    with the size of p(x,y) i(x;y). frame: pairs of letters to draw a frame around.
    """
    bits = pointwise_mutual_information(p)
    parts = np.nan_to_num(p * bits)
    names = [a + b for a in letters for b in letters]
    most, least = names[parts.argmax()], names[parts.argmin()]
    gain, loss = parts[parts > 0].sum(), parts[parts < 0].sum()
    alt = (
        "Squares for pairs that occur more often than if letters were independent, "
        f"circles for pairs that occur less often: {most} adds {parts.max():.3f} bit, "
        f"{least} {parts.min():.3f}. Together they add {gain:.3f} and {loss:.3f} bit."
    )
    if frame:
        alt = f"{alt} Framed: {', '.join(frame)}."
    picture, axes = canvas(alt, width=6, height=5.6)
    first, second = np.indices(p.shape)
    area = 150 * np.abs(parts) / np.abs(parts).max()
    # A mark narrower than half a point could not be seen.
    for shown, marker, face in (
        ((parts > 0) & (area > 0.25), "s", BLUE),
        ((parts < 0) & (area > 0.25), "o", "none"),
    ):
        edge = BLUE if face == BLUE else VERMILLION
        marks = {"marker": marker, "facecolor": face, "edgecolor": edge}
        axes.scatter(second[shown], first[shown], area[shown], linewidth=0.8, **marks)
    for pair in frame:
        at = letters.index(pair[1]), letters.index(pair[0])
        axes.plot(*at, "s", mfc="none", mec=INK, mew=1.8, ms=14)
    axes.set_xticks(range(len(letters)), letters, fontsize="small")
    axes.set_yticks(range(len(letters)), letters, fontsize="small")
    axes.set(xlabel="next letter", ylabel="letter", ylim=(len(letters) - 0.4, -0.6))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return picture


SHAPES = {
    "line": lambda x: (x, x),
    "parabola": lambda x: (2 * x**2 - 1,) * 2,
    "cross": lambda x: (x, -x),
    "circle": lambda x: (np.sqrt(1 - x**2), -np.sqrt(1 - x**2)),
    "cloud": lambda x: np.broadcast_to(np.linspace(-1.5, 1.5, 31)[:, None], (31, 31)),
}


def noisy_shape(shape, noise):
    """Joint pmf of X, uniform from -1 to 1, and Y = f(X) + noise, on 31 x 31 points.

    shape: a name in SHAPES, whose branches are equally probable. noise: standard
    deviation of a Gaussian, cut off at the grid's edges -1.5 and 1.5.
    Returns x, y and the pmf, x in rows.
    """
    x, y = np.linspace(-1, 1, 31), np.linspace(-1.5, 1.5, 31)
    branches = np.array(SHAPES[shape](x))
    p = np.exp(-(((y - branches[..., None]) / noise) ** 2) / 2)
    p /= p.sum(-1, keepdims=True)
    return x, y, p.mean(0) / len(x)


@drawing
def dependence(shape, noise):
    """Correlation and mutual information of two variables

    shape: a name in SHAPES; noise: standard deviation of what is added to Y.
    """
    x, y, p = noisy_shape(shape, noise)
    bits = mutual_information(p)
    dx, dy = x - x @ p.sum(1), y - y @ p.sum(0)
    r = dx @ p @ dy / np.sqrt((dx**2 @ p.sum(1)) * (dy**2 @ p.sum(0)))
    # Adding 0 turns -0.0, which rounding leaves, into 0.0.
    r, bits = round(r, 2) + 0.0, round(bits, 2) + 0.0
    numbers = f"correlation {r:.2f}, I(X;Y) = {bits:.2f} bits"
    alt = (
        f"How probable each X (across) with each Y (upwards) is, for a {shape} with "
        f"noise {noise:g}; the most probable cell is darkest. {numbers}."
    )
    picture, axes = canvas(alt, width=4.2, height=4.2)
    # One colour that fades to nothing serves pages of any colour.
    image = np.full((*p.T.shape, 4), to_rgba(BLUE))
    image[..., 3] = p.T / p.max()
    image = (image * 255).astype(np.uint8)
    edges = (-1 - 1 / 30, 1 + 1 / 30, -1.55, 1.55)
    axes.imshow(image, extent=edges, origin="lower", interpolation="none")
    axes.set(xlabel="X", ylabel="Y", xticks=(-1, 0, 1), yticks=(-1, 0, 1))
    axes.set_xlim(-1.55, 1.55)
    axes.set_title(numbers, loc="left")
    return picture


@drawing
def information_growth(windows, bits, ceiling):
    """Information in a spike count against the length of the counting window.

    windows: in ms; bits: information at each; ceiling: what no window can exceed.
    """
    told = (
        f"{bits[0]:.2f} bit at {windows[0]:g} ms, {bits[-1]:.2f} at {windows[-1]:g} ms"
    )
    alt = (
        f"A rising curve that bends: {told}, below a ceiling of {ceiling:.2f} bits. A "
        "dotted line in proportion to time leaves it at once and passes the ceiling."
    )
    picture, axes = canvas(alt)
    axes.plot(windows, bits, "o-", color=INK)
    straight = np.multiply(windows, bits[0] / windows[0])
    axes.plot(windows, straight, ":", color=VERMILLION)
    at = 0.8 * ceiling
    text = (at * windows[0] / bits[0], at)
    axes.annotate("in proportion", text, (9, -4), textcoords="offset points")
    axes.axhline(ceiling, color=INK, linestyle="--", linewidth=1.2)
    axes.annotate(
        f"ceiling {ceiling:.2f} bits",
        (windows[-1], ceiling),
        (0, 4),
        textcoords="offset points",
        ha="right",
    )
    axes.set(xlabel="counting window (ms)", ylabel="I(X;Y) (bits)")
    axes.set(xlim=(0, None), ylim=(0, ceiling * 1.2))
    return picture
