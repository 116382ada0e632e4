"""Reading a draft: what it is made of, and where each letter of it stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.checking.draft import DraftError, read_draft
from indexer.checking.values import Block, Draft
from indexer.errors import UsageError

HEADING, PARAGRAPH, ITEM, FURNITURE = Block.HEADING, Block.PARAGRAPH, Block.ITEM, Block.FURNITURE


def draft(text: str, name: str = "draft.txt") -> Draft:
    return read_draft(name, text.encode())


def outline(text: str, name: str = "draft.txt") -> list[tuple[Block, str]]:
    return [(one.block, one.text) for one in draft(text, name).passages]


# --- what kind of file it is -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("a.md", "# Sleep\n", (HEADING, "Sleep")),
        ("a.markdown", "# Sleep\n", (HEADING, "Sleep")),
        ("a.txt", "# sleep is short.\n", (PARAGRAPH, "# sleep is short.")),
        ("a.html", "<h2>Sleep</h2>", (HEADING, "Sleep")),
        ("A.HTM", "<h2>Sleep</h2>", (HEADING, "Sleep")),
        ("-", "<!DOCTYPE html><h2>Sleep</h2>", (HEADING, "Sleep")),
        ("-", "# Sleep\n\nIt is short.", (HEADING, "Sleep")),
        ("-", "Sleep is short and light.", (PARAGRAPH, "Sleep is short and light.")),
    ],
)
def test_the_format_is_told_by_suffix_else_by_looking(name: str, text: str, first: tuple[Block, str]) -> None:
    assert outline(text, name)[0] == first


def test_a_format_that_is_named_wins_over_the_suffix() -> None:
    assert read_draft("a.txt", b"# Sleep", format="markdown").passages[0].block is HEADING


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"abc\x00\x01\x02def", "not a text file"),
        (bytes(range(1, 32)) * 20, "not a text file"),
        (b"---\n\n***\n", "no text"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_next_step(data: bytes, says: str) -> None:
    with pytest.raises(DraftError, match=says) as caught:
        read_draft("a.md", data)
    assert caught.value.exit_code == UsageError.exit_code == 2
    assert caught.value.hint


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(DraftError, match="odt"):
        read_draft("a.odt", b"text", format="odt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded_and_a_byte_order_mark_is_not_counted(encoding: str) -> None:
    found = read_draft("a.txt", "The brain’s rhythm is slow.".encode(encoding))
    assert found.text == "The brain’s rhythm is slow."
    assert found.passages[0].places[0] == 0


# --- plain text ------------------------------------------------------------------------------------------------------


def test_lines_without_blank_ones_between_are_paragraphs_and_titled_lines_headings() -> None:
    long = "Sleep is short in many people who work at night, and it is light in those who are old. " * 3
    assert outline(f"{long}\nHow Sleep Changes With Age\n{long}") == [
        (PARAGRAPH, long.strip()),
        (HEADING, "How Sleep Changes With Age"),
        (PARAGRAPH, long.strip()),
    ]


def test_a_heading_may_ask_and_a_short_line_between_blank_ones_may_be_in_small_letters() -> None:
    assert outline("What Is Light Sleep?\n\nHow sleep changes\n\nIt changes with age.") == [
        (HEADING, "What Is Light Sleep?"),
        (HEADING, "How sleep changes"),
        (PARAGRAPH, "It changes with age."),
    ]


def test_lines_broken_at_a_width_are_put_together() -> None:
    text = (
        "Sleep is short in many people who work at\nnight, and it is light in those who are old\nor Restless.\n\nNext."
    )
    found = draft(text)
    assert [one.text for one in found.passages] == [
        "Sleep is short in many people who work at night, and it is light in those who are old or Restless.",
        "Next.",
    ]
    assert [one.line for one in found.passages] == [1, 5]


def test_a_marker_that_lost_its_line_break_begins_an_item() -> None:
    text = "- Faster Sleep\nPeople fall asleep within minutes. - Longer Nights\nThey sleep for hours."
    assert outline(text) == [
        (ITEM, "Faster Sleep"),
        (PARAGRAPH, "People fall asleep within minutes."),
        (ITEM, "Longer Nights"),
        (PARAGRAPH, "They sleep for hours."),
    ]


def test_a_hyphen_within_a_sentence_begins_no_item() -> None:
    assert outline("Sleep - Light or deep - is short.") == [(PARAGRAPH, "Sleep - Light or deep - is short.")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("by", "byline"),
        ("By Ann Example, MD", "byline"),
        ("Written by Ann van Example", "byline"),
        ("September 4, 2031", "date"),
        ("Updated on 4 March 2031", "date"),
        ("2 mins read", "reading time"),
        ("5 min read", "reading time"),
        ("Share on Facebook", "share bar"),
        ("Your email address will not be published. Required fields are marked *", "comments"),
        ("We use cookies to give you the best experience.", "cookie banner"),
        ("Subscribe to our newsletter for updates", "newsletter form"),
        ("© 2031 Example House", "legal notice"),
        ("Go toTop", "navigation"),
        ("Doe J, Roe R. A trial of naps. J Fict Sleep. 2031;3(2):1-9. doi:10.0000/x", "references"),
    ],
)
def test_furniture_is_known_by_its_phrases(line: str, reason: str) -> None:
    found = draft(f"Sleep in Old Age\n\n{line}\n\nSleep is short.")
    assert [(one.block, one.reason) for one in found.passages] == [(HEADING, ""), (FURNITURE, reason), (PARAGRAPH, "")]


@pytest.mark.parametrize(
    "line",
    [
        "By blocking this receptor it shortens sleep.",
        "In March 2031 sleep was found to be short.",
        "Sharing a bed shortens sleep.",
        "Cookies eaten late shorten sleep.",
        "Read next to a lamp, people sleep less.",
    ],
)
def test_sentences_that_only_resemble_furniture_are_text(line: str) -> None:
    assert outline(line) == [(PARAGRAPH, line)]


def test_after_a_comment_form_everything_is_furniture() -> None:
    found = draft(
        "Sleep is short.\n\nLeave a Reply\n\nGreat post, it cured my naps.\n\nNext Story\n\nHow Roofs Are Built"
    )
    assert [one.block for one in found.passages] == [PARAGRAPH, *[FURNITURE] * 4]


def test_titles_of_other_stories_are_furniture_until_there_is_prose_again() -> None:
    prose = "Sleep is short in many people who work at night, and it is light in those who are old."
    found = draft(f"Related Posts\n\nHow Roofs Are Built\n\nNaps for Cats\n\n{prose}")
    assert [one.block for one in found.passages] == [FURNITURE, FURNITURE, FURNITURE, PARAGRAPH]
    assert found.passages[1].reason == "other stories"


def test_a_list_of_references_is_furniture_until_the_next_heading() -> None:
    found = draft(
        "# Sleep\n\nIt is short.\n\n## References\n\n1. Naps shorten sleep.\n\n## Appendix\n\nIt is light.", "a.md"
    )
    assert [one.block for one in found.passages] == [HEADING, PARAGRAPH, FURNITURE, FURNITURE, HEADING, PARAGRAPH]


def test_white_space_is_closed_up_and_unseen_letters_are_left_out() -> None:
    found = draft("Sleep\u00a0 is\tsh\u00adort\u200b.")
    assert found.passages[0].text == "Sleep is short."
    assert found.text[slice(*found.passages[0].standing(9, 15))] == "sh\u00adort\u200b."


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(ending: str) -> None:
    found = draft(ending.join(["Sleep is short.", "", "Naps are shorter.", "They are light."]))
    assert [one.line for one in found.passages] == [1, 3, 4]


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB. \n\r-*é’\u200b1#_[]()`>|=&;<"), max_size=200),
    st.sampled_from(["txt", "md", "html"]),
)
def test_every_letter_of_a_passage_stands_where_it_says(text: str, suffix: str) -> None:
    try:
        found = draft(text, f"a.{suffix}")
    except DraftError:
        return
    for one in found.passages:
        assert len(one.places) == len(one.text) + 1
        written = dict(one.wide)
        for number, letter in enumerate(one.text):
            place = one.places[number]
            assert found.text[place] == letter or letter == " " or number in written
        assert list(one.places) == sorted(one.places)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Sleep is short.", "Light Naps", "- an item", "by", "2 mins read", "Related posts", "é’s"])
    )
)
def test_no_word_of_a_plain_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    seen = " ".join(one.text for one in draft(text).passages).split()
    assert seen == text.replace("- an item", "an item").split()


def test_the_sample_drafts_are_read_without_their_furniture(shared_data: Path) -> None:
    found = read_draft("r.txt", (shared_data / "drafts" / "role-of-ketamine.txt").read_bytes())
    prose = [one.text for one in found.passages if one.block is not FURNITURE]
    assert not [
        one for one in prose if "email address" in one or "Roof" in one or "Videos" in one or "mins read" in one
    ]
    assert {one.reason for one in found.passages if one.block is FURNITURE} >= {
        "byline",
        "date",
        "reading time",
        "comments",
    }
    other = read_draft("o.txt", (shared_data / "drafts" / "ketamine-therapy-overview.txt").read_bytes())
    assert len([one for one in other.passages if one.block is ITEM]) == 3
