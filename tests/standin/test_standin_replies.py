"""What the endpoints send, to the byte where the live service's bytes are known, and how the window cuts results."""

from __future__ import annotations

import http.client
import json
import urllib.parse
import xml.etree.ElementTree as ET

import pytest
from standin_records import ALL, BOOK, FIRST, MOUSE, RETRACTED, TRIAL

ESEARCH_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n'
    '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
EFETCH_HEAD = (
    '<?xml version="1.0" ?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
EFETCH_ERROR_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n'
    '<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
)


def efetch_error(message: str) -> str:
    return f"{EFETCH_ERROR_HEAD}<eFetchResult>\n\t<ERROR>{message}</ERROR>\n</eFetchResult>\n"


def pmids(*numbers: int) -> str:
    return ",".join(str(FIRST + number) for number in numbers)


# ESearch


def test_a_search_with_history_is_sent_as_observed(shared_client):
    answer = shared_client.get("esearch", term="esketamine", usehistory="y", retmax=0)
    environment = ET.fromstring(answer.body).findtext("WebEnv") or ""
    assert len(environment) == len("MCID_") + 24
    to = '"esketamine"[Supplementary Concept] OR "esketamine"[All Fields] OR "esketamine"[MeSH Terms]'
    assert answer.text == (
        f"{ESEARCH_HEAD}<eSearchResult><Count>1</Count><RetMax>0</RetMax><RetStart>0</RetStart><QueryKey>1</QueryKey>"
        f"<WebEnv>{environment}</WebEnv><IdList/><TranslationSet><Translation>     <From>esketamine</From>     "
        f"<To>{to}</To>    </Translation></TranslationSet><QueryTranslation>{to}</QueryTranslation></eSearchResult>\n"
    )
    assert answer.headers["Content-Type"] == "text/xml; charset=UTF-8"


def test_ids_stand_one_on_a_line(shared_client):
    answer = shared_client.get("esearch", term="mice[ti] OR consortium[ti]")
    assert (
        f"<RetMax>2</RetMax><RetStart>0</RetStart><IdList>\n<Id>{FIRST + 4}</Id>\n<Id>{FIRST + 9}</Id>\n</IdList>"
        in (answer.text)
    )


def test_no_hits_are_sent_as_observed(shared_client):
    assert shared_client.get("esearch", term="abcXYZ").text == (
        f"{ESEARCH_HEAD}<eSearchResult><Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/>"
        "<TranslationSet/><QueryTranslation>(abcXYZ[All Fields])</QueryTranslation><ErrorList><PhraseNotFound>abcXYZ"
        "</PhraseNotFound></ErrorList><WarningList><OutputMessage>No items found.</OutputMessage></WarningList>"
        "</eSearchResult>\n"
    )


def test_an_unknown_tag_is_reported_as_observed(shared_client):
    text = shared_client.get("esearch", term="midazolam[NoSuchField]").text
    assert text.endswith("<ErrorList><FieldNotFound>NoSuchField</FieldNotFound></ErrorList></eSearchResult>\n")


def test_reserved_characters_are_escaped(shared_client):
    text = shared_client.get("esearch", term='"a<b & c"[ti]').text
    assert '<QuotedPhraseNotFound>"a&lt;b &amp; c"[ti]</QuotedPhraseNotFound>' in text


def test_json_has_numbers_as_strings_and_lists_only_when_needed(shared_client):
    answer = shared_client.get("esearch", term="mice[ti]", retmode="json", usehistory="y")
    result = answer.json["esearchresult"]
    assert answer.json["header"] == {"type": "esearch", "version": "0.3"}
    assert result == {
        "count": "1",
        "retmax": "1",
        "retstart": "0",
        "querykey": "1",
        "webenv": result["webenv"],
        "idlist": [str(FIRST + 4)],
        "translationset": [],
        "querytranslation": '"mice"[Title]',
    }
    none = shared_client.get("esearch", term="abcXYZ", retmode="json").json["esearchresult"]
    assert none["errorlist"] == {"phrasesnotfound": ["abcXYZ"], "fieldsnotfound": []}
    assert none["warninglist"] == {
        "phrasesignored": [],
        "quotedphrasesnotfound": [],
        "outputmessages": ["No items found."],
    }


def test_a_count_has_nothing_else(shared_client):
    text = shared_client.get("esearch", term="ketamine[tiab]", rettype="count").text
    assert text == f"{ESEARCH_HEAD}<eSearchResult>\n\t<Count>5</Count>\n</eSearchResult>\n"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"term": ""}, "Empty term and query_key - nothing todo"),
        ({"term": "x", "db": "nothing"}, "Invalid db name specified: nothing"),
        ({"term": "#1", "WebEnv": "MCID_gone"}, "Unable to obtain query #1"),
    ],
)
def test_search_errors_come_with_status_200(shared_client, params, message):
    answer = shared_client.get("esearch", **params)
    assert (answer.status, answer.text) == (
        200,
        f"{ESEARCH_HEAD}<eSearchResult>\n\t<ERROR>{message}</ERROR>\n</eSearchResult>\n",
    )
    assert shared_client.get("esearch", retmode="json", **params).json["esearchresult"] == {"ERROR": message}


def test_the_default_page_has_twenty(start):
    client = start()
    assert len(client.search("all[sb]", retmax="")["idlist"]) == 15
    assert client.search("all[sb]", retmax=4, retstart=13)["idlist"] == [str(FIRST + 14), str(FIRST + 15)]


def test_retmax_beyond_the_window_is_clamped_with_a_message(start):
    result = start(window=5).search("all[sb]", retmax=10000)
    assert (result["count"], result["retmax"], len(result["idlist"])) == ("15", "5", 5)
    message = "Restrictions achieved. start and count adjusted to 0, 5"
    assert result["warninglist"]["outputmessages"] == [message]


def test_a_page_across_the_windows_edge_is_clamped_with_a_message(start):
    result = start(window=5).search("all[sb]", retstart=4, retmax=10)
    assert (result["retstart"], result["retmax"]) == ("4", "1")
    message = "Restrictions achieved. start and count adjusted to 4, 1"
    assert result["warninglist"]["outputmessages"] == [message]


def test_a_start_beyond_the_window_is_an_error_with_a_raw_line_break(start):
    client = start(window=9)
    answer = client.get("esearch", term="all[sb]", retstart=9, retmode="json")
    assert answer.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.text)
    error = json.loads(answer.text, strict=False)["esearchresult"]["ERROR"]
    assert error.startswith(
        "Search Backend failed: Exception:\n'retstart' cannot be larger than 8. For PubMed, ESearch"
    )
    assert "<ERROR>Search Backend failed: Exception:\n'retstart'" in client.get(
        "esearch", term="all[sb]", retstart=9
    ).text.replace("\t", "")


def test_a_start_beyond_the_window_of_a_smaller_set_is_an_empty_page(start):
    result = start(window=9).search("ketamine[tiab]", retstart=9, retmax=2)
    assert (result["count"], result["idlist"]) == ("5", [])
    assert result["warninglist"]["outputmessages"][0].startswith("Restrictions achieved.")


# the history


def test_history_pages_are_slices_of_the_same_list(start):
    client = start()
    ids = client.search("all[sb]", usehistory="y")
    key = {"WebEnv": ids["webenv"], "query_key": ids["querykey"]}
    paged = [
        line
        for first in range(0, 15, 4)
        for line in client.get("efetch", rettype="uilist", retmode="text", retstart=first, retmax=4, **key).text.split()
    ]
    assert paged == ids["idlist"]


def test_results_are_frozen_and_keys_are_added_to_a_webenv(start, library):
    client = start(library=library)
    one = client.search("ketamine[ti]", usehistory="y")
    two = client.search("mice[ti]", usehistory="y", WebEnv=one["webenv"])
    assert (two["webenv"], two["querykey"]) == (one["webenv"], "2")
    assert client.found("#1 NOT #2", WebEnv=one["webenv"]) == {1, 2, 5, 10}
    assert client.found("withdrawn[ti]", WebEnv=one["webenv"], query_key=1) == {5}
    library.delete(FIRST + 1)
    kept = client.get("efetch", rettype="uilist", WebEnv=one["webenv"], query_key=1, retstart=4)
    assert kept.status == 200  # the slice exists, though one of the five records is gone
    assert client.found("#1", WebEnv=one["webenv"]) == {2, 4, 5, 10}


def test_history_past_its_end_is_out_of_range(start):
    client = start()
    one = client.search("mice[ti]", usehistory="y")
    answer = client.get("efetch", WebEnv=one["webenv"], query_key=1, retstart=1)
    assert (answer.status, answer.text) == (
        400,
        efetch_error(
            "Cannot retrieve history data: OUT OF RANGE. Parameter retstart=1 + 1 is greater than number of records "
            "available in history. History includes 1 IDs."
        ),
    )


def test_the_window_holds_for_efetch_over_history_and_clamps_without_a_word(start):
    client = start(window=5)
    key = {"WebEnv": client.search("all[sb]", usehistory="y")["webenv"], "query_key": 1, "rettype": "uilist"}
    assert len(client.get("efetch", retstart=3, retmax=10, **key).text.split()) == 2
    beyond = client.get("efetch", retstart=5, **key)
    assert beyond.status == 400
    assert (
        "'retstart' cannot be larger than 4. For PubMed, ESearch can only retrieve the first 5 records" in beyond.text
    )


@pytest.mark.parametrize("status", [200, 400])
def test_an_expired_webenv(start, status):
    now = [100.0]
    client = start(history_lifetime=60.0, expired_status=status, monotonic=lambda: now[0])
    key = {"WebEnv": client.search("mice[ti]", usehistory="y")["webenv"], "query_key": 1}
    now[0] += 60
    assert client.get("efetch", **key).status == 200
    now[0] += 61
    answer = client.get("efetch", **key)
    assert (answer.status, answer.text) == (status, efetch_error("Unable to obtain query #1"))
    assert "<ERROR>Unable to obtain query #1</ERROR>" in client.get("esearch", term="#1", **key).text


# EFetch


def test_records_are_served_byte_for_byte_in_the_order_asked(shared_client):
    answer = shared_client.get("efetch", id=pmids(5, 1, 10, 5), retmode="xml")
    assert answer.text == f"{EFETCH_HEAD}<PubmedArticleSet>\n{RETRACTED}{TRIAL}{BOOK}</PubmedArticleSet>"


def test_unknown_ids_are_left_out_and_zeros_dropped(shared_client):
    answer = shared_client.get("efetch", id=f"999999999,000{FIRST + 4},abc")
    assert answer.text == f"{EFETCH_HEAD}<PubmedArticleSet>\n{MOUSE}</PubmedArticleSet>"


def test_only_absent_ids_give_an_empty_set_of_205_bytes(shared_client):
    answer = shared_client.get("efetch", id="999999999")
    assert answer.status == 200
    assert answer.text == f"{EFETCH_HEAD}<PubmedArticleSet></PubmedArticleSet>\n"
    assert abs(len(answer.body) - 205) <= 20  # "about 205 bytes" were seen


@pytest.mark.parametrize("ids", ["", "abc", "-1", "0"])
def test_no_valid_id_is_an_error(shared_client, ids):
    answer = shared_client.get("efetch", id=ids)
    assert (answer.status, answer.text) == (
        400,
        efetch_error("ID list is empty! Possibly it has no correct IDs."),
    )


def test_medline_text(shared_client):
    text = shared_client.get("efetch", id=pmids(1, 4), rettype="medline", retmode="text").text
    first, second = text.strip().split("\n\n")
    assert first.startswith(f"PMID- {FIRST + 1}\nOWN - NLM\nSTAT- MEDLINE\nLR  - 20190602\n")
    for line in (
        "DP  - 2019 Mar 05",
        "TI  - Single infusion of ketamine in treatment-resistant depression: a randomised trial",
        "AU  - Demofield AB",
        "FAU - Examplar, Jo A",
        "SI  - ClinicalTrials.gov/NCT99010001",
        "DEP - 20181220",
        "MH  - Ketamine/*administration & dosage",
        "EDAT- 2018/12/22 00:00",
        "CRDT- 2018/12/21 00:00",
        "AID - 10.5555/Demo.0001 [doi]",
        "SO  - Demonstr J Synth Stud. 2019 Mar 05;1.",
    ):
        assert line in first.splitlines()
    abstract = "AB - AIM: We compared ketamine with midazolam. RESULTS: Scores fell by 102 points & more"
    assert abstract in " ".join(first.split())
    assert max(map(len, first.splitlines())) <= 88
    assert second.startswith(f"PMID- {FIRST + 4}\n")


def test_uilist(shared_client):
    answer = shared_client.get("efetch", id=pmids(3, 999, 1), rettype="uilist", retmode="text")
    assert answer.text == f"{FIRST + 3}\n{FIRST + 1}\n"


# the other endpoints


def test_epost_then_efetch(start):
    client = start()
    posted = client.post("epost", id=pmids(9, 2))
    environment = ET.fromstring(posted.body).findtext("WebEnv")
    tail = f"<ePostResult>\n\t<QueryKey>1</QueryKey>\n\t<WebEnv>{environment}</WebEnv>\n</ePostResult>\n"
    assert posted.text.endswith(tail)
    fetched = client.post("efetch", WebEnv=environment, query_key=1, rettype="uilist", retmode="text")
    assert fetched.text.split() == pmids(9, 2).split(",")
    entry = client.server.log.of("epost")[0]
    assert (entry.method, entry.params["id"]) == ("POST", pmids(9, 2))


@pytest.mark.parametrize(
    ("params", "message"),
    [({"db": "nothing", "id": "1"}, "Invalid db name specified: nothing"), ({}, "Empty ID list; Nothing to store")],
)
def test_epost_errors(shared_client, params, message):
    assert shared_client.get("epost", **params).text.endswith(
        f"<ePostResult>\n\t<ERROR>{message}</ERROR>\n</ePostResult>\n"
    )


def test_epost_names_what_is_no_id(shared_client):
    assert "<InvalidIdList>\n\t\t<Id>-1</Id>\n\t</InvalidIdList>" in shared_client.get("epost", id="-1,5").text


def test_einfo_tells_count_and_last_update(start, library):
    client = start(library=library)
    info = ET.fromstring(client.get("einfo").body).find("DbInfo")
    assert info is not None
    assert (info.findtext("Count"), info.findtext("LastUpdate")) == ("15", "2026/10/08 06:33")
    assert info.findtext("DbBuild") == "Build-2026.10.08.06.33"
    names = {field.findtext("Name"): field.findtext("FullName") for field in info.iterfind("FieldList/Field")}
    assert names["CRDT"] == "Date - Create"
    library.delete(FIRST + 1)
    assert "<Count>14</Count>" in client.get("einfo").text


def test_esummary_json(shared_client):
    result = shared_client.get("esummary", id=f"{FIRST + 1},999999999", retmode="json").json["result"]
    assert result["uids"] == [str(FIRST + 1), "999999999"]
    assert result["999999999"] == {"uid": "999999999", "error": "cannot get document summary"}
    summary = result[str(FIRST + 1)]
    assert summary["title"].startswith("Single infusion of ketamine")
    assert [author["name"] for author in summary["authors"]] == ["Demofield AB", "Examplar JA"]
    assert {"idtype": "doi", "value": "10.5555/Demo.0001"} in summary["articleids"]


def test_esummary_json_errors(shared_client):
    def ask(ids: str) -> dict[str, object]:
        answer = shared_client.post("esummary", id=ids, retmode="json").json
        return {name: value for name, value in answer.items() if name != "header"}

    most = "Too many UIDs in request. Maximum number of UIDs is 500 for JSON format output."
    assert ask(",".join(map(str, range(1, 502)))) == {"error": most}
    assert ask("abc") == {"error": "Invalid uid abc at position= 0", "result": {"uids": []}}
    assert ask("") == {"esummaryresult": ["Empty id list - nothing todo"]}


def test_esummary_xml_in_both_versions(shared_client):
    first = ET.fromstring(shared_client.get("esummary", id=f"{FIRST + 4},999999999").body)
    assert first.findtext("DocSum/Item[@Name='Title']") == "Ketamine and synapses in mice"
    assert first.findtext("ERROR") == "UID=999999999: cannot get document summary"
    second = ET.fromstring(shared_client.get("esummary", id=f"{FIRST + 4},999999999", version="2.0").body)
    assert second.findtext("DocumentSummarySet/DocumentSummary/Title") == "Ketamine and synapses in mice"
    assert second.findtext("DocumentSummarySet/DocumentSummary/error") == "cannot get document summary"


def test_espell_has_an_empty_error_in_a_normal_answer(shared_client):
    spelled = ET.fromstring(shared_client.get("espell", term="ketamin depresion").body)
    assert spelled.findtext("CorrectedQuery") == "ketamine depression"
    assert spelled.findtext("ERROR") == ""


# what holds for all of them


def test_get_and_post_are_the_same(shared_client):
    asked = {"term": "ketamine[tiab]", "retmax": 3}
    assert shared_client.get("esearch", **asked).text == shared_client.post("esearch", **asked).text


def test_a_get_that_is_too_long_is_refused_and_a_post_is_not(start):
    client = start()
    ids = ",".join(str(FIRST + number) for number in range(1, 301))
    answer = client.get("efetch", id=ids)
    assert (answer.status, answer.headers.get_content_type()) == (414, "text/html")
    assert client.post("efetch", id=ids).text.count("<PMID Version") == len(ALL)
    assert [entry.status for entry in client.server.log] == [414, 200]


def test_what_is_not_an_endpoint_is_not_found(shared_client):
    assert shared_client.get("elink").status == 404


def test_a_connection_can_be_kept_open(start):
    client = start()
    place = urllib.parse.urlsplit(client.server.base_url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=5)
    for _ in range(2):
        connection.request("GET", f"{place.path}esearch.fcgi?db=pubmed&term=mice[ti]&rettype=count")
        assert b"<Count>1</Count>" in connection.getresponse().read()
    connection.close()
