package io.github.claude4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Page;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.models.ModelInfo;
import io.github.claude4j.sessions.Session;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that come page by page. */
class PagesTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static String page(String ids, String rest) {
        List<String> items = new ArrayList<>();
        for (String id : ids.split(",")) {
            if (!id.isEmpty()) {
                items.add("{\"id\":\"" + id + "\"}");
            }
        }
        return "{\"data\":[" + String.join(",", items) + "]" + rest + "}";
    }

    private List<String> targets() {
        return server.requests().stream().map(ScriptedServer.Received::target).toList();
    }

    @Test
    void cursor_isFollowedToTheEnd_withTheParamsOfTheFirstPage() {
        server.thenJson(200, page("a,b", ",\"next_page\":\"c 1\""), "request-id: req_1")
                .thenJson(200, page("c", ",\"next_page\":\"c2\""))
                .thenJson(200, page("d", ",\"next_page\":null"));

        Page<Agent> first = claude.agents().list(p -> p.limit(2));

        assertThat(first.items()).extracting(Agent::id).containsExactly("a", "b");
        assertThat(first.response().orElseThrow().requestId()).contains("req_1");
        assertThat(first.hasNextPage()).isTrue();
        assertThat(first).extracting(Agent::id).containsExactly("a", "b", "c", "d");
        assertThat(targets())
                .containsExactly("/v1/agents?limit=2", "/v1/agents?limit=2&page=c%201", "/v1/agents?limit=2&page=c2");
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("anthropic-beta")).isEqualTo("managed-agents-2026-04-01"));
    }

    @Test
    void iterating_fetchesAPageOnlyWhenItIsNeeded() {
        server.thenJson(200, page("a,b", ",\"next_page\":\"2\"")).thenJson(200, page("c", ""));

        Iterator<Agent> agents = claude.agents().list().iterator();
        agents.next();
        agents.next();
        assertThat(server.requests()).hasSize(1);
        assertThat(agents.next().id()).isEqualTo("c");
        assertThat(server.requests()).hasSize(2);
        assertThat(agents.hasNext()).isFalse();
        assertThatThrownBy(agents::next).isInstanceOf(NoSuchElementException.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void stream_isLazyToo() {
        server.thenJson(200, page("a,b", ",\"next_page\":\"2\""));

        assertThat(claude.agents().list().stream().limit(2).map(Agent::id)).containsExactly("a", "b");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void emptyPage_withACursor_isNotTheEnd() {
        server.thenJson(200, page("", ",\"next_page\":\"2\""))
                .thenJson(200, page("", ",\"next_page\":\"3\""))
                .thenJson(200, page("a", ""));

        assertThat(claude.agents().list()).extracting(Agent::id).containsExactly("a");
    }

    @Test
    void cursor_thatComesAgain_endsTheIteration() {
        server.thenJson(200, page("a", ",\"next_page\":\"1\""))
                .thenJson(200, page("b", ",\"next_page\":\"2\""))
                .thenJson(200, page("c", ",\"next_page\":\"1\""));

        assertThat(claude.agents().list()).extracting(Agent::id).containsExactly("a", "b", "c");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void ids_areFollowedForwards() {
        server.thenJson(200, page("a,b", ",\"has_more\":true,\"first_id\":\"a\",\"last_id\":\"b\""))
                .thenJson(200, page("c", ",\"has_more\":false,\"first_id\":\"c\",\"last_id\":\"c\""));

        assertThat(claude.models().list(p -> p.limit(2)))
                .extracting(ModelInfo::id)
                .containsExactly("a", "b", "c");
        assertThat(targets()).containsExactly("/v1/models?limit=2", "/v1/models?limit=2&after_id=b");
    }

    @Test
    void ids_areFollowedBackwards() {
        server.thenJson(200, page("y,z", ",\"has_more\":true,\"first_id\":\"y\",\"last_id\":\"z\""))
                .thenJson(200, page("x", ",\"has_more\":false,\"first_id\":\"x\",\"last_id\":\"x\""));

        assertThat(claude.models().list(p -> p.beforeId("end")))
                .extracting(ModelInfo::id)
                .containsExactly("y", "z", "x");
        assertThat(targets()).containsExactly("/v1/models?before_id=end", "/v1/models?before_id=y");
    }

    @Test
    void ids_withoutMoreOrWithoutAnId_end() {
        server.thenJson(200, page("", ",\"has_more\":true,\"first_id\":null,\"last_id\":null"))
                .thenJson(200, page("a", ",\"last_id\":\"a\""));

        assertThat(claude.models().list().hasNextPage()).isFalse();
        assertThat(claude.models().list().hasNextPage()).isFalse();
    }

    @Test
    void bidirectional_goesBackAndForth() {
        server.thenJson(200, page("b", ",\"next_page\":\"n\",\"prev_page\":\"p\""))
                .thenJson(200, page("a", ",\"next_page\":\"n0\",\"prev_page\":null"))
                .thenJson(200, page("c", ",\"next_page\":null,\"prev_page\":\"p2\""));

        Page<Session> middle = claude.sessions().list(p -> p.limit(1));
        Page<Session> before = middle.previousPage();
        Page<Session> after = middle.nextPage();

        assertThat(middle.hasPreviousPage()).isTrue();
        assertThat(before.hasPreviousPage()).isFalse();
        assertThat(after.hasNextPage()).isFalse();
        assertThat(targets())
                .containsExactly("/v1/sessions?limit=1", "/v1/sessions?limit=1&page=p", "/v1/sessions?limit=1&page=n");
        assertThatThrownBy(before::previousPage).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(after::nextPage).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void page_withoutData_isEmpty() {
        server.thenJson(200, "{}").thenJson(200, "{\"data\":[1]}");

        assertThat(claude.agents().list().items()).isEmpty();
        assertThatThrownBy(() -> claude.agents().list().items()).isInstanceOf(InvalidDataException.class);
    }

    @Test
    void laterPage_thatFails_throwsWhereItIsNeeded_andCanBeAskedForAgain() {
        server.thenJson(200, page("a", ",\"next_page\":\"2\""))
                .thenJson(404, ScriptedServer.error("not_found_error"))
                .thenJson(200, page("b", ""));

        Page<Agent> first = claude.agents().list();
        Iterator<Agent> agents = first.iterator();
        assertThat(agents.next().id()).isEqualTo("a");
        assertThatThrownBy(agents::hasNext).isInstanceOf(NotFoundException.class);
        assertThat(first.nextPage().items()).extracting(Agent::id).containsExactly("b");
    }

    @Test
    void laterPages_keepTheOptionsOfTheFirst() {
        server.thenJson(200, page("a", ",\"next_page\":\"2\"")).thenJson(200, page("b", ""));

        assertThat(claude.with(o -> o.header("x-mine", "1")).agents().list()).hasSize(2);

        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.header("x-mine")).isEqualTo("1"));
    }
}
