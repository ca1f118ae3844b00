"""SLURM of one node, this machine: Debian's packages slurm-wlm and munge, in a folder of its own."""

import getpass
import os
import secrets
import shutil
import socket
import subprocess
from contextlib import ExitStack, contextmanager

import pytest

from tests.conftest import free_port

PATH = f"{os.environ['PATH']}:/usr/sbin"
DAEMONS = ("munged", "slurmctld", "slurmd")
CONF = """
ClusterName=one
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmdPort={port_of_node}
SlurmUser={user}
SlurmdUser={user}
AuthInfo=socket={folder}/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/controller.pid
SlurmdPidFile={folder}/node.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
NodeName={host} NodeAddr=127.0.0.1 CPUs=2
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


@contextmanager
def slurm(folder, until):
    """Jobs can be sent to it within the block; SLURM_CONF in the environment says where it is."""
    if missing := [one for one in DAEMONS if not shutil.which(one, path=PATH)]:
        pytest.skip(f"No {', '.join(missing)} for a test of SLURM: apt-get install slurm-wlm munge")
    key, conf = folder / "key", folder / "slurm.conf"
    key.write_bytes(secrets.token_bytes(128))
    key.chmod(0o400)
    (folder / "state").mkdir()
    host, user = socket.gethostname().partition(".")[0], getpass.getuser()
    conf.write_text(
        CONF.format(host=host, user=user, folder=folder, port=free_port(), port_of_node=free_port())
    )
    names = ("key", "pid", "log", "seed")
    files = [word for name in names for word in (f"--{name}-file", str(folder / name))]
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setenv("SLURM_CONF", str(conf))
        for command in (
            ["munged", "--foreground", "--force", "--socket", str(folder / "munge"), *files],
            ["slurmctld", "-D"],
            ["slurmd", "-D"],
        ):
            stack.enter_context(_running(command))
            until(lambda: (folder / "munge").exists())
        until(lambda: "idle" in _told("sinfo", "--noheader", "--format=%T"))
        try:
            yield
        finally:  # a job whose controller is gone waits for it for ever
            _told("scancel", "--user", user)
            until(lambda: not _told("squeue", "--noheader"))


@contextmanager
def _running(command):
    process = subprocess.Popen(
        command,
        env=os.environ | {"PATH": PATH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def _told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
