package io.github.claude4j.cli.chat;

import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.terminal.Likeness;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.runs.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a chat is told that is not for the model, and what it works on. */
public final class ChatCommands {
    static final List<String> NAMES =
            List.of("/help", "/model", "/system", "/file", "/retry", "/clear", "/save", "/load", "/exit");

    private static final String HELP = """
            /help           show this
            /model [ID]     show or change the model
            /system [TEXT]  show or change the system prompt; - takes it away
            /file FILE      send an image, a PDF or text with what you say next
            /retry          ask the last thing again
            /clear          forget the conversation
            /save [FILE]    save the conversation as JSON; --force replaces a file
            /load FILE      go on with a saved one
            /exit           end, as Ctrl-D does
            A line that ends with \\ goes on in the next one; \"""...\""" holds several lines.
            Ctrl-C stops an answer.
            """;
    /** A path or a pattern that begins with a slash is something to say. */
    private static final Pattern COMMAND = Pattern.compile("\\s*/[a-z]+(\\s.*)?", Pattern.DOTALL);

    /** Before the name or behind it. */
    private static final Pattern FORCE = Pattern.compile("^--force(?=\\s|$)|\\s--force$");

    /** What comes after a command. */
    enum Next {
        DONE,
        ASK,
        EXIT
    }

    private final Terminal terminal;
    private final List<ContentBlock> files = new ArrayList<>();
    private Chat chat;

    ChatCommands(Terminal terminal, Chat chat) {
        this.terminal = terminal;
        this.chat = chat;
    }

    static boolean isCommand(String said) {
        return COMMAND.matcher(said).matches();
    }

    Chat chat() {
        return chat;
    }

    /** The user's turn: the files that were named since the last one, and the text. */
    List<ContentBlock> withFiles(String text) {
        List<ContentBlock> content = new ArrayList<>(files);
        content.add(Content.text(text));
        files.clear();
        return content;
    }

    Next run(String command) {
        String[] words = command.split("\\s+", 2);
        String argument = words.length < 2 ? "" : words[1].strip();
        switch (words[0]) {
            case "/help" -> terminal.out().text(HELP);
            case "/model" -> model(argument);
            case "/system" -> system(argument);
            case "/file" -> file(argument);
            case "/clear" -> clear();
            case "/save" -> save(argument);
            case "/load" -> load(argument);
            case "/retry" -> {
                return retry();
            }
            case "/exit" -> {
                return Next.EXIT;
            }
            default ->
                throw new UsageException(
                        "unknown command " + words[0] + Likeness.question(words[0], NAMES) + " (see /help)");
        }
        return Next.DONE;
    }

    private void model(String id) {
        if (!id.isEmpty()) {
            chat.request(chat.request().with("model", id));
        }
        terminal.note("the model is " + chat.request().string("model"));
    }

    private void system(String text) {
        if (text.equals("-")) {
            chat.request(chat.request().without("system"));
        } else if (!text.isEmpty()) {
            chat.request(chat.request().with("system", text));
        }
        Object system = chat.request().get("system");
        terminal.note(system == null ? "there is no system prompt" : "the system prompt is: " + system);
    }

    private void file(String name) {
        if (name.isEmpty()) {
            throw new UsageException("/file: expected the name of a file");
        }
        ContentBlock block = Attachment.of(home(name));
        // Held as it is now, since a file may change before it is sent for the last time.
        files.add(ContentBlock.of(JsonObject.parse(block.json().toJson())));
        terminal.note(Wording.count(files.size(), "file") + " will go with what you say next");
    }

    private void clear() {
        chat.clear();
        files.clear();
        terminal.note("the conversation is forgotten");
    }

    private Next retry() {
        if (!chat.askAgain()) {
            throw new UsageException("/retry: nothing was asked yet");
        }
        return Next.ASK;
    }

    private void save(String argument) {
        boolean force = FORCE.matcher(argument).find();
        String name = FORCE.matcher(argument).replaceFirst("").strip();
        if (name.startsWith("-")) {
            throw new UsageException("/save: expected a file and --force at most, found " + argument
                    + "; a file whose name begins with - is written ./-name");
        }
        Path target = name.isEmpty() ? chat.file() : Path.of(home(name));
        if (target == null) {
            throw new UsageException("/save: expected the name of a file");
        }
        chat.save(target, force);
        terminal.note("saved " + turns() + " to " + target);
    }

    private void load(String name) {
        if (name.isEmpty()) {
            throw new UsageException("/load: expected the name of a file");
        }
        chat = Chat.load(Attachment.file(home(name)));
        files.clear();
        tellLoaded();
    }

    /** Tells what a saved chat was about. */
    void tellLoaded() {
        terminal.note("loaded " + turns() + "; the model is " + chat.request().string("model")
                + (chat.conversation().next() instanceof Step.End ? "" : "; /retry goes on where it stopped"));
    }

    private String turns() {
        return Wording.count(chat.turns(), "turn");
    }

    /** As a shell does it, since there is none here. */
    private static String home(String name) {
        @Nullable String home = System.getProperty("user.home");
        return name.startsWith("~/") && home != null ? home + name.substring(1) : name;
    }
}
