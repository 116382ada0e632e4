"""Whole documents: order, raw bytes, damage, and what is refused."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.changes import Deleted, Incoming, Parsed, Rejected
from indexer.errors import InputFileError
from indexer.record import Kind
from indexer.sources import xml_pieces
from indexer.sources.pubmed_xml import read_xml, read_xml_bytes

PROLOG = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2027//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_270101.dtd">\n'
)
DELETIONS = '<DeleteCitation>\n<PMID Version="1">8</PMID>\n<PMID Version="1">9</PMID>\n</DeleteCitation>'


def article(pmid: int, title: str = "A title.") -> str:
    return (
        f'<PubmedArticle>\n<MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal/>'
        f"<ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


BOOK = (
    "<PubmedBookArticle><BookDocument><PMID>5</PMID><ArticleTitle>Chapter</ArticleTitle></BookDocument>"
    "</PubmedBookArticle>"
)


def whole(*parts: str) -> bytes:
    return f"{PROLOG}<PubmedArticleSet>\n{chr(10).join(parts)}\n</PubmedArticleSet>\n".encode()


def short(one: Parsed) -> str:
    match one:
        case Incoming():
            return one.record.pmid
        case Rejected():
            return f"rejected {one.pmid or '?'}"
        case Deleted():
            return f"deleted {one.pmid}"


def read(body: bytes) -> tuple[list[str], InputFileError | None]:
    """What is given, in short, and the error that ends it."""
    found: list[str] = []
    try:
        for one in read_xml_bytes(body):
            found.append(short(one))
    except InputFileError as error:
        return found, error
    return found, None


def rejections(body: bytes) -> list[Rejected]:
    return [one for one in read_xml_bytes(body) if isinstance(one, Rejected)]


def test_everything_comes_in_the_order_of_the_document() -> None:
    body = whole(article(1), BOOK, DELETIONS, article(2))
    assert read(body) == (["1", "5", "deleted 8", "deleted 9", "2"], None)
    kinds = [one.record.kind for one in read_xml_bytes(body) if isinstance(one, Incoming)]
    assert kinds == [Kind.ARTICLE, Kind.BOOK, Kind.ARTICLE]


def test_a_dtd_that_no_one_knows_is_not_looked_for() -> None:
    assert read(whole(article(1))) == (["1"], None)


@pytest.mark.parametrize("body", [b"<PubmedArticleSet></PubmedArticleSet>\n", b"<PubmedArticleSet/>", whole()])
def test_an_empty_set_is_empty_and_no_error(body: bytes) -> None:
    assert read(body) == ([], None)


def test_raw_is_the_elements_own_bytes_and_gives_the_same_record() -> None:
    xml = article(1, "10<sup>2</sup> &amp; <i>p</i> &lt; 0.05 – naïve")
    (one,) = read_xml_bytes(whole(xml))
    assert isinstance(one, Incoming)
    assert one.raw == xml.encode()
    (again,) = read_xml_bytes(b"<PubmedArticleSet>" + one.raw + b"</PubmedArticleSet>")
    assert again == one


def test_a_namespace_declared_on_the_root_travels_with_the_record() -> None:
    inside = article(1, "<m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>")
    body = f'<PubmedArticleSet xmlns:m="http://www.w3.org/1998/Math/MathML">{inside}</PubmedArticleSet>'.encode()
    (one,) = read_xml_bytes(body)
    assert isinstance(one, Incoming)
    assert one.record.title == "x²"
    (again,) = read_xml_bytes(b"<PubmedArticleSet>" + one.raw + b"</PubmedArticleSet>")
    assert again == one


def test_a_bare_record_and_documents_one_after_another_are_read() -> None:
    assert read(article(1).encode()) == (["1"], None)
    assert read(PROLOG.encode() + article(1).encode()) == (["1"], None)
    assert read(whole(article(1)) + whole(article(2), DELETIONS)) == (["1", "2", "deleted 8", "deleted 9"], None)


def test_a_byte_order_mark_is_no_matter() -> None:
    assert read(b"\xef\xbb\xbf" + whole(article(1))) == (["1"], None)
    assert read(whole(article(1)) + b"\xef\xbb\xbf" + whole(article(2))) == (["1", "2"], None)


def test_another_declared_encoding_is_read_and_kept_as_utf8() -> None:
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><PubmedArticleSet>' + article(1, "naïve") + "</PubmedArticleSet>"
    (one,) = read_xml_bytes(body.encode("latin-1"))
    assert isinstance(one, Incoming)
    assert one.record.title == "naïve"
    assert "naïve".encode() in one.raw


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf16_is_refused_and_says_so(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    _, error = read((mark + whole(article(1)).decode()).encode(encoding))
    assert error is not None
    assert "UTF-16" in error.message


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    _, error = read(b'<?xml version="1.0" encoding="klingon"?><PubmedArticleSet/>')
    assert error is not None
    assert "'klingon'" in error.message


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        (b"invalid \xff byte", "Invalid bytes"),
        (b"cut \xe2\x82 short", "Invalid bytes"),
        (b"a \x00 nul", "Char 0x0"),
        (b"a \x01 control", "Char value 1"),
        (b"an &unknown; entity", "Entity 'unknown' not defined"),
        (b"an & alone", "not well-formed XML"),
        (b"<b>unclosed", "not well-formed XML"),
        (b"<!DOCTYPE x>", "not well-formed XML"),
    ],
)
def test_one_bad_record_is_put_aside_and_its_neighbours_live(title: bytes, reason: str) -> None:
    body = whole(article(1), article(2, "@"), article(3)).replace(b"@", title)
    assert read(body) == (["1", "rejected 2", "3"], None)
    (rejected,) = rejections(body)
    assert reason in rejected.reason
    assert "record on line 6" in rejected.reason
    assert rejected.raw == article(2, "@").encode().replace(b"@", title)


def test_a_record_without_its_end_tag_takes_no_other_with_it() -> None:
    body = whole(article(1), article(2).replace("</PubmedArticle>", ""), article(3))
    assert read(body) == (["1", "rejected 2", "3"], None)
    last = whole(article(1), article(2).replace("</PubmedArticle>", ""))
    assert read(last) == (["1", "rejected 2"], None)


def test_a_record_without_its_start_tag_is_put_aside() -> None:
    headless = article(2).replace("<PubmedArticle>", "")
    assert read(whole(article(1), headless, article(3))) == (["1", "rejected 2", "3"], None)
    both = whole(article(1), headless, headless, DELETIONS, article(3))
    assert read(both) == (["1", "rejected 2", "rejected 2", "deleted 8", "deleted 9", "3"], None)


def test_a_record_in_a_comment_is_none() -> None:
    assert read(whole(article(1), "<!--", article(2), "-->", article(3))) == (["1", "3"], None)
    assert read(whole("<x><![CDATA[", article(2), "]]></x>", article(3))) == (["3"], None)


def test_a_deletion_without_a_usable_pmid_is_put_aside() -> None:
    body = whole("<DeleteCitation><PMID>x</PMID><PMID>3</PMID></DeleteCitation>")
    assert read(body) == (["rejected ?", "deleted 3"], None)


def test_unknown_elements_between_records_are_passed_over() -> None:
    assert read(whole(article(1), "<NewThing><PMID>7</PMID></NewThing>", article(2))) == (["1", "2"], None)


def test_disorder_between_records_is_an_error_after_all_records() -> None:
    found, error = read(whole(article(1), "</oops> & ", article(2)))
    assert found == ["1", "2"]
    assert error is not None
    assert "between the records" in error.message
    assert "line 6" in error.message


@settings(deadline=None)
@given(st.data())
def test_wherever_the_xml_is_cut_the_complete_records_come_first_and_then_an_error(data: st.DataObject) -> None:
    body = whole(article(1), article(2), DELETIONS, article(3))
    end = body.index(b"</PubmedArticleSet>") + len(b"</PubmedArticleSet>")
    cut = data.draw(st.integers(0, end - 1))
    found, error = read(body[:cut])
    complete = [name for name, done in _ends(body) if done <= cut]
    assert found == complete
    assert error is not None
    assert error.hint


def _ends(body: bytes) -> list[tuple[str, int]]:
    """Where each thing in the document is complete: deletions only with the record that follows them or its start."""
    closings = [position for position in range(len(body)) if body.startswith(b"</PubmedArticle>", position)]
    first, second, third = (position + len(b"</PubmedArticle>") for position in closings)
    deleted = body.index(b"</DeleteCitation>") + len(b"</DeleteCitation>")
    return [("1", first), ("2", second), ("deleted 8", deleted), ("deleted 9", deleted), ("3", third)]


def test_a_cut_names_the_line_the_pmid_and_how_much_was_read() -> None:
    _, error = read(whole(article(1), article(2))[:-60])
    assert error is not None
    assert error.message == "line 6: the XML is cut off inside PMID 2; 1 record read"


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaa">',
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;',
        '<!ENTITY a "]>">',
    ],
)
def test_entity_declarations_are_refused(subset: str) -> None:
    body = f"<!DOCTYPE PubmedArticleSet [{subset}]>\n<PubmedArticleSet>{article(1, '&a;')}</PubmedArticleSet>"
    found, error = read(body.encode())
    assert found == []
    assert error is not None
    assert "entities" in error.message


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "no XML document"),
        (b"  \n", "no XML document"),
        (PROLOG.encode(), "no XML document"),
        (b'{"error": "API rate limit exceeded"}', 'this is not XML, it says \'{"error"'),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body>x</body></html>', "web page"),
        (b"<eFetchResult>\n\t<ERROR>ID list is empty!</ERROR></eFetchResult>", "ID list is empty!"),
        (b"<feed><entry/></feed>", "the root element is <feed>"),
        (b"<PubmedArticleSetting/>", "<PubmedArticleSetting>"),
    ],
)
def test_what_is_not_pubmed_xml_is_named_with_the_next_step(body: bytes, says: str) -> None:
    found, error = read(body)
    assert found == []
    assert error is not None
    assert says in error.message
    assert "PubMed XML" in error.hint


class Dripping(io.BytesIO):
    """A stream that gives at most a few bytes at a time, as a pipe may."""

    def __init__(self, body: bytes, size: int) -> None:
        super().__init__(body)
        self.step = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.step)


@pytest.mark.parametrize("size", [1, 2, 7, 64, 1000])
def test_it_does_not_matter_how_the_bytes_arrive(size: int) -> None:
    body = whole(article(1), "<!-- <PubmedArticle> -->", BOOK, DELETIONS, "<PubmedArticle/>", article(2))
    assert list(read_xml(Dripping(body, size))) == list(read_xml_bytes(body))


def test_the_pieces_joined_are_the_document() -> None:
    body = whole(article(1), "<!-- <PubmedArticle> -->", BOOK, DELETIONS, article(2).replace("</PubmedArticle>", ""))
    assert b"".join(piece.data for piece in xml_pieces.pieces(io.BytesIO(body))) == body


def test_a_record_without_end_is_not_read_into_memory_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_pieces, "MAX_PIECE", 1 << 20)
    endless = b"<PubmedArticleSet><PubmedArticle>" + b"x" * (3 << 20)
    _, error = read(endless)
    assert error is not None
    assert "does not end within" in error.message


class Endless:
    """A set of many records, made while it is read."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._next = 0

    def _record(self, number: int) -> bytes:
        return article(number, "word " * 4000).encode()

    def read(self, size: int = -1, /) -> bytes:
        self._next += 1
        if self._next == 1:
            return b"<PubmedArticleSet>"
        if self._next <= self._count + 1:
            return self._record(self._next - 1)
        return b"</PubmedArticleSet>" if self._next == self._count + 2 else b""


def test_memory_stays_flat_however_long_the_stream() -> None:
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_xml(Endless(400))) == 400  # 8 MB of XML
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 << 20


def test_reading_is_lazy() -> None:
    class Fails(Dripping):
        def read(self, size: int | None = -1, /) -> bytes:
            chunk = super().read(size)
            if not chunk:
                raise OSError("the line went dead")
            return chunk

    parsed = read_xml(Fails(whole(article(1), article(2))[:-20], 64))
    assert short(next(parsed)) == "1"
    assert short(next(parsed)) == "2"
    with pytest.raises(OSError, match="went dead"):
        next(parsed)
