"""Which articles a person should look at."""

from __future__ import annotations

from beibei_site.domain.model import Article

DOUBTFUL = 0.75  # confidence


def is_doubtful(article: Article) -> bool:
    """Whether an article was read with little confidence and has not been confirmed by a person."""
    return not article.reviewed and article.confidence < DOUBTFUL
