"""A small story told by four outlets, for tests."""

from datetime import UTC, datetime

from summarizer.article import Article

AGENCY = Article(
    id="agency",
    title="Ferry runs aground off Port Sennen",
    source="Coastwire",
    published=datetime(2026, 3, 9, 14, 0, tzinfo=UTC),
    text=(
        "The ferry Alma ran aground on a sandbank off Port Sennen on Monday morning. "
        "All 140 passengers were taken off by lifeboat within two hours, the coastguard said. "
        "Nobody was hurt.\n\n"
        "Captain Ines Roe told reporters that the rudder had failed. "
        "“We had no steering and very little time,” she said.\n\n"
        "Read more: Ten ferries that made history"
    ),
)
LOCAL = Article(
    id="local",
    title="Passengers rescued from stricken ferry",
    source="Sennen Observer",
    published=datetime(2026, 3, 9, 18, 30, tzinfo=UTC),
    text=(
        "Lifeboats rescued 140 people from the ferry Alma after she ran aground off Port Sennen. "
        "The rescue took two hours and nobody was hurt, according to the coastguard. "
        "Families waited on the quay with blankets and soup. "
        "The Alma has served the islands since 1987."
    ),
)
DAILY = Article(
    id="daily",
    title="Rudder failure blamed",
    source="The Daily Ledger",
    published=datetime(2026, 3, 10, 6, 0, tzinfo=UTC),
    text=(
        "A failed rudder sent the ferry Alma onto a sandbank off Port Sennen yesterday, her captain said. "
        "Ines Roe, who has sailed the route for nine years, praised her crew of twelve. "
        "The operator, Skerry Line, has cancelled all sailings until the weekend."
    ),
)
BUNDLE = (AGENCY, LOCAL, DAILY)
