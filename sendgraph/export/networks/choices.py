"""What a user can choose of an exported network beside its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from sendgraph.analysis.networks.rows import Options

__all__ = ["DATE_POLICIES", "LAYOUTS", "Choices"]

DATE_POLICIES = {
    "widest": "every day that something may have lasted",
    "midpoint": "from the middle of the days it may have begun to the middle of those it may have ended",
    "certain": "only the days that it lasted for certain; what lasted on none is left out",
}
"""Which days an uncertain stretch is shown for."""

LAYOUTS = {
    "seeded": "by the links, the same each time",
    "map": "councils where they lie, those without coordinates below, and all else beside its council",
}
"""Where the nodes are placed."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a network is written: which days, whether grades change with time, where nodes lie, and which part of it."""

    date_policy: str = "widest"
    is_dynamic: bool = False
    layout: str = "seeded"
    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        if self.date_policy not in DATE_POLICIES:
            raise ValueError(f"no date policy {self.date_policy!r}: one of {', '.join(DATE_POLICIES)}")
        if self.layout not in LAYOUTS:
            raise ValueError(f"no layout {self.layout!r}: one of {', '.join(LAYOUTS)}")
