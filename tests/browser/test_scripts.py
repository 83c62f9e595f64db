"""Each script of the board is one that a browser can read."""

import pytest

from tests.structure.source import static_files

SCRIPTS = static_files(".js")
# A module is read whole before its first line runs: here that line ends it, and what a module
# imports is never found. Only a module that can't be read fails with a SyntaxError.
READ = """async text => {
  const address = URL.createObjectURL(new Blob(["throw 0;" + text], {type: "text/javascript"}));
  const named = error => (error instanceof SyntaxError ? `${error}` : "read");
  return import(address).then(() => "ran", named);
}"""


@pytest.mark.parametrize(("path", "text"), SCRIPTS.items(), ids=SCRIPTS)
def test_every_script_of_ours_parses(chromium, path, text):
    page = chromium.new_page()
    assert page.evaluate(READ, text) == "read"
    page.close()


def test_a_slip_in_a_script_is_noticed(chromium):
    page = chromium.new_page()
    assert "SyntaxError" in page.evaluate(READ, "if (true) { alert(1);")
    page.close()
