package io.github.claude4j.credentials;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the tokens of a profile: read only if nobody else may read it, and replaced as a whole, so that
 * whatever happens either the old tokens are in it or the new ones.
 */
final class CredentialsFile {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final int LONGEST = 1024 * 1024;
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(30);

    /** What this process has locked: file locks are the process's, and end when any channel to the file is closed. */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final String profile;
    private final Path path;
    private boolean warned;

    CredentialsFile(String profile, Path path) {
        this.profile = profile;
        this.path = path;
    }

    /** What is in the file. No message says anything of it. */
    JsonObject read() {
        try {
            Path file = path.toRealPath();
            checkAccess(file);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LONGEST + 1);
            }
            if (bytes.length <= LONGEST && Json.parse(bytes) instanceof JsonObject json) {
                return json;
            }
            throw noObject();
        } catch (InvalidDataException e) {
            // Its message may show what was found.
            throw noObject();
        } catch (NoSuchFileException e) {
            throw new MissingCredentialsException(profile + ": no file " + path + "; log in to make it");
        } catch (IOException e) {
            throw new CredentialsException(profile + ": " + path + " could not be read: " + e, e);
        }
    }

    private CredentialsException noObject() {
        return new CredentialsException(profile + ": " + path + ": expected a JSON object of at most 1 MiB");
    }

    /** Looks at the mode bits, not at whether reading works: for root it always does. */
    private void checkAccess(Path file) throws IOException {
        if (!POSIX) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new CredentialsException(profile + ": " + path + ": expected a file for its owner alone, found "
                    + PosixFilePermissions.toString(permissions) + "; run chmod 600 on it");
        }
        if (!warned && !isOwn(file)) {
            warned = true;
            LOGGER.log(Level.WARNING, profile + ": " + path + " belongs to another user, who can read and change it");
        }
    }

    private static boolean isOwn(Path file) throws IOException {
        try {
            return Files.getOwner(file)
                    .equals(file.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(System.getProperty("user.name", "")));
        } catch (UnsupportedOperationException | UserPrincipalNotFoundException e) {
            // In a container the user may have no name; there is nothing to compare with then.
            return true;
        }
    }

    /**
     * Begins to replace the file, before a refresh token is spent: what comes back for it can be kept, or this fails.
     *
     * @throws CredentialsException when the directory cannot be written to
     */
    Replacement replace() {
        try {
            Path target = path.toRealPath();
            Path temporary =
                    Files.createTempFile(directory(target), target.getFileName() + ".", ".tmp", ownerOnly("rw-------"));
            return new Replacement(target, temporary);
        } catch (IOException e) {
            throw new CredentialsException(
                    profile + ": a renewed token could not be kept, since " + path + " cannot be replaced: " + e, e);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** A new content of the file on its way; closing it without {@link #write} leaves the old one. */
    static final class Replacement implements AutoCloseable {
        private final Path target;
        private final Path temporary;

        private Replacement(Path target, Path temporary) {
            this.target = target;
            this.temporary = temporary;
        }

        /** Writes it down to the disk, then puts it in the place of the old file. */
        void write(JsonObject json) throws IOException {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                Json.write(json, out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel names = FileChannel.open(directory(target), StandardOpenOption.READ)) {
                names.force(true);
            } catch (IOException e) {
                // Windows opens no directories; the new file is in place all the same.
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, temporary + " could not be deleted: " + e);
            }
        }
    }

    /**
     * Waits until no other client, of this process or another, renews the tokens in this file. A lock ends with its
     * process. Where there are no locks, as on some network disks, there is none.
     */
    Lock lock() throws InterruptedException {
        Path target = path.toAbsolutePath();
        long end = System.nanoTime() + LONGEST_LOCK.toNanos();
        while (!LOCKED.add(target)) {
            waitUntil(end);
        }
        Lock lock = new Lock(target);
        try {
            Path file = path.toRealPath();
            FileChannel channel = FileChannel.open(
                    directory(file).resolve(file.getFileName() + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"));
            lock.channel = channel;
            while (channel.tryLock() == null) {
                waitUntil(end);
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, profile + ": no lock: " + e);
        } catch (InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return lock;
    }

    private void waitUntil(long end) throws InterruptedException {
        if (System.nanoTime() - end > 0) {
            throw new CredentialsException(
                    profile + ": another client has been renewing the token for " + LONGEST_LOCK.toSeconds() + " s");
        }
        Thread.sleep(50);
    }

    /** Held until it is closed. */
    static final class Lock implements AutoCloseable {
        private final Path target;
        private @Nullable FileChannel channel;

        private Lock(Path target) {
            this.target = target;
        }

        @Override
        public void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "a lock could not be given back: " + e);
            } finally {
                LOCKED.remove(target);
            }
        }
    }
}
