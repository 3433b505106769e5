package io.github.claude4j.testkit.internal.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a fake of AWS checks and writes is what AWS says: by vectors that lie beside the project, in
 * {@code shared/vectors} next to its root.
 */
class AwsSignaturesTest {
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
    Stream<DynamicTest> signature_ofAVector_isAccepted_andOfAnythingElseRefused() throws IOException {
        try (Stream<Path> folders = Files.list(vectors().resolve("sigv4"))) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        JsonObject context = JsonObject.parse(Files.readAllBytes(folder.resolve("context.json")));
        JsonObject credentials = context.object("credentials");
        AwsSignatures signatures = new AwsSignatures(
                credentials.string("access_key_id"),
                credentials.string("secret_access_key"),
                context.string("region"),
                context.string("service"),
                context.get("normalize").equals(true));
        Received request = request(Files.readString(folder.resolve("header-signed-request.txt"), UTF_8));

        assertThat(signatures.problem(request)).isEmpty();

        Received otherBody =
                new Received(request.method(), request.target(), request.headers(), "other".getBytes(UTF_8));
        Received otherMethod = new Received("PUT", request.target(), request.headers(), request.body());
        Received otherTarget = new Received(request.method(), "/other", request.headers(), request.body());
        assertThat(List.of(otherBody, otherMethod, otherTarget))
                .allMatch(other -> signatures.problem(other).isPresent());
    }

    /** A request as it is on the wire, but with line feeds alone. */
    private static Received request(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String name = "";
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].startsWith(" ")) {
                List<String> values = headers.get(name);
                values.set(values.size() - 1, values.get(values.size() - 1) + lines[i]);
            } else {
                name = lines[i].substring(0, lines[i].indexOf(':'));
                headers.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(lines[i].substring(lines[i].indexOf(':') + 1));
            }
        }
        String first = lines[0];
        return new Received(
                first.substring(0, first.indexOf(' ')),
                first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' ')),
                headers,
                (end < 0 ? "" : text.substring(end + 2)).getBytes(UTF_8));
    }

    @Test
    void frames_areThoseOfTheVectors() throws IOException {
        Map<String, String> vectors = new LinkedHashMap<>();
        for (String line : Files.readAllLines(vectors().resolve("eventstream.txt"))) {
            String[] parts = line.split(" ");
            vectors.put(parts[0] + parts[1], parts[2]);
        }
        byte[] json = "{'foo':'bar'}".getBytes(UTF_8);

        assertThat(hex(EventFrames.frame(Map.of(), new byte[0]))).isEqualTo(vectors.get("+empty"));
        assertThat(hex(EventFrames.frame(Map.of(), json))).isEqualTo(vectors.get("+payload"));
        assertThat(hex(EventFrames.frame(Map.of("content-type", "application/json"), json)))
                .isEqualTo(vectors.get("+str"));
        assertThat(hex(EventFrames.error("code", "message"))).isEqualTo(vectors.get("+error"));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
