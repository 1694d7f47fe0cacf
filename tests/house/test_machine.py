"""The machine: lists of packages, locks, image and compose file say the same as bin/run and bin/test."""

import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("run", "test", "node")


def shell(script: str, *, cwd: Path = ROOT, check: bool = True) -> subprocess.CompletedProcess[str]:
    """What a bash says that has read bin/'s own files."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=cwd,
        check=check,
        capture_output=True,
        text=True,
        timeout=120,
    )


def packages(use: str) -> set[str]:
    """The Debian packages that bin/ itself reads out of the list for one use."""
    return set(shell(f". bin/_machine.sh; packages {use}").stdout.split())


def processes() -> dict[str, str]:
    """The commands of the Procfile, by name."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return {name: command.strip() for name, command in (line.split(":", 1) for line in lines)}


def apps() -> set[str]:
    """The packages that stand in the root of the tree."""
    return {path.parent.name for path in ROOT.glob("*/apps.py")} | {"lmhtx"}


def normal(name: str) -> str:
    """A package's name as the index writes it."""
    return re.sub(r"[-_.]+", "-", name.split("[", maxsplit=1)[0]).lower()


# Packages


def test_run_needs_the_services_and_no_browser():
    needed = packages("run")

    assert {"postgresql", "redis-server", "tesseract-ocr-vie", "libgl1", "python3-venv"} <= needed
    assert "chromium" not in needed


def test_gate_needs_everything_and_image_everything_but_services_and_browser():
    everything = packages("gate")

    of_gate = {"chromium", "softhsm2", "libnss3-tools"}
    assert everything - packages("run") == of_gate
    assert everything - packages("image") == of_gate | {"postgresql", "postgresql-contrib", "redis-server"}


def test_image_installs_the_packages_of_the_list():
    pipeline = re.search(r"&& (grep -vE .*?grep \.)", DOCKERFILE, re.DOTALL).group(1)

    assert set(shell(pipeline.replace("\\\n", "")).stdout.split()) == packages("image")


def test_missing_package_is_named_with_the_way_to_install_it():
    with tempfile.TemporaryDirectory() as empty:
        Path(empty).chmod(0o755)
        (Path(empty) / "apt-packages.txt").write_text("goi-khong-co-that\n", encoding="utf-8")
        # Another's checkout may be closed to nobody, so the script goes along as text.
        script = (ROOT / "bin" / "_machine.sh").read_text(encoding="utf-8") + "need_packages run"
        ordinary = ["setpriv", "--reuid", "nobody", "--clear-groups"] if os.getuid() == 0 else []
        answer = subprocess.run(
            [*ordinary, "bash", "-euc", script],
            cwd=empty,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert answer.returncode == 1
    assert "còn thiếu các gói: goi-khong-co-that" in answer.stderr
    assert "apt-get install -y --no-install-recommends goi-khong-co-that" in answer.stderr


# Locks


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_carries_hashes_and_no_address(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9_.\[\]-]+==\S+ \\$", text, re.MULTILINE)
    entries = re.findall(r"^[A-Za-z0-9].*$", text, re.MULTILINE)

    assert pins == entries
    assert text.count("--hash=sha256:") >= len(pins)
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_every_wish(lock):
    wishes = (ROOT / "requirements" / f"{lock}.in").read_text(encoding="utf-8").splitlines()
    wished = {normal(re.split(r"[~<>=]", wish)[0]) for wish in wishes if re.match(r"[a-z]", wish)}
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")

    assert wished <= {normal(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def test_the_two_locks_agree_on_what_both_name():
    versions = [
        dict(
            re.findall(
                r"^([A-Za-z0-9_.-]+)==(\S+)",
                (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"),
                re.MULTILINE,
            )
        )
        for lock in ("run", "test")
    ]
    both = versions[0].keys() & versions[1].keys()

    assert {name: versions[0][name] for name in both} == {name: versions[1][name] for name in both}


def test_browser_lock_names_no_address_and_the_wished_tabler():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    parts = {path: part for path, part in lock["packages"].items() if path}

    assert [path for path, part in parts.items() if "resolved" in part] == []
    assert [path for path, part in parts.items() if "integrity" not in part] == []
    # The last one whose colours Chrome 109 understands.
    assert parts["node_modules/@tabler/core"]["version"] == "1.0.0"


# Image and compose


def test_image_starts_the_web_process_of_the_procfile():
    command = json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1])

    assert command == ["sh", "-c", f"exec {processes()['web']}"]


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_compose_starts_the_processes_of_the_procfile(name):
    assert shlex.split(COMPOSE["services"][name]["command"]) == shlex.split(processes()[name])


def test_compose_has_every_part_of_the_office():
    assert COMPOSE["services"].keys() == {
        *processes(),
        "migrate",
        "postgres",
        "proxy",
        "redis",
        "storage",
    }
    assert "command" not in COMPOSE["services"]["web"]


def test_compose_database_sorts_as_the_private_one():
    wanted = COMPOSE["services"]["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]

    assert wanted in (ROOT / "bin" / "_services.sh").read_text(encoding="utf-8")


def test_compose_speaks_only_names_that_settings_read():
    settings = (ROOT / "lmhtx" / "settings.py").read_text(encoding="utf-8")
    named = set(COMPOSE["services"]["web"]["environment"])

    assert {name for name in named if f'"{name}"' not in settings} == set()
    assert COMPOSE["services"]["web"]["environment"]["LMHTX_DEMO"] == "0"


def test_compose_runs_two_webs_behind_the_proxy_and_one_beat():
    services = COMPOSE["services"]
    told = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")

    assert {name: services[name]["deploy"]["replicas"] for name in ("web", "beat")} == {"web": 2, "beat": 1}
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in services["proxy"]["volumes"]
    assert set(re.findall(r"\{\$(\w+)\}", told)) == set(services["proxy"]["environment"])
    assert told.count("{") == told.count("}")
    assert "dynamic a web 8000" in told
    assert "respond @inside 404" in told


def test_every_volume_is_named_below():
    named = {
        re.sub(r"^\$\{\w+:-(\w+)\}", r"\1", volume).split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", ())
    }

    assert {name for name in named if not name.startswith(".")} == set(COMPOSE["volumes"])


def test_nothing_is_resolved_while_the_image_is_built():
    installs = re.findall(r"pip install [^\n&]*", DOCKERFILE)

    assert installs
    assert [line for line in installs if "--require-hashes --no-deps" not in line] == []


def test_compose_keeps_no_secret_and_insists_on_one():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")

    assert "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}" in text
    assert "SECRET_KEY: ${SECRET_KEY:?}" in text


def test_image_builds_with_the_files_it_copies():
    copied = [
        name for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE) for name in line.split()
    ]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {".git", ".venv", "node_modules", "var"} <= set(ignored)
    assert set(copied) & set(ignored) == set()


# The tools watch every room


def test_every_app_is_under_every_tool():
    contracts = {contract["name"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}

    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == apps()
    assert set(contracts["The rooms inside an app"]["containers"]) == apps() - {"lmhtx"}
    assert set(PYPROJECT["tool"]["mypy"]["files"]) == apps()
    assert set(PYPROJECT["tool"]["coverage"]["run"]["source"]) == apps()


def test_every_room_stands_on_a_floor():
    floors = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {room for floor in floors for room in re.findall(r"\(([\w.]+)\)", floor)}
    rooms = {f"lmhtx.{path.parent.name}" for path in (ROOT / "lmhtx").glob("*/__init__.py")}

    assert rooms | (apps() - {"lmhtx"}) <= named


def test_the_house_asks_the_linter_for_everything():
    assert PYPROJECT["tool"]["ruff"]["lint"]["select"] == ["ALL"]


def test_ci_calls_the_gate_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").split("\n")

    assert lines[-2].endswith('/../bin/test"')
    assert len(lines) == 4


@pytest.mark.parametrize(
    "script", sorted(path.name for path in (ROOT / "bin").iterdir() if path.suffix != ".py")
)
def test_shell_is_well_formed(script):
    assert shell(f"bash -n bin/{script}").returncode == 0


# Services


@pytest.fixture
def room():
    """A directory where the database's own user may walk."""
    directory = Path(tempfile.mkdtemp(prefix="lmhtx-may-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    shell(f". bin/_services.sh; stop_postgres {directory}; stop_redis {directory}")
    shutil.rmtree(directory)


START = ". bin/_services.sh; start_postgres {room} 61000 -c fsync=off"
ASK = 'psql -qAt "$POSTGRES_URL/postgres" -c'


def test_database_starts_again_after_it_was_killed(room):
    start = START.format(room=room)
    shell(f"{start}; {ASK} 'create table vet (so int)'; kill -KILL $POSTGRES_PID; wait_gone $POSTGRES_PID 10")

    again = shell(f"{start}; {ASK} 'table vet'; echo còn")

    assert again.stdout.strip() == "còn"


def test_database_starts_although_a_stranger_has_its_old_number(room):
    start = START.format(room=room)
    shell(f"{start}; stop_postgres {room}")
    pid_file = room / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{room}/postgres\n", encoding="utf-8")

    again = shell(f'{start}; echo "$POSTGRES_URL"')

    assert again.stdout.startswith("postgres://lmhtx:")


def test_names_sort_as_vietnamese_sorts(room):
    names = "values ('Đức'), ('Dũng'), ('Ánh'), ('An')"

    answer = shell(f'{START.format(room=room)}; {ASK} "{names} order by 1"')

    assert answer.stdout.split() == ["An", "Ánh", "Dũng", "Đức"]


def test_services_die_with_the_shell_that_started_them(room):
    killed = shell(f"{START.format(room=room)}; start_redis {room} 62000; kill -KILL $$", check=False)

    pids = f"$(postgres_pid {room}) $(cat {room}/redis/pid)"
    left = shell(f". bin/_services.sh; for pid in {pids}; do wait_gone $pid 10; done; echo hết")

    assert killed.returncode == -9
    assert left.stdout.strip() == "hết"
