"""Whatever comes in answer to a request, every PMID that was asked for is accounted for exactly once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.changes import Deleted, Incoming, Parsed, Rejected
from indexer.record import Record, record_id
from indexer.sources.batches import Pile

PMID = st.integers(1, 12).map(str)


def incoming(pmid: str, version: int = 1, title: str = "") -> Incoming:
    return Incoming(Record(record_id(pmid), pmid, version=version, title=title), b"<PubmedArticle/>")


PARSED: st.SearchStrategy[Parsed] = st.one_of(
    st.builds(incoming, PMID, st.integers(1, 3)),
    st.builds(Rejected, st.one_of(PMID, st.just("")), st.just("spoilt"), st.just(b"<x")),
    st.builds(Deleted, PMID),
)


@given(st.lists(PMID, min_size=1, unique=True).map(tuple), st.lists(st.lists(PARSED)))
def test_requested_is_returned_and_missing(requested: tuple[str, ...], replies: list[list[Parsed]]) -> None:
    pile = Pile(requested)
    for parsed in replies:
        pile.add(pile.missing() or requested, parsed)
    batch = pile.batch()
    returned = [item.record.pmid for item in batch.incoming] + [item.pmid for item in batch.rejected]
    assert sorted(returned + list(batch.missing)) == sorted(requested)
    assert not set(batch.unrequested) & set(requested)
    came = [item for parsed in replies for item in parsed if not isinstance(item, Deleted)]
    named = [item.record.pmid if isinstance(item, Incoming) else item.pmid for item in came]
    assert set(named) - {""} - set(requested) == set(batch.unrequested)
    for item in batch.incoming:
        versions = [
            one.record.version for one in came if isinstance(one, Incoming) and one.record.pmid == item.record.pmid
        ]
        assert item.record.version == max(versions)


def test_of_the_same_version_the_first_is_kept() -> None:
    pile = Pile(("1",))
    pile.add(("1",), [incoming("1", 2, "first"), incoming("1", 2, "second"), incoming("1", 1, "older")])
    assert [item.record.title for item in pile.batch().incoming] == ["first"]
    assert pile.batch().duplicates == 2


def test_a_readable_version_takes_the_place_of_an_unreadable_one() -> None:
    orders: list[list[Parsed]] = [[Rejected("1", "spoilt", b""), incoming("1")]]
    for order in (*orders, orders[0][::-1]):
        pile = Pile(("1",))
        pile.add(("1",), order)
        assert (len(pile.batch().incoming), pile.batch().rejected, pile.batch().duplicates) == (1, (), 1)


def test_the_order_is_that_of_the_request() -> None:
    pile = Pile(("3", "1", "2"))
    pile.add(("3", "1", "2"), [incoming("1"), incoming("2"), incoming("3")])
    assert [item.record.pmid for item in pile.batch().incoming] == ["3", "1", "2"]
