"""`manage.py remove_factor`: the last resort for a lost second factor,
when no two people are left to do it on the site.
"""

from django.core.management.base import BaseCommand, CommandError

from members.account import lost_factors


class Command(BaseCommand):
    help = (
        "Remove the second factor of an account whose owner lost it, end its sessions, and record that it "
        "was done on the server."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument(
            "--reason", required=True, help="how you know that it is them who ask; it stays in the record"
        )

    def handle(self, *, email, reason, **options):
        person = lost_factors.with_factors().filter(email__iexact=email).first()
        if person is None:
            raise CommandError("No account with a second factor has this address.")
        lost_factors.remove_on_server(person=person, reason=reason[:300])
        self.stdout.write("The second factor is removed. It stands in the record, and its owner is told by letter.")
