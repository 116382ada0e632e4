"""Controlled words: MeSH headings, publication types, subheadings, languages and the topic's drug names.

Each module reads one small file in `data/` when first asked, and keeps it; importing costs nothing. Keys are
`text.normal` of a name everywhere. What is not in a file is unknown, never guessed: an unknown key stands for
itself alone.

Imports `text` only; touches its own packaged data.
"""
