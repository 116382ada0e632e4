"""Cues for what a paper is that tells of other studies, or of a study to come: notices, replies, protocols, reviews.

Those named `…_TITLE` are for titles, where `protocol` or `review` names the paper itself; the others are for
abstracts, where it takes a phrase to do so (`this review`, `we searched`). Written for this project from how such
papers are titled and worded.

Imports `cues` only.
"""

from __future__ import annotations

import re

from indexer.appraisal.cues import cue

# -- titles -----------------------------------------------------------------------------------------------------------
NOTICE = cue(
    r"^(?:(?:(?:publisher |author |addendum and )?(?:correction|erratum|errata|corrigendum)s?\b(?: to\b|[:.]|$))|"
    r"retraction(?: notice)?[: ]|expression of concern|retraction note|notice of retraction)|"
    r"(?:corrigendum|erratum|author correction|(?<=['’\"”]: )correction)(?=[.\])]*$)",
    "correct", "errat", "corrigend", "retract", "expression of",
)  # fmt: skip
NOTICE_TOLD = cue(r"(?:reports an error in|this corrects the article)\b", "reports", "corrects")
"""Said of another paper, whose abstract a correction may repeat in full, so that it looks like the study itself."""
REPLY = cue(
    r"^\[?(?:re:|reply\b|response to\b|author'?s'? (?:reply|response)|letter to the editor|letter:|"
    r"comments?(?:ary)? (?:on|to)\b|"
    r"commentary\b|editorial\b|in reply|correspondence\b|invited commentary)|"
    r"(?:[:.-] |\()(?:a )?(?:commentary|reply|response to|author'?s'? (?:reply|response)|editorial|letter|"
    r"comment on|viewpoint|"
    r"correspondence|opinion|a response)\b",
    "re:", "repl", "respon", "letter", "comment", "editorial", "viewpoint", "correspond", "opinion",
)  # fmt: skip
PROTOCOL_TITLE = cue(
    r"protocols? (?:for|of|to)\b|(?:study|trial|review|research|randomi[sz]ed|cohort|design|pilot|meta-analysis|"
    r"survey|the|a) "
    r"protocol\b|"
    r"protocol[.)]*$|[:.-] (?:a )?protocol|(?:rationale|background|aims)(?:,| and) (?:\w+,? (?:and )?)?(?:design|"
    r"method)|"
    r"design(?:,| and| &) (?:the )?(?:rationale|method\w*|baseline|protocol|objectives|implementation)|"
    r"design considerations for an?|"
    r"methods of an? (?:[\w-]+,? ){0,5}trial|novel study design|(?:trial|study) design\b(?!,? and )",
    "protocol", "rationale", "design", "methods of a",
)  # fmt: skip
# What a paper says that tells of a trial's design, and of a trial that is not yet done.
TELLS_DESIGN = cue(
    r"(?:paper|article|manuscript|poster|report|presentation|abstract|communication) (?:\w+ ){0,2}?(?:will )?"
    r"(?:describ|discuss|present|report|outlin|detail|provid|summari[sz]|introduc)\w* (?:[\w-]+,? ){0,5}?"
    r"(?:design|protocol|methodology|rationale)\b|"
    r"(?:here|we|authors?|also),? (?:\w+ ){0,3}?(?:describ|discuss|present|report|outlin|detail|provid|summari[sz])\w* "
    r"(?:[\w-]+,? ){0,4}?(?:design|protocol|methodology|rationale)\b|"
    r"(?:design|protocol|methodology|rationale)(?: [\w,-]+){0,5} (?:is|are|will be) (?:described|presented|reported|"
    r"outlined|discussed)",
    "design", "protocol", "methodology", "rationale",
)  # fmt: skip
UNDER_WAY = cue(
    r"ongoing (?:[\w-]+,? ){0,6}?(?:study|trial)\b|(?:study|trial) (?:\([^()]{0,40}\) )?(?:is|are) (?:\w+ )?(?:ongoing|"
    r"underway|under way|recruiting|active|enrol+ing|being conducted)|(?:enrol+ment|recruitment) (?:is|has|began|"
    r"started)|results (?:are|is) (?:\w+ )?(?:expected|anticipated)|target sample",
    "ongoing", "underway", "under way", "recruit", "enrol", "expected", "anticipated", "target sample",
    "being conducted", "active",
)  # fmt: skip
META_TITLE = cue(
    r"(?:network |individual \w+ data )?(?:meta-?analy[st][ie]s|meta analy[st][ie]s|metanaly[st][ie]s)|"
    r"meta-analytic\b|"
    r"meta-regression",
    "meta", "metanal",
)  # fmt: skip
SYSTEMATIC_TITLE = cue(
    r"systemati[cs]\w* (?:[\w-]+,? ){0,4}(?:review|overview|map|search|analysis of the literature)\w*|"
    r"(?:scoping|umbrella|integrative|rapid|realist|cochrane|mixed[- ]methods?|living|meta-ethnographic|"
    r"state-of-the-evidence) "
    r"(?:[\w-]+ )?(?:literature )?reviews?|overview of (?:systematic|reviews)|review of (?:systematic )?reviews|"
    r"evidence[- ]based (?:review|analysis)|evidence (?:map|synthesis)|meta-?synthesis|systematically review\w*|"
    r"(?:systematic|critical) synthesis",
    "systemat", "scoping", "umbrella", "integrative", "rapid", "realist", "cochrane", "mixed", "living", "overview",
    "review of", "evidence", "synthesis",
)  # fmt: skip
GUIDELINE_TITLE = cue(
    r"(?:practice|clinical|treatment|management|international|national|updated|consensus|canmat|nice|wfsbp|"
    r"evidence-based|ean|"
    r"aan|german) (?:[\w-]+ ){0,2}guidelines?|guidelines? (?:for|on|of the|from)\b|consensus (?:statement|"
    r"recommendation|"
    r"guideline|report|conference|document|paper)\w*|(?:position|policy) (?:statement|paper)|practice parameter\w*|"
    r"expert consensus|recommendations (?:of|from|by) the\b|delphi consensus|task force report",
    "guideline", "consensus", "position", "policy", "practice parameter", "recommendation", "task force",
)  # fmt: skip
REVIEW_TITLE = cue(
    r"(?:an? )?(?:[\w-]+ ){0,3}reviews?(?: (?:of|on|and|for|article|from|with|to)\b|[.:\]]?$|[:.])|(?:a|"
    r"an) (?:[\w-]+ )?overview\b|"
    r"overview of|update (?:on|of)\b|an update|(?:current|future|clinical|"
    r"emerging) (?:[\w-]+ ){0,2}(?:perspectives?|concepts|status|"
    r"trends|directions|state|evidence|knowledge|understanding|challenges)|state[- ]of[- ]the[- ]art|primer\b|"
    r"(?:recent|new) (?:advances|developments|insights|perspectives)|advances in|perspectives (?:on|in)|"
    r"what (?:do )?we know|"
    r"past, present|lessons from|narrative review|literature review|challenges and opportunities|"
    r"insights (?:from|into)",
    "review", "overview", "update", "perspective", "concepts", "status", "trends", "directions", "current", "art",
    "primer", "advances", "developments", "insights", "know", "past, present", "lessons", "challenges", "emerging",
    "future", "clinical",
)  # fmt: skip

NO_GUIDELINE = re.compile(
    r"implications? for|adherence|compliance|survey|according to|implementation of|"
    r"concordan|quality of"
)

# -- abstracts --------------------------------------------------------------------------------------------------------
FUTURE = cue(
    r"will (?:also )?(?:then )?be (?:\w+ly )?(?:randomi[sz]ed|allocated|assigned|recruited|enrol+ed|included|invited|"
    r"conducted|measured|"
    r"assessed|collected|analy[sz]ed|performed|administered|searched|followed|evaluated|used|carried out|"
    r"undertaken|obtained|"
    r"compared|treated|offered|screened|approached|divided|selected|determined|examined)|will (?:receive|"
    r"complete|undergo|"
    r"recruit|enrol+|include|participate|take part|compare|search|follow|randomi[sz]e|attend|evaluate|"
    r"investigate|examine|assess)\b",
    "will ",
)  # fmt: skip
PROTOCOL = cue(
    r"(?:this|the|present|study|trial|our) (?:[\w-]+ ){0,3}protocol (?:describes|outlines|is|details|reports|for|"
    r"aims|was designed|"
    r"presents|paper)|(?:describes?|outlines?|presents?|reports?|report on) the (?:[\w-]+,? ){0,6}(?:protocol|"
    r"study design|"
    r"design (?:and|of))|this (?:study|review) protocol|protocol paper|trial status|protocol version",
    "protocol", "design", "trial status",
)  # fmt: skip
META = cue(
    r"(?:we|was|were|a|this|present|our|by|using|through|(?<!reviews )and|the|updated|network|effects?|"
    r"first) (?:(?!reviews\b)[\w-]+,? ){0,5}"
    r"(?:meta-?analy[sz]\w+|meta analy[sz]\w+)|meta-?analy[sz]ed|meta-?analyses (?:were|was|of|based|showed|"
    r"indicated|revealed)|"
    r"meta-?analysis (?:was|of|showed|indicated|revealed|found|suggests?|demonstrated|included|with|using)|"
    r"meta-analytic (?:techniques|methods|procedures|approach|review)|pooled (?:effect|estimates?|prevalence|"
    r"standardi[sz]ed|odds|"
    r"relative|risk|mean|data|results)[\w ]{0,60}(?:studies|trials|rcts)",
    "meta-anal", "metaanal", "meta anal", "pooled",
)  # fmt: skip
META_SAID = cue(
    r"(?:we|authors) (?:\w+ ){0,3}(?:conduct|perform|did|undert|carried|provid|present|report|"
    r"us)\w* (?:(?!reviews\b)[\w-]+,? ){0,6}meta-?analy\w+|"
    r"this (?:[\w-]+,? ){0,6}meta-?analysis|meta-?analysis (?:was|were) (?:\w+ )?(?:conducted|performed|carried|"
    r"undertaken)",
    "meta-anal", "metaanal",
)  # fmt: skip
SYSTEMATIC = cue(
    r"(?:(?:this|present|we|a|our|the current|the aim of this|conducted|performed|undertook|carried out|"
    r"cochrane) (?:[\w-]+,? ){0,6}"
    r"(?:systematic|scoping|umbrella|integrative|rapid) (?:(?!chart|retrospective|record|"
    r"case)[\w-]+ ){0,2}(?:review|search)\w*)|"
    r"systematic(?:ally)? (?:[\w-]+ ){0,3}(?:review|search)\w* (?:\w+ ){0,5}(?:was|were|is|using|according|"
    r"following|the|of the)|"
    r"systematically (?:review|search)\w*|prisma\b|preferred reporting items|prospero\b|"
    r"overview of (?:systematic )?reviews",
    "systematic", "scoping", "umbrella", "integrative", "rapid", "prisma", "preferred reporting",
    "prospero", "overview of",
)  # fmt: skip
DATABASES = cue(
    r"(?:pubmed|medline|embase|psycinfo|psychinfo|cochrane (?:library|central|database|register|controlled)|"
    r"cinahl|scopus|"
    r"web of (?:science|knowledge)|google scholar|central\b|lilacs|sportdiscus|science direct|sciencedirect|"
    r"electronic databases|"
    r"bibliographic databases|databases)",
    "pubmed", "medline", "embase", "psycinfo", "cochrane", "cinahl", "scopus", "web of", "databases", "google scholar",
)  # fmt: skip
SEARCHED = re.compile(
    r"\b(?:search\w*|identified (?:\w+ ){0,5}(?:studies|articles|trials)|retrieved|eligible (?:studies|articles)|"
    r"inclusion criteria|literature (?:review|search)|articles? (?:were|was|published))\b"
)
CHOSEN = re.compile(
    r"\b(?:(?:studies|articles|trials|papers|publications|reports|rcts|reviews|"
    r"literature) (?:\([^)]{0,40}\) )?(?:\w+ ){0,8}(?:were|was)"
    r" (?:\w+ ){0,3}(?:included|selected|identified|eligible|reviewed|evaluated|considered|analy[sz]ed|retrieved|"
    r"assessed)|"
    r"(?:included|identified|selected|eligible|reviewed|yielded) (?:\w+ ){0,6}(?:studies|articles|trials|papers|"
    r"publications|rcts)|"
    r"(?:inclusion|selection|eligibility) criteria|met (?:the |our |all )?(?:inclusion|criteria|eligib)|"
    r"data extract\w+|"
    r"two (?:independent )?(?:review|rater|author)\w*|risk of bias|quality (?:of|assess)\w*|level of evidence|"
    r"levels of evidence)"
)
GUIDELINE = cue(
    r"(?:these|this|the present|updated|clinical practice|our) (?:[\w-]+ ){0,3}guidelines? (?:provide|present|"
    r"was|were|is|are|summari|"
    r"recommend|address|aim|offer|update|cover|has been|have been developed)\w*|this consensus (?:statement|"
    r"paper|document)|"
    r"this position (?:statement|paper)|this practice parameter",
    "guideline", "consensus", "position", "practice parameter",
)  # fmt: skip
REVIEW = cue(
    r"(?:in )?(?:this|the present|the current|present|our|the following|here,? (?:we|"
    r"i)) (?:[\w-]+,? ){0,3}(?:review|overview|perspective|"
    r"mini-?review)(?:s|ed)?\b(?! board)|(?:this|the|present|our) (?:[\w-]+ ){0,2}(?:article|paper|chapter|"
    r"communication|essay|contribution|"
    r"report|work|manuscript|symposium|issue|section|update|commentary|editorial|"
    r"discussion) (?:[\w-]+ ){0,2}(?:reviews?|discuss\w*|"
    r"summari[sz]e[sd]?|"
    r"provides? an? (?:\w+ ){0,2}(?:overview|review|summary|update)|overviews?|outlines?|considers?|explores?|"
    r"surveys|highlights?|"
    r"argues?|describes?|focus\w*|addresses|offers|introduces|presents an? (?:\w+ )?(?:overview|review)|includes an?|"
    r"aims to (?:review|"
    r"discuss|summari[sz]e|provide|highlight)|deals with|examines? the literature|critically|covers?|looks at)|"
    r"(?:we|i|the authors?|authors) (?:\w+ ){0,3}(?:review\b(?! (?:the |our |these |\d+ )*(?:\w+ )?(?:cases?|"
    r"patients|records|charts))|"
    r"reviewed the (?:[\w-]+ ){0,4}(?:literature|evidence)|summari[sz]e|outline|argue|"
    r"provide an? (?:\w+ ){0,2}(?:overview|review|summary|update)|survey the)|(?:narrative|literature|critical|"
    r"comprehensive|brief|selective) (?:[\w-]+ )?review\b|"
    r"review of (?:the )?(?:[\w-]+ ){0,3}(?:literature|evidence)|(?:to|will) (?:review|summari[sz]e|overview)\b|"
    r"(?:purpose|aim|goal|focus|scope|objective) of (?:this|the present) (?:[\w-]+ )?(?:article|paper|chapter|"
    r"communication|contribution|essay|commentary)\b|areas covered\b|cet article|dieser (?:artikel|beitrag)|"
    r"der beitrag|"
    r"reviewing\b",
    "review", "discuss", "summari", "overview", "perspective", "outline", "article", "paper", "chapter", "argue",
    "highlight", "survey", "author", "artikel", "beitrag", "chapter", "communication", "contribution", "essay",
    "commentary", "areas covered",
)  # fmt: skip
DISCUSSED = cue(
    r"(?:is|are|was|were|has been|have been|been) (?:also |then |briefly |critically |further |here |"
    r"herein )?(?:reviewed|"
    r"discussed|summari[sz]ed|"
    r"outlined|highlighted)\b|(?:we|i|the authors?|authors) (?:\w+ ){0,3}(?:discuss(?:ed)?|highlight)\b|"
    r"discusses\b|to discuss\b",
    "reviewed", "discuss", "summari", "outlined", "highlight",
)  # fmt: skip
OWN_WORK = re.compile(
    r"\b(?:participants?(?! (?:in|from) (?:\w+ )?(?:trials|studies))|volunteers|respondents|"
    r"were (?:\w+ )?(?:recruited|enrol+ed|interviewed|"
    r"administered|randomi[sz]ed|measured|"
    r"tested|scanned|genotyped|recorded|treated|injected|surveyed|assigned|obtained from|divided|collected|"
    r"examined (?:in|by|using)|compared (?:with|to|between))|"
    r"(?:was|were) (?:\w+ )?(?:measured|assessed|administered|quantified|determined|analy[sz]ed) (?:using|by|"
    r"with|in|at)|underwent|"
    r"completed (?:the|a|an)|we (?:measured|recruited|enrol+ed|tested|compared|assessed|administered|scanned|"
    r"recorded|interviewed|"
    r"surveyed|treated|randomi[sz]ed|collected|genotyped|analy[sz]ed)|(?:our|the) (?:sample|patients|"
    r"cohort) (?:consisted|comprised|of)|"
    r"n ?= ?\d+|p ?[<=>] ?0?\.\d+|confidence interval|95% ci)\b"
)

# What a paper found or did itself, so that `the results are discussed` or `this paper describes` makes it no review.
FOUND = re.compile(
    r"\b(?:(?:this|the present|the current|our) (?:study|investigation|experiment|survey|trial|project)|"
    r"(?:we|i) (?:\w+ly )?(?:found|report|show|demonstrate|investigate|examined?|develop|used?|"
    r"explored?|studied|conducted|performed|observed|obtained|want|theoretically)\w*|"
    r"(?:was|were) (?:\w+ )?(?:carried out|performed|conducted|studied|included|investigated|examined|found|observed|"
    r"used|"
    r"obtained|analy[sz]ed|developed|surgically|described|made)|(?:results|findings|data) (?:\w+ )?(?:show|indicat|"
    r"demonstrat|"
    r"reveal|suggest|confirm)\w*|(?:patients|subjects|cases|children|users|women|men|individuals|people|students) "
    r"(?:were|was|had)|(?:[2-9]|\d{2,}|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ ){0,3}(?:patients|"
    r"subjects|"
    r"cases|children|users|women|men|individuals|people|students|sibs|siblings|experts)|\d ?%)"
)

# Reviews of records are studies of patients, and `one year in review` is none.
REVIEW_OF_RECORDS = re.compile(
    r"\b(?:(?:chart|record|retrospective|peer|year|case) ?reviews?\b|retrospective\b|"
    r"reviews? (?:of )?(?:the |all |our )*(?:[\w-]+ ){0,2}(?:charts?|records|files|histories|admissions)\b|"
    r"reviewed (?:the |all |our |\d+ )*(?:[\w-]+ ){0,2}(?:charts?|records|files|histories|cases|patients)\b)"
)
SOME_WORK = 3  # how many words of own work make a paper with `review` in its title more than a review
