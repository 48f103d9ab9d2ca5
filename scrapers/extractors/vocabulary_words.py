"""Word lists behind the likeness of strings.

Belongs here: closed lists of words that specialties and institutions are made of. Does not belong here: how they are weighed.
"""

LONGEST_SPECIALTY = 14
"""Most words of a specialty's name."""
LONGEST_INSTITUTION = 22


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


FILLERS = listed("and of the at in for with de la del a an or to by")

MODIFIERS = FILLERS | listed(
    "preliminary prelim pre categorical cat advanced adv integrated integ transitional year track tracks research primary care "
    "combined rural community only residency pgy pgy1 pgy2 pg py 1 2 3 4 5 6 i ii yr yrs years internship intern non "
    "designated nondesignated undesignated physician scientist pathway joint reserved clinical general adult academic "
    "urban osteopathic traditional rotating leadership abim pstp fellowship option global track"
)

SPECIALTY = listed(
    "medicine surgery med surg medical surgical pediatric psychiatry psych neurology neuro radiology oncology onc pathology "
    "gynecology obstetrics anesthesia anesth rehabilitation rehab genetics genomics urology dermatology ophthalmology "
    "otolaryngology orthopedic orthopaedic orthopedics orthopaedics plastic plastics vascular thoracic internal family emergency "
    "child nuclear preventive diagnostic interventional neurological head neck facial maxillofacial oral adolescent "
    "physical phys radiation anesthesiology pediatrics peds occupational environmental public aerospace reconstructive "
    "cardiothoracic allergy immunology ob gyn obgyn neurosurgery critical sports geriatrics geriatric hospice palliative "
    "anatomic cardiac neuromusculoskeletal neurodevelopmental disabilities radiol anes prev developmental hospitalist "
    "omm onmm dentistry"
)

ONLY_ALONE = listed(
    "em er ns gs eye ob gas im fm fp ir dr nm ty ent oto path uro derm ortho neuro rads army navy research industry military "
    "tri omm omt onmm oph vascular plastics general genetics oms usaf tripler madigan portsmouth bamc nmcsd sausheci saushec "
    "deferred confidential withheld tbd tba internship medicine surgery emergency allergy gynecology cardiothoracic pmr "
    "podiatry unplaced undisclosed consulting biotech reapplying i6 prs vir ohns orl oem pmsr transitional umo gmo anes "
    "psych peds pediatric radiology"
)
"""Single words that name a specialty when they stand alone, but say less inside a longer string."""

NOT_GLUED = listed(
    "research army navy military industry tripler madigan portsmouth medicine medical vascular general eye genetics"
)
"""Names of specialties that may as well be part of an institution's name."""

STRONG_INSTITUTION = listed(
    "hospital hospitals hosp hosps university univ universidad clinic clinics healthcare infirmary suny uc som com hca medstar kaiser "
    "coll college sch school schools system sys methodist baptist memorial consortium foundation fdn affil affiliated mayo upmc "
    "nyu lsu ucla ucsf ucsd usc uab unc gme center centers ctr centre inst institute umass uconn utmb utsw uthsc musc vcu "
    "ohsu osu tufts yale stanford emory duke tulane vanderbilt rutgers drexel rush loyola montefiore cedars presbyterian "
    "veterans afb wellspan ascension adventhealth hospice program programs prog progs authority district"
)

INSTITUTION = STRONG_INSTITUTION | listed(
    "u medical health med regional reg county co army navy naval children childrens saint st mercy permanente network campus general "
    "affiliates academic sciences science sci state national base trinity providence adventist sinai deaconess brigham "
    "jefferson downstate upstate mount mt grad graduate educ education ed baylor hopkins cornell columbia harvard "
    "northwestern geisinger beaumont henry ford spectrum intermountain swedish virginia texas ohio michigan florida georgia "
    "carolina california illinois indiana pennsylvania wisconsin minnesota tennessee kentucky missouri good samaritan lady "
    "our valley group partners care hillcrest"
)

HEADER = FILLERS | listed(
    "specialty specialties speciality discipline field fields department service area type institution hospital hospitals program "
    "programs residency residencies site facility sponsor sponsoring matched match matches matching placement placements destination "
    "training center medical university organization location place city town st state province prov country name names student "
    "students graduate graduates resident residents senior seniors last first middle full number no n count total placed "
    "position positions track status kind code category level pgy pgy1 pgy2 1 2 year class grad graduation percent share "
    "school description appointment appointments accepted preliminary prelim advanced categorical transitional transition "
    "military where hospital s rows people qty 1st 2nd second region notes comments"
)

GENERIC = FILLERS | listed(
    "hospital hospitals hosp hosps medical med center centers ctr program programs prog progs school sch som com college coll system sys "
    "health clinic clinics university univ institute foundation fdn affiliated affil regional reg memorial mem education "
    "educ graduate grad gme"
)
"""Words that no institution's name consists of alone: a line of nothing else goes on from the line above."""
