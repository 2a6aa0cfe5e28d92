import pytest

from summarizer.preparation.standing import burden, leaning

ALONE = [
    "The council of Harrow Bay voted on Monday to close the old ferry terminal.",
    "Mayor Lena Ortiz said the city would pay for the repairs by March.",
    'Mayor Lena Ortiz said: " The city will pay for the repairs by March. "',
    "“The bridge is safe,” said Mayor Lena Ortiz, who had asked for the inspection.",
    "If Ortiz signs the order, she will be the first mayor to close the port.",
    "However, the council of Harrow Bay voted on Monday to close the ferry terminal.",
]
BOUND = [
    "He said the city would pay for the repairs by March.",
    "That would be the first time in ten years.",
    "If realized, this would be the first visit of a mayor in ten years.",
    "Is the bridge over the bay at Harrow really safe for the public?",
    "“The bridge has been safe for years and it will be safe for many more years to come.”",
    "We will publish updates on the closing of the ferry terminal here.",
    "The closing of the ferry terminal in Harrow Bay and",
    "A decision today.",
    "The Marlene had none when she struck the ferry terminal in Harrow Bay.",
]


@pytest.mark.parametrize("text", ALONE)
def test_a_sentence_that_says_of_whom_it_speaks_stands_alone(text: str) -> None:
    assert burden(text) < 0.3


@pytest.mark.parametrize("text", BOUND)
def test_a_sentence_that_points_elsewhere_does_not(text: str) -> None:
    assert burden(text) >= 0.5


def test_a_very_long_sentence_is_a_burden() -> None:
    sentence = "The council of Harrow Bay voted " + "and voted " * 40 + "on Monday."
    assert burden(sentence) == 1.0


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("“We let the water go while we can still choose how fast,” Moser said.", False),
        ("We let the water go while we could still choose how fast.", True),
        ("Earlier this month the river rose by two metres at the old bridge.", False),
        ("That is more than in the whole of last year in the district.", True),
        ("Fourteen died.", False),
    ],
)
def test_what_wants_the_sentence_before_it(text: str, leans: bool) -> None:
    assert (leaning(text) >= 0.7) == leans
