"""How much each sentence of a bundle matters, by several methods under one protocol."""

from summarizer.ranking.focus import steered
from summarizer.ranking.protocol import Ranker, Ranking
from summarizer.ranking.registry import RANKERS, ranker

__all__ = ["RANKERS", "Ranker", "Ranking", "ranker", "steered"]
