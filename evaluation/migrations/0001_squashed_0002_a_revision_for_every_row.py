import cnclctpa.folding
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('evaluation', '0001_initial'), ('evaluation', '0002_a_revision_for_every_row')]

    initial = True

    dependencies = [
        ('activities', '0004_a_revision_for_every_row'),
        ('reference', '0002_a_revision_for_every_row'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('kind', models.CharField(choices=[('tip', 'TIP report'), ('upr', 'Universal Periodic Review'), ('cedaw', 'Committee on the Elimination of Discrimination against Women'), ('crc', 'Committee on the Rights of the Child')], max_length=5, verbose_name='report')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year of the report')),
                ('covers_from', models.DateField(blank=True, null=True, verbose_name='covers from')),
                ('covers_to', models.DateField(blank=True, null=True, verbose_name='covers to')),
                ('tier', models.CharField(blank=True, choices=[('tier_1', 'Tier 1'), ('tier_2', 'Tier 2'), ('watch_list', 'Tier 2 Watch List'), ('tier_3', 'Tier 3')], max_length=10, verbose_name='level')),
                ('certainty', models.CharField(choices=[('certain', 'certain'), ('probable', 'probable'), ('uncertain', 'uncertain'), ('not_found', 'not found')], default='certain', max_length=10, verbose_name='certainty')),
                ('findings', models.TextField(blank=True, verbose_name='findings')),
                ('findings_fr', models.TextField(blank=True, null=True, verbose_name='findings')),
                ('findings_en', models.TextField(blank=True, null=True, verbose_name='findings')),
                ('search_text', cnclctpa.folding.FoldedField('findings_fr', 'findings_en', blank=True, default='', editable=False)),
                ('figures', models.ManyToManyField(blank=True, related_name='assessments', to='reference.figure', verbose_name='figures')),
                ('sources', models.ManyToManyField(blank=True, related_name='assessments', to='reference.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'international report',
                'verbose_name_plural': 'international reports',
                'ordering': ['-year', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'year'), name='evaluation_assessment_one_per_year', violation_error_message='The report of this year is already there.'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'tip'), models.Q(('tier', ''), _negated=True)), models.Q(models.Q(('kind', 'tip'), _negated=True), ('tier', '')), _connector='OR'), name='evaluation_assessment_tier_of_tip_only', violation_error_message='A TIP report gives a level; other reports give none.'), models.CheckConstraint(condition=models.Q(models.Q(('covers_from__isnull', True), ('covers_to__isnull', True)), models.Q(('covers_from__isnull', False), ('covers_from__lt', models.F('covers_to')), ('covers_to__isnull', False)), _connector='OR'), name='evaluation_assessment_period_in_order', violation_error_message='The period covered cannot end before it begins.')],
            },
        ),
        migrations.CreateModel(
            name='AssessmentStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('text', models.TextField(verbose_name='what the sources say')),
                ('text_fr', models.TextField(null=True, verbose_name='what the sources say')),
                ('text_en', models.TextField(null=True, verbose_name='what the sources say')),
                ('certainty', models.CharField(choices=[('certain', 'certain'), ('probable', 'probable'), ('uncertain', 'uncertain'), ('not_found', 'not found')], default='certain', max_length=10, verbose_name='certainty')),
                ('is_retained', models.BooleanField(default=True, verbose_name='retained')),
                ('reason', models.TextField(blank=True, verbose_name='why it is retained, or not')),
                ('reason_fr', models.TextField(blank=True, null=True, verbose_name='why it is retained, or not')),
                ('reason_en', models.TextField(blank=True, null=True, verbose_name='why it is retained, or not')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='evaluation.assessment')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='reference.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'statement of an international report',
                'verbose_name_plural': 'statements of international reports',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('text_fr__isnull', False), models.Q(('text_fr', ''), _negated=True)), name='evaluation_assessmentstatement_text_in_french', violation_error_message='The French text is required.'), models.CheckConstraint(condition=models.Q(('is_retained', True), models.Q(('reason_fr__isnull', False), models.Q(('reason_fr', ''), _negated=True)), _connector='OR'), name='evaluation_assessmentstatement_says_why_not_retained', violation_error_message='Say why this statement is not retained.')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('reference', models.SlugField(max_length=40, unique=True, verbose_name='reference')),
                ('text', models.TextField(verbose_name='text')),
                ('text_fr', models.TextField(null=True, verbose_name='text')),
                ('text_en', models.TextField(null=True, verbose_name='text')),
                ('pillar', models.CharField(blank=True, choices=[('prevention', 'Prevention'), ('protection', 'Protection'), ('prosecution', 'Prosecution'), ('partnership', 'Partnership')], max_length=12, verbose_name='pillar')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('issued_precision', models.CharField(choices=[('day', 'to the day'), ('month', 'to the month'), ('year', 'to the year')], default='day', max_length=5, verbose_name='precision of the date')),
                ('certainty', models.CharField(choices=[('certain', 'certain'), ('probable', 'probable'), ('uncertain', 'uncertain'), ('not_found', 'not found')], default='certain', max_length=10, verbose_name='certainty')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_fr', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('search_text', cnclctpa.folding.FoldedField('reference', 'text_fr', 'text_en', 'note_fr', blank=True, default='', editable=False)),
                ('addressed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='reference.organisation')),
                ('assessment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='evaluation.assessment')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='activities.outcome')),
                ('sources', models.ManyToManyField(blank=True, related_name='recommendations', to='reference.source', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
                'ordering': ['-issued_on', 'reference'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text_fr__isnull', False), models.Q(('text_fr', ''), _negated=True)), name='evaluation_recommendation_text_in_french', violation_error_message='The French text is required.'), models.CheckConstraint(condition=models.Q(models.Q(('assessment__isnull', True), ('outcome__isnull', False)), models.Q(('assessment__isnull', False), ('outcome__isnull', True)), _connector='OR'), name='evaluation_recommendation_has_one_origin', violation_error_message='A recommendation comes from one workshop outcome or one report.')],
            },
        ),
    ]
