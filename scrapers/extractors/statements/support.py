"""Support: what a school says it does to prepare students for exams and for the match.

Belongs here: wording families of preparation, remediation, advising and mentoring. Does not belong here: praise, notices.
"""

import re
from collections.abc import Iterator

from schemas.vocabulary import Topic
from scrapers.extractors.statements.topics import EXAM, MATCH

EXAM_HELP = re.compile(
    r"\b(?:question banks?|q-?banks?|UWorld|AMBOSS|TrueLearn|COMBANK|Kaplan|First Aid|Pathoma|Sketchy|Boards and Beyond|Firecracker|Osmosis|OnlineMedEd|"
    r"(?:board|exam|COMLEX|USMLE|licensing|step|level)[ -]?(?:\d[ -])?(?:exam )?(?:prep(?:aration)?|review|readiness|study|studies|success|coaching|tutoring)(?: (?:courses?|programs?|sessions?|blocks?|plans?|time|period|weeks?|resources|materials|series|workshops?|coach(?:es)?|class(?:es)?))?|"
    r"review (?:blocks?|courses?|sessions?|weeks?|lectures?|materials)|dedicated (?:\w+ )?(?:study|preparation|board|prep|review|time)(?: (?:time|period|block|weeks?))?|study (?:plans?|programs?|courses?|sessions?|weeks?|schedules?|periods?|blocks?|skills|strateg\w+|groups?|resources|time|leave|coach\w*)|"
    r"(?:practice|mock|self-assessment|assessment|diagnostic|mid-?course|readiness|comprehensive) (?:exam(?:ination)?s?|tests?|questions|boards)|COMSAE|CBSE|CBSSA|NBME (?:self-?assessments?|practice|subject)|"
    r"(?:learning|academic|education(?:al)?|success|study|board|test-taking) (?:specialists?|coach(?:es|ing)?|advis\w+|counsel\w+|support|skills|success|resource|strateg\w+|assistance)|tutor(?:s|ing)?|board[- ]style (?:questions|exams?)|practice questions|(?:study(?:ing)?|prepar(?:e|es|ing|ation)|(?:get|gets|getting|be|make) ready|readiness|sit(?:ting)?|retak\w+) (?:for )?(?:the |their )?(?:Step|Level|boards?|USMLE|COMLEX|licens\w+)|free of (?:class|classes|lectures)|protected time|peer (?:tutor\w*|mentor\w*|review)|remedia[lt]\w*|(?:unsure|at risk|struggl\w+) (?:of|students?|who|with)|test[- ]taking (?:skills|strategies))\b",
    re.IGNORECASE,
)
MATCH_HELP = re.compile(
    r"\b(?:advis[eo]rs?|advising|counsel(?:l?ing|l?ors?)|mentor(?:s|ing|ship|ed)?|coach(?:es|ing)?|(?:mock|practice) interviews?|rehears\w+ (?:\w+ ){0,2}?interviews?|interview (?:prep\w*|skills|workshops?|practice|coaching)|personal statements?|MSPE|dean['’]s letters?|"
    r"(?:ERAS|residency|match) (?:application )?(?:workshops?|boot ?camps?|prep\w*|assistance|support|guid\w+|seminars?|series|advis\w+|counsel\w+|coaching|planning)|CV (?:review|workshops?)|career (?:advis\w+|counsel\w+|plan\w*|development|exploration|services|mentor\w*|guidance)|specialty (?:advis\w+|mentor\w*|exploration|interest)|"
    r"help\w* (?:[\w-]+ )?(?:students|them|applicants|seniors|graduates) (?:\w+ ){0,4}?(?:match|residenc|specialt|appl|secure|find|choose)|Careers in Medicine|away rotation advice|rank list (?:advice|review|meetings?)|workshops? on (?:ERAS|interview\w*|residenc\w+|CVs?|the match|rank\w*)|SOAP (?:support|advis\w+|team|assistance|counsel\w+))\b",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:offer(?:s|ed)?|provid(?:es?|ed|ing)|receiv(?:es?|ed)|build(?:s)?|sit(?:s)?|meet(?:s|ing)?|works?|working|pairs?|paired|assign(?:s|ed)?|gives?|given|get(?:s)?|has|have|includes?|included|part of|precedes?|open to|free|available|supports?|supported|guid(?:es?|ed)|helps?|prepar(?:es?|ed|ing|ation)|assists?|runs?|arranges?|schedul(?:es?|ed)|requires?|required|begin(?:s)?|starts?|uses?|enroll(?:s|ed)?|takes?|complet(?:es?|ed)|pays?|buys?|covers?|purchas\w+|subscri\w+|access|attend(?:s)?|train(?:s|ed)?|teach(?:es)?|review(?:s|ed)?|follows?|sets? aside|keeps?|kept|practi[cs]e|host(?:s|ed)?|held|leads?|led|connect(?:s|ed)?|match(?:es|ed)? (?:each|every|students)|go(?:es)? through|walk(?:s)?|monitor(?:s|ed)?|identif\w+|develop(?:s|ed)?|creat(?:es?|ed)|hold(?:s)?|organi[sz]es?|fund(?:s|ed)?|spend(?:s)?|read(?:s)?|rehears\w+|coach(?:es|ed)?|mentor(?:s|ed)?|advis(?:es?|ed)|counsel(?:s|ed)?|tutor(?:s|ed)?)\b",
    re.IGNORECASE,
)
NO_SUPPORT = re.compile(
    r"\b(?:thank(?:s|ed|ful|ing)?|grateful|gratitude|credit(?:s|ed)?(?! (?:an?|its|the|our) (?:new )?(?:\w+ ){0,2}?(?:program|system|office|course|curriculum))|residents? (?:work|with|receive|get|attend|have|meet|are)|patients?|K-12|high school|pipeline|undergraduates?|pre-?med\w*|prospective|admissions?|apply (?:now|to (?:the|our))|donat\w+|gift|scholarship|(?:its|our|for|the hospital['’]s) residents|call us|contact (?:us|the)|(?:only|all) (?:students|those) who|(?:is|are) (?:not )?(?:permitted|allowed|eligible|cleared|certified) to|click|log in|sign in|phone|faculty development|research mentor\w*|alumni mentor)\b",
    re.IGNORECASE,
)
PREPARING = re.compile(
    r"\bhow (?:we|the (?:school|college)|our \w+) (?:prepares?|supports?|helps?|advises?|guides?)\b|\bhow students are (?:prepared|supported|helped|advised)\b"
    r"|\b(?:preparing|preparation|getting ready|support|help) for (?:students|the match|residency|(?:the )?boards?|step|level|licens\w+|usmle|comlex)\b",
    re.IGNORECASE,
)
"""Headings under which a line without a verb tells what is done."""
SPECIALTY_HELP = re.compile(
    r"\bspecialty (?:advis\w+|mentors?|mentoring|counsel\w+|choice|selection|exploration)\b|\bERAS\b|\bMSPE\b|\bdean['’]s letters?\b|\bpersonal statements?\b|\brank(?:[- ]order)? lists?\b|\bmock interviews?\b|\bCareers in Medicine\b|\bSOAP\b",
    re.IGNORECASE,
)
"""Help that can only be for the match."""
BOARD_HELP = re.compile(
    r"\b(?:question banks?|q-?banks?|UWorld|AMBOSS|TrueLearn|COMBANK|COMSAE|CBSE|CBSSA|Boards and Beyond|board[- ](?:prep\w*|review|study|style|readiness|success)|(?:step|level) (?:\d )?(?:prep\w*|review|readiness|success|study)|NBME (?:self|practice))",
    re.IGNORECASE,
)
"""Help that can only be for licensing exams."""
SHORTEST = 6


def support_in(sentence: str, scope: str) -> Iterator[tuple[Topic, str]]:
    """Yield topic and rule of the support that a sentence describes.

    Args:
        sentence: the sentence.
        scope: the sentence with what stands before it and its headings, where the exam or the match may be named.
    """
    if (
        len(sentence.split()) < SHORTEST
        or NO_SUPPORT.search(sentence)
        or not (ACTION.search(sentence) or PREPARING.search(scope))
    ):
        return
    if (EXAM_HELP.search(sentence) and EXAM.search(scope)) or BOARD_HELP.search(sentence):
        yield Topic.exam, "exam preparation"
    elif MATCH_HELP.search(sentence) and (MATCH.search(scope) or SPECIALTY_HELP.search(sentence)):
        yield Topic.match, "advising for the match"
