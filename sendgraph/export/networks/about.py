"""What a file says of itself: what it shows, from which data, under which licences. Never when it was made."""

from __future__ import annotations

from typing import NamedTuple

from sendgraph.export.formats import Asked
from sendgraph.export.networks.choices import DATE_POLICIES, LAYOUTS
from sendgraph.export.networks.plan import Plan
from sendgraph.queries.run import Asker

__all__ = ["About", "about"]


class About(NamedTuple):
    """The title, the program, keywords, and the sentences of the description; ``sources`` are whom to attribute."""

    title: str
    creator: str
    keywords: str
    sentences: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def description(self) -> str:
        """Everything as one text."""
        return " ".join((f"{self.title}.", *self.sentences, "Sources:", *self.sources))


def about(asked: Asked, plan: Plan) -> About:
    """What the file of that plan says of itself."""
    network, choices, options = plan.network, plan.choices, plan.choices.options
    layout = LAYOUTS[choices.layout] if plan.is_placed else "on a spiral, as the network is too large to lay out"
    sentences = [
        f"Days shown: {DATE_POLICIES[choices.date_policy]} (date policy {choices.date_policy}).",
        f"Places: {layout}.",
        f"Data version {asked.data_version[:12]}.",
    ]
    limits = [
        f"role {options.role}" if options.role else "",
        f"since {options.since}" if options.since else "",
        f"until {options.until}" if options.until else "",
        f"region {options.region}" if options.region else "",
        "" if options.use_presumed else "without presumed identities",
    ]
    if plan.left_nodes or plan.left_edges:
        left = f"{plan.left_nodes} nodes and {plan.left_edges} edges"
        sentences.insert(0, f"Left out, because they are certain on no day: {left}.")
    if any(limits):
        sentences.insert(0, f"Only {', '.join(limit for limit in limits if limit)}.")
    sources = [f"{r['attribution'] or r['title']} ({r['licence']})" for r in Asker.of(asked.engine)("attributions")]
    return About(
        network.title, "sendgraph", f"{network.name}, SEND, councils, England", tuple(sentences), tuple(sources)
    )
