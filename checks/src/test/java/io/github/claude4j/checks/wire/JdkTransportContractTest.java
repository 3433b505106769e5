package io.github.claude4j.checks.wire;

import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.testkit.junit.TransportContract;

class JdkTransportContractTest extends TransportContract {
    @Override
    protected Transport transport() {
        return JdkTransport.create();
    }
}
