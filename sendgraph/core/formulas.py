"""Text that a spreadsheet would run as a formula, disarmed. Every CSV for people goes through here.

See https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import re

__all__ = ["guarded"]

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it as a formula; a number is none.

    >>> guarded("=1+1"), guarded("-0.5"), guarded("Kent")
    ("'=1+1", '-0.5', 'Kent')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
