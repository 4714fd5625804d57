"""Which people: who belongs to the Forum today, who decides, who keeps its record, and who sees whom."""

from functools import lru_cache

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from common import keeping
from members import access
from members.models.bodies import Representative
from members.models.periods import Capacity
from members.models.standing import Office, Standing, Term


def _is_in(*rows):
    """Return the condition (Q) that a person is the person of one of these rows."""
    condition = Q()
    for some in rows:
        condition |= Q(pk__in=some.order_by().values("person"))
    return condition


def words_today():
    """Return (name, rows, column) of all that gives somebody rights today."""
    return [
        ("capacities", Standing.objects.current().order_by(), "capacity"),
        ("roles", Term.objects.current().order_by(), "office__role"),
        ("bodies", Representative.objects.in_force().words().order_by(), "word"),
    ]


class PersonQuerySet(models.QuerySet):
    def standing_now(self):
        """People with a standing or an office today, or who represent an organisation with one."""
        rows = (Standing.objects.current(), Term.objects.current(), Representative.objects.in_force())
        return self.filter(is_active=True).filter(_is_in(*rows))

    def record_keepers(self):
        """People who hold the administrator's office or the Chair today."""
        keeping = Term.objects.current().filter(office__role__in=[Office.Role.ADMINISTRATOR, Office.Role.CHAIR])
        return self.filter(is_active=True, pk__in=keeping.values("person"))

    def of_capacity(self, capacity, on=None):
        """People who are (or on that date were) members, partners or associates, themselves or for an organisation."""
        own, others = (
            Standing.objects.current(on).filter(capacity=capacity),
            Representative.objects.in_force(on).filter(held=capacity),
        )
        return self.filter(_is_in(own, others))

    def voters(self, on=None):
        """People who decide (or did on that date): members in their own right,
        and who votes for a member organisation; each once.
        """
        members = Standing.objects.current(on).filter(capacity=Capacity.MEMBER)
        return self.filter(_is_in(members, Representative.objects.voting(on)))

    def for_a_meeting(self, *, is_shared):
        """People with standing or office today whom something is for that is shared
        with partners, or with members alone.
        """
        if is_shared:
            return self.standing_now()
        everybody = self.model.objects
        sharing = everybody.of_capacity(Capacity.PARTNER) | everybody.of_capacity(Capacity.ASSOCIATE)
        members = everybody.of_capacity(Capacity.MEMBER).values("pk")
        return self.standing_now().exclude(pk__in=sharing.exclude(pk__in=members).values("pk"))

    def with_rights(self):
        """People with what makes up their `rights` read along, so that asking for these needs no query."""
        words = {
            f"{name}_held": ArraySubquery(rows.filter(person=OuterRef("pk")).values(word))
            for name, rows, word in words_today()
        }
        return self.annotate(**words)

    def with_stamp(self):
        """People with their rights, and with the `stamp` of the record as it stood when these were read."""
        return self.with_rights().annotate(stamp=RawSQL(keeping.READ, ()))  # noqa: S611 (constant)

    def visible_to(self, person):
        """The directory: to members and partners those with standing;
        to who keeps the record everybody; to others nobody.
        """
        if access.keeps_the_record(person):
            return self
        return self.standing_now() if access.may_read_directory(person) else self.none()

    def showing(self, field, reader):
        """Those of the people whose field `field` this reader may see: their own, what is for them,
        and all for who keeps the record.
        """
        if access.keeps_the_record(reader):
            return self
        audiences = access.audiences_of(access.reads_people_in(reader))
        return self.filter(Q(pk=reader.pk) | Q(**{f"{field}_audience__in": audiences}))


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email, password=None, **fields):
        """Create and return a person who can log in; without a password they get a code by mail."""
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save(force_insert=True)
        return person

    def create_superuser(self, email, password=None, **fields):
        """Create and return a person with every permission in the Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def who_is(self, pk):
        """Return the person with this key, their rights read along, or None."""
        sql, values = _read_with_rights(self.model, timezone.localdate())
        return next(iter(self.raw(sql, [*values, pk])), None)


@lru_cache(maxsize=2)
def _read_with_rights(people, _today):
    """Return the SQL of one of the `people` (their model) with their rights and the stamp of the record, and its values
    but the last, the key.

    Every page asks for it, and to build it takes longer than to ask it.
    """
    sql, values = people.objects.with_stamp().filter(pk=0).query.sql_with_params()
    return sql, values[:-1]
