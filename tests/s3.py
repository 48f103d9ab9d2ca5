"""A real server that speaks S3, on loopback, with one empty bucket.

Belongs here: starting it, and what a process needs to reach it. Does not belong here: what a test does with it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

import boto3
import fsspec
import pytest
from moto.server import ThreadedMotoServer

SECRETS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def s3_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, str]]:
    """The environment of processes that share the store; this process has it too while the context lasts."""
    serving = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    serving.start()
    try:
        host, port = serving.get_host_and_port()
        bucket = f"matchwatch-{uuid4().hex}"
        environment = {**SECRETS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        boto3.client("s3").create_bucket(Bucket=bucket)
        fsspec.get_filesystem_class("s3").clear_instance_cache()  # those of an earlier server
        yield {**environment, "MATCHWATCH_STORE": f"s3://{bucket}/fleet"}
    finally:
        serving.stop()
