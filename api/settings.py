"""Where the editions are and how much the server may keep, from the environment.

Belongs here: what an operator of the server sets. Does not belong here: limits that are part of the API's promise.
"""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ApiSettings(BaseSettings):
    """Settings of the server; each can be set as MATCHWATCH_NAME in the environment."""

    model_config = SettingsConfigDict(env_prefix="MATCHWATCH_", extra="ignore")

    editions: Path = Field(default=Path("var/editions"), description="Folder of the editions and their pointers.")
    database: SecretStr = Field(
        default=SecretStr(""),
        description="Address of a PostgreSQL database that holds the editions (postgresql://USER:PASSWORD@HOST/NAME); "
        "empty: the files of the folder are read.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    open_editions: int = Field(default=4, ge=2, le=64, description="Editions kept open at once.")
    stored_bytes: int = Field(
        default=64 * 1024 * 1024, ge=0, description="Bytes of finished answers kept in memory; 0 keeps none."
    )
    requests_a_minute: int = Field(
        default=1200, ge=0, le=1_000_000, description="Requests that one client may make in a minute; 0 sets no limit."
    )
    limit_own_requests: bool = Field(
        default=False, description="Whether that holds for requests from this machine, such as those of a proxy, too."
    )
