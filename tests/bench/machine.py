"""What the machine says of processes: CPU time, memory, and the machine itself."""

import os
import platform
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of these processes since they began."""
    total = 0.0
    for pid in pids:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(words[11]) + int(words[12])) / _TICKS
    return total


def resident_mb(pids: Iterable[int]) -> float:
    """Resident memory of these processes together, in MB of a million bytes."""
    total = 0
    for pid in pids:
        line = next(
            one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS")
        )
        total += int(line.split()[1]) * 1024
    return total / 1e6


def described() -> str:
    """The machine in a line."""
    model = next(
        (
            line.partition(": ")[2]
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{os.cpu_count()} virtual cores ({model}), Linux {platform.release().partition('-')[0]}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the start"
