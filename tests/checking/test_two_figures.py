"""Results told by the figures of two groups, and figures that tell nothing."""

from __future__ import annotations

import pytest
from checking.sentences import judged, trial

from indexer.appraisal.reading import of_text
from indexer.checking.asked import read_statements
from indexer.checking.statements import statements
from indexer.checking.values import Bearing, Direction

LOWER, HIGHER, NONE, UNKNOWN = Direction.LOWER, Direction.HIGHER, Direction.NONE, Direction.UNKNOWN
SCORES = "depressive symptoms"


@pytest.mark.parametrize(
    ("sentence", "outcome", "way"),
    [
        ("Response rates at 24 hours were 64% with ketamine and 28% with saline (p < 0.001).",
         "antidepressant response", HIGHER),
        ("The response rate was 64% in the ketamine group versus 28% in the midazolam group (p = 0.006).",
         "antidepressant response", HIGHER),
        ("The response rate was 34% in the ketamine group versus 28% in the midazolam group (p = 0.3).",
         "antidepressant response", NONE),
        ("Relapse occurred in 27% of patients with esketamine and 45% with placebo (p = 0.003).", "relapse", LOWER),
        ("Relapse occurred in 27% of patients given ketamine and 45% of those given midazolam (p = 0.003).", "relapse",
         LOWER),
        ("MADRS scores were 14.5 (SD 9.1) in the ketamine group and 24.0 (SD 8.8) in the saline group (p < 0.001).",
         SCORES, LOWER),
        ("MADRS scores were 14.5 ± 3.2 with ketamine and 24.0 ± 4.1 with saline, a significant difference.", SCORES,
         LOWER),
        ("Pain scores at 24 hours were 2.1 with ketamine and 3.9 with saline (p = 0.02).", "pain", LOWER),
        ("Remission occurred in 32% of patients with ketamine and 30% with midazolam (not significant).",
         "remission", NONE),
        # nothing tells them apart, or it nearly did
        ("Relapse occurred in 27% of patients with esketamine and 45% with placebo.", "relapse", UNKNOWN),
        ("Relapse occurred in 27% of patients with esketamine and 45% with placebo (p = 0.07).", "relapse", UNKNOWN),
        # figures of something else
        ("Baseline MADRS scores were 32 with ketamine and 25 with saline (p = 0.01).", SCORES, UNKNOWN),
        ("Time to relapse was 20 days with ketamine and 10 days with saline (p = 0.01).", "relapse", UNKNOWN),
        ("MADRS scores were 14 days with ketamine and 24 days with saline (p = 0.01).", SCORES, UNKNOWN),
        ("Remission of anxiety was seen in 80% with ketamine and 30% with saline (p = 0.01).", "anxiety symptoms",
         UNKNOWN),
        ("Relapse and anxiety were 27% with ketamine and 45% with saline (p = 0.01).", "relapse", UNKNOWN),
        # more of each of a list, by its ratio
        ("Ketamine increased harms, such as nausea (RR 3, 95% CI 2 to 4) and headache (RR 2.4, 95% CI 1.4 to 4.3).",
         "headache", HIGHER),
        ("Ketamine was associated with a higher risk of harms, particularly headache (odds ratio 2.4; p < 0.001).",
         "headache", HIGHER),
        ("Ketamine increased harms, such as nausea (RR 3, 95% CI 2 to 4) and headache (RR 1.4, 95% CI 0.9 to 2.3).",
         "headache", UNKNOWN),
        ("Ketamine increased the risk of harms, particularly headache (RR 2.47).", "headache", UNKNOWN),
        ("Among harms of ketamine were vomiting and dizziness, and headache (RR 2.47, 95% CI 1.41 to 4.32).",
         "headache", UNKNOWN),
        ("Ketamine did not increase harms, other than dizziness, pain or headache (RR 2.47, 95% CI 1.41 to 4.32).",
         "headache", UNKNOWN),
        # a difference with its interval
        ("The mean difference in MADRS scores between ketamine and saline was -7.9 points (95% CI -11.2 to -4.6).",
         SCORES, LOWER),
        ("The mean difference in MADRS scores between ketamine and saline was -0.9 points (95% CI -3.2 to 1.4).",
         SCORES, NONE),
        ("The mean difference in MADRS scores between ketamine and saline was 7.9 points (95% CI 3.2 to 11.4).",
         SCORES, UNKNOWN),
        ("The mean difference in MADRS scores between ketamine and saline was -0.9 points (95% CI 3.2 to 1.4).",
         SCORES, UNKNOWN),
        ("The mean difference in MADRS scores between ketamine and saline was -7.9 points.", SCORES, UNKNOWN),
    ],
)  # fmt: skip
def test_figures_of_two_groups(sentence: str, outcome: str, way: Direction) -> None:
    found = next(one for one in statements(of_text(sentence), 0, len(sentence)) if one.outcome_name == outcome)
    assert found.direction is way
    if way is not UNKNOWN:
        assert len(found.interventions) == 1


def test_the_second_group_is_what_the_first_is_set_against() -> None:
    first = trial("Response rates were 64% with ketamine and 28% with midazolam (p < 0.001).", title="Two drugs")
    assert judged("Ketamine gives higher response rates than midazolam.", first).bearing is Bearing.SUPPORTS
    assert judged("Midazolam gives higher response rates than ketamine.", first).bearing is Bearing.CONTRADICTS
    assert judged("Midazolam raises response rates.", first).bearing is not Bearing.SUPPORTS


@pytest.mark.parametrize(
    ("sentence", "outcome", "way", "agents", "against"),
    [
        ("Anxiety fell after ketamine but not after saline.", "anxiety symptoms", LOWER, ["ketamine"], ["saline"]),
        ("Ketamine, but not saline, reduced depressive symptoms.", SCORES, LOWER, ["ketamine"], ["saline"]),
        ("BDNF rose after ketamine but not after ECT.", "BDNF", HIGHER, ["ketamine"], ["electroconvulsive therapy"]),
        ("Ketamine was superior to placebo but not to midazolam in lowering anxiety.", "anxiety symptoms", LOWER,
         ["ketamine"], ["placebo"]),
        ("Ketamine reduced pain more than placebo but not more than morphine.", "pain", LOWER, ["ketamine"],
         ["placebo"]),
        ("Ketamine but not midazolam reduced depressive symptoms.", SCORES, UNKNOWN, ["ketamine"], ["midazolam"]),
    ],
)  # fmt: skip
def test_what_did_not_do_it(sentence: str, outcome: str, way: Direction, agents: list[str], against: list[str]) -> None:
    (found,) = [one for one in read_statements(sentence) if one.outcome_name == outcome]
    assert found.direction is way
    assert [one.value for one in found.interventions] == agents
    assert [one.value for one in found.against] == against


def test_not_better_than_one_of_two_is_no_support_for_better_than_that_one() -> None:
    both = trial("Ketamine reduced pain more than placebo but not more than morphine.", title="Ketamine and morphine")
    assert judged("Ketamine reduces pain more than morphine.", both).bearing is not Bearing.SUPPORTS
    assert judged("Ketamine reduces pain more than placebo.", both).bearing is Bearing.SUPPORTS
