"""The issue of an article: its own file before its page's record, the record's as read or as set."""

from __future__ import annotations

from beibei_site.domain.archive import Archive
from beibei_site.domain.issue import IssueData, Printed
from beibei_site.domain.model import Article
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.domain.spans import Span

READ = IssueData(issued=Printed("2020-05-01", "folio", (Span("a.txt", 1, 1),)), page=Printed("2", "folio"))
RECORD = PageRecord(file="a.txt", key="a", issued="2020-05-01", page="3", section="要闻", read=READ)


def archive(article: Article) -> Archive:
    return Archive([article], pages=[SourcePage(RECORD)])


def test_what_was_read_keeps_where_and_what_was_set_is_said_to_be_set() -> None:
    assert RECORD.issue == IssueData(
        issued=READ.issued, page=Printed("3", "page-record"), section=Printed("要闻", "page-record")
    )


def test_an_article_has_the_issue_of_its_page() -> None:
    article = Article(id="a-1", title="题", source=(Span("a.txt", 2, 3),))
    assert archive(article).issue_of(article) == RECORD.issue


def test_what_its_own_file_says_comes_first() -> None:
    article = Article(id="a-1", title="题", issued="2020-05-02", page="A1", source=(Span("a.txt", 2, 3),))
    issue = archive(article).issue_of(article)
    assert issue.issued == Printed("2020-05-02", "curator")
    assert issue.page == Printed("A1", "curator")
    assert issue.section == Printed("要闻", "page-record")


def test_an_article_without_a_page_has_what_its_file_says() -> None:
    article = Article(id="letter", title="题", issued="1957", issued_from="masthead")
    assert archive(article).issue_of(article) == IssueData(issued=Printed("1957", "masthead"))
