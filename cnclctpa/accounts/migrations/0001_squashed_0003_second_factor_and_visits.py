import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_accounts_memberships_invitations'), ('accounts', '0002_a_revision_for_every_row'), ('accounts', '0003_second_factor_and_visits')]

    initial = True

    dependencies = [
        ('reference', '0002_a_revision_for_every_row'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('full_name', models.CharField(max_length=150, verbose_name='full name')),
                ('language', models.CharField(choices=[('fr', 'français'), ('en', 'English')], default='fr', max_length=2, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, help_text='A closed account keeps its history and can be opened again.', verbose_name='may sign in')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('previous_visit_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='visit before this one')),
                ('second_factor_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='second factor enrolled at')),
                ('recovery_codes_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='recovery codes made at')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'ordering': ['full_name', 'email'],
                'constraints': [models.UniqueConstraint(fields=('email',), name='accounts_user_email_is_unique', violation_error_message='Another account has this e-mail address.'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='accounts_user_email_is_in_lower_case', violation_error_message='Write the e-mail address in lower case.'), models.CheckConstraint(condition=models.Q(('full_name', ''), _negated=True), name='accounts_user_has_a_name', violation_error_message='Give the person’s full name.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('role', models.CharField(choices=[('partner', 'partner'), ('focal_point', 'focal point'), ('secretariat', 'permanent secretariat'), ('administrator', 'administrator')], max_length=15, verbose_name='role')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('full_name', models.CharField(blank=True, max_length=150, verbose_name='full name')),
                ('language', models.CharField(choices=[('fr', 'français'), ('en', 'English')], default='fr', max_length=2, verbose_name='language')),
                ('token_digest', models.CharField(editable=False, max_length=64, verbose_name='digest of the token')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='invited at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('accepted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='accepted at')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                ('accepted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_invitations', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='reference.organisation', verbose_name='organisation')),
                ('region', models.ForeignKey(blank=True, help_text='Empty: all regions.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-invited_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role__in', ('partner', 'focal_point')), _negated=True), ('organisation__isnull', False), _connector='OR'), name='accounts_invitation_has_an_organisation', violation_error_message='A partner or a focal point belongs to an organisation: name it.'), models.CheckConstraint(condition=models.Q(('role', 'focal_point'), ('region__isnull', True), _connector='OR'), name='accounts_invitation_region_is_for_focal_points', violation_error_message='Only a focal point can be limited to one region.'), models.UniqueConstraint(fields=('token_digest',), name='accounts_invitation_token_is_unique', violation_error_message='Another invitation has this token.'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='accounts_invitation_email_is_in_lower_case', violation_error_message='Write the e-mail address in lower case.'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('invited_at'))), name='accounts_invitation_expires_after_it_is_sent', violation_error_message='An invitation cannot expire before it is sent.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='accounts_invitation_is_accepted_by_somebody', violation_error_message='An accepted invitation says by whom, and cannot be withdrawn.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('role', models.CharField(choices=[('partner', 'partner'), ('focal_point', 'focal point'), ('secretariat', 'permanent secretariat'), ('administrator', 'administrator')], max_length=15, verbose_name='role')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, help_text='The last day included.', null=True, verbose_name='to')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='reference.organisation', verbose_name='organisation')),
                ('region', models.ForeignKey(blank=True, help_text='Empty: all regions.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.region', verbose_name='region')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['user', '-starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role__in', ('partner', 'focal_point')), _negated=True), ('organisation__isnull', False), _connector='OR'), name='accounts_membership_has_an_organisation', violation_error_message='A partner or a focal point belongs to an organisation: name it.'), models.CheckConstraint(condition=models.Q(('role', 'focal_point'), ('region__isnull', True), _connector='OR'), name='accounts_membership_region_is_for_focal_points', violation_error_message='Only a focal point can be limited to one region.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='accounts_membership_starts_before_it_ends', violation_error_message='A membership cannot end before it starts.'), models.UniqueConstraint(models.F('user'), models.F('role'), django.db.models.functions.comparison.Coalesce(models.F('organisation_id'), models.Value(0), output_field=models.BigIntegerField()), django.db.models.functions.comparison.Coalesce(models.F('region_id'), models.Value(0), output_field=models.BigIntegerField()), condition=models.Q(('ends_on__isnull', True)), name='accounts_membership_is_open_once', violation_error_message='This person already has this role for this organisation.')],
            },
        ),
    ]
