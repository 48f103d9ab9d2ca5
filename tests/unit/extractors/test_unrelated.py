"""Pages about other things: other professions, residents, the nation, applicants, other schools, targets, other matches.

All is invented. Nothing on them is a finding about a school of medicine.
"""

import pytest

from scrapers.reading import read_and_extract

UNRELATED = [
    "<title>Nursing Outcomes | Thornfield</title><h1>NCLEX-RN pass rates</h1><table><tr><th>Year</th><th>First-time pass rate</th><th>National</th></tr><tr><td>2022</td><td>96%</td><td>80%</td></tr><tr><td>2023</td><td>98%</td><td>88%</td></tr></table>",
    "<title>PA Program Outcomes</title><h1>PANCE Exam Performance Summary Report, last 5 years</h1><table><tr><th>Graduation year</th><th>Number of PANCE first time takers</th><th>Program first time pass rate</th><th>National first time pass rate</th></tr><tr><td>2021</td><td>44</td><td>98%</td><td>93%</td></tr></table><p>Graduation rate: 95%. Attrition rate: 5%.</p>",
    "<title>Pharmacy residency match</title><h1>College of Pharmacy Outcomes</h1><p>71% of graduates who sought a residency matched in 2023; the national rate was 64%. NAPLEX first-time pass rate: 92%.</p>",
    "<title>Dental School | Class of 2022</title><h1>DMD Class of 2022 by the numbers</h1><p>54% entered general practice residencies; 12 matched in orthodontics, 7 in oral surgery. 98% passed the NBDE Part II.</p>",
    "<title>PhD Program Outcomes</title><h1>Biomedical Sciences PhD outcomes</h1><p>Median time to degree is 5.4 years; 86% complete the program. 45% of graduates hold postdoctoral positions and 20% are in industry.</p>",
    "<title>Internal Medicine Residency | Thornfield Hospital</title><h1>Our residents</h1><p>The ABIM pass rate of our residents was 97% over three years. We filled all 34 positions in the 2024 Match.</p><ul><li>12 from Ohio State</li><li>5 from Toledo</li></ul>",
    "<title>Fellowship match</title><h1>Where our residents match</h1><table><tr><th>Year</th><th>Fellowship</th><th>Institution</th></tr><tr><td>2023</td><td>Cardiology</td><td>Mayo Clinic</td></tr><tr><td>2023</td><td>Gastroenterology</td><td>University of Michigan</td></tr><tr><td>2023</td><td>Oncology</td><td>MD Anderson</td></tr><tr><td>2022</td><td>Cardiology</td><td>Cleveland Clinic</td></tr></table>",
    "<title>Admissions Class Profile</title><h1>Class of 2027 profile</h1><p>6,120 applicants, 520 interviewed, 150 matriculated. Median MCAT 514, GPA 3.8. 53% women; 38% from Ohio; 61 colleges from 24 states.</p>",
    "<title>Tuition and debt</title><h1>Cost</h1><p>84% of students receive aid. Average debt of graduates is $187,000; 12% graduate without debt.</p>",
    "<title>Research</title><h1>Research at Thornfield</h1><p>92% of students complete a research project before graduation and 45% publish. The school ranks 31st in NIH funding.</p>",
    "<title>High school graduation rates</title><h1>District report</h1><table><tr><th>School</th><th>Graduates</th><th>Graduation rate</th><th>Proficiency pass rate</th></tr><tr><td>North High</td><td>312</td><td>91%</td><td>84%</td></tr><tr><td>South High</td><td>287</td><td>88%</td><td>79%</td></tr></table>",
    "<title>University retention</title><h1>First-year retention and graduation rates</h1><table><tr><th>Cohort</th><th>Retention</th><th>4-year graduation</th><th>6-year graduation</th></tr><tr><td>2015</td><td>84%</td><td>52%</td><td>71%</td></tr><tr><td>2016</td><td>85%</td><td>54%</td><td>72%</td></tr></table><p>Undergraduate students, fall cohorts.</p>",
    "<title>Bar passage</title><h1>ABA Standard 316 bar passage</h1><table><tr><th>Year</th><th>First-time pass rate</th></tr><tr><td>2022</td><td>87%</td></tr></table>",
    "<title>NRMP 2024 results</title><h1>2024 Main Residency Match by the numbers</h1><p>MD seniors matched at 93.5 percent. DO seniors reached 92.3 percent. Of 41,503 positions, 38,941 were filled. Family medicine offered 5,231 positions and filled 87.8 percent.</p>",
    "<title>News: Match Week explained</title><h1>What is SOAP?</h1><p>About 7 percent of U.S. seniors go unmatched each year; roughly 60 percent of them find positions through SOAP.</p>",
    "<title>Kidney transplant outcomes</title><h1>Transplant program results</h1><table><tr><th>Organ</th><th>One-year survival</th><th>National</th></tr><tr><td>Kidney</td><td>97.2%</td><td>96.8%</td></tr></table>",
    "<title>Course catalog</title><h1>Clerkships</h1><table><tr><th>Clerkship</th><th>Weeks</th><th>Credits</th></tr><tr><td>Internal Medicine</td><td>8</td><td>12</td></tr><tr><td>Surgery</td><td>8</td><td>12</td></tr><tr><td>Pediatrics</td><td>6</td><td>9</td></tr><tr><td>Psychiatry</td><td>4</td><td>6</td></tr></table>",
    "<title>Faculty directory</title><h1>Departments</h1><ul><li>Anesthesiology (23)</li><li>Dermatology (9)</li><li>Emergency Medicine (31)</li><li>Neurology (18)</li></ul>",
    "<title>Teacher licensure</title><h1>Praxis pass rates</h1><p>98% of completers passed the licensure exam in 2022, and 94% were placed in teaching positions within six months.</p>",
    "<title>Business school placement</title><h1>MBA employment report</h1><p>95% of the class of 2023 were placed within three months; 41% stayed in the state.</p>",
    "<title>Law</title><h1>Employment outcomes</h1><table><tr><th>Class</th><th>Graduates</th><th>Placement rate</th></tr><tr><td>2023</td><td>180</td><td>93%</td></tr></table>",
    "<title>Vet med</title><h1>NAVLE pass rates</h1><p>The 2023 NAVLE pass rate for our DVM graduates was 92%. 24% entered internships.</p>",
    "<title>Podiatric medicine</title><h1>Residency placement</h1><p>100% of the podiatric medicine Class of 2023 were placed in residencies; APMLE Part I pass rate 94%.</p>",
    "<title>Physical therapy</title><h1>DPT student outcomes</h1><ul><li>Graduation rate: 97%</li><li>NPTE ultimate pass rate: 100%</li><li>Employment rate: 100%</li></ul>",
    "<title>Organ donation match</title><h1>Bone marrow registry</h1><p>Only 29 percent of patients find a match in their family; 1 in 430 registrants is matched.</p>",
    "<title>College soccer</title><h1>Match results 2023</h1><table><tr><th>Match</th><th>Score</th></tr><tr><td>Thornfield v. Alder</td><td>3-1</td></tr><tr><td>Thornfield v. Birch</td><td>2-2</td></tr></table><p>The team won 14 of 18 matches, a rate of 78 percent.</p>",
    "<title>Gift matching</title><h1>Matching gift challenge</h1><p>Donors gave $1.2 million; 86 percent of gifts were matched. 118 seniors took part.</p>",
    "<title>Hospital quality</title><h1>Emergency department numbers</h1><p>98% of patients were placed in a room within 30 minutes; 62 beds; 14 residents per shift.</p>",
    "<title>Veterinary match</title><h1>Applications by specialty</h1><p>In this year's class, 31 students applied in internal medicine, 22 in pediatrics and 12 in surgery. They will learn on March 21 where they matched.</p>",
    "<title>PsyD APPIC</title><h1>Clinical psychology internship placement</h1><table><tr><th>Year</th><th>Applied</th><th>Matched</th><th>%</th></tr><tr><td>2022</td><td>18</td><td>17</td><td>94</td></tr></table>",
    "<title>Nurse anesthesia</title><h1>Nurse Anesthesia program outcomes</h1><p>NCE first-time pass rate 2023: 95%. Attrition 3%. Employment within six months: 100%.</p>",
    "<title>School of Medicine strategic plan</title><h1>Goals for 2030</h1><ul><li>98% match rate</li><li>Step 1 first-time pass rate of 97%</li><li>50% of graduates in primary care</li></ul>",
    "<title>Medical school guide</title><h1>What is a good match rate?</h1><p>A match rate of 95% or higher is considered good. Schools with rates under 90% should raise questions.</p>",
]


@pytest.mark.parametrize("page", UNRELATED, ids=[page[7:40] for page in UNRELATED])
def test_nothing_is_found(page: str) -> None:
    found = read_and_extract(f"<html><body><main>{page}</main></body></html>".encode(), declared_type="text/html")
    assert (found.placements, found.measures, found.statements) == ([], [], [])
