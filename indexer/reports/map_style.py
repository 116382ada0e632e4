"""The style sheet of an evidence map's page, after the digest's: light, dark and print. Pure."""

from __future__ import annotations

from indexer.reports.digest_style import STYLE
from indexer.reports.svg import DARK, LIGHT, MARKS

MAP_STYLE = f"""\
{STYLE}:root {{ {LIGHT} --hatch: #ece9e1; }}
@media (prefers-color-scheme: dark) {{ :root {{ {DARK} --hatch: #24282d; }} }}
{MARKS}body {{ max-width: 112rem; }}
.visually-hidden {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.keys {{ display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 1rem 0; padding: 0; list-style: none;
  font-size: .9rem; align-items: center; }}
.keys svg {{ vertical-align: -.2em; margin-right: .35em; }}
form {{ margin: 0 0 1rem; padding: .7rem 1rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); font-size: .9rem; }}
fieldset {{ display: inline; border: 0; margin: 0 1.5rem .3rem 0; padding: 0; }}
legend {{ float: left; margin-right: .7rem; font-weight: 600; }}
label {{ margin-right: .8rem; white-space: nowrap; }}
input {{ accent-color: var(--link); margin: 0 .3rem 0 0; }}
button {{ font: inherit; padding: .15rem .7rem; border: 1px solid var(--line); border-radius: 6px;
  background: var(--paper); color: var(--ink); cursor: pointer; }}
:is(input, button, summary, code):focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
.grid-box {{ overflow: auto; max-height: 92vh; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); }}
.grid-box:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
table.map {{ width: auto; border-collapse: separate; border-spacing: 0; font-size: .85rem; }}
.map caption {{ padding: .5rem .75rem; text-align: left; color: var(--soft); }}
.map th, .map td {{ padding: .2rem .3rem; border-bottom: 1px solid var(--line); border-right: 1px solid var(--line); }}
.map td {{ width: 3.7rem; min-width: 3.7rem; height: 3.3rem; text-align: center; vertical-align: middle; }}
.map thead th {{ position: sticky; top: 0; z-index: 2; background: var(--card); color: var(--ink);
  vertical-align: bottom; }}
.map thead .turned span {{ writing-mode: vertical-rl; transform: rotate(180deg); height: 11.5rem;
  line-height: 1.1; padding: .3rem 0; }}
.map thead .turned .under {{ font-weight: 400; }}
.map thead .corner {{ left: 0; z-index: 3; min-width: 15rem; color: var(--soft); font-weight: 400; }}
.map tbody th {{ position: sticky; left: 0; z-index: 1; background: var(--card); max-width: 19rem; min-width: 12rem;
  padding: .3rem .75rem; font-weight: 600; }}
.map tbody th:is(.d1, .d2, .d3, .d4, .d5, .d6) {{ font-weight: 400; }}
.map tbody th.d1 {{ padding-left: 1.7rem; }} .map tbody th.d2 {{ padding-left: 2.65rem; }}
.map tbody th.d3 {{ padding-left: 3.6rem; }} .map tbody th.d4 {{ padding-left: 4.55rem; }}
.map tbody th.d5 {{ padding-left: 5.5rem; }} .map tbody th.d6 {{ padding-left: 6.45rem; }}
.map .sum {{ background: var(--paper); font-variant-numeric: tabular-nums; }}
.map .not-known {{ font-style: italic; }}
.map td a, .map td > span {{ display: flex; flex-direction: column; align-items: center; justify-content: center;
  min-height: 2.9rem; text-decoration: none; color: var(--ink); line-height: 1.1; }}
.map td a:hover .n {{ text-decoration: underline; color: var(--link); }}
.map td.gap {{ color: var(--soft);
  background: repeating-linear-gradient(135deg, var(--hatch) 0 4px, transparent 4px 9px); }}
.map svg {{ display: block; width: auto; }}
.n {{ font-variant-numeric: tabular-nums; font-size: .85rem; }}
.r {{ color: var(--red); font-size: .74rem; font-weight: 700; white-space: nowrap; }}
.said {{ margin: 1.5rem 0; padding-left: 1.2rem; max-width: 60rem; }}
.lists > p {{ max-width: 60rem; }}
.cell {{ display: none; max-width: 60rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); margin-bottom: 1.25rem; }}
.cell:target, .lists:target .cell {{ display: block; }}
.cell:target {{ border: 2px solid var(--link); }}
.cell h3 {{ margin-top: 0; color: var(--ink); font-size: 1.1rem; }}
.cell li {{ margin: .35rem 0; }}
.cell .about {{ display: block; }}
code {{ display: inline-block; max-width: 100%; overflow-wrap: anywhere; padding: .15rem .45rem; border-radius: 5px;
  border: 1px solid var(--line); background: var(--paper); user-select: all;
  font: .86rem/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }}
@media (max-width: 40rem) {{
  .map thead .corner, .map tbody th {{ min-width: 8rem; max-width: 9rem; }}
  .map tbody th:is(.d1, .d2, .d3, .d4, .d5, .d6) {{ padding-left: 1.2rem; }}
}}
@media print {{
  :root {{ {LIGHT} --hatch: #e4e4e4; }}
  form, .lists, .keys .only-screen {{ display: none; }}
  .grid-box {{ overflow: visible; max-height: none; border: 0; }}
  table.map {{ font-size: 7pt; width: 100%; }}
  .map th, .map td {{ padding: 1pt 2pt; }}
  .map td {{ width: auto; min-width: 0; height: auto; }}
  .map td a, .map td > span {{ min-height: 0; }}
  .map thead th, .map tbody th {{ position: static; min-width: 0; }}
  .map thead .corner {{ min-width: 0; }}
  .map td svg {{ height: 18pt; }}
  .map tr {{ break-inside: avoid; }}
  .n, .r {{ font-size: 6.5pt; }}
  circle, path, td, rect {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""

_PAPERS = (("A4", 33), ("A3", 50), ("A2", 72), ("A1", 104))


def page_rule(columns: int) -> str:
    """The paper on which a map of so many columns is printed whole, across."""
    paper = next((name for name, most in _PAPERS if columns <= most), "A0")
    return f"@page {{ size: {paper} landscape; margin: 10mm; }}\n"
