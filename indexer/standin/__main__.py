"""Runs the stand-in by hand: `python -m indexer.standin FILE… [--port N] [--window N] [--rate-limit N]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from indexer.standin.citation import UnreadableRecord
from indexer.standin.demonstration import demonstration_file
from indexer.standin.files import UnreadableFile
from indexer.standin.server import StandIn


def main() -> int:
    """Serves until interrupted; says on standard error where."""
    parser = argparse.ArgumentParser(prog="python -m indexer.standin", description="Serve PubMed XML as E-utilities.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=".xml or .xml.gz (default: demonstration)")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--window", type=int, default=9999, help="records of one result that can be reached")
    parser.add_argument("--rate-limit", type=int, default=None, help="requests a second without an API key")
    options = parser.parse_args()
    try:
        server = StandIn(
            options.files or [demonstration_file()],
            port=options.port,
            window=options.window,
            rate_limit=options.rate_limit,
        )
    except (UnreadableFile, UnreadableRecord) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"port {options.port}: {error}; choose another with --port\n")
        return 2
    with server:
        sys.stderr.write(f"{len(server.library)} records at {server.base_url} (a stand-in, not PubMed); Ctrl-C stops\n")
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    raise SystemExit(main())
