"""Values worked out when first asked for, and once: `functools.cached_property` without its lock.

In Python 3.11 that lock costs more than most of what one judgement works out, and a judgement belongs to one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class once(Generic[T]):
    """Of objects that one thread uses at a time."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, instance: Any, owner: type[object]) -> T:
        value = instance.__dict__[self._name] = self._make(instance)
        return value
