"""The page in a real browser: every control in both languages, wide and narrow, light and dark."""

from pathlib import Path

import httpx
import pytest

from kotae.ui.desk import Desk
from kotae.ui.library import pointing
from kotae.ui.server.serving import ServerSettings, served
from tests.ui.browser.conftest import Visiting
from tests.ui.browser.scripted import ScriptedDesk
from tests.ui.browser.visit import IN_A_BROWSER, OTHER, QUESTION, WORDS, Visit, expect

pytestmark = IN_A_BROWSER


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("ja", 400, "dark"), ("en", 1280, "light")],
)
def test_a_visit(visiting: Visiting, screenshots: Path, language: str, width: int, scheme: str) -> None:
    visit = visiting(language, width, scheme)
    page, words = visit.page, WORDS[language]
    visit.open(language)
    name = f"{language}-{width}-{scheme}"
    page.screenshot(path=screenshots / f"{name}-welcome.png")
    assert ("dark" in (page.get_attribute("body", "class") or "")) == (scheme == "dark")
    page.wait_for_function("(language) => document.documentElement.lang === language", arg=language)

    visit.ask(QUESTION[language], 1)
    page.screenshot(path=screenshots / f"{name}-answer.png", full_page=True)
    expect(page.locator("#k-composer textarea")).to_have_value("")
    mark = page.locator("#k-current a.k-mark").first
    tip = page.locator("#k-current .k-tip").first
    assert not tip.is_visible()
    mark.focus()
    tip.wait_for(state="visible")
    told = tip.bounding_box()
    assert told is not None
    assert 0 <= told["x"] <= told["x"] + told["width"] <= width, "what a mark tells stays within the window"
    assert visit.fits()

    mark.click()
    page.wait_for_selector("dialog[open] mark.k-current .k-w")
    page.wait_for_function(  # the evidence is scrolled into view
        """() => {
          const { y } = document.querySelector('dialog mark.k-current').getBoundingClientRect();
          return 0 <= y && y <= 800;
        }"""
    )
    page.screenshot(path=screenshots / f"{name}-reader.png")
    page.click("dialog [data-action=next]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")

    visit.ask("織田信長の料理人の名前は？" if language == "ja" else "Who cooked for Napoleon?", 2)
    expect(page.locator("#k-current .k-refusal").first).to_contain_text(words["refusal"], use_inner_text=True)
    expect(page.locator("#k-history .k-turn")).to_have_count(1)
    page.screenshot(path=screenshots / f"{name}-refusal.png", full_page=True)

    other = OTHER[language]
    page.click(f"[data-language={other}]")
    page.wait_for_selector(f"#k-composer button:has-text('{WORDS[other]['ask']}')")
    page.wait_for_selector(f"text={WORDS[other]['refusal']}")
    page.wait_for_function("(language) => document.documentElement.lang === language", arg=other)
    page.click(f"#k-tabs button[role=tab]:has-text('{WORDS[other]['library']}')")
    page.wait_for_selector("#k-library table")
    page.screenshot(path=screenshots / f"{name}-library.png")
    assert visit.fits()
    assert (visit.foreign, visit.complaints) == ([], [])


def test_answers_are_copied_exported_and_judged(visit: Visit, desk: Desk, tmp_path: Path) -> None:
    page, before = visit.page, desk.feedback.counts()["good"]
    visit.ask(QUESTION["ja"], 1)
    page.click("#k-current [data-action=copy]")
    page.wait_for_selector("text=コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "2,000億円に増やした。 [1]" in copied
    assert "**出典**" in copied
    with page.expect_download() as downloading:
        page.click(".k-export > button")
        page.click(".k-export [data-kind=markdown]")
    downloading.value.save_as(tmp_path / "saved.md")
    assert downloading.value.suggested_filename == f"kotae {QUESTION['ja']}.md"
    assert (tmp_path / "saved.md").read_text(encoding="utf-8").startswith(f"# kotae\n\n## {QUESTION['ja']}\n")
    page.click("#k-current [data-action=good]")
    page.fill("#k-current .k-comment input", "役に立った")
    page.press("#k-current .k-comment input", "Enter")
    page.wait_for_selector("#k-current .k-comment", state="hidden")
    for _ in range(600):
        if desk.feedback.counts()["good"] != before:
            break
        page.wait_for_timeout(100)
    assert desk.feedback.counts()["good"] == before + 1
    page.click("button:has-text('新しい会話')")
    page.wait_for_selector(f"text={WORDS['ja']['welcome']}")
    expect(page.locator(".k-turn")).to_have_count(0)


def test_examples_are_asked_at_a_press(visit: Visit) -> None:
    page = visit.page
    question = page.inner_text(".k-examples button >> nth=0")
    page.click(".k-examples button >> nth=0")
    page.wait_for_selector("#k-current .k-actions")
    expect(page.locator("#k-current .k-question").first).to_contain_text(question, use_inner_text=True)


def test_the_choice_of_language_and_light_is_remembered(visit: Visit) -> None:
    page = visit.page
    page.click("[data-language=en]")
    page.wait_for_selector(f"text={WORDS['en']['welcome']}")
    page.click("[data-action=theme]")
    page.reload()
    page.wait_for_selector(f"text={WORDS['en']['welcome']}")
    assert "dark" in (page.get_attribute("body", "class") or "")


def test_the_library_grows_and_shrinks_while_it_answers(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    page.click("#k-tabs button[role=tab]:has-text('文書庫')")
    page.fill("#k-library-tools input, #k-library-tools textarea", "防御")
    page.fill("#k-library-tools input, #k-library-tools textarea", "")
    visit.tab(0)
    page.click("#k-narrow > button")
    page.get_by_label("フォルダー", exact=True).last.click()
    page.get_by_role("option", name="en/").click()
    page.wait_for_selector("#k-chips [data-scope=folders]")
    visit.tab(1)
    new, bad = tmp_path / "寿司.md", tmp_path / "壊れ.pdf"
    new.write_text("# 寿司\n\n寿司は酢飯と魚の料理である。\n", encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 no")
    page.set_input_files("#k-upload input[type=file]", [new, bad])
    page.wait_for_selector("#k-status >> text=追加しました：寿司.md")
    page.wait_for_selector("#k-status >> text=壊れ.pdf：質問の対象になりません")
    page.wait_for_selector("#k-status >> text=追加 1、変更 0、削除 0")
    expect(page.locator("#k-chips [data-scope=folders]"), "what was chosen stays chosen").to_have_count(1)
    page.locator("#k-skipped .k-skipped > summary").click()
    page.locator("#k-skipped li summary").click()
    page.click("#k-skipped [data-action=remove]")
    page.wait_for_selector("#k-status >> text=変更なし 4")
    page.wait_for_selector("#k-skipped li", state="detached")
    page.wait_for_selector("#k-library a:has-text('寿司')")
    page.click("#k-library a:has-text('寿司')")
    page.wait_for_selector("dialog[open] .k-document:has-text('である')")
    page.click("dialog [data-action=close-reader]")
    row = page.locator("#k-library tr:has-text('寿司.md')")
    row.locator("summary").click()
    row.locator("[data-action=remove]").click()
    page.wait_for_selector("#k-status >> text=追加 0、変更 0、削除 1")
    expect(page.locator("#k-library a:has-text('寿司')")).to_have_count(0)
    # Gradio's own upload box says that of its progress bar.
    assert set(visit.complaints) <= {"Method not implemented."}
    assert visit.foreign == []


def test_the_library_can_be_another_folder(
    visit: Visit, desk: Desk, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        pointing, "_PAUSE_S", 0.0
    )  # else no code is printed sooner than five seconds after another
    page = visit.page
    before = Path(desk.info.corpus)
    other = tmp_path / "別の文書"
    other.mkdir()
    (other / "茶.md").write_text("# 茶\n\n茶は京都の宇治で摘まれる。\n", encoding="utf-8")
    visit.tab(1)
    page.click("#k-folder > button")
    box = "#k-folder-tools input, #k-folder-tools textarea"
    for written, said in (("文書", "絶対パス"), (str(other / "無い"), "文書のフォルダーがありません")):
        page.fill(box, written)
        page.click("button:has-text('このフォルダーを読む')")
        page.wait_for_selector(f"#k-status >> text={said}")
    for folder, path in ((other, "茶.md"), (before, "ja/予算.md")):
        page.fill(box, str(folder))
        page.press(box, "Enter")
        page.wait_for_selector("#k-status >> text=ターミナルに、このフォルダー用のコード")
        assert str(folder) in told[-1]
        page.fill("#k-folder-tools [placeholder='ターミナルのコード']", told[-1].rpartition(" ")[2])
        page.click("button:has-text('このフォルダーを読む')")
        page.wait_for_selector("#k-status >> text=秒で更新しました")
        page.wait_for_selector(f"#k-library td:has-text('{path}')")
        expect(page.locator("#k-library-note").first).to_contain_text(str(folder), use_inner_text=True)
    assert sorted(path.name for path in other.iterdir()) == ["茶.md"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_typed_for_a_folder_stays_when_one_comes_back(
    visiting: Visiting, desk: ScriptedDesk, language: str
) -> None:
    """Coming to the tab put the folder's name over what had been typed, a moment later where the machine was busy."""
    visit = visiting(language)
    page = visit.page
    visit.open(language)
    visit.tab(1)
    page.click("#k-folder > button")
    box = page.locator("#k-folder-tools input, #k-folder-tools textarea").first
    box.fill("/half")
    visit.tab(0)
    new = Path(desk.info.corpus) / f"meanwhile-{language}.md"
    new.write_text("# Meanwhile\n\nThe tide is out.\n", encoding="utf-8")
    try:
        list(desk.update())
        visit.tab(1)
        page.wait_for_selector(f"#k-library td:has-text('{new.name}')")  # the tab was shown anew
        expect(box).to_have_value("/half")
    finally:
        new.unlink()
        list(desk.update())
    assert visit.complaints == []


def test_only_people_at_this_machine_may_name_its_folders(desk: Desk) -> None:
    with served(desk, ServerSettings(port=0), [("花子", "秘密")]) as where:
        signed_in = httpx.post(f"{where}login", data={"username": "花子", "password": "秘密"}, timeout=60)
        config = httpx.get(f"{where}config", cookies=signed_in.cookies, timeout=60).text
    assert '"k-library-tools"' in config
    assert '"k-folder"' not in config
