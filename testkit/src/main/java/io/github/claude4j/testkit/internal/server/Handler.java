package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import java.io.IOException;

/** What a server does with the requests that it reads. */
public interface Handler {
    /** Answers one request; returns whether the connection can carry another. */
    boolean handle(Incoming incoming, Sender sender) throws IOException;

    /** The answer with what goes with every answer, such as a request id. */
    Answer signed(Answer response);
}
