"""The social network of strong ties, fixed before day 0."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.network.section import NetworkSection
from fansim.state.columns import Column

NETWORK = Mechanism(
    name="network",
    about="The social network: who has a strong tie to whom.",
    sections={"network": NetworkSection},
    columns={
        "network": (
            Column("start", "u4", 0, 2**32 - 1, "index", 0, "where a row's neighbours begin"),
            Column("neighbours", "u4", 0, 2**32 - 1, "row", 0, "the neighbours, row after row"),
        ),
    },
)
