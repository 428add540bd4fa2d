"""Partial information decomposition by shared exclusions, I^sx, in bits.

For an outcome (s, t) the union event of an antichain alpha is "for some set a of
alpha, all sources in a have the values they have in s". Its redundancy is what that
event alone tells about the target (Makkeh, Gutknecht & Wibral 2021):

    i(t : alpha) = log2 [ P(t | union) / P(t) ]  =  i+  -  i-
    i+ = -log2 P(union)          the informative part, never negative
    i- = -log2 P(union | t)      the misinformative part, never negative

Averages over outcomes give I(alpha), and Moebius inversion the atoms Pi = M I.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .information import as_pmf
from .lattice import (
    antichains,
    moebius,
    name,
    names,
    parse,
    subsets,
    union_coefficients,
)

TINY = np.finfo(float).tiny
CACHED = 2**16  # cells that are worked on at a time


@dataclass(frozen=True)
class Atoms:
    """One value in bits for each antichain of the lattice.

    values: shape (atoms, ...), NumPy array or torch tensor, in the order of `names`,
    which runs from the bottom of the lattice to its top.
    """

    values: Any
    names: tuple[str, ...]

    def as_dict(self):
        """The values by name, as in {"{1}{2}": ..., "{1}": ..., ...}."""
        plain = isinstance(self.values, np.ndarray) and self.values.ndim == 1
        values = self.values.tolist() if plain else self.values
        return dict(zip(self.names, values, strict=True))

    def __getitem__(self, atom):
        """The value of one atom; "{1}{23}", "{2,3}{1}" and so on name the same."""
        canonical = name(parse(atom))
        if canonical not in self.names:
            raise ValueError(
                f"no atom {atom!r} here; there are {', '.join(self.names)}"
            )
        return self.values[self.names.index(canonical)]


@dataclass(frozen=True)
class Decomposition(Atoms):
    """Atoms Pi with their informative and misinformative parts, Pi = Pi+ - Pi-.

    pointwise: the same for each outcome, values of shape (atoms, n1, ..., nt, ...),
    nan for outcomes of probability 0; None unless it was asked for.
    """

    informative: Atoms
    misinformative: Atoms
    pointwise: "Decomposition | None" = None


def decompose(p, *, sources=None, pointwise=False):
    """Decompose I(T; S1, ..., Sn) into the atoms of I^sx, in bits.

    p: joint pmf with axes (source 1, ..., source n, target), n = 2, 3 or 4, as an
    array-like or a torch tensor (then the result is differentiable). Further axes are
    a batch of distributions and need `sources=n`; without it n = p.ndim - 1.
    pointwise: whether to return the atoms of each outcome too.

    Returns a Decomposition with values of shape (atoms, *batch); NumPy results are
    in double precision, torch results in that of p.
    Raises TypeError or ValueError if p is not such a pmf (see `as_pmf`), if n is not
    2, 3 or 4, or if without `sources` the target has a single value.
    Source: Makkeh, Gutknecht & Wibral (2021).
    """
    p, n = _checked(p, sources)
    redundancies = _in_pieces(p, n)
    detail = _decomposition(_pointwise(p, n), n) if pointwise else None
    return _decomposition(redundancies, n, detail)


def _checked(p, sources):
    """p as a float array or tensor, and its number of sources."""
    is_tensor = hasattr(p, "detach")
    values = p.detach().cpu().numpy() if is_tensor else np.asarray(p)
    n = values.ndim - 1 if sources is None else sources
    if not isinstance(n, int | np.integer) or n not in (2, 3, 4):
        raise ValueError(f"I^sx is computed for 2, 3 or 4 sources, not {n!r}")
    if values.ndim < n + 1:
        raise ValueError(
            f"{n} sources and a target need {n + 1} axes, not shape {values.shape}"
        )
    if sources is None and values.shape[-1] == 1:
        raise ValueError(
            "the last axis is the target and here has a single value; for a batch "
            "of distributions in further axes, say how many sources there are"
        )
    values = as_pmf(values, batch=values.ndim - n - 1)
    if not is_tensor:
        return values, n
    return (p if p.is_floating_point() else p.double()), n


def _in_pieces(p, n):
    """The redundancies of a batch, in pieces that stay in the processor's cache."""
    batch, cells = p.shape[n + 1 :], math.prod(p.shape[: n + 1])
    step = max(1, CACHED // cells)
    if not isinstance(p, np.ndarray) or math.prod(batch) <= step:
        return _averages(p, n)
    flat = p.reshape(*p.shape[: n + 1], -1)
    starts = range(0, flat.shape[-1], step)
    pieces = (np.ascontiguousarray(flat[..., i : i + step]) for i in starts)
    whole = np.concatenate([_averages(piece, n) for piece in pieces], axis=-1)
    return whole.reshape(*whole.shape[:2], *batch)


def _averages(p, n):
    """I+ and I- of every antichain: shape (2, antichains, *batch)."""
    joint, source = _marginals(p, n)
    log_target = _log2(joint[()])
    h_target = _mean(joint[()], log_target, n)
    plus, minus = [], []
    for seen, signs in zip(_seen(n), union_coefficients(n), strict=True):
        plus.append(-_mean(source[seen], _log2(_union(signs, source)), n))
        minus.append(h_target - _mean(joint[seen], _log2(_union(signs, joint)), n))
    return _stack([_stack(plus), _stack(minus)])


def _pointwise(p, n):
    """i+ and i- of every outcome: shape (2, antichains, *p.shape)."""
    joint, source = _marginals(p, n)
    log_target = _log2(joint[()])
    plus, minus = [], []
    for signs in union_coefficients(n):
        plus.append(_outcomes(-_log2(_union(signs, source)), p))
        minus.append(_outcomes(log_target - _log2(_union(signs, joint)), p))
    return _stack([_stack(plus), _stack(minus)])


@cache
def _seen(n):
    """For each antichain the sources that its union event looks at."""
    return tuple(tuple(sorted(set().union(*alpha))) for alpha in antichains(n))


def _marginals(p, n):
    """p_b(s_b, t) and p_b(s_b) for each set b; axes of length 1 for other sources."""
    joint = {subsets(n)[-1]: p}
    for b in [*subsets(n)[-2::-1], ()]:
        extra = next(i for i in range(1, n + 1) if i not in b)
        joint[b] = joint[tuple(sorted((*b, extra)))].sum(extra - 1, keepdims=True)
    return joint, {b: table.sum(n, keepdims=True) for b, table in joint.items()}


def _union(signs, tables):
    """Inclusion and exclusion over the marginals. No term exceeds the sum: stable."""
    sets = subsets(len(signs).bit_length())
    terms = [(sign, tables[b]) for b, sign in zip(sets, signs.tolist()) if sign]
    total = terms[0][1]
    for sign, table in terms[1:]:
        scaled = table if abs(sign) == 1 else abs(sign) * table
        total = total + scaled if sign > 0 else total - scaled
    return total


def _log2(x):
    """log2 x, where x = 0 that of the least number: such outcomes have no weight."""
    if isinstance(x, np.ndarray):
        return np.log2(np.maximum(x, TINY))
    return x.clamp(min=_library(x).finfo(x.dtype).tiny).log2()


def _mean(weights, values, n):
    """Sum of weights times values over all axes but those of the batch."""
    if isinstance(values, np.ndarray) and values.ndim > n + 1:
        batch = values.shape[n + 1 :]
        rows = weights.reshape(-1, *batch), values.reshape(-1, *batch)
        return np.einsum("i...,i...->...", *rows)
    return (weights * values).sum(tuple(range(n + 1)))


def _outcomes(values, p):
    if isinstance(p, np.ndarray):
        return np.where(p > 0, values, np.nan)
    return values.where(p > 0, float("nan"))


def _decomposition(parts, n, detail=None):
    """The atoms of redundancies `parts`, shape (2, antichains, ...), by Moebius."""
    plus, minus = _invert(parts[0], n), _invert(parts[1], n)
    informative, misinformative = Atoms(plus, names(n)), Atoms(minus, names(n))
    return Decomposition(plus - minus, names(n), informative, misinformative, detail)


def _invert(redundancies, n):
    m = moebius(n)
    if not isinstance(redundancies, np.ndarray):
        m = redundancies.new_tensor(m)
    return _library(redundancies).tensordot(m, redundancies, 1)


def _stack(tables):
    return _library(tables[0]).stack(tables)


def _library(x):
    """NumPy or torch, whichever x belongs to; torch is loaded only by its users."""
    if isinstance(x, np.ndarray | np.generic):
        return np
    import torch

    return torch
