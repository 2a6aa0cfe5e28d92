"""A folder looked at again and again, for the bundles that arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarizer.batch.discover import Source, discover


def arrivals(
    folder: str, pause: Callable[[], None], *, look: Callable[[str], Sequence[Source]] = discover
) -> Iterator[list[Source]]:
    """Give the bundles of a folder, then those that are new or changed, for ever.

    A bundle that is still being written changes from look to look: it is given once two looks found it the same. The first look
    gives all there is, as a run without watching would. Folders are looked at, not listened to: network drives and object
    stores send no notices.

    Args:
        folder: As for ``discover``.
        pause: Waits between two looks; what it raises ends the watch.
        look: Finds the bundles.

    Raises:
        UnreadableInput: The folder does not exist or may not be read, any more.
    """
    given: dict[str, Source] = {}
    last: dict[str, Source] = {}
    first = True
    while True:
        now = {source.name: source for source in look(folder)}
        fresh = [source for name, source in now.items() if given.get(name) != source and (first or last.get(name) == source)]
        if fresh or first:
            yield fresh
        given = {name: source for name, source in given.items() if name in now} | {source.name: source for source in fresh}
        last, first = now, False
        pause()
