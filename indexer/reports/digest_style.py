"""The style sheet of a digest's page: light, dark and print. All text keeps a contrast of at least 4.5 to 1."""

from __future__ import annotations

STYLE = """\
:root { color-scheme: light dark; --ink: #1c2024; --soft: #525b66; --paper: #fbfaf7; --card: #ffffff; --line: #d9d6cd;
  --link: #0b5394; --red: #a3121f; --red-paper: #fdecec; --amber: #7a4b00; --amber-paper: #fff5df; --green: #1c5c3a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --soft: #a9b0b8; --paper: #16181b; --card: #1f2226; --line: #3a3f45;
    --link: #8cc2f5; --red: #ff9d9d; --red-paper: #3a1a1c; --amber: #f2c46d; --amber-paper: #33280f; --green: #8ed3ac; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: pretty; }
.headline { text-wrap: balance; }
h1 { margin: 0 0 .5rem; font-size: 1.1rem; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
h2 { margin: 0 0 .5rem; font-size: 1.35rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; color: var(--green); }
p { margin: .35rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
.headline { font-size: 1.5rem; line-height: 1.3; font-weight: 650; margin: 0 0 .75rem; }
.period, .lead, .about, footer { color: var(--soft); }
.period, .about { font-size: .92rem; }
.fiction { margin: 1rem 0; padding: .6rem .9rem; border: 1px dashed var(--amber); border-radius: 6px;
  color: var(--amber); font-weight: 600; }
aside { margin: 1.5rem 0; padding: 1rem 1.25rem; border-radius: 8px; border: 1px solid var(--line);
  background: var(--card); }
aside h2 { font-size: 1.05rem; }
aside ul { margin: .25rem 0 0; padding-left: 1.2rem; }
aside.incomplete { border: 2px solid var(--amber); background: var(--amber-paper); }
aside.incomplete h2 { color: var(--amber); }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.5rem 0 2rem; padding: 0; list-style: none; }
.tiles a, .tiles span { display: block; padding: .45rem .8rem; border: 1px solid var(--line); border-radius: 999px;
  background: var(--card); color: var(--ink); text-decoration: none; font-size: .92rem; }
.tiles a:hover { border-color: var(--link); color: var(--link); }
.tiles .none span { color: var(--soft); background: transparent; }
.tiles .retracted a { border: 2px solid var(--red); color: var(--red); font-weight: 700; }
.tiles .concern a, .tiles .gone a { border-color: var(--amber); color: var(--amber); }
section { margin: 0 0 2.75rem; scroll-margin-top: 1rem; }
section > h2 { padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
.count { font-weight: 400; color: var(--soft); }
section.retracted, section.announced { padding: 1.1rem 1.25rem .4rem; border: 3px solid var(--red); border-radius: 10px;
  background: var(--red-paper); }
section.retracted > h2, section.announced > h2 { border: 0; font-size: 1.6rem; color: var(--red); }
section:is(.retracted, .announced) :is(.count, .lead) { color: var(--red); }
section.concern > h2, section.gone > h2 { border-color: var(--amber); }
article { margin: 0 0 .75rem; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); break-inside: avoid; }
article h3, article h4 { margin: 0 0 .2rem; font-size: 1.05rem; font-weight: 600; color: var(--ink); }
article a { text-decoration-thickness: 1px; }
article ul { margin: .4rem 0 0; padding-left: 1.2rem; font-size: .95rem; }
.about { margin: 0; }
.about .pmid { white-space: nowrap; }
.mark { display: inline-block; padding: 0 .45em; border: 1.5px solid currentColor; border-radius: 4px; font-size: .78em;
  letter-spacing: .04em; color: var(--amber); vertical-align: .08em; }
.retracted .mark, .announced .mark { background: var(--red); color: var(--card); border-color: var(--red); }
.demonstration { font-size: .82em; color: var(--amber); }
.remark { margin-top: .4rem; font-weight: 600; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
th, td { padding: .35rem .55rem .35rem 0; text-align: left; border-bottom: 1px solid var(--line);
  overflow-wrap: normal; }
.when { white-space: nowrap; }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-variant-numeric: tabular-nums; }
tr.bad { background: var(--amber-paper); }
tr.bad strong { color: var(--amber); }
footer { padding-top: 1rem; border-top: 1px solid var(--line); font-size: .88rem; }
@media print {
  :root { --ink: #000; --soft: #333; --paper: #fff; --card: #fff; --line: #999; --link: #000; --red: #8c0000;
    --red-paper: #fff; --amber: #5c3a00; --amber-paper: #fff; --green: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .skip, nav { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  h2, h3, h4, .lead { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  article a[href]::after { content: " (" attr(href) ")"; font-weight: 400; font-size: .8em; }
  .retracted .mark, .announced .mark { background: #fff; color: var(--red); }
}
"""
