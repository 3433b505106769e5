package io.github.claude4j.checks.wire;

import io.github.claude4j.http.Transport;
import io.github.claude4j.socket.SocketTransport;
import io.github.claude4j.testkit.junit.TransportContract;

class SocketTransportContractTest extends TransportContract {
    @Override
    protected Transport transport() {
        return SocketTransport.create();
    }
}
