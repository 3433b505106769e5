package io.github.claude4j.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Names that the API takes for those of a server: always the same ones, so that caches stay good. */
final class ToolNames {
    private static final int LONGEST = 128;
    private static final int HASH = 8;

    private ToolNames() {}

    static List<String> of(String prefix, List<String> given) {
        List<String> clean = given.stream()
                .map(name -> prefix + name.replaceAll("[^a-zA-Z0-9_-]", "_"))
                .toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = clean.get(i);
            boolean unclear = !name.equals(prefix + given.get(i)) && Collections.frequency(clean, name) > 1;
            names.add(name.length() > LONGEST || unclear ? hashed(name, given.get(i)) : name);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidDataException("tools: expected names that differ, found " + name + " twice");
            }
        }
        return names;
    }

    private static String hashed(String name, String given) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(given.getBytes(UTF_8));
            String end = "_" + HexFormat.of().formatHex(hash).substring(0, HASH);
            return name.substring(0, Math.min(name.length(), LONGEST - end.length())) + end;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
