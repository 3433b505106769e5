package io.github.claude4j.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of the known names somebody may have meant. */
public final class Likeness {
    private static final int MOST = 3;
    /** Shorter than this a text is part of too many names. */
    private static final int LEAST_PART = 3;

    private Likeness() {}

    /** Those that the text is a part of, then those that are a few letters away, the nearest first; three at most. */
    public static List<String> near(String typed, Collection<String> known) {
        String wanted = bare(typed);
        return known.stream()
                .filter(name ->
                        isPart(wanted, name) || distance(wanted, bare(name)) <= Math.max(1, wanted.length() / 3))
                .sorted(Comparator.comparing((String name) -> !isPart(wanted, name))
                        .thenComparingInt(name -> distance(wanted, bare(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** A question to put behind an error; empty where nothing is like what was typed. */
    public static String question(String typed, Collection<String> known) {
        List<String> near = near(typed, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** What matters of a name: neither its case nor the dashes before it. */
    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^[-/]+", "").replace('-', '_');
    }

    private static boolean isPart(String wanted, String name) {
        return wanted.length() >= LEAST_PART && bare(name).contains(wanted);
    }

    /** How many letters have to be put in, taken out, exchanged or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cheapest(int[][] rows, String a, String b, int i, int j) {
        int exchanged = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(exchanged, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, rows[i - 2][j - 2] + 1) : cheapest;
    }
}
