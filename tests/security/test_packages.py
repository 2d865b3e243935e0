"""What set-up installs is pinned and hashed, nothing that isn't needed is pinned, and licences are told."""

import json
import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Extras that bring packages which the locks don't hold.
UNLOCKED = {"rapidocr", "onnxruntime", "xllamacpp", "openai", "gradio"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    return {
        normal(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)
    }


def named(requirements: list[str]) -> set[str]:
    return {normal(found[0]) for line in requirements if (found := re.match(r"[\w.-]+", line))}


@pytest.mark.parametrize(("file", "extras"), [("requirements.lock", []), ("requirements-dev.lock", ["dev"])])
def test_locks_hold_every_pinned_package_with_its_hash(file: str, extras: list[str]) -> None:
    locked, pinned = pins(file), pins("constraints.txt")
    wanted = named(PROJECT["dependencies"]) | {
        name for extra in extras for name in named(PROJECT["optional-dependencies"][extra])
    }
    assert wanted - locked.keys() == set()
    assert {name: version for name, version in locked.items() if pinned.get(name, version) != version} == {}
    entries = re.split(r"^(?=\w)", (REPOSITORY / file).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert len(entries) == len(locked)
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert all("://" not in entry.partition("    # via")[0] for entry in entries)


def test_no_pin_is_stale() -> None:
    """Every pin is of something that an extra or set-up brings."""
    extras = PROJECT["optional-dependencies"]
    direct = named(PROJECT["dependencies"]) | {name for lines in extras.values() for name in named(lines)}
    pinned = pins("constraints.txt")
    locked = pins("requirements.lock").keys() | pins("requirements-dev.lock").keys()
    elsewhere = pinned.keys() - locked - direct
    # What comes with the extras that are in no lock: few, and each known.
    assert elsewhere <= {
        *("colorlog", "flatbuffers", "omegaconf", "opencv-python-headless", "pyclipper", "shapely", "jiter"),
        *(
            "protobuf",
            "sniffio",
            "distro",
            "antlr4-python3-runtime",
            "cloudpickle",
            "sympy",
            "mpmath",
            "requests",
        ),
        *("accessible-pygments", "alabaster", "imagesize", "roman-numerals", "snowballstemmer"),
        "sphinx-basic-ng",
        "audioop-lts",  # Gradio's, from Python 3.13 on
        *(f"sphinxcontrib-{name}help" for name in ("apple", "dev", "html", "qt")),
        *("sphinxcontrib-jsmath", "sphinxcontrib-serializinghtml"),
        *("charset-normalizer", "urllib3", "six", "certifi", "httpcore2", "httpx2", "truststore"),
    }
    assert direct >= UNLOCKED


def test_no_data_is_shipped_without_its_licence() -> None:
    """What is large and no code stands in the notice and beside the licence; what a card says of one, the notice says too."""
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    said_above = notice.partition("Who passes kotae on")[0]
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    source = REPOSITORY / "src"
    large = [
        path.relative_to(REPOSITORY).as_posix()
        for path in source.rglob("*")
        # The catalogue of messages (.po, .mo) is kotae's own words.
        if path.is_file()
        and path.suffix not in (".py", ".pyc", ".so", ".po", ".mo")
        and path.stat().st_size > 100_000
    ]
    assert "src/kotae/reader/weights/reader.safetensors" in large
    assert [name for name in large if name not in said_above] == []
    assert [name for name in large if name not in settings] == []
    for card in source.rglob("card.json"):
        told = json.loads(card.read_text(encoding="utf-8"))
        assert told["licence"] in said_above
        conditioned = [name for name, terms in told["data"].items() if terms.startswith("CC ")]
        assert [name for name in conditioned if re.split(r"[ ,:]", name)[0] not in notice] == []


def test_data_under_another_licence_is_named() -> None:
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-SA-4.0 AND MIT"
    for name in PROJECT["license-files"]:
        assert (REPOSITORY / name).is_file()
    assert "LICENSES/CC-BY-SA-4.0.txt" in PROJECT["license-files"]
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    for said in (
        "src/kotae/translation/data/bridge.npz",
        "CC BY-SA 4.0",
        "FFmpeg",
        "GEOS",
        "libquadmath",
        "LGPL",
    ):
        assert said in notice


# Shared libraries that wheels carry beside their own code, by what their file is called: those that ask for more than
# their licence's text, and those that don't.
CONDITIONED = {
    *(
        "gfortran",
        "quadmath",
        "gomp",
        "avcodec",
        "avformat",
        "avutil",
        "swscale",
        "swresample",
        "geos",
        "geos_c",
    ),
}
PERMISSIVE = {
    *(
        "Xau",
        "avif",
        "brotlicommon",
        "brotlidec",
        "freetype",
        "harfbuzz",
        "jpeg",
        "lcms2",
        "lzma",
        "openjp2",
        "png16",
    ),
    *(
        "sharpyuv",
        "tiff",
        "webp",
        "webpdemux",
        "webpmux",
        "xcb",
        "z",
        "zstd",
        "openblas",
        "openblaso",
        "scipy_openblas",
    ),
    *(
        "scipy_openblas64_",
        "mecab",
        "pdfium",
        "faiss",
        "onnxruntime",
        "onnxruntime_providers_shared",
        "ssl",
        "crypto",
    ),
    *("vpx", "Qt5Core"),
}
COPYLEFT = re.compile(r"\b(?:[AL]?GPL|MPL|EPL|EUPL|CDDL|CC-BY-SA)|Mozilla")


def set_up() -> dict[str, Distribution]:
    """What the two commands install, of what is installed here."""
    locked = pins("requirements.lock").keys()
    return {name: one for one in distributions() if (name := normal(one.metadata["Name"])) in locked}


def carried(one: Distribution) -> set[str]:
    """Shared libraries in a wheel that are no module of Python."""
    found = (re.fullmatch(r"lib([\w+]+?)(?:-[0-9a-f-]{8,}|-r0-[0-9a-f]{8})?(?:\.[\w.]*)?\.(?:so|dylib)[.\w]*", path.name)
             for path in one.files or () if "site-packages/" not in str(path))  # fmt: skip
    return {name[1].partition("-")[0] for name in found if name}


def test_whatever_set_up_installs_under_conditions_is_named() -> None:
    """certifi, orjson, pathspec, tqdm (MPL) and the OpenMP of five wheels weren't."""
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    installed = set_up()
    assert len(installed) > 80
    conditioned = {
        name
        for name, one in installed.items()
        for told in [
            *(one.metadata.get_all("License-Expression") or ()),
            "".join(one.metadata.get_all("License") or ())[:80],
            *(one.metadata.get_all("Classifier") or ()),
        ]
        if COPYLEFT.search(told)
    }
    assert {"certifi", "tqdm"} <= conditioned
    assert [name for name in sorted(conditioned) if name not in notice] == []
    inside = {(library, name) for name, one in installed.items() for library in carried(one) & CONDITIONED}
    assert ("gomp", "faiss-cpu") in inside
    sections = re.split(r"\n(?=  \S)", notice.partition("Libraries under the LGPL or GPL")[2])
    unnamed = [
        f"{library} in {name}"
        for library, name in sorted(inside)
        if not any(f"lib{library}" in section and f'"{name}"' in section for section in sections)
    ]
    assert unnamed == []


def test_every_library_inside_a_wheel_is_known() -> None:
    own = {"torch", "nvidia-nccl-cu12"}  # a torch is torch's
    unknown = {
        f"{library} in {name}"
        for name, one in set_up().items()
        for library in carried(one) - CONDITIONED - PERMISSIVE
        if name not in own
    }
    assert unknown == set()


FAMILIES = {
    "Apache": r"Apache", "BSD": r"BSD", "MIT": r"\bMIT", "MPL": r"MPL|Mozilla", "LGPL": r"LGPL|Lesser",
    "public": r"Public Domain", "ISC": r"\bISC",
}  # fmt: skip


def told_licences(one: Distribution) -> set[str]:
    """The families of licences that a package says it is under."""
    said = [
        *(one.metadata.get_all("License-Expression") or ()),
        "".join(one.metadata.get_all("License") or ())[:200],
        *(line for line in one.metadata.get_all("Classifier") or () if line.startswith("License")),
    ]
    return {family for family, pattern in FAMILIES.items() if any(re.search(pattern, line) for line in said)}


def test_the_notice_names_what_is_installed_under_the_licence_it_has() -> None:
    """Read line by line: a package that set-up brings no more, or under another licence now, would stand there for ever."""
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    sections = [
        notice.partition(heading)[2].partition("\n\n")[0]
        for heading in (
            "Libraries that read files",
            "Libraries for proofs of answers",
            "Libraries under the MPL 2.0",
        )
    ]
    rows = [
        (name.strip(), licence)
        for section in sections
        for names, licence in re.findall(
            r"^  ([\w., -]{2,31}?)(?:\s{2,}| (?=[A-Z]))(\S.*)", section, re.MULTILINE
        )
        for name in names.split(",")
    ]
    assert len(rows) >= 18
    installed = set_up()
    assert [name for name, _ in rows if normal(name) not in installed] == []
    wrong = {
        name: (licence, told)
        for name, licence in rows
        if (told := told_licences(installed[normal(name)]))
        and not told & {family for family in FAMILIES if family in licence}
    }
    assert wrong == {}


def test_every_reader_of_files_that_set_up_brings_is_in_the_notice() -> None:
    """What kotae's readers import stands there by name: these are what meets strangers' files."""
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    imported = {
        found.split(".")[0]
        for path in (REPOSITORY / "src/kotae/parsing").rglob("*.py")
        for found in re.findall(
            r"^\s*(?:from|import) ([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    brought = {
        name
        for name, one in set_up().items()
        for top in {path.parts[0] for path in one.files or () if len(path.parts) > 1}
        if top in imported
    }
    assert {"lxml", "pypdfium2", "beautifulsoup4"} <= brought
    assert [name for name in sorted(brought) if not re.search(rf"\b{re.escape(name)}\b", notice)] == []
