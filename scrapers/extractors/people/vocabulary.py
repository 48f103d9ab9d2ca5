"""Words that tell a personal name from everything else that is printed with capitals.

Belongs here: closed lists of words and what the reference tables contribute. Does not belong here: how a name is found.
No list of names of people is kept: a name is known by the place where it stands and by not being anything else.
"""

import re
from functools import cache
from itertools import pairwise

import us

from scrapers.reference import institutions, specialties

POSSESSIVE = re.compile(r"(?<=\w)'s$|(?<=s)'$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


PLACES_AND_BODIES = listed(
    "hospital hospitals hosp hosps infirmary clinic clinics clinical medical medicine medicines med surgery surgical "
    "center centers centre ctr ctrs health healthcare system systems sys university universities univ college "
    "colleges coll school schools sch institute institutes inst foundation academy consortium network campus campuses "
    "affiliated affil affiliates affiliate program programs programme residency residencies internship fellowship "
    "department departments dept division office offices bureau agency board boards council committee commission "
    "association associations society union club team league company corporation corp inc llc ltd press news times "
    "herald sun tribune post journal gazette magazine newspaper street avenue boulevard road drive lane highway "
    "parkway building hall auditorium theater theatre stadium arena tower pavilion room library museum chapel church "
    "cathedral temple plaza park square garden gardens hotel ballroom courtyard atrium gymnasium airport county city "
    "town township village valley river lake beach island islands harbor mountain mountains coast heights hills "
    "springs region regional district state states national nation federal international american america memorial "
    "veterans administration army navy naval force corps base fort military hospice laboratory laboratories lab labs "
    "prize award awards medal scholarship scholarships scholar scholars fund grant lecture lectureship endowment "
    "professorship chairship gift trust ministries ministry diocese presbyterian methodist baptist lutheran adventist "
    "catholic jewish deaconess children childrens children's children’s women's women’s womens group partners "
    "sciences science studies education educational graduate undergraduate public community empire metro metropolitan "
    "area north south east west northern southern eastern western northeast northwest southeast southwest central "
    "upper lower greater downtown mid usa u.s world earth"
)
"""Words that end or fill the name of a body, a place or a prize: a run of capitals that holds one is no person."""

ORDINARY = listed(
    "a about above across after again all also among an and another any apply applicants applicant as at back before "
    "below between both but by can class classes classmate classmates congratulations continued day days each every "
    "fall february find first follow for friday from full further future gallery get give go good great guest had "
    "happy has have he her here high his history home hooray how i if image images in including information interview "
    "introduction is it its january july june last learn left letter letters like list lists live login long look "
    "main map march match matched matches matching may media member members menu message met monday month more most "
    "name names new next night no not november now number of october on one only open or other our out outcome "
    "outcomes over page parents part past percent photo photos picture pictures placement placements please position "
    "positions posted previous print private proud quick rate rates read ready related report reports result results "
    "right saturday search see senior seniors september share she show showing sign since site some soon special "
    "specialty specialties spring staff statistics still stories story student students submit such summary summer "
    "sunday support table tag tags than thank thanks that the their them then there these they this those three "
    "through thursday time tip title to today tomorrow top total tuesday two under unmatched until up update updated "
    "us version video videos view was watch we wednesday week welcome were what when where which while white who why "
    "will winter with within without word words work year years yes yesterday you your academic academics achievement "
    "active admission admissions advanced advising affairs ago alumni alumna alumnus annual answers applications "
    "april archive archives associate assistant august authors awards bachelor board campus candidates care career "
    "careers categorical ceremony chair chairman chief choice co code combined commencement communications contact "
    "core count counts courtesy cycle data date dean deans december degree degrees director directors diversity "
    "doctor doctors dr early emeritus enrollment events exam exams executive experience facebook faculty facts "
    "families family fellows fellowship field figures file final financial footer fourth general graduates graduating "
    "graduation header headlines highlights instagram instructor interim intern interns journey keynote leadership "
    "level levels licensing life linkedin link links location locations logo master mission mr mrs ms nationwide "
    "officer online osteopathic overview parent participants pathway patient patients physician physicians podcast "
    "policy preliminary preparation president presidents primary privacy professor professors profile profiles "
    "provost quality question questions ranking rankings recent record regents registrar relations relationship "
    "release research researcher resident residents resources review rotation rotations rural score scores secondary "
    "section service services skills soap social source sponsor states step steps stage success talk term terms test "
    "tests theme third training track transitional twitter urban value vice vision visit volunteer wellness writer "
    "written youtube academicians allopathic canada canadian caribbean comlex covid ecfmg eras fafsa gme military "
    "mstp nbome nrmp ncaa ob obgyn gyn pgy usmle lcme coca aoa acgme aamc threshold thresholds register property "
    "surplus interval intervals desk help account password accessibility copyright reserved equal employer skip "
    "sitemap directory calendar donate visitors visiting employees employment jobs alert alerts feedback subscribe "
    "newsletter sponsored advertisement advertise comment comments reply quote forum thread threads forums user users "
    "guests moderator joined likes reactions row rows column columns tables sheet slide slides appendix attachment "
    "note notes footnote sources legend key draft revised printed prepared distribution internal use envelope "
    "envelopes noon morning afternoon evening crowd balloons confetti champagne dear sincerely regards signed mailing "
    "address phone fax email web website portal dashboard numbers glance fast breakdown snapshot infographic ck cs ce "
    "pe current former incoming outgoing thirteen four five six seven eight nine ten eleven twelve fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen "
    "half zero geography destinations favorites choices testing performance attrition readiness development planning "
    "guide guides handbook catalog requirements tuition aid costs curriculum clerkship clerkships electives elective "
    "basic clinical"
)
"""Everyday words that are printed with a capital in headings, menus and at the start of sentences."""

ALSO_IN_NAMES = listed(
    "will sun post story park lane grant hall church temple chapel beach lake rivers river valley coast hills heights garden north south "
    "east west day march may june april august good best long page major dean chase price "
    "field fields virginia georgia carolina dakota montana washington nevada indiana tennessee maryland "
    "delaware jersey mason winter summer spring rose young royal master chair "
    "county"
)
"""Words of the two lists above, and states, that people bear too; next to a clear sign of a name they count as one."""

ABSTRACT = re.compile(
    r".{3,}(?:tions?|sions?|ments?|ances?|ences?|ities|ity|ness|ology|ologists?|ships?|ical|ional|ings|ables?|ibles?)$"
)
"""Endings of everyday nouns: they count only where nothing else tells a person."""

PARTICLES = listed("de del della di da das do dos du van von der den la le el al bin ibn ter ten zu af st y e mac")
TITLES = listed(
    "dr drs mr mrs ms miss mx prof professor dean president chancellor provost rev reverend sen senator rep gov "
    "governor mayor capt captain col colonel lt maj major gen cmdr commander sgt ens ensign sir sister brother father "
    "rabbi"
)
"""Words before a name; with one of them even a single word is a name."""
SUFFIXES = listed("jr sr ii iii iv")
STATES = frozenset(
    word.casefold() for state in (*us.states.STATES, us.states.DC, us.states.PR) for word in (state.name, state.abbr)
) | listed(
    "ala ariz ark calif cal colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nebr nev okla ore pa "
    "penn tenn tex vt va wash wis wisc wyo dc pr nh nj nm ny nc nd ri sc sd wva puerto rico"
)


def words_of(text: str) -> list[str]:
    """Words of a text without case, digits and punctuation; parts of hyphenated words one by one."""
    found = WORD.findall(text.casefold().replace("’", "'"))
    return [POSSESSIVE.sub("", word) if "'" in word else word for word in found]


def whole_words(text: str) -> list[str]:
    """Words of a text without initials and particles."""
    return [word for word in words_of(text) if len(word) > 1 and word not in PARTICLES]


@cache
def specialty_words() -> frozenset[str]:
    """Words that name specialties."""
    names = [name for item in specialties() for name in (item.canonical_name, *item.aliases)]
    return frozenset(word for name in names for word in words_of(name) if len(word) > 2)


@cache
def institution_words() -> frozenset[str]:
    """Words in names of known institutions and their cities: a name of a person may share them, one alone proves nothing."""
    found: set[str] = set()
    for item in institutions():
        for name in (item.name, item.city or "", *item.aliases):
            found.update(words_of(name))
    return frozenset(found)


@cache
def protected_pairs() -> frozenset[tuple[str, str]]:
    """Two following words of an institution's or a city's name: Henry Ford, Wood Johnson, Ann Arbor."""
    found: set[tuple[str, str]] = set()
    for item in institutions():
        for name in (item.name, item.city or "", *item.aliases):
            found.update(pairwise(whole_words(name)))
    for state in us.states.STATES:
        for name in (state.name, state.capital or ""):
            found.update(pairwise(whole_words(name)))
    return frozenset(found)


@cache
def institution_names() -> frozenset[tuple[str, ...]]:
    """Whole names and other spellings of known institutions, as their words."""
    return frozenset(tuple(words_of(name)) for item in institutions() for name in (item.name, *item.aliases))


@cache
def never_names() -> frozenset[str]:
    """Words that no name of a person holds, as far as documents of this kind go."""
    return PLACES_AND_BODIES | ORDINARY | specialty_words() | frozenset(state for state in STATES if len(state) > 2)
