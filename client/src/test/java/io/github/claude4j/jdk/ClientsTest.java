package io.github.claude4j.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many clients of the JDK are kept, whatever limits calls ask for. */
class ClientsTest {
    @Test
    void limitsToConnect_thatAreAllDifferent_keepAFewClients() {
        List<Duration> made = new ArrayList<>();
        try (Clients clients = new Clients(limit -> {
            made.add(limit);
            return HttpClient.newHttpClient();
        })) {
            Clients.Lease usual = clients.lease(Duration.ofSeconds(10));
            for (int i = 1; i <= 20; i++) {
                clients.lease(Duration.ofMillis(i)).end();
                Clients.Lease again = clients.lease(Duration.ofSeconds(10));
                assertThat(again).as("what is used stays").isSameAs(usual);
                again.end();
            }
            usual.end();

            assertThat(clients.count()).isEqualTo(Clients.MOST);
            assertThat(made).hasSize(21);
        }
    }
}
