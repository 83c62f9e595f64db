"""The trail's vocabulary: pinned, because exports and handlers live by it."""

import ast
import re

from dengen.events.topics import STEPPED
from dengen.events.trail import handled_names
from tests.structure.source import calls, modules

NAMES = {
    "writing.paused",
    "writing.resumed",
    "board.restored",
    "sending.resumed",
    "account.frozen",
    "account.handed_over",
    "account.logged_in",
    "account.logged_out",
    "account.retired",
    "application.approved",
    "application.confirmed",
    "application.denied",
    "application.disowned",
    "application.lapsed",
    "application.reopened",
    "application.repeated",
    "application.submitted",
    "invitation.accepted",
    "invitation.cancelled",
    "invitation.created",
    "invitation.renewed",
    "confirmation.requested",
    "contact.changed",
    "end.announced",
    "listing.approved",
    "listing.deleted",
    "listing.denied",
    "listing.reopened",
    "handover.cancelled",
    "handover.requested",
    "listing.moved",
    "listing.submitted",
    "mail.repeated",
    "mail_address.cancelled",
    "mail_address.confirmed",
    "mail_address.requested",
    "mail.retried",
    "mail.tested",
    "operator.created",
    "owner.reminded",
    "password.changed",
    "recovery_code.used",
    "recovery_codes.renewed",
    "retirement.cancelled",
    "retirement.requested",
    "role.changed",
    "second_factor.added",
    "second_factor.cleared",
    "second_factor.removed",
    "password_link.requested",
    "password_reset.denied",
    "password_reset.granted",
    "password_reset.requested",
    "preset.added",
    "preset.changed",
    "preset.moved",
    "preset.removed",
    "person.erased",
    "proposal.cancelled",
    "proposal.rejected",
    "proposal.seconded",
    "proposal.submitted",
    "notice.removed",
    "notice.changed",
    "notice.published",
    "mail_domain.removed",
    "mail_domain.changed",
    "business_list.imported",
    "business_list.compared",
    "business_list.discarded",
    "business_list.recalled",
    "business_list.uploaded",
    "account.contacted",
    "suspension.lifted",
    "account.suspended",
    "session.ended",
    "terms.accepted",
    "trail.acknowledged",
    "trail.reported",
    "terms.cancelled",
    "terms.declined",
    "terms.discarded",
    "terms.drafted",
    "terms.published",
}
SHAPE = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(ed|en)(_(in|out|over))?")  # noun.past_participle


def recordings() -> list[tuple[str, ast.Call]]:
    """Where each event is recorded: the module's path and the call."""
    return [(path, call) for path, tree in modules().items() for call in calls(tree, "record")]


def handler_modules() -> dict[str, ast.Module]:
    """Return each module that registers handlers: its path and its syntax tree."""
    found = modules().items()
    return {path: tree for path, tree in found if "dengen.events.trail.on" in imported(tree)}


def is_mail(path: str, *others: str) -> bool:
    """Return whether that is where a room's mails stand, or one of the other files."""
    return "/mails/" in path or path.rpartition("/")[2] in {"mails.py", *others}


def imported(tree: ast.Module) -> set[str]:
    """Return the full names of what a module imports."""
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions of a module."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def calls_in(nodes: list[ast.expr], name: str) -> list[ast.Call]:
    """Return the calls of a function with that name in any of these."""
    return [call for node in nodes for call in calls(node, name)]


def posts(function: ast.FunctionDef, tree: ast.Module) -> bool:
    """Return whether the function sends a mail, by itself or by another of its module."""
    if list(calls(function, "post", "write_to", "write_to_all")):
        return True
    others = [other for other in functions(tree) if list(calls(function, other.name))]
    return any(posts(other, tree) for other in others)


def test_every_name_is_written_out_where_it_is_recorded():
    assert not [
        f"{path}:{call.lineno}"
        for path, call in recordings()
        if not isinstance(call.args[0], ast.Constant)
    ]


def test_the_code_records_the_pinned_names_and_no_others():
    assert {call.args[0].value for _path, call in recordings()} == NAMES


def test_every_name_is_a_noun_and_a_past_participle():
    assert not [name for name in NAMES if not SHAPE.fullmatch(name)]


def test_every_handler_waits_for_something_that_happens():
    assert handled_names() <= NAMES


def test_handlers_stand_in_mails_and_reactions_alone():
    assert not [path for path in handler_modules() if not is_mail(path, "reactions.py")]


def test_every_handler_in_mails_sends_one():
    """What follows from an event and is no mail stands in the room's reactions.py."""
    assert not [
        f"{path}: {handler.name}"
        for path, tree in handler_modules().items()
        if is_mail(path)
        for handler in functions(tree)
        if list(calls_in(handler.decorator_list, "on")) and not posts(handler, tree)
    ]


def test_every_event_names_its_actor():
    assert not [
        f"{path}:{call.lineno}"
        for path, call in recordings()
        if "by" not in {keyword.arg for keyword in call.keywords}
    ]


def test_no_screen_and_no_command_records_an_event():
    screens = ("/views/", "/forms/", "dengen/console/", "dengen/ui/", "dengen/commands/")
    assert not [path for path, _call in recordings() if any(part in path for part in screens)]


def test_every_event_has_its_topics():
    assert STEPPED.keys() == NAMES
