package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.cloud.Cloud;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Sender;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.things.Understood;
import java.io.IOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what is answered to a request: a standing rule, a refusal, a step of the script, or the default. */
public final class Api implements Handler {
    private static final String ORGANIZATION = "217a607f-0000-4000-8000-00000000fa4e";
    private static final String[] LIMITS = {"requests", "tokens", "input-tokens", "output-tokens"};
    private static final long[] AMOUNTS = {4_000, 2_400_000, 2_000_000, 400_000};

    private final Settings settings;
    private final FakeClock clock;
    private final Requests requests;
    private final Script script;
    private final Supplier<URI> url;
    private final Control control;
    private final Cloud cloud;
    private volatile Ids requestIds = new Ids();
    private final AtomicLong messages = new AtomicLong();
    private volatile @Nullable Endpoints endpoints;

    public Api(Settings settings, FakeClock clock, Requests requests, Script script, Supplier<URI> url, Cloud cloud) {
        this.settings = settings;
        this.clock = clock;
        this.requests = requests;
        this.script = script;
        this.url = url;
        control = new Control(this, settings, clock, requests, script);
        this.cloud = cloud;
    }

    /** Made at the first request, because starting a fake must not wait for the spec. */
    public Endpoints endpoints() {
        Endpoints ready = endpoints;
        if (ready == null) {
            synchronized (this) {
                ready = endpoints;
                if (ready == null) {
                    ready = new Endpoints(settings, clock, new Ids(), url.get(), script);
                    endpoints = ready;
                }
            }
        }
        return ready;
    }

    /** Whether a request is one to the API, and not one to the fake itself. */
    public static boolean isApi(Received request) {
        return !Control.isFor(request);
    }

    /** Does what is due by the clock, without being asked for anything. */
    public void timePassed() {
        Endpoints ready = endpoints;
        if (ready != null) {
            ready.timePassed();
        }
    }

    /** Goes back to the start: as if nothing had been scripted, asked, created, and no time let pass. */
    public synchronized void clear() {
        script.clear();
        requests.clear();
        clock.reset();
        endpoints = null;
        requestIds = new Ids();
        messages.set(0);
    }

    @Override
    public boolean handle(Incoming incoming, Sender sender) throws IOException {
        Received request = incoming.request();
        Plan.Reply answer = Control.isFor(request) ? answer(request) : asked(request);
        boolean bare = incoming.request().method().equals("HEAD");
        Answer response = bare ? answer.response().withoutBody() : answer.response();
        return sender.send(response, answer.delivery(), incoming.keepAlive(), incoming.chunks());
    }

    private Plan.Reply asked(Received request) {
        Plan.Reply answer;
        try {
            answer = answer(cloud.asked(request));
        } catch (Refusal e) {
            requests.add(request);
            answer = Plan.Reply.plain(signed(Answer.of(e)));
        } catch (InvalidDataException e) {
            requests.add(request);
            answer = Plan.Reply.plain(signed(Answer.error(400, ApiErrors.type(400), String.valueOf(e.getMessage()))));
        }
        return new Plan.Reply(cloud.told(answer.response(), request), answer.delivery());
    }

    private Plan.Reply answer(Received request) {
        Plan.Reply answer;
        try {
            answer = Control.isFor(request) ? Plan.Reply.plain(control.answer(request)) : decide(request);
        } catch (Refusal e) {
            answer = Plan.Reply.plain(Answer.of(e));
        } catch (InvalidDataException e) {
            answer = Plan.Reply.plain(Answer.error(400, ApiErrors.type(400), String.valueOf(e.getMessage())));
        } catch (RuntimeException | AssertionError e) {
            // A function of the test failed: its author should read why, and not wait for an answer.
            answer = Plan.Reply.plain(Answer.error(500, ApiErrors.type(500), "FakeClaude: " + e));
        }
        boolean message = request.path().startsWith(Condition.MESSAGES);
        Answer signed = crossOrigin(request, signed(answer.response()));
        return new Plan.Reply(message ? limited(signed) : signed, answer.delivery());
    }

    private Plan.Reply decide(Received request) {
        requests.add(request);
        Answer ruled = script.ruled(request);
        if (ruled != null) {
            return Plan.Reply.plain(ruled);
        }
        if (request.method().equals("OPTIONS")) {
            return Plan.Reply.plain(endpoints().options(request));
        }
        Understood call = endpoints().call(request);
        Plan plan = script.next(request);
        JsonObject body = call == null ? JsonObject.of() : call.body();
        Answer response = plan == null ? null : scripted(plan, request, body);
        if (response == null) {
            response = call == null
                    ? endpoints().noOperation(request)
                    : endpoints().answer(call);
        }
        if (plan == null) {
            return Plan.Reply.plain(response);
        }
        String missed = plan.delivery().missed(response);
        if (missed != null) {
            script.missed(missed + ": " + plan);
        }
        return Plan.Reply.of(response, plan.delivery());
    }

    /** What is wrong with a script is not the fault of the request that has met it. */
    private @Nullable Answer scripted(Plan plan, Received request, JsonObject body) {
        try {
            return plan.source().answer(endpoints(), request, body);
        } catch (InvalidDataException e) {
            throw new IllegalStateException("the script has " + plan + " that is no message: " + e.getMessage(), e);
        }
    }

    /** The answer with what the API adds to each; a proxy's page has none of it. */
    @Override
    public Answer signed(Answer response) {
        String type = response.headers().getOrDefault("content-type", "");
        if (type.equals("text/html")) {
            return response;
        }
        String id = response.headers().getOrDefault("request-id", requestIds.next("request"));
        Answer signed = response;
        if (response.status() >= 400 && type.startsWith("application/json")) {
            signed = withRequestId(response, id);
        }
        return signed.header("request-id", id).header("anthropic-organization-id", ORGANIZATION);
    }

    private static Answer withRequestId(Answer response, String id) {
        try {
            JsonObject body = JsonObject.parse(response.body());
            boolean lacks = "error".equals(body.get("type")) && !body.has("request_id");
            return lacks ? response.body(body.with("request_id", id)) : response;
        } catch (InvalidDataException e) {
            // A script may send broken JSON on purpose.
            return response;
        }
    }

    /** A browser shows an answer only to a page that it is told to show it to; the server lets in no others. */
    private static Answer crossOrigin(Received request, Answer answer) {
        String origin = request.header("origin").orElse("");
        if (origin.isEmpty()) {
            return answer;
        }
        Answer shown = answer.header("access-control-allow-origin", origin).header("vary", "origin");
        String headers = request.header("access-control-request-headers").orElse("");
        return request.method().equals("OPTIONS")
                ? shown.header("access-control-allow-methods", "GET, POST, DELETE")
                        .header("access-control-allow-headers", headers)
                : shown.header("access-control-expose-headers", "*");
    }

    private Answer limited(Answer response) {
        Answer limited = response;
        long used = messages.incrementAndGet();
        String reset = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        for (int i = 0; i < LIMITS.length; i++) {
            String prefix = "anthropic-ratelimit-" + LIMITS[i];
            limited = limited.header(prefix + "-limit", Long.toString(AMOUNTS[i]))
                    .header(prefix + "-remaining", Long.toString(Math.max(0, AMOUNTS[i] - used)))
                    .header(prefix + "-reset", reset);
        }
        return limited;
    }
}
