package io.github.claude4j.vertex;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sends what is for Google's own hosts to this machine, and notes what it was for. */
final class Elsewhere implements Transport {
    private final JdkTransport transport = JdkTransport.create();
    private final URI place;
    final List<String> asked = new CopyOnWriteArrayList<>();

    Elsewhere(URI place) {
        this.place = place;
    }

    @Override
    public Response send(Request request, Call call) throws IOException, InterruptedException {
        asked.add(request.url().toString());
        String query =
                request.url().getRawQuery() == null ? "" : "?" + request.url().getRawQuery();
        return transport.send(request.withUrl(URI.create(place + request.url().getRawPath() + query)), call);
    }

    @Override
    public void close() {
        transport.close();
    }
}
