"""The file that `backup` writes and `restore` reads: a tar with the database as it was at one moment, and the home's own files.

What a home holds besides (letters shown on the local page, the lock, the socket) is not part of a desk.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from deskbell import __version__
from deskbell.errors import OperatorError
from deskbell.secret_file import SECRET
from deskbell.settings import Settings, load
from deskbell.settings_file import FILE
from deskbell.store.glance import sqlite_module

DATABASE, MANIFEST = "database.sqlite", "backup.json"
#: Files and folders of a home that make it this desk and no other.
OWN = (FILE, SECRET, "rules", "templates")
#: What may lie in a home that counts as empty.
_EMPTY = frozenset({"desk.lock"})
_LARGEST_MANIFEST = 1 << 20


class _Pathed(NamedTuple):
    path: Path
    name: str


def write_archive(settings: Settings, file: Path, now: datetime) -> int:
    """The size of the archive, which is on stable storage, mode 0600, and there whole or not at all."""
    if file.exists():
        raise OperatorError(f"{file} is there already; name another file, so that no backup is lost.")
    scratch = file.with_name(f".{file.name}.new")
    copy = file.with_name(f".{file.name}.sqlite")
    try:
        _copy_database(Path(settings.store_url.partition(":///")[2].partition("?")[0]), copy)
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as tar:
                _add_manifest(tar, copy, now)
                tar.add(copy, DATABASE)
                for one in _files(settings):
                    tar.add(one.path, one.name, recursive=False)
            out.flush()
            os.fsync(out.fileno())
        scratch.rename(file)
        return file.stat().st_size
    except OSError as trouble:
        raise OperatorError(f"{file} cannot be written: {trouble.strerror or trouble}.") from trouble
    finally:
        copy.unlink(missing_ok=True)
        scratch.unlink(missing_ok=True)


def _copy_database(path: Path, copy: Path) -> None:
    """SQLite's own backup in one read transaction: what is committed meanwhile is not in it, and nobody waits for us."""
    module = sqlite_module()
    if not path.exists():
        raise OperatorError(f"There is no database at {path}; deskbell init makes one.")
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with closing(module.connect(path, timeout=30.0)) as source, closing(module.connect(copy)) as target:
            source.backup(target)
    except module.Error as trouble:
        raise OperatorError(f"The database cannot be copied: {trouble}.") from trouble


def _add_manifest(tar: tarfile.TarFile, copy: Path, now: datetime) -> None:
    """Read first when restoring: what made this, when, and what the database must be to the byte."""
    with closing(sqlite_module().connect(copy)) as connection:
        row = (
            connection.execute("select version_num from alembic_version").fetchone()
            if _has_tables(connection)
            else None
        )
    manifest = {
        "deskbell": __version__,
        "made_at": now.isoformat(),
        "tables": row[0] if row else "",
        "sha256": _digest(copy),
    }
    data = json.dumps(manifest, indent=1).encode() + b"\n"
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode, info.mtime = len(data), 0o600, int(now.timestamp())
    tar.addfile(info, io.BytesIO(data))


def _has_tables(connection: Any) -> bool:
    return (
        connection.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone()
        is not None
    )


def _digest(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _files(settings: Settings) -> Iterator[_Pathed]:
    """The home's own files, and those in it that settings name (passwords, certificates)."""
    named = [
        settings(*key)
        for key in (
            ("delivery", "password_file"),
            ("oauth", "client_secret_file"),
            ("oauth", "refresh_token_file"),
            ("intake.smtp", "tls_certificate"),
            ("intake.smtp", "tls_key"),
        )
    ]
    named += [box["password_file"] for box in settings.mailboxes]
    home = settings.home.resolve()
    seen: set[Path] = set()
    for start in (*OWN, *filter(None, named)):
        place = (home / str(start)).resolve()
        inside = [place, *sorted(place.rglob("*"))] if place.is_dir() else [place]
        for path in inside:
            if path not in seen and path.is_file() and path.is_relative_to(home):
                seen.add(path)
                yield _Pathed(path, path.relative_to(home).as_posix())


# -- and back


def read_archive(file: Path, home: Path, now: datetime) -> str:
    """Bring the archive back into an empty home, with sending held; the time it was made, in ISO 8601.

    Raises OperatorError for a file that is no backup or not whole, and for a home that is not empty; then nothing is left there.
    """
    from deskbell.serve import owning

    if home.exists() and (found := sorted(one.name for one in home.iterdir() if one.name not in _EMPTY)):
        raise OperatorError(
            f"The home {home} is not empty ({found[0]}{' …' if len(found) > 1 else ''}); name an empty one in DESKBELL_HOME."
        )
    with _opened(file) as tar, owning(home), _undone(home):
        manifest = _manifest(tar)
        _unpack(tar, home)
        _check_database(home / DATABASE, str(manifest["sha256"]))
        settings = load(home)
        if not settings.store_url.startswith("sqlite"):
            raise OperatorError(
                "The settings name PostgreSQL, and this backup holds an SQLite database; unset DESKBELL_STORE_URL."
            )
        target = Path(settings.store_url.partition(":///")[2].partition("?")[0])
        if target.exists():
            raise OperatorError(f"There is a database at {target} already; move it away first.")
        _hold(home / DATABASE, f"restored from {file.name}", now)
        target.parent.mkdir(parents=True, exist_ok=True)
        (home / DATABASE).rename(target)
        return str(manifest["made_at"])


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:") as tar:
            yield tar
    except tarfile.TarError as trouble:
        raise OperatorError(f"{file} is no backup of deskbell, or not whole: {trouble}.") from trouble
    except OSError as trouble:
        raise OperatorError(f"{trouble.filename or file}: {trouble.strerror or trouble}.") from trouble


@contextmanager
def _undone(home: Path) -> Iterator[None]:
    """What fails leaves the home as empty as it was."""
    import shutil

    try:
        yield
    except BaseException:
        for one in home.iterdir():
            if one.name not in _EMPTY:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
        raise


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    from deskbell.migrate import head, known

    first = tar.next()
    data = (
        tar.extractfile(first)
        if first and first.name == MANIFEST and first.size < _LARGEST_MANIFEST
        else None
    )
    try:
        manifest = json.loads(data.read()) if data else None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or not {"made_at", "tables", "sha256"} <= manifest.keys():
        raise OperatorError(f"{tar.name!s} is no backup of deskbell.")
    if manifest["tables"] and manifest["tables"] not in known():
        raise OperatorError(
            f"The backup's database is at version {manifest['tables']}, newer than this program knows ({head()}); install the newer deskbell."
        )
    return manifest


def _unpack(tar: tarfile.TarFile, home: Path) -> None:
    """Plain files under the home, readable by their owner alone; whatever else the archive holds is refused."""
    for info in tar:
        if info.name == MANIFEST:
            continue
        name = PurePosixPath(info.name)
        data = tar.extractfile(info) if info.isreg() else None
        if data is None or name.is_absolute() or ".." in name.parts:
            raise OperatorError(f'The backup holds "{info.name}", which is no plain file of a home.')
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            while block := data.read(1 << 20):
                out.write(block)
            out.flush()
            os.fsync(out.fileno())


def _check_database(path: Path, digest: str) -> None:
    if not path.exists() or _digest(path) != digest:
        raise OperatorError(
            "The backup's database is not the one that was written: the file was cut short or changed."
        )


def _hold(path: Path, why: str, now: datetime) -> None:
    """Sending is held before anybody can start the desk: what is due may have gone out since the backup."""
    from deskbell.store.schema import micros

    module = sqlite_module()
    try:
        with closing(module.connect(path)) as connection, connection:
            connection.execute(
                "insert or replace into flag (name, value, at) values ('outbox_hold', ?, ?)",
                (why, micros(now)),
            )
            # Numbers given out after the backup stay theirs who got them: letters bear them.
            for table in ("ticket", "letter"):
                connection.execute(
                    "insert or replace into flag (name, value, at)"  # noqa: S608 - two names of our own
                    f" select 'floor:{table}', coalesce(max(id), 0) + {SKIPPED_NUMBERS}, ? from {table}",
                    (micros(now),),
                )
    except module.Error as trouble:
        raise OperatorError(f"The backup's database cannot be used: {trouble}.") from trouble


#: How many numbers a restored desk leaves out: more than a desk gives out between two backups.
SKIPPED_NUMBERS = 1000

__all__ = ["read_archive", "write_archive"]
