"""A real OpenSSH server on a loopback port, with its own keys and configuration."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from support.program import need


class Sshd:
    """Serves this user on 127.0.0.1 while the context is open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Self:
        server, keygen = need("sshd"), need("ssh-keygen")
        need("ssh")
        for name in ("host", "client"):
            subprocess.run(
                [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(self._folder / name)],
                check=True,
                capture_output=True,
            )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd's privilege separation wants it
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"
        config = self._folder / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self._folder}/host\nPidFile none\n"
            f"AuthorizedKeysFile {self._folder}/client.pub\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            f"PermitRootLogin prohibit-password\nSetEnv PATH={path} HOME={self._folder} LANG=C.UTF-8\n"
        )
        self._process = subprocess.Popen([server, "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            self._process.poll()
        message = "sshd does not listen"
        raise AssertionError(message)

    def __exit__(self, *args: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)

    def ssh(self, *command: str, tty: bool = False) -> list[str]:
        """The words of an ssh call that logs in here."""
        options = {
            "IdentityFile": str(self._folder / "client"),
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
        }
        words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        return [
            need("ssh"),
            "-F",
            "/dev/null",
            "-p",
            str(self.port),
            *words,
            *(["-tt"] if tty else []),
            f"{getpass.getuser()}@127.0.0.1",
            *command,
        ]
