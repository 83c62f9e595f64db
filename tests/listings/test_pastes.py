"""What the clipboard holds, from the programs that people write in, and what others then read."""

import pytest

from dengen.listings.rich_text import clean_rich_text, plain_text

# Where it was copied: the clipboard's HTML, what is kept, how it reads where there is only text.
PASTES = {
    "Word, changes tracked": (
        "<p>最低価格は<del>12.5円/kWh</del><ins>14.0円/kWh</ins>です。</p>",
        "<p>最低価格は14.0円/kWhです。</p>",
        "最低価格は14.0円/kWhです。",
    ),
    "any editor: struck out": (
        "<p>出力 <s>5,000kW</s> 3,000kW</p>",
        "<p>出力 <s>5,000kW</s> 3,000kW</p>",
        "出力 〔取消：5,000kW〕 3,000kW",
    ),
    "any editor: struck out by <strike>": (
        "<strike>5,000kW</strike> 3,000kW",
        "<p><s>5,000kW</s> 3,000kW</p>",
        "〔取消：5,000kW〕 3,000kW",
    ),
    "any editor: struck out by a style": (
        "<span style='text-decoration: underline line-through red'>5,000kW</span>",
        "<p><u><s>5,000kW</s></u></p>",
        "〔取消：5,000kW〕",
    ),
    "Excel, a hidden row": (
        (
            "<table><tr><td>出力</td><td>900kW</td></tr><tr height=0 style='display:none'>"
            "<td>社内原価</td><td>8.2円</td></tr></table>"
        ),
        "<p>出力\u3000900kW</p>",
        "出力\u3000900kW",
    ),
    "Word, hidden text and a comment": (
        (
            "<p>条件は応相談。<span style='mso-hide:all;display:none'>値引きは2割まで可</span></p>"
            "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
            "社内メモ</div></div>"
        ),
        "<p>条件は応相談。</p>",
        "条件は応相談。",
    ),
    "Word, the sign of a comment": (
        "<p>条件<a class=msocomanchor href='#_msocom_1'>[YW1]</a></p>",
        "<p>条件</p>",
        "条件",
    ),
    "any: exponents": (
        "<p>年間 3.2×10<sup>6</sup> kWh、床 900 m<sup>2</sup>、CO<sub>2</sub></p>",
        "<p>年間 3.2×10<sup>6</sup> kWh、床 900 m<sup>2</sup>、CO<sub>2</sub></p>",
        "年間 3.2×10⁶ kWh、床 900 m²、CO₂",
    ),
    "any: exponents by a style": (
        "10<span style='vertical-align:super'>-3</span>",
        "<p>10<sup>-3</sup></p>",
        "10⁻³",
    ),
    "Google Docs": (
        (
            "<b style='font-weight:normal' id='docs-internal-guid-1'><p>"
            "<span style='font-weight:400'>細字の文</span>"
            "<span style='font-weight:700'>太字の文</span></p></b>"
        ),
        "<p>細字の文<strong>太字の文</strong></p>",
        "細字の文太字の文",
    ),
    "a table whose cell has two lines": (
        (
            "<table><tr><td>夏季<br/>冬季</td><td>1,000<br/>2,000</td></tr>"
            "<tr><td><p>100</p><p>200</p></td><td><ul><li>300</li><li>400</li></ul></td></tr></table>"
        ),
        "<p>夏季 冬季\u30001,000 2,000<br>100 200\u3000300 400</p>",
        "夏季 冬季\u30001,000 2,000\n100 200\u3000300 400",
    ),
    "a list that begins elsewhere": (
        "<ol start='4'><li>四番</li></ol><ol type='a'><li>記号</li></ol>",
        '<ol start="4"><li><p>四番</p></li></ol><ol><li><p>記号</p></li></ol>',
        "四番\n記号",
    ),
    "a list whose items have numbers of their own": (
        "<ol><li value=4>四番</li><li>五番</li><li value=8>八番</li></ol>",
        (
            '<ol start="4"><li><p>四番</p></li><li><p>五番</p></li></ol>'
            '<ol start="8"><li><p>八番</p></li></ol>'
        ),
        "四番\n五番\n八番",
    ),
    "Excel, a hidden column": (
        (
            "<table><col width=72><col width=0 style='display:none'><col width=72>"
            "<tr><td rowspan=2>出力</td><td>社内原価</td><td>夏季</td></tr>"
            "<tr><td>8.2円</td><td>900kW</td></tr>"
            "<tr><td colspan=2>備考</td><td>応相談</td></tr></table>"
        ),
        "<p>出力\u3000夏季<br>900kW<br>備考\u3000応相談</p>",
        "出力\u3000夏季\n900kW\n備考\u3000応相談",
    ),
    "Excel, a hidden column under a cell that reaches to the end of its head": (
        (
            "<table><col><col style='display:none'><col><thead>"
            "<tr><th rowspan=0>出力</th><th>社内</th><th>夏季</th></tr>"
            "<tr><th>原価</th><th>冬季</th></tr></thead>"
            "<tbody><tr><td>900kW</td><td>8.2円</td><td>応相談</td></tr></tbody></table>"
        ),
        "<p>出力\u3000夏季<br>冬季<br>900kW\u3000応相談</p>",
        "出力\u3000夏季\n冬季\n900kW\u3000応相談",
    ),
    "Excel, struck out by the style of a class": (
        (
            "<html><head><style><!--\n.xl65 {color:black;\ntext-decoration:line-through;}\n"
            "td.xl66 {display:none;}\n@media print {.xl67 {display:none;}}\n--></style></head>"
            "<body><table><tr><td class=xl65>5,000kW</td><td class=xl66>社内</td>"
            "<td class=xl67>3,000kW</td></tr></table></body></html>"
        ),
        "<p><s>5,000kW</s>\u30003,000kW</p>",
        "〔取消：5,000kW〕\u30003,000kW",
    ),
    "Word, struck out twice": (
        "<p><span style='text-line-through:double'>5,000kW</span> 3,000kW</p>",
        "<p><s>5,000kW</s> 3,000kW</p>",
        "〔取消：5,000kW〕 3,000kW",
    ),
    "a browser, which writes out all of a text's look": (
        f"<b style='{'font-family: Meiryo; ' * 80}font-weight: 400; display: none'>社内</b>旧",
        "<p>旧</p>",
        "旧",
    ),
    "a mail, something hidden that has no end tag": (
        "<p>出力<img src=x style='display:none'>は<input hidden>900kW</p>",
        "<p>出力は900kW</p>",
        "出力は900kW",
    ),
    "a table, a part of which is hidden": (
        ("<table><tbody style='display:none'><tr><td>社内原価<tbody><tr><td>出力<td>900kW</table>"),
        "<p>出力\u3000900kW</p>",
        "出力\u3000900kW",
    ),
    "a mail in plain text": (
        "<pre>夏季\n冬季</pre>",
        "<p>夏季<br>冬季</p>",
        "夏季\n冬季",
    ),
    "a page that shows its lines as they are broken": (
        (
            "<div style='white-space: pre-wrap'>夏季\n冬季"
            "<span style='white-space: normal'>は\n別</span></div>"
        ),
        "<p>夏季<br>冬季は別</p>",
        "夏季\n冬季は別",
    ),
    "a page made of parts": (
        "<main>出力<aside>900kW</aside><figure>図<figcaption>別紙</figcaption></figure></main>",
        "<p>出力</p><p>900kW</p><p>図</p><p>別紙</p>",
        "出力\n900kW\n図\n別紙",
    ),
    "a browser, text alone": ("<meta charset='utf-8'>900kW", "<p>900kW</p>", "900kW"),
}


@pytest.mark.parametrize("name", PASTES)
def test_what_was_copied_reads_as_its_author_saw_it(name):
    copied, kept, read = PASTES[name]
    assert clean_rich_text(copied) == kept
    assert clean_rich_text(kept) == kept
    assert plain_text(kept) == read
