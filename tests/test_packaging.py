"""What is shipped: container files that keep their promises, and a wheel that holds what it needs."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

import kotae

REPOSITORY = Path(__file__).parent.parent


def compose(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((REPOSITORY / "deploy" / name).read_text(encoding="utf-8"))
    return loaded


def test_image_runs_without_root_and_tells_its_health() -> None:
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last, flags=re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*\\\n.*7860/health", last, flags=re.MULTILINE)
    assert "HF_HUB_OFFLINE=1" in last
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, flags=re.MULTILINE)
    assert [name for line in copied for name in line.split() if not (REPOSITORY / name).exists()] == []
    kept = re.findall(r"^!(\S+)", (REPOSITORY / ".dockerignore").read_text(), flags=re.MULTILINE)
    assert {name for line in copied for name in line.split()} == set(kept)


def together(*names: str) -> dict[str, dict[str, Any]]:
    """Return the services of sets that are given together, as Compose merges what these files hold.

    One value takes the place of another, maps are merged, lists are added; only a command is one value.
    """
    services: dict[str, dict[str, Any]] = {}
    for name in names:
        for service, settings in compose(name)["services"].items():
            whole = services.setdefault(service, {})
            for key, value in settings.items():
                before = whole.get(key)
                if isinstance(value, dict) and isinstance(before, dict):
                    whole[key] = {**before, **value}
                elif isinstance(value, list) and isinstance(before, list) and key != "command":
                    whole[key] = list(dict.fromkeys([*before, *value]))
                else:
                    whole[key] = value
    return services


SETS = [
    ("compose.yaml",),
    ("compose.yaml", "compose.open-webui.yaml"),
    ("compose.yaml", "compose.milvus.yaml"),
]
OUR_OWN = {"kotae", "kotae-milvus"}


@pytest.mark.parametrize("names", SETS, ids="+".join)
def test_every_set_keeps_what_the_image_promises(names: tuple[str, ...]) -> None:
    """No set gives back what the image and the first file took away; the second file of one could."""
    services = together(*names)
    for name, settings in services.items():
        given = {"user", "privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"} & settings.keys()
        assert not given, name
        assert settings.get("network_mode", "none") == "none", name
        assert "network_mode" in settings or settings["networks"], name
        assert not [volume for volume in settings.get("volumes", ()) if "docker.sock" in volume], name
        ports = settings.get("ports", [])
        assert all(port.startswith("127.0.0.1:") for port in ports), name
        if settings["image"] in OUR_OWN:
            assert settings["read_only"] is True, name
            assert settings["tmpfs"] == ["/tmp"], name
            assert settings["cap_drop"] == ["ALL"], name
            assert settings["security_opt"] == ["no-new-privileges:true"], name
            written = [volume for volume in settings["volumes"] if not volume.endswith(":ro")]
            assert written == ["index:/data"], name
            # What serves keeps the image's own check; what ends by itself has none.
            disabled = settings.get("healthcheck") == {"disable": True}
            assert disabled == ("serve" not in settings["command"]), name
            assert disabled or "healthcheck" not in settings, name
        for waited_for in settings.get("depends_on", {}).items():
            assert waited_for[1] == {"condition": "service_healthy"}, name
            assert services[waited_for[0]].get("healthcheck") != {"disable": True}, name
    served = services["api"]
    port = served["command"][served["command"].index("--port") + 1]
    assert served["ports"] == [f"127.0.0.1:{port}:{port}"]
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    assert f"127.0.0.1:{port}/health" in text
    assert f"\nEXPOSE {port}\n" in text


@pytest.mark.parametrize("names", SETS, ids="+".join)
def test_compose_itself_reads_every_set(names: tuple[str, ...], tmp_path: Path) -> None:
    command = os.environ.get("DOCKER_COMPOSE") or shutil.which("docker-compose")
    if command is None:
        pytest.skip("needs Docker Compose: its command docker-compose on the path, or in DOCKER_COMPOSE")
    (tmp_path / "webui.env").write_text("OPENAI_API_KEY=x\n", encoding="utf-8")
    files = [word for name in names for word in ("--file", str(REPOSITORY / "deploy" / name))]
    done = subprocess.run(
        [command, "--project-directory", str(tmp_path), *files, "--profile", "index", "config"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "WEBUI_IMAGE": "a", "MILVUS_IMAGE": "b"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read, merged = yaml.safe_load(done.stdout)["services"], together(*names)
    assert read.keys() == merged.keys()
    for name, settings in merged.items():
        for key in ("read_only", "cap_drop", "security_opt", "tmpfs", "command", "restart"):
            assert read[name].get(key) == settings.get(key), (name, key)
        assert sorted(read[name].get("networks", {})) == sorted(settings.get("networks", ()))
        assert [port["host_ip"] for port in read[name].get("ports", ())] == ["127.0.0.1"] * len(
            settings.get("ports", ())
        )


@pytest.mark.parametrize("service", ["index", "api"])
def test_containers_are_locked_down(service: str) -> None:
    settings = compose("compose.yaml")["services"][service]
    assert settings["read_only"] is True
    assert settings["cap_drop"] == ["ALL"]
    assert "./documents:/documents:ro" in settings["volumes"]
    network = compose("compose.yaml")["networks"]["inside"]["driver_opts"]
    assert network == {"com.docker.network.bridge.enable_ip_masquerade": "false"}
    assert settings.get("network_mode") == "none" or settings["networks"] == ["inside"]


@pytest.mark.parametrize("name", ["compose.yaml", "compose.open-webui.yaml"])
def test_ports_are_open_to_this_machine_only(name: str) -> None:
    ports = [port for service in compose(name)["services"].values() for port in service.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_an_engine_without_a_token_is_reached_by_kotae_alone() -> None:
    written = compose("compose.milvus.yaml")
    assert written["networks"]["engine"] == {"internal": True}
    assert {name for name, service in written["services"].items() if "engine" in service["networks"]} == {
        "milvus",
        "publish",
        "api",
    }
    assert not any("ports" in service for service in written["services"].values())
    publish, index = written["services"]["publish"], compose("compose.yaml")["services"]["index"]
    for same in ("read_only", "tmpfs", "cap_drop", "security_opt", "volumes", "profiles"):
        assert publish.get(same) == index.get(same), same


@pytest.mark.parametrize("name", ["compose.yaml", "compose.open-webui.yaml", "compose.milvus.yaml"])
def test_no_image_comes_from_a_named_registry(name: str) -> None:
    """Where images and packages come from is whose machine it is to say."""
    images = [service.get("image", "") for service in compose(name)["services"].values()]
    assert not [image for image in images if re.match(r"[^/${]+[.:][^/]*/", image)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


def built(folder: Path) -> Path:
    builder = pytest.importorskip("hatchling.builders.wheel", reason="needs the extra build").WheelBuilder
    (made,) = builder(str(REPOSITORY)).build(directory=str(folder), versions=["standard"])
    return Path(made)


def test_two_builds_are_equal_byte_for_byte(wheel: Path, tmp_path: Path) -> None:
    assert built(tmp_path).read_bytes() == wheel.read_bytes()


ASKED = """
import kotae
print(kotae.__file__)
for question in ("オラクルは日本にいくら投資しますか", "How much will Oracle invest in Japan?"):
    print(kotae.retrieve(question, 1)[0].passage.text)
"""


def test_wheel_answers_from_its_sample_in_an_empty_folder(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing of the checkout is on the way: the wheel's own files are imported, from another folder."""
    installed, folder = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("empty")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed), "KOTAE_EMBEDDING__MODEL": "hashing"}

    def ran(*words: str) -> str:
        command = [sys.executable, "-P", *words]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    ran("-m", "kotae", "index", "--sample")
    file, _, found = ran("-c", ASKED).partition("\n")
    assert Path(file).is_relative_to(installed)
    assert "兆円" in found
    assert "Oracle" in found


def test_extras_and_their_pins_go_together() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    wanted = [
        *project["dependencies"],
        *(name for names in project["optional-dependencies"].values() for name in names),
    ]
    names = [re.split(r"[\[<>=~!;]", requirement)[0].strip().lower() for requirement in wanted]
    assert [name for name in names if name.replace("_", "-") not in pinned] == []


@pytest.mark.parametrize(
    ("body", "found", "advice"),
    [
        ('exec {python} "$@"', None, None),
        (
            'case "$*" in *version_info*) exit 1;; esac; echo Python 3.11.2',
            "Python 3.11.2",
            "PYTHON=python3.12",
        ),
        ('case "$*" in *ensurepip*) exit 1;; esac; exec {python} "$@"', None, "apt install python3-venv"),
        (None, "no ", "PYTHON=python3.12"),
    ],
    ids=["suited", "too old", "no ensurepip", "no such Python"],
)
def test_make_names_the_python_it_needs_before_it_installs(
    body: str | None, found: str | None, advice: str | None, tmp_path: Path
) -> None:
    """The 3.11.2 of Debian 12 failed within pip, minutes later; a .venv half made stayed."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "requirements.lock"):
        shutil.copy(REPOSITORY / name, tmp_path)
    python = tmp_path / "python"
    if body is not None:
        # What comes behind the checks is only named: nothing is installed here.
        made = 'case "$*" in "-m venv .venv") exit 7;; esac; '
        python.write_text(f"#!/bin/sh\n{made}{body.format(python=sys.executable)}\n", encoding="utf-8")
        python.chmod(0o755)
    done = subprocess.run(
        ["make", "install", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert not (tmp_path / ".venv").exists()
    lines = [line for line in done.stderr.splitlines() if line.startswith("kotae: ")]
    assert "installing" not in done.stdout
    if advice is None:
        assert lines == []
        assert "Error 7" in done.stderr
    else:
        assert len(lines) == 2
        assert all(advice in line and (found or "") in line for line in lines)
        assert re.search("[ぁ-ん]", lines[1])


@pytest.mark.parametrize(
    ("version", "machine", "lock"),
    [
        ("(3, 11, 7)", "x86_64", "requirements.lock"),
        ("(3, 12, 1)", "x86_64", "constraints.txt"),
        ("(3, 11, 7)", "aarch64", "constraints.txt"),
    ],
)
def test_checksums_are_asked_for_only_where_they_hold(
    version: str, machine: str, lock: str, tmp_path: Path
) -> None:
    """With another Python or processor pip said only that the hash of torch doesn't match."""
    shutil.copy(REPOSITORY / "Makefile", tmp_path)
    python = tmp_path / "python"
    pretend = f"import sys, platform; sys.version_info = {version}; platform.machine = lambda: '{machine}'; exec(sys.argv[2])"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{pretend}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    shown = subprocess.run(
        # As a person's own shell calls it, and not as a part of the make that may be running this test.
        ["make", "--no-print-directory", "--eval", "shown: ; @echo $(LOCK)", "shown", f"PYTHON={python}"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == lock


def test_the_bill_of_materials_names_kotaes_own_version(tmp_path: Path) -> None:
    """The tool reads it from pyproject.toml, where it doesn't stand: the bill named kotae without one."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "requirements.lock"):
        shutil.copy(REPOSITORY / name, tmp_path)
    python, tool = tmp_path / ".venv" / "bin" / "python", tmp_path / "cyclonedx"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    tool.write_text('#!/bin/sh\n[ "$2" = --pyproject ] && cat "$3" >given.toml\n', encoding="utf-8")
    for made in (python, tool):
        made.chmod(0o755)
    (tmp_path / ".venv" / "stamp").touch()
    subprocess.run(
        ["make", "sbom", f"CYCLONEDX={tool}"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        check=True,
    )
    ours, given = (
        tomllib.loads(file.read_text(encoding="utf-8"))["project"]
        for file in (REPOSITORY / "pyproject.toml", tmp_path / "given.toml")
    )
    assert given.pop("version") == metadata.version("kotae") == kotae.__version__
    assert ours.pop("dynamic") == ["version"]
    assert given == ours
