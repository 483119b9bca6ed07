"""What the trail calls each deed, in words: ``plan.published`` reads « published ».

The first part says of what, which the entry tells by itself; only the second is looked up here.
"""

from django.utils.translation import pgettext_lazy

WORDS = {
    "accepted": pgettext_lazy("deed", "accepted"),
    "added": pgettext_lazy("deed", "added"),
    "adopted": pgettext_lazy("deed", "adopted"),
    "approved": pgettext_lazy("deed", "approved"),
    "budget_set": pgettext_lazy("deed", "budget set"),
    "changed": pgettext_lazy("deed", "changed"),
    "closed": pgettext_lazy("deed", "closed"),
    "committed": pgettext_lazy("deed", "committed"),
    "corrected": pgettext_lazy("deed", "corrected"),
    "created": pgettext_lazy("deed", "created"),
    "deleted": pgettext_lazy("deed", "deleted"),
    "done": pgettext_lazy("deed", "done"),
    "draft": pgettext_lazy("deed", "turned into a draft"),
    "email_changed": pgettext_lazy("deed", "e-mail address changed"),
    "ended": pgettext_lazy("deed", "ended"),
    "evaluated": pgettext_lazy("deed", "evaluated"),
    "granted": pgettext_lazy("deed", "granted"),
    "in_force": pgettext_lazy("deed", "put into force"),
    "lineage_declared": pgettext_lazy("deed", "lineage declared"),
    "loaded": pgettext_lazy("deed", "loaded"),
    "multiplied": pgettext_lazy("deed", "multiplied"),
    "opened": pgettext_lazy("deed", "opened"),
    "password_changed": pgettext_lazy("deed", "password changed"),
    "postponed": pgettext_lazy("deed", "postponed"),
    "prepared": pgettext_lazy("deed", "prepared"),
    "profile_changed": pgettext_lazy("deed", "profile changed"),
    "published": pgettext_lazy("deed", "published"),
    "rated": pgettext_lazy("deed", "rated"),
    "recorded": pgettext_lazy("deed", "recorded"),
    "recovery_codes_renewed": pgettext_lazy("deed", "recovery codes renewed"),
    "removed": pgettext_lazy("deed", "removed"),
    "reopened": pgettext_lazy("deed", "reopened"),
    "resumed": pgettext_lazy("deed", "resumed"),
    "returned": pgettext_lazy("deed", "sent back"),
    "saved": pgettext_lazy("deed", "saved"),
    "second_factor_enrolled": pgettext_lazy("deed", "second factor enrolled"),
    "second_factor_removed": pgettext_lazy("deed", "second factor removed"),
    "second_factor_reset": pgettext_lazy("deed", "second factor reset"),
    "seen": pgettext_lazy("deed", "seen"),
    "sent": pgettext_lazy("deed", "sent"),
    "shared": pgettext_lazy("deed", "shared with partners"),
    "submitted": pgettext_lazy("deed", "submitted"),
    "undone": pgettext_lazy("deed", "undone"),
    "unshared": pgettext_lazy("deed", "no longer shared with partners"),
    "validated": pgettext_lazy("deed", "validated"),
    "withdrawn": pgettext_lazy("deed", "withdrawn"),
}


def in_words(verb: str) -> str:
    """A deed that has no words yet is told by its name."""
    return str(WORDS.get(verb.rpartition(".")[2], verb))
