
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0002_activities_money_and_reports'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='activitylineage',
            constraint=models.CheckConstraint(condition=models.Q(('activity__isnull', True), models.Q(('activity', models.F('former')), _negated=True), _connector='OR'), name='activities_activitylineage_of_two_activities', violation_error_message='An activity cannot be its own heir.'),
        ),
        migrations.AddConstraint(
            model_name='fundingstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rate__isnull', True), ('rate__gt', 0), _connector='OR'), models.Q(('foreign_amount__isnull', True), ('foreign_amount__gte', 0), _connector='OR')), name='activities_fundingstep_rate_positive', violation_error_message='A rate is greater than zero, and an amount is not negative.'),
        ),
    ]
