import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.aws.ClaudeOnAws;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.bedrock.BedrockMantle;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.foundry.Foundry;
import io.github.claude4j.http.Backend;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.vertex.ClaudeOnGoogleCloud;
import io.github.claude4j.vertex.Vertex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What claude4j sends to clouds, beside what the official clients send: a server on loopback writes down the same requests of all, and
 * each difference has to stand in a table with a reason.
 *
 * <p>Arguments: the table, then for each official client a shell command that sends its requests to the URL in {@code $1}.
 */
final class Wire {
    private static final List<String> CLOUDS =
            List.of("bedrock", "mantle", "aws", "vertex", "google-cloud", "foundry");

    /** Left to the transport, which has to say them as they are. */
    private static final Set<String> FRAMING = Set.of("host", "connection", "content-length");

    /** By client, by cloud and case, by what it is: what was sent. */
    private final Map<String, Map<String, Map<String, String>>> sent = new ConcurrentHashMap<>();

    public static void main(String[] args) throws Exception {
        System.exit(new Wire().run(Path.of(args[0]), List.of(args).subList(1, args.length)) ? 0 : 1);
    }

    private boolean run(Path table, List<String> others) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::write);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        sendOurs(url);
        for (String other : others) {
            int code = new ProcessBuilder("sh", "-c", other, "sh", url).inheritIO().start().waitFor();
            if (code != 0) {
                System.out.println("FAIL  " + other);
                return false;
            }
        }
        server.stop(0);
        return isAsTold(table);
    }

    // --- what is sent by us

    private void sendOurs(String url) {
        for (String cloud : CLOUDS) {
            String model = cloud.equals("bedrock")
                    ? "us.anthropic.claude-opus-5-5-v1:0"
                    : cloud.equals("mantle") ? "anthropic.claude-opus-5-5" : "claude-opus-5-5";
            MessageCreateParams hello = hello(model);
            send(url, cloud, "create", claude -> claude.messages().create(hello));
            send(url, cloud, "stream", claude -> claude.messages().stream(hello).close());
            send(url, cloud, "betas", claude -> claude.with(o -> o.beta("one-2026-01-01,two-2026-01-01"))
                    .messages()
                    .create(hello));
            send(url, cloud, "user-profile", claude -> claude.with(o -> o.userProfileId("up_1"))
                    .messages()
                    .create(hello));
            if (cloud.equals("bedrock")) {
                String arn = "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123";
                send(url, cloud, "arn", claude -> claude.messages().create(hello(arn)));
            } else {
                send(url, cloud, "count", claude -> claude.messages().countTokens(hello));
            }
            if (cloud.equals("aws") || cloud.equals("google-cloud")) {
                send(url, cloud, "models", claude -> claude.models().list(p -> p.limit(2)
                        .afterId("a b/c+é")));
            }
        }
    }

    private interface Sending {
        void with(Claude claude);
    }

    private static void send(String url, String cloud, String name, Sending sending) {
        Backend backend = backend(cloud, url + "/ours/" + cloud + "/" + name);
        try (Claude claude = Claude.builder().backend(backend).maxRetries(0).build()) {
            sending.with(claude);
            throw new AssertionError(cloud + ", " + name + ": no BadRequestException");
        } catch (BadRequestException e) {
            // As it is to be.
        }
    }

    private static MessageCreateParams hello(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(64)
                .system("Be brief.")
                .addUserMessage("Hé </there> ✓")
                .build();
    }

    private static Backend backend(String cloud, String url) {
        AwsCredentials key = AwsCredentials.of("AKIAFAKECLAUDE", "fake-claude-secret");
        return switch (cloud) {
            case "bedrock" -> Bedrock.builder().baseUrl(url).region("us-west-2").credentials(key).build();
            case "mantle" ->
                BedrockMantle.builder().baseUrl(url + "/anthropic").region("us-west-2").credentials(key).build();
            case "aws" ->
                ClaudeOnAws.builder().baseUrl(url).region("us-west-2").credentials(key).workspaceId("wrkspc_1").build();
            case "vertex" ->
                Vertex.builder().baseUrl(url).region("us-east5").project("p").accessToken("t").build();
            case "google-cloud" ->
                ClaudeOnGoogleCloud.builder()
                        .baseUrl(url + "/v1/projects/p/locations/global/workspaces/w/invoke")
                        .accessToken("t")
                        .build();
            default -> Foundry.builder().baseUrl(url).apiKey("k").build();
        };
    }

    // --- writing down

    private void write(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().toString().split("/", 5);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> seen = new TreeMap<>();
        seen.put("request", exchange.getRequestMethod() + " /" + path[4]);
        exchange.getRequestHeaders().forEach((name, values) -> header(seen, name.toLowerCase(Locale.ROOT), values));
        if (body.length > 0) {
            String text = new String(body, UTF_8);
            JsonObject json = JsonObject.parse(text);
            seen.put("how the body is written", json.toJson().equals(text) ? "without blanks and needless escapes" : text);
            json.forEach((name, value) -> seen.put("body: " + name, sorted(value)));
        }
        sent.computeIfAbsent(path[1], client -> new ConcurrentHashMap<>()).put(path[2] + ": " + path[3], seen);
        byte[] answer = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"written down\"}}"
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(400, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The order of names means nothing. */
    private static String sorted(Object json) {
        if (json instanceof JsonObject object) {
            Map<String, String> members = new TreeMap<>();
            object.forEach((name, value) -> members.put(name, sorted(value)));
            return members.toString();
        }
        if (json instanceof JsonArray list) {
            return StreamSupport.stream(list.spliterator(), false)
                            .map(Wire::sorted)
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        String one = JsonArray.of(json).toJson();
        return one.substring(1, one.length() - 1);
    }

    /** What differs from run to run, or from version to version, is left out. */
    private static void header(Map<String, String> seen, String name, List<String> values) {
        String value = String.join(" + ", values);
        if (name.startsWith("x-stainless-")) {
            seen.put("header x-stainless-*", "some");
        } else if (name.equals("authorization") && value.startsWith("AWS4")) {
            String signed = value.replaceAll(".*SignedHeaders=([^,]*),.*", "$1");
            seen.put("signed for", value.replaceAll(".*/\\d{8}/([^,]*),.*", "$1"));
            seen.put(
                    "signed headers",
                    List.of(signed.split(";")).stream()
                            .filter(each -> !each.startsWith("x-stainless-"))
                            .collect(Collectors.joining(" ")));
        } else if (name.equals("x-amz-date") || name.equals("x-amz-content-sha256")) {
            seen.put("header " + name, "some");
        } else if (!FRAMING.contains(name)) {
            seen.put("header " + name, name.equals("user-agent") ? "some" : value);
        }
    }

    // --- differences

    /** One difference: what ours is and what theirs is. */
    private record Difference(String client, String what, String ours, String theirs) {}

    private boolean isAsTold(Path table) throws IOException {
        Map<Difference, Set<String>> found = new LinkedHashMap<>();
        Map<String, Map<String, String>> ours = sent.get("ours");
        for (String client : new TreeSet<>(sent.keySet())) {
            if (!client.equals("ours")) {
                Map<String, Map<String, String>> theirs = sent.get(client);
                if (!ours.keySet().equals(theirs.keySet())) {
                    throw new AssertionError(client + " sent " + theirs.keySet());
                }
                compare(client, ours, theirs, found);
            }
        }
        List<String> rows = new ArrayList<>();
        found.forEach((each, places) -> rows.add(String.join(
                " | ", each.client(), each.what(), where(places, ours.keySet()), shown(each.ours()), shown(each.theirs()))));
        return check(rows, table);
    }

    private static void compare(
            String client,
            Map<String, Map<String, String>> ours,
            Map<String, Map<String, String>> theirs,
            Map<Difference, Set<String>> found) {
        Set<String> whats = new TreeSet<>();
        List.of(ours, theirs).forEach(all -> all.values().forEach(one -> whats.addAll(one.keySet())));
        for (String what : whats) {
            for (String place : new TreeSet<>(ours.keySet())) {
                String our = ours.get(place).get(what);
                String their = theirs.get(place).get(what);
                if (!Objects.equals(our, their)) {
                    Difference difference = new Difference(
                            client, what, Objects.requireNonNullElse(our, "–"), Objects.requireNonNullElse(their, "–"));
                    found.computeIfAbsent(difference, none -> new TreeSet<>()).add(place);
                }
            }
        }
    }

    /** Clouds, with cases only where it is not all that there are. */
    private static String where(Set<String> places, Set<String> all) {
        if (places.equals(all)) {
            return "everywhere";
        }
        List<String> named = new ArrayList<>();
        for (String cloud : CLOUDS) {
            Set<String> here = of(cloud, places);
            if (!here.isEmpty()) {
                named.add(here.equals(of(cloud, all)) ? cloud : cloud + " (" + String.join(", ", here) + ")");
            }
        }
        return String.join(", ", named);
    }

    private static Set<String> of(String cloud, Set<String> places) {
        String start = cloud + ": ";
        return places.stream()
                .filter(place -> place.startsWith(start))
                .map(place -> place.substring(start.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shown(String value) {
        return value.equals("–") ? value : "`" + value.replace("|", "\\|") + "`";
    }

    /** Each row of the table ends with its reason. Rows of clients that did not run are left alone. */
    private boolean check(List<String> rows, Path table) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table)) {
            int end = line.lastIndexOf(" | ");
            boolean row = end > 0 && sent.containsKey(line.substring(2).split(" \\| ")[0]);
            if (row) {
                told.put(line.substring(2, end), line.substring(end + 3).replaceAll(" \\|$", "").strip());
            }
        }
        boolean good = true;
        for (String row : rows) {
            String reason = told.remove(row);
            if (reason == null || reason.isEmpty()) {
                good = false;
                System.out.println("FAIL  new, or without a reason:\n| " + row + " | " + (reason == null ? "" : reason) + " |");
            }
        }
        for (String row : told.keySet()) {
            good = false;
            System.out.println("FAIL  not so any more:\n| " + row + " |");
        }
        System.out.println(
                "On the wire: " + (good ? rows.size() + " differences, each with its reason" : "not as " + table + " says"));
        return good;
    }
}
