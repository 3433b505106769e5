package io.github.claude4j.cli.options;

import io.github.claude4j.messages.Effort;
import java.util.Iterator;
import java.util.List;

/** The levels of effort that a shell can complete: those that have a name in this version. */
public final class KnownEfforts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH, Effort.MAX).stream()
                .map(Effort::value)
                .iterator();
    }
}
