"""Claims small enough to see through."""

from lstmviz.claims.claim import CaseByCase, Claim, Slider, Verdict
from lstmviz.draw.charts import Axis, Picture, Series, curves
from lstmviz.draw.colours import NETS


class Toy(Claim):
    """Squares grow faster than what they are squares of."""

    name = "toy"
    page = "networks"
    title = "Squares"
    statement = "A square is larger than its number."
    question = "How often?"
    options = ("Never", "From 2 on")
    explanation = "By multiplication."
    controls = (Slider("most", "Up to", 3, 1, 100, 1),)

    def expected(self, settings):
        return settings["most"]

    def measure(self, settings):
        for number in range(1, settings["most"] + 1):
            yield {"n": number, "square": number**2}

    def pictures(self, rows, settings, look):
        squares = Series("square", [row["n"] for row in rows], [row["square"] for row in rows], NETS["lstm"])
        return (Picture(curves([squares], Axis("n"), Axis("n²"), look), "Squares against their numbers."),)

    def verdict(self, rows, settings):
        return Verdict(1, f"The last square is {rows[-1]['square']}.", "For n above 1.")


class Cubes(CaseByCase, Toy):
    """The same of cubes, measured one by one."""

    def __init__(self):
        self.measured = []

    def cases(self, settings):
        return [{"n": number} for number in range(1, settings["most"] + 1)]

    def measure_one(self, case, settings):
        self.measured.append(case["n"])
        return {"cube": case["n"] ** 3}
