"""A scenario: one complete setting of the model, frozen once it is read."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from fansim.scenario.adversary import Adversary, Campaign, Moderation
from fansim.scenario.brand import Activity, Credibility, Entry, Feedback, Groups, Incentive, Release, Rewards, Service
from fansim.scenario.feelings import Churn, Experience, Haters, Sales
from fansim.scenario.parameter import Section, parameter
from fansim.scenario.people import Ads, NetworkSection, Population, Voice, WordOfMouth


class Scenario(Section):
    """One complete setting: who is there, what the brand does, what its adversaries do.

    Read one with `fansim.load_scenario`; every key is listed by ``fansim explain SCENARIO``.
    """

    title: str = parameter("Untitled scenario", "a short name", role="setting")
    description: str = parameter("", "what it is about", role="setting")
    days: int = parameter(
        360, "days to simulate", unit="days", bounds=(1, 10_000), plausible=(30, 1080), source="F-124", role="setting"
    )
    seed: int = parameter(1, "seed of all random draws", bounds=(0, 2**63 - 1), role="setting")
    population: Population = Population()
    network: NetworkSection = NetworkSection()
    ads: Ads = Ads()
    word_of_mouth: WordOfMouth = WordOfMouth()
    credibility: Credibility = Credibility()
    entry: Entry = Entry()
    groups: Groups = Groups()
    incentives: tuple[Incentive, ...] = Field(default=(), strict=False)
    rewards: Rewards = Rewards()
    feedback: Feedback = Feedback()
    activity: Activity = Activity()
    voice: Voice = Voice()
    service: Service = Service()
    experience: Experience = Experience()
    churn: Churn = Churn()
    haters: Haters = Haters()
    sales: Sales = Sales()
    release: Release = Release()
    moderation: Moderation = Moderation()
    campaigns: tuple[Campaign, ...] = Field(default=(), strict=False)
    adversary: Adversary = Adversary()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse settings that contradict each other."""
        if self.population.price_share + self.population.quality_share > 1:
            raise ValueError("population.price_share and population.quality_share must add up to at most 1")
        if self.haters.calm_at > self.haters.turn_at:
            raise ValueError("haters.calm_at must not be above haters.turn_at")
        if self.network.kind == "file" and self.network.path is None:
            raise ValueError('network.path is needed with network.kind = "file"')
        return self
