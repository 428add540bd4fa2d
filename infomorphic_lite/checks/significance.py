"""The exercises of problem set 1 that ask whether an estimate is significant."""

import numpy as np

from .. import datasets, estimate
from .. import information as info
from .compare import Refused, number, show


def shuffle_test(answer, rng):
    """shuffle_test(x, y, rng, shuffles): a p-value for the information x, y share.

    x, y: integer arrays of one length. rng: a generator that does the shuffling.
    shuffles: how often. The measured value counts as one more shuffle.
    """
    x = rng.integers(0, 3, 60)
    p = _p_of(answer, x, x, rng, 49)
    if p == 1:
        return (
            "x = y gives p = 1: the pairs stay together, or the comparison is the "
            "wrong way round."
        )
    if abs(p) < 1e-9:
        return (
            "It can be 0, which no finite test shows: count the true order as a draw."
        )
    if abs(p * 49 - 1) < 1e-9:
        return "The value counts above the line, so it must count below it as well."
    if p > 0.9:
        return "x = y should be hard to reach by chance, but p is large: other tail?"
    if abs(p * 50 - 1) > 1e-9:
        return f"For x = y and 49 shuffles p is {p:.4g}, but it should be 1/50."
    hint = _uncorrelated(answer, rng) or _ties(answer, rng) or _calibration(answer, rng)
    if not hint and answer.mutates:
        return "x and y must stay as they were: rng.permutation returns a copy."
    return hint


ERRORS = {
    "not object": "rng.shuffle works in place and returns None; use rng.permutation.",
    "probabilities sum": "This one takes a pmf: use the one from `estimate` (samples).",
}


def _p_of(answer, x, y, rng, shuffles):
    before = str(rng.bit_generator.state)
    try:
        p = number(answer(x, y, rng, shuffles))
    except Refused as reason:
        hints = [hint for words, hint in ERRORS.items() if words in str(reason)]
        raise Refused(*hints or [reason]) from None
    if p.shape:
        raise Refused(f"One p-value is wanted, not an array of shape {p.shape}.")
    if not 0 <= p <= 1:
        raise Refused(f"A p-value lies between 0 and 1, but this is {show(p)}.")
    if str(rng.bit_generator.state) == before:
        raise Refused("Nothing is drawn from rng: call the methods of rng itself.")
    return float(p)


def _uncorrelated(answer, rng):
    """Try a y that depends on x without correlation, which rolling leaves dependent."""
    x = np.arange(60) % 3
    if _p_of(answer, x, (x == 1).astype(int), rng, 49) > 0.3:
        return "y = (x == 1) is found by chance: use the information; do not roll y."
    return None


def _ties(answer, rng):
    """All orders of these two samples share 1 bit; samples drawn anew need not."""
    x = np.array([0, 1])
    p = _p_of(answer, x, x, rng, 39)
    if abs(p * 40 - 2) < 1e-9:
        return "How many shuffles were made? `return` may stand inside the loop."
    if p < 0.1:
        return "A tie counts against the value: it is at least as large, too."
    if p < 1:
        return "Shuffling only reorders: no sample may be drawn twice or left out."
    return None


def _calibration(answer, rng):
    """Try an order of y whose rank among many orders shows its p-value."""
    x, y = rng.integers(0, 3, (2, 40))
    p = _p_of(answer, x, _reordered(y, x, rng, 800)(0.4), rng, 199)
    if abs(p * 200 - round(p * 200)) > 1e-9:
        return "After 199 shuffles p must be 1/200, 2/200, ..., 1: count the data, too."
    if abs(p - 0.4) > 0.22:  # five standard deviations
        side = "small" if p < 0.4 else "large"
        return f"For data that share nothing p is too {side}: count all the draws."
    return None


def measurements(rng):
    """Draw 300 to 1,199 images of digits and what 30 devices measured on them.

    Returns columns, integers of shape (n, 30), one column per device, and labels, the
    digits 0..9, shape (n,). Some devices saw one pixel of the image, light or dark or
    17 shades; others saw nothing of it. Source: scikit-learn's handwritten digits.
    """
    columns, labels, _ = _measurements(rng)
    return columns, labels


EMPTY = (
    "The list is empty. Either p cannot get low enough, or a column of many values "
    "wins every shuffle: compare each on its own scale."
)


def significant(answer, rng):
    """significant(columns, labels, rng): the numbers of the columns that tell.

    columns: integers, shape (n, m). labels: integers, shape (n,). rng: a generator.
    Returns the list of columns (0 .. m - 1) that are significantly informative about
    the labels: the chance that even one is in it by accident is 0.05 at most, and
    the test finds the columns that tell clearly.
    """
    columns, labels, kinds = _measurements(rng)
    chosen = _column_numbers(answer(columns, labels, rng), len(kinds))
    found = {str(kind) for kind in kinds[chosen]}
    if len(chosen) == len(kinds):
        return "Every column is in the list."
    if not found:
        return EMPTY
    if "tells" not in found and len(chosen) > len(kinds) / 2:
        return "Listed are those that fail."
    if "many" in found:
        return "A column with many values is in it: its information is all bias."
    if "dark" in found:
        return "A column that never changes is in it: p must be 1 for that."
    if "noise" in found:
        return "Noise is in it that shuffled data beat easily: look at your p-values."
    if "lucky" in found:
        return "Of many columns some reach 0.01 by luck: the level must allow for that."
    if len(chosen) < np.sum(kinds == "tells"):
        return "Columns are missing that tell the digit clearly: one with many values?"
    return None


def _column_numbers(value, m):
    chosen = np.asarray(list(value) if isinstance(value, (set, tuple)) else value)
    if chosen.size == 0:
        return []
    if chosen.dtype.kind == "b":
        raise Refused("These are truth values: list the numbers of the columns.")
    if chosen.ndim != 1 or chosen.dtype.kind not in "iu":
        raise Refused("A list of column numbers (whole numbers) is wanted.")
    if not ((chosen >= 0) & (chosen < m)).all():
        raise Refused(f"Columns are counted from 0 to {m - 1}.")
    return sorted(set(chosen.tolist()))


LUCKY = (0.009, 0.00925, 0.0095, 0.00975, 0.01)


def _measurements(rng):
    """Return columns, labels and the kind of each column, none of it borderline.

    Noise is a reordered pixel. Its rank among 8,000 reorderings is its p-value, so
    that can be chosen: for "lucky" columns it is 0.01 at most, but so far above
    0.05 / 30 that a test with 799 shuffles or more takes none. Light pixels that tell
    have p < 1e-8: in such tables 2 n ln 2 times the information is chi-squared with
    9 degrees of freedom. Fixed limits fail, because the number of images varies, and
    grey pixels tell more than their bias but less than three times that.
    """
    images, labels = _digits(rng)
    chosen = rng.permutation(len(labels))[: rng.integers(300, 1200)]
    shades, labels = images[chosen], labels[chosen]
    light = (shades > 7).astype(int)
    told = np.array([_information(pixel, labels) for pixel in light.T])
    ranked = np.argsort(told)
    clear = ranked[told[ranked] * 2 * len(labels) * np.log(2) > 60]
    noise = _reordered(light[:, np.argmin(np.abs(light.mean(0) - 0.5))], labels, rng)
    grey = np.argsort([abs(_over_bias(c, labels) - 2.3) for c in shades.T])[:2]
    columns = [*light.T[clear[:3]], *light.T[clear[-3:]], *shades.T[grey]]
    columns.append(light[:, 0])
    columns += map(noise, (*LUCKY, *np.linspace(0.08, 0.9, 14)))
    many = (shades[:, grey[0]], rng.integers(0, 100, len(labels)))
    columns += [_reordered(column, labels, rng, 200)(0.5) for column in many]
    kinds = ["tells"] * 8 + ["dark"] + ["lucky"] * 5 + ["noise"] * 14 + ["many"] * 2
    order = rng.permutation(len(kinds))
    return np.array(columns)[order].T, labels, np.array(kinds)[order]


def _digits(rng):
    drawn = datasets.digits(rng)
    return drawn.train_images.reshape(-1, 64).astype(int), drawn.train_labels.astype(
        int
    )


def _reordered(column, labels, rng, times=8000):
    """Return a function of a p-value that gives a reordering that has it.

    The marginals stay: the information grows with the sum of n log n over the table.
    """
    orders = rng.permuted(np.tile(column.astype(np.int16), (times, 1)), axis=1)
    size = (column.max() + 1) * (labels.max() + 1)
    cells = (order * (labels.max() + 1) + labels for order in orders)
    n = np.array([np.bincount(cell, minlength=size) for cell in cells])
    ranked = np.argsort(np.sum(n * np.log(np.maximum(n, 1)), axis=1))[::-1]
    return lambda p: orders[ranked[round(p * times)]].astype(int)


def _over_bias(column, labels):
    """Return the information over its bias: 2 to 3 is far from chance, yet below 3."""
    r = len(np.unique(column))
    told = _information(column, labels)
    return told / estimate.bias(r, 10, len(labels)) if r >= 10 else 0


def _information(x, y):
    """Plug-in mutual information of integer samples, bits; a table, then entropies."""
    ny = y.max() + 1
    table = np.bincount(x * ny + y, minlength=(x.max() + 1) * ny) / len(x)
    return info.mutual_information(table.reshape(-1, ny))
