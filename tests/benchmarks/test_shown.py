from benchmarks.shown import printed, shown


def test_only_what_a_command_printed_is_written_anew() -> None:
    text = "before\n```text\n$ summarize run story/ --headline\nold\n\nold\n```\n```text\nno command\n```\nafter\n"
    made = shown(text, lambda arguments: f"new of {arguments}\n")
    assert made == text.replace("old\n\nold", "new of run story/ --headline")


def test_what_a_command_prints_is_broken_into_lines() -> None:
    lines = printed("--help").splitlines()
    assert any("Summarize one bundle of articles." in line for line in lines)
    assert max(map(len, lines)) <= 120
