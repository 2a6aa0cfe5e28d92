"""Self-supervision: a news sentence broken into overlapping fragments, to be put together again."""

import random
from itertools import pairwise

_JOINTS = frozenset(
    "and or but which who whom whose that when where while after before because as if since until although though with by".split()
)


def fragments(sentence: str, rng: random.Random) -> tuple[str, ...]:
    """Return two or three overlapping fragments that together hold every word of ``sentence``, cut at joints where there are any.

    Sentences under twelve words come back whole, alone.
    """
    words = sentence.split()
    if len(words) < 12:
        return (sentence,)
    joints = [
        i for i, word in enumerate(words) if 4 <= i <= len(words) - 4 and (word.lower() in _JOINTS or words[i - 1][-1] in ",;:–")
    ]
    if not joints:
        joints = [len(words) // 2]
    cuts = sorted(rng.sample(joints, min(len(joints), 1 if len(words) < 24 else rng.choice((1, 2)))))
    bounds = [0, *cuts, len(words)]
    parts: list[str] = []
    for start, stop in pairwise(bounds):
        back = rng.randint(0, min(5, start))
        # The subject comes along half the time, as it would in another reporter's sentence.
        head = words[: rng.randint(2, 4)] if start > 4 and rng.random() < 0.5 else []
        part = " ".join(head + words[max(start - back, len(head)) : stop]).strip(",;:– ")
        parts.append(part if part.endswith((".", "!", "?", '"')) else part + ".")
    return tuple(parts)
