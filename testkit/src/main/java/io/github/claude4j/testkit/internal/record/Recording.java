package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.testkit.internal.server.Received;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Takes note of one answer while it is passed on. */
interface Recording {
    /** Takes note of nothing. */
    Recording NONE = new Recording() {};

    default void begin(int status, Map<String, String> headers) {}

    default void pass(byte[] bytes) {}

    default void end(boolean cut) {}

    /** Puts the exchange into its place in a cassette. An answer in one piece that was cut is none to be replayed. */
    final class Into implements Recording {
        private final Cassette cassette;
        private final int place;
        private final Received request;
        private final Redaction redaction;
        private final EventTap tap = new EventTap();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;
        private Map<String, String> headers = Map.of();

        Into(Cassette cassette, int place, Received request, Redaction redaction) {
            this.cassette = cassette;
            this.place = place;
            this.request = request;
            this.redaction = redaction;
        }

        @Override
        public void begin(int status, Map<String, String> headers) {
            this.status = status;
            this.headers = headers;
        }

        @Override
        public void pass(byte[] bytes) {
            if (isStream()) {
                tap.pass(bytes);
            } else {
                body.writeBytes(bytes);
            }
        }

        @Override
        public void end(boolean cut) {
            if (isStream()) {
                cassette.set(place, CassetteEntry.of(request, status, headers, tap.events(), cut, redaction));
            } else if (!cut) {
                cassette.set(place, CassetteEntry.of(request, status, headers, body.toByteArray(), redaction));
            }
        }

        private boolean isStream() {
            return headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        }
    }
}
