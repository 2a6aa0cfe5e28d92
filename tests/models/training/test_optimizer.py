import copy
import math

import torch
from torch import nn

from summarizer.models.training.optimizer import MasterAdamW


def model(dtype: torch.dtype = torch.float32) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 1)).to(dtype)


def loss(net: nn.Module, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    x = torch.arange(12, dtype=dtype).reshape(3, 4) / 10
    value: torch.Tensor = (net(x) - 1).square().mean()
    return value


def test_steps_are_those_of_torch_adamw() -> None:
    own, other = model(), model()
    mine = MasterAdamW(own, decay=0.1)
    matrices = [p for p in other.parameters() if p.dim() > 1]
    rest = [p for p in other.parameters() if p.dim() < 2]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": rest, "weight_decay": 0.0}]
    theirs = torch.optim.AdamW(groups, lr=0.01, betas=(0.9, 0.98))
    for _ in range(5):
        torch.autograd.backward(loss(own))
        mine.step(0.01, clip=1e9)
        theirs.zero_grad()
        torch.autograd.backward(loss(other))
        theirs.step()
    for one, two in zip(own.parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(one, two)


def test_steps_too_small_for_bfloat16_add_up_in_the_master_copy() -> None:
    net = model(torch.bfloat16)
    optimizer = MasterAdamW(net, decay=0.0)
    before = optimizer.master.clone()
    for _ in range(50):
        torch.autograd.backward(loss(net, torch.bfloat16))
        optimizer.step(1e-5, clip=1.0)
    moved = (optimizer.master - before).abs().max()
    assert 2e-4 < float(moved) < 1e-3


def test_a_broken_gradient_changes_nothing() -> None:
    net = model()
    optimizer = MasterAdamW(net)
    before = optimizer.master.clone()
    torch.autograd.backward(loss(net) * float("nan"))
    assert not math.isfinite(optimizer.step(0.1, clip=1.0))
    assert torch.equal(optimizer.master, before)
    assert optimizer.steps == 0


def test_the_averaged_weights_stand_only_inside_the_block() -> None:
    net = model()
    optimizer = MasterAdamW(net)
    for _ in range(8):
        torch.autograd.backward(loss(net))
        optimizer.step(0.05, clip=1.0)
    outside = float(loss(net).detach())
    with optimizer.averaged():
        assert float(loss(net).detach()) != outside
    assert float(loss(net).detach()) == outside


def test_a_restored_optimizer_takes_the_same_steps() -> None:
    nets = model(), model()
    first, second = map(MasterAdamW, nets)
    torch.autograd.backward(loss(nets[0]))
    first.step(0.05, clip=1.0)
    second.restore(copy.deepcopy(first.state()))
    for net, optimizer in zip(nets, (first, second), strict=True):
        torch.autograd.backward(loss(net))
        optimizer.step(0.05, clip=1.0)
    assert torch.equal(first.master, second.master)
