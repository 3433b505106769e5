package io.github.claude4j.cli.commands;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.Listing;
import io.github.claude4j.cli.terminal.Facts;
import io.github.claude4j.cli.terminal.NewFile;
import io.github.claude4j.cli.terminal.Progress;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.files.FileMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads files, lists, downloads and deletes them. */
@Command(
        name = "files",
        description = "Uploads files, lists, downloads and deletes them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class FilesCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    public FilesCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        throw new UsageException("files: expected list, show, upload, download or delete (see claude4j files --help)");
    }

    @Command(
            description = "Lists the files, the newest first.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(@Mixin Connection connection, @Mixin Listing listing) {
        long pageSize = listing.pageSize();
        Table table =
                new Table().whole("ID").cut("NAME").right("SIZE").cut("TYPE").whole("CREATED");
        try (Connection.Open open = connection.open(terminal, clients)) {
            listing.show(
                    terminal,
                    open.claude().files().list(p -> p.limit(pageSize)),
                    "files",
                    table,
                    file -> List.of(
                            file.id(),
                            file.filename(),
                            Wording.size(file.sizeBytes()),
                            file.mimeType(),
                            Wording.time(file.createdAt())));
        }
        return 0;
    }

    @Command(
            description = "Shows what is known about a file.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "The file's id.") String id,
            @Option(names = "--json", description = "Print it as JSON.") boolean json) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            FileMetadata file = open.claude().files().retrieveMetadata(id);
            if (json) {
                terminal.out().json(file.json());
            } else {
                terminal.out().text(facts(file));
            }
        }
        return 0;
    }

    private static String facts(FileMetadata file) {
        return new Facts()
                .add("id", file.id())
                .add("name", file.filename())
                .add("type", file.mimeType())
                .add("size", Wording.size(file.sizeBytes()) + " (" + file.sizeBytes() + " bytes)")
                .add("created", Wording.time(file.createdAt()))
                .add("expires", file.expiresAt().map(Wording::time).orElse(""))
                .add("downloadable", file.downloadable() ? "yes" : "no")
                .text();
    }

    @Command(
            description = "Uploads files and prints their ids, a line each.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int upload(
            @Mixin Connection connection,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.") List<String> names,
            @Option(names = "--json", description = "Print what the API says of each file as a line of JSON.")
                    boolean json) {
        List<Path> files = names.stream().map(Attachment::file).toList();
        try (Connection.Open open = connection.open(terminal, clients)) {
            for (Path file : files) {
                FileMetadata uploaded = upload(open.claude(), file);
                if (json) {
                    terminal.out().jsonLine(uploaded.json());
                } else {
                    terminal.out().line(uploaded.id());
                }
            }
        }
        return 0;
    }

    private FileMetadata upload(Claude claude, Path file) {
        try (Progress progress = new Progress(terminal)) {
            return claude.files().upload(file, (sent, all) -> {
                // Files that the system makes up when they are read have no size.
                String percent = all == 0 ? "" : ", " + 100 * sent / all + " %";
                progress.show(file.getFileName() + ": " + Wording.size(sent) + " of " + Wording.size(all) + percent);
            });
        }
    }

    @Command(
            description = "Downloads a file that a tool of the model made; what was uploaded cannot be had back.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int download(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "The file's id.") String id,
            @Option(
                            names = "--output",
                            paramLabel = "PATH",
                            description = "Where to save it: a file, a folder, or - for standard output."
                                    + " Default: under its own name in this folder.")
                    @Nullable
                    String output,
            @Option(names = "--force", description = "Replace a file that is there.") boolean force)
            throws IOException {
        boolean named = output != null && !output.equals("-") && !Files.isDirectory(Path.of(output));
        NewFile target = named ? new NewFile(Path.of(String.valueOf(output)), force) : null;
        try (Connection.Open open = connection.open(terminal, clients)) {
            if ("-".equals(output)) {
                try (Download download = open.claude().files().download(id)) {
                    terminal.out().bytes(download.inputStream());
                }
                return 0;
            }
            FileMetadata file = open.claude().files().retrieveMetadata(id);
            Path path = target != null
                    ? Path.of(String.valueOf(output))
                    : Path.of(output == null ? "" : output).resolve(ownName(file));
            save(open.claude(), file, target != null ? target : new NewFile(path, force));
            terminal.answer(path + "\n");
        }
        return 0;
    }

    /** The file's own name; the API says it, so it must not lead out of the folder. */
    private static String ownName(FileMetadata file) {
        String name = file.filename().replaceFirst(".*[/\\\\]", "");
        if (name.isBlank() || name.equals(".") || name.equals("..") || !name.equals(Table.plain(name))) {
            throw new UsageException("the file's name, " + Table.plain(file.filename())
                    + ", cannot be used here; --output gives it another");
        }
        // Under such a name a shell would run it, or a command take it for an option.
        return name.startsWith(".") || name.startsWith("-") ? "_" + name : name;
    }

    private void save(Claude claude, FileMetadata file, NewFile target) {
        try (Progress progress = new Progress(terminal);
                Download download = claude.files().download(file.id())) {
            target.write(out -> {
                byte[] buffer = new byte[16 * 1024];
                long done = 0;
                for (int count = download.inputStream().read(buffer);
                        count >= 0;
                        count = download.inputStream().read(buffer)) {
                    out.write(buffer, 0, count);
                    done += count;
                    progress.show(
                            file.filename() + ": " + Wording.size(done) + " of " + Wording.size(file.sizeBytes()));
                }
            });
        }
    }

    @Command(
            description = "Deletes files, which cannot be undone.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int delete(
            @Mixin Connection connection,
            @Parameters(arity = "1..*", paramLabel = "ID", description = "The files' ids.") List<String> ids) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            for (String id : ids) {
                open.claude().files().delete(id);
                terminal.note("deleted " + id);
            }
        }
        return 0;
    }
}
