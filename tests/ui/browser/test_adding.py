"""Adding a library on the page and taking it off again, as somebody at this machine does it."""

from pathlib import Path

from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, Visit

pytestmark = IN_A_BROWSER


def test_a_library_is_added_asked_and_taken_off(
    visit: Visit, visiting: Visiting, desk: ScriptedDesk, tmp_path: Path, told: list[str]
) -> None:
    folder = tmp_path / "規則"
    folder.mkdir()
    (folder / "駐車.md").write_text("# 駐車\n\n駐車料金は1時間400円です。\n", encoding="utf-8")
    page = visit.page
    visit.tab(1)
    assert page.locator(".k-libraries").count() == 0
    page.click("#k-add-library > button")
    box, name, code = (
        f"#k-add-library-tools [placeholder^='{label}']" for label in ("このマシン", "名前", "ターミナル")
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
    assert page.input_value(code) == ""
    visit.tab(0)
    visit.ask("駐車料金は1時間いくらですか", 1)
    page.wait_for_selector("#k-rail .k-where:has-text('文書庫：社則')")
    assert "400円" in page.inner_text("#k-current .k-answer")
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
    other.page.wait_for_selector("#k-status >> text=社則 isn't asked any more")
    assert [path.name for path in folder.iterdir()] == ["駐車.md"]
    assert "駐車.md" not in [info.path for info in desk.documents()]
    assert (visit.complaints, other.complaints, visit.foreign) == ([], [], [])
