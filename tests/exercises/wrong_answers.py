"""What students hand in: a right answer per chapter exercise, and the usual mistakes.

WRONG[name] lists (answer, words): the words must be in the hint that it gets, and
no two answers of an exercise get the same hint.
"""

import math

import numpy as np

from infomorphic_lite.estimate import mutual_information as plugin
from infomorphic_lite.information import mutual_information as pmf_information


def entropy(p):
    p = p[p > 0]
    return -np.sum(p * np.log2(p))


def mutual_information(p):
    return entropy(p.sum(1)) + entropy(p.sum(0)) - entropy(p)


def pmf(x, y, nx, ny):
    p = np.zeros((nx, ny))
    np.add.at(p, (x, y), 1 / len(x))
    return p


XOR = np.zeros((2, 2, 2))
for a in (0, 1):
    for b in (0, 1):
        XOR[a, b, a ^ b] = 0.25
AND = np.zeros((2, 2, 2))
for a in (0, 1):
    for b in (0, 1):
        AND[a, b, a & b] = 0.25
SAME = np.zeros((2, 2, 2))
SAME[0, 0, 0] = SAME[1, 1, 1] = 0.5

RIGHT = {
    "surprise": lambda p: -np.log2(p),
    "entropy": entropy,
    "four-outcomes": [1 / 2, 1 / 4, 1 / 8, 1 / 8],
    "mutual-information": mutual_information,
    "uncorrelated": [[0.25, 0], [0, 0.5], [0.25, 0]],
    "explaining-away": XOR,
    "pmf-from-samples": pmf,
    "bias": lambda rx, ry, n: (rx - 1) * (ry - 1) / (2 * n * np.log(2)),
    "p-value": lambda value, null: (1 + np.sum(null >= value)) / (1 + len(null)),
}


ALSO_RIGHT = [
    ("equal-count-bins", lambda x, k: np.digitize(x, np.quantile(x, inner(k)))),
    ("conditional-mutual-information", lambda p: given_z(p)),
    ("miller-madow", lambda counts: raised(counts)),
    ("significant", lambda c, y, rng: bonferroni(c, y, rng, 799)),
    ("significant", lambda c, y, rng: bonferroni(c, y, rng, 1999)),
    ("significant", lambda c, y, rng: own_scale_champions(c, y, rng)),
]


def inner(k):
    return np.arange(1, k) / k


def of_columns(conditional):
    return np.mean([entropy(column) for column in conditional.T])


def product_masked(p):
    q = independent(p)
    return np.sum(p[q > 0] * np.log2(p[q > 0] / q[q > 0]))


def chained_index(x, y, nx, ny):
    n = np.zeros((nx + len(x), ny + len(x)))
    n[x][y] += 1
    return n[:nx, :ny] / len(x)


def nats(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def repeats_lost(x, y, nx, ny):
    p = np.zeros((nx, ny))
    p[x, y] += 1 / len(x)
    return p


def too_small(x, y, nx, ny):
    return pmf(x, y, x.max() + 1, y.max() + 1)


def of_y(x, y, nx, ny):
    counts = len(x) * pmf(x, y, nx, ny)
    return counts / np.maximum(counts.sum(1, keepdims=True), 1)


def independent(p):
    return np.outer(p.sum(1), p.sum(0))


def unadded(p):
    return -p[p > 0] * np.log2(p[p > 0])


def binary(p):
    return -p[0] * np.log2(p[0]) - (1 - p[0]) * np.log2(1 - p[0])


def looped(p):
    return -sum(share * np.log2(share) for share in p if share > 0)


def wordy(p):
    raise ValueError("letters " * 9)


def fails_on_zero(p):
    if np.any(p == 0):
        raise ZeroDivisionError("log of 0")
    return entropy(p)


WRONG = {
    "surprise": [
        (lambda p: -np.log(p), "nats"),
        (lambda p: -np.log10(p), "base 10"),
        (lambda p: np.log2(p), "never negative"),
        (lambda p: -p * np.log2(p), "weighted with p"),
        (lambda p: 1 / p, "how rare"),
        (lambda p: 1 - p, "twice as rare"),
        (lambda p: -np.sum(np.log2(p)), "adds up all"),
        (lambda p: -__import__("math").log2(p), "functions of `math`"),
        (3.0, "the function itself"),
        (lambda: 1, "TypeError"),
        (lambda p: [-np.log2(share) for share in p], "also take a single number"),
        (lambda p: -np.log2(p) if p > 0 else 0, "arrays: `if` decides about"),
        (lambda p: np.round(-np.log2(p), 3), "rounded to 3 decimals"),
        (lambda p: -np.log2(p + 1e-9), "too small by 1.2e-08: rounded, or a small"),
        (lambda p: np.mean(-np.log2(p)), "but an array of shape (3,) is wanted"),
    ],
    "entropy": [
        (nats, "nats"),
        (lambda p: -np.sum(p * np.log10(p)), "base 10"),
        (lambda p: -np.sum(p * np.log2(p)), "0 log 0"),
        (lambda p: -np.sum(p * np.log2(p + 1e-9)), "inside the logarithm"),
        (lambda p: round(entropy(p), 3), "rounded to 3 decimals"),
        (lambda p: entropy(p) + 1e-6, "too large by 1e-06: rounded, or a small"),
        (lambda p: [entropy(p)], "but one number is wanted"),
        (binary, "Only the first outcome is used"),
        (
            lambda p: looped(p[:2]) if p.ndim == 1 else -sum((p * np.log2(p))[:2]),
            "Only the first two outcomes",
        ),
        (looped, "rows, but `if` decides about one number"),
        (
            lambda p: -sum(share * math.log2(share) for share in p),
            "rows, but functions of `math`",
        ),
        (wordy, "letters ..."),
        (lambda p: np.sum(p * np.log2(p)), "never negative"),
        (lambda p: -np.mean(np.log2(p)), "weighted with its probability"),
        (lambda p: -np.mean(p * np.log2(p)), "no further division"),
        (unadded, "One number is wanted: add the contributions up."),
        (lambda p: -sum(p * np.log2(p)), "several axes"),
        (lambda p: np.log2(p.size), "counts the outcomes"),
        (lambda p: -np.log2(p.max()), "likeliest"),
        (lambda p: np.inf if np.any(p == 0) else entropy(p), "weight 0"),
        (fails_on_zero, "ZeroDivisionError: log of 0"),
        (lambda p: "many bits", "of type str"),
        (lambda p: (entropy(p), "bits"), "of type tuple of float64 and str"),
        (lambda p: entropy(p) + 0.1, "too large"),
    ],
    "four-outcomes": [
        ([0.25] * 4, "the most there can be"),
        ([0.5, 0.25, 0.25, 0], "no probability may be 0"),
        ([0.5, 0.25, 0.125], "Four probabilities are wanted; you give three."),
        ([0.2] * 5, "you give five"),
        ([[0.5, 0.25], [0.125, 0.125]], "shape (4,)"),
        ({"wren": 1 / 2, "robin": 1 / 4}, "Give a list of numbers: this is of type"),
        ([50, 25, 12.5, 12.5], "percentages"),
        ([0.5, 0.25, 0.2, 0.2], "sum to 1"),
        ([0.6, 0.6, -0.1, -0.1], "never negative"),
        ([0.4, 0.3, 0.2, 0.1], "too many"),
        ([0.7, 0.1, 0.1, 0.1], "too few"),
        ([0.499, 0.251, 0.125, 0.125], "powers of 1/2"),
        (lambda: [0.25] * 4, "not a function"),
        ("1/2 1/4 1/8 1/8", "this is of type str."),
        (["1/2", "1/4", "1/8", "1/8"], "type list of str"),
        (["0.5", 0.25, 0.125, 0.125], "type list of float and str"),
    ],
    "mutual-information": [
        (lambda p: nats(p.sum(1)) + nats(p.sum(0)) - nats(p), "nats"),
        (lambda p: np.sum(p * np.log2(p / independent(p))), "0 log 0"),
        (lambda p: entropy(p) - entropy(p.sum(1)) - entropy(p.sum(0)), "negative"),
        (entropy, "joint entropy"),
        (lambda p: entropy(p) - entropy(p.sum(0)), "conditional entropy"),
        (lambda p: entropy(p.sum(1)) + entropy(p.sum(0)), "never takes off"),
        (
            lambda p: np.sum(independent(p) * np.log2(independent(p) / p)),
            "the product of the marginals are swapped",
        ),
        (lambda p: entropy(p.sum(1)) - of_columns(p / p.sum(0)), "each column"),
        (lambda p: np.sum(p * np.log2(p / np.outer(p.sum(0), p.sum(1)))), "np.outer"),
        (lambda p: np.sum(p * np.log2(p / (p.sum(0) * p.sum(1)))), "np.outer"),
        (product_masked, "not those where the product is"),
        (lambda p: np.mean(np.log2(p / independent(p))), "weighted"),
        (lambda p: np.log2(p / independent(p)), "mean of these values"),
        (lambda p: mutual_information(p) / entropy(p.sum(1)), "do not divide"),
    ],
    "uncorrelated": [
        (np.full((3, 2), 1 / 6), "independent"),
        ([[0.5, 0], [0, 0], [0, 0.5]], "balance"),
        ([[0.25, 0, 0.25], [0, 0.5, 0]], "wrong way round"),
        ([[0.2, 0.1], [0.1, 0.3], [0.2, 0.1]], "not 0.5."),
        ([[1, 0], [0, 2], [1, 0]], "sum to 4"),
        ([[0.25, 0], [0, 0.5], [0.25 + 1e-7, 0]], "sum to 1.0000001"),
        ([0.25, 0, 0, 0.5, 0.25, 0], "shape (3, 2)"),
    ],
    "explaining-away": [
        (np.full((2, 2, 2), 1 / 8), "given Z too"),
        (SAME, "I(X;Y) is 1 bit before Z is known"),
        (AND, "fix Y completely"),
        (4 * XOR, "sum to 4"),
        (XOR.ravel(), "shape (2, 2, 2)"),
    ],
    "pmf-from-samples": [
        (lambda x, y, nx, ny: len(x) * pmf(x, y, nx, ny), "counts"),
        (repeats_lost, "counts repeated pairs"),
        (chained_index, "changes a copy"),
        (lambda x, y, nx, ny: np.nan * pmf(x, y, nx, ny), "changes a copy"),
        (too_small, "never occur"),
        (
            lambda x, y, nx, ny: np.histogram2d(x, y, bins=(nx, ny))[0] / len(x),
            "least to the largest",
        ),
        (lambda x, y, nx, ny: pmf(y, x, ny, nx), "swapped"),
        (lambda *samples: independent(pmf(*samples)), "only if"),
        (of_y, "conditional"),
        (
            lambda x, y, nx, ny: (len(x) * pmf(x, y, nx, ny) + 1) / (len(x) + nx * ny),
            "add nothing",
        ),
        (lambda x, y, nx, ny: pmf(x, y, nx, ny) + 0.01, "off by up to 0.01"),
    ],
    "bias": [
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / (2 * n), "nats"),
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / (2 * n) * np.log(2), "other way"),
        (lambda rx, ry, n: -(rx - 1) * (ry - 1) / (2 * n * np.log(2)), "sign"),
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / (n * np.log(2)), "twice too large"),
        (lambda rx, ry, n: rx * ry / (2 * n * np.log(2)), "what is free"),
        (lambda rx, ry, n: (rx * ry - 1) / (2 * n * np.log(2)), "joint entropy"),
        (
            lambda rx, ry, n: (rx - 1) * (ry - 1) / (2 * (n - 1) * np.log(2)),
            "variances",
        ),
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / 2 * n * np.log(2), "brackets"),
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / 2 * n / np.log(2), "brackets"),
        (lambda rx, ry, n: (rx - 1 + ry - 1) / (2 * n * np.log(2)), "multiply"),
        (lambda rx, ry, n: (rx - 1) * (ry - 1) / (2 * np.log(2)), "n is missing"),
    ],
    "p-value": [
        (lambda value, null: np.mean(null >= value), "can be 0"),
        (
            lambda value, null: (1 + np.sum(null > value)) / (1 + len(null)),
            "tie",
        ),
        (lambda value, null: np.mean(null < value), "below the value"),
        (lambda value, null: (1 + np.sum(null >= value)) / len(null), "below it"),
        (lambda value, null: np.sum(null >= value) / (1 + len(null)), "above it"),
        (lambda value, null: np.sum(null >= value), "count:"),
        (lambda value, null: (value - null.mean()) / null.std(), "z-score"),
        (lambda value, null: 1 + np.sum(null >= value) / 1 + len(null), "brackets"),
        (
            lambda value, null: (1 + np.sum(abs(null) >= abs(value))) / (1 + len(null)),
            "no `abs`",
        ),
    ],
}


def letters(text):
    return [c for c in text.lower() if c.isalpha()]


def per_symbol(symbols):
    counts = np.unique(list(symbols), return_counts=True)[1]
    return entropy(counts / counts.sum())


ASCII = "abcdefghijklmnopqrstuvwxyz"


def letter_surprise(text):
    return lambda c: np.log2(len(letters(text)) / letters(text).count(c))


def contribution(text):
    return lambda c: 2 ** -letter_surprise(text)(c) * letter_surprise(text)(c)


def padded_entropy(text):
    shares = np.array([letters(text).count(c) for c in ASCII]) / len(letters(text))
    return -np.sum(shares * np.log2(shares + 1e-12))


def rows(p, q):
    return sum(a * np.log2(a / b) for a, b in zip(p, q))


def divergence(p, q):
    q, p = q[p > 0], p[p > 0]
    return np.sum(p * np.log2(p / q))


def finite_only(p, q):
    both = (p > 0) & (q > 0)
    return np.sum(p[both] * np.log2(p[both] / q[both]))


def softened(p, q):
    return divergence(p, np.maximum(q, 1e-12))


def given_z(p, weighted=True, normalised=True):
    total = 0
    for z in range(p.shape[2]):
        pz = p[:, :, z].sum()
        part = mutual_information(p[:, :, z] / pz)
        total += part * (pz if weighted else 1 / p.shape[2])
    return total


def chained(p):
    return entropy(p.sum(1)) + entropy(p.sum(0)) - entropy(p) - entropy(p.sum((0, 1)))


def best(error, grid=None, aim=None):
    grid = np.linspace(0.0005, 0.9995, 1999) if grid is None else grid
    read = grid * (1 - error)
    noise = entropy(np.array([error, 1 - error]))
    with np.errstate(all="ignore"):
        fair = -read * np.log2(read) - (1 - read) * np.log2(1 - read)
    value = fair if aim == "output" else fair - grid * noise
    return value.max() if aim == "capacity" else grid[np.argmax(value)]


def place(x):
    return np.argsort(np.argsort(x))


def plugin_entropy(counts):
    return entropy(counts / counts.sum())


def raised(counts, m=None, factor=1.0):
    m = np.sum(counts > 0) if m is None else m
    return plugin_entropy(counts) + factor * (m - 1) / (2 * counts.sum() * np.log(2))


def null(x, y, rng, shuffles):
    return np.array([plugin(x, rng.permutation(y)) for _ in range(shuffles)])


def together(x, y, rng, shuffles):
    measured, count = plugin(x, y), 1
    for _ in range(shuffles):
        order = rng.permutation(len(x))
        count += plugin(x[order], y[order]) >= measured - 1e-12
    return count / (shuffles + 1)


def bootstrap(x, y, rng, shuffles):
    measured = plugin(x, y)
    chance = [plugin(x, rng.choice(y, len(y))) for _ in range(shuffles)]
    return (1 + np.sum(np.array(chance) >= measured)) / (1 + shuffles)


def foreign_generator(x, y, rng, shuffles):
    other = np.random.default_rng(1)
    return (1 + np.sum(null(x, y, other, shuffles) >= plugin(x, y))) / (1 + shuffles)


def always_a_hundred(x, y, rng, shuffles):
    return (1 + np.sum(null(x, y, rng, 100) >= plugin(x, y))) / 101


def share(passed):
    return (1 + np.sum(passed)) / (1 + len(passed))


def spawned(x, y, rng, shuffles):
    return share(null(x, y, rng.spawn(1)[0], shuffles) >= plugin(x, y))


def correlated(x, y, rng, shuffles):
    chance = [np.corrcoef(x, rng.permutation(y))[0, 1] for _ in range(shuffles)]
    return share(np.abs(chance) >= abs(np.corrcoef(x, y)[0, 1]) - 1e-12)


def rolled(x, y, rng, shuffles):
    turns = rng.integers(1, len(y), shuffles)
    chance = [plugin(x, np.roll(y, turn)) for turn in turns]
    return share(np.array(chance) >= plugin(x, y) - 1e-12)


def in_place(x, y, rng, shuffles):
    measured, chance = plugin(x, y), []
    for _ in range(shuffles):
        rng.shuffle(y)
        chance.append(plugin(x, y))
    return share(np.array(chance) >= measured - 1e-12)


def three_sigma(x, y, rng, shuffles):
    chance = null(x, y, rng, shuffles)
    far = plugin(x, y) > chance.mean() + 3 * chance.std()
    return 1 / (1 + shuffles) if far else 1.0


def x_log_x(p):
    return p * np.log2(np.where(p > 0, p, 1))


def told_and_null(columns, labels, rng, shuffles):
    """All columns at once, with the same shuffles of the labels, as matrix products."""
    tables = [np.eye(c.max() + 1, dtype=np.float32)[c] for c in columns.T]
    starts = np.cumsum([0, *(table.shape[1] for table in tables[:-1])])
    x, y = np.hstack(tables).T.copy(), np.eye(10, dtype=np.float32)[labels]
    n = len(labels)
    apart = np.add.reduceat(x_log_x(x.sum(1) / n), starts) + x_log_x(y.mean(0)).sum()

    def told(y):
        return np.add.reduceat(x_log_x(x @ y / n).sum(1), starts) - apart

    return told(y), np.array([told(rng.permutation(y)) for _ in range(shuffles)])


def p_values(columns, labels, rng, shuffles):
    told, chance = told_and_null(columns, labels, rng, shuffles)
    return (1 + np.sum(chance >= told - 1e-6, axis=0)) / (1 + shuffles)


def bonferroni(columns, labels, rng, shuffles):
    level = 0.05 / columns.shape[1]
    return list(np.flatnonzero(p_values(columns, labels, rng, shuffles) <= level))


def beats_champions(told, chance):
    champions = chance.max(1, keepdims=True)
    passed = (1 + (champions >= told - 1e-6).sum(0)) / (1 + len(chance)) <= 0.05
    return list(np.flatnonzero(passed))


def champions(columns, labels, rng):
    return beats_champions(*told_and_null(columns, labels, rng, 200))


def own_scale_champions(columns, labels, rng):
    told, chance = told_and_null(columns, labels, rng, 400)
    mean, scale = chance.mean(0), chance.std(0) + 1e-4
    return beats_champions((told - mean) / scale, (chance - mean) / scale)


def three_scales(columns, labels, rng):
    told, chance = told_and_null(columns, labels, rng, 200)
    return list(np.flatnonzero(told > chance.mean(0) + 3 * chance.std(0) + 1e-6))


def without_the_data(columns, labels, rng):
    p = (p_values(columns, labels, rng, 100) * 101 - 1) / 100
    return list(np.flatnonzero(p <= 0.05 / len(p)))


def thrice_the_bias(columns, labels, rng):
    kept = informative(columns, labels, 1e-6)
    values = {j: len(np.unique(columns[:, j])) for j in kept}
    excess = 9 / (2 * len(labels) * np.log(2))
    return [
        j for j in kept if plugin(columns[:, j], labels) > 3 * excess * (values[j] - 1)
    ]


def informative(columns, labels, least, most_values=10**6):
    return [
        j
        for j, c in enumerate(columns.T)
        if plugin(c, labels) >= least and c.max() < most_values
    ]


def binary(columns):
    return [j for j, c in enumerate(columns.T) if c.max() == 1]


def exact(columns, labels):
    return bonferroni(columns, labels, np.random.default_rng(5), 1999)


def with_dark(columns, labels, rng):
    return exact(columns, labels) + list(np.flatnonzero(columns.max(0) == 0))


WRONG |= {
    "entropy-of-text": [
        (per_symbol, "no letters"),
        (lambda text: per_symbol(c for c in text if c.isalpha()), "A and a"),
        (lambda text: per_symbol(c for c in text.lower() if c.isalnum()), "Digits"),
        (lambda text: per_symbol(c for c in text.lower() if c in ASCII), "like é"),
        (lambda text: per_symbol(c for c in text if c in ASCII), "Capital letters"),
        (lambda text: per_symbol(c for c in text if c.islower()), "Capital letters"),
        (lambda text: sum(map(contribution(text), letters(text))), "each time"),
        (
            lambda text: np.mean([*map(letter_surprise(text), set(letters(text)))]),
            "equally likely: weight",
        ),
        (padded_entropy, "too"),
        (lambda text: per_symbol(letters(text)) * np.log(2), "nats"),
        (lambda text: per_symbol(letters(text)) * len(letters(text)), "whole text"),
        (lambda text: np.log2(len(set(letters(text)))), "different letters"),
        (lambda text: np.log2(26), "26 letters"),
        (lambda text: -per_symbol(letters(text)), "never negative"),
        (
            lambda text: sum(
                -letters(text).count(c)
                / len(text)
                * np.log2(letters(text).count(c) / len(text))
                for c in set(letters(text))
            ),
            "not of all characters",
        ),
        (lambda text: text.entropy(), "AttributeError"),
    ],
    "kl-divergence": [
        (lambda p, q: np.sum(p * np.log(p / q)), "nats"),
        (lambda p, q: np.sum(p * np.log10(p / q)), "base 10"),
        (lambda p, q: p * np.log2(p / q), "One number is wanted"),
        (lambda p, q: np.sum(q * np.log2(q / p)), "swapped"),
        (lambda p, q: np.sum(p * np.log2(q / p)), "sign"),
        (lambda p, q: -np.sum(p * np.log2(q)), "cross-entropy"),
        (lambda p, q: divergence(p, q) + divergence(q, p), "alike"),
        (
            lambda p, q: entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2,
            "Jensen-Shannon",
        ),
        (lambda p, q: np.mean(p * np.log2(p / q)), "no further division"),
        (lambda p, q: np.sum(np.log2(p / q)), "weighted with p"),
        (lambda p, q: entropy(q) - entropy(p), "difference of entropies"),
        (lambda p, q: np.sum(p * np.log2(p / q)), "nan where p = 0"),
        (lambda p, q: np.sum(q * np.log2(p / q)), "weighted with q"),
        (lambda p, q: np.sum(p * np.log2(p) / np.log2(q)), "is not log p / log q"),
        (rows, "several axes"),
        (lambda p, q: np.inf if (q == 0).any() else divergence(p, q), "only where p"),
        (finite_only, "skipped"),
        (softened, "small number"),
        (
            lambda p, q: np.nan if np.any(q[p > 0] == 0) else divergence(p, q),
            "nan where q = 0",
        ),
    ],
    "conditional-mutual-information": [
        (lambda p: mutual_information(p.sum(2)), "summed out"),
        (lambda p: given_z(p, weighted=False), "equally likely"),
        (lambda p: chained(p) * np.log(2), "nats"),
        (lambda p: chained(np.moveaxis(p, 1, 2)), "axes are mixed"),
        (lambda p: mutual_information(p.sum(2)) - chained(p), "co-information"),
        (lambda p: entropy(p.sum((1, 2))) + entropy(p.sum(0)) - entropy(p), "a side"),
        (lambda p: entropy(p) - entropy(p.sum((0, 1))), "what is open"),
        (lambda p: chained(p) + entropy(p.sum((0, 1))), "H(Z)"),
        (lambda p: -chained(p), "sign"),
        (
            lambda p: np.array(
                [
                    mutual_information(p[:, :, z] / p[:, :, z].sum())
                    for z in range(p.shape[2])
                ]
            ),
            "for each z",
        ),
        (lambda p: given_z(p) if p.all() else np.nan, "nan where a p"),
        (
            lambda p: given_z(p) if p.sum((0, 1)).all() else np.nan,
            "nan if some z never occurs",
        ),
        (lambda p: chained(p) + 2 * entropy(p.sum((0, 1))), "wrong sign"),
        (lambda p: entropy(p.sum(1)) - entropy(p.sum((0, 1))), "what is open"),
    ],
    "z-channel": [
        (lambda error: 0.5, "fair input"),
        (lambda error: 1 - best(error), "of a 0"),
        (lambda error: best(error, aim="capacity"), "most information"),
        (lambda error: best(error, aim="output"), "output fair"),
        (lambda error: best(1 - error), "complement"),
        (lambda error: best(error) * (1 - error), "is read"),
        (lambda error: best(error, np.linspace(0, 1, 1001)), "nan that argmax"),
        (lambda error: best(error, np.linspace(0.1, 0.9, 9)), "too coarse"),
        (lambda error: max(best(error), 0.38), "too coarse"),
        (lambda error: 0.4, "always 0.4"),
        (lambda error: 1000 * best(error), "grid index"),
        (lambda error: 0.0005, "nan that argmax"),
        (0.4, "the function itself"),
    ],
    "equal-count-bins": [
        (
            lambda x, k: np.minimum((k * (x - x.min()) / np.ptp(x)).astype(int), k - 1),
            "equally wide",
        ),
        (lambda x, k: np.argsort(x) * k // len(x), "one more"),
        (lambda x, k: place(x) * k // len(x) + 1, "start at 0"),
        (
            lambda x, k: np.digitize(x, np.quantile(x, np.linspace(0, 1, k + 1))) - 1,
            "falls out",
        ),
        (lambda x, k: place(-x) * k // len(x), "upside down"),
        (lambda x, k: place(x) * k / len(x), "whole numbers"),
        (lambda x, k: place(x) % k, "in turn"),
        (place, "TypeError"),
        (lambda x, k: place(x), "ranks"),
        (lambda x, k: np.quantile(x, np.arange(1, k) / k), "edges"),
        (lambda x, k: np.sort(place(x) * k // len(x)), "labels are sorted"),
        (lambda x, k: place(x) * (k + 1) // len(x), "k + 1 labels"),
        (lambda x, k: np.minimum(place(x) // (len(x) // k), k - 1), "remainder"),
        (lambda x, k: np.array_split(np.sort(x), k), "One label per sample"),
    ],
    "miller-madow": [
        (plugin_entropy, "plug-in estimate"),
        (lambda counts: raised(counts) * np.log(2), "This is in nats"),
        (lambda counts: raised(counts, factor=np.log(2)), "correction in nats"),
        (lambda counts: raised(counts, factor=-1), "must raise it"),
        (lambda counts: raised(counts, m=len(counts)), "count of 0."),
        (lambda counts: raised(counts, m=1 + np.sum(counts > 0)), "one outcome fewer"),
        (lambda counts: raised(counts, factor=2), "twice"),
        (lambda counts: raised(counts) - plugin_entropy(counts), "alone"),
        (lambda counts: raised(counts) * np.nan, "nan"),
        (
            lambda c: -np.sum(c / c.sum() * np.log2(c / c.sum())),
            "what is 0 there must add nothing",
        ),
        (lambda c: np.minimum(raised(c), np.log2(len(c))), "too small"),
        (lambda c: raised(c, factor=np.log(2) ** 2), "divide by ln 2"),
        (lambda c: raised(c, factor=c.sum() / len(c)), "not of outcomes"),
        (lambda c: raised(c, factor=c.sum() ** 2), "brackets"),
        (lambda c: raised(c, factor=c.sum() ** 2 * np.log(2)), "brackets"),
        (lambda c: raised(c, m=len(np.unique(c))), "np.unique"),
        (
            lambda c: plugin_entropy(c) / np.log(2) + raised(c) - plugin_entropy(c),
            "Only the correction is in nats",
        ),
    ],
    "shuffle-test": [
        (together, "or the comparison"),
        (lambda x, y, rng, s: np.mean(null(x, y, rng, s) >= plugin(x, y)), "can be 0"),
        (
            lambda x, y, rng, s: (1 + np.sum(null(x, y, rng, s) >= plugin(x, y))) / s,
            "below it",
        ),
        (
            lambda x, y, rng, s: (1 + np.sum(null(x, y, rng, s) < plugin(x, y))) / s,
            "lies between",
        ),
        (
            lambda x, y, rng, s: (
                (1 + np.sum(null(x, y, rng, s) < plugin(x, y)) - 1) / (1 + s)
            ),
            "other tail",
        ),
        (
            lambda x, y, rng, s: (
                (1 + np.sum(null(x, y, rng, s) > plugin(x, y))) / (1 + s)
            ),
            "tie",
        ),
        (bootstrap, "only reorders"),
        (foreign_generator, "methods of rng itself"),
        (always_a_hundred, "should be 1/50"),
        (three_sigma, "too large"),
        (null, "One p-value"),
        (lambda x, y, rng, s: plugin(x, rng.shuffle(y)) + s, "returns None"),
        (lambda x, y, rng, s: pmf_information(x, rng.permutation(y)), "`estimate`"),
        (spawned, "methods of rng itself"),
        (
            lambda x, y, rng, s: np.maximum(
                np.mean(null(x, y, rng, s) >= plugin(x, y) - 1e-12), 1 / (1 + s)
            ),
            "count the data",
        ),
        (correlated, "do not roll"),
        (rolled, "do not roll"),
        (in_place, "as they were"),
        (
            lambda x, y, rng, s: share(null(x, y, rng, s) <= plugin(x, y) + 1e-12),
            "or the comparison",
        ),
        (
            lambda x, y, rng, s: (
                (1 + (null(x, y, rng, 1) >= plugin(x, y) - 1e-12).sum()) / (1 + s)
            ),
            "`return` may stand",
        ),
    ],
    "significant": [
        (lambda c, y, rng: informative(c, y, 0.05), "values is in it"),
        (
            lambda c, y, rng: list(np.flatnonzero(p_values(c, y, rng, 99) < 0.01)),
            "empty",
        ),
        (champions, "empty"),
        (lambda c, y, rng: informative(c, y, 0.1, 2), "missing"),
        (lambda c, y, rng: informative(c, y, 0.05, 20), "values is in it"),
        (thrice_the_bias, "missing"),
        (lambda c, y, rng: np.flatnonzero(p_values(c, y, rng, 999) <= 0.01), "by luck"),
        (without_the_data, "by luck"),
        (three_scales, "by luck"),
        (
            lambda c, y, rng: np.setdiff1d(range(c.shape[1]), exact(c, y)),
            "Listed are those",
        ),
        (
            lambda c, y, rng: list(np.flatnonzero(p_values(c, y, rng, 400) < 0.05)),
            "by luck",
        ),
        (lambda c, y, rng: list(range(c.shape[1])), "Every column"),
        (binary, "TypeError"),
        (with_dark, "never changes"),
        (lambda c, y, rng: binary(c), "Noise"),
        (lambda c, y, rng: exact(c, y)[:3], "missing"),
        (lambda c, y, rng: np.isin(range(c.shape[1]), exact(c, y)), "truth values"),
        (lambda c, y, rng: [j + 100 for j in exact(c, y)], "counted from 0"),
        (lambda c, y, rng: p_values(c, y, rng, 2), "whole numbers"),
    ],
}
