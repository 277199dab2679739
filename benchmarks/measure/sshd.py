"""An OpenSSH server on loopback for this user, with keys and a configuration of its own."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOST = "127.0.0.1"
_PATIENCE = 10.0
_SAFE = ("/usr/sbin", "/sbin")
_CONFIG = """
ListenAddress {host}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/reader.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
"""
_CLIENT = {
    "IdentitiesOnly": "yes",
    "BatchMode": "yes",
    "StrictHostKeyChecking": "no",
    "UserKnownHostsFile": "/dev/null",
    "LogLevel": "ERROR",
}


class NoServer(Exception):
    """OpenSSH is not here, or does not want to."""


def _tool(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *_SAFE]))
    if found is None:
        raise NoServer(f"no {name}")
    return found


class Sshd:
    """Runs while the context is open; its keys are in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server, self._keygen, self._client = (_tool(name) for name in ("sshd", "ssh-keygen", "ssh"))
        self.port = 0

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in ("host", "reader"):
            words = [self._keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(self._folder / name)]
            subprocess.run(words, check=True, capture_output=True)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # without it root's sshd does not start
        with socket.create_server((_HOST, 0)) as probe:
            self.port = probe.getsockname()[1]
        config = self._folder / "sshd_config"
        config.write_text(_CONFIG.format(host=_HOST, port=self.port, folder=self._folder), encoding="utf-8")
        self._process = subprocess.Popen(
            [self._server, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL
        )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE)

    def _wait(self) -> None:
        """Until it listens."""
        end = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection((_HOST, self.port)).close()
            except ConnectionRefusedError:
                time.sleep(0.05)
            else:
                return
        self._process.kill()
        self._process.wait()
        raise NoServer("sshd does not listen")

    def client(self, port: int, command: Sequence[str]) -> list[str]:
        """The words of an ssh call that runs a command in a terminal, through a port that leads here."""
        options = {**_CLIENT, "IdentityFile": str(self._folder / "reader")}
        words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        where = ["-p", str(port), f"{getpass.getuser()}@{_HOST}"]
        return [self._client, "-F", "/dev/null", "-tt", *words, *where, shlex.join(command)]
