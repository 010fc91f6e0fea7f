"""The style of the HTML page: for a screen, a phone, a dark screen and A4 in black and white. No outside fonts."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #545454; --line: #c9c9c9; --tint: #f4f2ec;
  --link: #0b4f8a; --rule: #1a1a1a; --shade: #0003; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #ececec; --soft: #b4b4b4; --line: #474b50; --tint: #22262b; --link: #8cc4ff;
    --rule: #ececec; --shade: #fff5; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1, h2, .lead { font-family: Georgia, "Times New Roman", "Noto Serif", serif; }
h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .6rem; border-top: 4px solid var(--rule); padding-top: .7rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.4rem 0 .5rem; }
p, ul { max-width: 44rem; margin: .5rem 0 1rem; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.lead { font-size: 1.25rem; line-height: 1.45; margin: 0 0 1.2rem; }
dl.box { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .7rem 1.5rem;
  margin: 0 0 1rem; padding: .8rem 1rem; background: var(--tint); border-left: 4px solid var(--rule); }
.box dt, .ending dt { font-size: .8rem; color: var(--soft); }
.box dd { margin: 0; font-weight: 600; }
nav ol { columns: 16rem; column-gap: 2rem; margin: .3rem 0 0; padding-left: 1.4rem; max-width: none; }
nav p { margin: 0; font-weight: 600; }
nav li { padding: .15rem 0; break-inside: avoid; }
figure { margin: .8rem 0 1.2rem; }
.chart { --paper: #fff; --shade: #0003; background: #fff; border: 1px solid var(--line); }
.chart .scroll { margin: 0; }
figcaption { color: #1a1a1a; font-weight: 600; padding: .5rem .8rem .2rem; }
.chart svg { display: block; width: 100%; min-width: 47.5rem; height: auto; }
.scroll { overflow-x: auto; position: relative; margin: 0 0 1rem; background:
  linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 3rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 3rem 100% no-repeat local,
  linear-gradient(to right, var(--shade), transparent) 0 0 / 1rem 100% no-repeat scroll,
  linear-gradient(to left, var(--shade), transparent) 100% 0 / 1rem 100% no-repeat scroll; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.35; min-width: 100%;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: 0 0 .35rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line);
  max-width: 26rem; }
thead th, thead td { border-bottom: 2px solid var(--rule); vertical-align: bottom; }
tbody th { font-weight: inherit; }
.day { white-space: nowrap; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
td.id { font: .75rem/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; color: var(--soft);
  overflow-wrap: anywhere; min-width: 11rem; }
tbody tr > :first-child { min-width: 8rem; }
tbody tr > .number:first-child { min-width: 0; }
td.sources { min-width: 9rem; }
td.address { min-width: 13rem; overflow-wrap: anywhere; }
td.long { min-width: 21rem; }
footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-bottom: 3rem; font-size: .9rem; }
.ending { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; }
.ending div { display: contents; }
.ending dt { padding-top: .1rem; }
.ending dd { margin: 0; }
@media (max-width: 40rem) {
  header { padding-top: 1rem; }
  h1 { font-size: 1.6rem; }
  .lead { font-size: 1.1rem; }
  .ending { grid-template-columns: 1fr; }
  .ending dd { margin-bottom: .4rem; }
}
@media print {
  @page { size: A4; margin: 15mm 13mm; }
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --line: #999; --tint: #fff; --link: #000;
    --rule: #000; }
  body { font-size: 9.5pt; }
  header, main, footer { max-width: none; padding: 0; }
  header { padding-top: 0; }
  nav { display: none; }
  h1 { font-size: 20pt; } h2 { font-size: 13pt; margin-top: 16pt; break-after: avoid; }
  .lead { font-size: 11.5pt; }
  dl.box { border: 1px solid #000; break-inside: avoid; }
  .scroll { overflow: visible; background: none; }
  .chart { border: 0; break-inside: avoid; }
  .chart .scroll { margin: 0; }
figcaption { color: #1a1a1a; font-weight: 600; padding: .5rem .8rem .2rem; }
.chart svg { min-width: 0; }
  table { font-size: 7.5pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  caption, thead { break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  th, td { padding: 2pt 6pt 2pt 0; }
  td.id { font-size: 6pt; min-width: 0; }
  td.long, td.address { min-width: 40mm; }
  tbody tr > :first-child { min-width: 0; }
}
"""
