from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_documents"),
        ("plans", "0002_indicators_and_publications"),
        ("reference", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("added_on__isnull", True),
                    ("withdrawn_on__isnull", True),
                    ("added_on__lte", models.F("withdrawn_on")),
                    _connector="OR",
                ),
                name="plans_indicator_added_before_withdrawn",
                violation_error_message="An indicator cannot be withdrawn before it is added.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("continues__isnull", True),
                    models.Q(("continues", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="plans_indicator_does_not_continue_itself",
                violation_error_message="An indicator cannot continue itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supersedes__isnull", True),
                    models.Q(("supersedes", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="plans_measurement_does_not_correct_itself",
                violation_error_message="A measurement cannot correct itself.",
            ),
        ),
    ]
