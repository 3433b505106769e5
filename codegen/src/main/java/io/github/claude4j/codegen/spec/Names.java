package io.github.claude4j.codegen.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The only place that knows casing, singular forms, and the names that Java or its users have taken. */
public final class Names {
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends "
                            + "final finally float for goto if implements import instanceof int interface long native new "
                            + "package private protected public return short static strictfp super switch synchronized "
                            + "this throw throws transient try void volatile while true false null yield _")
                    .split(" "));

    /** Methods that every API object or its builder has. */
    private static final Set<String> METHODS = Set.of(
            ("json response problems wait notify notifyAll getClass hashCode toString clone equals finalize builder toBuilder of "
                            + "build put get clear")
                    .split(" "));

    /** Types of the JDK that users import or have without importing, and the ones nested in what we generate. */
    private static final Set<String> TYPES = Set.of(
            ("Boolean Byte Character Class ClassLoader Comparable Double Enum Error Exception Float Integer Iterable Long "
                            + "Math Module Number Object Override Deprecated Package Process Record Runnable Runtime Short "
                            + "String StringBuilder System Thread ThreadGroup ThreadLocal Throwable Void "
                            + "Arrays Base64 BitSet Calendar Collection Collections Comparator Currency Date Deque Dictionary "
                            + "Enumeration EventListener EventObject Formatter HashMap HashSet Iterator LinkedHashMap "
                            + "LinkedList List ListIterator Locale Map Objects Observable Observer Optional OptionalDouble "
                            + "OptionalInt OptionalLong PriorityQueue Properties Queue Random Scanner ServiceLoader Set "
                            + "SortedMap SortedSet Stack Timer TimerTask TreeMap TreeSet UUID Vector "
                            + "Builder Unknown Text Flag Int Decimal Items HiddenVariant")
                    .split(" "));

    /** Words whose singular no rule gives. */
    private static final Map<String, String> SINGULARS = Map.ofEntries(
            Map.entry("aliases", "alias"),
            Map.entry("analytics", "analytics"),
            Map.entry("biases", "bias"),
            Map.entry("caches", "cache"),
            Map.entry("indices", "index"),
            Map.entry("series", "series"),
            Map.entry("statuses", "status"));

    /** How the comparisons in brackets are called. */
    private static final Map<String, String> COMPARISONS =
            Map.of("gt", "After", "gte", "From", "lt", "Before", "lte", "Until");

    private static final Pattern LAST_WORD = Pattern.compile("(.*?)([A-Z]?[a-z0-9]*)$");

    private Names() {}

    /** {@code cache_control} as {@code cacheControl}. */
    public static String camel(String wire) {
        String pascal = pascal(wire);
        return pascal.isEmpty() ? pascal : pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }

    /** {@code cache_control} as {@code CacheControl}. */
    public static String pascal(String wire) {
        StringBuilder name = new StringBuilder();
        for (String word : wire.split("[^A-Za-z0-9]+", -1)) {
            name.append(upperFirst(word));
        }
        return name.toString();
    }

    public static String upperFirst(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** One of these: {@code stopSequences} as {@code stopSequence}. A word without a plural stays. */
    public static String singular(String camel) {
        Matcher matcher = LAST_WORD.matcher(camel);
        if (!matcher.matches()) {
            return camel;
        }
        String word = matcher.group(2).toLowerCase(Locale.ROOT);
        String one = singularWord(word);
        // Only the ending changes, so the first letter keeps its case.
        return matcher.group(1)
                + matcher.group(2).substring(0, Math.min(1, word.length()))
                + one.substring(Math.min(1, one.length()));
    }

    private static String singularWord(String word) {
        if (SINGULARS.containsKey(word)) {
            return SINGULARS.get(word);
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".*(ss|ch|sh|x|zz)es")) {
            return word.substring(0, word.length() - 2);
        }
        boolean plural = word.endsWith("s") && !word.matches(".*(ss|us|is)") && word.length() > 2;
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /**
     * The constant for a value: {@code claude-opus-5-5} as {@code CLAUDE_OPUS_5_5}. One that begins with a digit is
     * prefixed with the last word of its type's name: {@code 5m} of CacheTtl is {@code TTL_5M}.
     */
    public static String constant(String value, String type) {
        String name =
                value.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "").toUpperCase(Locale.ROOT);
        if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
            return name;
        }
        Matcher matcher = LAST_WORD.matcher(type);
        String prefix = matcher.matches() ? matcher.group(2).toUpperCase(Locale.ROOT) : "VALUE";
        return prefix + "_" + name;
    }

    /** The service of a dotted prefix: {@code messages.batches} is MessageBatchesService. */
    public static String service(String prefix) {
        List<String> segments = new ArrayList<>(Arrays.asList(prefix.split("\\.")));
        String last = pascal(segments.remove(segments.size() - 1));
        StringBuilder name = new StringBuilder();
        segments.forEach(segment -> name.append(singular(pascal(segment))));
        return name + last + "Service";
    }

    /** Why a field, an operation or a parameter can't be called this; null if it can. */
    public static String memberProblem(String name) {
        if (!name.matches("[a-z]\\w*")) {
            return "\"" + name + "\" is no Java name: give it another with name:";
        }
        if (KEYWORDS.contains(name)) {
            return "\"" + name + "\" is a word of Java: give it another name with name:";
        }
        return METHODS.contains(name)
                ? "\"" + name + "\" is a method of every API object: give it another name with name:"
                : null;
    }

    /**
     * What a parameter with a comparison in brackets is called: {@code created_at[gt]} is createdAtAfter. Null for any other,
     * which has its name from {@link #camel}.
     */
    public static String comparison(String wire) {
        int bracket = wire.indexOf('[');
        if (bracket < 0) {
            return null;
        }
        String end = wire.substring(bracket + 1, wire.length() - 1);
        return camel(wire.substring(0, bracket)) + COMPARISONS.getOrDefault(end, upperFirst(end));
    }

    /** Why a type can't be called this; null if it can. */
    public static String typeProblem(String name) {
        return TYPES.contains(name) ? "a type called " + name + " would hide one that users have already" : null;
    }
}
