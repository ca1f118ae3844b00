import pytest
import torch
from torch import nn

from lstmviz.nets.sequence import parameter_count
from lstmviz.nets.unrolled_rnn import UnrolledNet


def test_copies_give_what_the_rnn_gives_and_their_gradients_add_up_to_its():
    rnn, x = nn.RNN(3, 5, dtype=torch.float64), torch.randn(7, 2, 3, dtype=torch.float64)
    copies = UnrolledNet(rnn, 7)
    assert parameter_count(copies) == 7 * parameter_count(rnn)
    torch.testing.assert_close(copies(x), rnn(x)[0], rtol=0, atol=1e-14)
    wanted = torch.randn(7, 2, 5, dtype=torch.float64)
    for states in (copies(x), rnn(x)[0]):
        ((states - wanted) ** 2).sum().backward()
    for name, weight in rnn.named_parameters():
        added = sum(layer.get_parameter(name.removesuffix("_l0")).grad for layer in copies.layers)
        torch.testing.assert_close(added, weight.grad, rtol=0, atol=1e-12)


def test_a_copy_is_not_the_rnns_own():
    rnn = nn.RNN(2, 2)
    copies = UnrolledNet(rnn, 2)
    before = rnn.weight_hh_l0.clone()
    with torch.no_grad():
        copies.layers[0].weight_hh.fill_(1.0)
    assert torch.equal(rnn.weight_hh_l0, before)
    assert torch.equal(copies.layers[1].weight_hh, before)


def test_it_is_for_sequences_of_its_own_length():
    copies = UnrolledNet(nn.RNN(2, 3), 4)
    for steps in (3, 5):
        with pytest.raises(ValueError, match="argument"):
            copies(torch.zeros(steps, 1, 2))
