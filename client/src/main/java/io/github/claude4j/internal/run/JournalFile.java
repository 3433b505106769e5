package io.github.claude4j.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Events in a file, a line for each group that was written at once. A line counts once its end is on the disk. */
public final class JournalFile {
    /** Files that are open in this process: a second look at one, even to find it locked, would give its lock back. */
    private static final Set<Object> OPEN = ConcurrentHashMap.newKeySet();

    private static final long MOST = Integer.MAX_VALUE - 8;

    private final Object key;

    /** Not a channel: an interrupt would close that, in the middle of a write. */
    private final RandomAccessFile file;

    private final JournalBinaries binaries = new JournalBinaries();
    private final List<JsonObject> events = new ArrayList<>();
    private long end;
    private boolean broken;

    private JournalFile(Object key, RandomAccessFile file) {
        this.key = key;
        this.file = file;
    }

    /**
     * Opens or makes the file.
     *
     * @return null where somebody else has it open
     * @throws InvalidDataException when it is none of these files
     */
    public static @Nullable JournalFile open(Path path) throws IOException {
        make(path);
        Object key = key(path);
        if (!OPEN.add(key)) {
            return null;
        }
        RandomAccessFile file = null;
        boolean opened = false;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            if (file.getChannel().tryLock() == null) {
                return null;
            }
            JournalFile journal = new JournalFile(key, file);
            journal.read(path);
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                if (file != null) {
                    file.close();
                }
                OPEN.remove(key);
            }
        }
    }

    /** Makes the file where there is none; for its owner only, and so that its name survives too. */
    private static void make(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createFile(path, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            return;
        }
        if (parent != null) {
            forceFolder(parent);
        }
    }

    private static void forceFolder(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // Not every system has that; those that have not keep names by themselves.
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

    /** What the file is, by whatever path it is reached. */
    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    private void read(Path path) throws IOException {
        long length = file.length();
        if (length > MOST) {
            throw new InvalidDataException(
                    path + ": expected a journal of at most " + MOST + " bytes, found " + length);
        }
        byte[] bytes = new byte[(int) length];
        file.readFully(bytes);
        int from = 0;
        int number = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(path, number++, new String(bytes, from, i - from, UTF_8));
                from = i + 1;
            }
        }
        end = from;
        if (length > end) {
            cutTail(path, number, new String(bytes, from, bytes.length - from, UTF_8));
        }
    }

    /** What has no end was cut off by a crash, before anybody relied on it; unless it is somebody else's file. */
    private void cutTail(Path path, int number, String tail) throws IOException {
        if (!JournalBinaries.isBeginOfLine(tail) && !(end > 0 && tail.chars().allMatch(c -> c == 0))) {
            throw foreign(path, number);
        }
        // The next write forces that to the disk too; before it nothing is lost.
        file.setLength(end);
    }

    private void line(Path path, int number, String text) {
        try {
            JsonObject line = JsonObject.parse(text);
            if (!binaries.take(line)) {
                events.addAll(binaries.events(line));
            }
        } catch (InvalidDataException e) {
            throw foreign(path, number);
        }
    }

    private static InvalidDataException foreign(Path path, int number) {
        return new InvalidDataException(
                "line " + number + " of " + path + ": expected an event of a journal, found other text");
    }

    /** All that is written. */
    public List<JsonObject> events() {
        return List.copyOf(events);
    }

    public int size() {
        return events.size();
    }

    /**
     * Whether nobody else has written to the file. It is locked; but on some systems whoever reads it in this process gives the
     * lock back.
     */
    public boolean isOurs() throws IOException {
        return broken || file.length() == end;
    }

    /** Writes events at the end and waits until they are on the disk; when that fails, nothing counts. */
    public void append(List<JsonObject> more) throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed: open the journal anew");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonObject line : binaries.lines(JsonArray.of(more))) {
            lines.writeBytes(line.toJson().getBytes(UTF_8));
            lines.write('\n');
        }
        try {
            file.seek(end);
            file.write(lines.toByteArray());
            file.getFD().sync();
        } catch (IOException | RuntimeException e) {
            broken = true;
            cut();
            throw e;
        }
        end += lines.size();
        events.addAll(more);
    }

    /** Takes back what was half written, as far as that still can be done. */
    private void cut() {
        try {
            file.setLength(end);
        } catch (IOException e) {
            // The next to open it sees a line without an end, or whole ones that were never relied on.
        }
    }

    /** Gives the lock back. */
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            OPEN.remove(key);
        }
    }
}
