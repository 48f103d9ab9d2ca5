"""The API's description as a file: `python -m api.openapi > docs/openapi.json`.

Belongs here: writing it. Does not belong here: what it says (description.py and the routes).
"""

import sys

import orjson

from api.main import app

if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
