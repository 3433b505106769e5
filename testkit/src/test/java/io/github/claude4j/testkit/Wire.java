package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A raw connection to a fake, to see what is really on the wire. */
final class Wire implements AutoCloseable {
    /** How a connection was found to end. */
    enum Ending {
        CLOSED,
        RESET,
        STILL_OPEN
    }

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Wire(FakeClaude fake) throws IOException {
        socket = new Socket(fake.url().getHost(), fake.url().getPort());
    }

    /** Sends a streaming request for a message. */
    static Wire stream(FakeClaude fake) throws IOException {
        return new Wire(fake).send(Http.HELLO.with("stream", true));
    }

    Wire send(JsonObject body) throws IOException {
        byte[] bytes = body.toJson().getBytes(StandardCharsets.UTF_8);
        return send("POST /v1/messages HTTP/1.1\r\nHost: x\r\nX-Api-Key: k\r\nanthropic-version: 2026-10-21\r\n"
                + "content-length: " + bytes.length + "\r\n\r\n" + body.toJson());
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads until the connection ends, or until nothing comes for that long. */
    Ending read(int millis) throws IOException {
        socket.setSoTimeout(millis);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.write(buffer, 0, read);
            }
            return Ending.CLOSED;
        } catch (java.net.SocketTimeoutException e) {
            return Ending.STILL_OPEN;
        } catch (java.net.SocketException e) {
            return Ending.RESET;
        }
    }

    String text() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** The types of the events that came whole. */
    List<String> events() {
        List<String> types = new ArrayList<>();
        for (String line : text().split("\r?\n")) {
            if (line.startsWith("data: ") && line.endsWith("}")) {
                types.add(JsonObject.parse(line.substring(6)).string("type"));
            }
        }
        return types;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
