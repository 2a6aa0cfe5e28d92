"""A few made-up news texts to try a model on. All names and events are invented."""

from __future__ import annotations

from summarizer.models.profiles import Profile, Strategy
from summarizer.models.protocols import Seq2Seq

STORIES: tuple[tuple[str, ...], ...] = (
    (
        "The Harrow Street bridge in Aldmere was closed on Tuesday after inspectors found cracks in two of its 14 pillars.",
        "Inspectors found cracks in two pillars of the bridge, the city of Aldmere said, and closed it on Tuesday.",
        "Repairs will take at least six weeks and cost about 3.2 million crowns, according to engineer Ilse Varga.",
    ),
    (
        "Voters in Tarn County rejected a new sales tax on Sunday, 58 percent to 42 percent.",
        "The proposed sales tax failed by 58 to 42 percent, the county clerk said on Sunday evening.",
    ),
    (
        "Two hikers who were missing for three days in the Ostrel mountains were found alive on Friday morning.",
        "Rescuers found both hikers alive near a hut on Friday; they were taken to a hospital in Veldin with light injuries.",
        '"We had given up hope," said Maren Holt, the sister of one of the two.',
    ),
    (
        "The Lindqvist shipyard will cut 400 of its 2,100 jobs by the end of the year because of a lack of orders.",
        "Union leaders said they would fight the loss of 400 jobs at the Lindqvist shipyard.",
    ),
    ("Heavy rain flooded cellars in the old town of Brask on Monday night, and the fire brigade was called out 73 times.",),
    (
        "The national library has put 12,000 handwritten letters from the 19th century online.",
        "Anyone can now read 12,000 letters of the 19th century on the web page of the national library.",
    ),
)


def inputs(profile: Profile) -> list[str]:
    """Return an input a story, in the format of a profile: one story's sentences as a group, or as articles."""
    if profile.strategy is Strategy.GROUPED:
        return [profile.compose(story[:2]) for story in STORIES]
    return [profile.compose(story) for story in STORIES]


def fitting(model: Seq2Seq, profile: Profile) -> list[str]:
    """Return those of the inputs that a model reads whole; none where its profile allows too few tokens for any."""
    texts = inputs(profile)
    return [text for text, length in zip(texts, model.count_tokens(texts), strict=True) if length <= profile.max_input_tokens]
