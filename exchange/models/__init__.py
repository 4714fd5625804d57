"""The nouns of the exchange."""

from exchange.models.attachments import Attachment
from exchange.models.ideas import Backing, IdeaOutcome
from exchange.models.reports import ExchangeRules, Following, Report
from exchange.models.talks import BallotTalk
from exchange.models.words import Comment, Mention, Post

__all__ = [
    "Attachment", "Backing", "BallotTalk", "Comment", "ExchangeRules", "Following", "IdeaOutcome", "Mention", "Post",
    "Report",
]  # fmt: skip
