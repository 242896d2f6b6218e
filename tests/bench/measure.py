"""CPU time and memory of whole processes, in rounds in which every program runs
once, so that what disturbs the machine disturbs all of them."""
import os
import statistics
import sys


class Cost:
    """What one run took: CPU milliseconds (user and system), peak MiB."""

    def __init__(self, usage):
        self.cpu = 1000 * (usage.ru_utime + usage.ru_stime)
        self.peak = usage.ru_maxrss / 1024


def run(command, env=None):
    nothing = os.open(os.devnull, os.O_RDWR)
    quiet = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    child = os.posix_spawnp(command[0], command, {**os.environ, **(env or {})}, file_actions=quiet)
    os.close(nothing)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f'status {os.waitstatus_to_exitcode(status)}: {" ".join(command)}'[:400])
    return Cost(usage)


class Rounds:
    """Named commands, each run once a round; the first round only warms up."""

    def __init__(self, commands, rounds):
        self.costs = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, (command, env) in commands.items():
                cost = run(command, env)
                if number > 0:
                    self.costs[name].append(cost)

    def cpu(self, name):
        return statistics.median(cost.cpu for cost in self.costs[name])

    def peak(self, name):
        return max(cost.peak for cost in self.costs[name])

    def ratio(self, name, other):
        """Of CPU times, run against run of the same round."""
        return statistics.median(one.cpu / two.cpu for one, two
                                 in zip(self.costs[name], self.costs[other]))
