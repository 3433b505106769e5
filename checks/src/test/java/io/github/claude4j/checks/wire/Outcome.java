package io.github.claude4j.checks.wire;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.messages.StreamInterruptedException;
import java.util.Optional;

/** What is to come of a call. */
@FunctionalInterface
interface Outcome {
    /** What is wrong with that result; empty where nothing is. */
    Optional<String> complaint(Way way, Result result);

    private static Optional<String> unless(boolean right, String expected) {
        return right ? Optional.empty() : Optional.of("expected " + expected);
    }

    /** The good answer of the shape. */
    static Outcome good() {
        return (way, result) -> unless(way.shape.value.equals(result.value()), "the good answer");
    }

    static Outcome value(String value) {
        return (way, result) -> unless(value.equals(result.value()), "\"" + Result.shortened(value) + "\"");
    }

    static Outcome fails(Class<? extends ClaudeException> type) {
        return (way, result) -> unless(
                result.failure() != null && result.failure().getClass() == type, "exactly " + type.getSimpleName());
    }

    /** A failure of any kind of ours, whose message has this text. */
    static Outcome naming(String text) {
        return (way, result) -> unless(
                result.failure() instanceof ClaudeException failure
                        && !(failure instanceof ApiException)
                        && String.valueOf(failure.getMessage()).contains(text),
                "an exception whose message names " + text);
    }

    /** An error of the API of any status. */
    static Outcome apiError() {
        return (way, result) -> unless(result.failure() instanceof ApiException, "an ApiException");
    }

    /** There was no head, and it did not take a limit to notice. */
    static Outcome noAnswer() {
        return fails(ConnectionException.class);
    }

    /** There was no head in time. */
    static Outcome lateHead() {
        return fails(ConnectionTimeoutException.class);
    }

    /** The connection failed, in the head or behind it, and it did not take a limit to notice. */
    static Outcome broken() {
        return (way, result) -> unless(
                result.failure() instanceof ConnectionException && !timedOut(result.failure()),
                "a ConnectionException, and no limit to have passed");
    }

    /** The body ended before its time. */
    static Outcome cut() {
        return (way, result) -> unless(
                ended(way, result.failure()) && !timedOut(result.failure()),
                (way.isPulledStream() ? "exactly StreamInterruptedException" : "a ConnectionException")
                        + ", and no limit to have passed");
    }

    /** The body ended before its time, with this text before that if it is a stream. */
    static Outcome cutAfter(String partial) {
        return and(cut(), after(partial));
    }

    /** The body did not come in time. */
    static Outcome stalled() {
        return (way, result) -> unless(
                ended(way, result.failure()) && timedOut(result.failure()),
                way.isPulledStream()
                        ? "StreamInterruptedException because of a ConnectionTimeoutException"
                        : "a ConnectionTimeoutException");
    }

    /** The body did not come in time, with this text before that if it is a stream. */
    static Outcome stalledAfter(String partial) {
        return and(stalled(), after(partial));
    }

    private static Outcome after(String partial) {
        return (way, result) -> unless(
                way.shape != Shape.EVENTS
                        || (result.failure() instanceof StreamInterruptedException cut
                                && partial.equals(result.partial())
                                && cut.partial().map(message -> message.text()).equals(Optional.of(partial))),
                "StreamInterruptedException after \"" + partial + "\"");
    }

    /** The message has this text. */
    static Outcome saying(String text) {
        return (way, result) -> unless(
                result.failure() != null
                        && String.valueOf(result.failure().getMessage()).contains(text),
                "a message with " + text);
    }

    static Outcome and(Outcome one, Outcome other) {
        return (way, result) -> one.complaint(way, result).or(() -> other.complaint(way, result));
    }

    /** What of a body that ended early a way makes: of a pulled stream, and of a pushed one that has begun, this alone. */
    private static boolean ended(Way way, Throwable failure) {
        if (way.isPulledStream()) {
            return failure instanceof StreamInterruptedException;
        }
        return way.shape == Shape.EVENTS
                ? failure instanceof ConnectionException
                : failure != null
                        && (failure.getClass() == ConnectionException.class
                                || failure.getClass() == ConnectionTimeoutException.class);
    }

    private static boolean timedOut(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** Where HTTP leaves it open. */
    default Outcome or(Outcome other) {
        return (way, result) -> {
            Optional<String> one = complaint(way, result);
            Optional<String> two = other.complaint(way, result);
            return one.isPresent() && two.isPresent()
                    ? Optional.of(one.get() + ", or " + two.get().replace("expected ", ""))
                    : Optional.empty();
        };
    }
}
