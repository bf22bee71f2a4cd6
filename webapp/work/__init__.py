"""Heavy work in processes of its own: bounded in number, time and memory, and stopped by force.

What a client sends, or asks to be drawn, can need more work than anybody foresaw, in libraries
that can't be interrupted. So it is done where it can be ended, and requests wait for it in a
queue of fixed length, so that pages always find a thread.
"""

from webapp.work.limits import WorkLimits
from webapp.work.pool import WorkPool

__all__ = ("WorkLimits", "WorkPool")
