package io.github.claude4j.credentials;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.fixtures.LogBook;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that tokens are kept in. */
class CredentialsFileTest {
    private static final String OLD = "{\"access_token\":\"old\"}";

    @TempDir
    Path directory;

    private Path path;
    private CredentialsFile file;

    @BeforeEach
    void make() throws IOException {
        path = Files.writeString(directory.resolve("work.json"), OLD);
        ownerOnly(path);
        file = new CredentialsFile("profile work", path);
    }

    private static void ownerOnly(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void write_thatFailsInTheMiddle_leavesTheOldFile_andNothingElse() throws Exception {
        Path gone = Files.write(directory.resolve("gone"), new byte[100]);
        JsonObject broken = JsonObject.of("access_token", "new", "rest", Binary.of(gone));
        Files.delete(gone);

        assertThatThrownBy(() -> {
                    try (CredentialsFile.Replacement replacement = file.replace()) {
                        replacement.write(broken);
                    }
                })
                .isInstanceOf(IOException.class);

        assertThat(Files.readString(path)).isEqualTo(OLD);
        assertThat(names()).containsExactly("work.json");
    }

    @Test
    void replacement_isNeverReadableByOthers() throws Exception {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (CredentialsFile.Replacement replacement = file.replace()) {
            for (String name : names()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                        .isEqualTo("rw-------");
            }
            replacement.write(JsonObject.of("access_token", "new"));
        }

        assertThat(Files.readString(path)).isEqualTo("{\"access_token\":\"new\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("work.json");
    }

    @Test
    void linkToTheFile_staysALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), path);
        try (CredentialsFile.Replacement replacement = new CredentialsFile("p", link).replace()) {
            replacement.write(JsonObject.of("access_token", "new"));
        }

        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(path)).contains("new");
    }

    @Test
    void replacement_thatCannotBeBegun_isAnErrorBeforeAnythingIsSpent() throws Exception {
        Files.delete(path);

        assertThatThrownBy(() -> file.replace())
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("a renewed token could not be kept");
    }

    @Test
    void lock_isForOneAtATime() throws Exception {
        CredentialsFile.Lock first = file.lock();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<CredentialsFile.Lock> second = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            try {
                return new CredentialsFile("again", path).lock();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(begun.await(10, SECONDS)).isTrue();
        assertThat(second).isNotDone();
        first.close();

        second.get(10, SECONDS).close();
        file.lock().close();
    }

    @Test
    void owner_whoIsSomebodyElse_isWarnedOfOnce() throws Exception {
        assumeThat(directory.getFileSystem().supportedFileAttributeViews()).contains("posix");
        UserPrincipal other;
        try {
            other = directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(path, other);
        } catch (IOException e) {
            // Only root can give files away, and there may be no such user.
            assumeThat(e).isNull();
        }
        try (LogBook log = new LogBook()) {
            file.read();
            file.read();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(path.toString()))
                    .hasSize(1);
        }
    }
}
