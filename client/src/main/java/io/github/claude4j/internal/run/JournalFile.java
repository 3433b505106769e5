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

    private final Path path;

    /** The file, and nobody else's as long as this is open; null before there is one. */
    private @Nullable Held held;

    private final JournalBinaries binaries = new JournalBinaries();
    private final List<JsonObject> events = new ArrayList<>();
    private long end;
    private boolean broken;
    private boolean closed;

    /**
     * A file that is locked.
     *
     * @param file not a channel: an interrupt would close that, in the middle of a write
     */
    private record Held(Object key, RandomAccessFile file) {
        /** Null where somebody else has it. */
        static @Nullable Held of(Path path) throws IOException {
            Object key = identity(path);
            if (!OPEN.add(key)) {
                return null;
            }
            RandomAccessFile file = null;
            boolean locked = false;
            try {
                file = new RandomAccessFile(path.toFile(), "rw");
                locked = file.getChannel().tryLock() != null;
            } finally {
                if (!locked) {
                    if (file != null) {
                        file.close();
                    }
                    OPEN.remove(key);
                }
            }
            return locked ? new Held(key, file) : null;
        }

        void close() throws IOException {
            try {
                file.close();
            } finally {
                OPEN.remove(key);
            }
        }
    }

    private JournalFile(Path path, @Nullable Held held) {
        this.path = path;
        this.held = held;
    }

    /**
     * Opens the file. Where there is none, the first write makes it: a path that was mistyped leaves nothing behind.
     *
     * @return null where somebody else has it open
     * @throws InvalidDataException when it is none of these files
     */
    public static @Nullable JournalFile open(Path path) throws IOException {
        if (Files.notExists(path)) {
            return new JournalFile(path, null);
        }
        Held held = Held.of(path);
        if (held == null) {
            return null;
        }
        JournalFile journal = new JournalFile(path, held);
        boolean read = false;
        try {
            journal.read(held.file);
            read = true;
        } finally {
            if (!read) {
                held.close();
            }
        }
        return journal;
    }

    /** Makes the file, for its owner only, and so that its name survives too. */
    private RandomAccessFile made() throws IOException {
        Held known = held;
        if (known == null) {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                makeFolder(parent);
            }
            Files.createFile(path, ownerOnly());
            if (parent != null) {
                forceFolder(parent);
            }
            known = Held.of(path);
            if (known == null) {
                throw new FileAlreadyExistsException(path.toString());
            }
            held = known;
        }
        return known.file;
    }

    private static void makeFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        makeFolder(parent);
        // Another may make it at the same time.
        Files.createDirectories(folder);
        forceFolder(parent);
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
    private static Object identity(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    private void read(RandomAccessFile file) throws IOException {
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
                line(number++, new String(bytes, from, i - from, UTF_8));
                from = i + 1;
            }
        }
        end = from;
        if (length > end) {
            cutTail(file, number, new String(bytes, from, bytes.length - from, UTF_8));
        }
    }

    /** What has no end was cut off by a crash, before anybody relied on it; unless it is somebody else's file. */
    private void cutTail(RandomAccessFile file, int number, String tail) throws IOException {
        if (!JournalBinaries.isBeginOfLine(tail) && !(end > 0 && tail.chars().allMatch(c -> c == 0))) {
            throw broken(number, "expected an event of a journal, found other text");
        }
        // The next write forces that to the disk too; before it nothing is lost.
        file.setLength(end);
    }

    private void line(int number, String text) {
        JsonObject line;
        try {
            line = JsonObject.parse(text);
        } catch (InvalidDataException e) {
            throw broken(number, "expected an event of a journal, found other text");
        }
        try {
            if (!binaries.take(line)) {
                checkPlace(line);
                events.addAll(binaries.events(line));
            }
        } catch (InvalidDataException e) {
            throw broken(number, e.getMessage());
        }
    }

    /** Each line says how many events stand before it: one that is gone, or comes twice, would change what happened. */
    private void checkPlace(JsonObject line) {
        long after = JournalBinaries.after(line, events.size());
        if (after != events.size()) {
            throw new InvalidDataException("expected what stands behind " + events.size()
                    + " events, found what stands behind " + after + ": lines are missing, or are in another order");
        }
    }

    private InvalidDataException broken(int number, @Nullable String problem) {
        return new InvalidDataException("line " + number + " of " + path + ": " + problem);
    }

    /** All that is written. */
    public List<JsonObject> events() {
        return List.copyOf(events);
    }

    public int size() {
        return events.size();
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * Whether nobody else has written to the file. It is locked; but on some systems whoever reads it in this process gives the
     * lock back.
     */
    public boolean isOurs() throws IOException {
        Held known = held;
        return broken || known == null || known.file.length() == end;
    }

    /**
     * Writes events at the end and waits until they are on the disk; when that fails, nothing counts.
     *
     * @throws FileAlreadyExistsException when there was no file, and somebody else has made it
     */
    public void append(List<JsonObject> more) throws IOException {
        if (broken) {
            throw new IOException("an earlier write failed: open the journal anew");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JsonObject line : binaries.lines(JsonArray.of(more), events.size())) {
            lines.writeBytes(line.toJson().getBytes(UTF_8));
            lines.write('\n');
        }
        RandomAccessFile file = made();
        try {
            file.seek(end);
            file.write(lines.toByteArray());
            file.getFD().sync();
        } catch (IOException | RuntimeException e) {
            broken = true;
            cut(file);
            throw e;
        }
        end += lines.size();
        events.addAll(more);
    }

    /** Takes back what was half written, as far as that still can be done. */
    private void cut(RandomAccessFile file) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            // The next to open it sees a line without an end, or whole ones that were never relied on.
        }
    }

    /** Gives the lock back. */
    public void close() throws IOException {
        closed = true;
        Held known = held;
        if (known != null) {
            known.close();
        }
    }
}
