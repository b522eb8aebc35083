"""The moment the portal is built for."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def clock() -> datetime:
    """SOURCE_DATE_EPOCH, else now; in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
