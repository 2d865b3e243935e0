"""Adding a library on the page and taking it off again, as somebody at this machine does it."""

from pathlib import Path

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, QUESTION, Visit, expect

pytestmark = IN_A_BROWSER

# The second document that is opened is gone to its quote as the first is.
IN_SIGHT = """() => {
  const { top } = document.querySelector('dialog mark.k-current').getBoundingClientRect();
  return 0 < top && top < innerHeight;
}"""


def test_a_library_is_added_asked_and_taken_off(
    visit: Visit, visiting: Visiting, desk: ScriptedDesk, tmp_path: Path, told: list[str]
) -> None:
    folder = tmp_path / "規則"
    folder.mkdir()
    rules = "\n\n".join(f"第{number}条　この規則は会社の備品の使い方を定める。" for number in range(1, 200))
    (folder / "駐車.md").write_text(f"# 規則\n\n{rules}\n\n駐車料金は1時間400円です。\n", encoding="utf-8")
    page = visit.page
    visit.ask(QUESTION["ja"], 1)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] mark.k-current")
    page.keyboard.press("Escape")
    visit.tab(1)
    assert page.locator(".k-libraries").count() == 0
    page.click("#k-add-library > button")
    box, name, code = (
        f"#k-add-library-tools [placeholder^='{label}']"
        for label in ("このコンピューター", "名前", "ターミナル")
    )
    add = "#k-add-library-tools button"
    for written, said in (
        (str(folder / "無い"), "文書のフォルダーがありません"),
        (desk.info.corpus, "重なっています"),
    ):
        page.fill(box, written)
        page.click(add)
        page.wait_for_selector(f"#k-status >> text={said}")
    assert told == [], "no code for what can't be read"
    page.fill(box, str(folder))
    page.fill(name, "社則")
    page.click(add)
    page.wait_for_selector("#k-status >> text=コードを表示しました")
    assert list(desk.libraries) == [], "nothing is read before its code is there"
    page.fill(code, told[-1].rpartition("：")[2].rpartition(" ")[2])
    page.press(code, "Enter")
    page.wait_for_selector("#k-status >> text=これから 社則 にも質問できます")
    page.wait_for_selector("#k-library td:has-text('駐車.md')")
    expect(page.locator(code)).to_have_value("")
    visit.tab(0)
    visit.ask("駐車料金は1時間いくらですか", 2)
    page.wait_for_selector("#k-rail .k-where:has-text('文書庫：社則')")
    expect(page.locator("#k-current .k-answer").first).to_contain_text("400円", use_inner_text=True)
    page.locator("#k-current a.k-mark").first.click()
    page.wait_for_selector("dialog[open] .k-document mark.k-current:has-text('400円')")
    page.wait_for_function(IN_SIGHT)
    other = visiting("en")
    other.open("en")
    other.page.click("#k-narrow > button")
    other.page.get_by_label("Libraries", exact=True).last.click()
    other.page.get_by_role("option", name="社則").click()
    other.page.wait_for_selector("#k-chips >> text=Library: 社則")
    other.tab(1)
    row = other.page.locator(".k-libraries tr", has_text="社則")
    row.locator("summary").click()
    row.locator("button").click()
    other.page.wait_for_selector("#k-status >> text=Questions no longer go to 社則")
    assert [path.name for path in folder.iterdir()] == ["駐車.md"]
    assert "駐車.md" not in [info.path for info in desk.documents()]
    assert (visit.complaints, other.complaints, visit.foreign) == ([], [], [])
