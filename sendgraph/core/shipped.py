"""Where the shipped folders are: ``data``, ``ontology`` and ``queries``, in a checkout or in a wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shipped"]

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """The folder ``name`` that travels with this installation.

    A wheel carries the folders inside the package, a checkout beside it. Raises ``FileNotFoundError``
    where neither has it, which means that the installation is broken.
    """
    for parent in (_PACKAGE / "shipped", _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"the shipped folder {name!r} is missing: install sendgraph again")
