"""Little words that tie one word to another: a fused sentence may only tie as some source ties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LINKS = frozenset(
    "about above across after against along among around at before behind below beneath beside between beyond by despite down "
    "during for from in inside into near of off on onto out outside over past per since than through to toward towards under "
    "until up upon via with within without".split()
)
_PASSED_OVER = frozenset("a an the this that these those its his her their our some any all both each every more most".split())
_WORD = re.compile(r"[\w’'-]+")


def loose_link(text: str, sources: Sequence[str]) -> str | None:
    """Return the first preposition of a sentence that no source has before the same word; None where each has its like.

    Articles and the like between the two are passed over: "by a lifeboat" stands for "by lifeboat".

    Args:
        text: The sentence.
        sources: What it was written from.
    """
    known = {pair for source in sources for pair in _links(source)}
    return next((f"{link} {word}" for link, word in _links(text) if (link, word) not in known), None)


def _links(text: str) -> Iterator[tuple[str, str]]:
    words = [word.lower() for word in _WORD.findall(text)]
    for place, word in enumerate(words):
        if word in LINKS:
            rest = (after for after in words[place + 1 : place + 4] if after not in _PASSED_OVER)
            follows = next(rest, None)
            if follows is not None:
                yield word, follows
