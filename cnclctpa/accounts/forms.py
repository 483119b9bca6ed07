from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.base.internal.flows import check_rate_limit
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from .models import User
from .second_factor import authenticator_accepting


def helper(*fields):
    """Crispy draws the fields; the page has the form, its token and its button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    return helper


def words_of_ours(form, **labels):
    """Allauth’s fields, with our labels above them and nothing written inside them."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words_of_ours(self, login=_("E-mail address"), password=_("Password"))
        self.helper = helper("login", "password")


class PasswordResetForm(ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words_of_ours(self, email=_("E-mail address"))
        self.helper = helper("email")

    def save(self, request, **kwargs):
        if self.users:
            return super().save(request, **kwargs)
        # A mail leaves in both cases: neither the answer nor its delay tells whether the account exists.
        get_adapter(request).send_mail("account/email/unknown_account", self.cleaned_data["email"], {})
        return self.cleaned_data["email"]


class NewPasswordForm(ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words_of_ours(self, password1=_("New password"), password2=_("New password, once more"))
        self.fields["password1"].help_text = password_validation.password_validators_help_text_html()
        self.helper = helper("password1", "password2")


class PasswordChangeForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words_of_ours(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password, once more"),
        )
        self.fields["password1"].help_text = password_validation.password_validators_help_text_html()
        self.helper = helper("oldpassword", "password1", "password2")


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words_of_ours(self, password=_("Password"))
        self.helper = helper("password")


def code_field(label):
    """A code of six digits; or of eight, on the paper of recovery codes."""
    digits = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=digits))


class AcceptedCode:
    """A code serves once; five wrong ones in five minutes close the door, wherever they come from."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code"))
        self.helper = helper("code")

    def clean_code(self):
        forget_failures = check_rate_limit(self.user)
        self.authenticator = authenticator_accepting(self.user, self.cleaned_data["code"])
        if self.authenticator is None:
            raise get_second_factor_adapter().validation_error("incorrect_code")
        forget_failures()
        return self.cleaned_data["code"]


class CodeForm(AcceptedCode, codes.AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(AcceptedCode, codes.ReauthenticateForm):
    """The code once more, before what matters."""


class EnrolmentForm(forms.Form):
    """The first code of a telephone: it proves that the secret has been read."""

    code = code_field(_("Code shown by the application"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper("code")


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.helper = helper("full_name", "language")


class InvitationForm(forms.Form):
    """What a newcomer chooses: the rest was said by whoever invited them."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    password1 = forms.CharField(label=_("Password"), strip=False)
    password2 = forms.CharField(label=_("Password, once more"), strip=False)

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        for name in ("password1", "password2"):
            self.fields[name].widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        self.fields["password1"].help_text = password_validation.password_validators_help_text_html()
        self.helper = helper("full_name", "password1", "password2")

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        newcomer = User(email=self.email, full_name=self.cleaned_data.get("full_name", ""))
        password_validation.validate_password(password, newcomer)
        return password

    def clean(self):
        super().clean()
        password, again = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if password and password != again:
            self.add_error("password2", _("The two passwords are not the same."))
