"""Information from samples: labels, tables of counts, entropy estimators, a test.

A sample of B draws is one integer column of shape (B,) for each variable. All
information is in bits. With few draws the plug-in values are wrong in a known
direction: entropy comes out too low and mutual information too high (`bias`).
"""

from typing import NamedTuple

import numpy as np

MOST_CELLS = 10**8


class ShuffleTest(NamedTuple):
    """What `shuffle_test` returns.

    value: I(X;Y) of the data in bits. null: the same of each shuffled copy, shape
    (shuffles,). p_value: how often chance does as well, between 0 and 1.
    """

    value: float
    null: np.ndarray
    p_value: float


def counts(*columns, shape=None):
    """n(x, y, ...): how often each combination of labels occurs.

    columns: integer arrays of shape (B,), labels from 0. shape: the number of labels
    of each column; without it each axis ends at the largest label seen.
    Returns an integer array with one axis a column.
    Raises TypeError or ValueError unless the columns are integers from 0, of one
    length, that fit in shape, and the table has at most 10^8 cells.
    """
    columns = [_labels(column) for column in columns]
    if len({len(column) for column in columns}) != 1:
        raise ValueError("give one or more columns, all of the same length")
    largest = tuple(int(column.max()) for column in columns)
    shape = tuple(m + 1 for m in largest) if shape is None else tuple(shape)
    if len(shape) != len(columns):
        raise ValueError(
            f"{len(columns)} columns need {len(columns)} axes, not {shape}"
        )
    if any(m >= size for m, size in zip(largest, shape, strict=True)):
        raise ValueError(f"labels up to {largest} do not fit in shape {shape}")
    cells = _table_size(shape)
    flat = np.ravel_multi_index(columns, shape)
    return np.bincount(flat, minlength=cells).reshape(shape)


def pmf(*columns, shape=None):
    """p(x, y, ...) = n(x, y, ...) / B, the relative frequencies (plug-in estimate).

    columns, shape, errors: as in `counts`. Returns a float array that sums to 1.
    """
    table = counts(*columns, shape=shape)
    return table / table.sum()


def equal_width(x, bins, low=None, high=None):
    """Label real values by `bins` intervals of equal width between low and high.

    Interval k is [low + k w, low + (k+1) w) with w = (high - low) / bins: a value on
    an inner edge goes to the upper bin, and high itself to the last bin.

    x: finite values, any shape. low, high: the smallest and largest value of x unless
    given. Returns integers from 0 to bins - 1 in the shape of x.
    Raises ValueError for a value outside [low, high] (nothing is clipped), for nan,
    unless low < high, and for fewer than one bin.
    """
    x = _values(x, bins)
    low, high = x.min() if low is None else low, x.max() if high is None else high
    if not low < high:
        raise ValueError(f"low must be below high, but they are {low} and {high}")
    if x.min() < low or x.max() > high:
        raise ValueError(
            f"values from {x.min()} to {x.max()} leave the range from {low} to {high}"
        )
    inner = np.linspace(low, high, bins + 1)[1:-1]
    return np.searchsorted(inner, x, side="right")


def equal_count(x, bins):
    """Label real values so that each of `bins` bins holds about B / bins of them.

    A value that is larger than r of the B values goes to bin floor(bins r / B).
    Without ties the bins differ by one member at most. Equal values always share a
    bin, so with many ties bins fill unevenly and some may stay empty.

    x: finite values, shape (B,). Returns integers from 0 to bins - 1, shape (B,).
    Raises ValueError for nan or infinite values, and unless 1 <= bins <= B.
    """
    x = _values(x, bins)
    if x.ndim != 1 or bins > len(x):
        raise ValueError(
            f"{bins} bins need a column of {bins} values or more, not shape {x.shape}"
        )
    smaller = np.searchsorted(np.sort(x), x, side="left")
    return smaller * bins // len(x)


def label(*columns):
    """One integer label for each distinct combination of values.

    columns: integer arrays, each of shape (B,), or (B, k) for k columns at once: a row
    of 28 pixels becomes one variable with as many labels as different rows were
    seen. Returns shape (B,), labels 0, 1, ... in the order of the sorted rows.
    Raises TypeError unless all are integers, ValueError unless B is the same in all.
    """
    columns = [_integers(column) for column in columns]
    if not columns or any(column.ndim not in (1, 2) for column in columns):
        raise ValueError("give columns of shape (B,) or (B, k)")
    if len({len(column) for column in columns}) != 1 or not columns[0].size:
        raise ValueError("give non-empty columns, all of the same length")
    rows = np.column_stack(columns)
    joint = np.zeros(len(rows), int)
    for column in rows.T:
        values, digit = np.unique(column, return_inverse=True)
        joint = np.unique(joint * len(values) + digit, return_inverse=True)[1]
    return joint


def plugin(counts):
    """H = -sum_i (n_i/B) log2 (n_i/B), the entropy of the relative frequencies.

    The maximum-likelihood estimate; its mean is never above the true entropy
    (Paninski 2003, Neural Computation 15:1191).
    counts: n_i, integers >= 0 of any shape, B = sum n_i > 0. Returns bits.
    Raises TypeError or ValueError unless counts are such.
    """
    n = _occupied(counts)
    p = n / n.sum()
    return float(0.0 - p @ np.log2(p))


def miller_madow(counts):
    """H = H_plugin + (K - 1) / (2 B ln 2) with K the number of n_i > 0.

    Adds the first-order bias of the plug-in estimate (Miller 1955, "Note on the bias
    of information estimates", in Quastler, Information Theory in Psychology).
    counts, errors: as in `plugin`. Returns bits.
    """
    n = _occupied(counts)
    return plugin(n) + (len(n) - 1) / (2 * n.sum() * np.log(2))


def chao_shen(counts):
    """H = -sum_i C p_i log2(C p_i) / (1 - (1 - C p_i)^B) with p_i = n_i / B.

    C = 1 - f_1 / B estimates the probability of all values seen so far, f_1 being the
    number of values seen once; the denominator is the chance to see value i at all.
    Source: Chao & Shen (2003), Environmental and Ecological Statistics 10:429.
    Where every value was seen once, C would be 0 and H undefined: then f_1 = B - 1.

    counts, errors: as in `plugin`. Returns bits.
    """
    n = _occupied(counts)
    total, once = n.sum(), (n == 1).sum()
    coverage = 1 - min(once, total - 1) / total
    p = coverage * n / total
    seen = 1 - (1 - p) ** total
    return float(0.0 - np.sum(p * np.log2(p) / seen))


METHODS = {"plugin": plugin, "miller_madow": miller_madow, "chao_shen": chao_shen}


def entropy(counts, method="plugin"):
    """H(X) in bits estimated from counts by `plugin`, `miller_madow` or `chao_shen`.

    counts: integers >= 0 of any shape, at least one above 0.
    Raises ValueError for another method, and as the methods do.
    """
    return _method(method)(counts)


def mutual_information(x, y, method="plugin"):
    """I(X;Y) = H(X) + H(Y) - H(X,Y) in bits, each H estimated by `method`.

    Only combinations that occur are counted, so x may have thousands of values.
    x, y: integer columns of shape (B,). method: as in `entropy`. With a corrected
    estimator the difference can be below 0.
    Raises TypeError or ValueError unless x and y are such columns.
    """
    x, y = _pair(x, y)
    estimate = _method(method)
    apart = estimate(np.bincount(x)) + estimate(np.bincount(y))
    return apart - estimate(_joint_counts(x, y))


def bias(rx, ry, samples):
    """(rx - 1)(ry - 1) / (2 B ln 2): by how many bits plug-in I(X;Y) is too high.

    The mean, to first order in 1/B, for independent X and Y with rx and ry values
    when every one of the rx ry combinations is possible (Miller 1955; Panzeri &
    Treves 1996, Network 7:87). It needs B well above rx ry.

    rx, ry: numbers of values, >= 1. samples: B >= 1.
    Raises ValueError below 1.
    """
    if min(rx, ry, samples) < 1:
        raise ValueError("numbers of values and of samples are 1 or more")
    return float((rx - 1) * (ry - 1) / (2 * samples * np.log(2)))


def shuffle_test(x, y, rng, shuffles=200, method="plugin"):
    """Is I(X;Y) above what chance gives? Compare with copies in which y is shuffled.

    Shuffling y keeps both marginals and destroys every dependence. The p-value is
    p = (1 + #{null >= value}) / (1 + shuffles): never 0, as the data are themselves
    one of the arrangements (Phipson & Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9:39).

    x, y, method: as in `mutual_information`. rng: a numpy.random.Generator.
    Returns ShuffleTest(value, null, p_value).
    Raises ValueError for fewer than one shuffle, and as `mutual_information` does.
    """
    if shuffles < 1:
        raise ValueError(f"the test needs one shuffle or more, not {shuffles}")
    x, y = _pair(x, y)
    estimate = _method(method)
    apart = estimate(np.bincount(x)) + estimate(np.bincount(y))
    value = apart - estimate(_joint_counts(x, y))
    null = np.array(
        [
            apart - estimate(_joint_counts(x, rng.permutation(y)))
            for _ in range(shuffles)
        ]
    )
    # Summed in another order, the same cells can differ in the last bit.
    as_good = np.sum(null >= value - 1e-12)
    return ShuffleTest(value, null, float((1 + as_good) / (1 + shuffles)))


def mutual_information_map(images, labels):
    """Plug-in I(X_k;Y) in bits of every pixel k with the label of the image.

    images: labels from 0, shape (B, ...), for instance (B, K) or (B, 28, 28) with
    few values each (`datasets.binarise`). labels: integers from 0, shape (B,).
    Returns the shape of one image.
    Raises TypeError or ValueError unless images and labels are such.
    """
    images, y = _integers(images), _labels(labels)
    if images.ndim < 2 or len(images) != len(y) or not images.size or images.min() < 0:
        raise ValueError(
            f"{len(y)} labels need as many images of integers >= 0, not {images.shape}"
        )
    n = _pixel_counts(images.reshape(len(y), -1), y)
    return _table_information(n).reshape(images.shape[1:])


def pair_information_map(images, labels, pixel):
    """Plug-in I(X_i, X_k; Y) in bits of a fixed pixel i together with every pixel k.

    pixel: the index of pixel i in one image, a number or, for (28, 28), a pair such
    as (14, 14). At k = i the value is that of pixel i alone. Rest and errors as in
    `mutual_information_map`; IndexError for a pixel outside the image.
    """
    images = _integers(images)
    fixed = images[(slice(None), *np.atleast_1d(pixel))]
    if fixed.ndim != 1:
        raise ValueError(f"pixel {pixel} names no single pixel of {images.shape[1:]}")
    fixed = fixed.reshape(-1, *[1] * (images.ndim - 1))
    return mutual_information_map(fixed * (images.max() + 1) + images, labels)


def _integers(values):
    values = np.asarray(values)
    if values.dtype.kind not in "iub":
        raise TypeError(
            f"labels are integers, not {values.dtype}; bin real values first"
        )
    return values.astype(int)


def _labels(column):
    column = _integers(column)
    if column.ndim != 1 or not column.size or column.min() < 0:
        raise ValueError("a column has shape (B,), B > 0, and holds integers from 0")
    return column


def _values(x, bins):
    x = np.asarray(x, float)
    if not x.size or not np.isfinite(x).all():
        raise ValueError("binning needs one or more values, all finite")
    if bins != int(bins) or bins < 1:
        raise ValueError(f"the number of bins is 1, 2, ..., not {bins}")
    return x


def _occupied(counts):
    n = _integers(counts).ravel()
    if not n.size or n.min() < 0 or not n.any():
        raise ValueError("counts are integers >= 0, at least one of them above 0")
    return n[n > 0]


def _method(name):
    if name not in METHODS:
        raise ValueError(f"method is one of {', '.join(METHODS)}, not {name!r}")
    return METHODS[name]


def _pair(x, y):
    x, y = label(x), label(y)
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} samples, but y has {len(y)}")
    return x, y


def _table_size(shape):
    cells = int(np.prod(np.array(shape, object)))
    if cells > MOST_CELLS:
        raise ValueError(
            f"a table of shape {shape} is too large; use fewer bins, or "
            "`mutual_information`, which counts only what occurs"
        )
    return cells


def _joint_counts(x, y):
    width = int(y.max()) + 1
    pairs = x * width + y
    # Counting cells beats sorting samples until the cells far outnumber them.
    if (int(x.max()) + 1) * width <= 32 * len(x):
        return np.bincount(pairs)
    return np.unique(pairs, return_counts=True)[1]


def _pixel_counts(pixels, y):
    shape = pixels.shape[1], int(pixels.max()) + 1, int(y.max()) + 1
    cells = _table_size(shape)
    flat = (np.arange(shape[0]) * shape[1] + pixels) * shape[2] + y[:, None]
    return np.bincount(flat.ravel(), minlength=cells).reshape(shape)


def _table_information(n):
    """I of each table n[k] of counts, shape (K, nx, ny) with one total B."""
    total = n[0].sum()
    apart = _n_log_n(n.sum(2)) + _n_log_n(n[0].sum(0))
    return np.log2(total) + (_n_log_n(n.reshape(len(n), -1)) - apart) / total


def _n_log_n(n):
    return np.sum(n * np.log2(np.maximum(n, 1)), axis=-1)
