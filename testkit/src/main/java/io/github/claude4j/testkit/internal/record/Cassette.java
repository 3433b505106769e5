package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of exchanges, in the order in which their requests came. */
public final class Cassette {
    private static final int VERSION = 1;

    private final List<@Nullable CassetteEntry> exchanges = new ArrayList<>();

    public static Cassette load(Path file) {
        Cassette cassette = new Cassette();
        try {
            JsonObject json = JsonObject.parse(Files.readAllBytes(file));
            for (Object exchange : json.array("exchanges")) {
                if (!(exchange instanceof JsonObject object)) {
                    throw new InvalidDataException("exchanges: expected objects");
                }
                cassette.exchanges.add(CassetteEntry.of(object));
            }
        } catch (InvalidDataException e) {
            throw new InvalidDataException(file + " is no cassette: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the cassette " + file + " cannot be read", e);
        }
        return cassette;
    }

    /** Keeps a place for an exchange that has begun. */
    synchronized int begin() {
        exchanges.add(null);
        return exchanges.size() - 1;
    }

    synchronized void set(int place, CassetteEntry exchange) {
        exchanges.set(place, exchange);
    }

    /** What is complete. */
    public synchronized List<CassetteEntry> exchanges() {
        List<CassetteEntry> complete = new ArrayList<>();
        for (CassetteEntry exchange : exchanges) {
            if (exchange != null) {
                complete.add(exchange);
            }
        }
        return complete;
    }

    /** Writes all or nothing: what was there before stays until the new file is complete. */
    public void save(Path file, URI api) {
        JsonArray.Builder list = JsonArray.builder();
        exchanges().forEach(exchange -> list.add(exchange.json()));
        JsonObject json = JsonObject.of("cassette", VERSION, "api", api.toString(), "exchanges", list.build());
        byte[] bytes = (Json.writePretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                Files.write(unfinished, bytes, StandardOpenOption.CREATE_NEW);
                move(unfinished, file);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the cassette " + file + " cannot be written", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
