"""Print one paper, and say how much memory the process that made it may take.

python -m tests.faults.little_memory"""

import resource

from portal.core.printing.job import Job
from portal.core.printing.renderer import Renderer

if __name__ == "__main__":
    renderer = Renderer()
    begins = renderer.render(Job(("<p>一</p>",)))[:4].decode()
    assert renderer.process
    print(begins, resource.prlimit(renderer.process.pid, resource.RLIMIT_AS)[1])
    renderer.stop()
