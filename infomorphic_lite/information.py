"""Surprise, entropy and mutual information of joint distributions, in bits.

A joint distribution is a NumPy array: one axis per variable, one cell per outcome,
non-negative, summing to 1. An impossible outcome counts 0 log 0 = 0.
"""

import numpy as np


def as_pmf(p, ndim=None, batch=0):
    """Return p as a float64 array after checking that it is a pmf.

    p: array-like of any shape, or of `ndim` axes where that is given; its last
    `batch` axes count distributions, each of which must sum to 1.
    Raises TypeError if p is not numeric, ValueError if it is empty, has another
    number of axes, holds a negative or non-finite value, or does not sum to 1
    within 1.5e-8 (3.5e-4 in single precision). Nothing is clipped or renormalised.
    """
    p = np.asarray(p)
    if p.dtype.kind not in "fiu":
        raise TypeError(f"a pmf holds real numbers, not values of type {p.dtype}")
    if ndim is not None and p.ndim != ndim:
        raise ValueError(f"this pmf needs {ndim} axes, but has shape {p.shape}")
    if p.size == 0:
        raise ValueError(f"a pmf needs at least one outcome, but has shape {p.shape}")
    total = p.sum(tuple(range(p.ndim - batch)), dtype=float)
    if not np.isfinite(total).all():
        raise ValueError("a pmf holds finite numbers only, but this one has nan or inf")
    if p.min() < 0:
        raise ValueError(f"probabilities are never negative; the least is {p.min()}")
    error = np.abs(total - 1)
    if error.max() > np.finfo(p.dtype if p.dtype.kind == "f" else float).eps ** 0.5:
        worst = total.flat[error.argmax()]
        raise ValueError(f"probabilities sum to 1; these sum to {worst}")
    return p.astype(float, copy=False)


def marginal(p, axes):
    """p(x_axes) = sum of p over all other axes; the named axes, in the order given.

    p: joint pmf, any number of axes. axes: an axis or a tuple of axes.
    Raises ValueError for an axis that p does not have or that is named twice.
    """
    return _marginal(as_pmf(p), _axes(axes))


def surprise(p):
    """h(x) = -log2 p(x) in bits, elementwise; an impossible outcome has h = inf.

    p: probabilities, any shape, each between 0 and 1 (they need not sum to 1).
    Returns an array of that shape, or a float for a single number.
    Source: Shannon (1948); MacKay (2003), Eq. 2.34, "Shannon information content".
    Raises ValueError for a value outside [0, 1].
    """
    p = np.asarray(p, float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("a probability lies between 0 and 1")
    with np.errstate(divide="ignore"):
        h = 0.0 - np.log2(p)
    return h if h.ndim else float(h)


def entropy(p):
    """H(X) = -sum_x p(x) log2 p(x) in bits (Cover & Thomas, Eq. 2.1).

    p: pmf with any number of axes; the entropy is that of all axes jointly.
    Raises ValueError or TypeError unless p is a pmf (see `as_pmf`).
    """
    return _entropy(as_pmf(p))


def conditional_entropy(p, given):
    """H(X|Y) = H(X,Y) - H(Y) in bits (Cover & Thomas, Eq. 2.14).

    p: joint pmf. given: the axis or axes Y; X is all the others.
    Raises ValueError or TypeError unless p is a pmf that has these axes.
    """
    p = as_pmf(p)
    return _entropy(p) - _entropy(_marginal(p, _axes(given)))


def mutual_information(p, a=0, b=1, given=()):
    """I(A;B|C) = H(A,C) + H(B,C) - H(A,B,C) - H(C) in bits.

    p: joint pmf. a, b, given: an axis or a tuple of axes each, with no axis in two
    of them; axes that are in none are summed out. With no `given` this is
    I(A;B) = H(A) + H(B) - H(A,B) (Cover & Thomas, Eqs. 2.45 and 2.60).
    Raises ValueError or TypeError unless p is a pmf that has these axes.
    """
    p = as_pmf(p)
    a, b, c = _axes(a), _axes(b), _axes(given)
    if not a or not b:
        raise ValueError("a and b need at least one axis each")
    joint = _entropy(_marginal(p, a + b + c)) + _entropy(_marginal(p, c))
    return _entropy(_marginal(p, a + c)) + _entropy(_marginal(p, b + c)) - joint


def co_information(p):
    """Co-information of all axes: the alternating sum of their joint entropies, bits.

    -sum over non-empty sets of axes A of (-1)^|A| H(X_A) (Bell 2003).
    For two axes it is I(X;Y); for three I(X;Y) - I(X;Y|Z), which may be negative.

    p: joint pmf with at least two axes.
    Raises ValueError or TypeError unless p is such a pmf.
    """
    p = as_pmf(p)
    if p.ndim < 2:
        raise ValueError(f"co-information needs two axes or more, not shape {p.shape}")
    subsets = [np.flatnonzero(s) for s in np.ndindex((2,) * p.ndim)][1:]
    return -sum((-1) ** len(s) * _entropy(_marginal(p, tuple(s))) for s in subsets)


def kl_divergence(p, q):
    """D(p||q) = sum_x p(x) log2 [p(x) / q(x)] in bits (Cover & Thomas, Eq. 2.26).

    p, q: pmfs of the same shape. Infinite where q(x) = 0 < p(x).
    Raises ValueError or TypeError unless both are pmfs of one shape.
    """
    p, q = as_pmf(p), as_pmf(q)
    if p.shape != q.shape:
        raise ValueError(f"p and q need one shape, but have {p.shape} and {q.shape}")
    p, q = p[p > 0], q[p > 0]
    return float(p @ (surprise(q) - surprise(p)))


def pointwise_mutual_information(p):
    """i(x;y) = log2 [p(x,y) / (p(x) p(y))] in bits, one value per outcome.

    p: joint pmf, shape (nx, ny). Returns the same shape, nan where p(x,y) = 0: an
    outcome that never happens has no value. Its mean under p is I(X;Y).
    Source: Fano (1961); Church & Hanks (1990).
    Raises ValueError or TypeError unless p is a pmf with two axes.
    """
    p = as_pmf(p, ndim=2)
    possible = np.where(p > 0, p, np.nan)
    return np.log2(possible / (p.sum(1, keepdims=True) * p.sum(0, keepdims=True)))


def _axes(axes):
    return (axes,) if np.ndim(axes) == 0 else tuple(axes)


def _marginal(p, axes):
    keep = [range(p.ndim)[axis] for axis in axes if -p.ndim <= axis < p.ndim]
    if len(set(keep)) < len(axes):
        raise ValueError(
            f"axes {axes} do not name distinct axes of a pmf with {p.ndim} axes"
        )
    return np.einsum(p, range(p.ndim), keep)


def _entropy(p):
    p = p[p > 0]
    return float(0.0 - p @ np.log2(p))
