package io.github.claude4j.lint;

import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How many cache breakpoints there are, and that those which live longer come first. */
final class CacheRules {
    private final Inspection look;
    private int found;
    private boolean shortLived;

    private CacheRules(Inspection look) {
        this.look = look;
    }

    static void check(Inspection look) {
        CacheRules rules = new CacheRules(look);
        for (String area : new String[] {"tools", "system", "messages"}) {
            rules.walk(look.get(area), area);
        }
        if (look.has(CacheMarks.MARK)) {
            rules.found++;
        }
        if (rules.found > CacheMarks.MOST) {
            look.refused(
                    CacheMarks.MARK,
                    "a request has at most " + CacheMarks.MOST + " cache breakpoints, found " + rules.found,
                    "keep those behind what stays the same for longest",
                    "A maximum of " + CacheMarks.MOST + " blocks with cache_control may be provided. Found "
                            + rules.found + ".");
        }
    }

    private void walk(@Nullable Object value, String path) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), Inspection.at(path, i));
            }
        } else if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                String name = object.name(i);
                if (name.equals(CacheMarks.MARK)) {
                    breakpoint(object.value(i), path + "." + CacheMarks.MARK);
                } else if (CacheMarks.mayBeIn(name)) {
                    walk(object.value(i), path + "." + name);
                }
            }
        }
    }

    private void breakpoint(@Nullable Object control, String path) {
        if (control == null) {
            return;
        }
        found++;
        boolean hour = control instanceof JsonObject object && "1h".equals(object.get("ttl"));
        if (hour && shortLived) {
            look.refused(
                    path + ".ttl",
                    "an hour comes after a breakpoint of five minutes; the order is tools, system, messages",
                    "give the longer time to the earlier ones",
                    Inspection.apiPath(path)
                            + ".ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block."
                            + " Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
        }
        shortLived |= !hour;
    }
}
