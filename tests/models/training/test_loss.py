import pytest
import torch

from summarizer.models.training.loss import cross_entropy


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("rows", [3, 64])
def test_value_and_gradient_are_those_of_torch(smoothing: float, rows: int) -> None:
    torch.manual_seed(0)
    hidden, weight, bias = torch.randn(10, 8), torch.randn(30, 8), torch.randn(30)
    labels = torch.randint(0, 30, (10,))
    labels[4] = -100
    found: list[torch.Tensor | None] = []
    wanted: list[torch.Tensor | None] = []
    for own in (True, False):
        h, w = hidden.clone().requires_grad_(), weight.clone().requires_grad_()
        if own:
            loss = cross_entropy(h, w, bias, labels, smoothing=smoothing, rows=rows)
        else:
            loss = torch.nn.functional.cross_entropy(h @ w.t() + bias, labels, label_smoothing=smoothing)
        torch.autograd.backward(2 * loss)
        (found if own else wanted).extend([loss.detach(), h.grad, w.grad])
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-5)


def test_rows_without_a_label_alone_cost_nothing() -> None:
    loss = cross_entropy(torch.ones(2, 3), torch.ones(4, 3), torch.zeros(4), torch.tensor([-100, -100]))
    assert float(loss) == 0
