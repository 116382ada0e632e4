"""`evidence completion`: shell completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from indexer.cli.command import Session, evidence_command
from indexer.cli.output import Result

SHELLS = ("bash", "zsh", "fish")


@evidence_command("completion", extended=False)
@click.argument("shell", type=click.Choice(SHELLS))
def command(session: Session, shell: str) -> Result:
    """Print a completion script.

    \b
    bash: evidence completion bash > ~/.local/share/bash-completion/completions/evidence
    zsh:  evidence completion zsh > a folder of your fpath, as _evidence
    fish: evidence completion fish > ~/.config/fish/completions/evidence.fish
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    script = maker(click.get_current_context().find_root().command, {}, "evidence", "_EVIDENCE_COMPLETE").source()
    return Result({"shell": shell, "script": script}, lambda console: click.echo(script))
