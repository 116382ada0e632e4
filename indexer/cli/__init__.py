"""The command line: words into calls, values into words. One file a command; every failure ends in `errors`.

Touches stdin, stdout, stderr and the clock; everything else is done by the use cases and opened by `app`.
"""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and returns its exit code. Raises nothing but what the interpreter itself must."""
    from indexer.cli.errors import handled
    from indexer.cli.group import evidence

    return handled(evidence, list(arguments))
