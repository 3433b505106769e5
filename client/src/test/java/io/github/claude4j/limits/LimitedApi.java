package io.github.claude4j.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * The API as far as its limits go: buckets that fill without pause. A request counts, with its input, when it comes; what
 * it writes counts when it was written; a request that finds a bucket empty is answered with 429.
 */
final class LimitedApi implements Transport {
    private final SimulatedTime time;
    private final Random random = new Random(7);
    private final Bucket requests;
    private final Bucket input;
    private final Bucket output;
    private final int latencyMillis;

    int accepted;
    int refused;
    int flying;
    int mostFlying;

    LimitedApi(SimulatedTime time, long requests, long input, long output, int latencyMillis) {
        this.time = time;
        this.requests = new Bucket(requests);
        this.input = new Bucket(input);
        this.output = new Bucket(output);
        this.latencyMillis = latencyMillis;
    }

    private static final class Bucket {
        final long limit;
        double level;
        long at;

        Bucket(long limit) {
            this.limit = limit;
            this.level = limit;
        }

        void fill(long now) {
            level = Math.min(limit, level + (now - at) * (limit / 60e9));
            at = now;
        }
    }

    @Override
    public Response send(Request request, Call call) {
        JsonObject body = request.body().flatMap(sent -> sent.json()).orElseThrow();
        long reads = body.string("system").length() / 3;
        long most = body.longValue("max_tokens");
        long writes;
        time.sleep((long) (between(1, 20) * 1e6));
        synchronized (this) {
            fill();
            if (requests.level < 1 || input.level < reads || output.level <= 0) {
                refused++;
                return answer(429, "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\"}}");
            }
            requests.level -= 1;
            input.level -= reads;
            accepted++;
            flying++;
            mostFlying = Math.max(flying, mostFlying);
            writes = Math.max(1, (long) (most * (0.05 + 0.3 * random.nextDouble())));
        }
        time.sleep((long) (latencyMillis * 1e6 * between(0.5, 1.5)));
        synchronized (this) {
            flying--;
            fill();
            output.level -= writes;
            return answer(200, "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":"
                    + reads + ",\"output_tokens\":" + writes + "}}");
        }
    }

    private synchronized double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private void fill() {
        long now = time.nanos();
        requests.fill(now);
        input.fill(now);
        output.fill(now);
    }

    private Response answer(int status, String body) {
        Headers.Builder headers = Headers.builder().set("content-type", "application/json");
        describe(headers, "requests", requests, 1);
        describe(headers, "input-tokens", input, 1000);
        describe(headers, "output-tokens", output, 1000);
        if (status == 429) {
            headers.set("retry-after", "5");
        }
        return Response.of(status, headers.build(), body.getBytes(UTF_8));
    }

    private void describe(Headers.Builder headers, String name, Bucket bucket, int rounding) {
        long left = Math.max(0, Math.round(bucket.level / rounding) * rounding);
        Duration untilFull = Duration.ofMillis((long) ((bucket.limit - bucket.level) * 60_000 / bucket.limit));
        headers.set("anthropic-ratelimit-" + name + "-limit", Long.toString(bucket.limit))
                .set("anthropic-ratelimit-" + name + "-remaining", Long.toString(left))
                .set(
                        "anthropic-ratelimit-" + name + "-reset",
                        time.now().plus(untilFull).truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
