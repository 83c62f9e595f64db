"""What differs between two texts, and how much work is done to find it."""

from dengen.ui.changes import AHEAD, MOST_WORDS, changed_articles, compare

OLD = "第1条（目的）\n売買の情報を掲載します。\n\n第2条（料金）\n無料です。"


def shown(old: list[str], new: list[str]) -> list[list[tuple[str, str]]]:
    return [[(span.kind, span.text) for span in one.spans] for one in compare(old, new)]


def kinds(old: list[str], new: list[str]) -> list[set[str]]:
    return [{span.kind for span in one.spans} for one in compare(old, new)]


def articles(new: str) -> list[list[tuple[str, str]]]:
    return shown(OLD.split("\n\n"), new.split("\n\n"))


def test_a_changed_word_is_shown_within_its_passage():
    first, second = articles(OLD.replace("無料", "有料"))
    assert first == [("same", "第1条（目的）\n売買の情報を掲載します。")]
    assert second[1:3] == [("removed", "無料"), ("added", "有料")]


def test_a_number_is_shown_whole_with_its_commas_and_its_unit():
    spans = shown(["出力は5,000kWです。"], ["出力は6,500kWです。"])[0]
    assert spans[1:3] == [("removed", "5,000kW"), ("added", "6,500kW")]


def test_a_new_passage_is_added_and_a_lost_one_removed():
    added = "会員はこの規約を守るものとします"
    _first, second, third = articles(OLD.replace("第2条（料金）\n無料です。", added))
    assert (second, third) == ([("added", added)], [("removed", "第2条（料金）\n無料です。")])


def test_a_line_break_at_the_end_is_no_change():
    assert changed_articles(f"{OLD}\n", OLD) == []


def test_old_and_new_can_be_read_out_of_it():
    new = "序\n\n" + OLD.replace("情報を", "電源の情報を")
    spans = [span for article in articles(new) for span in article]
    assert "".join(text for kind, text in spans if kind != "added") == OLD.replace("\n\n", "")
    assert "".join(text for kind, text in spans if kind != "removed") == new.replace("\n\n", "")


def test_a_changed_passage_is_found_behind_some_that_are_gone():
    gone = [f"{word}の項は削除" for word in "甲乙丙丁戊己庚"][: AHEAD - 1]
    found = kinds([*gone, "出力 は 5000 kW"], ["出力 は 6000 kW"])
    assert found == [*[{"removed"}] * (AHEAD - 1), {"same", "removed", "added"}]


def test_behind_more_that_are_gone_it_is_not_sought():
    gone = [str(number) for number in range(AHEAD)]
    found = kinds([*gone, "出力 は 5000 kW"], ["出力 は 6000 kW"])
    assert found == [{"added"}, *[{"removed"}] * (AHEAD + 1)]


def test_a_very_long_passage_is_not_compared_word_by_word():
    words = [chr(0x4E00 + number) + "。" for number in range(MOST_WORDS // 2 + 1)]
    old, new = "".join(words), "".join(["序、", *words])
    assert shown([old], [new]) == [[("added", new)], [("removed", old)]]
