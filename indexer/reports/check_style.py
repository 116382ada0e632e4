"""The style sheet of a check's page, after the digest's: light, dark, print and narrow. Verdicts differ in colour, in
the kind of their underline and in their words; all text keeps a contrast of at least 4.5 to 1."""

from __future__ import annotations

import base64
import hashlib

from indexer.reports.digest_style import STYLE
from indexer.reports.svg import DARK, LIGHT, MARKS

_KEYS = ("supports", "contradicts", "mixed", "insufficient", "no")
_LIGHT = (
    "--supports: #1c5c3a; --supports-paper: #e3f1e6; --contradicts: #a3121f; --contradicts-paper: #fce6e6; "
    "--mixed: #6a3a91; --mixed-paper: #f0e6f7; --insufficient: #7a4b00; --insufficient-paper: #fbf0da; "
    "--no: #4d5661; --no-paper: #eceef0; --on-bar: #ffffff;"
)
_DARK = (
    "--supports: #8ed3ac; --supports-paper: #17301f; --contradicts: #ff9d9d; --contradicts-paper: #3a1a1c; "
    "--mixed: #d3b1ee; --mixed-paper: #2d2039; --insufficient: #f2c46d; --insufficient-paper: #33280f; "
    "--no: #b4bbc3; --no-paper: #2a2e33; --on-bar: #14171a;"
)
_LINES = {"supports": "solid", "contradicts": "double", "mixed": "wavy", "insufficient": "dashed", "no": "dotted"}

_VERDICTS = "".join(
    f"""\
.mark-{key} {{ background: var(--{key}-paper); text-decoration: underline {_LINES[key]} var(--{key}) 1.5px; }}
.mark-{key} .tag, .is-{key} .badge, .{key} .chip {{ background: var(--{key}); }}
.is-{key} {{ border-left-color: var(--{key}); }} .is-{key} .said strong {{ color: var(--{key}); }}
"""
    for key in _KEYS
)
_FILTERS = "".join(
    f"body:has(#show-{key}:not(:checked)) .is-{key} {{ display: none; }}\n"
    f"body:has(#show-{key}:not(:checked)) .mark-{key} {{ background: none; text-decoration: none; }}\n"
    f"body:has(#show-{key}:not(:checked)) .mark-{key} .tag {{ display: none; }}\n"
    for key in _KEYS
)

CHECK_STYLE = f"""\
{STYLE}:root {{ {LIGHT} {_LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {DARK} {_DARK} }} }}
{MARKS}body {{ max-width: 92rem; }}
header {{ max-width: 60rem; }}
.headline {{ font-size: 1.7rem; }}
.disclaimer {{ margin: .8rem 0 0; padding: .6rem .9rem; border-left: 4px solid var(--line); color: var(--soft);
  font-size: .92rem; }}
.visually-hidden {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
:is(summary, input, .draft):focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }}
.filters {{ display: flex; flex-wrap: wrap; gap: .4rem 2rem; align-items: center; margin: 1.5rem 0; padding: .6rem 1rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--card); font-size: .92rem; }}
.filters fieldset {{ display: none; border: 0; margin: 0; padding: 0; }}
@supports selector(:has(a)) {{ .filters fieldset {{ display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; }} }}
.filters legend {{ float: left; margin-right: .9rem; font-weight: 600; }}
.filters label {{ white-space: nowrap; }}
.filters input {{ accent-color: var(--link); margin: 0 .35rem 0 0; }}
.filters label:has(:disabled) {{ opacity: .6; }}
.keys {{ display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: 0; padding: 0; list-style: none;
  color: var(--soft); }}
.keys svg {{ vertical-align: -.1em; margin-right: .3em; }}
.chip, .badge, .tag {{ color: var(--card); font-weight: 650; border-radius: 4px; padding: .05em .5em; }}
.chip {{ font-size: .88em; }}
.columns {{ display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); gap: 2.25rem;
  align-items: start; }}
.draft {{ position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; padding: 1.2rem 1.6rem 2rem;
  border: 1px solid var(--line); border-radius: 8px; background: var(--card);
  font: 1.06rem/1.75 Charter, "Bitstream Charter", "Noto Serif", Georgia, serif; }}
.draft p {{ margin: 0 0 1rem; }}
.draft .heading:not(:first-child) {{ margin-top: 1.6rem; }}
.draft .heading {{ margin: 0 0 .5rem; font: 650 1.12rem/1.35 system-ui, "Noto Sans", sans-serif; }}
.draft ul, .draft ol {{ margin: 0 0 1rem; padding-left: 1.3rem; }}
.cells {{ margin: 0 0 1rem; font-size: .95em; }}
.draft a[class] {{ color: inherit; border-radius: 3px; padding: .08em 0; text-underline-offset: .22em;
  text-decoration-skip-ink: none; }}
.draft a[class]:hover {{ outline: 2px solid var(--link); outline-offset: 1px; }}
.draft a:target {{ outline: 3px solid var(--link); outline-offset: 2px; }}
.draft a[id] {{ scroll-margin: 7rem; }}
.tag {{ margin: 0 .15em 0 .4em; font: 650 .68rem/1.5 system-ui, "Noto Sans", sans-serif;
  white-space: nowrap; vertical-align: .12em; }}
.number {{ font-variant-numeric: tabular-nums; opacity: .85; margin-right: .15em; }}
.unread {{ color: var(--soft); }}
.remarked {{ border-bottom: 2px dotted var(--amber); cursor: help; }}
.remarked .code {{ margin: 0 .15em 0 .3em; text-decoration: none; display: inline-block; font-size: .62em;
  vertical-align: .3em; color: var(--amber); }}
.remarked.error .code {{ color: var(--red); border-color: var(--red); }}
.remarked.error {{ border-bottom-color: var(--red); }}
.furniture {{ margin: 0 0 1rem; font: .85rem/1.5 system-ui, sans-serif; color: var(--soft); }}
.furniture p {{ margin: .2rem 0; }}
summary {{ cursor: pointer; }}
.claim {{ margin: 0 0 1.4rem; padding: 1rem 1.25rem; border-left: 7px solid var(--line); scroll-margin-top: 1rem;
  break-inside: auto; }}
{_VERDICTS}.claim:target {{ box-shadow: 0 0 0 3px var(--link); }}
.claim .top {{ display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; margin: 0 0 .4rem; }}
.claim h4 {{ margin: 0 0 .4rem; font: 600 1.12rem/1.4 Charter, "Bitstream Charter", "Noto Serif", Georgia, serif; }}
.claim h5 {{ margin: .8rem 0 .3rem; font-size: .95rem; }}
.claim .about {{ font-size: .87rem; }}
.said {{ margin: .6rem 0; }}
.advice {{ margin: .7rem 0; padding: .6rem .9rem; border-radius: 6px; background: var(--paper);
  border: 1px solid var(--line); font-size: .95rem; }}
.advice p, .mismatches p {{ margin: 0; }}
.advice ul, .mismatches ul {{ margin: .2rem 0 0; padding-left: 1.2rem; }}
.mismatches {{ margin: .6rem 0; font-size: .9rem; }}
table.balance {{ width: 100%; margin: .7rem 0; font-size: .9rem; }}
.balance caption {{ text-align: left; color: var(--soft); padding: 0 0 .25rem; }}
.balance th, .balance td {{ padding: .12rem .7rem .12rem 0; border: 0; vertical-align: middle; font-weight: 400; }}
.balance th, .balance .n {{ width: 1%; white-space: nowrap; }}
.balance .n {{ text-align: right; font-variant-numeric: tabular-nums; font-weight: 650; }}
.balance svg {{ display: block; max-width: 100%; height: auto; }}
svg .on-bar {{ fill: var(--on-bar); font-size: 10.5px; font-weight: 650; text-anchor: middle; }}
.claim details {{ margin: .6rem 0 0; }}
.claim summary {{ font-weight: 650; font-size: .95rem; padding: .15rem 0; }}
.claim ol {{ margin: .3rem 0 0; padding: 0; list-style: none; }}
.evidence {{ margin: 0 0 .9rem; padding: 0 0 0 .9rem; border-left: 3px solid var(--line); }}
.side-supports .evidence {{ border-left-color: var(--supports); }}
.side-contradicts .evidence {{ border-left-color: var(--contradicts); }}
.evidence blockquote {{ margin: 0 0 .25rem;
  font: 1rem/1.55 Charter, "Bitstream Charter", "Noto Serif", Georgia, serif; }}
.evidence p {{ margin: .1rem 0; font-size: .9rem; }}
.evidence .leans {{ font-size: .87rem; font-style: italic; }}
.evidence .why {{ color: var(--soft); font-size: .87rem; }}
.codes {{ margin: .15rem 0 0; padding: 0; list-style: none; font-size: .85rem; }}
mark {{ color: inherit; border-radius: 2px; padding: 0 .1em; background: none; }}
mark.decisive {{ font-weight: 700; background: color-mix(in srgb, var(--link) 16%, transparent); }}
mark.shared {{ border-bottom: 1.5px dotted var(--soft); border-radius: 0; padding: 0; }}
.code {{ font: 650 .82em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; padding: 0 .35em; border-radius: 4px;
  border: 1px solid var(--line); background: var(--paper); }}
.claim .excluded {{ margin: .8rem 0 0; padding: .3rem 1rem; border: 2px solid var(--red); border-radius: 8px;
  background: var(--red-paper); }}
.excluded summary {{ color: var(--red); }}
.excluded .mark {{ background: var(--red); color: var(--card); border-color: var(--red); }}
.remarks ul {{ padding-left: 1.2rem; }}
.citations {{ margin: .5rem 0 1rem; }}
.citations td:first-child {{ white-space: nowrap; }}
.remark {{ margin: .5rem 0; font-weight: 400; }}
.remark.error .code {{ color: var(--red); border-color: var(--red); }}
.unchecked {{ margin: 1.5rem 0; padding: .6rem 1rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--card); }}
.unchecked > summary {{ font-weight: 650; }}
.unchecked h4 {{ margin: .8rem 0 .2rem; font-size: .95rem; }}
.unchecked ul {{ margin: 0; padding-left: 1.2rem; font-size: .92rem; }}
.since {{ max-width: 60rem; }}
.since.moved {{ border: 2px solid var(--mixed); background: var(--mixed-paper); }}
{_FILTERS}@media (max-width: 62rem) {{
  .columns {{ grid-template-columns: minmax(0, 1fr); }}
  .draft {{ position: static; max-height: none; padding: 1rem 1.1rem; }}
}}
@media (max-width: 34rem) {{
  body {{ padding: 1.2rem .75rem 3rem; }}
  .headline {{ font-size: 1.3rem; }}
  .claim {{ padding: .8rem .85rem; }}
}}
@media print {{
  :root {{ {LIGHT} {_LIGHT} }}
  .filters fieldset, .top a {{ display: none; }}
  .filters {{ border: 0; padding: 0; margin: .5rem 0; background: none; }}
  .columns {{ display: block; }}
  .draft {{ position: static; max-height: none; overflow: visible; border: 0; padding: 0 0 1rem; font-size: 10.5pt;
    background: none; }}
  .furniture {{ display: none; }}
  .claim {{ break-inside: auto; }} .claim .top, .claim h4, .claim summary {{ break-after: avoid; }}
  .evidence {{ break-inside: avoid; }}
  .balance {{ break-inside: avoid; }}
  article a[href]::after {{ content: none; }}
  .source a[href]::after {{ content: " (" attr(href) ")"; font-size: .8em; }}
  .chip, .badge, .tag, .draft a[class], rect, mark, .excluded .mark {{ print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }}
  .badge, .tag, .chip {{ color: #fff; }}
}}
"""


def policy() -> str:
    """The Content Security Policy that allows the page this style sheet, by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(CHECK_STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
