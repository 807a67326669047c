"""Dossiers to and from plain JSON values, for keeping one that is costly to compute.

What people and programs read is `show/export/dossier_json.py`; this is exact, and ours alone.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any

from ifolge.model.claim import Dossier


def to_plain(value: Any) -> Any:
    """A value of the model as lists, and strings and numbers; fields in their order."""
    if dataclasses.is_dataclass(value):
        return [to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def dossier_from_plain(plain: Any) -> Dossier:
    """The dossier that `to_plain` wrote."""
    dossier = _read(Dossier, plain)
    assert isinstance(dossier, Dossier)
    return dossier


@functools.cache
def _fields(kind: type) -> tuple[Any, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(hints[field.name] for field in dataclasses.fields(kind))


def _read(kind: Any, plain: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if plain is None else _read(_without_none(inner), plain)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return tuple(_read(inner[0], item) for item in plain)
        return tuple(_read(one, item) for one, item in zip(inner, plain, strict=True))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind(*(_read(one, item) for one, item in zip(_fields(kind), plain, strict=True)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain


def _without_none(inner: tuple[Any, ...]) -> Any:
    return next(one for one in inner if one is not type(None))
