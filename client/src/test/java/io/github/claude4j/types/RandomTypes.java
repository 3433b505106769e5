package io.github.claude4j.types;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Types put together at random, and values of them. */
final class RandomTypes {
    record Pair<A, B>(A first, B second) {}

    record Some<T>(Optional<T> one, List<T> many, Map<String, T> named, int count) {}

    sealed interface Either<A, B> {}

    record Left<A, B>(A left) implements Either<A, B> {}

    record Right<A, B>(B right, Optional<A> other) implements Either<A, B> {}

    record Chain<T>(T value, Optional<Chain<T>> next) {}

    record Primitives(boolean a, byte b, short c, int d, long e, float f, double g, char h) {}

    record Optionals(OptionalInt a, OptionalLong b, OptionalDouble c, Optional<String> d) {}

    private static final Class<?>[] LEAVES = {
        String.class,
        Integer.class,
        Long.class,
        Double.class,
        Boolean.class,
        BigDecimal.class,
        BigInteger.class,
        UUID.class,
        URI.class,
        Instant.class,
        LocalDate.class,
        LocalTime.class,
        OffsetDateTime.class,
        Duration.class,
        Period.class,
        RealTypes.Level.class,
        Primitives.class,
        Optionals.class,
        RealTypes.Point.class,
        RealTypes.Shape.class
    };

    private static final Class<?>[] GENERIC = {
        List.class, Set.class, Pair.class, Some.class, Either.class, Chain.class, RealTypes.Page.class
    };

    private final Random random;

    RandomTypes(long seed) {
        random = new Random(seed);
    }

    private record Parameterized(Class<?> raw, Type... arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments;
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }

        @Override
        public String getTypeName() {
            StringBuilder name = new StringBuilder(raw.getSimpleName()).append('<');
            for (Type argument : arguments) {
                name.append(argument.getTypeName()).append(',');
            }
            return name.append('>').toString();
        }
    }

    Type type(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return pick(LEAVES);
        }
        Class<?> raw = pick(GENERIC);
        Type[] arguments = new Type[raw.getTypeParameters().length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = type(depth - 1);
        }
        return new Parameterized(raw, arguments);
    }

    Object value(Type type) {
        return value(type, Map.of(), 6);
    }

    private Object value(Type type, Map<TypeVariable<?>, Type> variables, int depth) {
        if (type instanceof TypeVariable<?> variable) {
            return value(variables.get(variable), variables, depth);
        }
        if (type instanceof ParameterizedType generic) {
            List<Type> arguments = new ArrayList<>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(resolved(argument, variables));
            }
            return ofClass((Class<?>) generic.getRawType(), arguments, depth);
        }
        return ofClass((Class<?>) type, List.of(), depth);
    }

    private static Type resolved(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return variables.get(variable);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments().clone();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = resolved(arguments[i], variables);
            }
            return new Parameterized((Class<?>) generic.getRawType(), arguments);
        }
        return type;
    }

    private Object ofClass(Class<?> type, List<Type> arguments, int depth) {
        if (type.isEnum()) {
            return pick(type.getEnumConstants());
        }
        if (type.isRecord() || type.isSealed()) {
            Class<?> made = type.isSealed() ? pick(type.getPermittedSubclasses()) : type;
            Map<TypeVariable<?>, Type> variables = new LinkedHashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                variables.put(made.getTypeParameters()[i], arguments.get(i));
            }
            return record(made, variables, depth);
        }
        if (type == List.class || type == Set.class || type == Optional.class) {
            List<Object> values = new ArrayList<>();
            for (int i = depth > 0 ? random.nextInt(3) : 0; i > 0; i--) {
                values.add(value(arguments.get(0), Map.of(), depth - 1));
            }
            return type == List.class
                    ? values
                    : type == Set.class
                            ? new LinkedHashSet<>(values)
                            : values.stream().findFirst();
        }
        if (type == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = depth > 0 ? random.nextInt(3) : 0; i > 0; i--) {
                map.put(text(), value(arguments.get(1), Map.of(), depth - 1));
            }
            return map;
        }
        return leaf(type);
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> variables, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < values.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), variables, depth - 1);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object leaf(Class<?> type) {
        int number = random.nextInt() >> random.nextInt(32);
        long large = random.nextLong() >> random.nextInt(64);
        boolean some = random.nextBoolean();
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "boolean", "Boolean" -> some;
            case "byte" -> (byte) number;
            case "short" -> (short) number;
            case "int", "Integer" -> number;
            case "long", "Long" -> large;
            case "float" -> random.nextFloat() * number;
            case "double", "Double" -> random.nextGaussian() * large;
            case "char" -> (char) ('a' + random.nextInt(26));
            case "BigDecimal" -> new BigDecimal(BigInteger.valueOf(large), random.nextInt(40) - 20);
            case "BigInteger" -> BigInteger.valueOf(large).pow(random.nextInt(4));
            case "UUID" -> new UUID(large, number);
            case "URI" -> URI.create("https://example.com/" + number);
            case "Instant" -> Instant.ofEpochMilli(large >> 20);
            case "LocalDate" -> LocalDate.ofEpochDay(number >> 16);
            case "LocalTime" -> LocalTime.ofSecondOfDay(Math.floorMod(number, 86400));
            case "OffsetDateTime" ->
                Instant.ofEpochSecond(number).atOffset(ZoneOffset.ofHours(Math.floorMod(number, 18)));
            case "Duration" -> Duration.ofMillis(number);
            case "Period" -> Period.of(number % 50, 1, 2);
            case "OptionalInt" -> some ? OptionalInt.of(number) : OptionalInt.empty();
            case "OptionalLong" -> some ? OptionalLong.of(large) : OptionalLong.empty();
            case "OptionalDouble" -> some ? OptionalDouble.of(number / 8.0) : OptionalDouble.empty();
            default -> throw new IllegalStateException(type.getName());
        };
    }

    private String text() {
        return pick(new String[] {"", "a", "\"b\"\n", "é😀", "c ".repeat(9), "{}", "1", "null"}) + random.nextInt(10);
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
