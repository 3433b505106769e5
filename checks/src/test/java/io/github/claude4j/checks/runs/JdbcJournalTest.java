package io.github.claude4j.checks.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.JournalConflictException;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.Tools;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A journal of somebody's own, in a database: the same promises. */
class JdbcJournalTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(100)
            .addUserMessage("Pay back order 7.")
            .build();

    private final JdbcDataSource database = new JdbcDataSource();
    private final AtomicInteger paid = new AtomicInteger();

    @BeforeEach
    void createTable() throws SQLException {
        database.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = database.getConnection();
                Statement create = connection.createStatement()) {
            create.execute(
                    "create table event (run varchar(100), number bigint, json clob, primary key (run, number))");
        }
    }

    private Runner runner(FakeClaude fake) {
        return fake.client()
                .runner(r -> r.tools(Tools.function(
                        "pay", "Pays.", JsonObject.of("type", "object"), in -> "paid " + paid.incrementAndGet())));
    }

    @Test
    void run_waitsInTheDatabaseAndPaysOnceForTwoClicks() {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.replyToolUse("pay", JsonObject.of("cents", 1)).reply("Paid.");
            Runner runner = runner(fake);
            try (Journal journal = new JdbcJournal(database, "42")) {
                Conversation waiting = runner.with(r -> r.approve(call -> Decision.later("Pay?")))
                        .run(PARAMS, journal);
                assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
            }
            // Two clicks at the same time, on two machines.
            List<CompletableFuture<String>> clicks = Stream.of(1, 2)
                    .map(click -> CompletableFuture.supplyAsync(() -> {
                        try (Journal journal = new JdbcJournal(database, "42")) {
                            Conversation back = journal.conversation();
                            String id = back.waiting().isEmpty()
                                    ? "none"
                                    : back.waiting().get(0).id();
                            return id.equals("none")
                                    ? "late"
                                    : runner.run(back.allow(id), journal).text();
                        } catch (JournalConflictException e) {
                            return "late";
                        }
                    }))
                    .toList();
            assertThat(clicks).extracting(CompletableFuture::join).containsExactlyInAnyOrder("Paid.", "late");
            assertThat(paid).hasValue(1);
            assertThat(new JdbcJournal(database, "42").conversation().text()).isEqualTo("Paid.");
        }
    }

    @Test
    void appendsAtTheSameTime_oneIsRefused() {
        JsonObject event = JsonObject.of("type", "say", "id", "e", "content", "x");
        for (int i = 0; i < 50; i++) {
            String run = "run" + i;
            List<CompletableFuture<Boolean>> both = Stream.of(1, 2)
                    .map(who -> CompletableFuture.supplyAsync(() -> {
                        try (Journal journal = new JdbcJournal(database, run)) {
                            journal.append(0, List.of(event, event));
                            return true;
                        } catch (JournalConflictException e) {
                            return false;
                        }
                    }))
                    .toList();
            assertThat(both).extracting(CompletableFuture::join).containsExactlyInAnyOrder(true, false);
            assertThat(new JdbcJournal(database, run).events()).hasSize(2);
        }
    }

    @Test
    void append_afterOthers_isRefusedAndWritesNothing() {
        try (Journal journal = new JdbcJournal(database, "1");
                Journal other = new JdbcJournal(database, "2")) {
            JsonObject event = JsonObject.of("type", "say", "id", "e", "content", "ü");
            journal.append(0, List.of(event, event));
            other.append(0, List.of(event));
            assertThatExceptionOfType(JournalConflictException.class)
                    .isThrownBy(() -> journal.append(1, List.of(event)));
            assertThat(journal.events()).containsExactly(event, event);
            assertThat(other.events()).hasSize(1);
        }
    }
}
