"""All settings of the site, read from the environment; without any, it runs by itself with a sample Forum."""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from forum_site.running import database, env, faults, logs, metrics, outages, recording

ROOT = Path(__file__).resolve().parent.parent
VAR = database.usable_var()

# Without DATABASE_URL the site runs its own Postgres, with sample data and without the rules of production.
EMBEDDED = database.is_embedded()
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.kept_secret(VAR / "secret_key", 50) if EMBEDDED else env.text("SECRET_KEY")
SAMPLE_PASSWORD = env.text("SAMPLE_PASSWORD", "") or (EMBEDDED and env.kept_secret(VAR / "sample_password", 9))
SECOND_FACTOR_REQUIRED = not EMBEDDED

# Addresses. Links in letters start with SITE_ORIGIN, never with what a request says; a host may stand for a language.
PORT = env.number("PORT", 8000)
SITE_ORIGIN = env.origin("SITE_ORIGIN", f"http://127.0.0.1:{PORT}" if EMBEDDED else env.REQUIRED)
HTTPS = SITE_ORIGIN.startswith("https:")
LANGUAGE_HOSTS = env.pairs("LANGUAGE_HOSTS")
ALLOWED_HOSTS = [urlsplit(SITE_ORIGIN).hostname, *LANGUAGE_HOSTS, *env.words("ALLOWED_HOSTS")]
if EMBEDDED:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "forum_site.urls"
WSGI_APPLICATION = "forum_site.wsgi.application"

INSTALLED_APPS = [
    "forum_site",
    "exchange",
    "library",
    "taskgroups",
    "meetings",
    "members",
    "common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_prose_editor",
    "pghistory",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "forum_site.running.headers.HeadersMiddleware",
    "forum_site.running.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "forum_site.running.answers.AnswersMiddleware",
    "forum_site.running.known_pages.KnownPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "members.entry.ReaderMiddleware",
    "forum_site.running.language.LanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.account.lasting.LastingMiddleware",
    "members.account.leaving.LeavingMiddleware",
    "members.history.HistoryMiddleware",
    "members.entry.EntryMiddleware",
    "members.account.ratelimits.WrongLinksMiddleware",
    "members.entry.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.account.kept_writing.KeptWritingMiddleware",
    "members.account.switching.SwitchMiddleware",
    "forum_site.running.refusals.RefusalMiddleware",
    "common.once.OnceMiddleware",  # the last
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 does
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["forum_site.running.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "forum_site.pages.navigation.navigation",
                "members.data.views_identity.forum",
                "members.account.switching.typed",
            ],
        },
    }
]

# Data. The cache and the sessions are in the database, so that all workers share them.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **(database.connection() if EMBEDDED else env.database("DATABASE_URL")),
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASES["default"]["OPTIONS"] |= {"pool": outages.pool(env.number("DATABASE_POOL", 8))}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # Django's 300 would let a flood of requests wash the rate limits out
    }
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 2,
    "shutdown_graceful_timeout": 20,
    "task_middleware": [recording.of_job],
}
# Pages made once are kept in each process until the record changes (docs/decisions/17-keeping.md).
KEEPING = env.flag("KEEPING", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files. Uploads are served by the app after a check; the static ones by whitenoise, with their hash in the name.
MEDIA_ROOT = VAR / "files"
MAX_UPLOAD = env.number("MAX_UPLOAD_MB", 20) * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "common.filing.files.LimitedUpload"]
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nobody asks for the others, and each process would remember them, too
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
FILES = env.bucket("FILES_URL")  # None: they are in the folder MEDIA_ROOT
STORAGES = {
    "default": {"BACKEND": "forum_site.running.bucket.FilesInBucket", "OPTIONS": FILES}
    if FILES
    else {"BACKEND": "common.filing.stored.WholeFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "forum_site.running.storage.HashedStaticFiles"
    },
}

# Where backups go (None: nowhere by themselves), and the age keys of those who can open them.
BACKUPS = env.folder_or_bucket("BACKUP_URL")
BACKUP_KEYS = env.age_keys("BACKUP_KEYS")

# Beyond which /readyz says so: how late a job is, how little room the disk has, how long ago the last backup was made
# and the mailbox was read (0: any).
READY_JOBS_MINUTES = env.number("READY_JOBS_MINUTES", 10)
READY_DISK_MB = env.number("READY_DISK_MB", 500)
READY_BACKUP_HOURS = env.number("READY_BACKUP_HOURS", 0 if EMBEDDED else 8 * 24)
READY_MAILBOX_HOURS = env.number("READY_MAILBOX_HOURS", 6)

# Language and time.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("cy", _("Welsh"))]
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "others"]
FORMAT_MODULE_PATH = "forum_site.formats"
TIME_ZONE = "Europe/London"

# Logging in: with an address and a password or a code by mail; accounts are made by the administrator.
AUTH_USER_MODEL = "members.Person"
AUTHENTICATION_BACKENDS = ["members.account.adapter.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.account.passwords.CommonOnes"},
    {"NAME": "members.account.passwords.Published"},
    {"NAME": "members.account.passwords.OwnWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.account.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.account.forms_allauth.LoginForm",
    "request_login_code": "members.account.forms_allauth.RequestLoginCodeForm",
    "confirm_login_code": "members.account.forms_allauth.ConfirmLoginCodeForm",
    "add_email": "members.account.forms_allauth.AddEmailForm",
    "change_password": "members.account.forms_allauth.ChangePasswordForm",
    "set_password": "members.account.forms_allauth.SetPasswordForm",
    "reset_password": "members.account.forms_allauth.ResetPasswordForm",
    "reset_password_from_key": "members.account.forms_allauth.ResetPasswordKeyForm",
    "reauthenticate": "members.account.forms_allauth.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "members.account.forms_allauth.AuthenticateForm",
    "reauthenticate": "members.account.forms_allauth.ReauthenticateCodeForm",
    "activate_totp": "members.account.forms_allauth.ActivateAppForm",
    "add_webauthn": "members.account.forms_allauth.AddKeyForm",
    "edit_webauthn": "members.account.forms_allauth.EditKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = (
    True  # asks our adapter for a letter, which goes to nobody and takes as long as one that goes
)
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # a letter may take a while
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "request_login_code": "20/m/ip", "reset_password": "20/m/ip"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0 if EMBEDDED else 1)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up with another's address: the administrator gives them
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = EMBEDDED
MFA_ADAPTER = "members.account.adapter.FactorAdapter"

# Letters. In embedded mode they land in var/mail instead of leaving the machine.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "forum@forum.example" if EMBEDDED else env.REQUIRED)
MAIL_REPLY_TO = env.text("MAIL_REPLY_TO", DEFAULT_FROM_EMAIL)  # who reads what people answer to a letter
MAIL_INBOX = env.mailbox("MAIL_INBOX", parseaddr(DEFAULT_FROM_EMAIL)[1])  # what comes back; None: nobody reads it here
EMAIL_TIMEOUT = 20
if EMBEDDED:
    EMAIL_BACKEND = "forum_site.pages.mailbox.Backend"
else:
    globals().update(env.mail_server("MAIL_URL"))

# What browsers are told to refuse.
SESSION_ENGINE = "members.account.session_rows"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}language"
LAST_PERSON_COOKIE_NAME = f"{_prefix}last"
CSRF_FAILURE_VIEW = "members.account.kept_writing.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for the whole domain is for its owner to decide
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = logs.settings(
    env.choice("LOG_LEVEL", "INFO", logs.LEVELS), env.choice("LOG_FORMAT", "TEXT" if EMBEDDED else "JSON", logs.FORMS)
)

# Who watches: figures at /metrics for whoever has the token, faults to a Sentry server; without either, none of both.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
if METRICS_TOKEN:
    metrics.collect_in(VAR / "metrics")
SENTRY_DSN = env.text("SENTRY_DSN", "")
faults.tell_faults(SENTRY_DSN, release=env.text("RELEASE", ""))
