"""Days of the year: what happened on them in all years, and the way there from the start page."""

from __future__ import annotations

from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.views.anniversaries import AnniversaryView
from tests.rendering.views import views_of


def test_a_day_of_the_year_has_the_articles_of_all_years_the_latest_first() -> None:
    days = {"a-1": "1987-05-01", "a-2": "2020-05-01", "a-3": "2020-02-29", "a-4": "2020-05", "a-5": ""}
    archive = Archive([Article(id=i, title=i, date=day) for i, day in days.items()])
    views = views_of(SiteContext(archive, Settings(), Findings()))
    everything, leap, may = (v for v in views if isinstance(v, AnniversaryView))
    assert [(link.text, link.count) for link in everything.days] == [("02-29", 1), ("05-01", 2)]
    assert [card.link.text for card in may.cards] == ["a-2", "a-1"]
    assert (leap.before, leap.after and leap.after.target) == (None, may.path)
