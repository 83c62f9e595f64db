"""Two nodes and two databases: hosts die or are cut off while people work.

What was acknowledged must be there, once, and work must go on within seconds without a restart.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.boards import ROOT, environment
from benchmarks.boards import run as run_python
from benchmarks.browser import logged_in
from benchmarks.servers import free_port
from benchmarks.tables import Table, spread
from dengen.demo.bulk.logins import login_name, staff_login_name
from torture.clients import Approver, Client, Poster
from torture.comparison import answered, compare, emphasized, faults, losses
from torture.hosts import Host, hosts
from torture.ledger import Ledger
from torture.nodes import BOARD, Nodes
from torture.options import Found, Options
from torture.replicas import Server, address_of
from torture.sink import Sink

MEMBERS, REVIEWERS, LISTINGS = 3, 2, 200
CUT_SECONDS = 3
BACK_SECONDS = 60  # more would be a failure, not a failover


class Cluster:
    """The board on its hosts."""

    def __init__(self, folder: Path, net: dict[str, Host], mail_url: str) -> None:
        self.folder, self.net = folder, net
        self.databases = {name: Server(net[name], folder, free_port()) for name in ("db1", "db2")}
        self.ports = {name: free_port() for name in ("node1", "node2")}
        self.nodes = [f"http://{net[name].address}:{port}" for name, port in self.ports.items()]
        self.settings = environment(folder, address_of(*self.databases.values())) | {
            "DENGEN_ALLOWED_HOSTS": BOARD,
            "DENGEN_SITE_URL": f"http://{BOARD}",
            "DENGEN_SECOND_FACTOR": "optional",
            "DENGEN_MAIL_URL": mail_url,
            "DENGEN_MAIL_LEASE_SECONDS": "10",
            "DENGEN_MAIL_BURST": "200",
        }
        self.leader, self.standby = self.databases.values()

    def begin(self) -> None:
        """Start a leader with a board, a standby, and on each node a web server and worker."""
        self.leader.begin()
        size = ["--listings", str(LISTINGS), "--members", str(MEMBERS)]
        for command in (["migrate"], ["generate", *size]):
            run_python(self.settings, "-m", "dengen", *command)
        self.standby.follow(self.leader)
        for name, port in self.ports.items():
            where = ["--host", self.net[name].address, "--port", str(port)]
            self._start(name, "serve", *where, "--workers", "1")
            self._start(name, "worker")

    def change_leader(self) -> None:
        """Do what Patroni does, or an administrator by hand, once the leader is gone."""
        self.standby.promote()
        self.leader, self.standby = self.standby, self.leader

    def rejoin(self) -> None:
        """Bring the lost host back: its data are void, it follows the new leader."""
        self.standby.host.kill()
        self.standby.host.join()
        self.standby.follow(self.leader)

    def _start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("a") as log:
            whole = [sys.executable, "-m", "dengen", *command]
            self.net[name].start(whole, env=self.settings, cwd=ROOT, stdout=log, stderr=log)


def run(options: Options) -> Found:
    """Run all rounds on one cluster."""
    with (
        tempfile.TemporaryDirectory(prefix="dengen-failover-", dir="/tmp") as folder,
        hosts("db1", "db2", "node1", "node2") as net,
    ):
        Path(folder).chmod(0o755)  # the database's server is another user than root
        ledger, sink = Ledger(), Sink(options.seed, net["node1"].outside)
        try:
            cluster = Cluster(Path(folder), net, sink.url)
            cluster.begin()
            with at_work(cluster, ledger) as browsers:
                away = _torture(cluster, browsers, options)
                silences = sum(browser.silences for browser in browsers)
            job = compare(cluster.folder, cluster.settings, ledger, sink)
        finally:
            sink.close()
    rows: list[Sequence[object]] = [
        ["hosts", net["db1"].kind],
        *[[f"seconds until both nodes worked again: {what}", spread(away[what])] for what in away],
        ["requests that a node left unanswered", silences],
        *answered(ledger),
        *emphasized(losses(job)),
    ]
    title = f"Hosts that die (PostgreSQL, two nodes, {options.rounds} rounds)"
    return Found(Table(title, ["what", "count"], rows), faults(losses(job)))


@contextmanager
def at_work(cluster: Cluster, ledger: Ledger) -> Iterator[list[Nodes]]:
    """Yield while members hand in and reviewers approve, all at the same queue."""
    browsers = [_browser(cluster, login_name(number)) for number in range(MEMBERS)]
    reviewers = [_browser(cluster, staff_login_name(number)) for number in range(REVIEWERS)]
    for browser in browsers:
        browser.get("/listings/new/")
    clients: list[Client] = [Poster(one, ledger, seed) for seed, one in enumerate(browsers)]
    clients += [Approver(one, ledger, MEMBERS + seed) for seed, one in enumerate(reviewers)]
    for client in clients:
        client.start()
    yield [*browsers, *reviewers]
    for client in clients:
        client.stop()
    for client in clients:
        client.join(BACK_SECONDS)


def _browser(cluster: Cluster, login_id: str) -> Nodes:
    end = time.monotonic() + BACK_SECONDS
    while True:
        try:
            browser = Nodes(cluster.nodes)
            logged_in(browser, login_id)
        except ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return browser


def _torture(
    cluster: Cluster, browsers: Sequence[Nodes], options: Options
) -> dict[str, list[float]]:
    """Return the seconds until both nodes did something again, for each fault."""

    def back(fault: Callable[[], object]) -> float:
        for node in cluster.nodes:
            _until_done(browsers, time.monotonic(), node)
        moment = time.monotonic()
        fault()
        return max(_until_done(browsers, moment, node) for node in cluster.nodes)

    def cut_node() -> None:
        node = cluster.net["node1"]
        node.cut()
        time.sleep(CUT_SECONDS)
        node.join()

    def kill_leader() -> None:
        cluster.leader.host.kill()
        cluster.change_leader()

    def cut_leader() -> None:
        cluster.leader.host.cut()
        cluster.change_leader()

    away: dict[str, list[float]] = defaultdict(list)
    for _round in range(options.rounds):
        if options.stop.is_set():
            break
        away[f"a node cut off for {CUT_SECONDS} s"].append(back(cut_node))
        away["the leading database killed"].append(back(kill_leader))
        cluster.rejoin()
        if cluster.leader.host.has_cable:
            away["the leading database cut off"].append(back(cut_leader))
            cluster.rejoin()
    return away


def _until_done(browsers: Sequence[Nodes], moment: float, node: str) -> float:
    """Return the seconds until something begun after the moment was done by that node."""
    while time.monotonic() < moment + BACK_SECONDS:
        done = [
            at
            for browser in browsers
            for began, at, by in browser.done.copy()
            if began > moment and by == node
        ]
        if done:
            return min(done) - moment
        time.sleep(0.1)
    raise RuntimeError(f"{node} did nothing for {BACK_SECONDS} s")
