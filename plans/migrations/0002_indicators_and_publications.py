

import cnclctpa.folding
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_documents'),
        ('plans', '0001_initial'),
        ('reference', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, verbose_name='identifier')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_fr', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'category',
                'verbose_name_plural': 'categories',
                'ordering': ['dimension', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='from the year')),
                ('text', models.TextField(verbose_name='definition')),
                ('text_fr', models.TextField(null=True, verbose_name='definition')),
                ('text_en', models.TextField(null=True, verbose_name='definition')),
                ('breaks_series', models.BooleanField(default=True, verbose_name='the series breaks')),
            ],
            options={
                'verbose_name': 'definition by year',
                'verbose_name_plural': 'definitions by year',
                'ordering': ['from_year'],
            },
        ),
        migrations.CreateModel(
            name='Dimension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True, verbose_name='identifier')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_fr', models.CharField(max_length=80, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='name')),
            ],
            options={
                'verbose_name': 'breakdown',
                'verbose_name_plural': 'breakdowns',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('code', models.CharField(max_length=24, validators=[django.core.validators.RegexValidator('^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\\Z', 'Write the code with digits and unaccented letters, in groups joined by a full stop or a hyphen, such as 1.2 or OS-3.')], verbose_name='code')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_fr', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('kind', models.CharField(choices=[('number', 'number'), ('percentage', 'percentage'), ('yes_no', 'yes or no'), ('scale', 'scale'), ('text', 'text')], default='number', max_length=10, verbose_name='kind')),
                ('unit', models.CharField(blank=True, max_length=60, verbose_name='unit')),
                ('unit_fr', models.CharField(blank=True, max_length=60, null=True, verbose_name='unit')),
                ('unit_en', models.CharField(blank=True, max_length=60, null=True, verbose_name='unit')),
                ('counting_unit', models.CharField(blank=True, choices=[('person', 'people'), ('victim', 'victims'), ('child', 'children'), ('migrant', 'migrants'), ('investigation', 'investigations'), ('case', 'case files'), ('prosecution', 'prosecutions'), ('conviction', 'convictions'), ('arrest', 'arrests'), ('meeting', 'meetings'), ('copy', 'copies'), ('activity', 'activities'), ('XOF', 'CFA francs'), ('USD', 'United States dollars'), ('area', 'administrative areas'), ('percent', 'per cent')], max_length=15, verbose_name='counting unit')),
                ('direction', models.CharField(choices=[('increase', 'increase'), ('decrease', 'decrease'), ('maintain', 'maintain')], default='increase', max_length=8, verbose_name='direction')),
                ('tolerance', models.DecimalField(decimal_places=4, default=0, max_digits=18, verbose_name='tolerance')),
                ('target_basis', models.CharField(choices=[('cumulative', 'cumulative'), ('of_the_year', 'of the year')], default='cumulative', max_length=12, verbose_name='targets are')),
                ('over_time', models.CharField(choices=[('latest', 'the latest'), ('sum', 'the sum'), ('average', 'the average'), ('max', 'the highest')], default='latest', max_length=8, verbose_name='over time')),
                ('over_places', models.CharField(choices=[('sum', 'the sum'), ('average', 'the average'), ('none', 'not put together')], default='sum', max_length=8, verbose_name='over places and categories')),
                ('baseline', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='baseline')),
                ('baseline_on', models.DateField(blank=True, null=True, verbose_name='date of the baseline')),
                ('baseline_source', models.CharField(blank=True, max_length=300, verbose_name='source of the baseline')),
                ('baseline_source_fr', models.CharField(blank=True, max_length=300, null=True, verbose_name='source of the baseline')),
                ('baseline_source_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='source of the baseline')),
                ('definition', models.TextField(blank=True, verbose_name='definition')),
                ('definition_fr', models.TextField(blank=True, null=True, verbose_name='definition')),
                ('definition_en', models.TextField(blank=True, null=True, verbose_name='definition')),
                ('means_of_verification', models.TextField(blank=True, verbose_name='means of verification')),
                ('means_of_verification_fr', models.TextField(blank=True, null=True, verbose_name='means of verification')),
                ('means_of_verification_en', models.TextField(blank=True, null=True, verbose_name='means of verification')),
                ('method', models.TextField(blank=True, verbose_name='method of collection')),
                ('method_fr', models.TextField(blank=True, null=True, verbose_name='method of collection')),
                ('method_en', models.TextField(blank=True, null=True, verbose_name='method of collection')),
                ('frequency', models.CharField(choices=[('monthly', 'every month'), ('quarterly', 'every quarter'), ('half_yearly', 'every half-year'), ('yearly', 'every year'), ('once', 'once')], default='yearly', max_length=12, verbose_name='frequency')),
                ('assumptions', models.TextField(blank=True, verbose_name='assumptions')),
                ('assumptions_fr', models.TextField(blank=True, null=True, verbose_name='assumptions')),
                ('assumptions_en', models.TextField(blank=True, null=True, verbose_name='assumptions')),
                ('is_headline', models.BooleanField(default=False, verbose_name='headline indicator')),
                ('is_protected', models.BooleanField(default=False, help_text='Counts people who could be recognised when they are few.', verbose_name='protected figure')),
                ('lineage', models.CharField(blank=True, choices=[('continued', 'continued'), ('merged', 'merged'), ('split', 'split'), ('dropped', 'dropped'), ('new', 'new')], max_length=10, verbose_name='lineage')),
                ('added_on', models.DateField(blank=True, null=True, verbose_name='added on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('search_text', cnclctpa.folding.FoldedField('code', 'name_fr', 'name_en', 'definition_fr', blank=True, default='', editable=False)),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['plan', 'position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='to')),
                ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='value')),
                ('numerator', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='numerator')),
                ('denominator', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='denominator')),
                ('words', models.TextField(blank=True, verbose_name='in words')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('correction_reason', models.TextField(blank=True, verbose_name='why it was corrected')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded')),
                ('validated_at', models.DateTimeField(blank=True, null=True, verbose_name='validated')),
            ],
            options={
                'verbose_name': 'measurement',
                'verbose_name_plural': 'measurements',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MeasurementPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
            ],
            options={
                'verbose_name': 'part of a measurement',
                'verbose_name_plural': 'parts of a measurement',
                'ordering': ['category__dimension', 'category__position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('protected_figures', 'protected figures')], max_length=20, verbose_name='kind')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='content')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
                ('prepared_at', models.DateTimeField(auto_now_add=True, verbose_name='prepared')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('withdrawn_reason', models.TextField(blank=True, verbose_name='why it was withdrawn')),
            ],
            options={
                'verbose_name': 'publication',
                'verbose_name_plural': 'publications',
                'ordering': ['-prepared_at'],
            },
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('value', models.DecimalField(decimal_places=4, max_digits=18, verbose_name='value')),
            ],
            options={
                'verbose_name': 'target',
                'verbose_name_plural': 'targets',
                'ordering': ['year'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plans_plan_starts_before_it_ends',
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='plans_plan_starts_before_it_ends', violation_error_message='A plan cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='dimension',
            constraint=models.CheckConstraint(condition=models.Q(('name_fr__isnull', False), models.Q(('name_fr', ''), _negated=True)), name='plans_dimension_name_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddField(
            model_name='category',
            name='dimension',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='categories', to='plans.dimension'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='continues',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='continued_by', to='plans.indicator', verbose_name='indicator of the former plan'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='dimensions',
            field=models.ManyToManyField(blank=True, related_name='indicators', to='plans.dimension', verbose_name='breakdowns'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='objective',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.strategicobjective'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='reference.organisation', verbose_name='responsible'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='result',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='plans.result'),
        ),
        migrations.AddField(
            model_name='definition',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='definitions', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='documents',
            field=models.ManyToManyField(blank=True, related_name='+', to='documents.document', verbose_name='documents'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='plans.indicator'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='reference.region'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='sources',
            field=models.ManyToManyField(blank=True, related_name='+', to='reference.source', verbose_name='sources'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='supersedes',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='plans.measurement', verbose_name='corrects'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='validated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='validated by'),
        ),
        migrations.AddField(
            model_name='measurementpart',
            name='category',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.category'),
        ),
        migrations.AddField(
            model_name='measurementpart',
            name='measurement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='plans.measurement'),
        ),
        migrations.AddField(
            model_name='publication',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by'),
        ),
        migrations.AddField(
            model_name='publication',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='publication',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AddField(
            model_name='target',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='plans.indicator'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('name_fr__isnull', False), models.Q(('name_fr', ''), _negated=True)), name='plans_category_name_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('dimension', 'slug'), name='plans_category_once_per_dimension', violation_error_message='This breakdown already has this category.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('name_fr__isnull', False), models.Q(('name_fr', ''), _negated=True)), name='plans_indicator_name_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*\\Z')), name='plans_indicator_code_is_an_address', violation_error_message='Write the code with digits and unaccented letters, in groups joined by a full stop or a hyphen, such as 1.2 or OS-3.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'code'), name='plans_indicator_code_once_per_plan', violation_error_message='Another indicator of this plan has this code.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('objective__isnull', False), ('result__isnull', True)), models.Q(('objective__isnull', True), ('result__isnull', False)), _connector='OR'), name='plans_indicator_of_one_objective_or_result', violation_error_message='An indicator belongs to one objective or to one result.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('tolerance__gte', 0)), name='plans_indicator_tolerance_not_negative', violation_error_message='A tolerance cannot be negative.'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('baseline__isnull', True), ('kind', 'text')), models.Q(('kind', 'text'), _negated=True), _connector='OR'), name='plans_indicator_text_has_no_number', violation_error_message='An indicator told in words has no baseline in figures.'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.CheckConstraint(condition=models.Q(('text_fr__isnull', False), models.Q(('text_fr', ''), _negated=True)), name='plans_definition_text_in_french', violation_error_message='The French text is required.'),
        ),
        migrations.AddConstraint(
            model_name='definition',
            constraint=models.UniqueConstraint(fields=('indicator', 'from_year'), name='plans_definition_one_per_year', violation_error_message='This indicator already has a definition from this year.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='plans_measurement_period_in_order', violation_error_message='A period cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', True), ('numerator__isnull', True), ('value__isnull', False)), models.Q(('denominator__isnull', False), ('numerator__isnull', False), ('value__isnull', True)), models.Q(('denominator__isnull', True), ('numerator__isnull', True), ('value__isnull', True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='plans_measurement_one_kind_of_value', violation_error_message='Give a value, or a numerator and its denominator, or words.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('denominator__isnull', True), ('denominator__gt', 0), _connector='OR'), name='plans_measurement_denominator_positive', violation_error_message='A denominator is greater than zero.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='plans_measurement_correction_says_why', violation_error_message='Say why the former value is corrected.'),
        ),
        migrations.AddConstraint(
            model_name='measurementpart',
            constraint=models.UniqueConstraint(fields=('measurement', 'category'), name='plans_measurementpart_once_per_category', violation_error_message='This category is already there.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='plans_publication_in_two_hands', violation_error_message='The person who prepared a publication cannot approve it.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='plans_publication_approved_by_somebody', violation_error_message='An approval has an author and a date.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'plan'), ('year__isnull', True)), models.Q(('kind', 'protected_figures'), ('year__isnull', False)), _connector='OR'), name='plans_publication_of_figures_has_a_year', violation_error_message='Protected figures are published by year; a plan is published whole.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='plans_publication_withdrawal_says_why', violation_error_message='Say why this publication is withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('indicator', 'year'), name='plans_target_one_per_year', violation_error_message='This indicator already has a target for this year.'),
        ),
    ]
