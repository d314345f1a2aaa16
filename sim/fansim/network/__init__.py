"""The social network: generated, read from a file, and kept in compressed rows."""

from fansim.network.build import NETWORK_KINDS, Network, build_network, network_from_edges

__all__ = ["NETWORK_KINDS", "Network", "build_network", "network_from_edges"]
