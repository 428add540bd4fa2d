"""What the checks share: trying a student's function and comparing its answers."""

import copy
import inspect
import textwrap

import numpy as np

from ..information import as_pmf

COUNTS = "none one two three four five six seven eight nine many".split()
SINGLE = {  # what NumPy says when code for one number meets an array
    "arrays can be converted": "functions of `math`, `int` and `float` take one number",
    "truth value of an array": "`if` decides about one number",
}


class NotYet(Exception):
    """The student has not answered so far."""


class Refused(Exception):
    """The answer cannot be compared at all; the message is the hint."""


def is_stub(answer):
    """Return whether an answer is None, ..., NotImplemented, or holds one of them."""
    if isinstance(answer, (list, tuple)):
        return any(is_stub(item) for item in answer)
    if isinstance(answer, np.ndarray) and answer.dtype == object:
        return any(is_stub(item) for item in answer.flat)
    return answer is None or answer is Ellipsis or answer is NotImplemented


class Student:
    """A student's function, called with copies, quietly and without its exceptions.

    `mutates` tells whether a call so far has changed its arguments. A call raises
    NotYet if the function is still a stub and Refused if it fails.
    """

    def __init__(self, function):
        """Refuse whatever is no function."""
        if not callable(function):
            raise Refused(
                "This wants the function itself, not a value that it returns."
            )
        self.function, self.mutates = function, False

    def __call__(self, *args):
        """Return what the function returns for copies of the arguments."""
        given = [_copy(arg) for arg in args]
        try:
            with np.errstate(all="ignore"):
                value = self.function(*given)
        except NotImplementedError:
            raise NotYet("The function raises NotImplementedError so far.") from None
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # even exit() ends as a hint
            raise Refused(_describe(error, args)) from None
        if is_stub(value):
            raise NotYet("The function returns None. Does it end with `return`?")
        self.mutates |= not all(map(_same, given, args))
        return value


def compare(answer, cases, reference, wrong=(), tolerance=1e-9, otherwise=None):
    """Compare a function with the reference on all cases; a hint, or None if right.

    cases: tuples of arguments. wrong: for each hint the formula, or a list of them,
    that students take for the right one: if it fits all values, the hint is given.
    Values not added up or rounded have hints in any exercise. otherwise: a hint for
    all other mistakes, in place of the input and the value that it gets.
    """
    values = [number(answer(*case)) for case in cases]
    if _fits(values, reference, cases, tolerance):
        return None
    for hint, formulas in dict(wrong).items():
        formulas = formulas if isinstance(formulas, list) else [formulas]
        if any(_fits(values, formula, cases, tolerance) for formula in formulas):
            return hint
    rights = [np.asarray(reference(*case), float) for case in cases]
    alike = [_alike(v, r, tolerance) for v, r in zip(values, rights)]
    first = alike.index(False)
    fault = _fault(values[first], rights[first], cases[first])
    return (
        _unadded(values, rights, any(alike))
        or _rounded(values, rights)
        or otherwise
        or f"For {_given(reference, cases[first])} it returns {fault}."
    )


def pmf_of(answer, shape):
    """Return an answer as a joint pmf of that shape, or refuse it with the reason."""
    if callable(answer):
        raise Refused("This wants an array of probabilities, not a function.")
    p = number(answer, "Give a list of numbers:")
    if len(shape) == 1 and p.size != shape[0]:
        wanted, given = COUNTS[shape[0]].capitalize(), COUNTS[min(p.size, 10)]
        raise Refused(f"{wanted} probabilities are wanted; you give {given}.")
    if p.shape != shape:
        raise Refused(f"An array of shape {shape} is wanted; yours has {p.shape}.")
    if np.isfinite(p).all() and (p >= 0).all() and abs(p.sum() - 1) > 1e-8:
        percent = " These look like percentages." if abs(p.sum() - 100) < 1e-6 else ""
        raise Refused(f"Probabilities sum to 1; yours sum to {p.sum():.10g}.{percent}")
    try:
        return as_pmf(p)
    except ValueError as error:
        raise Refused(f"This is no distribution: {error}.") from None


def number(value, wanted="Numbers are wanted, but"):
    """Return an answer as an array of floats, or refuse it."""
    try:
        if np.asarray(value).dtype.kind in "SU":  # NumPy would read "0.5" as 0.5
            raise TypeError
        return np.asarray(value, float)
    except (TypeError, ValueError):
        kind = type(value).__name__
        if isinstance(value, (list, tuple)):
            kind += " of " + " and ".join(sorted({type(v).__name__ for v in value}))
        raise Refused(f"{wanted} this is of type {kind}.") from None


def random_pmf(rng, *shape, zeros=0):
    """Draw a pmf of that shape, uniform on the simplex, with so many zero cells."""
    p = rng.dirichlet(np.ones(np.prod(shape)))
    p[rng.permutation(p.size)[:zeros]] = 0
    return (p / p.sum()).reshape(shape)


def show(value):
    """Write an argument or a value in about 40 characters."""
    if isinstance(value, str):
        return repr(value) if len(value) < 40 else repr(value[:30]) + "..."
    digits = {"float_kind": "{:.3g}".format}
    text = np.array2string(np.asarray(value), separator=", ", formatter=digits)
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"an array of shape {np.shape(value)}"


def _copy(arg):
    # A generator is handed on as it is: a check may look at what was drawn from it.
    return arg if isinstance(arg, np.random.Generator) else copy.deepcopy(arg)


def _same(one, other):
    return not isinstance(other, np.ndarray) or np.array_equal(one, other)


def _describe(error, args):
    text = textwrap.shorten(str(error), 60, placeholder=" ...")
    for words, reason in SINGLE.items():
        if words in text:
            rows = "An array may have several axes: a loop gives rows, but"
            several = any(np.ndim(arg) > 1 for arg in args)
            return f"{rows if several else 'It fails on arrays:'} {reason} only."
    given = ", ".join(map(show, args))
    given = given if len(given) <= 50 else "the test data"
    if len(args) == 1 and isinstance(args[0], float) and "'float'" in text:
        return f"It must also take a single number, here {given}: {text}."
    return f"Called with {given} it raises {type(error).__name__}: {text}"


def _alike(value, right, tolerance):
    right = np.asarray(right, float)
    return value.shape == right.shape and np.allclose(
        value, right, rtol=tolerance, atol=tolerance, equal_nan=True
    )


def _fits(values, formula, cases, tolerance):
    with np.errstate(all="ignore"):
        formula_values = [formula(*case) for case in cases]
    return all(_alike(v, f, tolerance) for v, f in zip(values, formula_values))


def _given(reference, case):
    names = inspect.signature(reference).parameters
    text = ", ".join(f"{n} = {show(arg)}" for n, arg in zip(names, case))
    return text if len(text) <= 50 else "some test data"


def _unadded(values, rights, some_right):
    single = any(r.ndim for r in rights) or max(v.size for v in values) == 1
    if single or not all(_alike(v.sum(), r, 1e-9) for v, r in zip(values, rights)):
        return None
    if some_right:
        return "An array may have several axes: add up along all of them."
    return "One number is wanted: add the contributions up."


def _rounded(values, rights):
    for digits in range(2, 9):
        if all(_alike(v, r.round(digits), 1e-12) for v, r in zip(values, rights)):
            return f"This is rounded to {digits} decimals: do not round."
    return None


def _fault(value, right, case):
    if value.shape != right.shape:
        wanted = f"an array of shape {right.shape}" if right.ndim else "one number"
        return f"{show(value)}, but {wanted} is wanted"
    if np.isnan(value).any():
        holds_zero = any(np.size(a) > 1 and np.any(np.equal(a, 0)) for a in case)
        return "nan: what is 0 there must add nothing" if holds_zero else "nan"
    if value.ndim:
        return f"values that are off by up to {np.abs(value - right).max():.3g}"
    gap, side = abs(value - right), "small" if value < right else "large"
    tiny = f" by {gap:.2g}: rounded, or a small number was added"
    return f"{value:.4g}, which is too {side}{tiny if gap < 1e-3 * abs(right) else ''}"
