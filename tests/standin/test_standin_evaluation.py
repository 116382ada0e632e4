"""What queries find: expected sets written by hand over the fifteen fictional records."""

from __future__ import annotations

import pytest
from standin_records import EVERYTHING, FIRST

KETAMINE_WORD = {1, 2, 4, 5, 10}


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        # words and phrases
        ("ketamine[tiab]", KETAMINE_WORD),
        ("KETAMINE [TIAB]", KETAMINE_WORD),
        ("ketamine[Title/Abstract]", KETAMINE_WORD),
        ("ketamine[ti]", KETAMINE_WORD),
        ("ketamine[ab]", {1, 10}),
        ("midazolam[tiab]", {1}),
        ("crossover[ab]", {1}),  # inside inline markup
        ("depression resistante[ti]", {2}),  # accents folded
        ('"treatment resistant depression"[tiab]', {1, 15}),  # hyphens and full stops only separate words
        ('"resistant depression"[tiab]', {1, 15}),
        ('"infusion of ketamine"[ti]', {1}),
        ('"depression treatment"[tiab:~1]', {1, 15}),
        ('"depression after treatment"[tiab]', {15}),
        ("treatment depression[tiab]", {1, 3, 15}),  # no such phrase: each word in the field
        ("suicid*[tiab]", {3}),
        ('"suicidal idea*"[tiab]', {3}),
        ("a*[ti]", {1, 3, 4, 5, 8, 11, 12, 13, 14, 15}),
        ("readable[tiab]", {13}),  # OtherAbstract
        ("spray[tiab]", {2}),  # author keyword
        ("spray[ot]", {2}),
        ("imaginaire[tt]", {2}),
        ("imaginaire[tiab]", set()),
        ("seasonal[tw]", {15}),  # a heading's word
        ("seasonal[tiab]", set()),
        ("nowhere[pl]", EVERYTHING - {10}),
        # operators, left to right
        ("ketamine[tiab] AND mice[tiab]", {4}),
        ("ketamine[tiab] NOT mice[tiab]", {1, 2, 5, 10}),
        ("mice[tiab] OR ketamine[tiab] AND midazolam[tiab]", {1}),
        ("mice[tiab] OR (ketamine[tiab] AND midazolam[tiab])", {1, 4}),
        ("ketamine[tiab] midazolam[tiab]", {1}),
        ("(ketamine[ti])(mice[ti])", {4}),
        ("ketamine[tiab] and mice[tiab]", {4}),  # in lower case a stop word, and side by side is AND
        ("(mice OR spring)[au]", {4, 8}),  # a tag on a group is ignored
        # headings
        ('"Ketamine"[mh]', {1, 4}),
        ("ketalar[mh]", {1, 4}),  # entry term
        ('"Mood Disorders"[mh]', {1, 14, 15}),  # exploded
        ('"Mood Disorders"[mh:noexp]', set()),
        ('"Depressive Disorder"[MeSH Terms]', {1, 15}),
        ('"Depressive Disorder"[MeSH Terms:noexp]', set()),
        ('"Animals"[mh]', {1, 3, 4, 14}),
        ("animals[mh:noexp]", {4}),
        ('"Depression"[majr]', {3}),
        ('"Ketamine"[majr]', {1}),  # major through its qualifier
        ("mice[majr]", {4}),
        ('"Ketamine/pharmacology"[mh]', {4}),
        ("ketamine/ad[mh]", {1}),
        ('"drug therapy"[sh]', {14}),
        ("pd[sh]", {4}),
        ("depress*[mh]", {1, 3}),
        ("esketamine[nm]", {2}),
        # publication types, with a small hierarchy
        ('"Clinical Trial"[pt]', {1, 5}),
        ('"randomized controlled trial"[Publication Type]', {1}),
        ("review[pt]", {3}),
        ('"retracted publication"[pt]', {5}),
        ("hasretractionin", {5}),
        ("hasretractionof[sb]", {6}),
        ('"retracted publication"[pt] OR hasretractionin OR hasexpressionofconcernin', {5}),
        # people
        ("examplar j[au]", {1, 4}),
        ('"examplar j"[au]', {4}),
        ("examplar[au]", {1, 4}),
        ("demofield ab[1au]", {1}),
        ("examplar ja[1au]", set()),
        ("examplar[lastau]", {1, 4}),
        ("demofield anna b[fau]", {1}),
        ('"imaginary mood consortium"[cn]', {9}),
        # whole values
        ("fre[la]", {2}),
        ("French[Language]", {2}),
        ('"demonstr j synth stud"[ta]', EVERYTHING - {10}),
        ("7[vi]", {7}),
        ("10.5555/demo.0001[aid]", {1}),
        ('"10.5555/DEMO.0001"[doi]', {1}),
        ("10.5555/cited[aid]", set()),  # a reference's identifier is not the record's own
        ("NCT99010001[si]", {1}),
        ('"clinicaltrials.gov/NCT99010001"[si]', {1}),
        ("hasabstract", {1, 3, 10, 15}),
        ("all[sb]", EVERYTHING),
        ("all[sb] NOT pubmed books[sb]", EVERYTHING - {10}),
        ("publisher[sb]", {11}),
        ("medline[sb]", EVERYTHING - {10, 11}),
        # PMIDs
        (f"{FIRST + 3}[uid]", {3}),
        (f"{FIRST + 3},{FIRST + 5}[pmid]", {3, 5}),
        (f"{FIRST + 3} {FIRST + 5}[uid]", {3, 5}),
        (f"{FIRST + 2}:{FIRST + 4}[UID]", {2, 3, 4}),
        (f"ketamine[tiab] AND {FIRST}:{FIRST + 4}[UID]", {1, 2, 4}),
        # dates
        ("2018[dp]", {1, 5}),  # 1 by its electronic date
        ("2019/03[dp]", {1}),
        ("2019/03/06[dp]", set()),
        ("2018/12/20:2019/03/05[dp]", {1, 6}),
        ("2016/11[dp]", {7}),
        ("2016/12[dp]", set()),
        ("2015/01/01[dp]", {8}),  # a season leaves the month unknown: January
        ('"2021/06/01"[dp]', {3}),
        ('"2021"[dp] : "3000"[dp]', {3, 10}),
        ("2021[dp]:3000[dp]", {3, 10}),
        ("2021 : 3000[dp]", {3, 10}),
        ("2012[edat]", {12, 13}),
        ("2014[crdt]", {9, 12}),
        ("2014/09/23[Date - Create]", {12}),
        ("2019/06/01[mhda]", {1}),
        ("2021/07[mdat]", {3}),
        ('"last 6 years"[crdt]', {3, 10}),
        # plain words
        ("ketamine", {1, 2, 4, 5, 10}),
        ("depression", {1, 2, 3, 15}),
        ("treatment resistant depression", {1, 15}),
        ("mice synapses", {4}),
        ("the synapses", {4}),
        ("imaginaire", {2}),
        ('"spring issue"', {8}),
    ],
)
def test_a_query_finds(shared_client, term, expected):
    assert shared_client.found(term) == expected


def test_a_phrase_does_not_cross_from_one_text_to_the_next(shared_client):
    # "nasal spray" and "Esketamine" are two keywords; "AIM" is a label and "We" begins its text.
    assert shared_client.found('"nasal spray"[ot]') == {2}
    assert shared_client.found('"spray esketamine"[ot]') == set()
    assert shared_client.found('"aim we"[ab]') == set()


def test_proximity_needs_each_word_at_a_place_of_its_own(shared_client):
    assert shared_client.found('"depression depression"[tiab:~3]') == {15}
    assert shared_client.found('"midazolam midazolam"[tiab:~9]') == set()


@pytest.mark.parametrize(
    ("term", "translation"),
    [
        ("2023[PDAT]", "2023/01/01:2023/12/31[Date - Publication]"),
        ("ketamine[tiab]", '"ketamine"[Title/Abstract]'),
        ("suicid*[tiab]", '"suicid*"[Title/Abstract]'),
        ("7[vi] AND ketamine[ti]", '"7"[Volume] AND "ketamine"[Title]'),
        ('"Depressive Disorder, Treatment-Resistant"[mh]', '"depressive disorder, treatment resistant"[MeSH Terms]'),
        ('"Mood Disorders"[mh:noexp]', '"mood disorders"[MeSH Terms:noexp]'),
        ("ketamine[ti] OR mice[ti] AND spring[ti]", '("ketamine"[Title] OR "mice"[Title]) AND "spring"[Title]'),
        ("ketamine[ti] NOT (mice[ti] OR spring[ti])", '"ketamine"[Title] NOT ("mice"[Title] OR "spring"[Title])'),
        ("1:5[uid]", "1:5[UID]"),
        (
            "esketamine AND 2020[dp]",
            (
                '("esketamine"[Supplementary Concept] OR "esketamine"[All Fields] OR "esketamine"[MeSH Terms]) '
                "AND 2020/01/01:2020/12/31[Date - Publication]"
            ),
        ),
    ],
)
def test_the_translation_says_what_was_evaluated(shared_client, term, translation):
    result = shared_client.search(term)
    assert result["querytranslation"] == translation


def test_plain_words_are_translated_and_the_translation_is_listed(shared_client):
    result = shared_client.search("esketamine spray")
    parts = '"esketamine"[Supplementary Concept] OR "esketamine"[All Fields] OR "esketamine"[MeSH Terms]'
    assert result["translationset"] == [{"from": "esketamine", "to": parts}]
    assert result["querytranslation"] == f'({parts}) AND "spray"[All Fields]'


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"datetype": "edat", "mindate": "2012", "maxdate": "2012/02"}, {13}),
        ({"datetype": "pdat", "mindate": "2019/03/05", "maxdate": "2019/03/05"}, {1}),
        ({"mindate": "2021", "maxdate": "3000"}, {3, 10}),
        ({"mindate": "2021"}, EVERYTHING),  # not a pair: ignored
        ({"datetype": "edat", "reldate": "1750"}, {10}),
        ({"datetype": "mdat", "mindate": "2021", "maxdate": "2021"}, {3}),
    ],
)
def test_date_parameters_are_anded_on(shared_client, params, expected):
    assert shared_client.found("all[sb]", **params) == expected


def test_date_parameters_stand_in_the_translation(shared_client):
    result = shared_client.search("ketamine[ti]", datetype="edat", reldate=60)
    assert result["querytranslation"] == '"ketamine"[Title] AND 2026/08/09:2026/10/08[Date - Entry]'


def test_adjacent_date_ranges_tile(shared_client):
    halves = [shared_client.found(f"{low}[edat]") for low in ("2010:2016/12/01", "2016/12/02:3000")]
    assert halves[0] | halves[1] == EVERYTHING
    assert not halves[0] & halves[1]


def test_the_field_parameter_tags_untagged_terms_only(shared_client):
    assert shared_client.found("midazolam", field="title") == set()
    assert shared_client.found("midazolam[tiab] AND trial", field="ti") == {1}


@pytest.mark.parametrize(
    ("term", "count", "errors", "warnings"),
    [
        ("abcXYZ", "0", ["abcXYZ"], []),
        ("abcXYZ[tiab]", "0", ["abcXYZ"], []),
        ("the[tiab] AND ketamine[tiab]", "0", ["the"], []),
        ('"body battery"[tiab] OR ketamine[ti]', "5", [], ['"body battery"[tiab]']),
        ("2019/13[dp]", "0", ["2019/13"], []),
        ("ketamin\u2217[tiab]", "0", ["ketamin\u2217"], []),  # U+2217 is no truncation
        ("NotAHeading[mh]", "0", ["NotAHeading"], []),
        ('"Seasonal Affective Disorder"[majr]', "0", [], []),  # a known heading without a record is no mistake
    ],
)
def test_what_the_index_does_not_know_is_reported(shared_client, term, count, errors, warnings):
    result = shared_client.search(term)
    assert result["count"] == count
    assert result.get("errorlist", {}).get("phrasesnotfound", []) == errors
    assert result.get("warninglist", {}).get("quotedphrasesnotfound", []) == warnings


def test_a_quoted_phrase_not_found_vanishes_from_an_or(shared_client):
    result = shared_client.search('"body battery"[tiab] OR ketamine[ti]')
    assert result["querytranslation"] == '"ketamine"[Title]'


def test_missing_phrases_can_be_kept_quiet_about(start):
    result = start(report_missing_phrases=False).search('"body battery"[tiab] OR abcXYZ[tiab] OR ketamine[ti]')
    assert result["count"] == "5"
    assert "errorlist" not in result
    assert "warninglist" not in result


def test_stop_words_among_plain_words_are_ignored_and_named(shared_client):
    result = shared_client.search("the synapses")
    assert result["warninglist"]["phrasesignored"] == ["the"]
    assert result["querytranslation"] == '"synapses"[All Fields]'


@pytest.mark.parametrize(("mode", "reported"), [("report", ["foo"]), ("silent", None)])
def test_an_unknown_tag_is_ignored_in_both_observed_ways(start, mode, reported):
    client = start(unknown_tags=mode)
    result = client.search("midazolam[foo]")
    assert result["idlist"] == [str(FIRST + 1)]
    assert result.get("errorlist", {}).get("fieldsnotfound") == reported


@pytest.mark.parametrize("term", ["mice[ti:noexp]", "mice[mh:~3]"])
def test_a_modifier_that_the_field_has_not_is_ignored(shared_client, term):
    assert shared_client.found(term) == {4}


@pytest.mark.parametrize("term", ["((", "(ketamine", "ketamine)", "ketamine AND", "OR ketamine", "()", "a OR OR b"])
def test_a_query_that_does_not_add_up_is_a_backend_error(shared_client, term):
    assert shared_client.search(term)["ERROR"].startswith("Search Backend failed: ")


@pytest.mark.parametrize(
    ("sort", "first"),
    [("", [10, 3, 2]), ("pub_date", [10, 3, 2]), ("Author", [15, 14, 13]), ("JournalName", [10, 15, 14])],
)
def test_sorting(shared_client, sort, first):
    params = {"sort": sort} if sort else {}
    assert [int(pmid) - FIRST for pmid in shared_client.search("all[sb]", **params)["idlist"]][:3] == first


def test_relevance_is_arbitrary_but_stable(shared_client):
    once = shared_client.search("all[sb]", sort="relevance")["idlist"]
    assert once == shared_client.search("all[sb]", sort="relevance")["idlist"]
    assert sorted(once) == sorted(shared_client.search("all[sb]")["idlist"])


def test_an_unknown_sort_is_ignored_with_a_message(shared_client):
    result = shared_client.search("all[sb]", sort="date")
    assert result["warninglist"]["outputmessages"] == ["Unknown sort schema 'date' ignored"]
    assert result["idlist"] == shared_client.search("all[sb]")["idlist"]
