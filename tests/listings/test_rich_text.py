"""⑤: nothing unsafe survives, and what people paste stays readable."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dengen.japan.lengths import length_of
from dengen.listings.rich_text import (
    MAX_LENGTH,
    MAX_SOURCE_LENGTH,
    MAX_TAGS,
    OPENING_LENGTH,
    TooMuch,
    clean_rich_text,
    opening_lines,
    plain_text,
)
from dengen.listings.rich_text.elements import DEEPEST
from dengen.listings.rich_text.hosts import with_hosts

PASTES = Path(__file__).parent / "pastes"
ALLOWED = re.compile(
    r"</?(?:p|strong|em|u|s|sup|sub|h3|h4|ul|ol|li)>|<br>|</a>|</span>"
    r'|<ol start="\d+">'
    r'|<span class="fs-(?:14|16|18|20|24)">'
    r'|<a href="(?:https?://|mailto:|tel:)[^"<>]*" rel="noopener noreferrer nofollow">',
    re.IGNORECASE,
)
ATTACKS = [
    "<script>alert(1)</script>",
    "<p>a<script src=//evil.example></script></p>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><p><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='https://example.jp/\" onmouseover=\"alert(1)'>x</a>",
    "<p onclick=alert(1) style='background:url(javascript:alert(1))'>x</p>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=/x><input autofocus onfocus=alert(1)><button>b</button></form>",
    "<p><!--><img src=x onerror=alert(1)>--></p>",
    "<span class='fs-14 evil' id=x>x</span>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<b><i><u></b>x<table><b>y",
]


def is_refused(source: str) -> bool:
    try:
        clean_rich_text(source)
    except TooMuch:
        return True
    return False


def tags_outside_the_list(html):
    return re.findall("[<>]", ALLOWED.sub("", html))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_unsafe_survives_in_rich_text(attack):
    html = clean_rich_text(attack)
    assert tags_outside_the_list(html) == []
    assert clean_rich_text(html) == html


@pytest.mark.parametrize("name", ["word", "excel"])
def test_rich_text_takes_pastes_from_office(name):
    source = (PASTES / f"{name}.html").read_text(encoding="utf-8")
    expected = (PASTES / f"{name}.expected.html").read_text(encoding="utf-8")
    assert clean_rich_text(source) == expected.replace("\n", "")


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("一行目\r\n二行目\r\n\r\n次の段落", "<p>一行目<br>二行目</p><p>次の段落</p>"),
        (
            "出力 <100kW & 連絡先 <a@example.jp>",
            "<p>出力 &lt;100kW &amp; 連絡先 &lt;a@example.jp&gt;</p>",
        ),
        ("https://example.jp/", "<p>https://example.jp/</p>"),
        ("　字下げ", "<p>　字下げ</p>"),
        (" \n ", ""),
    ],
)
def test_plain_text_becomes_paragraphs_of_rich_text(typed, html):
    assert clean_rich_text(typed) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<h1>大</h1><h2>大</h2><h5>小</h5>", "<h3>大</h3><h3>大</h3><h4>小</h4>"),
        ("<b>太</b><i>斜</i><u>線</u>", "<p><strong>太</strong><em>斜</em><u>線</u></p>"),
        ("<p></p><p>&nbsp;</p><p><br></p><p>本文</p>", "<p>本文</p>"),
        ("<p>a<br><br><br><br>b</p>", "<p>a<br><br>b</p>"),
        ('<p><span class="fs-24">大</span></p>', '<p><span class="fs-24">大</span></p>'),
        ("<p style='font-size:8pt'>小</p>", '<p><span class="fs-14">小</span></p>'),
        ("<p style='font-size:72px'>大</p>", '<p><span class="fs-24">大</span></p>'),
        ("<p style='font-size:1.1em'>中</p>", '<p><span class="fs-18">中</span></p>'),
        ("<b style='font-weight:normal'>並</b>", "<p>並</p>"),
        ("<div>一</div><div>二</div>", "<p>一</p><p>二</p>"),
        (
            "<ul><li>一<ol><li>二</li></ol></li><li>三</li></ul>",
            "<ul><li><p>一</p><ol><li><p>二</p></li></ol></li><li><p>三</p></li></ul>",
        ),
        ("<p>発電\n設備 A\nB</p>", "<p>発電設備 A B</p>"),
        ("<p>\u202eevil\u202c\u200b\x00</p>", "<p>evil</p>"),
        ("<p>𠮷野 髙橋 ㈱ か\u3099</p>", "<p>𠮷野 髙橋 ㈱ が</p>"),
    ],
)
def test_rich_text_is_tidied(source, html):
    assert clean_rich_text(source) == html


@pytest.mark.parametrize(
    "address", ["https://example.jp/", "mailto:a@example.jp", "tel:03-1234-5678"]
)
def test_links_tell_nobody_where_they_come_from(address):
    html = clean_rich_text(f'<a href="{address}" target=_blank onclick=x>先</a>')
    assert html == f'<p><a href="{address}" rel="noopener noreferrer nofollow">先</a></p>'


def test_rich_text_takes_ten_thousand_characters():
    html = clean_rich_text("<p>" + "電" * MAX_LENGTH + "</p>")
    assert len(plain_text(html)) == MAX_LENGTH


def test_plain_text_has_a_line_for_each_paragraph_and_break():
    assert plain_text("<h3>題</h3><p>一<br>二 &amp; 三</p><ul><li><p>四</p></li></ul>") == (
        "題\n一\n二 & 三\n四"
    )


@pytest.mark.parametrize(
    ("html", "length", "line"),
    [
        ("<h3>一</h3><p>二</p>", 120, "一\u3000二"),
        ("<h3>一</h3><ul><li>二</li><li>三</li></ul><p>四</p>", 120, "一・二・三\u3000四"),
        ("<p>一二三四</p>", 4, "一二三四"),
        ("<p>一二三四五</p>", 4, "一二三…"),
        ("<p>一二葛\U000e0101三四</p>", 4, "一二葛\U000e0101…"),
        ("<p>一👩\u200d🔧二三四</p>", 4, "一👩\u200d🔧二…"),
        ("<p>𠮷𠮷𠮷𠮷</p>", 3, "𠮷𠮷…"),
        ("", 120, ""),
    ],
)
def test_opening_lines_are_one_line_cut_between_characters(html, length, line):
    assert opening_lines(html, length) == line


@pytest.mark.parametrize("length", [MAX_SOURCE_LENGTH, MAX_SOURCE_LENGTH + 1])
def test_markup_is_refused_by_its_length_before_it_is_read(length):
    source = "<p>本文</p>".ljust(length)
    assert is_refused(source) == (length > MAX_SOURCE_LENGTH)


@pytest.mark.parametrize("piece", ["<b></q>", "<b>", "</b>", "<br>", "<", "<a ", "<!--", "< "])
def test_markup_is_refused_by_its_tags_before_it_is_read(piece):
    each = piece.count("<")
    assert is_refused("<p>" + piece * (MAX_TAGS // each))


@pytest.mark.parametrize("piece", ["<b></q>", "<b>", "<div>", "<a href=x><div>", "<i></b><font>"])
def test_elements_left_open_are_refused_by_the_depth_that_a_parser_would_build(piece):
    assert is_refused(f"<p>{piece * (DEEPEST + 1)}x")
    assert not is_refused(f"<p>{piece * (DEEPEST // piece.count('<') - 2)}x")


def test_elements_that_end_by_themselves_are_not_deep():
    source = "<p>" * DEEPEST + "<ul>" + "<li>一" * DEEPEST + "</ul><table>" + "<tr><td>1" * DEEPEST
    assert not is_refused(source)


@pytest.mark.parametrize("length", [MAX_LENGTH, MAX_LENGTH + 1])
def test_ten_thousand_characters_are_counted_as_people_see_them(length):
    for seen in ["電", "葛\U000e0100", "👩\u200d🔧"]:
        assert is_refused(f"<p>{seen * length}</p>") == (length > MAX_LENGTH)


FRAGMENTS = """<p>|</p>|<b>
</i>|<i>|<u>|<h1>|</h2>|<ul>|<ol>|<li>|</li>|</ul>|<table>|<tr>|<td>|</td>
</table>|<br>|<div>|<span class=fs-18>|<span style=font-size:9pt>|</span>|<a href=https://example.jp/?a&b>|</a>
<a href=http://[>|<a href=tel:1>|<script>|<svg>|<style>|<!--|-->|&lt;|&nbsp;|<pre>|<textarea>|<o:p>
<h4 style=mso-list:ignore>
<s>|</s>|<del>|</del>|<sup>|</sup>|<sub>|<ol start=4>|<tr style=display:none>
<style>.x{display:none}.y{text-decoration:line-through}</style>|<b class=x>|<td class=y>
<col hidden>|<li value=3>|<td colspan=2 rowspan=2>|<img hidden>|<div style=white-space:pre>|</pre>
<tbody hidden>|<aside>
<a href=mailto:a@b.jp?bcc=c@d.jp>|</q>|1.|&#x202e;| |\u3000|\u0338"""
SOUP = st.lists(st.sampled_from(re.split(r"[|\n]", FRAGMENTS)) | st.text(max_size=4)).map("".join)


@given(SOUP | st.text())
@example("\x1b\U000e0100")
@example(" \ufe0f\u200d🔧")
@example("\U000e0062\ufe0f")
@example("<a href=http://[>x</a>")
@example("0" * 19 + "0\u0300")
@example("a" + "\u0301" * 300)
def test_whatever_comes_only_the_list_remains_and_cleaning_again_changes_nothing(source):
    html = clean_rich_text(source)
    assert tags_outside_the_list(html) == []
    assert clean_rich_text(html) == html
    assert length_of(opening_lines(html, 20)) <= 20
    assert len(opening_lines(html)) <= OPENING_LENGTH


def test_names_in_compatibility_ideographs_stay_as_typed():
    assert clean_rich_text("<p>\ufa19田か\u3099</p>") == "<p>\ufa19田が</p>"


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("mailto:a@b.example?bcc=x@evil.example&body=hi", "mailto:a@b.example"),
        ("MAILTO:%61@b.example", "mailto:a@b.example"),
        ("mailto:a@b.example,x@evil.example", ""),
        ("mailto:a@b.example%2Cx@evil.example", ""),
        ("mailto:a@b.example%3Fbcc=x@evil.example", ""),
        ("mailto:?bcc=x@evil.example", ""),
        ("tel:03-1234-5678", "tel:03-1234-5678"),
        ("tel:0312345678;postd=1", ""),
    ],
)
def test_a_link_to_write_or_to_call_holds_an_address_and_nothing_else(href, kept):
    html = clean_rich_text(f'<a href="{href}">先</a>')
    assert re.findall('href="([^"]*)"', html) == ([kept] if kept else [])


@pytest.mark.parametrize(
    "href",
    [
        "https://www.meti.go.jp@evil.example/",
        "https://www.meti.go.jp:80@evil.example/",
        "https:www.meti.go.jp@evil.example",
        "https:\\\\www.meti.go.jp@evil.example",
        "https:/\t/www.meti.go.jp@evil.example",
        "http://@evil.example",
    ],
)
def test_a_link_names_no_user_before_its_host(href):
    assert clean_rich_text(f'<a href="{href}">経済産業省</a>') == "<p>経済産業省</p>"


def test_an_at_sign_in_the_path_of_a_link_stays():
    html = clean_rich_text('<a href="https://example.jp/@minato?to=a@b">みなと</a>')
    assert 'href="https://example.jp/@minato?to=a@b"' in html


@pytest.mark.parametrize(
    ("href", "text", "host"),
    [
        ("https://evil.example/", "https://www.meti.go.jp/", "evil.example"),
        ("https://evil.example:8443/x", "こちら", "evil.example"),
        ("https://go.jp/", "go.jp.evil.example", "go.jp"),
        ("https://www.meti.go.jp.evil.example/", "www.meti.go.jp", "www.meti.go.jp.evil.example"),
        ("https://\u0430pple.example/", "https://\u0430pple.example/", "xn--pple-43d.example"),
        ("https://xn--pple-43d.example/", "apple.example", "xn--pple-43d.example"),
        ("HTTPS:\\\\evil.example/", "<b>経済</b>産業省", "evil.example"),
    ],
)
def test_a_link_says_its_host_where_its_text_begins_with_another(href, text, host):
    shown = with_hosts(clean_rich_text(f'<a href="{href}">{text}</a>'))
    assert shown.count(f"（{host}）") == 1


@pytest.mark.parametrize(
    ("href", "text"),
    [
        ("https://www.example.co.jp/plan", "https://www.example.co.jp/plan"),
        ("https://www.Example.co.jp/plan", "WWW.example.co.jp"),
        ("mailto:a@example.jp", "担当者"),
        ("tel:03-1234-5678", "代表電話"),
    ],
)
def test_a_link_that_shows_where_it_leads_is_left_as_it_is(href, text):
    html = clean_rich_text(f'<a href="{href}">{text}</a>')
    assert with_hosts(html) == html


@pytest.mark.parametrize(
    "text", ["葛\U000e0100", "禰\U000e0101", "⚠\ufe0f", "👩\u200d🔧", "\ufa19"]
)
def test_what_selects_the_shape_of_a_real_character_stays(text):
    assert clean_rich_text(text) == f"<p>{text}</p>"


def test_an_address_in_angle_brackets_beside_tags_is_text():
    html = clean_rich_text("<b>連絡先</b> <info@example.jp>")
    assert html == "<p><strong>連絡先</strong> &lt;info@example.jp&gt;</p>"


def test_what_is_struck_out_says_so_where_there_is_only_text():
    assert plain_text("<p><s>5,000kW</s> 3,000kW</p>") == "〔取消：5,000kW〕 3,000kW"


def test_lines_stay_lines_where_a_tag_was_typed_by_hand():
    typed = "一行目\n<b>二行目</b>\n三行目\n\n次の段落"
    assert clean_rich_text(typed) == (
        "<p>一行目<br><strong>二行目</strong><br>三行目</p><p>次の段落</p>"
    )


def test_a_line_broken_in_copied_markup_is_no_line():
    assert clean_rich_text("<span>page\nbreak</span>") == "<p>page break</p>"
