"""To and from the package dit, and its other decompositions as the same atoms.

dit (James, Ellison & Crutchfield 2018, Journal of Open Source Software 3:738) knows
many redundancy measures. This module needs it: pip install "dit[broja]".
"""

import numpy as np

from .information import as_pmf
from .lattice import antichains
from .lattice import names as atom_names
from .pid import Atoms

# Importing dit turns off NumPy's floating-point warnings for the whole process.
with np.errstate():
    import dit
    from dit.pid import PID_BROJA, PID_CCS, PID_MMI, PID_PM, PID_SX, PID_WB, PID_dep

# Measure: class of dit, its options, the most sources for which we checked it.
MEASURES = {
    "min": (PID_WB, {}, 4),
    "mmi": (PID_MMI, {}, 4),
    "ccs": (PID_CCS, {}, 2),
    "pm": (PID_PM, {}, 4),
    "sx": (PID_SX, {}, 4),
    # dit's own choice of solver gives wrong and unrepeatable values (seen in 2.3).
    "broja": (PID_BROJA, {"method": "cone"}, 2),
    "dep": (PID_dep, {}, 2),
}


def to_dit(p, names=None):
    """The pmf p as a dit.Distribution.

    p: joint pmf with any number of axes. Outcomes are tuples of the indices of p, as
    Python integers; impossible outcomes are left out. names: one name an axis.
    Raises ValueError or TypeError unless p is a pmf and the names are as many different
    strings as p has axes.
    """
    p = as_pmf(p)
    if names is not None and (len(set(names)) != p.ndim or len(names) != p.ndim):
        raise ValueError(f"{p.ndim} axes need {p.ndim} different names, not {names!r}")
    outcomes = [tuple(map(int, outcome)) for outcome in np.argwhere(p > 0)]
    return dit.Distribution(outcomes, p[p > 0].tolist(), rv_names=names and list(names))


def from_dit(d, target=-1, shape=None):
    """The pmf of a dit.Distribution as an array, with the target as its last axis.

    target: position or name of the variable that becomes the last axis; the others
    keep their order. Without shape, index k of an axis is the k-th value of the
    variable's alphabet in sorted order (so "10" comes before "2", but 2 before 10).
    With shape (of the result), the values must be integers from 0 that fit in it, and
    each is its own index, so that values which never occur keep their place:
    from_dit(to_dit(p), shape=p.shape) is p.

    Raises TypeError unless d is a dit.Distribution, ValueError for an unknown target,
    for values that do not fit in shape and unless the probabilities sum to 1.
    """
    if not isinstance(d, dit.Distribution):
        raise TypeError(f"from_dit needs a dit.Distribution, not {type(d).__name__}")
    linear, axis = d.copy(base="linear"), _position(d, target)
    alphabets = list(linear.alphabet)
    alphabets.append(alphabets.pop(axis))
    p = np.moveaxis(linear.to_numpy(), axis, -1)
    if shape is None:
        order = [sorted(range(len(a)), key=a.__getitem__) for a in alphabets]
        return as_pmf(p[np.ix_(*order)])
    whole = np.zeros(shape)
    whole[np.ix_(*_indices(alphabets, whole.shape))] = p
    return as_pmf(whole)


def decompose(p, measure="min", target=-1):
    """The atoms of I(S1, ..., Sn; T) under one of the measures that dit knows, in bits.

    "min"    I_min: Williams & Beer (2010), arXiv:1004.2515
    "mmi"    the least of the I(S_i;T): Barrett (2015), Phys. Rev. E 91:052802
    "pm"     r_min of pointwise parts: Finn & Lizier (2018), Entropy 20:297
    "sx"     I_sx: Makkeh, Gutknecht & Wibral (2021), Phys. Rev. E 103:032149;
             `pid.decompose` is a thousand times quicker
    "broja"  two sources: Bertschinger et al. (2014), Entropy 16:2161, solved as a cone
             program (Makkeh, Theis & Vicente 2018, Entropy 20:271), to about 1e-7
    "ccs"    two sources: I_ccs of Ince (2017), Entropy 19:318
    "dep"    two sources: I_dep of James, Emenheiser & Crutchfield (2019),
             J. Phys. A 52:014002

    "ccs" and "dep" search for a distribution of maximal entropy: to about 1e-9 where
    every outcome is possible, but only to about 1e-3 where some are not.

    p: pmf with axes for n sources (2 to 4) and a target, or a dit.Distribution. target:
    its axis, or its name in a dit.Distribution; the sources are the others, in order.
    Returns Atoms(values, names), names as in `lattice.names(n)`.
    Raises ValueError for an unknown measure, for a number of sources that the measure
    does not take, for a distribution that is not one (`as_pmf`, `from_dit`).
    """
    solver, options, most = _measure(measure)
    p = _target_last(p, target)
    n = p.ndim - 1
    if not 2 <= n <= most:
        raise ValueError(f"{measure!r} takes 2 to {most} sources, but p has {n}")
    # dit counts on 0 log 0 being silent, which importing it here does not arrange, and
    # for "sx" and "pm" on a target that stands last and has no name.
    with np.errstate(divide="ignore", invalid="ignore"):
        found = solver(to_dit(p), **options)
    values = [found[tuple(tuple(i - 1 for i in s) for s in a)] for a in antichains(n)]
    return Atoms(np.array(values), atom_names(n))


def _measure(name):
    if name not in MEASURES:
        raise ValueError(f"measure is one of {', '.join(MEASURES)}, not {name!r}")
    return MEASURES[name]


def _target_last(p, target):
    if isinstance(p, dit.Distribution):
        return from_dit(p, target)
    p = as_pmf(p)
    if not isinstance(target, int) or not -p.ndim <= target < p.ndim:
        raise ValueError(f"target {target!r} is no axis of a pmf with {p.ndim} axes")
    return np.moveaxis(p, target, -1)


def _position(d, target):
    known = list(d.get_rv_names() or ())
    if target in known:
        return known.index(target)
    n = d.outcome_length()
    if not isinstance(target, int) or not -n <= target < n:
        raise ValueError(f"no variable {target!r} among {known or f'{n} unnamed ones'}")
    return target


def _indices(alphabets, shape):
    if len(shape) != len(alphabets):
        raise ValueError(f"{len(alphabets)} variables need as many axes, not {shape}")
    for values, size in zip(alphabets, shape, strict=True):
        if not all(isinstance(v, int) and 0 <= v < size for v in values):
            raise ValueError(
                f"values {values} are no indices of an axis of length {size}"
            )
    return alphabets
