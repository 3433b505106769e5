package io.github.claude4j.http;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of profiles, and clients that find them there. */
final class ProfileFiles {
    static final String LOGIN = "{\"authentication\":{\"type\":\"user_oauth\",\"client_id\":\"cli-1\"}}";

    final Map<String, String> environment = new HashMap<>();
    private final Path directory;
    private final TokenServer server;

    ProfileFiles(Path directory, TokenServer server) {
        this.directory = directory;
        this.server = server;
        environment.put("ANTHROPIC_CONFIG_DIR", directory.toString());
    }

    Claude fromEnv() {
        return fromEnv(Claude.builder());
    }

    Claude fromEnv(Claude.Builder builder) {
        ClientOptions<?> options = server.on(builder);
        options.fromEnv(environment::get, name -> null);
        return builder.build();
    }

    /** A client of the profile "work". */
    Claude work() {
        return server.options()
                .credentials(Profile.of("work", environment::get))
                .build();
    }

    Path config(String profile, String json) throws IOException {
        Path file = directory.resolve("configs").resolve(profile + ".json");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, json);
    }

    Path credentials(String profile, String json) throws IOException {
        Path file = directory.resolve("credentials").resolve(profile + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
        return mode(file, "rw-------");
    }

    static Path mode(Path file, String permissions) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
        return file;
    }

    static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** What a credentials file holds: a token with so many seconds left. */
    String tokens(String access, long left, String refresh) {
        return "{\"version\":\"1.0\",\"type\":\"oauth_token\",\"access_token\":\"" + access + "\",\"expires_at\":"
                + (server.clock.now().getEpochSecond() + left) + ",\"refresh_token\":\"" + refresh + "\"}";
    }

    /** What is in the directory of the tokens. */
    List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("credentials"))) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
