package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services of a module, by their dotted prefix. A prefix that only has services below it is one too. */
public final class Services {
    /**
     * One service.
     *
     * @param prefix the dotted prefix, without {@code organization}
     * @param area the area that it belongs to: the first one that uses it
     * @param operations its own operations, in the order of the file
     */
    public record Service(String prefix, Area area, List<Operation> operations) {
        public String name() {
            return Names.service(prefix);
        }

        public String qualified() {
            return area.javaPackage() + "." + name();
        }

        /** How the service above it calls it. */
        public String accessor() {
            return Names.camel(prefix.substring(prefix.lastIndexOf('.') + 1));
        }
    }

    private final Map<String, Service> services = new TreeMap<>();

    public Services(List<Area> areas) {
        // Services with operations of their own settle where they live before those that only lead to others.
        areas.forEach(area -> area.operations()
                .forEach(operation ->
                        service(operation.service(), area).operations().add(operation)));
        areas.forEach(area -> area.operations().forEach(operation -> {
            String prefix = operation.service();
            for (int dot = prefix.lastIndexOf('.'); dot > 0; dot = prefix.lastIndexOf('.', dot - 1)) {
                service(prefix.substring(0, dot), area);
            }
        }));
    }

    private Service service(String prefix, Area area) {
        return services.computeIfAbsent(prefix, key -> new Service(key, area, new ArrayList<>()));
    }

    public List<Service> all() {
        return List.copyOf(services.values());
    }

    public List<Service> of(Area area) {
        return all().stream().filter(service -> service.area().equals(area)).toList();
    }

    public List<Service> top() {
        return all().stream().filter(service -> !service.prefix().contains(".")).toList();
    }

    /** The services directly below this one. */
    public List<Service> below(Service parent) {
        String start = parent.prefix() + ".";
        return all().stream()
                .filter(service ->
                        service.prefix().startsWith(start) && service.prefix().indexOf('.', start.length()) < 0)
                .toList();
    }
}
