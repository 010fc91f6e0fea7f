"""Tables some of whose columns stand as lines under each row: long lists, such as claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from sendgraph.report.layout import Section
from sendgraph.report.tables import plain, text_table

__all__ = ["table_lines"]

_INDENT = "    "


def table_lines(section: Section, width: int, *, is_fitted: bool) -> list[str]:
    """The table with what stands below its rows, wrapped at spaces; ``is_fitted`` wraps the rows themselves too."""
    kept = [i for i, name in enumerate(section.columns) if name not in section.below]
    rows = [[plain(row[i]) for i in kept] for row in (section.columns, *section.rows)]
    if is_fitted:
        blocks = list(_fitted(rows, width))
    else:
        head, rule, *lines = text_table(rows[0], rows[1:]).rstrip("\n").split("\n")
        blocks = [[head, rule], *([line] for line in lines)]
    below = [[], *(_below(section, row, width) for row in section.rows)]
    return [line for block, more in zip(blocks, below, strict=True) for line in (*block, *more)]


def _below(section: Section, row: Sequence[str], width: int) -> list[str]:
    """What stands under one row: the name of each column and its cell, without those that are empty."""
    cells = dict(zip(section.columns, row, strict=True))
    told = ". ".join(f"{name}: {plain(cells[name])}" for name in section.below if cells[name])
    return _wrapped(told, width, indent=_INDENT) if told else []


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _fitted(rows: Sequence[Sequence[str]], width: int) -> Iterator[list[str]]:
    """The lines of each row, no wider than the width: the widest columns give way first, and words last of all."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    words = [max(len(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 1:
        loose = [i for i, w in enumerate(widths) if w > words[i]] or range(len(widths))
        widths[max(loose, key=lambda i: widths[i])] -= 1
    for number, row in enumerate(rows):
        cells = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        lines = [
            "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip()
            for line in zip_longest(*cells, fillvalue="")
        ]
        yield [*lines, "  ".join("-" * w for w in widths)] if number == 0 else lines
