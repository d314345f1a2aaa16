"""What people outside make of the brand's gifts to its fans: mockery, doubt, and what a statement can mend."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.outsiders.phase import OUTSIDERS as PHASE
from fansim.mechanisms.outsiders.section import Outsiders
from fansim.outcomes.measure import recorded
from fansim.state.columns import number

OUTSIDERS = Mechanism(
    name="outsiders",
    about="Small gifts that are seen outside are mocked; outsiders doubt what is said in public, and go on doubting.",
    sections={"outsiders": Outsiders},
    columns={
        "brand": (
            number("mockery", "mocking posts a day about the gifts seen lately", "posts/day"),
            number("doubt", "outsiders' doubt of what is said of the brand in public", high=1),
        )
    },
    phases=(PHASE,),
    daily=(
        recorded("mocked", "posts", "posts in public that mock the brand's gifts"),
        recorded("doubt", "0-1", "outsiders' doubt of what is said of the brand in public"),
        recorded("defences", "posts", "posts by members in the brand's defence"),
    ),
)
