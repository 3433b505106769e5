package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import io.github.claude4j.errors.MissingCredentialsException;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The default credentials of an application, which Google's library finds where it is on the class path. It is 6 MB, so nothing
 * here is compiled against it.
 */
final class ApplicationDefault {
    private static final String LIBRARY = "com.google.auth.oauth2.GoogleCredentials";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private ApplicationDefault() {}

    /** Looks for them: in files, on the machine, in the variable that names one. */
    static Credentials find() {
        try {
            Class<?> library = Class.forName(LIBRARY, true, Credentials.class.getClassLoader());
            return scoped(
                    (Credentials) library.getMethod("getApplicationDefault").invoke(null));
        } catch (ClassNotFoundException e) {
            throw missing(
                    "Google's default ones need com.google.auth:google-auth-library-oauth2-http on the class path", e);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw missing(String.valueOf(cause.getMessage()), cause);
        } catch (ReflectiveOperationException e) {
            throw missing(e.toString(), e);
        }
    }

    private static MissingCredentialsException missing(String why, Throwable cause) {
        MissingCredentialsException missing = new MissingCredentialsException(
                "no credentials: credentials(…), accessToken(…) and skipAuth() were not set, and " + why);
        missing.initCause(cause);
        return missing;
    }

    /** The same for what Claude needs, where their kind asks for that. */
    static Credentials scoped(Credentials credentials) {
        Object scoped = Boolean.TRUE.equals(asked(credentials, "createScopedRequired"))
                ? asked(credentials, "createScoped", (Object) new String[] {SCOPE})
                : credentials;
        return scoped instanceof Credentials known ? known : credentials;
    }

    /** The project that they are of, where they know it. */
    static Optional<String> project(Credentials credentials) {
        return asked(credentials, "getProjectId") instanceof String id && !id.isBlank()
                ? Optional.of(id)
                : Optional.empty();
    }

    /** What a method of the library says; null for credentials that are not the library's, and where it fails. */
    private static @Nullable Object asked(Credentials credentials, String method, Object... arguments) {
        try {
            Class<?> library =
                    Class.forName(LIBRARY, true, credentials.getClass().getClassLoader());
            Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {String[].class};
            return library.isInstance(credentials)
                    ? library.getMethod(method, types).invoke(credentials, arguments)
                    : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
