"""A living, local, searchable index of PubMed evidence on a topic. See ARCHITECTURE.md for the map."""

from __future__ import annotations

from indexer.version import VERSION as __version__

__all__ = ["__version__"]
