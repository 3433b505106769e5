package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.Claude;
import io.github.claude4j.spring.ClaudeSetupException;
import io.github.claude4j.spring.internal.clients.ClaudeFactory;
import io.github.claude4j.spring.internal.clients.NamedClients;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Makes a bean of each client that has a name. One that is asked for without its name is another's to give, if there is another. */
final class ClaudeClientsRegistrar implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        Binder.get(environment)
                .bind("claude", NamedClients.class)
                .ifBound(named -> named.clients().keySet().forEach(name -> register(registry, name)));
    }

    private static void register(BeanRegistry registry, String name) {
        if (name.equals(NamedClients.DEFAULT)) {
            throw new ClaudeSetupException(
                    "claude.clients." + name + ": expected a name other than that of the client without one, found "
                            + name,
                    "Give that client another name.",
                    null);
        }
        registry.registerBean(
                name,
                Claude.class,
                spec -> spec.fallback()
                        .description("claude.clients." + name)
                        .supplier(context -> context.bean(ClaudeFactory.class)
                                .create(name, context.bean(NamedClients.class).client(name))));
    }
}
