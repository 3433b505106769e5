package io.github.claude4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {
    @Test
    void text_showsWhatHoldsNoCredentialAlone() {
        Headers headers = Headers.of(
                "Content-Type",
                "a",
                "anthropic-ratelimit-requests-limit",
                "5",
                "x-portkey-api-key",
                "hush",
                "Cookie",
                "hush");

        assertThat(headers)
                .hasToString(
                        "Content-Type: a, anthropic-ratelimit-requests-limit: 5, x-portkey-api-key: ***, Cookie: ***");
        assertThat(Headers.isShown("Request-Id")).isTrue();
        assertThat(Headers.isShown("helicone-auth")).isFalse();
    }

    @Test
    void ofTheJdk_leavesPseudoHeadersOut() {
        HttpHeaders given =
                HttpHeaders.of(Map.of(":status", List.of("200"), "x-a", List.of("1", "2")), (name, value) -> true);

        Headers headers = Headers.of(given);

        assertThat(headers.all("x-a")).containsExactly("1", "2");
        assertThat(headers.has(":status")).isFalse();
    }

    @Test
    void words_ofAList_areWithoutBlanks() {
        assertThat(Headers.words(" a,, b ,")).containsExactly("a", "b");
    }

    @Test
    void request_withAValueThatIsNotAscii_isRefused() {
        Operation operation = Operation.of("GET /x", "GET", "/x").build();
        Headers headers = Headers.of("x-name", "Zoë");

        assertThatThrownBy(() -> Request.of(operation, "GET", URI.create("http://127.0.0.1/x"), headers, null))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("x-name");
    }
}
