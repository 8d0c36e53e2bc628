"""What the processes a reader starts take of memory, measured where nothing else ever ran.

A process that ran a browser, or grew large itself, would be measured instead of them.
"""

import json
import subprocess
import sys

PROGRAM = """
import json, resource, sys
from intermetiers.web.uploads import UploadRefusedError
{imports}
content = sys.stdin.buffer.read()
try:
    said = {reading}
except UploadRefusedError as refusal:
    said = str(refusal)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([said, peak]))
"""


def read_apart(imports, reading, content):
    """What `reading` (an expression on `content`) says, and the kilobytes of its largest child."""
    program = PROGRAM.format(imports=imports, reading=reading)
    done = subprocess.run(
        [sys.executable, "-c", program], input=content, capture_output=True, check=True
    )
    return json.loads(done.stdout)
