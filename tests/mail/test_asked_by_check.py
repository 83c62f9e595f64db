"""`dengen check` asks the mail server whether it can be used, and sends nothing."""

from dengen.mail.asking import mail_server_fault
from dengen.settings.mail_url import mailer_of
from tests.mail.conftest import free_port


def fault_of(settings, url: str) -> str:
    """What is wrong with the mail server at that address."""
    settings.MAIL_URL, settings.MAILERS = url, {"default": mailer_of(url, 5)}
    return mail_server_fault()


def test_a_mail_server_that_answers_is_good_and_gets_no_mail(settings, postbox):
    assert fault_of(settings, postbox.url) == ""
    assert postbox.mails == []


def test_a_mail_server_that_is_away_is_told_with_its_address(settings):
    port = free_port()
    told = fault_of(settings, f"smtp://127.0.0.1:{port}")
    assert told.startswith(f"127.0.0.1:{port}, ConnectionRefusedError")


def test_one_that_does_not_take_the_password_is_told_without_it(settings, postbox):
    told = fault_of(settings, postbox.url.replace("//", "//board:himitsu@"))
    assert "SMTP" in told
    assert "himitsu" not in told
