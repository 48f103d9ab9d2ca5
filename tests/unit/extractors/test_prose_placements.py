"""Counts in sentences: orders, wordings, shared counts, earlier years. Schools, people and figures are invented.

Longer than other files: one wording a case.
"""

import pytest

from tests.unit.extractors.small_documents import placements_in, shown

CASES = (
    (
        "Eighteen seniors matched in pediatrics, 15 in psychiatry and one in neurosurgery.",
        ["pediatrics = 18", "psychiatry = 15", "neurosurgery = 1"],
    ),
    (
        "The largest groups are headed into internal medicine (31 students), family medicine (22) and emergency medicine (19).",
        ["internal medicine = 31", "family medicine = 22", "emergency medicine = 19"],
    ),
    (
        "Thirty-one students are headed into internal medicine; 22, family medicine; 19, emergency medicine.",
        ["internal medicine = 31", "family medicine = 22", "emergency medicine = 19"],
    ),
    (
        "Internal medicine, 31; family medicine, 22; emergency medicine, 19; and urology, 2.",
        ["Internal medicine = 31", "family medicine = 22", "emergency medicine = 19", "urology = 2"],
    ),
    (
        "Internal medicine: 31, family medicine: 22, emergency medicine: 19.",
        ["Internal medicine = 31", "family medicine = 22", "emergency medicine = 19"],
    ),
    (
        "Of the 92 graduates, 40 are entering primary care, including 18 in family medicine, 14 in internal medicine and 8 in pediatrics.",
        ["family medicine = 18", "internal medicine = 14", "pediatrics = 8"],
    ),
    ("Ten of our students matched in dermatology, where only 500 seniors matched nationally.", ["dermatology = 10"]),
    (
        "Among incoming residents, 24 will train in internal medicine. Another 12 join pediatrics and 6 surgery.\nOf our own seniors, nine matched in pediatrics.",
        ["pediatrics = 9"],
    ),
    (
        "Internal medicine was again the most popular choice, with 34 students, followed by pediatrics with 20 and emergency medicine at 17.",
        ["Internal medicine = 34", "pediatrics = 20", "emergency medicine = 17"],
    ),
    (
        "Psychiatry was up sharply: 12 students chose the field, compared with five in 2019.",
        ["Psychiatry = 12", "Psychiatry = 5 / 2019"],
    ),
    ("Fourteen matched in psychiatry, up from nine last year.", ["psychiatry = 14", "psychiatry = 9 / 2019"]),
    (
        "The number entering family medicine climbed from 12 in 2019 to 18 this year.",
        ["family medicine = 18", "family medicine = 12 / 2019"],
    ),
    (
        "In family medicine the figures were 18 (2020), 12 (2019) and 15 (2018).",
        ["family medicine = 18", "family medicine = 12 / 2019", "family medicine = 15 / 2018"],
    ),
    (
        "Obstetrics and gynecology (9), physical medicine and rehabilitation (4), and allergy and immunology (1) round out the list.",
        ["Obstetrics and gynecology = 9", "physical medicine and rehabilitation = 4", "allergy and immunology = 1"],
    ),
    (
        "Six graduates will be in diagnostic radiology and six in child and adolescent psychiatry.",
        ["diagnostic radiology = 6", "child and adolescent psychiatry = 6"],
    ),
    ("In all, 116students matched. 22students chose family medicine.", ["family medicine = 22"]),
    (
        "Twelve will do a transitional year and three a preliminary year in surgery.",
        ["transitional year <transitional> = 12", "preliminary year <preliminary> = 3"],
    ),
    ("Two of the 90 graduates are going into radiation oncology.", ["radiation oncology = 2"]),
    ("Five students are going into anesthesia, three to Ohio and two to Indiana.", ["anesthesia = 5"]),
    (
        "By specialty: 5 – Anesthesiology, 12 – Family Medicine, 3 – Neurology",
        ["Anesthesiology = 5", "Family Medicine = 12", "Neurology = 3"],
    ),
    (
        "Anesthesiology 5 | Family Medicine 12 | Neurology 3",
        ["Anesthesiology = 5", "Family Medicine = 12", "Neurology = 3"],
    ),
    (
        "Facts about the match: 21 of Harrow’s Class of 2020 students chose Internal Medicine, 11 chose Emergency Medicine, 8 in Family Medicine, Pediatrics and Anesthesiology. 6 in Neurology with 5 in General Surgery, 3 in Obstetrics & Gynecology, Orthopedics and Psychiatry, 2 in combined Medicine-Pediatrics, Ophthalmology, Pathology and Vascular Surgery, 1 in Physical Medicine and Rehabilitation, Urology.",
        [
            "Internal Medicine = 21",
            "Emergency Medicine = 11",
            "Family Medicine = 8",
            "Pediatrics = 8",
            "Anesthesiology = 8",
            "Neurology = 6",
            "General Surgery = 5",
            "Obstetrics & Gynecology = 3",
            "Orthopedics = 3",
            "Psychiatry = 3",
            "combined Medicine-Pediatrics = 2",
            "Ophthalmology = 2",
            "Pathology = 2",
            "Vascular Surgery = 2",
            "Physical Medicine and Rehabilitation = 1",
            "Urology = 1",
        ],
    ),
    (
        "This year’s match showed 26 students matching to internal medicine programs from coast to coast and 13 students matching to orthopedic surgery residencies. The 140 members of the class who took part also matched in high numbers in pediatrics (16), surgery (12) and anesthesiology (10). Seven students are deferring residency.",
        [
            "internal medicine = 26",
            "orthopedic surgery = 13",
            "pediatrics = 16",
            "surgery = 12",
            "anesthesiology = 10",
        ],
    ),
    (
        "The most popular field for the graduates is internal medicine, which 58 students chose for residency, followed by pediatrics, with 27 students, and emergency medicine, 23. Seventeen students chose family medicine. Other areas of study include radiology, general surgery and ophthalmology.",
        ["internal medicine = 58", "pediatrics = 27", "emergency medicine = 23", "family medicine = 17"],
    ),
    (
        "Family practice reversed its decline, with 14 seniors entering the field this year compared to 9 in 2019.",
        ["Family practice = 14", "Family practice = 9 / 2019"],
    ),
    (
        "Top specialties: Internal Medicine – 31; Family Medicine – 22; Pediatrics – 20",
        ["Internal Medicine = 31", "Family Medicine = 22", "Pediatrics = 20"],
    ),
    (
        "Matches by field included internal medicine (31 students, 24 percent), family medicine (22 students, 17 percent) and pediatrics (20 students, 15 percent).",
        ["internal medicine = 31", "family medicine = 22", "pediatrics = 20"],
    ),
    (
        "Thirty-one (24%) matched in internal medicine, 22 (17%) in family medicine, and 20 (15%) in pediatrics.",
        ["internal medicine = 31", "family medicine = 22", "pediatrics = 20"],
    ),
    (
        "Internal medicine (24%, 31 students) and pediatrics (15%, 20 students) lead.",
        ["Internal medicine = 31", "pediatrics = 20"],
    ),
    ("Psychiatry drew five, as did neurology.", ["Psychiatry = 5"]),
    ("Five students matched in psychiatry; the same number chose neurology.", ["psychiatry = 5"]),
    (
        "Class of 2020 graduates matched into anesthesia – 9, dermatology – 2, and ENT – 3.",
        ["anesthesia = 9", "dermatology = 2", "ENT = 3"],
    ),
    ("The Class of 2019 placed 14 in psychiatry; the Class of 2020 placed 19.", ["psychiatry = 14 / 2019"]),
    ("In 2019, 14 graduates chose psychiatry.", ["psychiatry = 14 / 2019"]),
    ("Twenty-one graduates (including 4 in the military) matched in family medicine.", ["family medicine = 21"]),
    ("A total of 21 matched in family medicine, the most since 1998.", ["family medicine = 21"]),
    (
        "For the third year, internal medicine topped the list with 31, and 12 more will do preliminary years.",
        ["internal medicine = 31"],
    ),
    ("Three of us are going to Boston: two in pediatrics and one in surgery.", ["pediatrics = 2", "surgery = 1"]),
    (
        "Dr. Quillfeather, who has taught surgery for 30 years, said 14 of her students chose surgery.",
        ["surgery = 14"],
    ),
    (
        "Sixteen matched in internal-medicine, 3 in med/peds, 2 in PM&R and 1 in IM/Psych.",
        ["internal-medicine = 16", "med/peds = 3", "PM&R = 2", "IM/Psych = 1"],
    ),
    (
        "The three most sought specialties were Pediatrics (18 students, 17 percent of the class), Internal Medicine (15 students, 14 percent of the class), and Radiology (12 students, 11 percent of the class). Other popular specialties, favored by at least five students, included Anesthesiology and Psychiatry.",
        ["Pediatrics = 18", "Internal Medicine = 15", "Radiology = 12"],
    ),
    (
        "Of the 170 graduates matching this year, 70 are headed for primary care tracks in Family Medicine, Internal Medicine and Pediatrics. For specialty programs, 100 students matched, including 17 to ObGyn, 16 to Emergency Medicine and 9 to Surgery.",
        ["ObGyn = 17", "Emergency Medicine = 16", "Surgery = 9"],
    ),
    (
        "A record high number of 21 students, or 12 percent of the graduating class, were matched to residency programs in family medicine.",
        ["family medicine = 21"],
    ),
    (
        "The match: IM 31, FM 22, EM 19, Peds 20, OB 6, Ortho 5, ENT 2.",
        ["IM = 31", "FM = 22", "EM = 19", "Peds = 20", "OB = 6", "Ortho = 5", "ENT = 2"],
    ),
    ("31 IM, 22 FM, 19 EM, 20 Peds, 6 OB/GYN", ["IM = 31", "FM = 22", "EM = 19", "Peds = 20", "OB/GYN = 6"]),
    (
        "We had 31 students match into Internal Medicine, 22 into Family Medicine, and 19 into EM.",
        ["Internal Medicine = 31", "Family Medicine = 22", "EM = 19"],
    ),
    (
        "With 31 matches, internal medicine leads; family medicine follows with 22.",
        ["internal medicine = 31", "family medicine = 22"],
    ),
    ("At 31, internal medicine had the most matches.", ["internal medicine = 31"]),
    (
        "Internal medicine led all fields (31), ahead of family medicine (22) and pediatrics (20).",
        ["Internal medicine = 31", "family medicine = 22", "pediatrics = 20"],
    ),
    (
        "Internal medicine, at 31 students, was followed closely by family medicine, at 22.",
        ["Internal medicine = 31", "family medicine = 22"],
    ),
    (
        "Internal medicine received 31 of our graduates and pediatrics 20.",
        ["Internal medicine = 31", "pediatrics = 20"],
    ),
    (
        "Among the 120 who matched, the breakdown is: 31 in internal medicine; 22 in family medicine; 20 in pediatrics; and the rest in other fields.",
        ["internal medicine = 31", "family medicine = 22", "pediatrics = 20"],
    ),
    ("Zero students matched in pathology; 4 matched in neurology.", ["neurology = 4"]),
    ("One is going into nuclear medicine and another into aerospace medicine.", ["nuclear medicine = 1"]),
    ("Half a dozen students chose pathology and a dozen chose radiology.", ["radiology = 12"]),
    (
        "The class of 120 sent 31 graduates to internal medicine, 22 to family medicine and 20 to pediatrics.",
        ["internal medicine = 31", "family medicine = 22", "pediatrics = 20"],
    ),
    (
        "Residencies in anesthesiology were taken by 9 graduates, in neurology by 4, and in pathology by 3.",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3"],
    ),
    (
        "Students matched to the following specialties (number): anesthesiology (9), neurology (4), pathology (3).",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3"],
    ),
    (
        "Specialties (numbers of students in parentheses) are anesthesiology (9); neurology (4); pathology (3).",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3"],
    ),
    (
        "anesthesiology, 9 (8%); neurology, 4 (3%); pathology, 3 (2%)",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3"],
    ),
    (
        "9 students (8%) anesthesiology; 4 students (3%) neurology; 3 students (2%) pathology",
        ["anesthesiology = 9", "neurology = 4", "pathology = 3"],
    ),
    ("Pediatrics: 20 (18 in 2019)", ["Pediatrics = 20", "Pediatrics = 18 / 2019"]),
    ("Twenty students (18 in 2019) chose pediatrics.", ["pediatrics = 20", "pediatrics = 18 / 2019"]),
    ("Pediatrics rose by five to 20 this year.", ["Pediatrics = 20"]),
    ("Twenty chose pediatrics, five more than last year.", ["pediatrics = 20"]),
    ("Twenty chose pediatrics, compared to 15 the year before.", ["pediatrics = 20", "pediatrics = 15 / 2019"]),
    (
        "Emergency medicine, with 14 matches (11 in 2019), overtook surgery (13).",
        ["Emergency medicine = 14", "Emergency medicine = 11 / 2019", "surgery = 13"],
    ),
    (
        "Nine graduates will train in the military, four of them in family medicine and two in surgery.",
        ["family medicine = 4", "surgery = 2"],
    ),
    (
        "In the early match, five students matched in ophthalmology and three in urology.",
        ["ophthalmology = 5", "urology = 3"],
    ),
    (
        "Through the AOA match, 12 seniors matched in family medicine; through the NRMP, 20 matched in internal medicine.",
        ["family medicine = 12", "internal medicine = 20"],
    ),
    (
        "The graduates’ fields: Anesthesia, 6. Dermatology, 2. Family Medicine, 21.",
        ["Anesthesia = 6", "Dermatology = 2", "Family Medicine = 21"],
    ),
    (
        "Anesthesia six, Dermatology two, Family Medicine 21",
        ["Anesthesia = 6", "Dermatology = 2", "Family Medicine = 21"],
    ),
    (
        "Internal Medicine/Preliminary: 4; Surgery/Preliminary: 3; Transitional Year: 5",
        [
            "Internal Medicine/Preliminary <preliminary> = 4",
            "Surgery/Preliminary <preliminary> = 3",
            "Transitional Year <transitional> = 5",
        ],
    ),
    ("At Mercy Hospital in St. Louis, Missouri, two graduates will train in surgery.", ["surgery = 2"]),
    (
        "Thirty-one seniors are off to internal medicine, twenty-two to family medicine, and nineteen to emergency medicine.",
        ["internal medicine = 31", "family medicine = 22", "emergency medicine = 19"],
    ),
    (
        "Internal medicine claims the largest share with 31 of the 120 graduates, and family medicine comes second with 22.",
        ["Internal medicine = 31", "family medicine = 22"],
    ),
    (
        "Our top three: internal medicine (31 of 120), family medicine (22 of 120) and surgery (12 of 120).",
        ["internal medicine = 31", "family medicine = 22", "surgery = 12"],
    ),
    (
        "Of those, 31 (26 percent) will go on to internal medicine and 22 (18 percent) to family medicine.",
        ["internal medicine = 31", "family medicine = 22"],
    ),
    (
        "The 31 who picked internal medicine outnumber the 22 in family medicine.",
        ["internal medicine = 31", "family medicine = 22"],
    ),
    (
        "Psychiatry (8 students) and pathology (3 students) were less common than internal medicine (31 students).",
        ["Psychiatry = 8", "pathology = 3", "internal medicine = 31"],
    ),
    ("Family Medicine\t22\nPsychiatry\t8", ["Family Medicine = 22", "Psychiatry = 8"]),
    ("22 Family Medicine / 8 Psychiatry / 3 Urology", ["Family Medicine = 22", "Psychiatry = 8", "Urology = 3"]),
    ("22 Family Medicine, 8 Psychiatry & 3 Urology", ["Family Medicine = 22", "Psychiatry = 8", "Urology = 3"]),
    ("Family Medicine—22 • Psychiatry—8 • Urology—3", ["Family Medicine = 22", "Psychiatry = 8", "Urology = 3"]),
    (
        "Family medicine drew 20 in 2020, 15 in 2019 and 12 in 2018.",
        ["Family medicine = 12 / 2018", "Family medicine = 15 / 2019", "Family medicine = 20"],
    ),
    ("Class of 2020: 12 in surgery, 3 in urology.", ["surgery = 12", "urology = 3"]),
    (
        "2020: 12 in surgery, 3 in urology.\n2019: 11 in surgery, 4 in urology.",
        ["surgery = 12", "urology = 3", "surgery = 11 / 2019", "urology = 4 / 2019"],
    ),
    ("Pediatrics and psychiatry tied at 12.", ["Pediatrics = 12", "psychiatry = 12"]),
    ("Pediatrics and psychiatry tied for second with 12.", ["Pediatrics = 12", "psychiatry = 12"]),
    ("Family medicine (2020: 20, 2019: 15)", ["Family medicine = 20", "Family medicine = 15 / 2019"]),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_is_found(text: str, expected: list[str]) -> None:
    assert sorted(shown(placement) for placement in placements_in(text)) == sorted(expected)
