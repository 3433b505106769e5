package io.github.claude4j.benchmarks.claude4j;

import io.github.claude4j.Claude;
import io.github.claude4j.socket.SocketTransport;

/** claude4j over sockets, blocking, with its defaults. */
public final class Claude4jSocketDriver extends Claude4jDriver {
    @Override
    protected Claude.Builder options(String baseUrl) {
        return super.options(baseUrl).transport(SocketTransport.create());
    }
}
