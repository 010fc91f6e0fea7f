"""A network as a PNG: the SVG, rendered by resvg, which is an extra of its own (``pip install 'sendgraph[png]'``)."""

from __future__ import annotations

from collections.abc import Iterable

from sendgraph.export.formats import Asked, ExportError
from sendgraph.export.networks.about import about
from sendgraph.export.networks.drawing import draw
from sendgraph.export.networks.source import plan_of
from sendgraph.export.networks.svg import svg_document

__all__ = ["write"]

_WIDEST = 4_000.0


def write(asked: Asked) -> Iterable[bytes]:
    """The file in one piece, as wide as the picture and at most 4,000 pixels.

    Raises ``ExportError`` where resvg is not installed.
    """
    try:
        from resvg_py import svg_to_bytes  # type: ignore[import-not-found,unused-ignore]  # an extra
    except ImportError:
        raise ExportError(
            "PNG needs the library resvg-py: pip install 'sendgraph[png]', or export svg or html"
        ) from None
    plan = plan_of(asked)
    picture = draw(plan)
    drawn = svg_document(picture, about(asked, plan))
    return [bytes(svg_to_bytes(svg_string=drawn, width=int(min(picture.width * 1.5, _WIDEST))))]
