"""The exercises of problem set 1 that ask whether an estimate is significant."""

import numpy as np

from .. import datasets
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
        return "x = y gives p = 1: shuffle one of them, or the pairs stay together."
    if abs(p) < 1e-9:
        return "It can be 0, which no finite test shows: the value is a draw too."
    if abs(p * 49 - 1) < 1e-9:
        return "The value counts above the line, so it must count below it as well."
    if p > 0.9:
        return "x = y should be hard to reach by chance, but p is large: other tail?"
    if abs(p * 50 - 1) > 1e-9:
        return f"For x = y and 49 shuffles p is {p:.4g}: how many draws are there?"
    return _ties(answer, rng) or _calibration(answer, rng)


def _p_of(answer, x, y, rng, shuffles):
    before = str(rng.bit_generator.state)
    p = number(answer(x, y, rng, shuffles))
    if p.shape:
        raise Refused(f"One p-value is wanted, not an array of shape {p.shape}.")
    if not 0 <= p <= 1:
        raise Refused(f"A p-value lies between 0 and 1, but this is {show(p)}.")
    if str(rng.bit_generator.state) == before:
        raise Refused("Nothing is drawn from the generator rng: shuffle with it.")
    return float(p)


def _ties(answer, rng):
    """All orders of these two samples share 1 bit; samples drawn anew need not."""
    x = np.array([0, 1])
    p = _p_of(answer, x, x, rng, 39)
    if p < 0.1:
        return "A tie counts against the value: it is at least as large, too."
    if p < 1:
        return "Shuffling only reorders: no sample may be drawn twice or left out."
    return None


def _calibration(answer, rng):
    """Try an order of y whose rank among many orders shows its p-value."""
    x, y = rng.integers(0, 3, (2, 40))
    p = _p_of(answer, x, _reordered(y, x, rng, 800)(0.4), rng, 199)
    if abs(p - 0.4) > 0.22:  # five standard deviations
        side = "small" if p < 0.4 else "large"
        return f"For data that share nothing p is too {side}: count all the draws."
    return None


def measurements(rng):
    """Draw 500 images of digits and what 14 devices measured on them.

    Returns columns, integers of shape (500, 14), one column per device, and labels,
    the digits 0..9, shape (500,). Some devices saw one pixel of the image, light or
    dark; others saw nothing of it. Source: the handwritten digits of scikit-learn.
    """
    columns, labels, _ = _measurements(rng)
    return columns, labels


def significant(answer, rng):
    """significant(columns, labels, rng): the numbers of the columns that tell.

    columns: integers, shape (n, m). labels: integers, shape (n,). rng: a generator.
    Returns the list of columns (0 .. m - 1) that are significantly informative about
    the labels: the chance that even one is in it by accident is 0.05 at most.
    """
    columns, labels, kinds = _measurements(rng)
    chosen = _column_numbers(answer(columns, labels, rng), len(kinds))
    found = {str(kind) for kind in kinds[chosen]}
    if len(chosen) == len(kinds):
        return "Every column is in the list."
    if not found:
        return "The list is empty. With s shuffles p is 1/(1 + s) or more: low enough?"
    if "many" in found:
        return "A column with many values is in it: its information is all bias."
    if "dark" in found:
        return "A column that never changes is in it: p must be 1 for that."
    if "noise" in found:
        return "Noise is in it that shuffled data beat easily: look at your p-values."
    if "lucky" in found:
        return "Of many columns some reach 0.05 by luck: the level must allow for that."
    if len(chosen) < np.sum(kinds == "pixel"):
        return "Columns are missing that tell the digit clearly."
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


def _measurements(rng):
    """Return columns, labels and the kind of each column, none of it borderline.

    Noise is a reordered pixel. Its information among 4,000 reorderings is its
    p-value, so each p-value can be chosen: "lucky" columns lie between the level
    0.05 and what it is once divided by the number of columns.
    """
    images, labels = _digits(rng)
    chosen = rng.permutation(len(labels))[:500]
    light, labels = (images[chosen] > 7).astype(int), labels[chosen]
    told = np.array([_information(pixel, labels) for pixel in light.T])
    pixels = rng.permutation(np.flatnonzero(told > 0.15))[:6]
    halves = np.argmin(np.abs(light.mean(0) - 0.5))
    noise = _reordered(light[:, halves], labels, rng, 4000)
    many = _reordered(rng.integers(0, 60, len(labels)), labels, rng, 200)
    columns = [*light.T[pixels], light[:, 0]]
    columns += [noise(p) for p in (0.022, 0.028, 0.3, 0.45, 0.6, 0.75)] + [many(0.5)]
    kinds = ["pixel"] * 6 + ["dark"] + ["lucky"] * 2 + ["noise"] * 4 + ["many"]
    order = rng.permutation(len(kinds))
    return np.array(columns)[order].T, labels, np.array(kinds)[order]


def _digits(rng):
    drawn = datasets.digits(rng)
    return drawn.train_images.reshape(-1, 64), drawn.train_labels.astype(int)


def _reordered(column, labels, rng, times):
    """Return a function of a p-value that gives a reordering that has it."""
    orders = rng.permuted(np.tile(column, (times, 1)), axis=1)
    told = [_information(order, labels) for order in orders]
    ranked = orders[np.argsort(told)[::-1]]
    return lambda p: ranked[round(p * times)]


def _information(x, y):
    """Plug-in mutual information of integer samples, bits; a table, then entropies."""
    ny = y.max() + 1
    table = np.bincount(x * ny + y, minlength=(x.max() + 1) * ny) / len(x)
    return info.mutual_information(table.reshape(-1, ny))
