"""Name resolution with the address guard: no name may lead the crawler anywhere but to the public internet.

Belongs here: what a name resolves to, whether it may be connected to, and the hosts map of the sample.
Does not belong here: what can be told from the address alone (addresses.py).

The check stands where the connection's address comes from, so that neither redirects nor a name server that changes
its answer can get around it: the address that was checked is the address that is connected to.
"""

import ipaddress
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer, provider  # type: ignore[import-untyped]

from scrapers.addresses import is_public_ip, is_reserved_name
from scrapers.exceptions import HostsMapError

HostsMap = dict[str, tuple[str, int]]
_refused: dict[str, str] = {}


def refusal_of(host: str) -> str | None:
    """Why the guard refused to connect to a host, or None if it did not."""
    return _refused.get(host)


def load_hosts_map(path: Path) -> HostsMap:
    """Read a hosts map: host name to IP address and port, as {"www.school.example": "127.0.0.1:8080"}.

    Raises:
        HostsMapError: the file is unreadable, not of this form, or maps a name that could be a real one.
    """
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        hosts = {str(host).lower(): _endpoint(str(place)) for host, place in written.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise HostsMapError(
            f'{path}: is no hosts map ({error}); write {{"name.example": "127.0.0.1:8080"}}'
        ) from error
    for host in hosts:
        if not is_reserved_name(host):
            raise HostsMapError(f"{path}: {host} could be a real host; map names under .example or .test only")
    return hosts


def _endpoint(place: str) -> tuple[str, int]:
    address, _, port = place.rpartition(":")
    return str(ipaddress.ip_address(address.strip("[]"))), int(port)


@implementer(IHostResolution)
class _Resolution:
    """A resolution that is over as soon as it began."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing is left to cancel."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names through the system and drops every answer outside the public internet.

    With a hosts map it answers the names of the map with their address and port, and no other name at all.
    """

    def __init__(self, reactor: Any, hosts: HostsMap | None) -> None:
        self._reactor = reactor
        self._system = reactor.nameResolver
        self._hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "GuardedResolver":
        """Make the resolver of a crawler; the setting HOSTS_MAP is None in production."""
        return cls(reactor, crawler.settings["HOSTS_MAP"])

    def install_on_reactor(self) -> None:
        """Make all connections of the reactor ask this resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - name set by the interface
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Give the receiver the addresses of a host that may be connected to; none means the name is not found."""
        if self._hosts is None:
            guard = _GuardingReceiver(resolutionReceiver, hostName)
            return self._system.resolveHostName(guard, hostName, portNumber, addressTypes, transportSemantics)
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        if hostName.lower() in self._hosts:
            address, port = self._hosts[hostName.lower()]
            form = IPv6Address if ":" in address else IPv4Address
            resolutionReceiver.addressResolved(form("TCP", address, port))
        resolutionReceiver.resolutionComplete()
        return resolution


@provider(IResolutionReceiver)
class _GuardingReceiver:
    """Holds a host's addresses back until all are known, and passes none on if any is not public."""

    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver = receiver
        self._host = host
        self._found: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - name set by the interface
        """Pass the beginning on."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - name set by the interface
        """Keep an address."""
        self._found.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - name set by the interface
        """Pass all addresses on, or none."""
        private = [
            found.host for found in self._found if not is_public_ip(ipaddress.ip_address(found.host.split("%")[0]))
        ]
        if private:
            _refused[self._host] = f"{self._host} resolves to {private[0]}, which is not on the public internet"
        else:
            _refused.pop(self._host, None)
            for found in self._found:
                self._receiver.addressResolved(found)
        self._receiver.resolutionComplete()
