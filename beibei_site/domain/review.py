"""How sure the reading of an article is, and which articles a person should look at."""

from __future__ import annotations

from typing import Literal

from beibei_site.domain.model import Article

Certainty = Literal["high", "fair", "low"]
SURE, DOUBTFUL = 0.9, 0.75  # confidence


def certainty(article: Article) -> Certainty:
    """How sure the reading is: `high` if a person has confirmed it, else by its confidence."""
    if article.reviewed or article.confidence >= SURE:
        return "high"
    return "low" if is_doubtful(article) else "fair"


def is_doubtful(article: Article) -> bool:
    """Whether an article was read with little confidence and has not been confirmed by a person."""
    return not article.reviewed and article.confidence < DOUBTFUL
