import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InvalidOption
from summarizer.models.fakes import FakeSupportScorer
from summarizer.verification import Finding, Kind, Verifier

MAYOR = "Mayor Anna Kowalski said on Tuesday that twelve people were injured when the Harbour Bridge collapsed in Port Ellis."
DEPUTY = "“We did not expect this,” Deputy Mayor Tom Reyes told reporters, adding that repairs may cost $4.5 million."
THEFT = "Police allege that John Smith stole three cars from the U.S. embassy on 3 March 2021."
VISIT = "President Vera Lind of Norland invited Prime Minister Paul Ochs of Sudmark to a summit, and no date has been set."
EVIDENCE = (MAYOR, DEPUTY, THEFT, VISIT)


def faults(claim: str, *evidence: str) -> dict[Kind, str]:
    support = Verifier().check(claim, evidence or EVIDENCE)
    for finding in support.findings:
        assert claim[finding.start : finding.end] == finding.text
    return {finding.kind: finding.text for finding in support.findings if finding.blocking}


@pytest.mark.parametrize(
    "claim",
    [
        MAYOR,
        DEPUTY,
        THEFT,
        VISIT,
        "Twelve people were injured when the Harbour Bridge collapsed, Anna Kowalski said.",
        "On Tuesday, 12 people were injured when the bridge in Port Ellis collapsed, Mayor Kowalski said.",
        "Reyes told reporters that repairs may cost $4.5m.",
        '"We did not expect this", Tom Reyes said.',
        "“… not expect this,” the deputy mayor told reporters.",
        "John Smith allegedly stole three cars from the United States embassy.",
        "Smith's alleged theft of three cars from the American embassy was on March 3, 2021.",
        "Paul Ochs was invited to a summit by Vera Lind.",
        "The Norland president invited Ochs, and a date has not been set.",
        "Anna Kowalski said that repairs may cost $4.5 million, Tom Reyes told reporters.",
    ],
)
def test_what_the_evidence_says_in_other_words_passes(claim: str) -> None:
    assert faults(claim) == {}


@pytest.mark.parametrize(
    ("kind", "claim"),
    [
        (Kind.NAME, "Twelve people were injured when the Harbour Bridge collapsed, Anna Novak said."),
        (Kind.NAME, "Tom Kowalski told reporters that repairs may cost $4.5 million."),
        (Kind.NAME, "Mayor Anna Reyes said on Tuesday that twelve people were injured when the bridge collapsed."),
        (
            Kind.NAME,
            "Mayor Vera Lind said on Tuesday that twelve people were injured when the Harbour Bridge collapsed in Port Ellis.",
        ),
        (Kind.NUMBER, "Thirteen people were injured when the bridge collapsed."),
        (Kind.NUMBER, "Smith allegedly stole 4 cars from the embassy."),
        (Kind.NUMBER, "Twelve cars were stolen from the embassy, police allege."),
        (Kind.UNIT, "Repairs may cost €4.5 million."),
        (Kind.NUMBER, "Repairs may cost $4.5 billion."),
        (Kind.DATE, "Twelve people were injured in Port Ellis on Wednesday."),
        (Kind.DATE, "Smith allegedly stole three cars in April."),
        (Kind.QUOTE, "“We did not expect that,” Reyes told reporters."),
        (Kind.QUOTE, "“We expected this,” Reyes told reporters."),
        (Kind.NEGATION, "Twelve people were not injured when the Harbour Bridge collapsed."),
        (Kind.NEGATION, "A date has been set for the summit to which Lind invited Ochs."),
        (Kind.MODALITY, "Repairs will cost $4.5 million, Reyes told reporters."),
        (Kind.MODALITY, "Twelve people were reportedly injured when the Harbour Bridge collapsed in Port Ellis."),
        (Kind.ROLE, "Paul Ochs invited Vera Lind to a summit."),
        (Kind.WORDING, "Penguins gathered quietly beside frozen lakes."),
    ],
)
def test_each_kind_of_fault_is_found(kind: Kind, claim: str) -> None:
    assert kind in faults(claim)


def test_a_dropped_attribution_is_a_remark_and_blocks_nothing() -> None:
    support = Verifier().check("Twelve people were injured when the Harbour Bridge collapsed in Port Ellis.", [MAYOR])
    assert support.supported
    assert [finding.kind for finding in support.findings] == [Kind.ATTRIBUTION]


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Earnings per share grew by 20.9 percent to $2.55, and revenue for the year reached $3.6 billion.", False),
        ("Sales rose to a record 1.65 billion and inflation persists.", False),
        ("The company closed 12 stores and hired 40 workers.", False),
        ("The company closed 40 stores and hired 12 workers.", True),
    ],
)
def test_a_number_counts_what_follows_in_its_own_phrase(claim: str, wrong: bool) -> None:
    evidence = [
        "Earnings per share of $2.55 grew 20.9 percent.",
        "The year's $3.6 billion revenue is a record.",
        "Sales rose to a record 1.65 billion, and 2 percent inflation persists.",
        "The company closed 12 stores.",
        "The company hired 40 workers.",
    ]
    assert (Kind.NUMBER in faults(claim, *evidence)) == wrong


@pytest.mark.parametrize(("verb", "wrong"), [("climbed", False), ("increased", False), ("declined", True), ("plunged", True)])
def test_a_rise_is_no_fall(verb: str, wrong: bool) -> None:
    found = faults(f"Exports of Norland {verb} by 12 percent in March.", "Exports of Norland grew by 12 percent in March.")
    assert (Kind.WORDING in found) == wrong


CLAIMED = "The union claimed that the officer acted in self-defence outside the stadium."


def test_what_one_side_claims_is_not_printed_as_fact() -> None:
    assert Kind.ATTRIBUTION in faults("The officer acted in self-defence outside the stadium.", CLAIMED)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The officer acted in self-defence outside the stadium, according to the union.", [CLAIMED]),
        ("The officer allegedly acted in self-defence outside the stadium.", [CLAIMED]),
        ("The officer acted in self-defence outside the stadium.", [CLAIMED, "The officer acted in self-defence."]),
        ("The flood took three lives in Port Ellis.", ["The flood claimed three lives in Port Ellis."]),
        ("The jury heard the union and the officer.", ["The jury heard the union and the officer, who claimed that he was ill."]),
    ],
)
def test_a_claim_with_its_speaker_or_told_by_another_source_passes(claim: str, evidence: list[str]) -> None:
    assert Kind.ATTRIBUTION not in faults(claim, *evidence)


def test_a_deed_known_from_its_doer_alone_is_remarked_on() -> None:
    evidence = ["The pilots' association said it had warned the city in April that the fenders were rotten."]
    dropped = Verifier().check("The pilots' association warned the city in April that the fenders were rotten.", evidence)
    assert [(finding.kind, finding.blocking) for finding in dropped.findings] == [(Kind.ATTRIBUTION, False)]
    assert Verifier().check("The pilots' association said it had warned the city.", evidence).findings == ()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Claims Kunis stole a chicken.", "Karo claimed that Kunis stole a chicken."),
        ("Furthermore, Kunis stole a chicken.", "Kunis stole a chicken, a court heard."),
        ("Demographic shifts cost Ohio a seat.", "Shifts in its population cost Ohio a seat."),
        ("Cancel the order, Kunis told Karo.", "Kunis told Karo: stop the order."),
    ],
)
def test_a_word_that_opens_a_sentence_is_no_name(claim: str, evidence: str) -> None:
    assert Kind.NAME not in faults(claim, evidence)


def test_words_that_no_quotation_holds_are_a_remark() -> None:
    support = Verifier().check("“Twelve people were injured when the Harbour Bridge collapsed.”", [MAYOR])
    assert [(finding.kind, finding.blocking) for finding in support.findings if finding.kind is Kind.QUOTE] == [
        (Kind.QUOTE, False)
    ]


def test_a_quotation_may_run_over_neighbouring_sentences() -> None:
    evidence = ["“The water is cold.", "The current is strong,” Calder said."]
    assert faults("“The water is cold. The current is strong,” Calder said.", *evidence) == {}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Nearly 30 percent of voters stayed home.", "Some 28 per cent of voters stayed at home."),
        ("The firm earned $1.2 billion.", "The firm earned 1,200 million dollars."),
        ("Two dozen houses burned.", "24 houses burned."),
        ("The twenty-first race was the last.", "The 21st race was the last."),
        ("The UN met in Geneva.", "The United Nations met in Geneva."),
        ("Iranian forces fired first.", "Forces of Iran fired first."),
        ("Sen. Joan Ríos voted.", "Senator Joan Rios voted."),
        ("Two hundred and five people fled.", "205 people fled."),
    ],
)
def test_ways_to_write_the_same(claim: str, evidence: str) -> None:
    assert faults(claim, evidence) == {}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("About 309 people fled.", "About 300 people fled."),
        ("The 22nd race was the last.", "The 21st race was the last."),
        ("The march took 5 miles.", "The march took 5 kilometres."),
        ("The vote is at 10:30.", "The vote is at 11:30."),
    ],
)
def test_near_misses_of_numbers(claim: str, evidence: str) -> None:
    assert faults(claim, evidence)


def test_without_evidence_nothing_is_supported() -> None:
    support = Verifier(FakeSupportScorer()).check("Anything.", [])
    assert not support.supported
    assert support.score == 0.0
    assert [finding.kind for finding in support.findings] == [Kind.SUPPORT]


def test_the_scores_of_a_model_are_held_to_the_threshold() -> None:
    class Stub:
        def score(self, claims: list[str], evidence: list[str]) -> list[float]:
            return [0.4 for _ in claims]

    stub = Stub()
    assert not Verifier(stub).check(MAYOR, [MAYOR]).supported  # type: ignore[arg-type]
    assert Verifier(stub, threshold=0.3).check(MAYOR, [MAYOR]).supported  # type: ignore[arg-type]


def test_batches_give_what_single_checks_give() -> None:
    claims = [MAYOR, "Thirteen people were injured.", DEPUTY]
    evidences = [[MAYOR], [MAYOR, DEPUTY], [DEPUTY, VISIT]]
    verifier = Verifier()
    assert verifier.check_many(claims, evidences) == [verifier.check(c, e) for c, e in zip(claims, evidences, strict=True)]
    assert verifier.check_many([], []) == []


def test_wrong_options_are_typed() -> None:
    with pytest.raises(InvalidOption):
        Verifier(threshold=1.5)
    with pytest.raises(InvalidOption):
        Verifier().check_many(["a"], [])


PIECES = st.sampled_from(
    [
        "Anna",
        "Tom",
        " ",
        " ",
        ", ",
        ". ",
        "12",
        "$4.5m",
        "twenty-",
        "“",
        "”",
        '"',
        "'s",
        "not",
        "may",
        "U.S.",
        "3rd",
        "Tuesday",
        "é",
        "\n",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)), st.text(max_size=200))
def test_any_text_is_judged_and_findings_say_where_they_stand(claim: str, evidence: str) -> None:
    support = Verifier().check(claim, [evidence])
    assert 0.0 <= support.score <= 1.0
    for finding in support.findings:
        assert isinstance(finding, Finding)
        assert claim[finding.start : finding.end] == finding.text
    assert support == Verifier().check(claim, [evidence])


@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map("".join)))
def test_a_text_does_not_contradict_itself(text: str) -> None:
    found = Verifier().check(text, [text]).findings
    assert [finding for finding in found if finding.blocking] == []


def test_initials_that_spell_a_common_word_are_no_short_form_of_a_name() -> None:
    assert faults("Otto Frey invited Paul Ochs to a summit.") == {Kind.NAME: "Otto Frey"}


@pytest.mark.parametrize(
    ("claim", "evidence", "wrong"),
    [
        ("Nobody was arrested.", "Six people were injured in the accident, and nobody knows why.", True),
        ("No one was arrested in Port Ellis on Monday.", "Six people were injured in Port Ellis on Monday.", True),
        ("The mayor did not resign.", "The mayor said that the bridge would not open this month.", True),
        ("Nobody was arrested.", "The police detained no one.", False),
        ("Nobody was hurt.", "There were no injuries when the bridge fell.", False),
        ("The mayor did not resign.", "The mayor refused to step down.", False),
        ("No one knows why the bridge fell.", "Why the bridge fell is unclear.", False),
    ],
)
def test_silence_of_the_sources_is_no_denial(claim: str, evidence: str, wrong: bool) -> None:
    assert any("none denies" in finding.message for finding in Verifier().check(claim, [evidence]).findings) == wrong
