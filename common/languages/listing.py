"""Lists of the admin whose columns of names and texts are sorted as the site's own pages sort them."""

from django.contrib.admin.views.main import ChangeList

from common.both_languages import BothLanguages
from common.languages.ordering import InOrder
from common.text import TitleField


class NamesInOrder(ChangeList):
    """A list that a press on the head of a column of names sorts by the reader's alphabet."""

    def get_ordering_field(self, field_name):
        """What a column is sorted by."""
        if isinstance(text := getattr(self.model, str(field_name), None), BothLanguages):
            return InOrder(*(column.name for column in text.columns.values()))
        names = {field.name for field in self.lookup_opts.fields if isinstance(field, TitleField)}
        return InOrder(field_name) if field_name in names else super().get_ordering_field(field_name)
