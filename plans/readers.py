"""Who reads: what a report must know of a person, so that it can be kept for everyone who reads the same."""

from dataclasses import dataclass

from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission


@dataclass(frozen=True)
class Reader:
    """What a person may read beyond what is published; equal readers read the same, and share a memory.

    ``organisations`` holds the keys of those whose protected counts are the reader's own.
    """

    reads_every_count: bool = False
    organisations: frozenset[int] = frozenset()
    sees_funders: bool = False
    sees_submitted: bool = False
    sees_opinions: bool = False

    def reads_exactly(self, organisation: int | None) -> bool:
        """Whether the reader reads the exact protected counts that this organisation reports.

        What no organisation answers for belongs to the secretariat alone.
        """
        return self.reads_every_count or (organisation is not None and organisation in self.organisations)


#: A visitor who has not signed in.
PUBLIC = Reader()


def reader_of(user) -> Reader:
    """The reader that a person is, from the memberships already read for the permissions."""
    if user is None or not user.is_authenticated or not user.is_active:
        return PUBLIC
    return Reader(
        reads_every_count=may(user, Permission.SEE_PROTECTED_COUNTS),
        organisations=frozenset(one.pk for one in user.organisations_where(Permission.SEE_PROTECTED_COUNTS)),
        sees_funders=may(user, Permission.SEE_SHARED_DRAFTS),
        sees_submitted=may(user, Permission.SEE_SHARED_DRAFTS),
        sees_opinions=may(user, Permission.SEE_SHARED_DRAFTS),
    )
