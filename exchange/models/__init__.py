"""The nouns of the exchange."""

from exchange.models.ideas import Backing, IdeaOutcome
from exchange.models.words import Comment, Post

__all__ = ["Backing", "Comment", "IdeaOutcome", "Post"]
