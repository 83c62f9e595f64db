"""Every setting, read from the environment (or from files: NAME_FILE). README.md lists them.

Here is what Django and what the board is built of want; beside it what can be read by itself.
"""

from ipaddress import ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port
from django.utils.csp import CSP
from environs import validate

from dengen.settings.database_url import database_of
from dengen.settings.environment import AT_LEAST_ONE, NOT_NEGATIVE, env
from dengen.settings.installation import *
from dengen.settings.mail_url import ANSWERS, mailer_of
from dengen.settings.rules import *
from dengen.settings.watching import *

# --- Django --------------------------------------------------------------------------------

DEBUG = False
IS_SECURE = SITE_URL.startswith("https://")
_site_host, _port = split_domain_port(urlsplit(SITE_URL).netloc)
ALLOWED_HOSTS = env.names(
    "DENGEN_ALLOWED_HOSTS",
    f"{_site_host},localhost,127.0.0.1,[::1]",
)
# Whose word counts on where a request comes from and whether it came by TLS (X-Forwarded-…).
try:
    TRUSTED_PROXIES = [
        ip_network(one) for one in env.names("DENGEN_TRUSTED_PROXIES", "127.0.0.1,::1")
    ]
except ValueError as error:
    raise ImproperlyConfigured(
        f"DENGEN_TRUSTED_PROXIES: {error}. Name the proxies' addresses or networks "
        "(192.0.2.7, 10.1.2.0/28), with commas; host names and * can't be trusted."
    ) from error
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "dengen.accounts.authentication.views.csrf_failure.csrf_failure"
ROOT_URLCONF = "dengen.urls"
WSGI_APPLICATION = "dengen.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks_db",
    "django_prose_editor",
    "dengen.japan",
    "dengen.events",
    "dengen.mail",
    "dengen.ui",
    "dengen.accounts",
    "dengen.listings",
    "dengen.oversight",
    "dengen.privacy",
    "dengen.backup",
    "dengen.console",
    "dengen.watch",
    *(["dengen.demo"] if DEMO else []),
]
MIDDLEWARE = [
    "dengen.watch.probes.ProbeMiddleware",
    "dengen.events.origin.OriginMiddleware",
    "dengen.watch.request_line.RequestLineMiddleware",
    "dengen.ui.encodings.AcceptEncodingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "dengen.ui.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "dengen.ui.in_json.InJsonMiddleware",
    "dengen.ui.too_large.TooLargeMiddleware",
    "dengen.ui.not_allowed.NotAllowedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "dengen.accounts.authentication.middleware.current_account.CurrentAccountMiddleware",
    "dengen.accounts.authentication.middleware.form_owner.FormOwnerMiddleware",
    "dengen.pages.no_store.NoStoreMiddleware",
    "dengen.accounts.authentication.middleware.login_first.LoginFirstMiddleware",
    "dengen.accounts.authentication.middleware.consent_first.ConsentFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dengen.accounts.authentication.middleware.answering.AnsweringMiddleware",
    "dengen.accounts.authentication.middleware.restoring.RestoringMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "dengen.ui.folding.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                ),
            ],
            "builtins": [
                "dengen.pages.templatetags.form_token",
                "dengen.pages.templatetags.kept",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dengen.ui.context.board",
                "dengen.pages.stand_in.form_mark",
            ],
        },
    },
]
FORM_RENDERER = "dengen.ui.renderers.DengenRenderer"

# How much memory each web process may fill with pages that it keeps until the board changes.
PAGE_CACHE_MEGABYTES = env.int("DENGEN_PAGE_CACHE_MEGABYTES", 16, validate=NOT_NEGATIVE)
# How large a file may become in which those of `dengen serve` share what one of them has made.
SHARED_PAGES_MEGABYTES = env.int("DENGEN_SHARED_PAGES_MEGABYTES", 64, validate=AT_LEAST_ONE)

# --- database ------------------------------------------------------------------------------

DATABASES = {
    "default": database_of(
        env.str("DATABASE_URL", f"sqlite:///{DATA_DIR / 'dengen.sqlite3'}"),
        env.str("DENGEN_SQLITE_SYNCHRONOUS", "full"),
    )
}
# Requests that each web process works on at a time, and connections to PostgreSQL that it has.
THREADS = env.int("DENGEN_THREADS", 80, validate=AT_LEAST_ONE)
DATABASE_CONNECTIONS = env.int("DENGEN_DATABASE_CONNECTIONS", 16, validate=AT_LEAST_ONE)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- who may come in -----------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["dengen.accounts.authentication.backend.AccountBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "listings:home"
PASSWORD_HASHERS = ["dengen.accounts.membership.passwords.rules.Argon2Hasher"]
# How many passwords each web process hashes at once, and how long one waits for its turn.
HASHES_AT_ONCE = env.int("DENGEN_HASHES_AT_ONCE", 1, validate=AT_LEAST_ONE)
HASH_WAIT_SECONDS = env.float("DENGEN_HASH_WAIT_SECONDS", 10, validate=NOT_NEGATIVE)
AUTH_PASSWORD_VALIDATORS = [
    # The first that is broken is told. What follows the length takes time with every character.
    {"NAME": "dengen.accounts.membership.passwords.rules.LengthValidator"},
    {"NAME": "dengen.accounts.membership.passwords.rules.HalfWidthValidator"},
    {"NAME": "dengen.accounts.membership.passwords.rules.LetterAndDigitValidator"},
    {"NAME": "dengen.accounts.membership.passwords.rules.NotTheLoginIDValidator"},
    {"NAME": "dengen.accounts.membership.passwords.rules.NotACommonValidator"},
]
# Whether the operator's staff must have a second factor beside the password, or may.
SECOND_FACTOR = env.str(
    "DENGEN_SECOND_FACTOR", "required", validate=validate.OneOf(["required", "optional"])
)
SESSION_ENGINE = "dengen.accounts.authentication.sessions.store"
MESSAGE_STORAGE = "dengen.ui.messages.MessageStorage"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
if IS_SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_SSL_REDIRECT = True
# Other hosts of the operator's domain are not the board's to decide about (W005, W021).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSP_REPORTS = "/csp-reports/"  # browsers tell there what they stopped
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "report-uri": CSP_REPORTS,
    "report-to": "csp",
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a body of 10 MB gets an error beside its field
# How long a body is waited for without a byte, and in all (a second more for each 20 kB).
BODY_SILENCE_SECONDS = env.float("DENGEN_BODY_SILENCE_SECONDS", 15, validate=AT_LEAST_ONE)
BODY_SECONDS = env.float("DENGEN_BODY_SECONDS", 60, validate=AT_LEAST_ONE)
LARGEST_BODY = 24 * 1024 * 1024  # the list of businesses may have 20 MB, and has its own error

# --- mail and background work --------------------------------------------------------------

# How long a worker may take over one delivery before another one may try it; longer than the mail
# server is waited for, so that none is made by two workers.
MAIL_LEASE_SECONDS = env.int("DENGEN_MAIL_LEASE_SECONDS", 90, validate=AT_LEAST_ONE)
MAIL_TIMEOUT_SECONDS = env.float("DENGEN_MAIL_TIMEOUT_SECONDS", MAIL_LEASE_SECONDS / 6)
if not 0 < MAIL_TIMEOUT_SECONDS * ANSWERS < MAIL_LEASE_SECONDS:
    raise ImproperlyConfigured(
        f"DENGEN_MAIL_TIMEOUT_SECONDS: a mail waits for {ANSWERS} answers of the mail server, "
        "which must come before DENGEN_MAIL_LEASE_SECONDS are over."
    )
# How many mails go out in one go: a mail server that comes back is not to be stormed.
MAIL_BURST = env.int("DENGEN_MAIL_BURST", 50, validate=AT_LEAST_ONE)
# A mail that holds a key to an account (a temporary password) is forgotten once it is sent; the
# demo, whose mails go nowhere, lets its visitor read them.
KEEP_CONFIDENTIAL_MAILS = DEMO
MAIL_URL = env.str("DENGEN_MAIL_URL", "")
if MAIL_URL:
    MAILERS = {"default": mailer_of(MAIL_URL, MAIL_TIMEOUT_SECONDS)}
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": DATA_DIR / "mails"},
        }
    }
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "long"],  # what takes minutes; see dengen/mail/task_queue.py
    }
}
# The worker runs them every hour.
HOUSEKEEPING_COMMANDS = [
    "clearsessions",
    "clear_login_traces",
    "end_unconfirmed_applications",
    "announce_ends",
    "clear_drafts",
    "clear_business_lists",
    "fold_tallies",
    "forget_the_retired",
    "prune_personal_data",
    "write_to_auditors",
]
CONTINUAL_COMMANDS = ["seal_events", "add_up"]  # and these every second

# --- backups ------------------------------------------------------------------------------

# Public keys of age that backups are encrypted to, and a program that copies them off.
BACKUP_RECIPIENTS = env.names("DENGEN_BACKUP_RECIPIENTS", "")
BACKUP_HOOK = env.str("DENGEN_BACKUP_HOOK", "")

# --- language, time, files -----------------------------------------------------------------

LANGUAGE_CODE = "ja"
USE_I18N = True
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dengen.ui.static_files.HashedStorage"},
}
