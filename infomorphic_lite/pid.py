"""Partial information decomposition by shared exclusions, I^sx, in bits.

For an outcome (s, t) the union event of an antichain alpha is "for some set a of
alpha, all sources in a have the values they have in s". Its redundancy is what that
event alone tells about the target (Makkeh, Gutknecht & Wibral 2021, Eqs. 7 to 10):

    i(t : alpha) = log2 [ P(t | union) / P(t) ]  =  i+  -  i-
    i+ = -log2 P(union)          the informative part, never negative
    i- = -log2 P(union | t)      the misinformative part, never negative

Averages over outcomes give I(alpha), and Moebius inversion the atoms Pi = M I.
"""

from dataclasses import dataclass
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
    joint = _marginals(p, n)
    source = {b: table.sum(n, keepdims=True) for b, table in joint.items()}
    log_target = _log2(joint[()])
    averages, outcomes = [], []
    for alpha, signs in zip(antichains(n), union_coefficients(n), strict=True):
        plus = -_log2(_union(signs, source))
        minus = log_target - _log2(_union(signs, joint))
        seen = tuple(sorted(set().union(*alpha)))
        averages.append([_mean(source[seen], plus, n), _mean(joint[seen], minus, n)])
        if pointwise:
            outcomes.append([_outcomes(plus, p), _outcomes(minus, p)])
    detail = _invert(outcomes, n, None) if pointwise else None
    return _invert(averages, n, detail)


def _checked(p, sources):
    """p as a float array or tensor, and its number of sources."""
    is_tensor = type(p).__module__.partition(".")[0] == "torch"
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


def _marginals(p, n):
    """p_b(s_b, t) for each set of sources b, with axes of length 1 for the others."""
    tables = {subsets(n)[-1]: p}
    for b in [*subsets(n)[-2::-1], ()]:
        extra = next(i for i in range(1, n + 1) if i not in b)
        tables[b] = tables[tuple(sorted((*b, extra)))].sum(extra - 1, keepdims=True)
    return tables


def _union(signs, tables):
    """Inclusion and exclusion over the marginals. No term exceeds the sum: stable."""
    sets = subsets(len(signs).bit_length())
    terms = (sign * tables[b] for b, sign in zip(sets, signs.tolist()) if sign)
    return sum(terms)


def _log2(x):
    """log2 x where x > 0; elsewhere 0, as those outcomes have no weight."""
    if isinstance(x, np.ndarray):
        return np.log2(np.where(x > 0, x, 1))
    return x.where(x > 0, 1).log2()


def _mean(weights, values, n):
    return (weights * values).sum(tuple(range(n + 1)))


def _outcomes(values, p):
    if isinstance(p, np.ndarray):
        return np.where(p > 0, values, np.nan)
    return values.where(p > 0, float("nan"))


def _invert(parts, n, detail):
    """The Decomposition with redundancies `parts`: pairs (i+, i-), one an antichain."""
    plus, minus = (_moebius(column, n) for column in zip(*parts, strict=True))
    informative, misinformative = Atoms(plus, names(n)), Atoms(minus, names(n))
    return Decomposition(plus - minus, names(n), informative, misinformative, detail)


def _moebius(redundancies, n):
    if isinstance(redundancies[0], np.ndarray | np.generic):
        return np.tensordot(moebius(n), np.stack(redundancies), 1)
    import torch

    stack = torch.stack(redundancies)
    return torch.tensordot(stack.new_tensor(moebius(n)), stack, 1)
