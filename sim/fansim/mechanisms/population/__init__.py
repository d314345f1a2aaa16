"""Who is there: ordinary persons with their traits, seed fans, and the ladder on which everybody stands."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.population.outcomes import DAILY, SUMMARY
from fansim.mechanisms.population.phase import LADDER, REST, ROLL_CALL
from fansim.mechanisms.population.phase import POPULATION as PHASE
from fansim.mechanisms.population.section import Population
from fansim.mechanisms.population.start import sizes, start
from fansim.state.codes import Event, Mark, Role, Segment, Source, Stage
from fansim.state.columns import Column, code, daily, day, flag, number, total

POPULATION = Mechanism(
    name="population",
    about="Ordinary persons with their traits, and the ladder from unaware to lapsed on which they stand.",
    sections={"population": Population},
    columns={
        "person": (
            code("role", Role, "ordinary, shill or professional hater; never changes, hidden from the others"),
            code("segment", Segment, "hunts for a price, seeks quality, or seeks experience"),
            code("stage", Stage, "rung of the ladder from unaware to lapsed"),
            code("source", Source, "what made one follow"),
            daily(Column("event", "i2", 0, sum(Event), "bits", 0, "what happened today")),
            daily(
                Column(
                    "marks",
                    "i1",
                    0,
                    sum(Mark),
                    "bits",
                    0,
                    "what else holds today: " + ", ".join(f"{mark.value} {mark.word}" for mark in Mark),
                )
            ),
            flag("stirred", "1 while one who has left still has something to feel or to put away"),
            day("follow_day", "day one began to follow"),
            day("exit_day", "day one left"),
            Column("draw_row", "u4", 0, 2**32 - 1, "index", 0, "number under which the row draws its random numbers"),
            number("activity_level", "activity, mean 1", "relative", initial=1, dtype="f4"),
            number("spend", "purchase rate, mean 1", "relative", initial=1, dtype="f4"),
        ),
        "brand": (
            Column("seed", "u8", 0, 2**64 - 1, "-", 0, "seed of all draws"),
            Column("persons", "i8", 0, 2**31, "count", 0, "ordinary persons"),
            Column("rows", "i8", 0, 2**31, "count", 0, "rows, accounts included"),
            number("unaware", "ordinary persons in stage unaware", "persons"),
        ),
        "roll": (
            Column("row", "u2", 0, 8191, "index", 0, "who has a day today: places within each chunk"),
            Column("reach", "i8", 0, 2**31, "index", 0, "where those end in the list who are within the brand's reach"),
            Column("end", "i8", 0, 2**31, "index", 0, "where the list of each chunk ends"),
        ),
    },
    sums=(
        *(total(stage.word, f"ordinary persons in stage {stage.word}") for stage in Stage if stage > Stage.UNAWARE),
        total("exposed", "followers, waiting and members among ordinary persons"),
    ),
    phases=(ROLL_CALL, REST, LADDER, PHASE),
    sizes=sizes,
    start=start,
    daily=DAILY,
    summary=SUMMARY,
)
