"""The small endpoints: EPost, EInfo and a minimal ESpell."""

from __future__ import annotations

import difflib
from xml.sax.saxutils import escape

from indexer.standin import headings
from indexer.standin.exchange import Reply, Request
from indexer.standin.fields import Field, Kind
from indexer.standin.service import Service, bad_database, error_document, ids_of, xml_document
from indexer.standin.words import words_of


def epost(service: Service, request: Request) -> Reply:
    """Keeps a list of PMIDs in the history, whether or not they are served, as the live service does."""
    if error := bad_database(request):
        return error_document("ePostResult", error)
    pmids, invalid = ids_of(request.text("id"))
    if not pmids:
        return error_document("ePostResult", "Empty ID list; Nothing to store")
    environment, key = service.history.keep(tuple(pmids), "", request.text("WebEnv"))
    refused = "".join(f"\t\t<Id>{escape(text)}</Id>\n" for text in invalid)
    inner = f"\n\t<InvalidIdList>\n{refused}\t</InvalidIdList>" if refused else ""
    inner += f"\n\t<QueryKey>{key}</QueryKey>\n\t<WebEnv>{environment}</WebEnv>\n"
    return xml_document("ePostResult", inner)


# The EInfo codes of the fields served here, as captured on 2025-11-27.
_CODES = (
    "ALL UID FILT TITL MESH MAJR JOUR AFFL ECNO SUBS PDAT EDAT VOL PAGE PTYP LANG ISS SUBH SI MHDA TIAB OTRM COLN CNTY "
    "GRNT MDAT CDAT PID FAUT FULL TT LAUT PPDT EPDT LID CRDT AUID COIS WORD AUTH INVR"
)


def einfo(service: Service, request: Request) -> Reply:
    """Tells the databases, or of pubmed how many records it has, when it was last updated, and its fields."""
    if not request.text("db"):
        return xml_document("eInfoResult", "\n<DbList>\n\n\t<DbName>pubmed</DbName>\n</DbList>\n\n")
    if error := bad_database(request):
        return error_document("eInfoResult", error)
    updated = service.library.last_update
    inner = (
        "\n\t<DbInfo>\n\t<DbName>pubmed</DbName>\n\t<MenuName>PubMed</MenuName>\n"
        "\t<Description>PubMed bibliographic record</Description>\n"
        f"\t<DbBuild>Build-{updated:%Y.%m.%d.%H.%M}</DbBuild>\n"
        f"\t<Count>{len(service.library)}</Count>\n"
        f"\t<LastUpdate>{updated:%Y/%m/%d %H:%M}</LastUpdate>\n"
        f"\t<FieldList>\n{''.join(_field(code) for code in _CODES.split())}\t</FieldList>\n"
        "\t</DbInfo>\n"
    )
    return xml_document("eInfoResult", inner)


def _field(code: str) -> str:
    field = next(field for field in Field if code.lower() in field.tags)
    date, number = field.kind is Kind.DATE, field.kind is Kind.NUMBER
    single = field.kind is not Kind.WORDS
    tree = field in (Field.MESH, Field.MESH_MAJOR, Field.PUBLICATION_TYPE, Field.SUBHEADING)
    flags = {"IsDate": date, "IsNumerical": number, "SingleToken": single, "Hierarchy": tree, "IsHidden": False}
    written = "".join(f"\t\t\t<{name}>{'Y' if value else 'N'}</{name}>\n" for name, value in flags.items())
    return (
        f"\t\t<Field>\n\t\t\t<Name>{code}</Name>\n\t\t\t<FullName>{field.long_name}</FullName>\n"
        f"\t\t\t<Description>{field.long_name}</Description>\n\t\t\t<TermCount>0</TermCount>\n{written}\t\t</Field>\n"
    )


def espell(service: Service, request: Request) -> Reply:
    """Suggests words of the translation table for words near to them; a normal answer has an empty ERROR."""
    if error := bad_database(request):
        return error_document("eSpellResult", error)
    known = {word for plain in headings.translations() for word in plain.split()}
    term, corrected, replaced = request.text("term"), [], []
    for word in words_of(term):
        near = [] if word in known else difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.8)
        corrected.append(near[0] if near else word)
        replaced += near
    spelled = "".join(f"<Replaced>{escape(word)}</Replaced>" for word in replaced)
    return xml_document(
        "eSpellResult",
        f"\n\t<Database>pubmed</Database>\n\t<Query>{escape(term)}</Query>\n"
        f"\t<CorrectedQuery>{escape(' '.join(corrected) if replaced else '')}</CorrectedQuery>\n"
        f"\t<SpelledQuery>{spelled}</SpelledQuery>\n\t<ERROR/>\n",
    )
