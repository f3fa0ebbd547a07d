"""Which machine is asked: names are resolved here, every answer is looked at, and the address looked at is connected to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from disclosure.errors import GongkaiError
from disclosure.landing.reasons import Reason, Refusal
from disclosure.landing.web.address import SCHEMES

PORTS = frozenset(SCHEMES.values())

# ip_address().is_global calls this one global, and a gateway leads from it to any IPv4 address (RFC 6052, 8215)
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_TUNNELLED = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))  # 6to4 and Teredo: an IPv4 address inside

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]


class Intranet(NamedTuple):
    """Networks that are not public and that the user allows, for the hosts that he names himself."""

    networks: tuple[str, ...] = ()

    def holds(self, address: Address) -> bool:
        """Whether the address lies in one of them."""
        return any(address in ip_network(network) for network in self.networks)


def check_networks(networks: Sequence[str]) -> None:
    """Raises GongkaiError where one is no network."""
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise GongkaiError(
                "network-unknown", f"{network} is no network: {error}.", "Write it like 10.1.0.0/16."
            ) from None


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system has for the host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Decides which address of a host may be connected to."""

    def __init__(self, intranet: Intranet, named: frozenset[str], resolve: Resolve = resolve) -> None:
        self._intranet = intranet
        self._named = named
        self._resolve = resolve

    def address(self, host: str, port: int) -> str:
        """The address to connect to, resolved once: what the name says a moment later does not count.

        All addresses of the host must be allowed, since which of them is used is chance. An address of an allowed
        network counts only for a host that the user named: a page elsewhere cannot lead there. Raises Refusal.
        """
        bare = host.strip("[]")
        try:
            found = self._resolve(bare, port)
        except (OSError, UnicodeError) as error:
            raise Refusal(Reason.UNREACHABLE, f"no address for {bare}: {error}") from None
        for text in found:
            self._check(bare, ip_address(text.partition("%")[0]), port)
        if not found:
            raise Refusal(Reason.UNREACHABLE, f"no address for {bare}")
        return found[0]

    def _check(self, host: str, address: Address, port: int) -> None:
        inner = getattr(address, "ipv4_mapped", None) or address
        if self._intranet.holds(inner) and host in self._named:
            return
        if not is_public(inner):
            raise Refusal(Reason.ADDRESS_REFUSED, f"{host} is not on the public network")
        if port not in PORTS:
            raise Refusal(Reason.ADDRESS_REFUSED, f"port {port}")


def is_public(address: Address) -> bool:
    """Whether the address is one of the public network, and leads to no other."""
    if isinstance(address, IPv6Address) and any(address in network for network in (*_TRANSLATED, *_TUNNELLED)):
        return False
    return address.is_global and not address.is_multicast
