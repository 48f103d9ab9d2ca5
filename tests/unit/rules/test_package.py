"""What the rules cost a server that starts."""

import subprocess
import sys


def test_a_server_starts_without_what_only_intervals_need() -> None:
    code = "import api.main, sys; print(sorted({name.partition('.')[0] for name in sys.modules} & {'scipy', 'numpy', 'polars'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
