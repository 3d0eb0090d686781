"""Where the shipped rules, templates and migrations lie: in the wheel under `deskbell/share`, in a checkout at its top."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The shipped folder `rules`, `templates` or `migrations`."""
    inside = _HERE / "share" / name
    return inside if inside.is_dir() else _HERE.parent.parent / name
