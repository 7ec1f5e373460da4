"""YAML that refuses what its libraries accept in silence."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml


def parse_yaml(text: str) -> Any:
    """Plain values: mappings, lists, text, numbers, dates.

    Raises:
        yaml.YAMLError: the text is not YAML, or a key comes twice, of which the last one would be kept otherwise.
    """
    try:
        return yaml.load(text, _WithoutRepeats)  # noqa: S506 -- a safe loader
    except (ValueError, RecursionError) as error:  # a date such as 2024-13-45, a thousand brackets
        raise yaml.YAMLError(f"{type(error).__name__}: {error}") from error


class _WithoutRepeats(yaml.CSafeLoader):  # the other one takes a tenth of a second a family
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        repeated = sorted({key for key in keys if keys.count(key) > 1})
        if repeated:
            raise yaml.constructor.ConstructorError(None, None, f"key {repeated[0]} comes twice", node.start_mark)
        return super().construct_mapping(node, deep)
