"""Faults of a city's files, reported the same way by every command that changes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from cityportal.faults import FaultsError

Arguments = ParamSpec("Arguments")


def reporting_faults(command: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """``command``, which ends with 1 and the list of faults where the files do not fit."""

    @wraps(command)
    def reported(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        try:
            return command(*args, **kwargs)
        except FaultsError as error:
            print(error.report(), file=sys.stderr)
            return 1

    return reported
