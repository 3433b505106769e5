package io.github.claude4j.checks.wire;

import io.github.claude4j.http.Transport;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.testkit.junit.TransportContract;

class OkHttpTransportContractTest extends TransportContract {
    @Override
    protected Transport transport() {
        return OkHttpTransport.create();
    }
}
