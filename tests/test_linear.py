"""The helper that compares times must tell linear work from quadratic work."""

from __future__ import annotations

import pytest

from tests.linear import assert_linear


def test_linear_work_passes() -> None:
    assert_linear(lambda n: sum(i * i for i in range(n)), 50_000)


def test_quadratic_work_fails() -> None:
    def pairs(n: int) -> int:
        return sum(1 for i in range(n) for j in range(n) if i == j)

    with pytest.raises(AssertionError, match="times as long"):
        assert_linear(pairs, 400, factor=3, slack=1.5)


def test_what_is_too_short_to_measure_is_skipped() -> None:
    with pytest.raises(pytest.skip.Exception):
        assert_linear(lambda n: n, 1 << 18)
