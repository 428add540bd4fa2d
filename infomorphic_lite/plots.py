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

from .information import (
    entropy,
    marginal,
    mutual_information,
    pointwise_mutual_information,
    surprise,
)

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
    image = np.full((*p.T.shape, 4), matplotlib.colors.to_rgba(BLUE))
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
    rgb = np.array([matplotlib.colors.to_rgb(color) for color in colors])
    axes.imshow(rgb[kind], interpolation="none")
    axes.plot(*np.nonzero(kind == 1)[::-1], "x", color="#111111", ms=3, mew=0.8)
    axes.set(xticks=[0, 9, 18, 27], yticks=[0, 9, 18, 27])
    for color, text in zip(colors, told, strict=True):
        beside.plot([], [], "s", mfc=color, mec=INK, ms=10, label=text)
    beside.legend(loc="center left", frameon=False)
    beside.set_axis_off()
    return picture
