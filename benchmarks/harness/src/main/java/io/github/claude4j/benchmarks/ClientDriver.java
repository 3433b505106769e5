package io.github.claude4j.benchmarks;

import java.util.concurrent.CompletionStage;

/**
 * One client under test. A driver does what a user of that client would do, with the client's defaults and nothing more: the
 * harness times, counts and checks. What a client cannot do is left out, and recorded as unsupported.
 *
 * <p>The name of the model selects what the server answers.
 */
public interface ClientDriver {
    /** Receives each piece of text, or of a tool's input, as the client hands it out. */
    interface DeltaSink {
        void accept(String delta);
    }

    /** Receives each result of a batch; the id is null where the client does not give it. */
    interface ResultSink {
        void accept(String customId, String text);
    }

    /** How the requests of a tool loop go out. */
    enum Loop {
        /** As the client does it where nothing is said. */
        DEFAULT,
        /** With the whole conversation in each. */
        WHOLE,
        /** With what is new; the API keeps the rest. */
        KEPT,
        /** As by default, the answers streamed. */
        STREAMED
    }

    /** Makes the client; the URL is like {@code http://127.0.0.1:1234}, without {@code /v1}. */
    void open(String baseUrl) throws Exception;

    /** Whether to measure the methods that return a stage instead of the blocking ones. */
    default boolean async() {
        return false;
    }

    /** Creates a message and gives the length of its text. */
    default int create(String model) throws Exception {
        throw new UnsupportedOperationException();
    }

    default CompletionStage<Integer> createAsync(String model) {
        throw new UnsupportedOperationException();
    }

    /** Streams a message and hands on its text. */
    default void streamText(String model, DeltaSink sink) throws Exception {
        throw new UnsupportedOperationException();
    }

    default CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        throw new UnsupportedOperationException();
    }

    /**
     * Streams a message, with what the client has for accumulating it, and gives the length of its text; of a tool's input,
     * something that shows that it is there.
     */
    default int streamMessage(String model) throws Exception {
        throw new UnsupportedOperationException();
    }

    default CompletionStage<Integer> streamMessageAsync(String model) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a tool of a class of three parts, one of them described, writes its definition as JSON, and reads an input as that
     * class: without a client, and without a network. Gives a number that shows that it was read.
     */
    default int firstTool() throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs a loop of a tool that was made of a class once, until the model has answered. Gives the length of the last answer's
     * text and the days that the tool was asked for, summed up.
     */
    default int toolLoop(String model, Loop how) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Downloads the results of a batch, one by one if the client can. */
    default void batchResults(String id, ResultSink sink) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Builds the big request, sends it and gives the length of the answer's text. */
    default int createBig(String model, BigRequest request) throws Exception {
        throw new UnsupportedOperationException();
    }
}
