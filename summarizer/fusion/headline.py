"""A headline that says nothing the summary does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.article import Article
from summarizer.budget import count_words
from summarizer.engine import Engine
from summarizer.fusion.clauses import has_verb, loses_verb
from summarizer.fusion.cuts import UNSAFE
from summarizer.fusion.locks import Refused, lock
from summarizer.fusion.recase import Recaser
from summarizer.fusion.splices import patchiness
from summarizer.preparation.standing import burden
from summarizer.summary import SummarySentence
from summarizer.verification import Verifier
from summarizer.wording.overlap import LIGHT, content, words
from summarizer.wording.text import one_line
from summarizer.wording.tokens import tokenize
from summarizer.wording.usage import Usage

FEWEST_WORDS, MOST_WORDS = 4, 14
_MOST_BURDEN = 0.4
"""Burden above which a cut cannot stand alone."""
_LEADS = 3
"""Sentences of the summary that the model writes a headline from."""
_OUTLET = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,30}$")
_LABEL = re.compile(
    r"^(?:watch|live|opinion|video|photos?|analysis|breaking|exclusive|update\w*|fact check)\s*[:|–—-]\s*", re.IGNORECASE
)
_SAYING = re.compile(
    r"(, (?:(?:the |an? )?[^,.]{2,40} said|according to [^,.]{2,40}))(?: (?:on|in|at|late|early) [^,]{2,40})?\.$"
)
_EDGES = ".,;:–—-"
_OPENS_PHRASE = frozenset("after amid as at because by despite during following for from in on over since to while with".split())
_LEANING = frozenset(
    "about as at away by early even for from in just late less more of on only over remain shortly soon than to".split()
)
"""Words that lean on what follows them."""
_PASSIVE = frozenset("is are was were be been".split())
_FEWEST_CUT = 5
_ARTICLE = re.compile(r"^(?:The|An?)\s+")
_LITTLE = re.compile(r"\b(?:the|an?|its|his|her|their|has|have)\s+", re.IGNORECASE)


def headline(sentences: Sequence[SummarySentence], articles: Sequence[Article], engine: Engine) -> str | None:
    """Return a headline for a summary; None where none holds.

    The model's own, else the best title of an article, else as much of the summary's first sentence as an editor would let stand.
    The model's own and the cut must be explained by cuts that an editor would make in the summary's sentences; a title has an
    editor already.

    Every word of content must stand in the summary, it must read as a headline, and the check of names, numbers, quotations and
    negation must find nothing.

    Args:
        sentences: The summary.
        articles: Its sources.
        engine: The models; a profile without a mark for headlines leaves the articles' titles.

    Raises:
        Cancelled, GenerationFailed, OutOfMemory: As their names say.

    """
    said = [sentence.text for sentence in sentences]
    known = frozenset().union(*(content(text) for text in said)) if said else frozenset()
    verifier = Verifier()
    spare = [_spare(text) for text in said]
    own = (
        text for text in _written(said, engine) if has_verb(words(text)) and patchiness(_spare(text), spare, terse=True) < UNSAFE
    )
    for offered in (own, _titles(articles), _cuts(said)):
        fit = [title for title in dict.fromkeys(offered) if content(title) <= known and _reads_well(title)]
        held = [title for title in fit if _carried(title, said, verifier)]
        if held:
            return max(held, key=lambda title: (len(content(title)), -len(title), title))
    return None


def _written(said: Sequence[str], engine: Engine) -> Iterator[str]:
    profile, seq2seq = engine.profile, engine.seq2seq
    if seq2seq is None or profile is None or not profile.headline_mark:
        return
    leads = list(said[:_LEADS])
    while leads and seq2seq.count_tokens([profile.compose(leads, headline=True)])[0] > profile.max_input_tokens:
        leads.pop()
    if not leads:
        return
    (texts,) = seq2seq.generate([profile.compose(leads, headline=True)], replace(profile.decoding, max_tokens=24))
    recaser = None if profile.cased else Recaser(leads, Usage(said))
    for text in texts:
        yield _bare(text if recaser is None else recaser.recase(text))


def _spare(text: str) -> str:
    """Return a text without the little words that headlines do without, so that leaving them out is no cut."""
    return _LITTLE.sub("", text)


def _cuts(said: Sequence[str]) -> Iterator[str]:
    """Yield beginnings of the first sentence, whole phrases long, the longest first; who said so stays at the end."""
    sentence = one_line(said[0]) if said else ""
    if burden(sentence) > _MOST_BURDEN:
        return
    saying = _SAYING.search(sentence)
    body, by = (sentence[: saying.start()] + ".", saying.group(1)) if saying else (sentence, "")
    spoken = body.split(" ")
    for length in range(min(len(spoken), MOST_WORDS + 1 - count_words(by)), _FEWEST_CUT - 1, -1):
        text = " ".join(spoken[:length]).rstrip(_EDGES + " ")
        if _at_edge(spoken, length) and has_verb(words(text)) and patchiness(text, [body], terse=True) < UNSAFE:
            text = _ARTICLE.sub("", text) + by
            yield text[:1].upper() + text[1:]


def _at_edge(spoken: Sequence[str], length: int) -> bool:
    """Whether a cut after so many words leaves whole phrases on both sides, and no verb without what it asks for."""
    last, rest = spoken[length - 1], spoken[length:]
    bare = last.rstrip(_EDGES).lower()
    if not rest:
        return True
    if bare in _LEANING or (has_verb([bare]) and spoken[length - 2] not in _PASSIVE) or spoken[0].lower() in _OPENS_PHRASE:
        return False
    named = last[0].isupper() and rest[0] in {"for", "of"}
    edge = last[-1] in _EDGES or (rest[0] in _OPENS_PHRASE and not named)
    return edge and not loses_verb([token.key for token in tokenize(" ".join(rest))])


def _titles(articles: Sequence[Article]) -> Iterator[str]:
    yield from sorted({_bare(article.title) for article in articles if article.title})


def _bare(title: str) -> str:
    """Return a title without its outlet's name, its label and its full stop."""
    text = _LABEL.sub("", _OUTLET.sub("", one_line(title)))
    return text if re.search(r"\b[A-Z]\.$", text) else text.rstrip(".")


def _reads_well(title: str) -> bool:
    spoken = words(title)
    if not FEWEST_WORDS <= count_words(title) <= MOST_WORDS or not spoken:
        return False
    pairs = [spoken[i : i + 2] for i in range(len(spoken) - 1)]
    balanced = title.count("“") == title.count("”") and title.count("(") == title.count(")") and title.count('"') % 2 == 0
    return spoken[-1] not in LIGHT and len(set(pairs)) == len(pairs) and balanced


def _carried(title: str, said: Sequence[str], verifier: Verifier) -> bool:
    try:
        lock(f"{title}.", said)
    except Refused:
        return False
    return not any(finding.blocking for finding in verifier.check(f"{title}.", said).findings)
