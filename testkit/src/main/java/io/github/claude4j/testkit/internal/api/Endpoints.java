package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Finding;
import io.github.claude4j.lint.Lint;
import io.github.claude4j.testkit.internal.messages.Brain;
import io.github.claude4j.testkit.internal.messages.Dialogue;
import io.github.claude4j.testkit.internal.messages.McpServers;
import io.github.claude4j.testkit.internal.messages.Messages;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.OlderForm;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import io.github.claude4j.testkit.internal.things.Batches;
import io.github.claude4j.testkit.internal.things.FileStore;
import io.github.claude4j.testkit.internal.things.Models;
import io.github.claude4j.testkit.internal.things.Pages;
import io.github.claude4j.testkit.internal.things.ReadyMadeSkills;
import io.github.claude4j.testkit.internal.things.References;
import io.github.claude4j.testkit.internal.things.Things;
import io.github.claude4j.testkit.internal.things.Understood;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers every operation of the API. */
public final class Endpoints {
    private final Spec spec = Spec.get();
    private final boolean strict;
    private final Script script;
    private final Samples samples;
    private final Checks checks;
    private final Messages messages;
    private final Models models;
    private final FileStore files;
    private final Batches batches;
    private final Things things;
    private final References references;
    private final Supplier<Managed> making;
    private @Nullable Managed managed;
    private final Brain brain;

    Endpoints(Settings settings, Clock clock, Ids ids, URI url, Script script) {
        this.strict = settings.strict();
        this.script = script;
        brain = new Brain(settings.callsTools());
        samples = new Samples(spec, ids, clock);
        checks = new Checks(spec, strict);
        models = new Models(spec, samples);
        files = new FileStore(spec, ids, samples, clock, strict);
        things = new Things(spec, ids, samples, strict);
        ReadyMadeSkills.addTo(things.store());
        references = new References(files, things);
        messages = new Messages(spec, ids, samples, clock, references::loaded);
        batches = new Batches(spec, ids, samples, clock, strict, url, script.batches, this::batched);
        making = () -> new Managed(spec, things, references, script.agent, clock, url);
    }

    /** Does what is due by the clock. */
    void timePassed() {
        managed().timePassed();
    }

    /** Made when it is first needed: messages alone need none of it. */
    private synchronized Managed managed() {
        Managed ready = managed;
        if (ready == null) {
            ready = making.get();
            managed = ready;
        }
        return ready;
    }

    public Messages messages() {
        return messages;
    }

    public FileStore files() {
        return files;
    }

    /** The call that a request makes, checked if the fake is strict; null when there is no such operation. */
    @Nullable
    Understood call(Received request) {
        checks.headers(request);
        SpecOperation operation = spec.match(request.method(), request.segments());
        if (operation == null) {
            return null;
        }
        Understood call = checks.call(operation, request);
        if (strict && (is(call, "messages.create") || is(call, "messages.count_tokens"))) {
            checkMessage(request, call.body());
        }
        return call;
    }

    private void checkMessage(Received request, JsonObject body) {
        for (Finding finding : Lint.of(body)) {
            if (finding.isRefused()) {
                throw Refusal.invalid(finding.apiMessage());
            }
        }
        String problem = McpServers.problem(body, request.listed("anthropic-beta"));
        if (problem != null) {
            throw Refusal.invalid(problem);
        }
        String model = new Dialogue(body).model();
        if (!models.knows(model)) {
            throw Refusal.notFound("model: " + model);
        }
        references.checkMessage(body);
    }

    /** What an unknown path or verb gets. */
    Answer noOperation(Received request) {
        String verbs = spec.verbs(request.segments());
        return verbs.isEmpty() ? Answer.error(404) : Answer.error(405).header("allow", verbs);
    }

    /** Which verbs go with a path; nobody needs credentials to ask. */
    Answer options(Received request) {
        String verbs = spec.verbs(request.segments());
        return verbs.isEmpty()
                ? Answer.error(404)
                : Answer.of(200, "text/plain", "").header("allow", verbs);
    }

    /** The answer that comes without a script. Without strictness whatever the API would refuse is answered too. */
    Answer answer(Understood call) {
        try {
            return asAskedFor(call, asTheApi(call));
        } catch (Refusal e) {
            if (strict) {
                throw e;
            }
            boolean page = call.operation().pageOf() != null && call.query().has("page");
            return page ? answer(call.with(call.query().without("page"))) : asAskedFor(call, plain(call));
        }
    }

    /** The same answer, in an older form if the request asks for it. */
    private Answer asAskedFor(Understood call, Answer answer) {
        OlderForm older = checks.olderForm(call.operation(), call.request());
        boolean json = "application/json".equals(answer.headers().get("content-type"));
        return older == null || !json
                ? answer
                : answer.body(older.answer(call.operation(), JsonObject.parse(answer.body())));
    }

    private Answer asTheApi(Understood call) {
        SpecOperation operation = call.operation();
        String name = operation.name();
        if (name.equals("messages.create")) {
            return messages.answer(call.body(), partial(call.body()));
        }
        if (name.equals("messages.count_tokens")) {
            return Answer.json(tokens(operation, call.body()));
        }
        if (name.startsWith("messages.batches.")) {
            return batches.answer(call);
        }
        if (name.startsWith("models.")) {
            return models(call);
        }
        if (name.startsWith("files.")) {
            return files.answer(call);
        }
        Answer answer = managed().answer(call);
        return answer != null ? answer : plain(call);
    }

    /** What has no rules of its own, by its routes and types alone. */
    private Answer plain(Understood call) {
        SpecOperation operation = call.operation();
        if (operation.streams() != null) {
            return Answer.events(List.of(samples.object(operation.streams())));
        }
        if (operation.lines() != null) {
            return Answer.of(
                    200,
                    "application/x-jsonl",
                    samples.object(operation.lines()).toJson() + "\n");
        }
        if (operation.binary()) {
            byte[] content = ("content of " + call.request().path() + "\n").getBytes(StandardCharsets.UTF_8);
            return Answer.of(200, "application/octet-stream", content);
        }
        return things.answer(call);
    }

    private JsonObject tokens(SpecOperation operation, JsonObject body) {
        long tokens = new Dialogue(body).inputTokens();
        JsonObject count = samples.answer(operation).with("input_tokens", tokens);
        return body.get("context_management") == null
                ? count
                : count.with("context_management", JsonObject.of("original_input_tokens", tokens));
    }

    private Answer models(Understood call) {
        if (is(call, "models.retrieve")) {
            return Answer.json(models.retrieve(call.id().orElse("")));
        }
        List<JsonObject> list = Models.filter(models.list(), call.query());
        return Answer.json(Pages.of(call.operation(), list, call.query(), samples.now()));
    }

    private JsonObject partial(JsonObject body) {
        JsonObject ruled = script.ruledMessage(body);
        return ruled != null ? ruled : brain.answer(body);
    }

    /** One request of a batch: what is wrong with it fails only itself. */
    private JsonObject batched(Received request, JsonObject params, @Nullable JsonObject scripted) {
        String problem = checks.problem("messages.create", request, params);
        if (problem != null) {
            throw Refusal.invalid(problem);
        }
        if (strict) {
            checkMessage(request, params);
        }
        Plan plan = scripted == null ? script.nextWhole(params) : null;
        Answer answer = plan == null ? null : plan.source().answer(this, request, params);
        return answer != null
                ? message(answer)
                : messages.message(params, scripted != null ? scripted : partial(params));
    }

    /** The message that an answer to a single request says; an error fails that request of the batch. */
    private static JsonObject message(Answer answer) {
        boolean json = answer.events() == null && answer.feed() == null;
        JsonObject body = json ? JsonObject.parse(answer.body()) : JsonObject.of();
        if (answer.status() < 400 && json) {
            return body;
        }
        JsonObject error = body.optObject("error").orElse(JsonObject.of());
        throw Refusal.of(
                json ? answer.status() : 500,
                error.optString("type").orElse("api_error"),
                error.optString("message").orElse("FakeClaude: only a message or an error can answer in a batch"));
    }

    private static boolean is(Understood call, String operation) {
        return call.operation().name().equals(operation);
    }
}
