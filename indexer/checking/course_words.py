"""The words by which `course` and `joins` read which way an outcome goes, a table each.

All are patterns or sets for plain writing (`text.plain`): lower case, one kind of hyphen.
"""

from __future__ import annotations

import re


def _set(listed: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(listed.split(separator))


NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|can't|failed to|fails to|fail to|failure to|unable to|lack(?:s|ed|"
    r"ing)?"
    r"(?: of)?|absence of|nonsignificant(?:ly)?|non-significant(?:ly)?|did little to|insufficient(?:ly)?|none)\b|n't\b"
)
NO_NEGATION = re.compile(
    r"\b(?:not only|no longer|no serious|no severe|no unexpected|no new|no high-risk|without delay|no more than)\b"
)
# Words that may stand between a word of direction and its outcome without parting them.
JOINING = _set(
    "a an the this these their his her its any some all both either each and or in of on for to as overall over "
    "total mean average median core self reported rated clinician observer primary secondary main key "
    "severity frequency intensity scores score level levels rate rates ratings rating scale scales risk incidence "
    "occurrence prevalence odds likelihood symptom symptoms number amount degree extent magnitude burden measures "
    "measure outcomes outcome expression serum plasma blood peripheral patients' patient's participants' "
    "acute chronic active passive severe moderate mild comorbid co-occurring associated postoperative "
    "significant significantly rapid rapidly robust sustained marked markedly substantial substantially large small "
    "greater clinically meaningful statistically transient short-term long-term immediate further clear durable early "
    "depressive depression anxiety suicidal psychotic general global clinical psychiatric emotional "
    "treating treatment management managing treatments alleviating "
    "dose doses low high single repeated infusion infusions administration intravenous intranasal "
    "chance chances mother's mothers' woman's women's people's patients person's new postnatal later subsequent future "
    "amount need medial prefrontal cortex hippocampus hippocampal cortical frontal anterior cingulate brain amygdala "
    "striatum lateral habenula regions region dorsal ventral mouse rat rodent human blood levels "
    "terms respect regard regarding concerning "
    "distribution volume ratio ratios binding potential availability density densities"
)
# Words after which what follows is said of something else.
PARTING = re.compile(
    r"\b(?:(?:patients?|participants?|subjects?|individuals?|adults|people|adolescents|women|men)(?!')|mice|rats|"
    r"animals|those|"
    r"who|whose|that|which|where|when|while|because|due|despite|regardless|independent\w*|if|whether|"
    r"was|were|is|are|has|had|have|been|did|does|do|may|might|could|can|will|would|"
    r"than|versus|vs|compared|relative|between|among|induced|caused|mediated|via|through|"
    r"but|attention|coupled|accompanied|necessary|required|important|consistent|likely|known|understood|studied|"
    r"certain|convincing|evident|role|relationship|association|"
    r"responders?|non-?responders?|remitters?|history|baseline|effects?|response|users?|models?|treated|untreated)\b|"
    r"[;:]"
)
AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|had|have|been|be|did|does|do|may|might|could|can|showed|shows|show|demonstrated|"
    r"exhibited|remained|remains|appeared)\b"
)
AFTER_PARTING = re.compile(
    r"\b(?:who|whose|that|which|where|when|while|because|due|despite|regardless|independent\w*|if|whether|"
    r"than|versus|vs|compared|between|among|mediated|via|through|predicted|associated|correlated|related|"
    r"patients? with|those with|responders?|non-?responders?|remitters?|reduction|improvement)\b|[;:]"
)
# `… dissociative effects and was not associated with …`: the second verb has another subject.
NEXT_PREDICATE = re.compile(
    r", (?:the|this|these|we|it|there|all|they) (?:[\w-]+ ){0,3}?(?:was|were|is|are|has|had|have|did)\b|"
    r"\b(?:and|or|,) (?:was|were|is|are|has|had|have|did|does|do|may|could|can|showed|remained)\b"
)
# What may stand between an outcome and the word of direction behind it.
BEHIND = _set(
    "a an the this these their his her its and or in of on for to at by with after following from during within over "
    "as "
    "day days week weeks hour hours h hr hrs minutes min month months post infusion infusions dose doses treatment "
    "administration injection injections group groups arm arms condition scores score level levels rate rates "
    "ratings rating "
    "scale severity symptoms symptom frequency intensity total mean median measured assessed measures "
    "was were is are has had have been be did does do may might could can showed shows show demonstrated exhibited "
    "remained remains appeared found observed reported shown noted seen also both all significantly significant "
    "statistically rapidly markedly substantially robustly consistently gradually generally more less much slightly "
    "period phase double-blind blind people adults adolescents teenagers inpatients given receiving received treated "
    "further quickly greatly dramatically clinically only already patients participants subjects rats mice animals "
    "single repeated intravenous intranasal subanesthetic low high iv one two three four six first "
    "second third baseline time points point up p ci smd md or rr hedges g d n standard morning evening next later mg "
    "kg medial prefrontal cortex hippocampus hippocampal cortical frontal anterior cingulate brain amygdala striatum "
    "lateral habenula regions region dorsal ventral mouse rat rodent human blood serum plasma"
)
BARE_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has been|have been|had|has|did|does|do|became|becomes|remained|remains)(?: "
    r"not)?(?: \w+ly| also| still)* $"
)
"""What stands directly before a word of direction that says something of the subject before it."""
WORD = re.compile(r"[^\W\d_][\w'-]*")
POPULATION_BEFORE = re.compile(
    r"\b(?:patients?|participants?|individuals?|those|people|persons?|adults?|subjects|adolescents|teenagers|teens|"
    r"youths?|children|women|mothers|men|veterans|mice|rats|animals|cohort|sample|populations?|users|volunteers|"
    r"inpatients|outpatients|cases?)(?: [\w-]+){0,2}? (?:with|without|experiencing|having|reporting|who (?:have|had|"
    r"experienced|reported|were|are)|suffering from|presenting with|exhibiting|at(?: high| elevated| increased|"
    r" imminent)? risk (?:of|for)|whose|in)(?:[ ,]+(?!reduc|improv|decreas|increas|appear|seem|show|found|experienc|"
    r"achiev|report(?!ing)|rated|required|perform|remember|slept|felt|consumed|developed|demonstrat|exhibited|"
    r"displayed|needed|used(?! to)|scored|(?:is|are|was|were|can|may|had|has|have)\b)[\w%-]+){0,6}[ ,]*$"
)
POPULATION_AFTER = re.compile(
    r"^s?[ -](?:patients?|participants?|individuals|subjects|cohort|adults|adolescents|population|sample|models?|"
    r"mice|rats|history|trials?|stud(?:y|ies)|research|clinics?|guidelines?|disorders?|advantage|disadvantage|"
    r"stabili[sz]\w+|"
    r"difference)\b"
)
# Named only to set it aside.
ASIDE_BEFORE = re.compile(
    r"\b(?:(?:depression|disorder|mdd|trd|ptsd) (?:with|without)|"
    r"as for|despite|due to|because of|independent(?:ly)? of|"
    r"regardless of|except(?: for)?|controlling for|adjusting for|in the absence of|in addition to|other than|"
    r"apart from)"
    r"(?: (?!reduc|improv|decreas|increas)[\w-]+)? $"
)
POPULATION_WORDS = re.compile(r"\b(?:patients?|crisis|acutely|responders?|non-?responders?|remitters?)\b")
# Named as the topic of a clause, which is nothing that is said of it; behind a word of direction it is what is said.
TOPIC_BEFORE = re.compile(
    r"\b(?:regarding|concerning|with regard to|with respect to|in terms of)"
    r"(?: (?!reduc|improv|decreas|increas)[\w-]+)? $"
)
TOPIC = re.compile(r"(?:^| )(?:regarding|concerning|with (?:regard|respect) to|in terms of)\b")
# Outcomes that go one way by their own name, and words that weaken what follows.
DIRECTED = re.compile(
    r"\banti-?(?:ocd|obsess|craving|anhedon|depress|suicid|anxiety|inflammat|nocicep)|anxiolytic|"
    r"anxiolysis|\brelief\b|analges|improvement|"
    r"reduction|decrease|\breduced?|reduces|reducing|alleviat|abstinen|sparing|cessation|\bprevention\b"
)
LESSER = re.compile(
    r"\b(?:smaller|less|lesser|lower|fewer|weaker|shorter|limited|reduced|diminished|attenuated|modest)[ ,]$"
)
NOT_SEEN = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|has|had|have|did|does|do|could|but|and) (?:\w+ )?not|wasn't|weren't|didn't)"
    r"(?: \w+){0,2}? (?:(?P<gone>maintain\w*|sustain\w*|persist\w*|last\w*|endur\w*)|significant\w*|observed|seen|"
    r"found|"
    r"detected|different|differ|superior|better|reach\w*|achiev\w*|show\w*|exceed|separate|confirmed|replicated|"
    r"evident|"
    r"demonstrated|apparent|improve\w*|reduc\w*|associated)\b|"
    r"\b(?:non-?significant(?:ly)?|not (?:statistically )?significant(?:ly)?|n\.s\.|ns\)|did not reach|"
    r"failed to reach|fell short of|without reaching|"
    r"(?:showed|demonstrated|had|revealed|displayed) no (?:\w+ ){0,3}differences?\b)"
)
HEALTHY = re.compile(
    r"\bhealthy (?:\w+ ){0,2}?(?:volunteers|subjects|participants|adults|men|women|individuals|people)\b"
)
DOUBTED = re.compile(
    r"\b(?:(?:over|under)(?:estimat|stat)\w+|exaggerat\w+|inflated|or (?:stable|unchanged)\)|"
    r"trend(?:s|ed)? (?:to|towards?|for|in)|a trend|numerical\w*|marginal\w*|nearly significant|borderline|"
    r"tended to|approach\w* significance|inconsistent\w*|conflicting|mixed(?![- ](?:effects?|models?|linear|logistic|"
    r"regression|anova|analysis|design|methods?|factorial|between|within|repeated))|heterogeneous (?:results|"
    r"findings|effects|evidence|data)|(?:was|were|is|are) (?:\w+ )?heterogeneous|inconclusive|less than (?:effective|"
    r"efficacious|safe|helpful|beneficial)|far from(?! \w+ing\b)|anything but|(?:barely|hardly|scarcely)(?! (?:budg|"
    r"chang|mov|shift|alter)(?:e|ed|es)?\b)|(?:one|1)(?: out)? of (?:the )?\w+ (?:trials|rcts|studies)|(?:the same|"
    r"unchanged|stable) or (?:\w+ ){0,3}(?:improv|better|wors|declin|lower|higher)\w*|(?:myth|misconception|fallacy|"
    r"lie|rumou?r|untrue|false|wrong|nonsense|no truth|unproven|disproved|debunked)(?: to (?:say|think|believe|"
    r"claim))? that|nobody (?:\w+ )?(?:believes?|thinks?|says?|claims?|expects?)|(?:little|scant|scarce|weak|poor|"
    r"insufficient|limited) (?:\w+ )?(?:evidence|proof|support)|indications?,? (?:including|such as)|advocat\w+ for|"
    r"study blinding|functional unblinding|(?:hoped|hopes?|hoping|expect\w*|predicted|hypothesi[sz]ed|thought|"
    r"believed|assumed) (?:that )?[^,;.]{0,60}?\b(?:would|will|might)|next to nothing|little to no|(?:never|not|"
    r"rarely|seldom) fails?|remains? (?:un|to be )|(?:have|has|had) yet to|yet to be|unclear|uncertain|unknown|"
    r"questionable|(?:rather than|instead of)(?! (?:an? |the )?(?:inactive )?(?:placebo|saline|midazolam|propofol|"
    r"thiopental|methohexital|etomidate|ect|electro\w+|quetiapine|escitalopram|esketamine|ketamine|fentanyl|morphine|"
    r"opioids?|dexmedetomidine|sevoflurane|nitrous|psilocybin|diphenhydramine|niacin)))\b"
)
# A test that tells nothing apart: no fall was shown; of no difference it says nothing else.
NOT_TOLD_APART = re.compile(r"\bp ?[=>] ?0?\.(?:0[6-9]|05\d*[1-9]|[1-9])")
EVERYONE = re.compile(
    r"\b(?:both|all|each|either|the (?:two|three|four))(?: (?:the|treatment|study|of|intervention|drug))* (?:groups?|"
    r"arms?|conditions|treatments?|cohorts)\b|\bin both\b(?! (?:healthy|men|women|males?|females?|adults|adolescents|"
    r"mice|rats|humans|patients (?:with|and)|unipolar|mdd))|\bregardless of (?:treatment|group|drug)\b|\b(?:across|"
    r"between|among) (?:the )?(?:groups|arms|sites|responders|cohorts)\b"
)
CONTROL = re.compile(
    r"\b(?:control|placebo|saline|midazolam|sham|comparison|non-ketamine|comparator|untreated|ect|placebo-treated)[- ]"
    r"(?:group|arm|treated|condition|patients|participants)\b"
)
AT_BASELINE = re.compile(
    r"\b(?:at (?:baseline|enrol?lment|admission|randomi[sz]ation)|pre-?operative(?:ly)? (?:\w+ "
    r")?(?:levels?|concentrations?|scores?)|at study entry|"
    r"pre-?treatment(?! with\b)(?! (?:\w+ly )?(?:block|blunt|attenuat|abolish|prevent|revers|reduc|increas|prolong|"
    r"fail|did|does|enhanc|potentiat|impair|improv|worsen|dampen|wip|cancel|had|has)\w*)|before "
    r"(?:treatment|ketamine|infusion|the infusion|esketamine|(?:the )?intervention|the (?:treatment|study|experiment))|"
    r"prior to (?:treatment|ketamine|infusion)|baseline (?:(?:mean|median|average|total) )?(?:levels?|scores?|severity|"
    r"characteristics|values|[\w-]+ (?:were|was))|"
    r"(?<!from )(?<!to )(?<!with )(?<!than )(?<!versus )baseline (?:(?!in\b|to\b|of\b|on\b|and\b|at\b|"
    r"for\b)[\w-]+ ){1,3}?"
    r"(?:levels?|scores?|severity|values))\b"
)
THAN_CONTROLS = re.compile(r"\bthan (?:in )?(?:the )?controls\b")
OF_AN_ARM = re.compile(
    r"\b(?:groups?|arms?|recipients|-?treated|randomi[sz]ed|(?:patients|women|mothers|those) (?:receiving|given|"
    r"who (?:received|got)))\b"
)
"""What says before `THAN_CONTROLS` that the controls are those of a trial."""
# Groups of people that were made by what they were given, and not by who they are.
NOT_TREATED = (
    r"(?! (?:(?:who|whose mothers) )?(?:(?:were|was|had|had been|have been|have|are|is) )?(?:given|got|getting|"
    r"receiv\w+|treated|on|taking|took|taken|assigned|allocated|randomi\w+|stop\w*|switch\w*|discontinu\w*|continued|"
    r"stayed|came off|been through|underwent|undergone|undergoing|inhal\w+|in the)\b)"
)
"""Behind a word for people: they are not told apart by what they were given."""
MODERATED = re.compile(
    r"\b(?:(?:was|were|is|are) (?:\w+ly )?associated with (?:\w+ )?(?:less|more|greater|lower|higher|increased|"
    r"reduced|better|poorer|worse) (?:\w+ ){0,2}(?:improvements?|response|remission|reductions?|benefits?|outcomes?)|"
    r"being associated with|reported (?:less|more) (?:frequently|often) in (?:journal|publi\w+|the literature|"
    r"trial regist\w+)|(?:non-?)?improvers|defined as|predict\w*|moderat(?:es|ed|ors?|ing)\b|moderate (?:the|its|"
    r"this|these|their|response to)\b|correlat\w*|"
    r"(?<!, )(?<!, likely )(?<!, probably )(?<!, partly )(?<!, possibly )mediat\w*|baseline [\w ]{1,30} (?:was|"
    r"were) associated|(?:higher|lower|greater) baseline|(?:associations?|relationships?|"
    r"correlations?)(?: \w+){0,4} between|(?:comparable|similar|equal|equivalent|same) (?:to|as|with) (?:those|that|"
    r"what|previous\w*|reported|published|earlier|other)\b|biomarkers?|covar\w+|interactions? (?:between|of)|"
    r"(?<!first )(?<!proportion of )(?<!proportions of )(?<!percentage of )(?<!number of )(?<!rate of )(?<!rates of "
    r")responders|(?<!stable )(?<!in )(?<!among )remitters|(?:go|goes|went|going) (?:along |together |"
    r"hand in hand )?with|(?:grow|build|strengthen|deepen)(?:s|ed|ing)?(?: up)? with (?:\w+ ){0,3}?(?:doses?|"
    r"infusions?|sessions?|treatments?)|(?:increas|ris|rose|decreas|fall|fell|improv)\w* with (?:[\w-]+ )?(?:doses?|"
    r"dosage)\b(?! of)|(?:increas|ris|rose|decreas|fall|fell|improv)\w* with (?:(?:the|lower|higher|larger|smaller|"
    r"increasing|rising|each|every|more|further) )+(?:doses?|infusions?|sessions?|number of)|(?:patients|"
    r"participants|individuals|those|subjects) (?:who|with) (?:\w+ ){0,2}?(?:higher|lower|greater|more|fewer|less)|"
    r"(?:fewer|more|less) (?:people|patients|participants|individuals|adults) (?:with|who)|"
    r"between (?:the )?[\w-]+ and (?:the )?[\w-]+ (?:patients|participants|adults|women|men|subjects)|"
    r"between (?:the )?(?:mdd|bd|ptsd|unipolar|bipolar|anxious|"
    rf"elderly|older|younger|male|female|men|women)\b{NOT_TREATED}|"
    r"(?:younger|older|elderly|women|men|males?|females?)(?: \w+)? (?:versus|vs\.?) (?:younger|older|elderly|women|men|"
    r"males?|females?)|"
    r"(?:compared (?:with|to)|versus|vs\.?) (?:the )?(?:younger|older|elderly|men|women|males?|females?)|"
    r"(?:than|compared (?:with|to)|versus|vs\.?|relative to|between|from|unlike|and|matched) (?:in )?(?:the |age-)?"
    r"(?:healthy|matched) (?:controls?|volunteers|subjects|individuals|participants)(?! and )|depends? on|"
    r"dependent on|"
    r"(?:compared (?:with|to)|versus|vs\.?|than) (?:the )?(?:first|second|previous|last|initial|other) "
    r"(?:infusion|dose|session|treatment|administration)|"
    r"from (?!baseline|pre)[\w ()-]{0,20}?(?:time-?points?|post-?treatment|post-?infusion|day \d+|week \d+|month \d+)"
    r"[\w ()-]{0,30}? to |"
    r"\b(?:reduced|increased|lower|higher|impaired|elevated|altered|decreased) in [^,;]{3,60} and (?:\w+ly )?"
    r"(?:normali[sz]ed|restored|reversed|rescued|corrected)|"
    rf"between (?:individuals|patients|participants|those|people|subjects|adults){NOT_TREATED} (?:with|who)\b|"
    rf"driven by|account(?:s|ed)? for|explain\w*|than (?:in )?(?:those|patients|participants|individuals){NOT_TREATED} "
    r"(?:with|who|without)|"
    rf"than (?:in )?(?:the )?(?:women|men|females?|males?|younger|older|non-?\w+ patients)\b{NOT_TREATED}|"
    r"gene|genotype|carriers?|polymorphism|alleles?|expectancy|age of onset|years of|as a function of)\b"
)
# `The more you dissociate, the better your depression gets`: one goes with the other, and nothing is said to change.
THE_MORE = re.compile(
    r"\bthe (?:more|less|higher|lower|stronger|deeper|greater|weaker|longer|worse|better)\b[^.;:,]{3,70}, ?the "
    r"(?:more|less|higher|lower|stronger|deeper|greater|weaker|longer|worse|better)\b"
)
NEAR = 90
# `Heart rate fell, but was not associated with mood`: the clause has its subject from the one before.
RELATED_TOO = re.compile(r" ?(?:was|were|is|are) (?:not )?(?:\w+ly )?(?:associated|related|correlated|linked)\b")
# Who is more likely to have something is told of those who were treated, or it tells only of who they were.
LIKELIER = re.compile(r"\b(?:more|less) likely\b")
LIKELY_WITH = re.compile(
    r" (?:with|after|under|on|following|during|(?:in|among) (?:the )?(?:(?:patients|participants|those|people|women|"
    r"children|adults|subjects) (?:who (?:were |had been |have been )?)?(?:given|receiv\w+|treated|randomi[sz]ed|"
    r"assigned|allocated|taking|on)|[\w-]+(?: group| arm|-treated))) ?| to (?:cause|produce|induce|lead|trigger|"
    r"bring|make|result|relieve|reduce|help|improve|worsen|impair|prevent|lower|raise|increase)\b"
)
"""What is more likely with a treatment, or in those who were given it."""
GIVEN_BEFORE = re.compile(
    r"\b(?:given|on|receiv\w+|treated with|taking|took|got|getting|after|following|assigned to|randomi[sz]ed to|"
    r"undergoing|used|using|arm|group|makes?|made|making|stay(?:s|ed|ing)? on|continu\w+)\b"
)
ASSERTING = re.compile(
    r"\b(?:show\w*|demonstrat\w*|found|find\w*|indicat\w*|confirm\w*|support\w*|suggest\w*|has|have|had|exhibit\w*|"
    r"provid\w*|leads?|led|result\w*|caus(?:es?|ed)|"
    r"report\w*|reveal\w*|observ\w*|establish\w*|maintain\w*|associated|proven|proved|exert\w*|possess\w*|produc\w*|"
    r"occur\w*|translat\w*|is|are|was|were|offer\w*|yield\w*|achiev\w*|persist\w*|continu\w*|remain\w*|"
    r"lasted|induc\w*|elicit\w*|experienc\w*|brings?|"
    r"brought|gives?|gave)\b"
)
ABSTRACT = _set(
    "efficacy effectiveness benefit benefits promise relief improvement improvements amelioration alleviation recovery "
    "superiority help"
)
CHANGES = _set(
    "reduction reductions decrease decreases decline declines drop fall rise rises surge increase increases "
    "improvement improvements "
    "amelioration attenuation elevation elevations alleviation change resolution lowering suppression inhibition relief"
)
DEGREES = frozenset({"more", "less", "greater", "fewer", "longer", "higher", "lower"})
BRINGING = _set(
    "resulted in|results in|result in|led to|leads to|lead to|caused|causes|cause|produced|produces|produce|induced|"
    "induces|"
    "induce|promoted|promotes|triggered|triggers|stimulated|generated|evoked",
    "|",
)
MODAL = re.compile(r"\b(?:can|could|may|might|will|would|not|does|did|do|to|also)(?: also)? $")
MORE = frozenset({"greater", "larger", "higher", "more", "more frequent", "more common", "longer"})
SIZES = frozenset({"greater", "larger", "higher", "more", "smaller", "lower", "less"})
OF_CHANGE = re.compile(r"\b(?:changes?|differences?) (?:in|of|from|on|for|between)\b")
WORKING = re.compile(
    r"\b(?:effective\w*|efficac\w+|superior\w*|promis\w+|potent|benefi\w+|success\w*|useful\w*|advantage\w*|effects?|"
    r"works?|beats?|surpass\w*|"
    r"help\w*|rol\w+|better than|as good as|outperform\w*)\b"
)
ABLE = re.compile(
    r"\b(?:was|were|is|are|been) (?:reported|shown|found|known|seen|observed|said) (?:in|by|across) [^,;:]{3,60} $|"
    r"\b(?:failed|fails|fail|failure|unable|shown|able|found|reported|appears?|appeared|seems?|seemed|proven|"
    r"demonstrated|known|observed|help|helps|helped|ability|capacity|potential|power|tends?|continues?|works?|acts?|"
    r"proved) $|\b(?:works?|acts?|helps?) (?:\w+ ){1,3}$"
)
ALIKE = re.compile(r"\b(similar|comparable|equal|equivalent|the same)(?: \w+){0,2} $")
NO_MORE = re.compile(
    r" (?:\w+ly )?(?P<alike>(?:no|not any) (?:more|better|faster|further|less|worse)|by no more|equally|"
    r"to (?:the same|a similar|an equal|a comparable) (?:degree|extent))\b"
)
# `Relieves pain about as well as morphine`, but not `mood as well as sleep`.
AS_WELL = re.compile(
    r"\b(?P<alike>(?:about|just|nearly|almost|every bit) as (?:well|much|effectively|quickly) as|"
    r"as (?:well|much|effectively|quickly) as(?= (?:[\w-]+ ){1,3}(?:does|did|do)\b))"
)
INTERVAL = re.compile(
    r"(?:\bci|confidence intervals?|\bcri)\)?[^\d+-]{0,6}(?P<low>[+-]? ?\d*\.?\d+) ?(?:,|to|-|;|"
    r" and) ?(?P<high>[+-]? ?\d*\.?\d+)"
)
RATIO = re.compile(r"\b(?:a?or|a?rr|a?hr|odds|ratio|irr|rrr)\b")
# How harms come and go in the course of treatment says nothing of what brings them.
OVER_TIME = re.compile(
    r"\b(?:over time|with (?:repeated|subsequent|each|successive)|across sessions|during follow-up)\b"
)
# That it is soon over, said of what there is: `BP rises briefly` says no less of the rise.
SOON_OVER = re.compile(
    r"\b(?:is|are|was|were)(?: \w+ly| often| both| mild and)? (?:transient|short-lived|temporary|brief|"
    r"self-limit\w+|fleeting|"
    r"gone|over)\b|\b(?:transient|brief|short-lived),? (?:and|or)\b|"
    r"\b(?:clear(?:s|ed)?(?: up| away)?|resolv(?:e|es|ed|ing)|subsid(?:e|es|ed)|settl(?:e|es|ed)|fad(?:e|es|ed)|"
    r"wears? off|wore off|disappear(?:s|ed)?|dissipat(?:e|es|ed)|pass(?:es|ed)?|abat(?:e|es|ed)|"
    r"return(?:s|ed)? to (?:baseline|normal|(?:the )?pre-?dose))\b(?=.{0,30}(?:within|by|in|after|\d))"
)
BROUGHT_ON = re.compile(
    r"\b(?:after|following|from|during|with|of|induced by|caused by)\b.{0,40}\b(?:ketamine|esketamine|"
    r"psilocybin|mdma|lsd|"
    r"infusions?|dos(?:e|es|ing)|spray|treatments?|administration|sessions?)\b"
)
"""What stands between a harm and the word by which it was over, and says that a treatment had brought it on."""
EMERGENT = re.compile(r"\b(?:treatment-emergent|(?:ketamine|drug|treatment)-(?:induced|related)) (?:\w+ )?$")
# Of a harm, that it was over, and not that there was less of it.
GOES_AWAY = re.compile(
    r"(?:clear|wear|wore|melt|settl|pass)\w* (?:up|off|away|within)|(?:go|goes|went) (?:away|off)|"
    r"resolv\w+|resolution of|subsid\w+|fad(?:e|es|ed|ing)|"
    r"disappear\w*|vanish\w*|dissipat\w+|wan(?:e|es|ed|ing)|reced\w+|abat\w+|remit\w*|settl\w+"
)
PRESUPPOSED = re.compile(
    r"\b(?:was|were|is|are|and|be) (?:\w+ )?(?:associated|related|linked|accompanied|due|driven|necessary|required|"
    r"needed|sufficient|desirable)\b"
)
# `64 % with ketamine versus 28 % with midazolam (p = .006)`: two shares set side by side, and a test that tells them
# apart.
SHARES = re.compile(
    r"(?<![\d.])(?P<first>\d+(?:\.\d+)?) ?%[^;%]{0,60}?\b(?:versus|vs\.?|compared (?:with|to)|than)\b[^;%]{0,60}?"
    r"(?<![\d.])(?P<second>\d+(?:\.\d+)?) ?%"
)
TOLD_APART = re.compile(r"\bp ?(?:-?value)? ?(?:<|=|<=|≤) ?0?\.0(?:[0-4]\d*|5)\b")
# `Protects people with … from relapse`: the verb, and whom it protects.
KEPT_FROM = re.compile(
    r"\b(?P<verb>protect(?:s|ed|ing)?|keeps?|kept) (?:(?!(?:and|but|or|who|that|from)\b)[\w-]+ ){1,8}?"
    r"(?:from|against) (?:(?:getting|having|developing|a|an|the|another|further) ){0,2}$"
)
# `Robs people of` sleep, `shaves a third off` opioid use: the verb.
TAKEN_FROM = re.compile(
    r"\b(?P<verb>rob(?:s|bed)?|strip(?:s|ped)?|depriv(?:es?|ed)) (?:(?!(?:and|but|or|who|"
    r"that)\b)[\w'-]+ ){1,6}?of (?:(?:the|their|your|his|her|any|good) ){0,2}$|\b(?P<cut>shav(?:es|ed)|knock(?:s|ed)|"
    r"cuts?|takes?|took|slic(?:es|ed)|trim(?:s|med)) (?:[\w-]+ ){1,5}?off (?:the )?$"
)
IN_NOBODY = re.compile(
    r"\bin (?:nobody|no one|none\b|no (?:patients?|participants?|people|cases?|child|children|"
    r"adults?)\b)"
)
# `Makes some women feel` sick: the verb; what is felt is named by `FELT`.
MADE_FEEL = re.compile(
    r"\b(?P<verb>makes?|made|making) (?:(?!(?:and|but|or|who|that|no|not|less|more|few|fewer)\b)[\w'-]+ ){1,6}?"
    r"(?:(?:feel|feeling|very|quite|rather|a bit|somewhat) ){0,2}$|"
    r"\b(?P<left>leav(?:e|es|ing)|left) (?:(?!(?:and|but|or|who|that|no|not|less|more|few|fewer)\b)[\w'-]+ ){1,5}?with "
    r"(?:(?:lasting|severe|some|chronic|persistent) )?$"
)
# `Caused no` nausea, `brought on no` mania.
BROUGHT_NO = re.compile(
    r"\b(?:had|have|has|experienc|report|develop|suffer|caus|produc|induc|trigger|provok|show|betray|reveal|yield|"
    r"elicit|evok|lead to|led to|leads to|bring on|brought on|brings on)\w* (?P<none>no (?:(?:significant|serious|"
    r"clinically|relevant|additional|increase in|rise in|excess|new|apparent|detectable|clear|\w+ly) ){0,3})$"
)
# `You may` feel sick: a harm whose name is a verb is said to happen.
FELT = re.compile(
    r"(?:feel|feels|felt|throw up|throws up|threw up|vomit|vomits|vomited|wake|wakes|woke|become|becomes|became|get|"
    r"gets|got|"
    r"hallucinate|hallucinates|hallucinated|hear voices|pass out|passed out|lose|loses|lost|retch\w*|doze off)\b"
)
FEELING = re.compile(
    r"(?:sick|nause\w+|queasy|dizzy|drowsy|sleepy|woozy|giddy|light-?headed|agitated|confused|manic|psychotic|paranoid|"
    r"disoriented|groggy|dissociated|detached)$"
)
"""Words for what somebody feels."""
# Words by which something is said of few, of nobody, or not as a fact.
FEW = re.compile(
    r"\b(?:few|fewer|less|least|rarely|seldom|hardly|scarcely|barely|nobody|no one|none|never|not|no|neither|nor|"
    r"cannot|unlikely|little|minority|without|unless|if|whether|lest)\b|n't\b"
)
# `Leaves cognition intact`, `left blood pressure and heart rate unchanged`.
LEFT = re.compile(r"\b(?:leav(?:e|es|ing)|left|keeps?|kept)(?: (?:the|their|your|his|her|people's|patients'))? $")
UNCHANGED = re.compile(
    r"(?:,? (?:and|or) [\w ]{3,24}?)? (?P<kept>unchanged|intact|unaffected|untouched|unaltered|unimpaired|"
    r"undisturbed|(?:just |exactly )?(?:where|as) (?:it|they) (?:was|were))\b"
)
# `Sends blood pressure up`, `brings depression scores down`.
SENT = re.compile(
    r"\b(?P<verb>sends?|sent|drives?|drove|push(?:es|ed)?|brings?|brought|puts?|nudges?|nudged|knocks?|knocked|takes?|"
    r"took|tips?|tipped|bumps?|bumped|pushing|sending|driving) (?:(?:the|a|their|your|people's|patients'|mean|"
    r"average) ){0,2}$"
)
SENT_WHERE = re.compile(
    r"(?: (?:levels?|scores?|symptoms?|severity|rates?|readings?|pressure)){0,2} "
    r"(?:(?P<way>up|down)(?:wards?)?\b(?! to\b)|(?P<high>through the roof|sky-high|sky high|soaring|rocketing|climbing|"
    r"surging|spiralling|higher|to dangerous (?:levels|heights)|to (?:new|record) highs)|(?P<low>plummeting|tumbling|"
    r"plunging|crashing|lower)\b(?! than\b))"
)
# `Brought depression scores to half of what they were`: where to, and not more of them.
SENT_TO = re.compile(
    r"(?: (?:levels?|scores?|symptoms?|severity|rates?|readings?|pressure)){0,2} (?:back |close |closer |nearer )?"
    r"(?:to|under|below|within|into|near|out of|in line)\b"
)
# `There was no case of interstitial cystitis`.
NO_CASE = re.compile(
    r"\b(?:no|zero)(?: reported| new| documented| confirmed| single)? (?:cases?|reports?|episodes?|instances?|"
    r"incidents?|signs?|incidence|occurrences?) of (?:(?:\w+ or|treatment-emergent|any|serious|clinically "
    r"significant) )?$"
)
# `Users of ecstasy … than controls`.
USERS = re.compile(r"\b(?:users?|abusers?|addicts?|misusers?|abuse)\b")
NON_USERS = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|and) (?:in )?(?:the |their |those of )?"
    r"(?:healthy |matched |drug-naive |non-?using |polydrug |cannabis )*(?:controls?|non-?users|people "
    r"who have never [\w ]{3,20}|comparison \w+)\b"
)
# `Leaves patients with worse memory`.
LEFT_WITH = re.compile(
    r"\b(?:leaves?|left|leaving) (?:\w+ ){0,2}?(?:patients|people|users|them|many|children|"
    r"adults) with (?:\w+ ){0,3}$"
)
NONE_OF = re.compile(
    r"(?: ?(?:however|overall|importantly|notably|in conclusion|moreover),)? ?(?P<none>none of (?:the |"
    r"these |those )?[\w-]+|"
    r"neither (?:of the )?[\w-]+(?: nor [\w-]+)?|no (?:drug|treatment|dose|intervention|compound|agent)) "
    r"(?:was|were|had|has|did|does|showed|caused|led|increased|reduced|improved|produced|changed)\b"
)
# `Tips bipolar patients into mania`, `keeps patients in remission`: the verb, and whom it brings there.
BROUGHT_INTO = re.compile(
    r"\b(?P<verb>(?:tip|flip)(?:s|ped|ping)?|push(?:es|ed|ing)?|sends?|sent|sending|throws?|threw|drives?|drove|"
    r"driving|plunges?|plunged|puts?|putting|gets?|got|getting|brings?|brought|bringing|switch(?:es|ed|ing)?|"
    r"keep(?:s|ing)?|kept|pulls?|pulled|nudges?|nudged|helps?|helped) (?:(?!(?:and|but|or|who|that|into|out|"
    r"from)\b)[\w-]+ ){0,8}?(?:into|in|reach|achieve|attain) (?:(?:a|an|full|complete|lasting|clinical|"
    r"sustained) ){0,2}"
)
# `Did not raise the share of patients who had …`.
SHARE_OF_THOSE = re.compile(
    r"\b(?:not|no) [^,;]{0,40}\b(?:fraction|proportion|share|percentage|number|rates?) of (?:[\w-]+ ){1,12}?"
    r"(?:who|that|with) (?:had|achieved|showed|reached|experienced|met|a|an)\b"
)
# `None of 10 patients had a response in …`.
NOBODY = re.compile(
    r"\b(?:none|no one|nobody)(?: of (?:the |these |our )?(?:[\w-]+ )?(?:patients|participants|subjects|"
    r"individuals|people|"
    r"adults))? (?:had|has|showed|experienced|achieved|met|reached|demonstrated|exhibited|reported) (?:an? |any |the )?"
    r"(?:[\w-]+ ){0,2}?(?:response|improvement|remission|reduction|benefit|relief)\b"
)
# `A higher suicidal ideation remission rate`, `a higher pain response`.
ITS_END = re.compile(r" (?:symptoms? )?(?:remission|resolution|recovery)\b")
ITS_RESPONSE = re.compile(r" (?:symptoms? )?(?:respon(?:se|ses|ders?)|thresholds?|tolerance|resilience|resistance)\b")
# `Free of anxiety`, `relapse-free`; `tolerance to pain`.
FREE_OF = re.compile(r"\b(?:free(?:dom)? (?:of|from)|absence of|lack of|without) (?:any )?$")
ITS_FREEDOM = re.compile(r"-free\b")
THRESHOLD = re.compile(r"\b(?:threshold|tolerance)s?$")
BORNE = re.compile(
    r"\b(?:tolerance|resistance|resilience|threshold|control|treatment|management|diagnos[ie]s|reporting|detection|"
    r"recognition|study|fear|awareness) (?:to|for|of|against|over) (?:the |their |its )?$"
)
# `Reduces anxiety medication`, `lowers blood pressure control`: what goes down is not the anxiety.
ITS_RISK = re.compile(r" risks?\b")
ITS_TREATMENT = re.compile(
    r" (?:symptoms? )?(?:medications?|medicines?|treatments?|therap(?:y|ies)|prescri\w+|relapses?|diagnos[ie]s|"
    r"screening|monitoring|services|visits?|control|management|care)\b"
)
# Names of a good thing: more `sobriety` is less drinking, more `pain control` less pain.
GOOD_NAME = re.compile(
    r"\b(?:days without (?:alcohol|drinking)|alcohol-free days|sobriety|sober|control|management|"
    r"off alcohol)$"
)
# Names of what is taken, which say no direction: more `rescue analgesia` is no relief.
TAKEN = re.compile(r"\b(?:consumption|requirements?|use|usage|doses?|demand|rescue|intake|needs?|needed)\b")
ITS_USE = re.compile(r" (?:use|usage|consumption|requirements?|intake|prescri\w+|medications?|drugs?)\b")
# `Dizziness is rare`, `increases in blood pressure are seldom seen`.
RARE = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:rare|rarely|uncommon|unusual|infrequent(?:ly)?|seldom|hardly ever|almost never|unlikely|"
    r"the exception|unheard of)\b"
)
# Between a verb and the change that it lessens.
ITS_OBJECT = re.compile(
    r" (?:(?:the|a|an|any|this|these|such|its|[\w-]+-induced|[\w-]*operative|surgical|usual|expected|further|normal|"
    r"subsequent) ){0,3}"
)
# `Reduces GABA deficits`.
ITS_LACK = re.compile(r" (?:deficits?|deficienc(?:y|ies)|shortage|losses)\b")
# `Weight loss was greater`.
A_LOSS = re.compile(r"\bloss(?:es)?$")
# `Cognitive side effects`, `memory complaints`: more of them is less of a good thing.
ITS_TROUBLE = re.compile(
    r" (?:side[- ]effects?|adverse (?:effects?|events?|reactions?)|complaints?|problems?|toxicity|difficult(?:y|ies)|"
    r"deficits?|impairments?|decline|loss|trouble)\b"
)
# `Remission of suicidal thoughts`.
END_OF_IT = re.compile(r"\b(?:remission|resolution|cessation|disappearance) (?:of|from) (?:the |their |all )?$")
# `Fewer treatments to remission`.
COUNT_TO_IT = re.compile(
    r"\b(?:fewer|more|less|number of|many) (?:\w+ )?(?:treatments?|sessions?|infusions?|doses|days|weeks|steps?) "
    r"(?:\w+ )?(?:to|until|before) (?:\w+ )?$"
)
# Between a verb of bringing about and what it brings about.
# `Induced region-dependent alterations in`: that something changed says not which way.
MERE_CHANGE = re.compile(
    r"\b(?:alterations?|changes?|shifts?|variations?|fluctuations?|modulation) (?:in|of) (?:the )?(?:[\w-]+ ){0,2}$"
)
AND_THEN = re.compile(r"(?:\band\b|\bbut\b|\bwhile\b|,)(?: concurrently| also| then| \w+ly)* $")
LOW_BEFORE = re.compile(
    r"(?:\b(?P<low>low|poor|weak|little|minimal|negligible|trivial)(?: (?:levels?|rates?|changes?|"
    r"effects?|alterations?))?"
    r"(?: (?:of|in|on))?(?: the)?|\bchanges? (?:in|of|to)\b.{0,120}|\btime to\b.{0,120}) $"
)
TROUBLE_WITH = re.compile(
    r"\b(?:difficult(?:y|ies)|problems?|deficits?|impairments?|errors?|trouble|complaints?) (?:in|of|with|on) "
    r"(?:[\w-]+ ){0,2}$"
)
# Names of good things that name the want of them, and times that are better short.
LACK = re.compile(
    r"pocd|impair|deficit|\bpoor|\bfog|fuzzy|unpleasant dream|frightening dream|bad dream|awakening|sleepless|\bloss|"
    r"dysfunction|decline|disturb|insomnia|sleepless|problem|amnesia|nightmare|latency|disabilit|reaction time|"
    r"forgetful|lapse|awakening time|time to|recovery time|extubation|emergence"
)
IS_SAFE = re.compile(
    r"\b((?:is|was|were|are|be|been|being|appears?|appeared|seems?|proved|remained|found|demonstrated|shown|"
    r"generally|a|and|as)"
    r"(?: to be| as| [\w-]+ly| not| both| a| well| safe,?| and| or| effective,?| rapid,?| feasible,?){0,7} "
    r"(?:safe|safely|tolerable|(?:well[- ])?tolerated)|(?:good|favou?rable|acceptable|excellent|adequate)"
    r"(?: [\w-]+){0,2} (?:safety|tolerability))$"
)
SEEN = _set(
    "was observed|were observed|was seen|were seen|was reported|were reported|was noted|were noted|was found|"
    "were found",
    "|",
)
"""Words by which an outcome that says its own direction (`antidepressant effect`) is said to have been there."""
SELDOM = re.compile(r"\b(?:less|rare|rarely|infrequent\w*|seldom|only|few|no|not|mild|transient)\b")


ASIDE = re.compile(r"\([^()]{0,120}\)|\[[^\[\]]{0,120}\]")
