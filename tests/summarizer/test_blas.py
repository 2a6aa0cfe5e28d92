"""Linear algebra in one thread."""

import numpy as np
from threadpoolctl import ThreadpoolController

from summarizer.blas import one_blas_thread


def counts() -> set[int]:
    np.ones((2, 2)) @ np.ones((2, 2))
    return {library.num_threads for library in ThreadpoolController().select(user_api="blas").lib_controllers}


def test_linear_algebra_is_held_to_one_thread_and_let_go() -> None:
    before = counts()
    assert one_blas_thread()(counts)() == {1}
    assert counts() == before
