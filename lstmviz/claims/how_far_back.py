"""How far back a net remembers, by cell and by where its weights start."""

from collections.abc import Sequence
from itertools import product
from statistics import mean

from lstmviz.claims.claim import CaseByCase, Choice, Row, Settings, Slider, Verdict
from lstmviz.claims.how_far_nets import BATCH, CLIP, SOLVED, STARTS, TESTED, all_seeds, run
from lstmviz.claims.spread import curve, with_range
from lstmviz.draw.charts import Axis, Picture, curves, grid
from lstmviz.draw.colours import NETS
from lstmviz.draw.figures import Look
from lstmviz.languages import N_
from lstmviz.languages import gettext as _
from lstmviz.learn.shares import most

DISTANCES = (10, 30, 100, 300, 1000)  # steps


USUAL, TOLD, UNGATED = "LSTM, forget bias 1", "LSTM, chrono", "ReLU RNN, identity"
MORE = {TOLD: 4}  # times as many seeds, where luck decides: at most distances some succeed and some do not
PATIENCE = 30  # steps, at which the usual start is given more updates too: "not" or "not yet"?
BUDGETS = (800, 2000, 6000)  # updates
PATIENT = 4  # times as many seeds


class HowFarBack(CaseByCase):
    """Recall of one flagged letter, asked once, at growing distances."""

    name = "how-far-back"
    page = "how_far"
    title = N_("How far back")
    statement = N_("An LSTM remembers over about 100 steps; 1000 and more stay hard.")
    question = N_(
        "A net reads random letters; the first is flagged, and only at the last step it is asked which "
        "letter that was. All nets have the same budget. From which distance on do most seeds of an LSTM "
        "with forget bias 1, the usual start, fail?"
    )
    options = (N_("from 30 steps or fewer"), N_("from 100 steps"), N_("from 300 or 1000 steps, or never"))
    explanation = N_("""
The question is asked at the last step alone, so all that a net learns must come back through the whole
distance. At the start a forget gate of bias *b* stands near σ(*b*): of a gradient, σ(*b*)ᵀ is left after *T*
steps on the direct path. With *b* = 1 that is 0.73ᵀ, 10⁻¹⁴ at 100 steps: nothing to learn from. It is the
start that is too short-sighted, not the cell. The cell that Hochreiter & Schmidhuber (1997) described had no
forget gate at all, which is a forget gate of 1 (the constant error carousel), and with it, and a gradient cut
off at the gates, they bridged 1000 steps.

**Chrono** (Tallec & Ollivier 2018) is told *T*: forget biases log U(1, *T* − 1), so that the units'
memories span the distance, and input biases of the opposite sign, so that the gate that writes is nearly
closed and the letters between do not pile up on what is held. The row *forget gate only* has the first half
of it: where that row guesses and chrono does not, it was the closed input gate that was missing.

A ReLU RNN that starts from the **identity** holds what it has without any gate (Le, Jaitly & Hinton
2015); its row shows how far that carries.

Trained otherwise, the same cell with forget bias 1 goes further: asked at every step after the flag, as in
[Recall](/step?task=recall), short distances teach the long ones.
""")
    controls = (
        Choice(
            "far",
            N_("distance in steps"),
            "all",
            {"all": N_("10 to 1000")} | {str(d): str(d) for d in DISTANCES},
        ),
        Slider("tries", N_("seeds"), 5, 1, 10, 1, N_("More would take too long.")),
        Slider("updates", N_("updates"), 800, 100, 2000, 100, N_("More would take too long.")),
        Slider("units", N_("units of the LSTM"), 8, 2, 32, 1, N_("Larger nets would take too long.")),
    )

    def cases(self, settings: Settings) -> Sequence[Row]:
        """A net, distance and seed, short distances first, as they are quickest; then more updates."""
        seeds = [
            {"distance": distance, "net": net, "seed": seed}
            for distance, net in product(_distances(settings), STARTS)
            for seed in range(settings["tries"] * MORE.get(net, 1))
        ]
        budgets = [{"distance": PATIENCE, "net": USUAL, "budget": budget} for budget in BUDGETS]
        return seeds + budgets * (PATIENCE in _distances(settings))

    def measure_one(self, case: Row, settings: Settings) -> Row:
        """What the net recalls when it is trained; of a budget, what every seed does."""
        net, distance, units = case["net"], case["distance"], settings["units"]
        if "budget" in case:
            seeds = range(settings["tries"] * PATIENT)
            return {"scores": all_seeds(net, distance, case["budget"], units, seeds)}
        return run(net, distance, case["seed"], settings["updates"], units)

    def pictures(self, rows: Sequence[Row], settings: Settings, look: Look) -> tuple[Picture, ...]:
        """Share of the seeds that succeed, a row a net, a column a distance; the usual start by updates."""
        distances = _distances(settings)
        cells = [[_scores(rows, net, distance) for distance in distances] for net in STARTS]
        shares = [[_succeeded(scores) / len(scores) if scores else None for scores in row] for row in cells]
        text = [[_on_cell(scores) for scores in row] for row in cells]
        columns = [f"{distance}" for distance in distances]
        x = Axis(_("steps from flag to question<br>on a cell: seeds that<br>succeed; mean share"))
        told = _("; ").join(_in_words(rows, net, distances) for net in STARTS)
        alt = _("Seeds that succeed, by steps from flag to question: {told}.").format(told=told)
        every = grid(shares, [_(net) for net in STARTS], columns, x, look, text=text)
        return Picture(every, alt), _by_budget(rows, look)

    def before_guess(self, rows: Sequence[Row]) -> Sequence[Row]:
        """How far the tanh RNN comes."""
        return [row for row in rows if row["net"].startswith("tanh RNN")]

    def verdict(self, rows: Sequence[Row], settings: Settings) -> Verdict:
        """How far each start comes in most seeds."""
        distances = _distances(settings)
        reached = _("; ").join(_in_words(rows, net, distances) for net in STARTS)
        shares = _("; ").join(_shares_in_words(rows, net, distances) for net in (USUAL, TOLD, UNGATED))
        return Verdict(
            _answer(rows) if distances == DISTANCES else None,
            _(
                "Seeds that succeed, by steps, after at most {updates} updates: {reached}. Short of success "
                "a net may know some of the letters. Mean share recalled (lowest to highest of the seeds): "
                "{shares}. Guessing gives 0.25. With forget bias 1, at {patience} steps, by updates: "
                "{budgets}."
            ).format(
                updates=settings["updates"],
                reached=reached,
                shares=shares,
                patience=PATIENCE,
                budgets=_by_budget_in_words(rows),
            ),
            _(
                "It depends on where the weights start and on the budget, not on the cell alone. Equal for "
                "all: the parameters of an LSTM of {hidden} units, batches of {batch}, Adam, gradients "
                "clipped at {clip:g}, the best of three learning rates or more, found on other seeds. A run "
                "succeeds, and stops, as soon as it recalls {solved:.0%} of a batch that it has not trained "
                "on, and then of {tested} more. Chrono is told the distance; the others are not. A few "
                "seeds settle only what nearly all of them do, or hardly any; chrono has four times as many."
            ).format(hidden=settings["units"], batch=BATCH, clip=CLIP, solved=SOLVED, tested=TESTED),
        )


def _distances(settings: Settings) -> tuple[int, ...]:
    return DISTANCES if settings["far"] == "all" else (int(settings["far"]),)


def _scores(rows: Sequence[Row], net: str, distance: int) -> list[float]:
    """Of every seed measured so far: the share of the letters recalled."""
    of = [row for row in rows if row["net"] == net and row["distance"] == distance]
    return [row["score"] for row in of if "score" in row]


def _succeeded(scores: Sequence[float]) -> int:
    return sum(score >= SOLVED for score in scores)


def _on_cell(scores: Sequence[float]) -> str:
    return f"{_succeeded(scores)}/{len(scores)}<br>{mean(scores):.2f}" if scores else ""


def _measured(rows: Sequence[Row], net: str, distances: Sequence[int]) -> dict[int, list[float]]:
    """The scores at each distance that has some."""
    return {distance: scores for distance in distances if (scores := _scores(rows, net, distance))}


def _shares_in_words(rows: Sequence[Row], net: str, distances: Sequence[int]) -> str:
    at = _("{share} at {distance}")
    shares = [
        at.format(share=with_range(scores, middle=mean), distance=distance)
        for distance, scores in _measured(rows, net, distances).items()
    ]
    return _("{net}: {told}").format(net=_(net), told=_(", ").join(shares))


def _of_budgets(rows: Sequence[Row]) -> dict[int, list[float]]:
    """What the seeds of the usual start recall after each budget that is measured, at PATIENCE steps."""
    return {row["budget"]: row["scores"] for row in rows if "budget" in row}


def _by_budget_in_words(rows: Sequence[Row]) -> str:
    after = _("{succeeded} of {seeds} after {updates}")
    told = [
        after.format(succeeded=_succeeded(scores), seeds=len(scores), updates=updates)
        for updates, scores in _of_budgets(rows).items()
    ]
    return _(", ").join(told) or _("nothing measured yet")


def _by_budget(rows: Sequence[Row], look: Look) -> Picture:
    """The median of the seeds by updates, in a band of the middle half."""
    of, drawn = _of_budgets(rows), []
    if of:
        look_of = {"accent": NETS["lstm"], "markers": True}
        drawn = [curve(_(USUAL), list(of), list(of.values()), look_of)]
    x = Axis(_("updates, at {distance} steps").format(distance=PATIENCE))
    alt = _("Share recalled at {distance} steps with forget bias 1, by updates: {told}.")
    figure = curves(drawn, x, Axis(_("share recalled"), span=(0, 1.02)), look)
    return Picture(figure, alt.format(distance=PATIENCE, told=_by_budget_in_words(rows)))


def _answer(rows: Sequence[Row]) -> int | None:
    """Which option names the first distance at which most seeds of the usual LSTM fail."""
    for distance in DISTANCES:
        scores = _scores(rows, USUAL, distance)
        succeeds = most(_succeeded(scores), len(scores))
        if succeeds is None:
            return None
        if not succeeds:
            return sum(distance > bound for bound in (30, 100))
    return 2


def _in_words(rows: Sequence[Row], net: str, distances: Sequence[int]) -> str:
    measured = _measured(rows, net, distances)
    at = _("{succeeded} of {seeds} at {distance}")
    shares = [
        at.format(succeeded=_succeeded(scores), seeds=len(scores), distance=distance)
        for distance, scores in measured.items()
    ]
    told = _(", ").join(shares) or _("nothing measured yet")
    return _("{net}: {told}").format(net=_(net), told=told)
