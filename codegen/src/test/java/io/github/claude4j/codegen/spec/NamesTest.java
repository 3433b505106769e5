package io.github.claude4j.codegen.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "citations, citation",
        "stopSequences, stopSequence",
        "entries, entry",
        "addresses, address",
        "batches, batch",
        "statuses, status",
        "responses, response",
        "caches, cache",
        "ids, id",
        "access, access",
        "system, system",
        "betas, beta",
        "knowledgeBases, knowledgeBase",
    })
    void findsTheSingular(String many, String one) {
        assertThat(Names.singular(many)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, StopReason, END_TURN",
        "claude-opus-5-5, Model, CLAUDE_OPUS_5_5",
        "5m, CacheControlEphemeralTtl, TTL_5M",
        "image/png, MediaType, IMAGE_PNG",
        "session.created, EventType, SESSION_CREATED",
        "*, Scope, SCOPE_",
    })
    void namesConstants(String value, String type, String constant) {
        assertThat(Names.constant(value, type)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({
        "messages, MessagesService",
        "messages.batches, MessageBatchesService",
        "sessions.threads.events, SessionThreadEventsService",
        "analytics.users, AnalyticsUsersService",
        "memory_stores.memory_versions, MemoryStoreMemoryVersionsService",
    })
    void namesServices(String prefix, String service) {
        assertThat(Names.service(prefix)).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({"cache_control, cacheControl", "ephemeral_5m_input_tokens, ephemeral5mInputTokens", "id, id"})
    void namesFields(String wire, String java) {
        assertThat(Names.camel(wire)).isEqualTo(java);
    }
}
