"""A folder of about a thousand real documents in both languages, out of unpacked Debian packages. See README.md."""

import gzip
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DOC = "usr/share/doc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which files of a package are taken: so many, evenly spread over their names."""

    package: str
    pattern: str
    files: int
    max_bytes: int = 7_000


_BOOK = 600_000
CHOICES = (
    Choice(package="debian-handbook", pattern=f"{_DOC}/debian-handbook/html/ja-JP/*.html", files=45),
    Choice(package="debian-handbook", pattern=f"{_DOC}/debian-handbook/html/en-US/*.html", files=45),
    Choice(package="libreoffice-help-ja", pattern="usr/share/libreoffice/help/ja/text/**/*.html", files=172),
    Choice(
        package="libreoffice-help-en-us", pattern="usr/share/libreoffice/help/en-US/text/**/*.html", files=172
    ),
    Choice(package="gimp-help-ja", pattern="usr/share/gimp/2.0/help/ja/*.html", files=100),
    Choice(package="gimp-help-en", pattern="usr/share/gimp/2.0/help/en/*.html", files=100),
    Choice(package="manpages-ja", pattern="usr/share/man/ja/man*/*.gz", files=120, max_bytes=2_600),
    Choice(package="manpages-ja-dev", pattern="usr/share/man/ja/man*/*.gz", files=50, max_bytes=2_600),
    Choice(package="manpages", pattern="usr/share/man/man*/*.gz", files=60, max_bytes=2_600),
    Choice(
        package="python3.11-doc", pattern=f"{_DOC}/python3.11/html/library/*.html", files=15, max_bytes=16_000
    ),
    Choice(package="python3.11-doc", pattern=f"{_DOC}/python3.11/html/_sources/library/*.txt", files=45),
    Choice(
        package="debian-policy",
        pattern=f"{_DOC}/debian-policy/policy.html/*.html",
        files=14,
        max_bytes=16_000,
    ),
    Choice(
        package="debian-policy-ja",
        pattern=f"{_DOC}/debian-policy/ja/policy.html/*.html",
        files=12,
        max_bytes=16_000,
    ),
    Choice(package="debian-faq", pattern=f"{_DOC}/debian/FAQ/*.html", files=12, max_bytes=16_000),
    Choice(package="debian-faq-ja", pattern=f"{_DOC}/debian/FAQ/**/*.html", files=12, max_bytes=16_000),
    Choice(package="aptitude-doc-ja", pattern=f"{_DOC}/aptitude/html/ja/*.html", files=15),
    Choice(package="aptitude-doc-en", pattern=f"{_DOC}/aptitude/html/en/*.html", files=15),
    Choice(package="debmake-doc", pattern=f"{_DOC}/debmake-doc/**/*ja*.html", files=6, max_bytes=16_000),
    Choice(package="debian-history", pattern=f"{_DOC}/debian-history/**/*.ja.*", files=12, max_bytes=_BOOK),
    Choice(package="debian-history", pattern=f"{_DOC}/debian-history/**/*.en.*", files=12, max_bytes=_BOOK),
    Choice(package="maint-guide-ja", pattern=f"{_DOC}/maint-guide-ja/*.pdf", files=1, max_bytes=_BOOK),
    Choice(package="doc-debian", pattern=f"{_DOC}/debian/*", files=15),
    Choice(package="apt-doc", pattern=f"{_DOC}/apt-doc/**/*", files=20, max_bytes=16_000),
    # Kinds that aren't read, beside the others as in any folder: each has to be explained.
    Choice(package="gimp-help-ja", pattern="usr/share/gimp/2.0/help/ja/**/*.css", files=3, max_bytes=_BOOK),
    Choice(
        package="debian-handbook",
        pattern=f"{_DOC}/debian-handbook/html/ja-JP/**/*.png",
        files=5,
        max_bytes=_BOOK,
    ),
    Choice(
        package="libreoffice-help-ja",
        pattern="usr/share/libreoffice/help/media/files/**/*.ods",
        files=3,
        max_bytes=_BOOK,
    ),
)
_ARCHIVE = Choice(
    package="installation-guide-amd64", pattern=f"{_DOC}/installation-guide-amd64/ja/*.html", files=20
)


def _chosen(unpacked: Path, choice: Choice) -> Iterator[tuple[Path, str]]:
    """Yield files with the path they get."""
    folder = unpacked / choice.package
    fitting = [
        path
        for path in sorted(folder.glob(choice.pattern))
        if path.is_file() and not path.is_symlink() and 200 <= path.stat().st_size <= choice.max_bytes
    ]
    number = min(choice.files, len(fitting))
    for place in range(number):
        path = fitting[place * len(fitting) // number]
        yield path, f"{choice.package}/{path.relative_to(folder).as_posix().removeprefix('usr/share/')}"


def _put(path: Path, target: Path) -> None:
    """Copy a file; compressed text and manual pages as a reader would see them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz" and "/man/" in path.as_posix():
        target.with_suffix(".txt").write_bytes(_manual_page(path))
    elif path.name.endswith(".txt.gz"):
        target.with_suffix("").write_bytes(gzip.decompress(path.read_bytes()))
    else:
        shutil.copyfile(path, target)


def _manual_page(path: Path) -> bytes:
    # Width as on a terminal: the pages come out hard-wrapped, with running titles above and below.
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "MANWIDTH": "78"}
    shown = subprocess.run(
        ["man", "--local-file", str(path)], capture_output=True, env=environment, check=True
    )
    return subprocess.run(
        ["col", "-b", "-x"], input=shown.stdout, capture_output=True, env=environment, check=True
    ).stdout


def main(unpacked: Path, target: Path) -> None:
    """Make the folder, which must not exist yet, and say what is in it."""
    target.mkdir()
    for choice in CHOICES:
        for path, name in _chosen(unpacked, choice):
            _put(path, target / name)
    with zipfile.ZipFile(target / "インストールガイド.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, _ in _chosen(unpacked, _ARCHIVE):
            archive.write(path, path.name)
    files = [path for path in target.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
