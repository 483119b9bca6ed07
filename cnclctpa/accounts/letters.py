"""The mails that leave in the name of the site about an account, each in the language of whoever reads it."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from .models import User

logger = logging.getLogger(__name__)


def send(letter: str, to: str, *, language: str, **context: Any) -> bool:
    """Send a mail, whose two templates bear its name, and say whether it left."""
    with translation.override(language):
        subject = render_to_string(f"accounts/email/{letter}_subject.txt", context).strip()
        message = render_to_string(f"accounts/email/{letter}_message.txt", context).strip() + "\n"
    try:
        send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError as failure:
        # Neither the address nor the letter: the log names no person.
        logger.error("The mail “%s” did not leave: %s", letter, type(failure).__name__)
        return False
    return True


def tell_owner(user: User, letter: str, *, to: str = "", **context: Any) -> None:
    """Tell the owner of an account what somebody else has done to it, once that is kept."""
    told = {"language": user.language, "full_name": user.full_name, "contact": settings.CONTACT_EMAIL}
    transaction.on_commit(partial(send, letter, to or user.email, **told, **context))
