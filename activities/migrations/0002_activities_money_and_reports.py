

import cnclctpa.folding
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0001_initial'),
        ('documents', '0001_documents'),
        ('plans', '0002_indicators_and_publications'),
        ('reference', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('code', models.CharField(max_length=24, validators=[django.core.validators.RegexValidator('^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\\Z', 'Write the code with digits and unaccented letters, in groups joined by a full stop or a hyphen, such as 1.2 or OS-3.')], verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('title', models.CharField(max_length=400, verbose_name='title')),
                ('title_fr', models.CharField(max_length=400, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=400, null=True, verbose_name='title')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('description_fr', models.TextField(blank=True, null=True, verbose_name='description')),
                ('description_en', models.TextField(blank=True, null=True, verbose_name='description')),
                ('kind', models.CharField(choices=[('training', 'training'), ('awareness', 'awareness'), ('legislation', 'legislation'), ('victim_care', 'victim care'), ('investigation', 'investigation and prosecution'), ('data', 'data'), ('coordination', 'coordination'), ('equipment', 'equipment'), ('other', 'other')], default='other', max_length=14, verbose_name='kind')),
                ('target_group', models.CharField(blank=True, choices=[('state_actors', 'State actors'), ('civil_society', 'civil society'), ('population', 'population'), ('victims', 'victims')], max_length=14, verbose_name='target group')),
                ('priority', models.CharField(choices=[('high', 'high'), ('normal', 'normal'), ('low', 'low')], default='normal', max_length=6, verbose_name='priority')),
                ('original_starts_on', models.DateField(blank=True, null=True, verbose_name='original start')),
                ('original_ends_on', models.DateField(blank=True, null=True, verbose_name='original end')),
                ('forecast_on', models.DateField(blank=True, null=True, verbose_name='forecast date')),
                ('blocking_cause', models.CharField(blank=True, choices=[('funding', 'funding'), ('security', 'security'), ('institutional', 'institutional'), ('partner', 'partner'), ('legal', 'legal'), ('other', 'other cause')], max_length=14, verbose_name='cause of delay')),
                ('blocking_note', models.TextField(blank=True, verbose_name='what blocks it')),
                ('weight', models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name='weight')),
                ('added_on', models.DateField(blank=True, null=True, verbose_name='added on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='why it was withdrawn')),
                ('sort_text', cnclctpa.folding.FoldedField('title_fr', blank=True, default='', editable=False)),
                ('search_text', cnclctpa.folding.FoldedField('code', 'title_fr', 'title_en', 'description_fr', blank=True, default='', editable=False)),
                ('annual_plans', models.ManyToManyField(blank=True, related_name='activities', to='plans.annualplan', verbose_name='annual plans')),
                ('documents', models.ManyToManyField(blank=True, related_name='activities', to='documents.document', verbose_name='documents')),
                ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_activities', to='reference.organisation', verbose_name='lead organisation')),
                ('objective', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='plans.strategicobjective')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='plans.plan')),
                ('regions', models.ManyToManyField(blank=True, related_name='activities', to='reference.region', verbose_name='regions')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='plans.result')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['plan', 'position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ActivityLineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('continued', 'continued'), ('merged', 'merged'), ('split', 'split'), ('dropped', 'dropped'), ('new', 'new')], max_length=10, verbose_name='lineage')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ancestors', to='activities.activity', verbose_name='activity')),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='heirs', to='activities.activity', verbose_name='former activity')),
            ],
            options={
                'verbose_name': 'lineage of an activity',
                'verbose_name_plural': 'lineage of activities',
                'ordering': ['former', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ActivityPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='role')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='activities.activity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnered_activities', to='reference.organisation')),
            ],
            options={
                'verbose_name': 'partner organisation',
                'verbose_name_plural': 'partner organisations',
                'ordering': ['organisation__sort_text', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('category', models.CharField(choices=[('personnel', 'personnel'), ('training', 'workshops and training'), ('equipment', 'equipment'), ('assistance', 'assistance to victims'), ('communication', 'communication'), ('travel', 'travel and missions'), ('other', 'other expenses')], max_length=14, verbose_name='category')),
                ('amount', models.DecimalField(decimal_places=0, max_digits=16, verbose_name='amount (XOF)')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='activities.activity')),
            ],
            options={
                'verbose_name': 'budget line',
                'verbose_name_plural': 'budget lines',
                'ordering': ['year', 'category', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('slug', models.SlugField(max_length=40, verbose_name='identifier')),
                ('starts_on', models.DateField(verbose_name='first day of the period')),
                ('ends_on', models.DateField(verbose_name='last day of the period')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('closes_on', models.DateField(verbose_name='closes on')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='campaigns', to='plans.plan')),
            ],
            options={
                'verbose_name': 'reporting campaign',
                'verbose_name_plural': 'reporting campaigns',
                'ordering': ['plan', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='activities.activity')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations', to='activities.campaign')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expectations', to='reference.organisation')),
            ],
            options={
                'verbose_name': 'expected report',
                'verbose_name_plural': 'expected reports',
                'ordering': ['campaign', 'organisation__sort_text', 'activity'],
            },
        ),
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='date')),
                ('year', models.PositiveSmallIntegerField(verbose_name='budget year')),
                ('amount', models.DecimalField(decimal_places=0, max_digits=16, verbose_name='amount (XOF)')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='reference')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expenses', to='activities.activity')),
                ('funder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='reference.organisation')),
            ],
            options={
                'verbose_name': 'expense',
                'verbose_name_plural': 'expenses',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Funding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='budget year')),
                ('reference', models.CharField(blank=True, max_length=120, verbose_name='reference')),
                ('is_public', models.BooleanField(default=False, help_text="Everyone may read this funder’s amounts, not partners only.", verbose_name='public')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fundings', to='activities.activity')),
                ('funder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fundings', to='reference.organisation')),
            ],
            options={
                'verbose_name': 'funding',
                'verbose_name_plural': 'fundings',
                'ordering': ['year', 'funder__sort_text', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FundingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('pledged', 'pledged'), ('mobilised', 'mobilised'), ('disbursed', 'disbursed')], max_length=10, verbose_name='stage')),
                ('on', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=0, max_digits=16, verbose_name='amount (XOF)')),
                ('currency', models.CharField(default='XOF', max_length=3, verbose_name='currency')),
                ('foreign_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='amount in that currency')),
                ('rate', models.DecimalField(blank=True, decimal_places=6, max_digits=14, null=True, verbose_name='rate')),
                ('rate_on', models.DateField(blank=True, null=True, verbose_name='date of the rate')),
                ('funding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='activities.funding')),
            ],
            options={
                'verbose_name': 'funding step',
                'verbose_name_plural': 'funding steps',
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('title_fr', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=300, null=True, verbose_name='title')),
                ('weight', models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name='weight')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='activities.activity')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['position', 'due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='new start')),
                ('ends_on', models.DateField(verbose_name='new end')),
                ('cause', models.CharField(choices=[('funding', 'funding'), ('security', 'security'), ('institutional', 'institutional'), ('partner', 'partner'), ('legal', 'legal'), ('other', 'other cause')], max_length=14, verbose_name='cause of delay')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='activities.activity')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'postponement',
                'verbose_name_plural': 'postponements',
                'ordering': ['decided_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('starts_on', models.DateField(verbose_name='first day of the period')),
                ('ends_on', models.DateField(verbose_name='last day of the period')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('validated', 'validated')], default='draft', max_length=10, verbose_name='state')),
                ('status', models.CharField(choices=[('not_started', 'not started'), ('under_way', 'under way'), ('completed', 'completed'), ('suspended', 'suspended'), ('cancelled', 'cancelled')], max_length=12, verbose_name='status of the activity')),
                ('percentage', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='progress (%)')),
                ('begun_on', models.DateField(blank=True, null=True, verbose_name='begun on')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='ended, suspended or cancelled on')),
                ('narrative', models.TextField(blank=True, verbose_name='what was done')),
                ('difficulties', models.TextField(blank=True, verbose_name='difficulties')),
                ('cause', models.CharField(blank=True, choices=[('funding', 'funding'), ('security', 'security'), ('institutional', 'institutional'), ('partner', 'partner'), ('legal', 'legal'), ('other', 'other cause')], max_length=14, verbose_name='cause of delay')),
                ('forecast_on', models.DateField(blank=True, null=True, verbose_name='forecast date')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='validated or returned')),
                ('return_reason', models.TextField(blank=True, verbose_name='why it was returned')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='activities.activity')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='activities.campaign')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('documents', models.ManyToManyField(blank=True, related_name='reports', to='documents.document', verbose_name='documents')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'progress report',
                'verbose_name_plural': 'progress reports',
                'ordering': ['-ends_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PeopleReached',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sex', models.CharField(choices=[('women', 'women'), ('men', 'men'), ('not_stated', 'sex not stated')], max_length=10, verbose_name='sex')),
                ('age_group', models.CharField(choices=[('adult', 'adults'), ('child', 'children'), ('not_stated', 'age not stated')], max_length=10, verbose_name='age group')),
                ('count', models.PositiveIntegerField(verbose_name='number of people')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.region')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people_reached', to='activities.progressreport')),
            ],
            options={
                'verbose_name': 'people reached',
                'verbose_name_plural': 'people reached',
                'ordering': ['sex', 'age_group', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IndicatorAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='value')),
                ('numerator', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='numerator')),
                ('denominator', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='denominator')),
                ('words', models.TextField(blank=True, verbose_name='in words')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.category')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='plans.indicator')),
                ('measurement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='plans.measurement', verbose_name='measurement')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.region')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='activities.progressreport')),
            ],
            options={
                'verbose_name': 'answer on an indicator',
                'verbose_name_plural': 'answers on indicators',
                'ordering': ['report', 'indicator', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('title_fr__isnull', False), models.Q(('title_fr', ''), _negated=True)), name='activities_activity_title_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\\Z')), name='activities_activity_code_is_an_address', violation_error_message='Write the code with digits and unaccented letters, in groups joined by a full stop or a hyphen, such as 1.2 or OS-3.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='activities_activity_code_once_per_plan', violation_error_message='Another activity of this plan has this code.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('objective__isnull', False), ('result__isnull', True)), models.Q(('objective__isnull', True), ('result__isnull', False)), _connector='OR'), name='activities_activity_of_one_objective_or_result', violation_error_message='An activity belongs to one objective or to one result.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('original_starts_on__isnull', True), ('original_ends_on__isnull', True), ('original_starts_on__lte', models.F('original_ends_on')), _connector='OR'), name='activities_activity_starts_before_it_ends', violation_error_message='An activity cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 0)), name='activities_activity_weight_not_negative', violation_error_message='A weight cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='activities_activity_withdrawal_says_why', violation_error_message='Say why this activity is withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('added_on__isnull', True), ('withdrawn_on__isnull', True), ('added_on__lte', models.F('withdrawn_on')), _connector='OR'), name='activities_activity_added_before_withdrawn', violation_error_message='An activity cannot be withdrawn before it is added.'),
        ),
        migrations.AddConstraint(
            model_name='activitylineage',
            constraint=models.UniqueConstraint(models.F('former'), django.db.models.functions.comparison.Coalesce('activity', 0, output_field=models.BigIntegerField()), name='activities_activitylineage_once_per_pair', violation_error_message='This lineage is already there.'),
        ),
        migrations.AddConstraint(
            model_name='activitylineage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('kind', 'dropped')), models.Q(models.Q(('kind__in', ['dropped', 'new']), _negated=True), ('activity__isnull', False)), _connector='OR'), name='activities_activitylineage_dropped_has_no_heir', violation_error_message='An activity that was dropped has no heir; any other has one.'),
        ),
        migrations.AddConstraint(
            model_name='activitypartner',
            constraint=models.UniqueConstraint(fields=('activity', 'organisation'), name='activities_activitypartner_once_per_activity', violation_error_message='This organisation is already a partner of the activity.'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('activity', 'year', 'category'), name='activities_budgetline_one_per_category', violation_error_message='This year already has a line of this category.'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='activities_budgetline_amount_not_negative', violation_error_message='An amount cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.UniqueConstraint(fields=('plan', 'slug'), name='activities_campaign_once_per_plan', violation_error_message='This plan already has this campaign.'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='activities_campaign_period_in_order', violation_error_message='A period cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__lte', models.F('closes_on')), ('opens_on__lte', models.F('due_on'))), name='activities_campaign_opens_then_due_then_closes', violation_error_message='A campaign opens, then its reports are due, then it closes.'),
        ),
        migrations.AddConstraint(
            model_name='expectation',
            constraint=models.UniqueConstraint(fields=('campaign', 'activity'), name='activities_expectation_once_per_campaign', violation_error_message='This campaign already expects a report on this activity.'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='activities_expense_amount_positive', violation_error_message='An expense is greater than zero.'),
        ),
        migrations.AddConstraint(
            model_name='funding',
            constraint=models.UniqueConstraint(fields=('activity', 'funder', 'year', 'reference'), name='activities_funding_once_per_year', violation_error_message="This funder’s commitment for this year is already there."),
        ),
        migrations.AddConstraint(
            model_name='fundingstep',
            constraint=models.UniqueConstraint(fields=('funding', 'stage', 'on'), name='activities_fundingstep_one_per_day', violation_error_message='This stage already has an amount on this day.'),
        ),
        migrations.AddConstraint(
            model_name='fundingstep',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='activities_fundingstep_amount_not_negative', violation_error_message='An amount cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='fundingstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('currency', 'XOF'), ('foreign_amount__isnull', True)), models.Q(models.Q(('currency', 'XOF'), _negated=True), ('foreign_amount__isnull', False), ('rate__isnull', False), ('rate_on__isnull', False)), _connector='OR'), name='activities_fundingstep_foreign_has_a_rate', violation_error_message="An amount of another currency needs its rate and the rate’s date."),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('title_fr__isnull', False), models.Q(('title_fr', ''), _negated=True)), name='activities_milestone_title_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gte', 0)), name='activities_milestone_weight_not_negative', violation_error_message='A weight cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='postponement',
            constraint=models.UniqueConstraint(fields=('activity', 'decided_on'), name='activities_postponement_one_per_day', violation_error_message='A postponement was already decided on this day: correct it.'),
        ),
        migrations.AddConstraint(
            model_name='postponement',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='activities_postponement_starts_before_it_ends', violation_error_message='An activity cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.UniqueConstraint(fields=('activity', 'campaign'), name='activities_progressreport_one_per_campaign', violation_error_message='This activity already has a report for this campaign.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='activities_progressreport_period_in_order', violation_error_message='A period cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('percentage__isnull', True), models.Q(('percentage__gte', 0), ('percentage__lte', 100)), _connector='OR'), name='activities_progressreport_percentage_is_one', violation_error_message='Progress goes from 0 to 100 per cent.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'validated'), _negated=True), models.Q(('status__in', ['under_way', 'suspended']), _negated=True), ('percentage__isnull', False), _connector='OR'), name='activities_progressreport_validated_has_progress', violation_error_message='An activity under way or suspended needs its progress in per cent.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='activities_progressreport_return_says_why', violation_error_message='Say why the report is sent back.'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['validated', 'returned']), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='activities_progressreport_decision_dated', violation_error_message='A decision on a report has its date.'),
        ),
        migrations.AddConstraint(
            model_name='peoplereached',
            constraint=models.UniqueConstraint(models.F('report'), models.F('sex'), models.F('age_group'), django.db.models.functions.comparison.Coalesce('region', 0, output_field=models.BigIntegerField()), name='activities_peoplereached_once_per_group', violation_error_message='This group is already counted in this report.'),
        ),
        migrations.AddConstraint(
            model_name='indicatoranswer',
            constraint=models.UniqueConstraint(models.F('report'), models.F('indicator'), django.db.models.functions.comparison.Coalesce('region', 0, output_field=models.BigIntegerField()), django.db.models.functions.comparison.Coalesce('category', 0, output_field=models.BigIntegerField()), name='activities_indicatoranswer_once_per_report', violation_error_message='This report already answers for this indicator.'),
        ),
    ]
