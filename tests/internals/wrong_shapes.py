"""Hands modules and inputs of random shapes to trace(); run as a process, since torch may die on them."""

import random
import sys

import torch
from torch import nn
from torch.nn.utils.rnn import pack_sequence

from lstmviz import InputError, trace


def random_module(chance):
    kind, hidden = chance.choice([nn.LSTM, nn.GRU, nn.RNN]), chance.randint(2, 8)
    options = {"num_layers": chance.randint(1, 2), "bidirectional": chance.random() < 0.3}
    if kind is nn.LSTM and chance.random() < 0.3:
        options["proj_size"] = chance.randint(1, hidden - 1)
    module = kind(chance.randint(1, 3), hidden, bias=chance.random() < 0.7, **options)
    if chance.random() < 0.3:
        name = chance.choice([name for name, _ in module.named_parameters()])
        getattr(module, name).data = random_tensor(chance)
    if chance.random() < 0.1:
        name = chance.choice(["hidden_size", "input_size", "num_layers", "proj_size"])
        setattr(module, name, chance.randint(0, 9))
    if chance.random() < 0.1:
        name = chance.choice(["bias", "bidirectional"])
        setattr(module, name, not getattr(module, name))
    return module


def random_tensor(chance):
    return torch.rand([chance.choice([0, 1, 2, 3, 8, 32]) for _ in range(chance.randint(0, 4))])


def random_sequence(chance, module):
    if chance.random() < 0.3:
        return random_tensor(chance)
    if chance.random() < 0.6:
        return torch.rand([chance.randint(1, 4) for _ in range(chance.randint(1, 2))] + [module.input_size])
    packed = pack_sequence([torch.rand(3, module.input_size or 1)] * chance.randint(1, 3))
    fields = {
        "data": torch.rand(chance.randint(0, 9), module.input_size),
        "batch_sizes": torch.tensor([chance.randint(0, 3) for _ in range(chance.randint(0, 3))]),
        "sorted_indices": torch.tensor([chance.randint(-1, 3) for _ in range(chance.randint(0, 3))]),
        "unsorted_indices": torch.tensor([chance.randint(-1, 3) for _ in range(chance.randint(0, 3))]),
    }
    return packed._replace(**{name: fields[name] for name in fields if chance.random() < 0.4})


def random_state(chance, module):
    if chance.random() < 0.5:
        return None
    if chance.random() < 0.3:
        return random_tensor(chance)
    return tuple(random_tensor(chance) for _ in range(chance.randint(0, 3)))


def main(tries):
    chance, counts = random.Random(0), {True: 0, False: 0}
    torch.manual_seed(0)
    for _ in range(tries):
        module = random_module(chance)
        x = random_sequence(chance, module)
        hx = random_state(chance, module)
        try:
            trace(module, x, hx)
            counts[True] += 1
        except InputError:
            counts[False] += 1
    print(counts[True], counts[False])


if __name__ == "__main__":
    main(int(sys.argv[1]))
