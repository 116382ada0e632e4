"""Who or what was studied, from MeSH check tags."""

from __future__ import annotations

from enum import StrEnum

from indexer.record import Record


class Species(StrEnum):
    """Humans, animals, or both. A narrower word where the check tags give one."""

    HUMAN = "human"
    ANIMAL = "animal"
    BOTH = "human and animal"


# `Animals` stands beside `Humans` on no purely human record: NLM gives each check tag only where it applies.
_ANIMALS = frozenset({"animals", "rats", "mice", "rats, sprague-dawley", "rats, wistar", "mice, inbred c57bl"})


def species_of(record: Record) -> tuple[str, str]:
    """The species and the headings it rests on; two empty strings if the record has no such heading."""
    headings = {heading.descriptor.casefold(): heading.descriptor for heading in record.mesh}
    human = [headings["humans"]] if "humans" in headings else []
    animal = [headings[name] for name in sorted(_ANIMALS & headings.keys())]
    found = human + animal
    if not found:
        return "", ""
    species = Species.BOTH if human and animal else Species.HUMAN if human else Species.ANIMAL
    return species.value, f"MeSH heading {', '.join(found)}"
