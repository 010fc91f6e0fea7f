"""The style of the page of a network: for a screen, a phone and paper. No outside fonts."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --soft: #545454; --line: #c9c9c9; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #ececec; --soft: #b4b4b4; --line: #474b50; --link: #8cc4ff; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
header, main, footer { margin: 0 auto; padding: 0 1.25rem; max-width: 90rem; }
h1, h2 { font-family: Georgia, "Times New Roman", "Noto Serif", serif; line-height: 1.2; }
h1 { font-size: 1.9rem; margin: 1.2rem 0 .3rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 .5rem; }
header p { margin: 0 0 .6rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.key { list-style: none; margin: 0; padding: .4rem .6rem; display: flex; flex-wrap: wrap; gap: .15rem 1.2rem;
  background: #fff; color: #1a1a1a; border: 1px solid var(--line); border-bottom: 0; font-size: .85rem; }
.key svg { vertical-align: -3px; }
.tools:not([hidden]) { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .4rem .6rem;
  background: #fff; color: #1a1a1a; border: 1px solid var(--line); border-bottom: 0; font-size: .9rem; }
.tools button, .tools input { font: inherit; min-width: 2.75rem; min-height: 2.75rem; padding: 0 .6rem;
  color: #1a1a1a; background: #f4f2ec; border: 1px solid #767676; border-radius: 3px; }
.tools input { width: 13rem; background: #fff; }
.tools p { margin: 0; color: #545454; flex-basis: 100%; }
.view { background: #fff; border: 1px solid var(--line); overflow: auto; max-height: 90vh; }
.view svg { display: block; }
.live { overflow: hidden; max-height: none; }
.live svg { width: 100%; height: auto; max-height: min(78vh, 60rem); touch-action: pan-y; cursor: grab; }
.large svg { height: min(78vh, 60rem); }
.live:focus svg { touch-action: none; }
.live svg:active { cursor: grabbing; }
.dim g > g { opacity: .13; }
.dim g > text { opacity: .13; }
.dim g > .on { opacity: 1; }
.scroll { overflow: auto; max-height: 40rem; border: 1px solid var(--line); }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.35; width: 100%; min-width: 42rem; }
caption { text-align: left; color: var(--soft); padding: .35rem .6rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
footer { font-size: .9rem; padding-bottom: 3rem; }
footer p, footer ul { max-width: 60rem; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --line: #999; }
  .tools:not([hidden]) { display: none; }
  .view { overflow: visible; max-height: none; }
  .view svg { width: 100%; height: auto; max-height: none; }
  table { min-width: 0; }
  .scroll { max-height: none; overflow: visible; }
}
"""
