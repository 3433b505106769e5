package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.WebhookGuard;
import io.github.claude4j.webhooks.WebhookVerificationException;
import io.github.claude4j.webhooks.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Gives methods of controllers that take a {@link WebhookEvent} the event of a verified delivery. Others never get there: they are
 * answered with 400, and what was handled before with 204. A delivery whose handling fails is forgotten, so that it may come again.
 */
final class WebhookArguments implements HandlerInterceptor, HandlerMethodArgumentResolver {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");
    private static final String EVENT = WebhookEvent.class.getName();
    private static final String ID = "webhook-id";

    /** A delivery carries ids only; anybody can send more. */
    private static final int MOST_BYTES = 1 << 20;

    private final ObjectProvider<Webhooks> webhooks;
    private final WebhookGuard guard;

    WebhookArguments(ObjectProvider<Webhooks> webhooks, WebhookGuard guard) {
        this.webhooks = webhooks;
        this.guard = guard;
    }

    /** Whether a method of a controller takes an event. */
    static boolean takesEvent(HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == WebhookEvent.class) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        boolean isOurs = handler instanceof HandlerMethod method && takesEvent(method);
        // What answers later passes here twice.
        if (!isOurs || request.getAttribute(EVENT) != null) {
            return true;
        }
        HttpStatus answer = receive(request);
        if (answer == HttpStatus.OK) {
            return true;
        }
        response.setStatus(answer.value());
        return false;
    }

    private HttpStatus receive(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return HttpStatus.valueOf(413);
        }
        WebhookEvent event;
        try {
            event = webhooks.getObject().verify(body, request::getHeader);
        } catch (WebhookVerificationException | InvalidDataException e) {
            LOGGER.log(System.Logger.Level.WARNING, "a webhook was refused: " + e.getMessage());
            return HttpStatus.BAD_REQUEST;
        }
        if (!guard.begin(id(request))) {
            return HttpStatus.NO_CONTENT;
        }
        request.setAttribute(EVENT, event);
        return HttpStatus.OK;
    }

    /** It is part of what was signed. */
    private static String id(HttpServletRequest request) {
        return Objects.requireNonNull(request.getHeader(ID), ID).strip();
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        boolean failed = failure != null || response.getStatus() >= 300;
        if (failed && request.getAttribute(EVENT) != null) {
            guard.forget(id(request));
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WebhookEvent.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Objects.requireNonNull(request.getAttribute(EVENT, RequestAttributes.SCOPE_REQUEST), EVENT);
    }
}
