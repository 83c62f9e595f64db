"""Backups that are encrypted to a public key."""

from types import SimpleNamespace

import pyrage
import pytest

from dengen.backup.refusals import BackupRefused
from tests.backup.reading import manifest_of


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """A pair of keys, and another one."""
    folder, pair = tmp_path_factory.mktemp("keys"), pyrage.x25519.Identity.generate()
    (folder / "own").write_text(f"# public key: {pair.to_public()}\n{pair}\n")
    (folder / "another").write_text(f"{pyrage.x25519.Identity.generate()}\n")
    locked = pyrage.passphrase.encrypt((folder / "own").read_bytes(), "denryoku")
    (folder / "locked").write_bytes(locked)
    (folder / "note").write_text("the key lies in the safe")
    return SimpleNamespace(folder=folder, public=str(pair.to_public()))


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory, small_board, keys):
    """An encrypted backup of the small board; not to be changed."""
    folder = tmp_path_factory.mktemp("encrypted")
    said = small_board.must("backup", str(folder), DENGEN_BACKUP_RECIPIENTS=keys.public)
    assert "It is encrypted" in said
    (file,) = folder.iterdir()
    return file


def test_an_encrypted_backup_is_a_file_of_age_that_nobody_else_may_read(encrypted):
    assert encrypted.name.endswith(".zip.age")
    assert encrypted.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"accounts_account" not in encrypted.read_bytes()
    assert encrypted.stat().st_mode & 0o777 == 0o600


def test_the_private_key_opens_an_encrypted_backup(encrypted, keys):
    assert manifest_of(encrypted, keys.folder / "own").rows("accounts_account") == 1
    assert {one.name for one in encrypted.parent.iterdir()} == {encrypted.name}


def test_an_encrypted_backup_is_restored_with_the_key(give_place, encrypted, keys):
    identity = ["--identity", str(keys.folder / "own")]
    assert "Restored." in give_place("empty").must("restore", *identity, str(encrypted))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("", "is encrypted: name the file of its private key by --identity"),
        ("another", "was encrypted to another key than that of"),
        ("locked", "is itself encrypted by a passphrase"),
        ("note", "holds no private key of age"),
    ],
)
def test_without_the_key_it_is_refused_in_a_line(encrypted, keys, file, words):
    refused = refusal(encrypted, keys.folder / file if file else None)
    assert words in refused
    assert len(refused.splitlines()) == 1


def test_an_encrypted_backup_that_was_cut_is_noticed(encrypted, keys, tmp_path):
    file = tmp_path / "cut.zip.age"
    file.write_bytes(encrypted.read_bytes()[:-100])
    assert "damaged or not complete" in refusal(file, keys.folder / "own")
    assert list(tmp_path.iterdir()) == [file]


def refusal(file, identity) -> str:
    with pytest.raises(BackupRefused) as refused:
        manifest_of(file, identity)
    return str(refused.value)


def test_a_public_key_that_is_none_is_one_line_and_makes_nothing(board, tmp_path):
    file = tmp_path / "backup.zip"
    result = board.run("backup", str(file), DENGEN_BACKUP_RECIPIENTS="age1typo")
    assert result.returncode == 1
    assert "DENGEN_BACKUP_RECIPIENTS: age1typo… is no public key" in result.stderr
    assert not file.exists()
