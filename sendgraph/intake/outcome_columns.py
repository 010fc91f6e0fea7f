"""The columns of Ofsted's yearly files of inspection outcomes, under the names each year gave them."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ASPECTS", "NARROW", "ORDINALS", "WIDE", "label_of"]

_PROGRESS = "The experiences and progress of"
_LEADERS = "impact of leaders on social work practice with children and families"

ASPECTS: dict[str, tuple[str, ...]] = {
    "overall-effectiveness": ("Overall effectiveness", "Overall judgement", "Overall", "Overall effectiveness grade"),
    "impact-of-leaders": (f"The {_LEADERS}", "Impact of leaders", "Impact of leaders on social work practice"),
    "help-and-protection": (
        f"{_PROGRESS} children who need help and protection",
        "Children who need help and protection",
        "Help and protection",
    ),
    "in-care": (
        f"{_PROGRESS} children in care",
        f"{_PROGRESS} children in care and care leavers",
        "Children in care",
        "Children in care and care leavers",
    ),
    "care-leavers": (f"{_PROGRESS} care leavers", "Care leavers"),
}
"""Aspects of a judgement and the headers they stand under; children in care and care leavers were one until 2023."""

_VISIT: dict[str, tuple[str, ...]] = {
    "started": (
        "Inspection date",
        "Inspection/Visit date",
        "Inspection start date",
        "Inspection/visit start date",
        "Visit date",
        "Start date",
        "Date of inspection",
        "Latest inspection date",
        "Most recent inspection date",
    ),
    "published": (
        "Publication date",
        "Date published",
        "Published date",
        "Date of publication",
        "Report publication date",
        "Inspection publication date",
        "Report published",
        "Latest publication date",
    ),
    "kind": (
        "Inspection type",
        "Inspection/Visit type",
        "Visit type",
        "Type of inspection",
        "Type of inspection/visit",
        "Inspection or visit type",
        "Event type",
    ),
    **ASPECTS,
}

_COUNCIL: dict[str, tuple[str, ...]] = {
    "gss": (
        "Local authority area code",
        "Local authority code",
        "LA code",
        "ONS code",
        "ONS area code",
        "GSS code",
        "Area code",
    ),
    "name": ("Local authority name", "Local authority", "LA name", "LA", "Area name", "Authority"),
    "urn": ("URN", "Local authority URN", "Ofsted URN", "Provider number"),
}

NARROW: dict[str, tuple[str, ...]] = {
    **_COUNCIL,
    "status": ("Local authority status", "Status", "LA status"),
    **_VISIT,
    "theme": ("Visit theme", "Theme", "Focused visit theme", "Theme of visit"),
}
"""One row a visit, or one row a council with its latest."""

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def _wide(ordinal: str, number: int, names: Sequence[str]) -> tuple[str, ...]:
    plain = [n.removeprefix("The ") for n in names]
    starts = (f"{ordinal} ILACS", f"{ordinal} ILACS inspection", f"{number}{_SUFFIXES.get(number, 'th')} ILACS")
    return tuple(f"{start} {name}" for start in starts for name in (*plain, *names)) + tuple(
        f"{start} {name.removeprefix('Inspection ')}" for start in starts for name in plain
    )


_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}

WIDE: dict[str, tuple[str, ...]] = {
    **_COUNCIL,
    **{
        f"{ordinal} {what}": _wide(ordinal, number, names)
        for number, ordinal in enumerate(ORDINALS, start=1)
        for what, names in _VISIT.items()
    },
}
"""One row a council, with its first, second and further inspections side by side."""


def label_of(kind: str) -> tuple[str, str, str] | None:
    """Label, framework and kind of visit of a printed type of inspection; none for one of other services.

    >>> label_of("ILACS Short Inspection"), label_of("LA Monitoring visit")
    (('ilacs', 'ilacs', 'short'), ('monitoring-visit', 'ilacs', 'monitoring-visit'))
    """
    text = kind.casefold()
    if "focus" in text:
        return "focused-visit", "ilacs", "focused-visit"
    if "monitoring" in text:
        return "monitoring-visit", "ilacs", "monitoring-visit"
    if "single inspection" in text or text.startswith("sif"):
        return "sif", "sif", "full"
    if "short" in text:
        return "ilacs", "ilacs", "short"
    if "standard" in text or text in ("ilacs", "ilacs inspection", "full"):
        return "ilacs", "ilacs", "full"
    return None
