"""Jinja2 on a short lead: templates come from the operator's files only, and decide little.

A template may print, ask `if`, walk through a list and take in another file. It calls nothing,
calculates nothing, and what it makes has a limit of size. Values of a mail are variables, never
template text.
"""

from collections.abc import Callable, MutableMapping
from itertools import islice
from types import SimpleNamespace
from typing import Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deskbell.letters.facts import LetterError
from deskbell.letters.marks import Coded, Several, printed
from deskbell.letters.moments import Moment

#: What a letter may hold besides the words that go into it.
ROOM_FOR_TEMPLATE = 200_000
#: So many pieces of a letter, each a value or the words between two, are made before their size is looked at.
_COUNTED_TOGETHER = 32

#: All a template may consist of.
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.For, nodes.Include,
    nodes.Name, nodes.Getattr, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.Tuple, nodes.List,
)  # fmt: skip

#: Types made by `telling`; none has a method that does anything, and nothing may be called.
_OURS = frozenset({SimpleNamespace, Moment, Coded, Several})

_FILTERS = ("length", "first", "last")
_TESTS = (
    "defined",
    "undefined",
    "none",
    "in",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
)


class _ShortLead(ImmutableSandboxedEnvironment):
    """Nothing may be called, and no operator may make much out of little."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What our own values show: nothing but words, so nothing has to be looked at."""
        if type(obj) in _OURS and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """None: a template knows what it is given, and no more."""
        return {}

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"a template does not calculate ({operator})")


class _Compiled(BytecodeCache):
    """Compiled templates by their text: a new set of templates compiles only what changed (7 ms each)."""

    #: Several sets of every template; then all are compiled anew.
    MOST = 2_000

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Any) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Any) -> None:
        if len(self._code) >= self.MOST:
            self._code.clear()
        self._code[bucket.key, bucket.checksum] = bucket.code


_TEXTS, _PAGES = _Compiled(), _Compiled()


def text_environment(source: Callable[[str], str | None]) -> Environment:
    """For `.txt` templates: values pass `printed`, nothing is escaped, for text is what they make."""
    environment = _ShortLead(autoescape=False, finalize=printed, bytecode_cache=_TEXTS, **_common(source))
    return _bare(environment)


def html_environment(source: Callable[[str], str | None]) -> Environment:
    """For the HTML frame: every value is escaped."""
    return _bare(_ShortLead(autoescape=True, bytecode_cache=_PAGES, **_common(source)))


def _common(source: Callable[[str], str | None]) -> dict[str, Any]:
    return {
        "loader": FunctionLoader(source),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": False,
        "cache_size": -1,
    }


def _bare(environment: Environment) -> Environment:
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


def run(
    template: Template,
    context: dict[str, Any],
    room: int = ROOM_FOR_TEMPLATE,
    words: Callable[[], int] = lambda: 0,
) -> str:
    """What the template makes of these values; LetterError if it cannot, or if it makes too much.

    Too much are more characters than `room`, and four times as many as `words` counts, which is asked only then.
    """
    made: list[str] = []
    size, limit = 0, room
    try:
        pieces = template.root_render_func(template.new_context(context, shared=True))  # it is only read
        while some := list(islice(pieces, _COUNTED_TOGETHER)):
            made += some
            size += sum(map(len, some))
            if size > limit and size > (limit := room + 4 * words()):
                raise LetterError(f"{template.name}: makes more than {limit:,} characters")
    except (TemplateError, TypeError, RecursionError) as error:
        raise LetterError(f"{template.name}: {error}") from error
    return "".join(made)
