"""When to leave lists for numpy's arrays: a small question never imports numpy."""

from __future__ import annotations

from collections.abc import Sized

__all__ = ["is_large"]


def is_large(numbers: Sized, least: int) -> bool:
    """Whether there are at least so many numbers, or they already are an array."""
    return len(numbers) >= least or hasattr(numbers, "dtype")
