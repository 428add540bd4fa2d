"""Instruments: widgets that compute in the browser, where pictures do not suffice."""

from .truth_table import truth_table_explorer

__all__ = ["truth_table_explorer"]
