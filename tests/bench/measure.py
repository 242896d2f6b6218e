"""CPU time and memory of whole processes, in rounds in which every program runs
once, so that what disturbs the machine disturbs all of them."""
import os
import pathlib
import statistics
import subprocess
import sys
import time


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


def proportional(pid):
    """MiB that a process takes; of a page shared by several, its part."""
    try:
        rollup = pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith('Pss:')) / 1024


def peak_of_family(command):
    """The most MiB that a command and its children took together, by looks every
    few milliseconds."""
    quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
    peak = 0
    with subprocess.Popen(command, **quiet) as parent:
        children = pathlib.Path(f'/proc/{parent.pid}/task/{parent.pid}/children')
        while parent.poll() is None:
            family = [parent.pid, *children.read_text().split()]
            peak = max(peak, sum(proportional(pid) for pid in family))
            time.sleep(0.003)
    if parent.returncode not in (0, 1):
        sys.exit(f'status {parent.returncode}: {" ".join(command)}'[:400])
    return peak


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
