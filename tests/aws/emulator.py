"""AWS's own runtime interface emulator: what stands between Lambda and the function, without Docker.

The emulator is a program inside the wheel of aws-sam-cli; `awslambdaric` is what AWS runs the handler with.
Both come from the package index, as the package's own wheels do, and neither is part of the package.
"""

from __future__ import annotations

import json
import platform
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.request import Request, urlopen

from energy_core.cloud.package import HANDLER, PYTHON
from energy_core.cloud.package_bytecode import find_interpreter
from energy_core.cloud.package_wheels import Architecture

SAM_CLI: Final = "aws-sam-cli==1.170.0"
RUNTIME: Final = ("awslambdaric==4.2.2", "boto3==1.44.5")
"""What a Lambda has besides the package."""

ARCHITECTURE: Final[Architecture] = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
LONGEST_START_SECONDS: Final = 20
LONGEST_RUN_SECONDS: Final = 900


@dataclass(frozen=True)
class Runtime:
    """A Python as Lambda has it; `python` is its version: 3.13 if it is here, else the running one's."""

    interpreter: Path
    python: str
    libraries: Path
    emulator: Path


@dataclass(frozen=True)
class Function:
    """A function that waits for events. `process` is the emulator's, and the function's is its child."""

    endpoint: str
    process: subprocess.Popen[bytes]
    log: Path

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """What the function returns. Errors come with status 200, and fail here with what was logged."""
        path = "/2015-03-31/functions/function/invocations"
        request = Request(f"{self.endpoint}{path}", data=json.dumps(event).encode(), method="POST")
        with urlopen(request, timeout=LONGEST_RUN_SECONDS) as answer:
            returned = json.loads(answer.read() or b"null")
        failed = isinstance(returned, dict) and "errorMessage" in returned
        assert not failed, f"{returned}\n{self.log.read_text()}"
        return returned


def prepare(folder: Path) -> Runtime:
    """Get the emulator and the libraries of the runtime."""
    found = find_interpreter(PYTHON)
    version = PYTHON if found else f"{sys.version_info.major}.{sys.version_info.minor}"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    libraries = folder / "runtime"
    machine = "aarch64" if ARCHITECTURE == "arm64" else "x86_64"
    for_runtime = [f"--platform=manylinux_2_28_{machine}", f"--platform=manylinux2014_{machine}"]
    _run(*pip, "install", *for_runtime, f"--python-version={version}", "--only-binary=:all:",
         f"--target={libraries}", *RUNTIME)  # fmt: skip
    _run(*pip, "download", "--no-deps", "--only-binary=:all:", f"--dest={folder}", SAM_CLI)
    emulator = folder / "aws-lambda-rie"
    with zipfile.ZipFile(next(folder.glob("aws_sam_cli-*.whl"))) as wheel:
        emulator.write_bytes(wheel.read(f"samcli/local/rapid/aws-lambda-rie-{ARCHITECTURE}"))
    emulator.chmod(0o755)
    return Runtime(found or Path(sys.executable), version, libraries, emulator)


def unpack(package: Path, folder: Path) -> Path:
    """Unzip as Lambda does, modes included."""
    with zipfile.ZipFile(package) as packed:
        for entry in packed.infolist():
            path = Path(packed.extract(entry, folder))
            path.chmod(entry.external_attr >> 16 & 0o777)
    return folder


@contextmanager
def function(
    runtime: Runtime,
    package: Path,
    *,
    environment: Mapping[str, str],
    handler: str = HANDLER,
    memory_mb: int = 3008,
) -> Iterator[Function]:
    """The function of an unpacked package, started as Lambda does: it sees nothing else of this machine."""
    front, behind = _free_port(), _free_port()
    log = package.with_name(f"{package.name}-{front}.log")
    command = [
        runtime.emulator,
        "--runtime-interface-emulator-address", f"127.0.0.1:{front}",
        "--runtime-api-address", f"127.0.0.1:{behind}",
        # no site packages: only PYTHONPATH and the standard library
        runtime.interpreter, "-S", "-m", "awslambdaric", handler,
    ]  # fmt: skip
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=package, stdout=output, stderr=subprocess.STDOUT, env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": f"{package}:{runtime.libraries}",
                "PYTHONDONTWRITEBYTECODE": "1",
                "LAMBDA_TASK_ROOT": str(package),
                "AWS_LAMBDA_FUNCTION_NAME": "energy-pipeline",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(memory_mb),
                "AWS_LAMBDA_FUNCTION_TIMEOUT": str(LONGEST_RUN_SECONDS),
                **environment,
            },
        )  # fmt: skip
    try:
        _wait_for(front, log)
        yield Function(f"http://127.0.0.1:{front}", process, log)
    finally:
        process.terminate()
        process.wait(20)


def _run(*command: str) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < until:
        with socket.socket() as reaching:
            if reaching.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"The emulator did not start: {log.read_text()}")
