"""Text and values as XML takes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

__all__ = ["WRITERS", "escape", "escape_once", "plain"]

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 forbids or advises against, and those that a reader turns into spaces anyway."""
_MARKUP = re.compile('[&<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')


def plain(text: str) -> str:
    """The text with a space for each character that no file takes as it is, such as a control character.

    >>> plain("a\\x00b\\nc")
    'a b c'
    """
    return _UNFIT.sub(" ", text)


def escape_once(text: str) -> str:
    """The text as it may stand in an element or a quoted attribute: for what comes once, such as an id.

    >>> escape_once('A & B <"x">')
    'A &amp; B &lt;&quot;x&quot;&gt;'
    """
    if not _MARKUP.search(text):
        return text
    safe = _UNFIT.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;")
    return safe.replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """The same, remembered: for what comes again and again, such as a code."""
    return escape_once(text)


WRITERS: dict[str, Callable[..., str]] = {
    "string": escape,
    "integer": str,
    "double": repr,
    "boolean": {True: "true", False: "false"}.__getitem__,
    "date": date.isoformat,
}
"""How a value of each kind of attribute is written."""
