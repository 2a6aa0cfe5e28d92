"""A pile of mixed articles sorted into stories, each of which is a bundle."""

from summarizer.stories.digest import Digest, ToldStory, digest
from summarizer.stories.pile import Bundle, Pile, sort_pile

__all__ = ["Bundle", "Digest", "Pile", "ToldStory", "digest", "sort_pile"]
