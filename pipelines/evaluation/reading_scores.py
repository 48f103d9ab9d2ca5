"""Reading scores: an evaluation as the transparency report tells it.

Belongs here: evaluation to record. Does not belong here: measuring (report.py), the file of scores and how they are shown
(pipelines/steps/publish).
"""

from pipelines.evaluation.report import Evaluation
from pipelines.evaluation.scoring import SECTIONS, Tally
from schemas.report import GateScore, ReadingScore, ReadingScores

ALL_LAYOUTS = "all"


def reading_scores_of(evaluation: Evaluation) -> ReadingScores:
    """What the report tells of an evaluation."""
    gate = evaluation.gate
    families = {ALL_LAYOUTS: {name: evaluation.tallies[name] for name in SECTIONS}, **evaluation.families}
    return ReadingScores(
        measured_on=len(evaluation.scores),
        scores=tuple(
            _score(layout, section, tally)
            for layout, tallies in sorted(families.items(), key=lambda item: (item[0] != ALL_LAYOUTS, item[0]))
            for section, tally in tallies.items()
            if tally.documents
        ),
        gate=GateScore(
            poor=gate.poor,
            poor_held_back=gate.caught,
            good_held_back=gate.needless,
            passed_precision=round(gate.passed.precision, 4),
        ),
        names_leaked=len(evaluation.leaks),
    )


def _score(layout: str, section: str, tally: Tally) -> ReadingScore:
    return ReadingScore(
        layout=layout,
        section=section,
        documents=len(tally.documents),
        expected=tally.hit + tally.missed,
        precision=round(tally.precision, 4),
        recall=round(tally.recall, 4),
    )
