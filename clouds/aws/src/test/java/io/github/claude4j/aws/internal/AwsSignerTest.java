package io.github.claude4j.aws.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.http.Headers;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signatures are those that AWS's own signer makes of the same requests. */
class AwsSignerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "POST|/model/anthropic.claude-opus-4-8/invoke|{\"a\":1}",
                "POST|/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/invoke-with-response-stream|{\"a\":\"é\"}",
                "POST|/model/arn:aws:bedrock:us-east-2:123456789012:application-inference-profile%2Fabc/invoke|{}",
                "POST|/model/arn%3Aaws%3Abedrock%3Aus-east-2%3A123%3Ainference-profile%2Fx/count-tokens|{}",
                "POST|/a//b/./c/../model/%C3%A9%20x~y/invoke|{}",
                "GET|/v1/models?after_id=a%20b%2Fc%2Bd%3D%C3%A9&limit=7|-",
                "GET|/v1/models?b=2&a=2&a=1&flag&empty=|-",
                "DELETE|/v1/files/file_1|-",
                "GET|/|-"
            })
    void signature_isThatOfAwss(String method, String target, String body) {
        Instant time = Instant.parse("2026-11-29T12:34:56Z");
        byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
        URI url = URI.create("https://bedrock-runtime.us-east-2.amazonaws.com" + target);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .uri(url)
                .method(SdkHttpMethod.fromValue(method))
                .putHeader("Accept", "application/json")
                .putHeader("X-Amzn-Bedrock-GuardrailIdentifier", "a   b");
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(AwsSessionCredentialsIdentity.create("AKIDEXAMPLE", "secret", "token"))
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-2")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request();
        Headers.Builder headers = Headers.builder();
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("authorization")) {
                values.forEach(value -> headers.add(name, value));
            }
        });
        CanonicalRequest ours = new CanonicalRequest(
                method,
                CanonicalRequest.normalized(url.getRawPath()),
                url.getRawQuery() == null ? "" : url.getRawQuery(),
                headers.build(),
                SigV4.hash(ByteBuffer.wrap(bytes)));

        assertThat(new SigV4("us-east-2", "bedrock").authorization(ours, "AKIDEXAMPLE", "secret", "20261129T123456Z"))
                .isEqualTo(signed.firstMatchingHeader("Authorization").orElseThrow());
    }
}
