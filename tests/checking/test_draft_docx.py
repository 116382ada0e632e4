"""Drafts from Word, and files that only pretend to be."""

from __future__ import annotations

import io
import zipfile

import pytest

from indexer.checking import draft_docx
from indexer.checking.draft import DraftError, read_draft
from indexer.checking.values import Block

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = f"""<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Aufzhlung"><w:name w:val="List Bullet"/></w:style></w:styles>"""


def document(*paragraphs: str, before: str = "", styles: str = STYLES, name: str = "word/document.xml") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"{before}<w:document {W} {MC}><w:body>{''.join(paragraphs)}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", styles)
    return data.getvalue()


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_headings_and_items_by_the_names_of_their_styles() -> None:
    found = read_draft(
        "a.docx",
        document(
            paragraph("Sleep", "berschrift1"), paragraph(""), paragraph("It is short."), paragraph("A nap", "Aufzhlung")
        ),
    )
    assert found.text == "Sleep\n\nIt is short.\nA nap"
    assert [(one.block, one.text, one.line) for one in found.passages] == [
        (Block.HEADING, "Sleep", 1),
        (Block.PARAGRAPH, "It is short.", 3),
        (Block.ITEM, "A nap", 4),
    ]
    assert [found.text[slice(*one.standing(0, len(one.text)))] for one in found.passages] == [
        "Sleep",
        "It is short.",
        "A nap",
    ]


def test_a_document_without_styles_has_word_s_own() -> None:
    assert read_draft("a.docx", document(paragraph("Sleep", "Heading1"), styles="")).passages[0].block is Block.HEADING


def test_deleted_text_and_field_codes_are_left_out_inserted_text_stays() -> None:
    runs = (
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>was</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t>is</w:t></w:r></w:ins><w:r><w:instrText> HYPERLINK "x"</w:instrText></w:r>'
        '<w:hyperlink><w:r><w:t xml:space="preserve"> short</w:t></w:r></w:hyperlink>'
        "<w:r><w:br/><w:t>and light.</w:t></w:r></w:p>"
    )
    assert read_draft("a.docx", document(runs)).passages[0].text == "It is short and light."


def test_cells_of_a_table_are_known_as_such() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Harm')}</w:tc></w:tr></w:tbl>"
    found = read_draft("a.docx", document(paragraph("It is short."), table))
    assert [one.block for one in found.passages] == [Block.PARAGRAPH, Block.CELL]


def test_a_raised_number_of_a_reference_is_no_part_of_the_text() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    runs = f"<w:p><w:r><w:t>It is short.</w:t></w:r>{raised}<w:r><w:t> Then it ends.</w:t></w:r></w:p>"
    found = read_draft("a.docx", document(runs))
    assert found.text == "It is short.¹ Then it ends."
    assert found.passages[0].text == "It is short. Then it ends."


def test_a_text_box_is_read_once_and_by_itself() -> None:
    box = "<w:txbxContent>" + paragraph("In a box.") + "</w:txbxContent>"
    outer = (
        "<w:p><w:r><w:t>Around.</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [one.text for one in read_draft("a.docx", document(outer)).passages] == ["Around.", "In a box."]


def test_a_document_is_known_by_looking() -> None:
    assert read_draft("-", document(paragraph("It is short."))).passages[0].text == "It is short."


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(DraftError, match="document type"):
        read_draft("a.docx", document(paragraph("&b;"), before=bomb))
    with pytest.raises(DraftError, match="document type"):
        read_draft("a.docx", document(paragraph("x"), before=f"<!--{'x' * 5000}-->{bomb}"))


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_docx, "_LARGEST", 100_000)
    with pytest.raises(DraftError, match="takes more than"):
        read_draft("a.docx", document(paragraph("a" * 200_000)))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (document(name="xl/workbook.xml"), "no Word document"),
        (document(paragraph("a"))[:60], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (document("<w:p>"), "broken"),
        (document(paragraph("")), "no text"),
    ],
    ids=["a workbook", "cut off", "a signature alone", "broken XML", "empty"],  # the bytes hold when they were made
)
def test_what_is_no_document_is_said(data: bytes, says: str) -> None:
    with pytest.raises(DraftError, match=says):
        read_draft("a.docx", data)


def test_a_text_file_named_docx_is_refused() -> None:
    with pytest.raises(DraftError, match="no DOCX file"):
        read_draft("a.docx", b"Sleep is short.")
