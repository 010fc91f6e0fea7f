"""Colours that people with any colour vision tell apart, and that differ in lightness enough for black and white.

Text has a contrast of at least 4.5 to 1 against the paper, marks at least 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

__all__ = ["GRID", "HOLDER", "INK", "INTERIM", "PAPER", "SERIES", "SOFT", "TINTS", "contrast"]

PAPER = "#ffffff"
INK = "#1a1a1a"
SOFT = "#545454"
GRID = "#d4d4d4"
"""Lines behind the marks, which carry no meaning of their own."""
HOLDER = "#1f4e79"
INTERIM = "#a64200"
SERIES = ("#1f4e79", "#a64200", "#00695c", "#7a3b8f", "#4d4d4d", "#8a6100")
"""One for each curve; each curve also has dashes and a name of its own."""
TINTS = ("#d6e2ee", "#f3ddcf", "#d2e8e3", "#e8dbee", "#e2e2e2", "#f0e6cc")
"""The bands around the curves, in the same order."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2, relative luminance).

    >>> contrast("#000000", "#ffffff"), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
