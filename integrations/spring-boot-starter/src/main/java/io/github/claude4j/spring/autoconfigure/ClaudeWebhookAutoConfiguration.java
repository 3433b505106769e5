package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.spring.ClaudeSetupException;
import io.github.claude4j.spring.internal.clients.PropertySetter;
import io.github.claude4j.webhooks.WebhookGuard;
import io.github.claude4j.webhooks.Webhooks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@link Webhooks} of {@code claude.webhooks}, and verified events as arguments of controllers. */
@AutoConfiguration
@EnableConfigurationProperties(WebhookProperties.class)
class ClaudeWebhookAutoConfiguration {
    private static final PropertySetter SETTER = new PropertySetter("claude.webhooks");

    /** In this process; several that share an endpoint have one of their own. */
    @Bean
    @ConditionalOnMissingBean
    WebhookGuard claudeWebhookGuard() {
        return WebhookGuard.inMemory();
    }

    /** Made when it is first asked for: most applications have no webhooks, and no key for them. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Webhooks claudeWebhooks(WebhookProperties properties, WebhookGuard guard) {
        Webhooks webhooks = keyed(properties.signingKeys()).guard(guard);
        try {
            return properties.tolerance() == null ? webhooks : webhooks.tolerance(properties.tolerance());
        } catch (InvalidParamsException e) {
            throw SETTER.wrong("tolerance", "expected zero or more, found " + properties.tolerance(), e);
        }
    }

    private static Webhooks keyed(List<String> keys) {
        try {
            return keys.isEmpty()
                    ? Webhooks.fromEnv()
                    : Webhooks.of(keys.get(0), keys.subList(1, keys.size()).toArray(String[]::new));
        } catch (MissingCredentialsException e) {
            throw SETTER.wrong("signing-keys", "expected the key of the endpoint, found " + e.getMessage(), e);
        } catch (InvalidParamsException e) {
            throw SETTER.wrong("signing-keys", String.valueOf(e.getMessage()), e);
        }
    }

    /** For controllers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({WebMvcConfigurer.class, HttpServletRequest.class})
    static class Mvc {
        @Bean
        WebhookArguments claudeWebhookArguments(ObjectProvider<Webhooks> webhooks, WebhookGuard guard) {
            return new WebhookArguments(webhooks, guard);
        }

        @Bean
        WebMvcConfigurer claudeWebhookConfigurer(WebhookArguments arguments) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(arguments);
                }

                @Override
                public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                    resolvers.add(arguments);
                }
            };
        }

        /** What is missing for a controller is told when the application starts, not when the first delivery comes. */
        @Bean
        SmartInitializingSingleton claudeWebhookCheck(
                ObjectProvider<RequestMappingHandlerMapping> mappings, ObjectProvider<Webhooks> webhooks) {
            return () -> mappings.orderedStream()
                    .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                    .filter(WebhookArguments::takesEvent)
                    .forEach(method -> {
                        checkArguments(method);
                        webhooks.getObject();
                    });
        }

        /** A body that Jackson reads is one that nobody has verified. */
        private static void checkArguments(HandlerMethod method) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                if (parameter.hasParameterAnnotation(RequestBody.class)) {
                    throw new ClaudeSetupException(
                            method + ": expected a WebhookEvent without @RequestBody, found one with it",
                            "Leave @RequestBody out: the body is read and verified before.",
                            null);
                }
            }
        }
    }
}
