package io.github.claude4j.testkit.internal.things;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules that single kinds of things have. */
class RulesTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake)
            .header(
                    "anthropic-beta",
                    "managed-agents-2026-04-01,agent-memory-2026-07-22,dreaming-2026-04-21,efs-2026-10-01,"
                            + "user-profiles-2026-09-04,google-managed-data-controls-2026-09-01");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void agents_haveVersions() {
        JsonObject agent = post("/v1/agents", JsonObject.of("name", "a", "model", "claude-opus-5-5"));
        String path = "/v1/agents/" + agent.string("id");
        assertThat(agent.longValue("version")).isEqualTo(1);
        assertThat(agent.object("model").string("id")).isEqualTo("claude-opus-5-5");

        assertThat(post(path, JsonObject.of("name", "a")).longValue("version")).isEqualTo(1);
        assertThat(post(path, JsonObject.of("name", "b", "version", 1)).longValue("version"))
                .isEqualTo(2);
        HttpResponse<String> late = http.post(path, JsonObject.of("name", "c", "version", 1));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("conflict_error");
        assertThat(get(path + "?version=1").string("name")).isEqualTo("a");
        assertThat(get(path + "/versions").array("data").size()).isEqualTo(2);
        post(path + "/archive", JsonObject.of());
        assertThat(http.post(path, JsonObject.of("name", "d")).statusCode()).isEqualTo(400);
        assertThat(get("/v1/agents").array("data")).isEmpty();
        assertThat(get("/v1/agents?include_archived=true").array("data").size()).isEqualTo(1);
    }

    @Test
    void secrets_areNeverTold() {
        String vault = "/v1/vaults/"
                + post("/v1/vaults", JsonObject.of("display_name", "v")).string("id");
        JsonObject auth = JsonObject.of("type", "static_bearer", "mcp_server_url", "https://m", "token", "t0psecret");
        JsonObject credential = post(vault + "/credentials", JsonObject.of("auth", auth));
        String path = vault + "/credentials/" + credential.string("id");
        JsonObject update = JsonObject.of("auth", JsonObject.of("type", "static_bearer", "token", "0ther"));

        assertThat(credential.object("auth")).isEqualTo(auth.without("token"));
        assertThat(post(path, update).object("auth")).isEqualTo(auth.without("token"));
        assertThat(get(path).toJson() + get(vault + "/credentials")).doesNotContain("t0psecret", "0ther");
        post(vault + "/archive", JsonObject.of());
        assertThat(http.post(vault + "/credentials", JsonObject.of("auth", auth))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void memories_haveVersionsPathsAndPreconditions() {
        String store = "/v1/memory_stores/"
                + post("/v1/memory_stores", JsonObject.of("name", "m")).string("id");
        JsonObject memory = post(store + "/memories", JsonObject.of("path", "/a/b", "content", "one"));
        String path = store + "/memories/" + memory.string("id");
        assertThat(memory.string("content_sha256")).hasSize(64);
        assertThat(memory.longValue("content_size_bytes")).isEqualTo(3);

        HttpResponse<String> taken = http.post(store + "/memories", JsonObject.of("path", "/a/b", "content", "two"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(JsonObject.parse(taken.body()).object("error").without("message"))
                .isEqualTo(JsonObject.of(
                        "type",
                        "memory_path_conflict_error",
                        "conflicting_memory_id",
                        memory.get("id"),
                        "conflicting_path",
                        "/a/b"));
        assertThat(http.post(store + "/memories", JsonObject.of("path", "/a/b/c", "content", "two"))
                        .statusCode())
                .isEqualTo(409);
        JsonObject guard = JsonObject.of("type", "content_sha256", "content_sha256", memory.string("content_sha256"));
        JsonObject change = JsonObject.of("content", "two", "precondition", guard);
        post(path, change);
        HttpResponse<String> late = http.post(path, change);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("memory_precondition_failed_error");

        assertThat(get(store + "/memories?depth=1").array("data"))
                .containsExactly(JsonObject.of("type", "memory_prefix", "path", "/a/"));
        assertThat(get(store + "/memories?path_prefix=/a/&view=full").toJson()).contains("\"two\"");
        http.send("DELETE", path, "");
        List<JsonObject> versions =
                Blocks.objects(get(store + "/memory_versions").get("data"));
        assertThat(versions)
                .extracting(version -> version.get("operation"))
                .containsExactly("deleted", "modified", "created");
        String first = store + "/memory_versions/" + versions.get(2).string("id");
        assertThat(post(first + "/redact", JsonObject.of()).get("content")).isNull();
        assertThat(get(first).get("redacted_at")).isNotNull();
    }

    @Test
    void deployments_runAndPause() {
        String agent = post("/v1/agents", JsonObject.of("name", "a", "model", "claude-opus-5-5"))
                .string("id");
        String environment =
                post("/v1/environments", JsonObject.of("name", "e")).string("id");
        JsonObject message = JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text("Go")));
        JsonObject deployment = post(
                "/v1/deployments",
                JsonObject.of("name", "d", "agent", agent, "environment_id", environment)
                        .with("initial_events", JsonArray.of(message)));
        String path = "/v1/deployments/" + deployment.string("id");
        assertThat(deployment.object("agent").longValue("version")).isEqualTo(1);
        assertThat(post(path + "/pause", JsonObject.of())
                        .object("paused_reason")
                        .string("type"))
                .isEqualTo("manual");
        assertThat(post(path + "/unpause", JsonObject.of()).get("paused_reason"))
                .isNull();

        JsonObject run = post(path + "/run", JsonObject.of());
        assertThat(get("/v1/sessions/" + run.string("session_id")).string("deployment_id"))
                .isEqualTo(deployment.string("id"));
        post("/v1/environments/" + environment + "/archive", JsonObject.of());
        JsonObject failed = post(path + "/run", JsonObject.of());
        assertThat(failed.object("error").string("type")).isEqualTo("environment_archived_error");
        assertThat(get("/v1/deployment_runs?has_error=true").array("data")).containsExactly(failed);
        assertThat(get("/v1/deployment_runs/" + run.string("id"))).isEqualTo(run);
    }

    @Test
    void selfHostedEnvironments_handOutWork() {
        String work = work();
        assertThat(get(work + "/stats").longValue("depth")).isEqualTo(1);

        JsonObject item = get(work + "/poll?block_ms=1");
        String path = work + "/" + item.string("id");
        assertThat(item.object("data").string("id")).startsWith("sesn_");
        assertThat(new String(Base64.getUrlDecoder().decode(item.string("secret")), StandardCharsets.UTF_8))
                .contains("sessions_token", fake.url().toString());
        assertThat(get(path).get("secret")).isNull();
        assertThat(get(work + "/stats").longValue("pending")).isEqualTo(1);
        assertThat(post(path + "/ack", JsonObject.of()).get("acknowledged_at")).isNotNull();
        JsonObject beat = post(path + "/heartbeat?expected_last_heartbeat=NO_HEARTBEAT", JsonObject.of());
        assertThat(beat.string("state")).isEqualTo("active");
        HttpResponse<String> stolen =
                http.post(path + "/heartbeat?expected_last_heartbeat=NO_HEARTBEAT", JsonObject.of());
        assertThat(stolen.statusCode()).isEqualTo(412);
        assertThat(stolen.body()).contains("heartbeat_precondition_failed", beat.string("last_heartbeat"));
        post(path + "/heartbeat?expected_last_heartbeat=" + beat.string("last_heartbeat"), JsonObject.of());

        assertThat(post(path + "/stop", JsonObject.of()).string("state")).isEqualTo("stopping");
        assertThat(post(path + "/stop", JsonObject.of("force", true)).string("state"))
                .isEqualTo("stopped");
        assertThat(http.post(path + "/stop", JsonObject.of("force", true)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void worker_sendsTheResultsOfItsTools() {
        JsonObject item = get(work() + "/poll");
        String events = "/v1/sessions/" + item.object("data").string("id") + "/events";
        JsonObject use = Blocks.objects(get(events + "?types[]=agent.tool_use").get("data"))
                .get(0);
        post(
                events,
                JsonObject.of(
                        "events",
                        JsonArray.of(JsonObject.of(
                                "type",
                                "user.tool_result",
                                "tool_use_id",
                                use.string("id"),
                                "content",
                                JsonArray.of(Blocks.text("a.txt"))))));
        assertThat(get(events).toJson()).contains("The tool bash answered: a.txt");
    }

    /** The path of the work of a self-hosted environment in which a session has just called a tool. */
    private String work() {
        String agent = post(
                        "/v1/agents",
                        JsonObject.of("name", "a", "model", "claude-opus-5-5")
                                .with("tools", JsonArray.of(JsonObject.of("type", "agent_toolset_20260401"))))
                .string("id");
        String environment = post(
                        "/v1/environments", JsonObject.of("name", "e", "config", JsonObject.of("type", "self_hosted")))
                .string("id");
        String work = "/v1/environments/" + environment + "/work";
        assertThat(http.get(work + "/poll").body()).isEqualTo("null");
        JsonObject message = JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text("run bash")));
        post(
                "/v1/sessions",
                JsonObject.of("agent", agent, "environment_id", environment, "initial_events", JsonArray.of(message)));
        return work;
    }

    @Test
    void skills_haveVersionsAndFiles() {
        JsonObject skill = upload("/v1/skills", "first");
        String path = "/v1/skills/" + skill.string("id");
        assertThat(skill.string("display_name")).isEqualTo("poems");
        assertThat(get(path + "/versions/" + skill.string("latest_version_id")).string("description"))
                .isEqualTo("first");

        JsonObject second = upload(path + "/versions", "second");
        assertThat(get(path).string("latest_version_id")).isEqualTo(second.string("id"));
        String content =
                http.get(path + "/versions/" + second.string("id") + "/content").body();
        assertThat(content).startsWith("PK").contains("poems/SKILL.md");
        assertThat(form("/v1/skills", "again").body()).contains("skill_name_taken");
        json(http.send("DELETE", path + "/versions/" + second.string("id"), ""));
        assertThat(get(path).string("latest_version_id")).isEqualTo(skill.string("latest_version_id"));
    }

    private JsonObject upload(String path, String description) {
        return json(form(path, description));
    }

    private HttpResponse<String> form(String path, String description) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"poems/SKILL.md\"\r\n\r\n"
                + "---\nname: poems\ndescription: " + description + "\n---\nRhyme.\r\n--b--\r\n";
        return http.with("content-type", "multipart/form-data; boundary=b").send("POST", path, form);
    }

    @Test
    void environments_withoutNetworking_areToldWhatTheServerChose() {
        JsonObject environment =
                post("/v1/environments", JsonObject.of("name", "e", "config", JsonObject.of("type", "cloud")));

        JsonObject config = environment.object("config");
        assertThat(config.object("networking").string("type")).isEqualTo("unrestricted");
        assertThat(config.object("packages").array("pip")).isEmpty();
    }

    @Test
    void environments_keepTheirType_andDreamsComeTrue() {
        JsonObject environment = post("/v1/environments", JsonObject.of("name", "e"));
        String path = "/v1/environments/" + environment.string("id");
        JsonObject moved = JsonObject.of("config", JsonObject.of("type", "self_hosted"));
        assertThat(http.post(path, moved).body()).contains("invalid_config_type_change");

        JsonObject inputs = JsonObject.of("type", "sessions", "session_ids", JsonArray.of());
        JsonObject dream =
                post("/v1/dreams", JsonObject.of("model", "claude-opus-5-5", "inputs", JsonArray.of(inputs)));
        assertThat(dream.string("status")).isEqualTo("pending");
        JsonObject over = get("/v1/dreams/" + dream.string("id"));
        assertThat(over.string("status")).isEqualTo("completed");
        String store = Blocks.objects(over.get("outputs")).get(0).string("memory_store_id");
        assertThat(get("/v1/memory_stores/" + store).string("id")).isEqualTo(store);
    }

    @Test
    void externalStorage_isPendingUntilItIsActivated() {
        JsonObject bucket = JsonObject.of("type", "gcp", "bucket_name", "b", "project_number", "1")
                .with("region", "us-east5");
        JsonObject made = post("/v1/organizations/external_storage", JsonObject.of("provider_config", bucket));
        String path = "/v1/organizations/external_storage/" + made.string("id");

        assertThat(made.object("status").get("type")).isEqualTo("pending_configuration");
        assertThat(post(path + "/activate", JsonObject.of()).object("status").get("type"))
                .isEqualTo("available");
        assertThat(post(path, JsonObject.of("display_name", "Ours")).get("display_name"))
                .isEqualTo("Ours");
        assertThat(get(path).object("status").get("healthy")).isEqualTo(true);
        assertThat(get("/v1/organizations/external_storage").array("data")).hasSize(1);
        http.send("DELETE", path, "");
        assertThat(http.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void dataPrivacy_ofAWorkspace_isToldToThoseWhoAskForTheBeta() {
        JsonObject privacy = JsonObject.of("human_review", JsonObject.of("type", "disabled"));
        JsonObject made =
                post("/v1/organizations/workspaces", JsonObject.of("name", "w", "inference_data_privacy", privacy));
        String path = "/v1/organizations/workspaces/" + made.string("id");

        assertThat(made.get("inference_data_privacy")).isEqualTo(privacy);
        assertThat(get(path).get("inference_data_privacy")).isEqualTo(privacy);
        assertThat(json(new Http(fake).get(path)).has("inference_data_privacy")).isFalse();
    }

    @Test
    void dataControls_keepTheRegionsThatAChangeLeavesOut() {
        String user = "/v1/user_profiles/"
                + post("/v1/user_profiles", JsonObject.of("name", "u")).string("id");
        String path = user + "/providers/google/data_controls";
        assertThat(get(path).object("cmek").get("type")).isEqualTo("disabled");

        post(path, JsonObject.of("cmek", keys(JsonObject.of("us", "ekey_1"))));
        JsonObject changed = post(path, JsonObject.of("cmek", keys(JsonObject.of("eu", "ekey_2"))));

        assertThat(changed.object("cmek").object("external_key_ids"))
                .isEqualTo(JsonObject.of("us", "ekey_1", "eu", "ekey_2"));
        assertThat(get(path).object("cmek").object("status").object("eu").get("effective_external_key_id"))
                .isEqualTo("ekey_2");
        JsonObject gone = JsonObject.of("us", null);
        assertThat(post(path, JsonObject.of("cmek", keys(gone))).object("cmek").object("external_key_ids"))
                .isEqualTo(JsonObject.of("eu", "ekey_2"));
        JsonObject bucket = JsonObject.of("bucket_name", "b", "project_number", "1");
        JsonObject storage = JsonObject.of("type", "enabled", "buckets", JsonObject.of("us", bucket));
        assertThat(post(path, JsonObject.of("storage", storage))
                        .object("storage")
                        .object("status")
                        .object("us")
                        .object("effective_bucket"))
                .isEqualTo(bucket);
        assertThat(post(path, JsonObject.of("cmek", JsonObject.of("type", "disabled")))
                        .object("cmek")
                        .get("type"))
                .isEqualTo("disabled");
        assertThat(http.post(path, JsonObject.of("cmek", keys(JsonObject.of()))).statusCode())
                .isEqualTo(400);
    }

    private static JsonObject keys(JsonObject byRegion) {
        return JsonObject.of("type", "enabled", "external_key_ids", byRegion);
    }

    @Test
    void reviewCase_isClosedByItsFirstResponse() {
        String path = "/v1/compliance/review/cases/rvc_1";
        JsonObject response = JsonObject.of("determination", "no_violation");
        assertThat(get(path).object("status").get("type")).isEqualTo("open");

        post(path + "/respond", response);

        assertThat(get(path).object("status"))
                .isEqualTo(JsonObject.of("type", "closed", "reason", JsonObject.of("type", "responded")));
        assertThat(post(path + "/respond", response).get("id")).isEqualTo("rvc_1");
        assertThat(http.post(path + "/respond", JsonObject.of("determination", "violation"))
                        .body())
                .contains("case_closed");
    }

    @Test
    void metadata_isMerged_andNullClears() {
        JsonObject agent = JsonObject.of("name", "a", "model", "claude-opus-5-5", "system", "s");
        String path = "/v1/agents/"
                + post("/v1/agents", agent.with("metadata", JsonObject.of("a", "1", "b", "2")))
                        .string("id");
        JsonObject changed = post(
                path,
                JsonObject.of("metadata", JsonObject.of("a", "", "c", "3")).with("system", null));
        assertThat(changed.object("metadata")).isEqualTo(JsonObject.of("b", "2", "c", "3"));
        assertThat(changed.get("system")).isNull();
    }

    private JsonObject post(String path, JsonObject body) {
        return json(http.post(path, body));
    }

    private JsonObject get(String path) {
        return json(http.get(path));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
