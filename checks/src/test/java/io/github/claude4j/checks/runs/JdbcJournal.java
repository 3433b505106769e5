package io.github.claude4j.checks.runs;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.JournalConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A journal in a table: {@code create table event (run varchar(100), number bigint, json clob, primary key (run, number))}. Who
 * writes the event of a number first has gone on; whoever comes second is refused by the primary key.
 */
final class JdbcJournal implements Journal {
    /** How SQL says that a constraint is violated; drivers do not agree on the exception. */
    private static final String DUPLICATE = "23";

    private final DataSource database;
    private final String run;

    JdbcJournal(DataSource database, String run) {
        this.database = database;
        this.run = run;
    }

    @Override
    public List<JsonObject> events() {
        String query = "select json from event where run = ? order by number";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, run);
            List<JsonObject> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(JsonObject.parse(rows.getString(1)));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }

    @Override
    public void append(long after, List<JsonObject> events) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (count(connection) != after) {
                    throw new JournalConflictException("expected " + after + " events of " + run);
                }
                insert(connection, after, events);
                connection.commit();
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith(DUPLICATE)) {
                throw new JournalConflictException("somebody else goes on with " + run);
            }
            throw new IllegalStateException("the journal cannot be written", e);
        }
    }

    private long count(Connection connection) throws SQLException {
        String query = "select count(*) from event where run = ?";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void insert(Connection connection, long after, List<JsonObject> events) throws SQLException {
        String insert = "insert into event (run, number, json) values (?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < events.size(); i++) {
                statement.setString(1, run);
                statement.setLong(2, after + i);
                statement.setString(3, events.get(i).toJson());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public void close() {}
}
