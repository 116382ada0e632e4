"""Reading a file in Retraction Watch's format, as people really have it on their disks."""

from __future__ import annotations

import csv
import datetime
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import InputFileError
from indexer.external import Answered, Asked, ExternalStatus, Nature
from indexer.record import record_id
from indexer.sources.retraction_watch import RetractionWatchFile

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
WRITTEN = datetime.datetime(2026, 2, 1, 12, 0, tzinfo=datetime.UTC)
COLUMNS = [
    "Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS", "ArticleType",
    "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate", "OriginalPaperDOI",
    "OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes",
]  # fmt: skip


def row(**given: str) -> dict[str, str]:
    """One row, with what a complete one has."""
    return {
        "Record ID": "1",
        "Title": "A fictional study, with a comma",
        "RetractionDate": "4/22/2023 0:00",
        "RetractionDOI": "10.5555/NOTICE",
        "OriginalPaperDOI": "10.5555/A",
        "OriginalPaperPubMedID": "0",
        "RetractionNature": "Retraction",
        "Reason": "+Concerns/Issues About Data;+Investigation by Journal/Publisher;",
        **given,
    }


def text(*rows: dict[str, str], columns: list[str] = COLUMNS, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., RetractionWatchFile]:
    def reading(data: str | bytes) -> RetractionWatchFile:
        path = tmp_path / "retraction_watch.csv"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        os.utime(path, (WRITTEN.timestamp(), WRITTEN.timestamp()))
        return RetractionWatchFile(path, now=NOW)

    return reading


Read = Callable[..., RetractionWatchFile]


def said(file: RetractionWatchFile, doi: str = "", pmid: str = "7") -> tuple[ExternalStatus, ...]:
    (answer,) = file.ask([Asked(record_id(pmid), pmid, doi)])
    assert isinstance(answer, Answered)
    return answer.statuses


def test_a_row_tells_what_when_by_which_notice_and_why(read: Read) -> None:
    assert said(read(text(row())), "https://doi.org/10.5555/a") == (
        ExternalStatus(
            source="retraction-watch",
            nature=Nature.RETRACTION,
            checked=WRITTEN,
            asserted_by="retraction-watch",
            date=datetime.date(2023, 4, 22),
            notice_doi="10.5555/notice",
            reason="Concerns/Issues About Data; Investigation by Journal/Publisher",
        ),
    )


def test_a_record_is_found_by_its_pmid_too_and_once(read: Read) -> None:
    file = read(text(row(OriginalPaperPubMedID="7"), row(OriginalPaperDOI="unavailable", OriginalPaperPubMedID="8")))
    assert len(said(file, "10.5555/a", "7")) == 1
    assert said(file, "", "8")[0].nature is Nature.RETRACTION


def test_nobody_named_means_no_notice_in_this_file_as_of_its_own_date(read: Read) -> None:
    file = read(text(row(OriginalPaperDOI="Unavailable"), row(OriginalPaperDOI="")))
    none = (ExternalStatus("retraction-watch", Nature.NONE, WRITTEN),)
    assert said(file, "10.5555/other") == none
    assert said(file, "") == none, "an empty DOI is not the empty DOI of a row"
    assert said(file, "", "0") == none


def test_a_file_from_the_future_is_as_of_now(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(text(row()))
    os.utime(path, (NOW.timestamp() + 1e6, NOW.timestamp() + 1e6))
    assert RetractionWatchFile(path, now=NOW).as_of == NOW


@pytest.mark.parametrize(
    ("nature", "meant", "reason"),
    [
        ("Retraction", Nature.RETRACTION, "Why"),
        ("Expression of concern", Nature.CONCERN, "Why"),
        ("Correction", Nature.CORRECTION, "Why"),
        ("Reinstatement", Nature.REINSTATEMENT, "Why"),
        ("RETRACTION", Nature.RETRACTION, "Why"),
        ("Something new", Nature.OTHER, "Something new; Why"),
    ],
)
def test_natures(read: Read, nature: str, meant: Nature, reason: str) -> None:
    (status,) = said(read(text(row(RetractionNature=nature, Reason="+Why;"))), "10.5555/a")
    assert (status.nature, status.reason) == (meant, reason)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("4/22/2023 0:00", datetime.date(2023, 4, 22)),
        ("12/1/2023", datetime.date(2023, 12, 1)),
        ("2023-04-22", datetime.date(2023, 4, 22)),
        ("2023-04-22 00:00:00", datetime.date(2023, 4, 22)),
        ("22/4/2023 0:00", None),
        ("", None),
        ("spring", None),
    ],
)
def test_dates(read: Read, written: str, meant: datetime.date | None) -> None:
    assert said(read(text(row(RetractionDate=written))), "10.5555/a")[0].date == meant


def test_several_notices_about_one_work_are_all_there(read: Read) -> None:
    file = read(text(row(RetractionNature="Expression of concern", RetractionDate="1/1/2022 0:00"), row()))
    assert [status.nature for status in said(file, "10.5555/a")] == [Nature.CONCERN, Nature.RETRACTION]
    assert file.newest == datetime.date(2023, 4, 22)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_people_save_it_in(read: Read, encoding: str) -> None:
    data = text(row(Reason="+Irrégularités;", Title="Études")).encode(encoding)
    assert said(read(data), "10.5555/a")[0].reason == "Irrégularités"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_that_spreadsheets_write(read: Read, delimiter: str) -> None:
    (status,) = said(read(text(row(), delimiter=delimiter)), "10.5555/a")
    assert status.reason == "Concerns/Issues About Data; Investigation by Journal/Publisher"


def test_the_order_of_columns_does_not_matter_nor_do_those_not_needed(read: Read) -> None:
    needed = [
        "Reason",
        "RetractionNature",
        "OriginalPaperPubMedID",
        "OriginalPaperDOI",
        "RetractionDOI",
        "RetractionDate",
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, needed, extrasaction="ignore")
    writer.writeheader()
    writer.writerow(row(OriginalPaperPubMedID="7.0"))
    assert (
        said(read(out.getvalue().replace("RetractionDOI", " retractiondoi ")), "", "7")[0].nature is Nature.RETRACTION
    )


def test_a_field_over_several_lines_is_one_field(read: Read) -> None:
    assert said(read(text(row(Title="One\ntwo,\r\nthree"))), "10.5555/a")[0].nature is Nature.RETRACTION


def test_a_row_cut_short_is_left_out_and_counted(read: Read) -> None:
    whole = text(row(), row(OriginalPaperDOI="10.5555/b"))
    file = read(whole[: whole.rindex("10.5555/b")] + "\n")
    assert (file.rows, file.broken_lines) == (1, [3])


def test_a_file_cut_off_in_its_last_row_is_refused(read: Read) -> None:
    whole = text(row(), row(OriginalPaperDOI="10.5555/b"))
    with pytest.raises(InputFileError, match="cut off in its last row"):
        read(whole[: whole.rindex("10.5555/b")])


@pytest.mark.parametrize(
    ("data", "said_"),
    [
        ("", "lacks the columns"),
        ("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "<!DOCTYPE html>"),
        ("doi,title\n10.5555/a,x\n", "OriginalPaperDOI"),
        (text(), "not one whole row"),
        (b"\x00\x01\x02\xff" * 100, "lacks the columns"),
    ],
)
def test_what_is_no_such_file_is_refused_and_says_why(read: Read, data: str | bytes, said_: str) -> None:
    with pytest.raises(InputFileError, match=said_) as caught:
        read(data)
    assert "retraction_watch.csv" in caught.value.message
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match=r"none\.csv"):
        RetractionWatchFile(tmp_path / "none.csv", now=NOW)
