"""Which vector instructions CTranslate2 computes with."""

from pathlib import Path

import pytest

from summarizer.models.instructions import use_wide_vectors

WIDE = "flags\t\t: fpu avx2 avx512f avx512cd avx512dq avx512bw avx512vl avx512_vnni"


@pytest.mark.parametrize(
    ("cpuinfo", "before", "after"),
    [
        (WIDE, {}, {"CT2_FORCE_CPU_ISA": "AVX512"}),
        (WIDE.removesuffix(" avx512_vnni"), {}, {}),
        ("Features\t: fp asimd", {}, {}),
        (WIDE, {"CT2_FORCE_CPU_ISA": "GENERIC"}, {"CT2_FORCE_CPU_ISA": "GENERIC"}),
    ],
)
def test_wide_vectors_are_asked_for_where_the_processor_gains_by_them(
    cpuinfo: str, before: dict[str, str], after: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "cpuinfo"
    path.write_text(f"processor\t: 0\n{cpuinfo}\n", encoding="ascii")
    use_wide_vectors(path, before)
    assert before == after


def test_a_system_without_the_file_is_left_alone(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    use_wide_vectors(tmp_path / "none", environ)
    assert not environ
