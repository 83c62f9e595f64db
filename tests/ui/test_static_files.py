"""Style sheets and scripts as a release serves them."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client, override_settings

import dengen.settings
from dengen.listings.forms.rich_text_field import RichTextField

IMPORT = re.compile(r"""(?:\bimport\b|\bfrom)\s*\(?\s*["'](\./[^"']+)["']""")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The folder that `dengen migrate` collects them in."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=dengen.settings.STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def scripts_on_pages(files: Path) -> list[Path]:
    """Every script of the board under its hashed name."""
    names = [file.relative_to(files) for file in files.glob("*/js/*.js")]
    plain = [str(name) for name in names if len(name.suffixes) == 1]
    return [files / static(name).removeprefix("/static/") for name in plain]


def cache_control(address: str) -> str:
    """How long a browser is told to keep the file."""
    response = Client().get(address)
    assert response.status_code == 200
    assert b"".join(response)  # read to its end, which is what closes the file
    return response["Cache-Control"]


def test_each_import_of_a_script_is_the_file_of_the_same_release(files):
    imports = [
        (script, address)
        for script in scripts_on_pages(files)
        for address in IMPORT.findall(script.read_text())
    ]
    assert len(imports) >= 5
    for script, address in imports:
        assert re.search(r"\.[0-9a-f]{12}\.js$", address), f"{script.name} imports {address}"
        assert (script.parent / address).is_file(), f"{script.name} imports {address}"


def test_a_changed_import_changes_the_name_of_what_imports_it(files, tmp_path):
    before = static("listings/js/rich_text.js")
    source = Path(dengen.settings.ROOT, "dengen/listings/static/listings/js")
    (tmp_path / "listings/js").mkdir(parents=True)
    changed = tmp_path / "listings/js/rich_text_bar.js"
    changed.write_text((source / "rich_text_bar.js").read_text() + "// changed\n")
    with override_settings(STATIC_ROOT=tmp_path / "new", STATICFILES_DIRS=[tmp_path]):
        call_command("collectstatic", interactive=False, verbosity=0)
        assert static("listings/js/rich_text.js") != before


@pytest.mark.parametrize("name", ["ui/js/behaviours.js", "ui/css/ui.css", "ui/img/mark.svg"])
def test_a_browser_keeps_a_hashed_file_for_good(files, name):
    assert cache_control(static(name)) == "max-age=315360000, public, immutable"


def test_a_file_without_a_hash_is_asked_for_again_soon(files):
    assert cache_control("/static/ui/css/ui.css") == "max-age=60, public"


def test_scripts_come_compressed_and_what_no_page_names_costs_no_time(files):
    for script in scripts_on_pages(files):
        assert script.with_name(f"{script.name}.br").is_file()
        assert script.with_name(f"{script.name}.gz").is_file()
    assert not (files / "ui/css/ui.css.br").exists()  # no page names it
    assert list(files.glob("*/*.map"))
    assert not list(files.glob("*/*.map.br"))


def test_the_editor_is_fetched_together_with_what_it_is_made_of(files):
    media = str(RichTextField().widget.media)
    script = files / static("listings/js/rich_text.js").removeprefix("/static/")
    for address in IMPORT.findall(script.read_text()):
        assert f'href="/static/listings/js/{address[2:]}" rel="modulepreload"' in media
    assert f'href="{static("django_prose_editor/editor.js")}" rel="modulepreload"' in media
