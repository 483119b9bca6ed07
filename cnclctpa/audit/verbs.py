"""What the trail calls each deed, in words: ``plan.published`` reads « published ».

The first part says of what, which the entry tells by itself; only the second is looked up here.
"""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "accepted": _("accepted"),
    "added": _("added"),
    "adopted": _("adopted"),
    "approved": _("approved"),
    "budget_set": _("budget set"),
    "changed": _("changed"),
    "closed": _("closed"),
    "committed": _("committed"),
    "corrected": _("corrected"),
    "created": _("created"),
    "deleted": _("deleted"),
    "done": _("done"),
    "draft": _("turned into a draft"),
    "ended": _("ended"),
    "evaluated": _("evaluated"),
    "granted": _("granted"),
    "in_force": _("put into force"),
    "lineage_declared": _("lineage declared"),
    "loaded": _("loaded"),
    "multiplied": _("multiplied"),
    "opened": _("opened"),
    "password_changed": _("password changed"),
    "postponed": _("postponed"),
    "prepared": _("prepared"),
    "profile_changed": _("profile changed"),
    "published": _("published"),
    "recorded": _("recorded"),
    "recovery_codes_renewed": _("recovery codes renewed"),
    "removed": _("removed"),
    "reopened": _("reopened"),
    "returned": _("sent back"),
    "saved": _("saved"),
    "second_factor_enrolled": _("second factor enrolled"),
    "second_factor_removed": _("second factor removed"),
    "second_factor_reset": _("second factor reset"),
    "seen": _("seen"),
    "sent": _("sent"),
    "shared": _("shared with partners"),
    "submitted": _("submitted"),
    "unshared": _("no longer shared with partners"),
    "validated": _("validated"),
    "withdrawn": _("withdrawn"),
}


def in_words(verb: str) -> str:
    """A deed that has no words yet is told by its name."""
    return str(WORDS.get(verb.rpartition(".")[2], verb))
