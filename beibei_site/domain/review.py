"""How sure the reading of an article is, and which articles a person should look at."""

from __future__ import annotations

from typing import Literal

from beibei_site.domain.model import Article

Certainty = Literal["high", "fair", "low"]
SURE, FAIR = 0.9, 0.75  # confidence; of what is read from PDFs with 0.9 or more, 98 % is right


def certainty(article: Article) -> Certainty:
    """How sure the reading is: `high` if a person has confirmed it, else by its confidence."""
    if article.reviewed or article.confidence >= SURE:
        return "high"
    return "fair" if article.confidence >= FAIR else "low"


def is_doubtful(article: Article) -> bool:
    """Whether a person should look at an article."""
    return certainty(article) != "high"
