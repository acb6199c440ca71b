"""Imported first by the process that loads libraries for the workers: no garbage collection meanwhile.

What is loaded stays; looking through it again and again costs a fifth of the loading. `flows.worker`
switches collection on again in each worker.
"""

import gc

gc.disable()
