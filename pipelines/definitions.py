"""The Dagster definitions: `dagster dev` in this folder opens them.

Belongs here: nothing but the name under which Dagster finds them; pipelines/defs holds them.
"""

from pipelines.defs.assembly import build
from pipelines.settings import Settings

defs = build(Settings())
