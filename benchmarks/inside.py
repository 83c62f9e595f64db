"""Work within Django, on the board of the environment: called by the measurements.

    python -m benchmarks.inside JOB '{"option": …}'

Prints what the job gives back, as JSON on the last line.
"""

import json
import sys
from importlib import import_module


def main() -> None:
    """Run a job: `job(**options)` in a module of benchmarks/jobs/, or of the one named."""
    from dengen.cli.setting_up import set_up

    set_up()
    name = sys.argv[1] if "." in sys.argv[1] else f"benchmarks.jobs.{sys.argv[1]}"
    job = import_module(name).job
    print(json.dumps(job(**json.loads(sys.argv[2] if len(sys.argv) > 2 else "{}"))))


main()
