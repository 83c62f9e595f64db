"""Pages that are kept until something changes what they show.

One cache, one key, one way to invalidate it: the key holds the versions of the topics that the page
depends on (events/topics.py), which came with the session, and the day. Whatever anybody does on
whatever machine, the next request builds the page anew; until then it costs no query. Each process
keeps pages in its memory, and those of one machine share them (shared_pages.py).
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from dengen.accounts.authentication.sessions.requests import PersonalRequest
from dengen.bounded_cache import BoundedCache
from dengen.events.topics import Topic
from dengen.japan.business_days import today
from dengen.pages import shared_pages
from dengen.pages.stand_in import FORM, FORM_MARK, HOLE, hole_name, names_of, stand_in
from dengen.pages.templatetags.form_token import form_fields
from dengen.ui.pieces import Pieces
from dengen.ui.visiting import SAFE_METHODS

type View = Callable[..., HttpResponse]
type Decorator = Callable[[View], View]
type Key = tuple[object, ...]


@dataclass(frozen=True)
class Page:
    """`owner` is shown another page instead; `browsers` is the Cache-Control, "" to keep none."""

    pieces: Pieces
    digest: bytes
    owner: int | None
    browsers: str
    content_type: str


_pages: BoundedCache[Key, Page] = BoundedCache(
    settings.PAGE_CACHE_MEGABYTES * 2**20, lambda page: page.pieces.size, name="pages"
)


def cached_per_reader(topics: Topic) -> Decorator:
    """Keep the page for each reader until one of the topics or the day is another.

    A response marked with `do_not_cache()` isn't kept.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def keeping(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = _key(request, topics, request.user.pk) if _is_keepable(request) else None
            page = _find(key) if key else None
            if page is None:
                response = _with_marks(view, request, *args, **kwargs)
                page = _keep(key, response) if key else None
                if page is None:
                    return _without_marks(response, request)
            return _show(page, request)

        return keeping

    return decorate


def cached_per_role(topics: Topic) -> Decorator:
    """Keep the page for each role, as `cached_per_reader` does for each reader.

    Readers of one role see the same but for names. The page is built for a stand-in, so that
    nothing personal can get into it. What the stand-in may not see, and what is `uncached_for()`
    its owner, is built for the reader alone.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def sharing(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _is_keepable(request):
                return view(request, *args, **kwargs)
            key = _key(request, topics, request.user.role)
            page = _find(key) or _keep(key, _shown_to_stand_in(view, request, *args, **kwargs))
            if page is None or page.owner == request.user.pk:
                return view(request, *args, **kwargs)
            return _show(page, request)

        return sharing

    return decorate


def do_not_cache(response: HttpResponse) -> HttpResponse:
    """Mark a page that shows what changes without an event."""
    response.is_silent = True  # type: ignore[attr-defined]  # a note for this module alone
    return response


def uncached_for(owner: int, response: HttpResponse) -> HttpResponse:
    """Mark a page that looks different to this account, so that it is kept for all others only."""
    response.owner = owner  # type: ignore[attr-defined]  # a note for this module alone
    return response


def _is_keepable(request: PersonalRequest) -> bool:
    return request.method in SAFE_METHODS and not len(get_messages(request))


def _key(request: PersonalRequest, topics: Topic, reader: int | str) -> Key:
    # The session was read before anything else: what is built now is never older than its versions.
    versions = request.session.versions.of(topics)
    return *versions, today(), get_language(), reader, request.get_full_path()


def _find(key: Key) -> Page | None:
    page = _pages.get(key)
    if page is None and (page := cast("Page | None", shared_pages.get(key))):
        _pages.put(key, page)
    return page


def _keep(key: Key, response: HttpResponse | None) -> Page | None:
    if response is None or response.status_code != HTTPStatus.OK or hasattr(response, "is_silent"):
        return None
    pieces = Pieces.cut(response.content, HOLE, hole_name)
    page = Page(
        pieces,
        hashlib.blake2b(b"".join(pieces.plain)).digest(),
        getattr(response, "owner", None),
        response.get("Cache-Control", ""),
        response["Content-Type"],
    )
    _pages.put(key, page)
    shared_pages.put(key, page)
    return page


def _shown_to_stand_in(
    view: View, request: PersonalRequest, *args: Any, **kwargs: Any
) -> HttpResponse | None:
    reader = request.user
    request.user = stand_in(reader.role)
    try:
        return _with_marks(view, request, *args, **kwargs)
    except Http404:
        return None
    finally:
        request.user = reader


def _with_marks(view: View, request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    request.is_to_be_kept = True  # type: ignore[attr-defined]  # a note for `form_mark` alone
    try:
        return view(request, *args, **kwargs)
    finally:
        request.is_to_be_kept = False  # type: ignore[attr-defined]


def _without_marks(response: HttpResponse, request: PersonalRequest) -> HttpResponse:
    mark = FORM_MARK.encode()
    if mark in response.content:
        response.content = response.content.replace(mark, form_fields(request))
    return response


def _show(page: Page, request: PersonalRequest) -> HttpResponse:
    response, names = HttpResponse(content_type=page.content_type), names_of(request.user)
    response["Vary"] = "Accept-Encoding, Cookie"
    if page.browsers:
        response["Cache-Control"] = page.browsers
        response["ETag"] = _tag(page, names, request)
        if request.headers.get("If-None-Match") == response["ETag"]:
            response.status_code = HTTPStatus.NOT_MODIFIED
            return response
    fillings = names | {FORM: form_fields(request)}
    if page.pieces.is_packed and "gzip" in request.headers.get("Accept-Encoding", ""):
        response["Content-Encoding"] = "gzip"
        response.content = page.pieces.fill_packed(fillings)
    else:
        response.content = page.pieces.fill(fillings)
    return response


def _tag(page: Page, names: Mapping[str, bytes], request: PersonalRequest) -> str:
    # The form's token changes with each page, but is good as long as the browser's own secret is.
    digest = hashlib.blake2b(page.digest, digest_size=16)
    for text in (*names.values(), request.META.get("CSRF_COOKIE", "").encode()):
        digest.update(text + b"\0")
    return f'W/"{digest.hexdigest()}"'
