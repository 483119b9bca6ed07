"""What must not be forgotten before the site is opened: asked by ``manage.py check --deploy``."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.utils.translation import gettext as _


@register(Tags.security, deploy=True)
def demonstration_is_off(app_configs, **options):
    if not (settings.HTTPS and settings.DEMONSTRATION):
        return []
    sentence = _("Demonstration accounts, whose passwords everybody knows, may sign in to this site.")
    return [Error(sentence, hint=_("Set DEMONSTRATION=False."), id="cnclctpa.E001")]


@register(Tags.security, deploy=True)
def links_in_messages_are_https(app_configs, **options):
    if settings.SITE_URL.startswith("https://"):
        return []
    sentence = _("The links written in messages do not begin with https://: others can read them on the way.")
    return [Error(sentence, hint=_("Set SITE_URL to the https address of the site."), id="cnclctpa.E002")]
