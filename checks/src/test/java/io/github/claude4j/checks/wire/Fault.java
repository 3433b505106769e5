package io.github.claude4j.checks.wire;

import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Something that goes wrong on a wire, and what is to come of it for each shape of answer. */
final class Fault {
    /** What the server does once it has a request. When it returns, the connection waits for the next one. */
    @FunctionalInterface
    interface Script {
        void play(FaultServer.Wire wire) throws IOException, InterruptedException;
    }

    private final String name;
    private final Script script;
    private final Map<Shape, Outcome> outcomes = new EnumMap<>(Shape.class);
    private final Set<Shape> repeated = EnumSet.noneOf(Shape.class);
    private boolean decided;
    private boolean unasked;
    private boolean upload;
    private boolean twice;
    private boolean byLimit;
    private boolean withoutAByte;
    private boolean leftByJdk;

    Fault(String name, Script script) {
        this.name = name;
        this.script = script;
    }

    Fault all(Outcome outcome) {
        return whole(outcome).events(outcome).lines(outcome).bytes(outcome);
    }

    Fault whole(Outcome outcome) {
        outcomes.put(Shape.WHOLE, outcome);
        return this;
    }

    Fault events(Outcome outcome) {
        outcomes.put(Shape.EVENTS, outcome);
        return this;
    }

    Fault lines(Outcome outcome) {
        outcomes.put(Shape.LINES, outcome);
        return this;
    }

    Fault bytes(Outcome outcome) {
        outcomes.put(Shape.BYTES, outcome);
        return this;
    }

    /** With retries the request is sent again for these shapes, and only for these; lines are asked for again as events are. */
    Fault again(Shape... shapes) {
        decided = true;
        repeated.addAll(Set.of(shapes));
        if (repeated.contains(Shape.EVENTS)) {
            repeated.add(Shape.LINES);
        }
        return this;
    }

    /** With retries the request is sent again, whatever was asked for. */
    Fault againAlways() {
        return again(Shape.values());
    }

    /** Is played as soon as there is a connection. */
    Fault unasked() {
        unasked = true;
        return this;
    }

    /** Is about a long request, of which the server has read the head. */
    Fault upload() {
        upload = true;
        return this;
    }

    /** Is about the call after one that was answered well. */
    Fault twice() {
        twice = true;
        return this;
    }

    /** Ends by a limit: the client gets short ones. Others have to end long before any. */
    Fault byLimit() {
        byLimit = true;
        return this;
    }

    /** Ends before there is a byte of the answer: the JDK's client then sends a GET once more, and connects once more. */
    Fault withoutAByte() {
        withoutAByte = true;
        return this;
    }

    /** The JDK's client does not close the connection; nobody else can. */
    Fault leftByJdk() {
        leftByJdk = true;
        return this;
    }

    String name() {
        return name;
    }

    void play(FaultServer.Wire wire) throws IOException, InterruptedException {
        script.play(wire);
    }

    Optional<Outcome> outcome(Shape shape) {
        return Optional.ofNullable(outcomes.get(shape));
    }

    /** Whether it is known what is to be sent again. */
    boolean isDecided() {
        return decided;
    }

    boolean isRepeated(Shape shape) {
        return repeated.contains(shape);
    }

    boolean isUnasked() {
        return unasked;
    }

    boolean isUpload() {
        return upload;
    }

    boolean isTwice() {
        return twice;
    }

    boolean endsByLimit() {
        return byLimit;
    }

    boolean isWithoutAByte() {
        return withoutAByte;
    }

    boolean isLeftByJdk() {
        return leftByJdk;
    }

    @Override
    public String toString() {
        return name;
    }
}
