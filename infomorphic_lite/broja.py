"""BROJA: the decomposition by the least informative distribution with given pairs.

The union information of two sources is the least I(T; S1, S2) over all distributions
q that share the marginals (T, S1) and (T, S2) with p. What exceeds it is synergy
(Bertschinger, Rauh, Olbrich, Jost & Ay 2014, Entropy 16:2161, Definition 1):

    unique 1 = I_u - I(T;S2),   redundancy = I(T;S1) + I(T;S2) - I_u,
    unique 2 = I_u - I(T;S1),   synergy = I(T; S1, S2) - I_u.

Two cases are solved here, both in microseconds: a binary target (closed form) and two
binary sources (one variable for each target value). For all others there is
`dit_bridge.decompose(p, "broja")`.
"""

import numpy as np

from .information import as_pmf, mutual_information
from .lattice import names
from .pid import Atoms

SIGNS = np.array([[[1.0], [-1.0]], [[-1.0], [1.0]]])
BARRIERS = 10.0 ** -np.arange(2, 13, 2)
MOST_STEPS = 50  # with one barrier; two to four are usual
NEGLIGIBLE = 1e-12


def decompose(p):
    """The four BROJA atoms of I(T; S1, S2), in bits.

    p: joint pmf with axes (source 1, source 2, target); the target has two values or
    both sources have two. Returns Atoms with names {1}{2}, {1}, {2}, {12}.
    Raises TypeError or ValueError unless p is such a pmf.
    """
    p = as_pmf(p, ndim=3)
    union = union_information(p)
    first, second = mutual_information(p, 0, 2), mutual_information(p, 1, 2)
    both = mutual_information(p, (0, 1), 2)
    values = [first + second - union, union - second, union - first, both - union]
    return Atoms(np.array(values), names(2))


def union_information(p):
    """The least I(T; S1, S2) given the pairs (T, S1) and (T, S2), in bits.

    p, errors: as in `decompose`.
    """
    p = as_pmf(p, ndim=3)
    if p.shape[2] == 2:
        return _from_hull(p)
    if p.shape[:2] == (2, 2):
        return mutual_information(least_informative(p), (0, 1), 2)
    raise ValueError(
        f"for shape {p.shape}, with more than two target values and source values, "
        'use dit_bridge.decompose(p, "broja")'
    )


def roc(channel):
    """The ROC curve of a source: cumulated p(s|t=1) against p(s|t=0), shape (2, n+1).

    channel: joint pmf p(s, t), shape (n, 2), both t possible. Values s are taken in
    falling order of p(s|t=1) / p(s|t=0), so that the curve is concave.
    """
    given = channel / channel.sum(0)
    order = np.argsort(np.arctan2(given[:, 0], given[:, 1]), kind="stable")
    curve = np.minimum(np.cumsum(given[order], axis=0), 1)  # rounding can pass 1
    curve[-1] = 1
    return np.concatenate([np.zeros((1, 2)), curve]).T


def _from_hull(p):
    """Union information for a binary target: that of the hull of both ROC curves.

    A channel from a binary T is, up to equivalence, its ROC curve, and one is more
    informative than another if its curve lies above (the Blackwell order: Bertschinger
    & Rauh 2014, arXiv:1401.3146). The least that lies above both is the concave hull
    of their union, and its information is what the minimisation finds (the union of
    Kolchinsky 2022, Entropy 24:403); the tests hold it against a cone solver.
    """
    prior = p.sum((0, 1))
    if prior.min() == 0:
        return 0.0
    points = np.concatenate([roc(p.sum(1)), roc(p.sum(0))], axis=1)
    edges = np.diff(_concave_hull(points), axis=1)
    joint = edges.T * prior
    return mutual_information(joint / joint.sum())


def _concave_hull(points):
    """The upper hull of points (x, y) from left to right: Andrew's monotone chain."""
    hull = []
    for x, y in sorted(points.T.tolist()):
        while len(hull) > 1 and _turns_left(*hull[-2:], (x, y)):
            hull.pop()
        hull.append((x, y))
    return np.array(hull).T


def _turns_left(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) >= (b[1] - a[1]) * (c[0] - a[0])


def least_informative(p):
    """The q with the pairs (T, S1) and (T, S2) of p that has the least I(T; S1, S2).

    Two binary sources leave one number free for each t: with signs
    sigma = ((1, -1), (-1, 1)), every such q is p + sigma x_t. The convex problem is
    solved by safeguarded Newton steps with a logarithmic barrier mu that keeps q
    positive; its minimum is within 4 nt mu nats of the true one, and mu falls to 1e-12.

    p: joint pmf of shape (2, 2, nt). Returns q of the same shape.
    Raises TypeError or ValueError unless p is such a pmf.
    """
    p = as_pmf(p, ndim=3)
    if p.shape[:2] != (2, 2):
        raise ValueError(f"both sources need two values, but the shape is {p.shape}")
    low = -np.minimum(p[0, 0], p[1, 1])
    high = np.minimum(p[0, 1], p[1, 0])
    free = high - low > NEGLIGIBLE
    q = p + SIGNS * np.where(free, (low + high) / 2, 0)
    for barrier in BARRIERS if free.any() else ():
        for _ in range(MOST_STEPS):
            step = _newton_step(q, free, barrier)
            if step is None:
                break
            q = step
    return q


def _newton_step(q, free, barrier):
    """The next q, or None where no step lowers the barrier function any more."""
    gradient, hessian = _derivatives(q, free, barrier)
    move = np.zeros(q.shape[2])
    move[free] = -np.linalg.solve(hessian, gradient)
    slope = gradient @ move[free]
    towards = SIGNS * move
    shrinking = towards < 0
    length = min(1.0, 0.99 * (q[shrinking] / -towards[shrinking]).min(initial=np.inf))
    value = _barrier_function(q, free, barrier)
    while -slope * length > barrier * 1e-3:
        ahead = q + length * towards
        if _barrier_function(ahead, free, barrier) < value + 0.1 * length * slope:
            return ahead
        length /= 2
    return None


def _derivatives(q, free, barrier):
    """Gradient and Hessian of the barrier function, in nats, by the free x_t."""
    part, whole = q[..., free], q.sum(2)[..., None]
    inner = np.log(part) - np.log(whole) - barrier / part
    gradient = (SIGNS * inner).sum((0, 1))
    own = (1 / part + barrier / part**2).sum((0, 1))
    return gradient, np.diag(own) - (1 / whole).sum()


def _barrier_function(q, free, barrier):
    """-H(T | S1, S2) in nats, less barrier times the logarithms, of the free cells."""
    part, whole = q[..., free], q.sum(2)
    return (
        (part * np.log(part)).sum()
        - (whole * np.log(whole)).sum()
        - (barrier * np.log(part).sum())
    )
