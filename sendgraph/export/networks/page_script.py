"""The script of the page of a network: zoom, move, and find a node with what it is linked to.

Marks and lines carry the places of their nodes (``data-n``), so that the script needs nothing but the picture itself.
"""

from __future__ import annotations

__all__ = ["SCRIPT"]

SCRIPT = """
(() => {
  "use strict";
  const view = document.querySelector(".view"), svg = view.querySelector("svg");
  const tools = document.querySelector(".tools"), told = tools.querySelector("[role=status]");
  const box = svg.viewBox.baseVal, whole = [box.x, box.y, box.width, box.height];
  tools.hidden = false;
  view.classList.add("live");
  const [left, top, right, bottom, firstX, firstY] = svg.dataset.opening.split(" ").map(Number);
  const show = (x, y, w, h) => { box.x = x; box.y = y; box.width = w; box.height = h; };
  const zoom = (by, px, py) => {
    const w = Math.min(Math.max(box.width * by, 120), whole[2] * 1.5), real = w / box.width;
    const x = px === undefined ? box.x + box.width / 2 : px, y = py === undefined ? box.y + box.height / 2 : py;
    show(x - (x - box.x) * real, y - (y - box.y) * real, w, box.height * real);
  };
  const move = (dx, dy) => show(box.x + dx * box.width, box.y + dy * box.height, box.width, box.height);
  // Names are 12 units high. A picture in which they would be less than 10 pixels begins at its largest part.
  const size = svg.getBoundingClientRect();
  const isLarge = Math.min(size.width / box.width, size.height / box.height) < 10 / 12;
  view.classList.toggle("large", isLarge);
  const within = (at, wide, low, high) =>
    high - low <= wide ? (low + high - wide) / 2 : Math.min(Math.max(at, low), high - wide);
  const start = () => {
    if (!isLarge) { show(...whole); return; }
    const r = svg.getBoundingClientRect(), w = r.width / 0.92, h = r.height / 0.92;
    const x = within(within(firstX - w / 2, w, left, right), w, whole[0], whole[0] + whole[2]);
    const y = within(within(firstY - h / 2, h, top, bottom), h, whole[1], whole[1] + whole[3]);
    show(x, y, w, h);
  };
  const bring = (part) => {
    const b = part.getBBox(), x = b.x + b.width / 2, y = b.y + b.height / 2;
    if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height)
      show(x - box.width / 2, y - box.height / 2, box.width, box.height);
  };
  const acts = { in: () => zoom(0.7), out: () => zoom(1.4), start, all: () => show(...whole) };
  start();
  tools.addEventListener("click", (e) => { const act = acts[e.target.dataset.do]; if (act) act(); });
  const keys = { "+": acts.in, "=": acts.in, "-": acts.out, "0": acts.all, ArrowLeft: () => move(-0.1, 0),
    ArrowRight: () => move(0.1, 0), ArrowUp: () => move(0, -0.1), ArrowDown: () => move(0, 0.1) };
  view.addEventListener("keydown", (e) => {
    const act = keys[e.key];
    if (act && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); act(); }
  });
  const at = (e) => new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
  svg.addEventListener("wheel", (e) => {
    if (!e.ctrlKey && document.activeElement !== view) return;
    e.preventDefault();
    const p = at(e);
    zoom(e.deltaY > 0 ? 1.15 : 0.87, p.x, p.y);
  }, { passive: false });
  const held = new Map();
  svg.addEventListener("pointerdown", (e) => { svg.setPointerCapture(e.pointerId); held.set(e.pointerId, at(e)); });
  svg.addEventListener("pointermove", (e) => {
    const from = held.get(e.pointerId);
    if (!from) return;
    const p = at(e);
    if (held.size === 1) show(box.x + from.x - p.x, box.y + from.y - p.y, box.width, box.height);
    if (held.size === 2) {
      const other = [...held].find(([id]) => id !== e.pointerId)[1];
      const far = (q) => Math.hypot(q.x - other.x, q.y - other.y);
      zoom(far(from) / Math.max(far(p), 1), other.x, other.y);
    }
    held.set(e.pointerId, at(e));
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, (e) => held.delete(e.pointerId));

  const parts = [...svg.querySelectorAll("[data-n]")].map((part) => [part, part.dataset.n.split(" ")]);
  const marks = parts.filter(([part]) => part.dataset.name);
  const light = (wanted) => {
    const near = new Set(wanted);
    for (const [, ends] of parts)
      if (ends.length > 1 && ends.some((n) => wanted.has(n))) ends.forEach((n) => near.add(n));
    svg.classList.toggle("dim", wanted.size > 0);
    for (const [part, ends] of parts)
      part.classList.toggle("on", ends.length > 1 ? ends.some((n) => wanted.has(n)) : near.has(ends[0]));
  };
  const seek = (text) => {
    const words = text.trim().toLowerCase();
    const found = words ? marks.filter(([part]) => part.dataset.name.toLowerCase().includes(words)) : [];
    light(new Set(found.map(([, ends]) => ends[0])));
    if (found.length) bring(found[0][0]);
    told.textContent = words ? found.length + (found.length === 1 ? " node found" : " nodes found") : "";
  };
  const input = tools.querySelector("input");
  input.addEventListener("input", () => seek(input.value));
  let down = null;
  svg.addEventListener("pointerdown", (e) => { down = [e.clientX, e.clientY, e.target.closest("[data-name]")]; });
  svg.addEventListener("pointerup", (e) => {
    if (!down || Math.hypot(e.clientX - down[0], e.clientY - down[1]) > 4) return;
    input.value = down[2] ? down[2].dataset.name : "";
    if (down[2]) { light(new Set([down[2].dataset.n])); told.textContent = ""; } else seek("");
  });
})();
"""
