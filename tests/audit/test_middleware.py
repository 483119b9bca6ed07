from django.urls import reverse

from cnclctpa.audit.choices import Way
from cnclctpa.audit.models import Entry


def test_what_a_page_changes_is_signed_and_came_through_a_page(client, secretariat):
    client.force_login(secretariat)
    client.post(reverse("accounts:profile"), {"full_name": "Sira Keïta", "language": "fr"})
    entry = Entry.objects.latest()
    assert (entry.verb, entry.actor, entry.way) == ("account.profile_changed", secretariat, Way.PAGE)
