"""Label-smoothed cross-entropy through a wide tied output layer, without float32 logits."""

from typing import Any

import torch

_SAFE = 60.0
"""Logits up to here can be raised to e's power as they are, in any dtype with float32's range."""


class _ChunkedCrossEntropy(torch.autograd.Function):
    """Computes the gradient together with the value, chunk by chunk.

    The logits of one chunk live once, in the dtype of ``hidden``, and are overwritten by their own gradient, so that
    neither a float32 softmax nor the logits of the whole batch are ever stored (the idea of Liger Kernel's fused
    linear cross-entropy, Hsu et al. 2024, section 3.2).
    """

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401  torch gives the context no public type
        hidden: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor,
        labels: torch.Tensor,
        smoothing: float,
        ignore: int,
        rows: int,
    ) -> torch.Tensor:
        width = weight.shape[0]
        keep = labels != ignore
        share = keep.to(torch.float32) / keep.sum().clamp(min=1)
        # What smoothing adds is the same for every piece, so it needs no pass over the logits: all go through these sums.
        mean_weight = weight.mean(dim=0, dtype=torch.float32)
        mean_bias = bias.mean(dtype=torch.float32)
        total = torch.zeros((), dtype=torch.float32)
        grad_hidden = torch.empty_like(hidden)
        grad_weight = torch.zeros_like(weight)
        spread = torch.zeros(hidden.shape[1], dtype=torch.float32)
        for start in range(0, hidden.shape[0], rows):
            part = hidden[start : start + rows]
            label = labels[start : start + rows].clamp(min=0).unsqueeze(1)
            weights = share[start : start + rows].unsqueeze(1)
            logits = torch.addmm(bias, part, weight.t())
            shift = logits.amax()
            if shift > _SAFE:
                logits -= shift
            else:
                shift = torch.zeros_like(shift)
            picked = logits.gather(1, label).to(torch.float32)
            norm = logits.exp_().sum(dim=1, keepdim=True, dtype=torch.float32)
            average = (part.to(torch.float32) @ mean_weight + mean_bias - shift).unsqueeze(1)
            value = norm.log() - (1 - smoothing) * picked - smoothing * average
            total += (value * weights).sum()
            logits *= (weights / norm).to(logits.dtype)
            logits.scatter_add_(1, label, ((smoothing - 1) * weights).to(logits.dtype))
            grad_hidden[start : start + rows] = torch.mm(logits, weight) - (smoothing * weights * mean_weight).to(hidden.dtype)
            grad_weight += logits.t() @ part
            spread += (weights * part.to(torch.float32)).sum(dim=0)
        grad_weight -= (spread * (smoothing / width)).to(grad_weight.dtype)
        ctx.save_for_backward(grad_hidden, grad_weight)
        return total

    @staticmethod
    def backward(
        ctx: Any,  # noqa: ANN401
        grad: torch.Tensor,
    ) -> tuple[torch.Tensor | None, ...]:
        grad_hidden, grad_weight = ctx.saved_tensors
        if grad == 1:
            return grad_hidden, grad_weight, None, None, None, None, None
        scale = grad.to(grad_hidden.dtype)
        return grad_hidden * scale, grad_weight * scale, None, None, None, None, None


def cross_entropy(
    hidden: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor,
    labels: torch.Tensor,
    *,
    smoothing: float = 0.0,
    ignore: int = -100,
    rows: int = 512,
) -> torch.Tensor:
    """Return the mean label-smoothed cross-entropy in nats, a float32 scalar.

    ``hidden`` is (n, d), ``weight`` (v, d), ``bias`` (v,) without gradient, ``labels`` (n,) with ``ignore`` where a row
    does not count. ``rows`` bounds how many rows of logits exist at a time.
    """
    value: torch.Tensor = _ChunkedCrossEntropy.apply(hidden, weight, bias, labels, smoothing, ignore, rows)  # type: ignore[no-untyped-call]
    return value
