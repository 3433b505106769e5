package io.github.claude4j.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * Rows in columns, for people. Letters that take two columns, or none, are counted as such. Where the terminal is too
 * narrow, the columns that may be cut are, and where that is not enough, the last ones are left out: the first matter most.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_WIDTH = 6;

    private static final Pattern BREAKS = Pattern.compile("[\\n\\t\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private enum Kind {
        WHOLE,
        CUT,
        RIGHT
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** A column that is never cut, such as one of ids, which people copy. */
    public Table whole(String heading) {
        return column(Kind.WHOLE, heading);
    }

    /** A column that is cut where the terminal is too narrow. */
    public Table cut(String heading) {
        return column(Kind.CUT, heading);
    }

    /** A column of numbers. */
    public Table right(String heading) {
        return column(Kind.RIGHT, heading);
    }

    private Table column(Kind kind, String heading) {
        kinds.add(kind);
        headings.add(heading);
        return this;
    }

    /** Adds a row: a cell for each column. */
    public void row(List<String> cells) {
        rows.add(cells.stream().map(Table::plain).toList());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether all columns have room, cut or not. */
    public boolean fits(int columns) {
        return shown(widths(), columns) == kinds.size();
    }

    /** The table as text, a line a row; headings only where there are some. */
    public String text(int columns) {
        int[] all = widths();
        int[] widths = Arrays.copyOf(all, shown(all, columns));
        shrink(widths, columns);
        StringBuilder text = new StringBuilder();
        if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
            line(text, headings, widths);
        }
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[kinds.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(headings.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    /** How many columns, from the first on, have room when all that may be cut are; one at least. */
    private int shown(int[] widths, int columns) {
        int count = 0;
        long all = -GAP.length();
        while (count < widths.length && (count == 0 || all <= columns)) {
            int least = kinds.get(count) == Kind.CUT ? Math.min(widths[count], LEAST_WIDTH) : widths[count];
            all += GAP.length() + least;
            count++;
        }
        return all > columns && count > 1 ? count - 1 : count;
    }

    /** Takes from the widest column that may be cut until the table fits, or nothing is left to take. */
    private void shrink(int[] widths, int columns) {
        int all = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            all += width;
        }
        for (; all > columns; all--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (kinds.get(i) == Kind.CUT && widths[i] > LEAST_WIDTH && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private void line(StringBuilder text, List<String> cells, int[] widths) {
        int start = text.length();
        for (int i = 0; i < widths.length; i++) {
            String cell = fit(cells.get(i), widths[i]);
            String space = " ".repeat(widths[i] - width(cell));
            text.append(i == 0 ? "" : GAP).append(kinds.get(i) == Kind.RIGHT ? space + cell : cell + space);
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    /** The text, cut to this width. */
    public static String fit(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = width - 1;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            room -= width(letter);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(letter);
            i += Character.charCount(letter);
        }
        return kept.append('…').toString();
    }

    /** How many columns of a terminal a text takes. */
    public static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int letter) {
        return Math.max(0, WCWidth.wcwidth(letter));
    }

    /**
     * A name can hold anything; line feeds would break the table, escapes would speak to the terminal, and what turns the
     * direction of writing would make it look like another name.
     */
    public static String plain(String text) {
        return BREAKS.matcher(Terminal.withoutControls(text)).replaceAll("\ufffd");
    }
}
