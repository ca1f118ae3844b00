"""One small net, trained again: the same bits where processor, torch and threads are the same."""

import torch

from lstmviz.learn.saved_nets.shipped import load
from lstmviz.learn.zoo.runs import train_one
from lstmviz.storage.stored import processor_name


def test_a_shipped_net_is_trained_again_to_the_same_bits_or_to_a_score_within_the_spread():
    net, card = load("counter", "rnn-same-units")
    record = card.nets["rnn-same-units"]
    again, run = train_one("counter", record.shipped.recipe, record.shipped.seed)
    if (torch.__version__, processor_name()) == (record.shipped.torch, record.shipped.processor):
        weights = again.state_dict()
        assert all(torch.equal(weights[name], weight) for name, weight in net.state_dict().items())
    scores = [score.sequences for score in record.scores]
    assert min(scores) - 0.1 <= run.sequences <= max(scores) + 0.1
