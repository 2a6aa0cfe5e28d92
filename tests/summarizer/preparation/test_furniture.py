import pytest

from summarizer.preparation.furniture import correction, dateline, furniture, list_heading

FURNITURE = """\
(Photo: Tom Ferris/Lantern Pictures)
A wrecked car is lifted from the river on Tuesday. (Photo: AP)
Mayor Corvin at the town hall. Getty Images
The scene on Tuesday. Picture: Jane Roe
FILE PHOTO: The bridge in 2024.
By Hanne Quist and Oliver Marsh
Additional reporting by Sam Idowu.
Reporting by Ann Roe; Editing by Bob Doe
Jane Roe and the Associated Press contributed to this report.
Sign up for our newsletter
Get the best of the week delivered to your inbox.
Subscribe now and read the Gazette for one crown a week.
This website uses cookies to improve your visit.
Accept all cookies
© 2026 Coastal Chronicle. All rights reserved.
Read more: Ferry timetable for the coming days
RELATED: Ten bridges that fell
Click here for more crime stories.
Share this article: Facebook | X | WhatsApp | Email
Tweet
Follow us on Instagram for the latest news.
What do YOU think? Have your say in the comments below.
Do you have a story for us? Call our newsdesk.
Advertisement
Published: 13 October 2026, 10:40
Last updated on 13 October at 10:40
October 13, 2026
3 min read
Latest Posts
Editor's Picks
Most read
This article was originally published by the Conversation Desk.
Lesen Sie auch: So schützen Sie Ihren Keller""".splitlines()

PROSE = """\
The video by the student was watched a million times before police took it down.
By Tuesday evening the fire was out.
Published in 2021, the report named 40 failures.
Voters can register online until today.
They call us thieves, the minister said.
Tap water in the valley is not safe to drink.
The company says its cookies are baked in Velmora.
Share prices fell by 3 percent on Monday.
Copyright law has not changed since 1976.
Print editions will end in 2027.
Watch the river, the old men used to say.
Read said he would appeal.
Subscribers of the paper were told first, the editor said.
The opinion of the court was unanimous.
Related cases were found in three other towns.
He will support local farmers with 3 million crowns.
Correction officers at the prison went on strike.
The photo was taken by a neighbour.
Police released an image of the car: a blue Volta with a broken lamp.
More than 400 people marched.
Comment was not available from the ministry.
More about the case will be told in court.
Google must change its privacy policy, the court ruled.""".splitlines()


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_known(line: str) -> None:
    assert furniture(line) is not None


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not_taken_for_furniture(line: str) -> None:
    assert furniture(line) is None
    assert not correction(line)


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this report said the bridge was opened in 1958.",
        "CORRECTION (Oct. 14): The bridge was opened in 1968.",
        "Editor's note: The mayor's name was misspelt.",
        "This story has been corrected: the older suspect is 31, not 37.",
        "(Corrects number of dead in second paragraph)",
        "In einer früheren Version dieses Artikels stand eine falsche Zahl.",
    ],
)
def test_notes_of_correction_are_known(line: str) -> None:
    assert correction(line)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("KYIV, Ukraine (AP) — Officials met.", "Officials met."),
        ("PORT ALDERTON, Oct. 13 (NPA) — At least 12 died.", "At least 12 died."),
        ("LONDON (Reuters) - Shares fell.", "Shares fell."),
        ("Washington (CNN) President Roe left.", "President Roe left."),
        ("(CNN) -- A storm hit.", "A storm hit."),
        ("PORT VELMORA (Coastwire) - A barge struck.", "A barge struck."),
        ("Ana Prade/Getty Images Mayor Jane Roe left.", "Mayor Jane Roe left."),
        ("Tuesday, January 18, 2005Through a show they raised a million.", "Through a show they raised a million."),
        ("Tuesday, January 18, 2005, was a cold day.", "Tuesday, January 18, 2005, was a cold day."),
        ("Ana Prade / AP | The council met.", "The council met."),
        ("A poll by Reuters/Ipsos found so.", "A poll by Reuters/Ipsos found so."),
        ("BERLIN — “No,” she said.", "“No,” she said."),
        ("SÃO PAULO, Brazil — Police said so.", "Police said so."),
        ("The Food and Drug Administration (FDA) said so.", "The Food and Drug Administration (FDA) said so."),
        ("NATO — the alliance of 32 — met.", "NATO — the alliance of 32 — met."),
        ("Mayor Jane Roe (Labour) — who lost — left.", "Mayor Jane Roe (Labour) — who lost — left."),
        ("Police said 12 died.", "Police said 12 died."),
        ("A" * 400, "A" * 400),  # took longer than the universe is old where places could be parted anywhere
        ("JANE ROE: I will not go.", "JANE ROE: I will not go."),
        ("Majority Leader John Roe Roe (Jack) Doe said so.", "Majority Leader John Roe Roe (Jack) Doe said so."),
    ],
)
def test_datelines_are_measured(line: str, rest: str) -> None:
    assert line[dateline(line) :] == rest


def test_list_headings() -> None:
    assert list_heading("LATEST POSTS")
    assert list_heading("More on this ...")
    assert list_heading("Das könnte Sie auch interessieren")
    assert not list_heading("Latest figures show a rise.")
