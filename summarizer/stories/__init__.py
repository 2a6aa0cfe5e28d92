"""A pile of mixed articles sorted into stories, each of which is a bundle."""

from summarizer.stories.digest import Digest, ToldStory, digest
from summarizer.stories.pile import Pile, Story, sort_pile

__all__ = ["Digest", "Pile", "Story", "ToldStory", "digest", "sort_pile"]
