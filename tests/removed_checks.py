"""Each check of access is taken away in a copy of the project, one at a time: a test must then turn red.

Run by `make trust`; says which, and fails when a check can go without any test noticing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SURFACE = "tests/consistency/test_public_surface.py"


@dataclass(frozen=True)
class Check:
    """What is taken away: a passage of a module, what stands there without it, and who should notice."""

    title: str
    path: str
    passage: str
    without: str
    noticed_by: tuple[str, ...]


CHECKS = (
    Check(
        "an object is edited by whoever may only see it",
        "cnclctpa/portal/editing/editor.py",
        "        if not self.allowed(user, row):\n            raise PermissionDenied\n",
        "        pass\n",
        (SURFACE, "-k", "activity-update"),
    ),
    Check(
        "drafts of plans are seen by everybody",
        "plans/models/plans.py",
        "        return self.filter(visible)\n",
        "        return self\n",
        (SURFACE, "-k", "plan-dashboard"),
    ),
    Check(
        "activities of drafts are seen by everybody",
        "activities/models/activities.py",
        "        return self.filter(plan__in=Plan.objects.visible_to(user))\n",
        "        return self\n",
        (SURFACE, "-k", "activity-detail"),
    ),
    Check(
        "reports not yet validated are seen by everybody",
        "activities/models/reports.py",
        "        return found.filter(seen)\n",
        "        return found\n",
        (SURFACE, "-k", "report-detail"),
    ),
    Check(
        "documents of the secretariat are seen by everybody",
        "cnclctpa/documents/models.py",
        "        return self.filter(seen).filter(within_reach(user or AnonymousUser()))\n",
        "        return self.filter(within_reach(user or AnonymousUser()))\n",
        (SURFACE, "-k", "document-detail"),
    ),
    Check(
        "a document is seen before what it is attached to",
        "cnclctpa/documents/models.py",
        ".filter(within_reach(user or AnonymousUser()))",
        "",
        ("tests/portal/test_unreachable.py",),
    ),
    Check(
        "pages are open to whoever has not signed in",
        "cnclctpa/settings.py",
        '    "django.contrib.auth.middleware.LoginRequiredMiddleware",\n',
        "",
        (SURFACE, "-k", "profile"),
    ),
    Check(
        "the administration is open to whoever has signed in",
        "cnclctpa/accounts/permissions.py",
        "    return may(request.user, Permission.ADMINISTER) and not lacks_second_factor(request.user)\n",
        "    return request.user.is_authenticated\n",
        (SURFACE, "tests/admin", "-k", "admin"),
    ),
    Check(
        "the second factor is asked of nobody",
        "cnclctpa/accounts/middleware.py",
        "or not lacks_second_factor(request.user)",
        "or True",
        ("tests/accounts",),
    ),
    Check(
        "protected counts are read exactly by everybody",
        "plans/protected.py",
        "def is_open(protection: Protection | None, reader: Reader) -> bool:\n",
        "def is_open(protection: Protection | None, reader: Reader) -> bool:\n    return True\n",
        ("tests/plans/test_protected.py", "tests/portal/test_small_numbers.py"),
    ),
    Check(
        "a focal point reports for any organisation",
        "activities/permissions.py",
        "    return activity.lead_id is not None and activity.lead_id in {one.pk for one in own}\n",
        "    return bool(own)\n",
        ("tests/activities/test_permissions.py", SURFACE, "-k", "report"),
    ),
    Check(
        "a later save overwrites an earlier one",
        "cnclctpa/forms/versions.py",
        '        return self.data.get(self.add_prefix("revision")) != str(self.instance.revision)\n',
        "        return False\n",
        ("tests/portal/editing/test_engine.py",),
    ),
    Check(
        "a form sent twice makes two objects",
        "cnclctpa/work/once.py",
        "    return redirect(found.address) if found else None\n",
        "    return None\n",
        ("tests/portal/editing/test_engine.py",),
    ),
    Check(
        "a form of the administration sent twice makes two objects",
        "cnclctpa/administration/site.py",
        "    return once(request, view) if is_kept else view()\n",
        "    return view()\n",
        ("tests/admin/test_twice.py",),
    ),
    Check(
        "people close their own account",
        "cnclctpa/accounts/leaving.py",
        "    if by is not None and by.pk == user.pk:\n",
        "    if by is None and user is None:\n",
        ("tests/accounts/test_leaving.py",),
    ),
    Check(
        "a text of a CSV file may be a formula",
        "cnclctpa/exports/texts.py",
        'return f"\'{text}" if is_formula(text) or text.startswith("\'") else text',
        "return text",
        ("tests/exports",),
    ),
)


def main() -> int:
    unnoticed = [check for check in CHECKS if not notices(check)]
    say(f"{len(CHECKS) - len(unnoticed)} of {len(CHECKS)} checks are missed when they are taken away.")
    return int(bool(unnoticed))


def notices(check: Check) -> bool:
    """Whether a test fails once the check is gone; an error of the copy itself is no notice."""
    with tempfile.TemporaryDirectory(prefix="cnclctpa-removed-") as folder:
        copy = Path(folder) / "project"
        copied(copy)
        path = copy / check.path
        text = path.read_text()
        if check.passage not in text:
            say(f"NOT FOUND  {check.title}: {check.path} has changed.")
            return False
        path.write_text(text.replace(check.passage, check.without))
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *check.noticed_by],
            cwd=copy,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(copy), "TRUST": "full"},
        )
    is_red = run.returncode == 1 and "failed" in run.stdout
    say(f"{'red' if is_red else 'NOT RED'}  {check.title}: {run.stdout.strip().splitlines()[-1]}")
    return is_red


def copied(folder: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
