"""A change of the secret key is thought of at one place for each use of it."""

import ast

from tests.structure.source import calls, modules

# The settings that read it, the hashes and the encryption that know the former keys, the command
# line's first look, and the seals, whose key never changes.
MAY_NAME_IT = {
    "dengen/settings/installation.py",
    "dengen/keyed.py",
    "dengen/sealing.py",
    "dengen/cli/setting_up.py",
    "dengen/events/digests.py",
}


def test_nothing_else_is_made_of_the_secret_key():
    found = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if getattr(node, "attr", getattr(node, "id", "")) == "SECRET_KEY"
    }
    assert found == MAY_NAME_IT


def test_no_hash_is_keyed_elsewhere():
    found = {path for path, tree in modules().items() for _call in calls(tree, "salted_hmac")}
    assert found == {"dengen/keyed.py"}
