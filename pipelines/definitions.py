"""The Dagster definitions: `dagster dev` in this folder opens them.

Belongs here: nothing but putting together what pipelines/defs defines.
"""

from dagster import Definitions, in_process_executor

from pipelines.defs.assets import assets_of, national_baselines
from pipelines.defs.checks import checks_of
from pipelines.defs.jobs import refresh_job
from pipelines.defs.resources import RefreshOptions, silent_watcher
from pipelines.settings import Settings
from schemas.vocabulary import Collection

settings = Settings()
defs = Definitions(
    assets=[national_baselines, *(asset for collection in Collection for asset in assets_of(settings, collection))],
    asset_checks=[check for collection in Collection for check in checks_of(settings, collection)],
    jobs=[refresh_job(settings, collection) for collection in Collection],
    resources={"options": RefreshOptions(), "watcher": silent_watcher},
    executor=in_process_executor,
)
