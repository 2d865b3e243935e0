"""What is said of a file whose reader broke down, in both languages."""

from collections.abc import Sequence
from typing import Final

from kotae.errors import ReadingError
from kotae.parsing.files import Source, printable

__all__ = ["broken", "not_confined", "not_started", "nothing_inside", "rest_left_out", "too_big", "too_slow"]

_MAX_NAMED: Final = 20


def not_started(source: Source, reason: str) -> ReadingError:
    """Return the error for a worker that can't be started."""
    shown = printable(source.path)
    return ReadingError(
        en=f"{shown}: the process that reads files like this one can't be started ({reason}). "
        "Free memory or processes, and index again.",
        ja=f"{shown}: この種類のファイルを読むプロセスを起動できません({reason})。"
        "メモリーやプロセスに空きを作って、索引を作り直してください。",
    )


def not_confined(source: Source) -> ReadingError:
    """Return the error for a worker that couldn't give up its rights."""
    shown = printable(source.path)
    return ReadingError(
        en=f"{shown}: not read, because the kernel refused to confine the process that reads files. "
        "`kotae doctor` tells what this computer can do.",
        ja=f"{shown}: ファイルを読むプロセスの権限をカーネルが制限できなかったため、読みませんでした。"
        "このコンピューターでできることは `kotae doctor` で分かります。",
    )


def too_slow(source: Source, seconds: float) -> ReadingError:
    """Return the error for a file that took too long."""
    shown = printable(source.path)
    return ReadingError(
        en=f"{shown}: reading took longer than {seconds:g} seconds and was stopped. "
        "Split the file, or raise max_seconds under [reading] in kotae.toml.",
        ja=f"{shown}: 読み込みに{seconds:g}秒以上かかったため中止しました。"
        "ファイルを分割するか、kotae.tomlの[reading]でmax_secondsを大きくしてください。",
    )


def too_big(source: Source) -> ReadingError:
    """Return the error for a file that needs too much memory."""
    shown, megabytes = printable(source.path), source.settings.max_memory_bytes / 1e6
    return ReadingError(
        en=f"{shown}: reading needs more than {megabytes:,.0f} MB of memory. "
        "Split the file, or raise max_memory_bytes under [reading] in kotae.toml.",
        ja=f"{shown}: 読み込みに{megabytes:,.0f} MBを超えるメモリーが必要です。"
        "ファイルを分割するか、kotae.tomlの[reading]でmax_memory_bytesを大きくしてください。",
    )


def broken(source: Source) -> ReadingError:
    """Return the error for a file whose reader ended, or said what can't be."""
    shown = printable(source.path)
    return ReadingError(
        en=f"{shown}: the file is damaged or made to do harm: its reader broke down. "
        "Save it again from the program it comes from, or take it out of the corpus.",
        ja=f"{shown}: ファイルが壊れているか、悪意のある作りのため、読み込み中に異常終了しました。"
        "作成元のソフトで保存し直すか、コーパスから外してください。",
    )


def rest_left_out(source: Source, breakdowns: int) -> tuple[str, str]:
    """Return what is said of an archive that is given up, in English and Japanese."""
    seconds = source.settings.seconds_for(".zip")
    return (
        f"the archive took longer than {seconds:g} seconds, or {breakdowns} of its files broke their readers;"
        " the rest of it was left out",
        f"アーカイブの読み込みに{seconds:g}秒以上かかったか、{breakdowns}個のファイルで読み込みが異常終了したため、"
        "残りを除きました",
    )


def nothing_inside(source: Source, notes: Sequence[tuple[str, str]]) -> ReadingError:
    """Return the error for an archive that gave no document; it says what was left out."""
    shown = printable(source.path)
    en = "".join(f"\n  {note}" for note, _ in notes[:_MAX_NAMED])
    ja = "".join(f"\n  {note}" for _, note in notes[:_MAX_NAMED])
    return ReadingError(
        en=f"{shown}: nothing in this archive can be read.{en}",
        ja=f"{shown}: このアーカイブには読める文書がありません。{ja}",
    )
