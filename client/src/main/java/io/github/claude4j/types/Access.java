package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Makes a record and reads its components: by reflection, or by the handles that a lookup gives where that is not allowed. */
abstract class Access {
    abstract Object make(@Nullable Object[] parts) throws Throwable;

    abstract @Nullable Object component(Object value, int index) throws Throwable;

    /** The record; {@link Reading#FAILED} where its constructor refuses the parts, whose message then is for the model. */
    final Object make(@Nullable Object[] parts, Reading reading) {
        try {
            return make(parts);
        } catch (RuntimeException e) {
            String message = e.getMessage();
            return reading.fail(message == null ? "is not accepted" : message);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return reading.fail("is not accepted");
        }
    }

    final @Nullable Object get(Object value, int index) {
        try {
            return component(value, index);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Arguments are the array of themselves. */
    static Access arguments() {
        return new Access() {
            @Override
            Object make(@Nullable Object[] parts) {
                return parts;
            }

            @Override
            @Nullable
            Object component(Object value, int index) {
                return ((Object[]) value)[index];
            }
        };
    }

    static Access of(Class<?> type, RecordComponent[] components, MethodHandles.@Nullable Lookup lookup) {
        Class<?>[] types = new Class<?>[components.length];
        Method[] accessors = new Method[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
            accessors[i] = components[i].getAccessor();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return lookup != null ? handles(constructor, accessors, lookup) : reflection(constructor, accessors);
        } catch (ReflectiveOperationException e) {
            throw refused(type);
        }
    }

    private static Access reflection(Constructor<?> constructor, Method[] accessors) {
        boolean open = open(constructor);
        for (Method accessor : accessors) {
            open &= open(accessor);
        }
        if (!open) {
            throw refused(constructor.getDeclaringClass());
        }
        return new Reflection(constructor, accessors);
    }

    private static boolean open(AccessibleObject member) {
        return member.trySetAccessible();
    }

    private static Access handles(Constructor<?> constructor, Method[] accessors, MethodHandles.Lookup lookup)
            throws IllegalAccessException {
        MethodHandle make = lookup.unreflectConstructor(constructor)
                .asSpreader(Object[].class, accessors.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        MethodHandle[] get = new MethodHandle[accessors.length];
        for (int i = 0; i < get.length; i++) {
            get[i] = lookup.unreflect(accessors[i]).asType(MethodType.methodType(Object.class, Object.class));
        }
        return new Handles(make, get);
    }

    private static InvalidParamsException refused(Class<?> type) {
        return new InvalidParamsException(
                type.getTypeName() + ": expected a record that can be made from here; add \"opens "
                        + type.getPackageName() + " to io.github.claude4j\" to its module, or make its type with"
                        + " JsonType.of(type, MethodHandles.lookup()) in a class that can see it");
    }

    private static final class Reflection extends Access {
        private final Constructor<?> constructor;
        private final Method[] accessors;

        Reflection(Constructor<?> constructor, Method[] accessors) {
            this.constructor = constructor;
            this.accessors = accessors;
        }

        @Override
        Object make(@Nullable Object[] parts) throws Throwable {
            try {
                return constructor.newInstance(parts);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Override
        @Nullable
        Object component(Object value, int index) throws Throwable {
            try {
                return accessors[index].invoke(value);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private static final class Handles extends Access {
        private final MethodHandle constructor;
        private final MethodHandle[] accessors;

        Handles(MethodHandle constructor, MethodHandle[] accessors) {
            this.constructor = constructor;
            this.accessors = accessors;
        }

        @Override
        Object make(@Nullable Object[] parts) throws Throwable {
            return constructor.invokeExact(parts);
        }

        @Override
        @Nullable
        Object component(Object value, int index) throws Throwable {
            return accessors[index].invokeExact(value);
        }
    }
}
