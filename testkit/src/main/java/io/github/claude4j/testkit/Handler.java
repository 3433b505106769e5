package io.github.claude4j.testkit;

import io.github.claude4j.testkit.HttpReader.Incoming;
import java.io.IOException;

/** What a server does with the requests that it reads. */
interface Handler {
    /** Answers one request; returns whether the connection can carry another. */
    boolean handle(Incoming incoming, Sender sender) throws IOException;

    /** The answer with what goes with every answer, such as a request id. */
    FakeResponse signed(FakeResponse response);
}
