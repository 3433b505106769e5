package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.JournalConflictException;
import io.github.claude4j.tools.Tools;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;

/** A journal in a table: the primary key lets one of two writers in, and the other is told. */
public final class JdbcJournal implements Journal {
    /** An event is kept as text: a JSON column may respell it. */
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS run_events (
                run VARCHAR(64), place BIGINT, event TEXT NOT NULL, PRIMARY KEY (run, place))""";

    private final Connection connection;
    private final String run;

    private JdbcJournal(Connection connection, String run) throws SQLException {
        this.connection = connection;
        this.run = run;
        connection.createStatement().execute(TABLE);
        connection.setAutoCommit(false);
    }

    @Override
    public List<JsonObject> events() {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT event FROM run_events WHERE run = ? ORDER BY place")) {
            select.setString(1, run);
            List<JsonObject> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(JsonObject.parse(rows.getString(1)));
                }
            }
            connection.commit();
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }

    @Override
    public void append(long after, List<JsonObject> events) {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO run_events VALUES (?, ?, ?)")) {
            if (count() != after) {
                throw conflict();
            }
            for (int i = 0; i < events.size(); i++) {
                insert.setString(1, run);
                insert.setLong(2, after + i);
                insert.setString(3, events.get(i).toJson());
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLIntegrityConstraintViolationException e) {
            rollback(); // somebody wrote at the same time, and the primary key was theirs
            throw conflict();
        } catch (SQLException e) {
            rollback();
            throw new IllegalStateException("the journal cannot be written", e);
        }
    }

    private JournalConflictException conflict() {
        return new JournalConflictException("somebody else has written to the journal of " + run);
    }

    private long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM run_events WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be closed", e);
        }
    }

    public static void main(String[] args) throws SQLException {
        try (Claude claude = Claude.fromEnv();
                Connection database = DriverManager.getConnection("jdbc:h2:mem:runs");
                Journal journal = new JdbcJournal(database, "42")) {
            System.out.println(claude.runner(r -> r.tools(Tools.webSearch()))
                    .run(
                            m -> m.model(Model.CLAUDE_OPUS_5_5)
                                    .maxTokens(1024)
                                    .addUserMessage("Use web_search: what is new in Oslo?"),
                            journal)
                    .text());
            System.out.println(journal.events().size() + " events in the database");
        }
    }
}
