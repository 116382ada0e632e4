"""Files of records: known by their content, counted in their bytes, their failures named."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from indexer.changes import Incoming, Parsed, Rejected
from indexer.errors import InputFileError
from indexer.sources.counting import ElementCounter
from indexer.sources.files import RecordFile, open_source, read_path
from indexer.sources.interface import FileSummary

BOOK = (
    "<PubmedBookArticle><BookDocument><PMID>5</PMID><ArticleTitle>Chapter</ArticleTitle></BookDocument>"
    "</PubmedBookArticle>"
)
NBIB = "PMID- 1\nTI  - One.\nSO  - J.\n\nTI  - nobody\n\nPMID- 2\nTI  - Two.\nSO  - J.\n"


def article(pmid: int) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal/></Article></MedlineCitation>"
        "</PubmedArticle>"
    )


XML = (
    f'<?xml version="1.0"?>\n<PubmedArticleSet>\n{article(1)}\n{BOOK}\n<PubmedArticle/>\n{article(2)}\n'
    "<DeleteCitation><PMID>8</PMID><PMID>9</PMID></DeleteCitation>\n</PubmedArticleSet>\n"
).encode()
SEEN = (3, 1, 2)  # articles, one of them empty; books; deletions


def kinds(parsed: list[Parsed]) -> list[str]:
    return [type(one).__name__ for one in parsed]


def counts(summary: FileSummary) -> tuple[int, int, int]:
    return summary.articles, summary.books, summary.deletions


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def failure(path: Path) -> InputFileError:
    with pytest.raises(InputFileError) as caught:
        list(read_path(path))
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "notes"),
    [
        ("a.xml", XML, ("xml",)),
        ("a.xml.gz", gzip.compress(XML, mtime=0), ("gzip", "xml")),
        ("a.txt", XML, ("xml",)),
        ("a.xml", gzip.compress(XML, mtime=0), ("gzip", "xml")),
        ("a.xml.gz", XML, ("xml",)),
        ("a.xml", b"\xef\xbb\xbf\n" + XML.removeprefix(b'<?xml version="1.0"?>'), ("xml",)),
        ("a.gz", gzip.compress(XML[:100], mtime=0) + gzip.compress(XML[100:]), ("gzip", "xml")),
    ],
)
def test_xml_is_known_by_its_content(tmp_path: Path, name: str, content: bytes, notes: tuple[str, ...]) -> None:
    file = RecordFile(written(tmp_path, name, content))
    assert kinds(list(file)) == ["Incoming", "Incoming", "Rejected", "Incoming", "Deleted", "Deleted"]
    assert counts(file.summary) == SEEN
    assert file.summary.notes == notes
    assert file.summary.path == str(tmp_path / name)


@pytest.mark.parametrize(
    "content", [NBIB.encode(), gzip.compress(NBIB.encode(), mtime=0), b"\xef\xbb\xbf\r\n" + NBIB.encode()]
)
def test_nbib_is_known_by_its_content(tmp_path: Path, content: bytes) -> None:
    file = RecordFile(written(tmp_path, "export.xml", content))
    assert kinds(list(file)) == ["Incoming", "Rejected", "Incoming"]
    assert counts(file.summary) == (3, 0, 0)
    assert "nbib" in file.summary.notes


def test_a_file_can_be_read_twice_and_counts_anew(tmp_path: Path) -> None:
    file = RecordFile(written(tmp_path, "a.xml", XML))
    assert list(file) == list(file)
    assert counts(file.summary) == SEEN


def test_the_summary_is_there_while_reading(tmp_path: Path) -> None:
    file = RecordFile(written(tmp_path, "a.xml", XML))
    assert counts(file.summary) == (0, 0, 0)
    next(iter(file))
    assert file.summary.articles >= 1


def test_a_dash_is_standard_input(tmp_path: Path) -> None:
    assert len(list(open_source("-", io.BytesIO(gzip.compress(XML, mtime=0))))) == 6
    named = open_source(written(tmp_path, "a.xml", XML), io.BytesIO(b""))
    assert len(list(named)) == 6
    with pytest.raises(InputFileError, match="standard input: it is empty"):
        list(open_source("-", io.BytesIO(b"")))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b" \n\n", "white space"),
        (gzip.compress(b"", mtime=0), "it is empty"),
        (b"PK\x03\x04 zip", "ZIP"),
        (b"BZh9", "bzip2"),
        (XML.decode().encode("utf-16"), "UTF-16"),
        (b"TY  - JOUR\nER  - \n", "RIS"),
        (b"12345678\n23456789\n", "it begins '12345678 23456789'"),
        (b'{"error":"API rate limit exceeded"}', "neither PubMed XML nor NBIB"),
        (b"id: 33372060 Error occurred: The following PMID is not available", "neither PubMed XML nor NBIB"),
        (b"<html><body/></html>", "web page"),
        (b"<rss/>", "<rss>"),
        (b"<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>", "ID list is empty!"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet/>', "entities"),
    ],
)
def test_what_cannot_be_read_is_named_with_reason_and_next_step(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in failure(written(tmp_path, "given.xml", content)).message


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "no such file" in failure(tmp_path / "missing.xml").message
    assert "folder" in failure(tmp_path).message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "a.xml", XML)
    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in failure(path).message


def read_until_failure(path: Path) -> tuple[list[Parsed], InputFileError]:
    found: list[Parsed] = []
    try:
        for one in read_path(path):
            found.append(one)
    except InputFileError as error:
        return found, error
    pytest.fail("it ended without an error")


LONG = f"<PubmedArticleSet>{''.join(article(n) for n in range(1, 4001))}</PubmedArticleSet>".encode()


def test_a_truncated_gzip_gives_every_whole_record_first(tmp_path: Path) -> None:
    packed = gzip.compress(LONG, mtime=0)
    found, error = read_until_failure(written(tmp_path, "a.xml.gz", packed[: len(packed) // 2]))
    assert 1000 < len(found) < 4000
    assert all(isinstance(one, Incoming) for one in found)
    assert f"cut off (Compressed file ended before the end-of-stream marker was reached); {len(found):,} records" in (
        error.message
    )


@pytest.mark.parametrize("damage", ["checksum", "garbage", "middle"])
def test_damaged_gzip_is_an_error(tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(LONG, mtime=0))
    if damage == "checksum":
        packed[-8] ^= 0xFF
    elif damage == "garbage":
        packed += b"not gzip at all"
    else:
        packed[len(packed) // 2 :] = b"\xff" * (len(packed) // 2)
    found, error = read_until_failure(written(tmp_path, "a.xml.gz", bytes(packed)))
    assert len(found) > 1000
    assert "gzip data is damaged" in error.message


def test_cut_xml_names_the_file_and_what_was_read(tmp_path: Path) -> None:
    found, error = read_until_failure(written(tmp_path, "a.xml", LONG[:-40]))
    assert len(found) == 3999
    assert "a.xml: line 1: the XML is cut off inside PMID 4000; 3,999 records read" in error.message


def test_a_failing_disk_is_an_error_and_not_an_end() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            chunk = super().read(size)
            if not chunk:
                raise OSError(5, "Input/output error")
            return chunk

    with pytest.raises(InputFileError, match=r"reading failed \(Input/output error\); 4,000 records read"):
        list(RecordFile("tape", Failing(LONG)))


def test_a_closed_file_is_left_behind(tmp_path: Path) -> None:
    reading = read_path(written(tmp_path, "a.xml", XML))
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # pytest turns an unclosed file into a failure


@pytest.mark.parametrize("size", [1, 3, 17, 1000])
def test_elements_are_counted_however_the_bytes_arrive(size: int) -> None:
    document = XML + b"<!-- <PubmedArticle> --> </PubmedArticle> <![CDATA[<PubmedArticle>]]> <PMID>7</PMID>"
    counter = ElementCounter()
    for start in range(0, len(document), size):
        counter.xml(document[start : start + size])
    counter.xml(b"")
    assert (counter.articles, counter.books, counter.deletions) == (SEEN[0] + 1, *SEEN[1:])


def test_seen_equals_given_even_where_tags_are_missing(tmp_path: Path) -> None:
    damaged = XML.replace(b"<PubmedArticle>", b"", 1).replace(b"</PubmedBookArticle>", b"")
    file = RecordFile(written(tmp_path, "a.xml", damaged))
    found = list(file)
    assert sum(counts(file.summary)) == len(found)
    assert sum(isinstance(one, Rejected) for one in found) == 3
