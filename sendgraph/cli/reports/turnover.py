"""``sendgraph report turnover``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sendgraph.cli.asking import Asked, Setting, asked, choice_options, parse_code, parse_day_option

if TYPE_CHECKING:
    from sendgraph.analysis.account import Account, Asking, RoleFacts
    from sendgraph.analysis.spells import Choice
    from sendgraph.report.layout import Report, Section

GROUPS = ["region", "type", "grade", "year", "role"]


@click.command("turnover", short_help="How often the holder of a post changes, nationally and by council.")
@click.option("--role", default="dcs", callback=parse_code("role"), help="The role, such as dcs or lead-member.")
@click.option("--by", type=click.Choice(GROUPS), help="Figures group by group, in order of name.")
@click.option(
    "--against", type=click.Choice(["published"]), help="Beside the figures that others counted, each with its source."
)
@click.option("--council", metavar="NAME", help="One council alone: its holders, changes, and what is unknown.")
@click.option("--since", callback=parse_day_option, metavar="DATE", help="Leave out what lies before this day.")
@click.option(
    "--impute",
    type=click.IntRange(0, 5_000),
    default=30,
    show_default=True,
    metavar="N",
    help="How often to draw the dates of tenures within their bounds; 0 takes their middle.",
)
@click.option("--turnbull", is_flag=True, help="Also the lengths from bounds alone, without delayed entry.")
@click.option("--seed", type=int, default=20_260_101, show_default=True, help="For draws and resamples.")
@choice_options
@asked
def command(
    common: Asked,
    role: str,
    by: str | None,
    against: str | None,
    council: str | None,
    since: date | None,
    choice: Choice,
    impute: int,
    turnbull: bool,
    seed: int,
) -> None:
    """How often the holder of a post changes, how long holders stay, nationally and by council.

    Rates come from officers whom Ofsted's letters name, with 95% intervals; counts have a certain and a possible
    bound. Groups and councils stand in order of name, never of their rates.
    """
    from sendgraph.analysis.account import Asking

    if sum(map(bool, (by, against, council))) > 1:
        raise click.UsageError("--by and --against are for all councils and --council for one: give one of them")
    if since and since >= common.as_of:
        raise click.BadParameter(f"{since} is not before the day of the report, {common.as_of}", param_hint="--since")
    asking = Asking(common.as_of, since, choice, impute, seed, turnbull)

    def make(of: Setting) -> Report:
        from sendgraph.analysis.load_role import load_role

        facts = load_role(of.ask.engine, role)
        return _one_body(of, facts, asking, council) if council else _national(of, facts, asking, by, against)

    common.write(make)


def _not_taken(of: Setting, role: str) -> int:
    return len({r["claim"] for r in of.ask("claims_not_taken", role=role)})


def _national(of: Setting, facts: RoleFacts, asking: Asking, by: str | None, against: str | None) -> Report:
    from sendgraph.analysis.account import measure_account
    from sendgraph.report.turnover import turnover_report

    account = measure_account(facts, asking)
    sections, values = _groups(of, account, by) if by else _published(of, account) if against else ((), None)
    not_taken = _not_taken(of, facts.role)
    return turnover_report(account.turnover, of.data_version, of.attribution, not_taken, account, sections, values)


def _published(of: Setting, account: Account) -> tuple[Sequence[Section], dict[str, Any]]:
    """The sections that set our figures beside those that others counted, and their values."""
    from sendgraph.analysis.against import compare_published, load_published
    from sendgraph.report.turnover_published import published_sections, published_values

    turnover = account.turnover
    figures = load_published(of.ask.engine, turnover.role)
    compared = compare_published(figures, account.spells, account.seats, turnover.changes, turnover.rate)
    return published_sections(compared), {"published": published_values(compared)}


def _groups(of: Setting, account: Account, by: str) -> tuple[Sequence[Section], dict[str, Any]]:
    """The sections of the groups and their values."""
    from sendgraph.analysis.turnover import measure_periods
    from sendgraph.report import turnover_by as pages
    from sendgraph.report.turnover import years_section

    seed = account.asking.seed
    if by == "year":
        periods = measure_periods(account.turnover.pairs, seed=seed)
        years = [years_section(account.turnover, is_main=True)] if account.turnover.years else []
        return [*pages.periods_section(periods), *years], {"by": "year", **pages.period_values(periods)}
    if by == "role":
        accounts = _all_roles(of, account)
        return [pages.roles_section(accounts)], pages.role_values(accounts)
    from sendgraph.analysis.turnover_groups import group_by
    from sendgraph.report.turnover_values import group_values

    turnover = account.turnover
    key = _key(of, account, by)
    groups = group_by(
        key,
        account.seats,
        account.spells,
        turnover.changes,
        turnover.pairs,
        account.versions,
        account.window,
        seed=seed,
    )
    return [pages.groups_section(groups, by, account.window.start)], group_values(groups, by)


def _key(of: Setting, account: Account, by: str) -> Any:
    """From a body to its group."""
    from sendgraph.analysis.load import local_id
    from sendgraph.analysis.turnover_groups import key_of_grade

    if by == "grade":
        rows = of.ask("latest_judgements", on=account.window.start.isoformat())
        return key_of_grade({local_id(r["council"]): r["grade"] or "" for r in rows})
    labels = {s.body_id: s.region if by == "region" else s.council_type for s in account.spells}
    return lambda body: labels.get(body) or "no council"


def _all_roles(of: Setting, account: Account) -> list[Account]:
    """An account of every role with an evidenced holder; lengths are not told there, so that no date is drawn."""
    from sendgraph.analysis.account import measure_account
    from sendgraph.analysis.load_role import load_role
    from sendgraph.facts.codes import code_lists

    plain = account.asking._replace(draws=0, use_turnbull=False)
    found = []
    for role in code_lists()["role"]:
        facts = load_role(of.ask.engine, role)
        if facts.spells:
            found.append(account if role == account.turnover.role else measure_account(facts, plain))
    return found


def _one_body(of: Setting, facts: RoleFacts, asking: Asking, council: str) -> Report:
    from sendgraph.analysis.account import measure_account
    from sendgraph.analysis.load import local_id
    from sendgraph.analysis.one_body import evidence_window, facts_of_body
    from sendgraph.report.turnover_council import one_body_report

    body = of.ask.resolver("body", council)
    named = (r["value"] for r in of.ask("thing", thing=body) if local_id(r["property"]) == "rdf-schema#label")
    own = facts_of_body(facts, body)
    window = evidence_window(own, asking.as_of, asking.since)
    account = measure_account(own, asking._replace(draws=0), window)
    not_taken = _not_taken_on(of, facts.role, [s.post_id for s in own.seats])
    return one_body_report(account, next(named, None) or body, own.gaps, of.data_version, of.attribution, not_taken)


def _not_taken_on(of: Setting, role: str, posts: Sequence[str]) -> int:
    """How many claims on these posts are not taken, by what the claim says of its post."""
    rows = of.ask("claims_not_taken", role=role)
    return len({r["claim"] for r in rows if any(f"post: {post}," in f"{r['says']}," for post in posts)})
