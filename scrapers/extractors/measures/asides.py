"""Asides: words by which a number counts those who come, alumni, some of many, or those left over, and not a class.

Belongs here: such words beside head counts and shares. Does not belong here: what else a figure measures (subjects,
subject_reading), arrivals under headings (arrivals).
"""

import re

EVER_GRADUATED = re.compile(
    r"\b(?:has|have)\s+(?:now\s+|already\s+)?(?:graduated|trained|educated|produced)\b|\balumni\b", re.IGNORECASE
)
GOES_ON_ABOUT = re.compile(r"^\W*(?:are|have|practi[cs]e|work|serve|live|remain|stay)\b", re.IGNORECASE)
OF_WHOM = re.compile(r"^\W*of\s+(?:whom|them|those|these)\b", re.IGNORECASE)
ONE_OF = re.compile(r"\b(?:one|any|each)\s+of\s+(?:the|their|our|its|these|those)\s+$", re.IGNORECASE)
TAKEN_IN = re.compile(
    r"\b(?:welcom\w+|enroll?\w*|admit\w*|seat\w*|recruit\w*|matriculat\w+|tak(?:e|es|ing)\s+in|(?:began|started|opened)\s+with)\s+(?:its\s+first\s+|a\s+record\s+)?$",
    re.IGNORECASE,
)
"""What is done with students who come: "will welcome 60 students in its Class of 2028"."""
ROUTE = re.compile(
    r"\b(?:through|via|by)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:nrmp|national\s+resident|match|matching|soap)\b",
    re.IGNORECASE,
)
POINTED_BASE = re.compile(r"^\W*of\s+(?:the|those|these|them)\b", re.IGNORECASE)
"""How a sentence opens that parts those placed by routes: "Of the 212, 188 were placed through the NRMP"."""
SOME_YEARS = re.compile(
    r"\s+(?:in\s+(?!each\b|every\b|all\b)\w+\s+)?(?:out\s+)?of\s+(?:the|its|our)\s+(?:last|past|previous|most\s+recent)\s+\w+\s+(?:years|classes|cycles|matches)\b",
    re.IGNORECASE,
)
"""What follows a figure that held in some years of several, and the number of those years."""
DID_SO = re.compile(r"^\W*(?:of\s+them\s+)?(?:did|do|have|has|had|were|was)(?:\s+so)?\W*$", re.IGNORECASE)
"""What is said of people who did as the sentence before tells: "This March only 3 of 124 did."."""
WELCOMED = re.compile(
    r"\b(?:welcom\w+|admit\w*|enroll\w*|matriculat\w+|seat(?:ed|s)?|recruit\w*|began\s+with|opened\s+with|start(?:ed|s)?\s+with|launch\w*)\s+(?:[\w’'-]+\s+){0,4}?(?:class|cohort|group)\s+of\s*$",
    re.IGNORECASE,
)
"""What is done with a class when it comes."""
EXCEPTED = re.compile(r"\ball\s+but\s+$", re.IGNORECASE)
"""What stands before those who are left over: "all but four of the 136 matched"."""
