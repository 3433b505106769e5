package io.github.claude4j.aws.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is signed is what AWS signs: by vectors that lie beside the project, in {@code shared/vectors} next to its root. */
class SigV4Test {
    private static final String TIME = "20150830T123600Z";

    private static Path vectors() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve("vectors");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        String reason = "skipped: no shared/vectors beside " + start;
        System.out.println(reason);
        return Assumptions.abort(reason);
    }

    @TestFactory
    Stream<DynamicTest> signature_isThatOfTheVector() throws IOException {
        try (Stream<Path> folders = Files.list(vectors().resolve("sigv4"))) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        JsonObject context = JsonObject.parse(Files.readAllBytes(folder.resolve("context.json")));
        JsonObject key = context.object("credentials");
        String text = Files.readString(folder.resolve("request.txt"), UTF_8);
        int end = text.indexOf("\n\n");
        String[] head = (end < 0 ? text : text.substring(0, end)).split("\n");
        String target = head[0].substring(head[0].indexOf(' ') + 1, head[0].lastIndexOf(' '));
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        byte[] body = (end < 0 ? "" : text.substring(end + 2)).getBytes(UTF_8);
        String hash = SigV4.hash(ByteBuffer.wrap(body));

        Headers.Builder headers = headers(head).add("X-Amz-Date", TIME);
        if (key.has("token") && !context.optBoolean("omit_session_token").orElse(false)) {
            headers.add("X-Amz-Security-Token", key.string("token"));
        }
        if (context.booleanValue("sign_body")) {
            headers.add("x-amz-content-sha256", hash);
        }
        CanonicalRequest request = new CanonicalRequest(
                head[0].substring(0, head[0].indexOf(' ')),
                context.booleanValue("normalize") ? CanonicalRequest.normalized(path) : path,
                mark < 0 ? "" : target.substring(mark + 1),
                headers.build(),
                hash);

        assertThat(request.text()).isEqualTo(Files.readString(folder.resolve("header-canonical-request.txt"), UTF_8));
        assertThat(new SigV4(context.string("region"), context.string("service"))
                        .authorization(request, key.string("access_key_id"), key.string("secret_access_key"), TIME))
                .isEqualTo(authorization(folder));
    }

    /** Lines that begin with a blank go on with the one before. */
    private static Headers.Builder headers(String[] head) {
        Headers.Builder headers = Headers.builder();
        String name = "";
        String value = "";
        for (int i = 1; i < head.length; i++) {
            if (head[i].startsWith(" ")) {
                value += " " + head[i].strip();
            } else {
                if (!name.isEmpty()) {
                    headers.add(name, value);
                }
                name = head[i].substring(0, head[i].indexOf(':'));
                value = head[i].substring(head[i].indexOf(':') + 1);
            }
        }
        return headers.add(name, value);
    }

    private static String authorization(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("header-signed-request.txt"), UTF_8).stream()
                .filter(line -> line.startsWith("Authorization:"))
                .map(line -> line.substring("Authorization:".length()))
                .findFirst()
                .orElseThrow();
    }
}
