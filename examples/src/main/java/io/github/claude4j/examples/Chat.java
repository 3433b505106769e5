package io.github.claude4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Runner;
import java.util.Scanner;

/** Talks with the model, a line at a time; "undo" takes the last line back. */
public final class Chat {
    private Chat() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Runner runner = claude.runner(r -> {});
            Conversation chat = claude.conversation(
                    m -> m.model(Model.CLAUDE_HAIKU_4_5).maxTokens(512).system("You are concise."));
            Scanner lines = new Scanner(System.in, UTF_8);
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                chat = line.equals("undo") ? chat.undo() : runner.run(chat.say(line));
                System.out.println(chat.lastText());
            }
            // All of it as text; Conversation.of(text) goes on with it.
            System.out.println(chat.json().toJson().length() + " characters to be saved");
        }
    }
}
