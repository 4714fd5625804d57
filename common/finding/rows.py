"""The words of all that is searched, as the database keeps them."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.keeping import stamps

LEARNS_WORDS = pgtrigger.Trigger(
    name="learns_words",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.After,
    func="""
        INSERT INTO common_searchedword (word)
        SELECT said.word FROM unnest(tsvector_to_array(NEW.words)) AS said (word)
        WHERE said.word ~ '^[a-z]{4,}$'
            AND NOT EXISTS (SELECT 1 FROM common_searchedword known WHERE known.word = said.word);
        RETURN NULL;""",
)


class Searched(models.Model):
    """The words of one row of another table, as a search compares them; written by that table's triggers alone."""

    source = models.CharField(_("table"), max_length=63)
    key = models.BigIntegerField(_("key"))
    heads = models.PositiveSmallIntegerField(_("words of its title"), default=0)
    words = SearchVectorField(_("words"))

    class Meta:
        verbose_name = _("row that is searched")
        verbose_name_plural = _("rows that are searched")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="common_searched_once")]
        indexes = [GinIndex(fields=["words"], name="common_searched_words", fastupdate=False)]
        triggers = [LEARNS_WORDS, *stamps()]

    def __str__(self):
        return f"{self.source} {self.key}"


class SearchedWord(models.Model):
    """A word that is or was in some row, so that a fault of typing can be put right; nobody is told it but from a row
    that they may read.

    It stands twice where two rows brought it at once: nobody ever waits for another who writes the same word.
    """

    word = models.TextField(_("word"))

    class Meta:
        verbose_name = _("word that is searched")
        verbose_name_plural = _("words that are searched")
        indexes = [
            models.Index(fields=["word"], name="common_searchedword_word"),
            GistIndex(OpClass("word", name="gist_trgm_ops"), name="common_searchedword_near"),
        ]
        triggers = stamps()

    def __str__(self):
        return self.word
