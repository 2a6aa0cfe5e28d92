"""AdamW for half-precision weights: the weights live in bfloat16, a float32 copy of them takes the steps."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

_AVERAGE_EVERY = 4


class MasterAdamW:
    """Adam with decoupled weight decay (Loshchilov and Hutter 2019) on one flat float32 copy of all weights.

    Every parameter of ``model`` becomes a view of one flat buffer, so that one fused kernel takes the step for all of them.
    Weight decay touches matrices only. ``average`` is the exponential moving average of the float32 copy.
    """

    def __init__(
        self, model: nn.Module, *, betas: tuple[float, float] = (0.9, 0.98), decay: float = 0.01, memory: float = 0.995
    ) -> None:
        # Matrices first (a stable sort), so that two slices are enough to tell the decayed from the others.
        named = sorted((each for each in model.named_parameters() if each[1].requires_grad), key=lambda each: each[1].dim() < 2)
        parameters = [parameter for _, parameter in named]
        self._names = [name for name, _ in named]
        matrices = sum(p.numel() for p in parameters if p.dim() > 1)
        total = sum(p.numel() for p in parameters)
        self.master = torch.empty(total, dtype=torch.float32)
        self._half = torch.empty(total, dtype=parameters[0].dtype)
        self._grad = torch.zeros(total, dtype=torch.float32)
        self._parameters = parameters
        start = 0
        for parameter in parameters:
            span = slice(start, start + parameter.numel())
            self.master[span] = parameter.data.reshape(-1)
            parameter.data = self._half[span].view_as(parameter)
            parameter.grad = None
            start = span.stop
        self._half.copy_(self.master)
        self.average = self.master.clone()
        self.steps = 0
        self._memory = memory
        self._matrices = matrices
        self._leaves = [nn.Parameter(self.master[:matrices]), nn.Parameter(self.master[matrices:])]
        self._adam = torch.optim.AdamW(
            [{"params": [self._leaves[0]], "weight_decay": decay}, {"params": [self._leaves[1]], "weight_decay": 0.0}],
            lr=0.0,
            betas=betas,
            fused=True,
        )

    def step(self, rate: float, clip: float) -> float:
        """Take one step at learning rate ``rate``; return the gradient's norm before it was clipped to ``clip``.

        A gradient that is not finite is dropped and no step is taken.
        """
        grad = self._grad
        start = 0
        for parameter in self._parameters:
            span = slice(start, start + parameter.numel())
            start = span.stop
            if parameter.grad is None:
                grad[span] = 0
            else:
                grad[span] = parameter.grad.reshape(-1)
            # Autograd hands its own buffer over when there is none to add to: one pass less.
            parameter.grad = None
        norm = float(grad.norm())
        if not math.isfinite(norm):
            return norm
        if norm > clip:
            grad.mul_(clip / norm)
        self._leaves[0].grad = grad[: self._matrices]
        self._leaves[1].grad = grad[self._matrices :]
        for group in self._adam.param_groups:
            group["lr"] = rate
        self._adam.step()
        self._half.copy_(self.master)
        self.steps += 1
        if self.steps % _AVERAGE_EVERY == 0:
            # A young average would hang on to where it started, so its memory grows with the steps taken.
            memory = min(self._memory, (1 + self.steps) / (10 + self.steps))
            self.average.lerp_(self.master, 1 - memory**_AVERAGE_EVERY)
        return norm

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Let the model have the averaged weights inside the block."""
        self._half.copy_(self.average)
        try:
            yield
        finally:
            self._half.copy_(self.master)

    def weights(self) -> dict[str, torch.Tensor]:
        """Return the averaged weights by parameter name, in float32; shared ones once."""
        found = {}
        start = 0
        for name, parameter in zip(self._names, self._parameters, strict=True):
            found[name] = self.average[start : start + parameter.numel()].reshape(parameter.shape)
            start += parameter.numel()
        return found

    def state(self) -> dict[str, Any]:
        """Return what :meth:`restore` needs to go on."""
        return {"master": self.master, "average": self.average, "steps": self.steps, "adam": self._adam.state_dict()}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state that another optimizer of the same model gave."""
        self.master.copy_(state["master"])
        self.average.copy_(state["average"])
        self.steps = state["steps"]
        self._adam.load_state_dict(state["adam"])
        self._half.copy_(self.master)
