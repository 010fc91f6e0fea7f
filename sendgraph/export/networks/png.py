"""A network as a PNG: the SVG, rendered by resvg, which is an extra of its own (``pip install 'sendgraph[png]'``)."""

from __future__ import annotations

from collections.abc import Iterable

from sendgraph.export.formats import Asked, ExportError
from sendgraph.export.networks.names import SIZE
from sendgraph.export.networks.source import picture_of
from sendgraph.export.networks.svg import svg_document

__all__ = ["write"]

_WIDE, _WIDEST = 4_000.0, 8_000.0


def write(asked: Asked) -> Iterable[bytes]:
    """The file in one piece, one and a half pixels for each unit of the picture up to 4,000 pixels.

    A larger picture has more where it takes more for letters 10 pixels high, up to 8,000.
    Raises ``ExportError`` where resvg is not installed.
    """
    try:
        from resvg_py import svg_to_bytes  # type: ignore[import-not-found,unused-ignore]  # an extra
    except ImportError:
        raise ExportError(
            "PNG needs the library resvg-py: pip install 'sendgraph[png]', or export svg or html"
        ) from None
    picture, told = picture_of(asked)
    width = max(min(picture.width * 1.5, _WIDE), min(picture.width * 10 / SIZE, _WIDEST))
    return [bytes(svg_to_bytes(svg_string=svg_document(picture, told), width=int(width)))]
