package io.github.claude4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * What a command reads and writes. Text is UTF-8 in all directions.
 *
 * @param in standard input
 * @param out standard output: answers, and nothing else
 * @param err standard error: one line for what went wrong, and notes for people
 * @param typed whether a person types the input
 * @param seen whether a person sees the output as it is
 * @param watched whether a person sees standard error as it is, so that a line there can be written over
 * @param screen what is to be known only by some commands
 */
public record Terminal(
        InputStream in, Output out, PrintStream err, boolean typed, boolean seen, boolean watched, Screen screen) {
    /** What notes begin with. */
    public static final String NOTE = "claude4j: ";

    private static final String DIM = "\033[2m";
    private static final String PLAIN = "\033[0m";

    /** What a terminal is asked for when it is needed. */
    public interface Screen {
        /** How many columns the terminal has. */
        int columns();
    }

    /** The terminal of this process. The launcher knows best which streams are one; Java cannot ask for each alone. */
    public static Terminal ofProcess() {
        Output out = new Output(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        Screen screen = new ProcessScreen();
        String told = System.getProperty("claude4j.terminal");
        if (told != null) {
            return new Terminal(
                    System.in, out, err, told.contains("in"), told.contains("out"), told.contains("err"), screen);
        }
        boolean all = hasConsole();
        return new Terminal(System.in, out, err, all, all, all, screen);
    }

    /** From Java 22 on there may be a console without a terminal, which is asked then; that method is not in Java 17. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Writes text that is not of this program, such as an answer. Where a person sees it, it goes without control characters,
     * which would speak to the terminal.
     */
    public void answer(String text) {
        out.text(seen ? withoutControls(text) : text);
    }

    /** Writes a piece of what a model thought, on standard error. */
    public void thought(String piece) {
        String clean = withoutControls(piece);
        err.print(watched ? DIM + clean + PLAIN : clean);
        err.flush();
    }

    /**
     * The one filter for what came from outside, before a terminal sees it: control characters, which would speak to it, are shown
     * as what cannot be shown. Line feeds and tabs stay.
     */
    static String withoutControls(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isISOControl(letter) && letter != '\n' && letter != '\t') {
                if (clean == null) {
                    clean = new StringBuilder(text);
                }
                clean.setCharAt(i, '\ufffd');
            }
        }
        return clean == null ? text : clean.toString();
    }

    /** How many columns the output has. */
    public int columns() {
        return seen ? screen.columns() : Integer.MAX_VALUE;
    }

    /** Writes a table: as wide as the terminal at most, whole where nobody sees it. */
    public void table(Table table) {
        int room = columns();
        out.text(table.text(room));
        if (!table.fits(room)) {
            note("not all columns fit; a wider terminal, a pipe and --json have them all");
        }
    }

    /** Standard input as text, which is an error where it is none: what is sent must be what was given. */
    public BufferedReader reader() {
        // One that is made of a decoder refuses what is no UTF-8 instead of replacing it.
        return new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()));
    }

    /** All of standard input as text. */
    public String text() throws IOException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
        } catch (CharacterCodingException e) {
            throw noText();
        }
    }

    /** Standard input is no text. */
    static UsageException noText() {
        return new UsageException("standard input: expected text in UTF-8");
    }

    /** The text with whatever could make it look like another one as an escape: what turns the direction, what has no width. */
    public static String visible(String json) {
        StringBuilder visible = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            int type = Character.getType(letter);
            boolean hidden = type == Character.FORMAT
                    || type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            visible.append(hidden ? String.format("\\u%04x", (int) letter) : String.valueOf(letter));
        }
        return visible.toString();
    }

    /** Tells a person something that is not part of the answer: one line, whatever is in it, so that nothing else can look like a note. */
    public void note(String text) {
        err.println(NOTE + Table.plain(Wording.oneLine(text)));
    }
}
