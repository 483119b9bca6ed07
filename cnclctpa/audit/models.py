from auditlog.models import AbstractLogEntry


class Entry(AbstractLogEntry):
    pass
