"""⑤: nothing unsafe survives, and what people paste stays readable."""

import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengen.listings.rich_text import MAX_LENGTH, clean_rich_text, opening_lines, plain_text

PASTES = Path(__file__).parent / "pastes"
ALLOWED = re.compile(
    r"</?(?:p|strong|em|u|h3|h4|ul|ol|li)>|<br>|</a>|</span>"
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


def tags_outside_the_list(html):
    return re.findall("[<>]", ALLOWED.sub("", html))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_unsafe_survives(attack):
    html = clean_rich_text(attack)
    assert tags_outside_the_list(html) == []
    assert clean_rich_text(html) == html


@pytest.mark.parametrize("name", ["word", "excel"])
def test_it_takes_pastes_from_office(name):
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
def test_plain_text_becomes_paragraphs(typed, html):
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
def test_it_tidies(source, html):
    assert clean_rich_text(source) == html


@pytest.mark.parametrize(
    "address", ["https://example.jp/", "mailto:a@example.jp", "tel:03-1234-5678"]
)
def test_links_tell_nobody_where_they_come_from(address):
    html = clean_rich_text(f'<a href="{address}" target=_blank onclick=x>先</a>')
    assert html == f'<p><a href="{address}" rel="noopener noreferrer nofollow">先</a></p>'


def test_it_takes_ten_thousand_characters():
    html = clean_rich_text("<p>" + "電" * MAX_LENGTH + "</p>")
    assert len(plain_text(html)) == MAX_LENGTH


def test_plain_text_has_a_line_for_each_paragraph_and_break():
    assert plain_text("<h3>題</h3><p>一<br>二 &amp; 三</p><ul><li><p>四</p></li></ul>") == (
        "題\n一\n二 & 三\n四"
    )


@pytest.mark.parametrize(
    ("html", "length", "line"),
    [
        ("<p>一</p><p>二</p>", 120, "一 二"),
        ("<p>一二三四</p>", 4, "一二三四"),
        ("<p>一二三四五</p>", 4, "一二三…"),
        ("<p>一二葛\U000e0101三四</p>", 4, "一二…"),
        ("<p>一👩\u200d🔧二三四</p>", 4, "一…"),
        ("<p>𠮷𠮷𠮷𠮷</p>", 3, "𠮷𠮷…"),
        ("", 120, ""),
    ],
)
def test_opening_lines_are_one_line_cut_between_characters(html, length, line):
    assert opening_lines(html, length) == line


@pytest.mark.parametrize(
    "piece",
    [
        "あ",
        "<b>",
        "<div>",
        "<p><font size=1>",
        "<table><tr><td>",
        "<ul><li>",
        "<",
        "<a ",
        "<!--",
        " ",
    ],
)
def test_it_does_not_hang_on_ten_megabytes(piece):
    begin = perf_counter()
    clean_rich_text("<p>" + piece * (10_000_000 // len(piece)))
    assert perf_counter() - begin < 5


FRAGMENTS = """<p>|</p>|<b>
</i>|<i>|<u>|<h1>|</h2>|<ul>|<ol>|<li>|</li>|</ul>|<table>|<tr>|<td>|</td>
</table>|<br>|<div>|<span class=fs-18>|<span style=font-size:9pt>|</span>|<a href=https://example.jp/?a&b>|</a>
<a href=http://[>|<a href=tel:1>|<script>|<svg>|<style>|<!--|-->|&lt;|&nbsp;|<pre>|<textarea>|<o:p>
<h4 style=mso-list:ignore>|1.|&#x202e;| |\u3000|\u0338"""
SOUP = st.lists(st.sampled_from(re.split(r"[|\n]", FRAGMENTS)) | st.text(max_size=4)).map("".join)


@given(SOUP | st.text())
def test_whatever_comes_only_the_list_remains_and_cleaning_again_changes_nothing(source):
    html = clean_rich_text(source)
    assert tags_outside_the_list(html) == []
    assert clean_rich_text(html) == html
    assert len(opening_lines(html, 20)) <= 20


def test_names_in_compatibility_ideographs_stay_as_typed():
    assert clean_rich_text("<p>\ufa19田か\u3099</p>") == "<p>\ufa19田が</p>"
