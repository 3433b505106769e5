package io.github.claude4j.testkit.internal.things;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a request may say less, or say it in another way, than its answer does. */
class AnswerFormTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", "managed-agents-2026-04-01");

    @AfterEach
    void close() {
        fake.close();
    }

    private JsonObject post(String path, String body) {
        HttpResponse<String> response = http.send("POST", path, body.replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }

    @Test
    void environment_saysAllOfItsNetwork() {
        JsonObject limited = post(
                "/v1/environments",
                "{'name': 'e', 'config': {'type': 'cloud', 'packages': null, 'networking': {'type': 'limited'}}}");

        assertThat(limited.object("config").toJson())
                .isEqualTo("{\"networking\":{\"allow_mcp_servers\":false,\"allow_package_managers\":false,"
                        + "\"allowed_hosts\":[],\"type\":\"limited\"},\"packages\":{\"apt\":[],\"cargo\":[],\"gem\":[],"
                        + "\"go\":[],\"npm\":[],\"pip\":[]},\"type\":\"cloud\"}");
        assertThat(limited.string("created_at")).isEqualTo("2026-11-20T12:00:00Z");
        JsonObject open = post("/v1/environments", "{'name': 'e', 'config': {'type': 'cloud', 'networking': null}}");
        assertThat(open.object("config").object("networking").toJson()).isEqualTo("{\"type\":\"unrestricted\"}");
    }

    @Test
    void agent_saysItsEffortAsAnObject_andWhatItsToolsMay() {
        JsonObject agent = post(
                "/v1/agents",
                "{'name': 'a', 'model': {'id': 'claude-opus-5-5', 'effort': 'low'},"
                        + " 'tools': [{'type': 'agent_toolset_20260401', 'default_config': {'enabled': null}}]}");

        assertThat(agent.object("model").toJson())
                .isEqualTo("{\"id\":\"claude-opus-5-5\",\"effort\":{\"type\":\"low\"}}");
        assertThat(agent.array("tools").object(0).object("default_config").toJson())
                .isEqualTo("{\"enabled\":true,\"permission_policy\":{\"type\":\"always_allow\"}}");
    }

    @Test
    void roster_namesAgentsWithTheirVersions() {
        String one =
                post("/v1/agents", "{'name': 'a', 'model': 'claude-opus-5-5'}").string("id");
        post("/v1/agents/" + one, "{'version': 1, 'name': 'b'}");

        JsonObject team = post(
                "/v1/agents",
                ("{'name': 't', 'model': 'claude-opus-5-5', 'multiagent': {'type': 'coordinator', 'agents': ['%s',"
                                + " {'type': 'agent', 'id': '%s', 'version': 1}, {'type': 'self'}]}}")
                        .formatted(one, one));

        assertThat(team.object("multiagent").array("agents").toJson())
                .isEqualTo("[" + reference(one, 2) + "," + reference(one, 1) + "," + reference(team.string("id"), 1)
                        + "]");
        HttpResponse<String> unknown = http.send(
                "POST",
                "/v1/agents",
                "{\"name\":\"t\",\"model\":\"claude-opus-5-5\",\"multiagent\":{\"type\":\"coordinator\","
                        + "\"agents\":[\"agent_unknown\"]}}");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    private static String reference(String id, int version) {
        return "{\"id\":\"" + id + "\",\"type\":\"agent\",\"version\":" + version + "}";
    }

    @Test
    void resources_haveAPlace() {
        String agent =
                post("/v1/agents", "{'name': 'a', 'model': 'claude-opus-5-5'}").string("id");
        String environment = post("/v1/environments", "{'name': 'e'}").string("id");
        String file = fake.addFile("a", "text/plain", new byte[1]);
        JsonObject session = post(
                "/v1/sessions",
                ("{'agent': '%s', 'environment_id': '%s', 'resources': [{'type': 'github_repository',"
                                + " 'url': 'https://github.com/a/tool.git', 'authorization_token': 't'}]}")
                        .formatted(agent, environment));
        JsonObject added = post(
                "/v1/sessions/" + session.string("id") + "/resources",
                "{'type': 'file', 'file_id': '" + file + "', 'mount_path': null}");

        assertThat(session.array("resources").object(0).string("mount_path")).isEqualTo("/workspace/tool");
        assertThat(added.string("mount_path")).isEqualTo("/mnt/session/uploads/" + file);
    }

    @Test
    void userProfile_isWhole() {
        JsonObject profile = post("/v1/user_profiles", "{'external_user_details': {'country': 'FR'}}");

        assertThat(profile.string("access_type")).isEqualTo("application");
        assertThat(profile.array("enforcement_actions").isEmpty()).isTrue();
        assertThat(profile.object("programs").toJson()).isEqualTo("{\"cyber\":null,\"efs\":null}");
        assertThat(profile.object("external_user_details").toJson())
                .isEqualTo("{\"account_status\":null,\"country\":\"FR\",\"email_hash\":null,\"entity_type\":null,"
                        + "\"name_hash\":null,\"onboarded_at\":null,\"reference_id\":null}");
    }
}
