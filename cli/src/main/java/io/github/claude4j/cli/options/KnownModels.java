package io.github.claude4j.cli.options;

import io.github.claude4j.messages.Model;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The models that a shell can complete: those that have a name in this version. */
public final class KnownModels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        List<String> ids = new ArrayList<>();
        for (Field constant : Model.class.getFields()) {
            try {
                ids.add((String) constant.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return ids.iterator();
    }
}
