package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.Samples;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Transport;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Null for each argument of each public method: refused, and the message names the argument. */
class NullArgumentsTest {
    /** What users never call. */
    private static final List<String> LEFT_OUT =
            List.of("internal.", "client.Caller", "testkit.internal.", "testkit.junit.");

    /** Told or asked by the library, not by its user. */
    private static final List<Class<?>> CALLED_BY_US = List.of(
            MessageListener.class,
            CallListener.class,
            Interceptor.class,
            Transport.class,
            PushTransport.class,
            AccessTokenProvider.class,
            Backend.class);

    /** Where the name of the argument alone is told, and nothing of what the JDK would have done with it. */
    private static final List<String> BY_NAME = List.of("runs.", "tools.", "types.", "prices.", "lint.", "Claude");

    /** Made by services alone. */
    private static final Set<Class<?>> MADE_BY_SERVICES = Set.of(
            ApiResponse.class, Download.class, EventStream.class, JsonLines.class, MessageStream.class, Page.class);

    @Test
    void everyPublicMethod_nullArgument_isNamed() throws IOException {
        List<String> problems = new ArrayList<>();
        int calls = 0;
        for (Class<?> type : Samples.publicClasses(LEFT_OUT)) {
            for (Executable executable : executables(type)) {
                for (int i = 0; i < executable.getParameterCount(); i++) {
                    if (mayBeNull(executable, i)) {
                        continue;
                    }
                    calls++;
                    problem(executable, i, problems);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(calls).isGreaterThan(Samples.isOfTheClient() ? 1000 : 100);
    }

    private static List<Executable> executables(Class<?> type) {
        List<Executable> all = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean code = Modifier.isPublic(method.getModifiers()) && !Modifier.isAbstract(method.getModifiers());
            boolean factory = Modifier.isStatic(method.getModifiers()) && MADE_BY_SERVICES.contains(type);
            boolean ofTheLanguage = type.isEnum() && method.getName().equals("valueOf");
            if (code && !factory && !ofTheLanguage && !method.isSynthetic() && !method.isBridge()) {
                all.add(method);
            }
        }
        boolean ours = !MADE_BY_SERVICES.contains(type) && !type.getSimpleName().endsWith("Service");
        if (ours && !Modifier.isAbstract(type.getModifiers())) {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Modifier.isPublic(constructor.getModifiers()) && !Throwable.class.isAssignableFrom(type)) {
                    all.add(constructor);
                }
            }
        }
        return all;
    }

    private static boolean mayBeNull(Executable executable, int index) {
        Parameter parameter = executable.getParameters()[index];
        AnnotatedElement type = executable.getAnnotatedParameterTypes()[index];
        return parameter.getType().isPrimitive()
                || type.isAnnotationPresent(Nullable.class)
                || CALLED_BY_US.stream().anyMatch(contract -> isOf(contract, executable))
                || executable.getName().equals("equals");
    }

    private static boolean isOf(Class<?> contract, Executable executable) {
        try {
            return contract.isAssignableFrom(executable.getDeclaringClass())
                    && !Modifier.isStatic(executable.getModifiers())
                    && contract.getMethod(executable.getName(), executable.getParameterTypes()) != null;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static void problem(Executable executable, int index, List<String> problems) {
        String name = executable.getParameters()[index].getName();
        String where = executable.getDeclaringClass().getSimpleName() + "." + executable.getName()
                + Arrays.stream(executable.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList() + ", " + name;
        Object target = null;
        Object[] arguments;
        try {
            if (executable instanceof Method method && !Modifier.isStatic(method.getModifiers())) {
                target = Samples.of(executable.getDeclaringClass());
                if (target == null) {
                    return;
                }
            }
            arguments = Samples.arguments(executable);
        } catch (Samples.NoneException e) {
            return;
        }
        arguments[index] = null;
        try {
            Object result = executable instanceof Method method
                    ? method.invoke(target, arguments)
                    : ((Constructor<?>) executable).newInstance(arguments);
            problems.add(where + ": accepted"
                    + (result == null ? "" : ", gave a " + result.getClass().getSimpleName()));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean byName = BY_NAME.stream()
                    .anyMatch(
                            executable.getDeclaringClass().getName().substring("io.github.claude4j.".length())
                                    ::startsWith);
            if (!isNamed(cause, executable.getParameters()[index], byName) && !failsAnyway(executable, target, cause)) {
                problems.add(where + ": " + cause);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(where, e);
        }
    }

    /** Samples are not good enough for every method. */
    private static boolean failsAnyway(Executable executable, Object target, Throwable failure) {
        try {
            if (executable instanceof Method method) {
                method.invoke(target, Samples.arguments(executable));
            }
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause().toString().equals(failure.toString());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Class files have the names of parameters only if they were compiled so; else any name has to do. */
    private static boolean isNamed(Throwable thrown, Parameter parameter, boolean byName) {
        String message = String.valueOf(thrown.getMessage());
        String form = byName ? "\\w+(\\[\\w+])?" : "\\w+(\\[\\w+])?|.*because \"\\w+\" is null";
        boolean family = (thrown instanceof NullPointerException && message.matches(form))
                || (thrown instanceof InvalidParamsException && message.matches("(?s)[\\w.\\[\\]]+: expected .*"));
        String name = letters(parameter.getName());
        String found = letters(message.replaceAll("\\[.*", ""));
        return family && (!parameter.isNamePresent() || found.contains(name) || name.contains(found));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
