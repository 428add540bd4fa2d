"""Exercises in the chapters of Part I: what is asked, and the usual mistakes."""

import numpy as np

from .. import information as info
from .compare import Refused, compare, pmf_of, random_pmf

NATS = "This is in nats: bits need the logarithm to base 2."
TENS = "This uses the logarithm to base 10: bits need base 2."
SIGN = "The sign is wrong: this quantity is never negative."
NAN = "With a zero in p it returns nan: 0 log 0 must count as 0."


def unit_mistakes(reference):
    """The usual mistakes for a quantity in bits that is never negative."""
    return {
        NATS: lambda *args: reference(*args) * np.log(2),
        TENS: lambda *args: reference(*args) * np.log10(2),
        SIGN: lambda *args: -reference(*args),
    }


SURPRISE_MISTAKES = {
    **unit_mistakes(info.surprise),
    "This is weighted with p: what the outcome adds to an average.": [
        lambda p: -p * np.log2(p)
    ],
    "1/p is how rare the outcome is; surprises of independent outcomes add.": [
        lambda p: 1 / np.asarray(p)
    ],
    "1 - p stays below 1; twice as rare must always add one bit.": [
        lambda p: 1 - np.asarray(p)
    ],
    "This adds up all surprises; each probability has one of its own.": [
        lambda p: -np.sum(np.log2(p))
    ],
}


def surprise(answer, rng):
    """surprise(p): the surprise of an outcome with probability p, in bits.

    p: a probability in (0, 1] or an array of them, any shape.
    """
    cases = [(0.125,), (1 - rng.random(),), (1 - rng.random(3),)]
    cases.append((1 - rng.random((2, 3)),))
    return compare(answer, cases, info.surprise, SURPRISE_MISTAKES)


EPSILON = "A small number added inside the logarithm changes the result: skip zeros."
ENTROPY_MISTAKES = {
    **unit_mistakes(info.entropy),
    "Each surprise must be weighted with its probability.": [
        lambda p: -np.sum(np.log2(p)),
        lambda p: -np.mean(np.log2(p)),
    ],
    "Weighting with p is the average already: a sum, with no further division.": [
        lambda p: -np.mean(p * np.log2(p))
    ],
    "This only counts the outcomes: right when all are equally likely.": [
        lambda p: np.log2(p.size)
    ],
    "This is the surprise of the likeliest outcome, not the mean of all.": [
        lambda p: -np.log2(np.max(p))
    ],
    "Only the first outcome is used: there may be more than two.": [
        lambda p: -np.log2(p[0]),
        lambda p: -p[0] * np.log2(p[0]),
        lambda p: -p[0] * np.log2(p[0]) - (1 - p[0]) * np.log2(1 - p[0]),
    ],
    "Only the first two outcomes are used: there may be more.": [
        lambda p: -p[0] * np.log2(p[0]) - p[1] * np.log2(p[1])
    ],
}


ENTROPY_MISTAKES[EPSILON] = [
    lambda p, e=10.0**-k: -np.sum(p * np.log2(p + e)) for k in range(2, 10)
]
ENTROPY_MISTAKES_AT_ZEROS = {
    NAN: lambda p: -np.sum(p * np.log2(p)),
    "An impossible outcome has infinite surprise, but weight 0: it adds nothing.": [
        lambda p: np.inf
    ],
}


def entropy(answer, rng):
    """entropy(p): the entropy of a pmf in bits.

    p: pmf, an array of any shape; it may hold zeros.
    """
    cases = [(random_pmf(rng, 2),), (random_pmf(rng, 5),), (random_pmf(rng, 2, 3),)]
    zeros = [(random_pmf(rng, 6, zeros=2),), (random_pmf(rng, 2, 3, zeros=1),)]
    zeros += [(np.array([0.0, 1.0, 0.0]),)]
    return compare(answer, cases, info.entropy, ENTROPY_MISTAKES) or compare(
        answer, zeros, info.entropy, ENTROPY_MISTAKES_AT_ZEROS
    )


def four_outcomes(answer, rng):
    """Four probabilities, all above 0, whose entropy is 1.75 bits (to 1e-6)."""
    p = pmf_of(answer, (4,))
    if not p.all():
        return "All four outcomes must be possible: no probability may be 0."
    bits = info.entropy(p)
    if abs(bits - 1.75) <= 1e-6:
        return None
    if abs(bits - 2) < 1e-9:
        return "Four equally likely outcomes have 2 bits, the most there can be."
    if abs(bits - 1.75) < 0.01:
        return f"{bits:.6f} bits is close, but exact values exist: try powers of 1/2."
    if bits > 1.75:
        return f"This has {bits:.4f} bits, too many: let one outcome be likelier."
    return f"This has {bits:.4f} bits, too few: let the outcomes be more alike."


def _entropies(columns):
    return [info.entropy(column) for column in columns.T]


OUTER = "The product of the marginals has the shape of p: `np.outer`, rows first."
MUTUAL_INFORMATION_MISTAKES = {
    **unit_mistakes(info.mutual_information),
    "This is the joint entropy: what X and Y hold, not share.": info.entropy,
    "This is a conditional entropy: what stays unknown, not what is learned.": [
        lambda p: info.conditional_entropy(p, 0),
        lambda p: info.conditional_entropy(p, 1),
    ],
    "This adds both entropies but never takes off what they hold together.": [
        lambda p: info.entropy(p.sum(1)) + info.entropy(p.sum(0))
    ],
    "p and the product of the marginals are swapped: average over p.": [
        lambda p: info.kl_divergence(_independent(p), p)
    ],
    "Not every value is equally likely: weight each column with p(y).": [
        lambda p: info.entropy(p.sum(1)) - np.mean(_entropies(p / p.sum(0))),
        lambda p: info.entropy(p.sum(0)) - np.mean(_entropies(p.T / p.sum(1))),
    ],
    "Each cell must be weighted with its probability p(x, y).": [
        lambda p: np.mean(info.pointwise_mutual_information(p)),
        lambda p: np.sum(info.pointwise_mutual_information(p)),
    ],
    "One number is wanted: the mean of these values under p.": [
        info.pointwise_mutual_information
    ],
    "This is a share of an entropy: bits are wanted, so do not divide.": [
        lambda p: info.mutual_information(p) / info.entropy(p.sum(1)),
        lambda p: info.mutual_information(p) / info.entropy(p.sum(0)),
        lambda p: info.mutual_information(p) / info.entropy(p),
    ],
}


def mutual_information(answer, rng):
    """mutual_information(p): the mutual information of X and Y in bits.

    p: joint pmf, shape (nx, ny); it may hold zeros.
    """
    cases = [(random_pmf(rng, *shape),) for shape in ((2, 2), (3, 4), (4, 2))]
    zeros = [(random_pmf(rng, 3, 4, zeros=4),), (np.diag([0.25, 0.75]),)]
    zeros += [(np.array([[0.0, 0.0], [0.5, 0.5]]),)]
    nan = {
        NAN: lambda p: np.sum(p * np.log2(p / _independent(p))),
        "Skip the cells where p is 0, not those where the product is.": _masked,
    }
    reference = info.mutual_information
    try:
        hint = compare(answer, cases, reference, MUTUAL_INFORMATION_MISTAKES)
    except Refused as reason:
        raise Refused(OUTER if "broadcast" in str(reason) else reason) from None
    return hint or compare(answer, zeros, reference, nan)


def _masked(p):
    m = _independent(p) > 0
    return np.sum(p[m] * np.log2(p[m] / _independent(p)[m]))


def uncorrelated(answer, rng):
    """A joint pmf, shape (3, 2), of X in (-1, 0, 1) and Y in (0, 1).

    The covariance of X and Y is 0, their mutual information at least 0.5 bits.
    """
    if np.shape(answer) == (2, 3):
        return "The axes are the wrong way round: X has the rows, Y the columns."
    p = pmf_of(answer, (3, 2))
    x, y = np.array([-1, 0, 1]), np.array([0, 1])
    covariance = x @ p @ y - (x @ p.sum(1)) * (p.sum(0) @ y)
    if abs(covariance) > 1e-9:
        return (
            f"The covariance is {covariance:.4g}, not 0: balance X = -1 against X = 1."
        )
    bits = info.mutual_information(p)
    if bits < 1e-9:
        return "X and Y are independent: no covariance, but no information either."
    if bits < 0.5 - 1e-9:
        return f"The covariance is 0, but I(X;Y) is only {bits:.4f} bit, not 0.5."
    return None


def explaining_away(answer, rng):
    """A joint pmf of three binary variables, axes x, y, z, shape (2, 2, 2).

    I(X;Y) = 0, and I(X;Y|Z) = 1 bit.
    """
    p = pmf_of(answer, (2, 2, 2))
    shared = info.mutual_information(p)
    if shared > 1e-9:
        return f"I(X;Y) is {shared:.4g} bit before Z is known: that must be 0."
    bits = info.mutual_information(p, given=2)
    if bits > 1 - 1e-9:
        return None
    if bits < 1e-9:
        return "Knowing Z changes nothing here: X and Y are independent given Z too."
    return f"I(X;Y|Z) is {bits:.4g} bit: with Z known, X must fix Y completely."


def _share(x, y, nx, ny):
    return _table(x, y, nx, ny) / len(x)


def _hit(x, y, nx, ny):
    return (_table(x, y, nx, ny) > 0).astype(float)


PMF_MISTAKES = {
    "These are counts: shares sum to 1.": lambda *a: _table(*a),
    "`n[x, y] += 1` counts repeated pairs once only: np.add.at or a loop.": [
        lambda *a: _hit(*a) / len(a[0]),
        lambda *a: _hit(*a) / _hit(*a).sum(),
    ],
    "`n[x][y] += 1` changes a copy, so nothing is counted: np.add.at or a loop.": [
        lambda *a: 0 * _table(*a),
        lambda *a: np.nan * _table(*a),
    ],
    "Values that never occur are missing: the shape must be (nx, ny).": [
        lambda x, y, nx, ny: _share(x, y, x.max() + 1, y.max() + 1)
    ],
    "The bins run from the least to the largest value seen: fix them.": [
        lambda x, y, nx, ny: np.histogram2d(x, y, bins=(nx, ny))[0] / len(x)
    ],
    "The axes are swapped: x has the rows, y the columns.": lambda *a: _share(*a).T,
    "This multiplies the marginals: true only if x and y are independent.": [
        lambda *a: _independent(_share(*a))
    ],
    "A cell that never occurs has share 0: add nothing to the counts.": [
        lambda *a: (_table(*a) + 1) / (_table(*a) + 1).sum()
    ],
    "Each row or column sums to 1: that is conditional, not joint.": [
        lambda *a: _table(*a) / _table(*a).sum(1, keepdims=True),
        lambda *a: _table(*a) / _table(*a).sum(0),
        lambda *a: np.nan_to_num(_table(*a) / _table(*a).sum(1, keepdims=True)),
        lambda *a: np.nan_to_num(_table(*a) / _table(*a).sum(0)),
    ],
}


def pmf_from_samples(answer, rng):
    """pmf(x, y, nx, ny): the share of samples in each cell, shape (nx, ny).

    x, y: integer arrays of one length, values 0..nx-1 and 0..ny-1, of which some
    may never occur.
    """
    # The last value of each never occurs, and some cell is hit more than once.
    cases = [
        (rng.integers(0, nx - 1, n), rng.integers(0, ny - 1, n), nx, ny)
        for nx, ny, n in ((3, 4, 12), (5, 3, 40), (4, 4, 25))
    ]
    return compare(answer, cases, _share, PMF_MISTAKES)


def _excess(rx, ry, n):
    return (rx - 1) * (ry - 1) / (2 * n * np.log(2))


BIAS_MISTAKES = {
    "This is in nats: a bit is ln 2 nats.": lambda *a: _excess(*a) * np.log(2),
    "Nats to bits goes the other way: a bit is less than a nat.": [
        lambda *a: _excess(*a) * np.log(2) ** 2
    ],
    "The sign is wrong: the estimate is too large.": lambda *a: -_excess(*a),
    "This is twice too large.": lambda *a: 2 * _excess(*a),
    "`a / b * c` is (a / b) * c: brackets around the whole denominator.": [
        lambda rx, ry, n: (rx - 1) * (ry - 1) / 2 * n * np.log(2),
        lambda rx, ry, n: (rx - 1) * (ry - 1) / 2 * n / np.log(2),
    ],
    "The free shares of X and of Y multiply; here they are added.": [
        lambda rx, ry, n: (rx - 1 + ry - 1) / (2 * n * np.log(2))
    ],
    "n is missing: more samples must make it smaller.": [
        lambda rx, ry, n: _excess(rx, ry, 1)
    ],
    "Count what is free: the shares of a variable's values sum to 1.": [
        lambda rx, ry, n: rx * ry / (2 * n * np.log(2))
    ],
    "This is what the joint entropy misses: the marginals miss some too.": [
        lambda rx, ry, n: (rx * ry - 1) / (2 * n * np.log(2))
    ],
    "n - 1 belongs to variances; here n is the number of samples.": [
        lambda rx, ry, n: _excess(rx, ry, n - 1)
    ],
}


def bias(answer, rng):
    """bias(rx, ry, n): the expected excess of the plug-in mutual information, bits.

    rx, ry: number of values of X and of Y (integers). n: number of samples. First
    order in 1/n, for independent X and Y.
    """
    cases = [(2, 2, 100)]
    cases += [tuple(map(int, rng.integers((3, 5, 20), 90))) for _ in range(3)]
    return compare(answer, cases, _excess, BIAS_MISTAKES)


def _tail(value, null):
    return (1 + np.sum(null >= value)) / (1 + len(null))


P_VALUE_MISTAKES = {
    "It can be 0, which no finite test shows: count the true order as a draw.": [
        lambda value, null: np.mean(null >= value)
    ],
    "`1 + k / 1 + m` is 1 + (k / 1) + m: brackets above and below the line.": [
        lambda value, null: 1 + np.sum(null >= value) / 1 + len(null),
        lambda value, null: 1 + np.sum(null >= value) / (1 + len(null)),
        lambda value, null: (1 + np.sum(null >= value)) / 1 + len(null),
    ],
    "Only large values speak against chance, not negative ones: no `abs`.": [
        lambda value, null: _tail(abs(value), np.abs(null))
    ],
    "A tie counts against the value: it is at least as large, too.": [
        lambda value, null: (1 + np.sum(null > value)) / (1 + len(null)),
        lambda value, null: np.mean(null > value),
    ],
    "This is the share below the value: a large value needs a small p.": [
        lambda value, null: np.mean(null < value),
        lambda value, null: np.mean(null <= value),
        lambda value, null: 1 - _tail(value, null),
        lambda value, null: (1 + np.sum(null < value)) / (1 + len(null)),
        lambda value, null: (1 + np.sum(null <= value)) / (1 + len(null)),
    ],
    "The value counts above the line, so it must count below it as well.": [
        lambda value, null: (1 + np.sum(null >= value)) / len(null)
    ],
    "The value counts below the line, so it must count above it as well.": [
        lambda value, null: np.sum(null >= value) / (1 + len(null))
    ],
    "This is a count: a p-value is a share of all draws.": [
        lambda value, null: 1 + np.sum(null >= value),
        lambda v, null: sum(null >= v),
    ],
    "This is a z-score: count draws, and assume no normal distribution.": [
        lambda value, null: (value - np.mean(null)) / np.std(null)
    ],
}


def p_value(answer, rng):
    """p_value(value, null): how often shuffled data give as much as the value.

    value: the measured number. null: array of numbers from shuffled data. The
    measured value counts as one more draw of the null, and a tie counts in full.
    """
    cases = [(0.5, np.array([0.1, 0.5, 0.5, 0.9, 0.2])), (2.0, rng.random(19))]
    cases += [(-0.2, rng.uniform(-1, 0.5, 25))]
    cases += [(float(null[3]), null) for null in rng.random((2, 30))]
    return compare(answer, cases, _tail, P_VALUE_MISTAKES)


def _independent(p):
    return np.outer(p.sum(1), p.sum(0))


def _table(x, y, nx, ny):
    return np.bincount(x * ny + y, minlength=nx * ny).reshape(nx, ny).astype(float)


FUNCTIONS = {
    "surprise": surprise,
    "entropy": entropy,
    "mutual-information": mutual_information,
    "pmf-from-samples": pmf_from_samples,
    "bias": bias,
    "p-value": p_value,
}
DESIGNS = {
    "four-outcomes": four_outcomes,
    "uncorrelated": uncorrelated,
    "explaining-away": explaining_away,
}
