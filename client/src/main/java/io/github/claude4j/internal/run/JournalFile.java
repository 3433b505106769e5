package io.github.claude4j.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events in a file, a line for each group that was written at once. A line counts once its end is on the disk. */
public final class JournalFile {
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);

    private final FileChannel channel;
    private final JournalBinaries binaries = new JournalBinaries();
    private final List<JsonObject> events = new ArrayList<>();
    private long end;
    private boolean broken;

    private JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens or makes the file.
     *
     * @return null where somebody else has it open
     * @throws InvalidDataException when it is none of these files
     */
    public static @Nullable JournalFile open(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel channel = FileChannel.open(path, OPTIONS, ownerOnly());
        try {
            if (!lock(channel)) {
                channel.close();
                return null;
            }
            JournalFile file = new JournalFile(channel);
            file.read(path);
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The lock is the process's; within it the JDK refuses a second one by an exception. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void read(Path path) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // Reads on until it has all.
        }
        byte[] bytes = all.array();
        int from = 0;
        int number = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(path, number++, new String(bytes, from, i - from, UTF_8));
                from = i + 1;
            }
        }
        end = from;
        // What has no end was cut off by a crash, before anybody relied on it.
        if (channel.size() > end) {
            channel.truncate(end);
            channel.force(true);
        }
    }

    private void line(Path path, int number, String text) {
        try {
            JsonObject line = JsonObject.parse(text);
            if (!binaries.take(line)) {
                events.addAll(binaries.events(line));
            }
        } catch (InvalidDataException e) {
            throw new InvalidDataException(
                    "line " + number + " of " + path + ": expected an event of a journal, found other text");
        }
    }

    /** All that is written. */
    public List<JsonObject> events() {
        return List.copyOf(events);
    }

    public int size() {
        return events.size();
    }

    /** Writes events at the end and waits until they are on the disk; when that fails, nothing counts. */
    public void append(List<JsonObject> more) throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed: open the journal anew");
        }
        JsonArray.Builder group = JsonArray.builder();
        more.forEach(event -> group.add(SecretFields.withoutSecrets(event)));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonObject line : binaries.lines(group.build())) {
            lines.writeBytes(line.toJson().getBytes(UTF_8));
            lines.write('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
        long at = end;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        } catch (IOException | RuntimeException e) {
            broken = true;
            cut();
            throw e;
        }
        end = at;
        events.addAll(more);
    }

    /** Takes back what was half written, as far as that still can be done. */
    private void cut() {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            // The next to open it sees a line without an end, or whole ones that were never relied on.
        }
    }

    /** Gives the lock back. */
    public void close() throws IOException {
        channel.close();
    }
}
