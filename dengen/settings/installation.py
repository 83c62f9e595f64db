"""What this installation is: its data, its address, its keys, its operator."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from dengen.settings.environment import env

ROOT = Path(__file__).resolve().parents[2]
DEMO = env.bool("DENGEN_DEMO", False)
_IS_CHECKOUT = (ROOT / "pyproject.toml").exists()
_data_dir = env.str("DENGEN_DATA_DIR", "") or (str(ROOT / "var") if _IS_CHECKOUT else "")
if not _data_dir:
    raise ImproperlyConfigured(
        "DENGEN_DATA_DIR is not set. Name the folder for the database, the collected static files "
        "and mails that are kept as files: outside a checkout there is no other place for them."
    )
DATA_DIR = Path(_data_dir)
SITE_URL = env.str("DENGEN_SITE_URL", "http://localhost:8000").rstrip("/")
if urlsplit(SITE_URL).netloc and urlsplit(SITE_URL).path:
    raise ImproperlyConfigured(
        "DENGEN_SITE_URL ends with a path: the board has a host of its own, and nothing beside it."
    )
SECRET_KEY = env.str("DENGEN_SECRET_KEY", "").strip()
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "DENGEN_SECRET_KEY is not set. Sessions and links are signed with it, so the board does "
        "not start without one. Make one with `python3 -c 'import secrets; "
        "print(secrets.token_urlsafe(50))'` and put it into DENGEN_SECRET_KEY, or its file's "
        "path into DENGEN_SECRET_KEY_FILE."
    )
# What the audit trail is sealed with. A trail sealed with another key reads as tampered with.
SEAL_KEY = env.str("DENGEN_SEAL_KEY", "").strip()
# Former keys, or the one that comes next: what they have signed is still taken.
SECRET_KEY_FALLBACKS = env.names("DENGEN_SECRET_KEY_FALLBACKS", "")
if SECRET_KEY_FALLBACKS and not SEAL_KEY:
    raise ImproperlyConfigured(
        "DENGEN_SECRET_KEY_FALLBACKS is set, and DENGEN_SEAL_KEY is not. The audit trail is sealed "
        "with the secret key that the board began with: put that one into DENGEN_SEAL_KEY."
    )

BOARD_NAME = env.str("DENGEN_BOARD_NAME", "発電設備等の情報掲示板")
OPERATOR_NAME = env.str("DENGEN_OPERATOR_NAME", "本機関")
OPERATOR_MAIL = env.str("DENGEN_OPERATOR_MAIL", "board@example.jp")
OPERATOR_MAIL_FROM = env.str("DENGEN_OPERATOR_MAIL_FROM", f"情報掲示板 管理者 <{OPERATOR_MAIL}>")
SYSTEM_MAIL_FROM = env.str("DENGEN_SYSTEM_MAIL_FROM", f"{BOARD_NAME} <no-reply@example.jp>")
