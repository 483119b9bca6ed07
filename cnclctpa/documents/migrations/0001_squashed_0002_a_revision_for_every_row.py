import cnclctpa.documents.models
import cnclctpa.documents.types
import cnclctpa.folding
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_documents'), ('documents', '0002_a_revision_for_every_row')]

    initial = True

    dependencies = [
        ('accounts', '0003_second_factor_and_visits'),
        ('reference', '0002_a_revision_for_every_row'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('title_fr', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=250, null=True, verbose_name='title')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('report', 'report'), ('legal_text', 'legal text'), ('minutes', 'minutes'), ('supporting', 'supporting document'), ('other', 'other document')], default='other', max_length=15, verbose_name='kind')),
                ('language', models.CharField(choices=[('fr', 'in French'), ('en', 'in English'), ('other', 'in another language')], default='fr', max_length=5, verbose_name='language')),
                ('file', models.FileField(blank=True, upload_to=cnclctpa.documents.models.stored_name, validators=[cnclctpa.documents.types.check], verbose_name='file')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('size', models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='size in bytes')),
                ('digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='SHA-256 digest')),
                ('audience', models.CharField(choices=[('public', 'everybody'), ('partners', 'partners'), ('organisation', 'the organisation that provided it'), ('secretariat', 'the secretariat')], default='secretariat', max_length=15, verbose_name='who may see it')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added at')),
                ('search_text', cnclctpa.folding.FoldedField('title_fr', 'title_en', blank=True, default='', editable=False)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reference.organisation', verbose_name='provided by')),
                ('uploaded_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-uploaded_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('title_fr__isnull', False), models.Q(('title_fr', ''), _negated=True)), name='documents_document_title_in_french', violation_error_message='The French text is required.'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__regex', '^https?://'), _connector='OR'), name='documents_document_link_is_a_web_address', violation_error_message='Give an address that begins with https:// or http://.'), models.CheckConstraint(condition=models.Q(('file', ''), ('link', ''), _connector='XOR'), name='documents_document_is_a_file_or_a_link', violation_error_message='Give either a file or an address.'), models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('file', ''), ('size__isnull', True)), models.Q(models.Q(('file', ''), _negated=True), models.Q(('digest', ''), _negated=True), ('size__isnull', False)), _connector='OR'), name='documents_document_file_has_a_digest', violation_error_message='A file has a size and a digest; an address has none.'), models.CheckConstraint(condition=models.Q(models.Q(('audience', 'organisation'), _negated=True), ('organisation__isnull', False), _connector='OR'), name='documents_document_organisation_is_named', violation_error_message='Say which organisation this document is kept for.')],
            },
        ),
    ]
