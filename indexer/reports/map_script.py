"""The script of an evidence map's page: filters by level, design and species. The page is whole without it.

It reads the numbers that stand in the page and draws cells again; it asks for nothing from anywhere, and the page's
policy allows this text alone, by its hash.
"""

from __future__ import annotations

import base64
import hashlib

SCRIPT = """\
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const form = document.getElementById("filters");
  const said = document.getElementById("shown");
  const svg = "http://www.w3.org/2000/svg";
  const marks = ["l1", "l2", "l3", "l4", "l5", "l0"];

  function wanted() {
    const off = { level: new Set(), design: new Set(), species: new Set() };
    for (const box of form.querySelectorAll("input")) {
      if (!box.checked) off[box.name].add(box.value);
    }
    return data.kinds.map(([level, design, species]) =>
      !off.level.has(String(level)) && !off.design.has(design) && !off.species.has(species));
  }

  function slice(mark, from, to, radius) {
    if (to - from >= 1) {
      const disc = document.createElementNS(svg, "circle");
      disc.setAttribute("class", mark);
      disc.setAttribute("r", radius);
      return disc;
    }
    const at = part => [Math.sin(2 * Math.PI * part) * radius, -Math.cos(2 * Math.PI * part) * radius];
    const [x1, y1] = at(from), [x2, y2] = at(to);
    const path = document.createElementNS(svg, "path");
    path.setAttribute("class", mark);
    path.setAttribute("d", `M0 0L${x1} ${y1}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2}Z`);
    return path;
  }

  function draw(cell, keep) {
    const counts = [0, 0, 0, 0, 0, 0];
    let retracted = 0;
    for (const [kind, number] of data.cells[cell.id]) {
      if (!keep[kind]) continue;
      const [level, , , gone] = data.kinds[kind];
      if (gone) retracted += number; else counts[level ? level - 1 : 5] += number;
    }
    const whole = counts.reduce((sum, one) => sum + one, 0);
    cell.querySelector(".n").textContent = whole.toLocaleString("en");
    const mark = cell.querySelector(".r");
    if (mark) {
      mark.textContent = `+${retracted} R`;
      mark.hidden = !retracted;
    }
    const link = cell.querySelector("[aria-label]");
    if (link) {
      link.dataset.whole ??= link.getAttribute("aria-label");
      const filtered = keep.includes(false) ? ` Filtered: ${whole} shown, ${retracted} retracted.` : "";
      link.setAttribute("aria-label", link.dataset.whole + filtered);
    }
    const disc = cell.querySelector("svg");
    if (!disc) return;
    disc.replaceChildren();
    if (!whole) return;
    const radius = data.smallest + (data.largest - data.smallest) * Math.sqrt(whole / data.most);
    let turned = 0;
    counts.forEach((number, place) => {
      if (number) disc.append(slice(marks[place], turned / whole, (turned + number) / whole, radius));
      turned += number;
    });
  }

  function apply() {
    const keep = wanted();
    for (const id of Object.keys(data.cells)) draw(document.getElementById(id), keep);
    for (const item of document.querySelectorAll("li[data-kind]")) item.hidden = !keep[item.dataset.kind];
    let number = 0;
    for (const [kind, count] of data.cells["t-all"]) if (keep[kind]) number += count;
    said.textContent = keep.includes(false) ? `Filtered: ${number.toLocaleString("en")} records are counted.` : "";
  }

  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
})();
"""


def policy() -> str:
    """The Content Security Policy that allows the page its style sheet and this script, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
